import { InvalidReference } from '@interlock/domain';
import type { CurrencyCode, Offer, PersonsWord, Resolution, Stated } from '@interlock/domain';
import type { Proposal } from '@interlock/persistence';
import type { CaseStanding } from './case-reads.js';
import type { ResolveInput } from './commands.js';
import { ResolutionIncomplete } from './errors.js';
import { statedText } from './stated.js';
import type { StatedText } from './stated.js';

/** What the offer wants is there, and nothing that it does not take. Throws `ResolutionIncomplete`, `InvalidReference`. */
export function assertComplete({ evidence, amount, tip }: ResolveInput, offer: Offer, currency: CurrencyCode): void {
  const faults: { path: string; message: string }[] = [];
  if (offer.evidence === 'required' && evidence === undefined) faults.push({ path: 'evidence', message: 'is needed: what proves it' });
  if (offer.figures === 'required' && amount === undefined)
    faults.push({ path: 'amount', message: 'is needed: the provider has stated none that can be used' });
  if (offer.figures === 'none' && amount !== undefined) faults.push({ path: 'amount', message: `is not taken by ${offer.resolution}` });
  if (offer.figures === 'none' && tip !== undefined) faults.push({ path: 'tip', message: `is not taken by ${offer.resolution}` });
  if (offer.figures !== 'none' && tip !== undefined && amount === undefined)
    faults.push({ path: 'amount', message: 'is needed beside a tip' });
  if (faults.length > 0) throw new ResolutionIncomplete(faults);
  for (const [path, money] of Object.entries({ amount, tip })) {
    if (money !== undefined && money.currency !== currency) throw new InvalidReference(`${path}.currency`, `the order is in ${currency}`);
  }
}

/** The figures that the person gives. */
export function figuresOf({ amount, tip }: ResolveInput): Stated | undefined {
  return amount === undefined ? undefined : { base: amount.minor, ...(tip === undefined ? {} : { tip: tip.minor }) };
}

export function wordOf(resolution: Exclude<Resolution, 'ask_again'>, { row, stated }: CaseStanding, input: ResolveInput): PersonsWord {
  const given = figuresOf(input);
  return { resolution, kind: row.kind, stated, ...(given === undefined ? {} : { given }), writtenOff: row.suspenseMinor ?? 0n };
}

export function proposalOf(
  input: ResolveInput,
  { stated }: CaseStanding,
  by: { readonly actor: string; readonly stake: bigint; readonly at: number },
): Proposal {
  return {
    resolution: input.resolution as Resolution,
    person: input.person,
    actor: by.actor,
    reason: input.reason,
    evidence: input.evidence,
    amount: input.amount?.minor.toString(),
    tip: input.tip?.minor.toString(),
    stated: goesByStated(input) && stated !== 'not_stated' ? statedText(stated) : undefined,
    at: new Date(by.at).toISOString(),
    stake: by.stake.toString(),
  };
}

/** Members of which two people must say the same; each has a reason and evidence of their own. Nor may the provider state other figures by now. */
export function differingFromProposal(input: ResolveInput, proposal: Proposal, { stated }: CaseStanding): string[] {
  const restated = goesByStated(input) && stated !== 'not_stated' && !isSameText(statedText(stated), proposal.stated ?? {});
  return [
    ...(input.resolution === proposal.resolution ? [] : ['resolution']),
    ...(input.amount?.minor.toString() === proposal.amount ? [] : ['amount']),
    ...(input.tip?.minor.toString() === proposal.tip ? [] : ['tip']),
    ...(input.resolution === proposal.resolution && restated ? ['stated'] : []),
  ];
}

/** Whether what the provider has stated decides how much it is about. */
function goesByStated({ resolution, amount }: ResolveInput): boolean {
  if (resolution === 'adopt' || resolution === 'write_off') return true;
  return (resolution === 'keep' || resolution === 'refund') && amount === undefined;
}

function isSameText(one: StatedText, other: StatedText): boolean {
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) => one[name] === other[name]);
}
