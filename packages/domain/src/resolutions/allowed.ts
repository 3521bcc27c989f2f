import type { CaseKind, Resolution } from '../cases.js';
import { adoptedDeltas, askedOf, leftOf } from '../engine/decide-person.js';
import { followingVerbOf } from '../engine/verbs.js';
import { takenOf } from '../engine/snapshot.js';
import type { PersonsWord, Rules, Snapshot } from '../engine/snapshot.js';
import type { QueryResult, Stated } from '../operation/result.js';
import { usable } from './difference.js';
import { resolutionTable } from './resolution-table.js';
import { resolutionRules, standsInSilence, wordsOf } from './resolutions.js';
import { situationOf } from './situation.js';
import type { Situation } from './situation.js';

/** One thing that a person may make of a case now. */
export interface Offer {
  readonly resolution: Resolution | 'reject';
  /** What it does, in words. */
  readonly does: string;
  readonly evidence: 'required' | 'optional';
  /** Figures that the person gives. */
  readonly figures: 'required' | 'optional' | 'none';
}

/**
 * What may be made of a case of this kind about this operation, as it is now. `writtenOff`: what stands in suspense by the case itself, in minor units.
 * `stated`: what the provider has said last.
 */
export function allowedResolutions(
  snapshot: Snapshot,
  { kind, writtenOff }: Pick<PersonsWord, 'kind' | 'writtenOff'>,
  stated: Stated | 'not_stated',
  rules: Pick<Rules, 'voidsHolds'>,
): readonly Offer[] {
  const situation = situationOf(snapshot);
  return resolutionTable[kind][situation]
    .filter((resolution) => fits(resolution, situation, snapshot, { stated, writtenOff }, rules))
    .map((resolution) => ({
      resolution,
      does: wordsOf(resolution, situation, kind),
      evidence: resolutionRules[resolution].evidence,
      figures: figuresFor(resolution, situation, snapshot, stated, kind),
    }));
}

/** What may be made of the case while a second person is waited for: the same, as far as it may still be made of it, a question, or an end of the proposal. */
export function allowedBeside(
  proposed: { readonly resolution: Resolution; readonly amount?: string | undefined },
  offers: readonly Offer[],
): readonly Offer[] {
  const agree = offers.filter(({ resolution }) => resolution === proposed.resolution);
  return [
    // In the figures that were proposed, or in none.
    ...agree.map((offer): Offer => ({ ...offer, figures: proposed.amount === undefined ? 'none' : 'required' })),
    { resolution: 'reject', does: 'what was proposed is not done, and the case is open as before', evidence: 'optional', figures: 'none' },
    ...offers.filter(({ resolution }) => resolution === 'ask_again'),
  ];
}

function fits(
  resolution: Resolution,
  situation: Situation,
  snapshot: Snapshot,
  { stated, writtenOff }: Pick<PersonsWord, 'stated' | 'writtenOff'>,
  rules: Pick<Rules, 'voidsHolds'>,
): boolean {
  const { charge, operation, order } = snapshot;
  // Its first call is still out: whoever sent it knows more than anybody.
  if (operation.outcome === null) return resolution === 'ask_again';
  const alone = charge.openExclusive === null && charge.openRefunds === 0;
  const onlyHeld = charge.kind === 'authorize' && takenOf(charge) === 0n;
  switch (resolution) {
    case 'adopt': {
      const figures = usable(snapshot, stated);
      if (figures === undefined) return false;
      return situation === 'standing_charge' ? adoptable(snapshot, figures, writtenOff) && alone : situation !== 'open_cancel';
    }
    case 'confirm':
      return situation !== 'refused_change' || followingVerbOf(operation.kind)?.approvedLate(snapshot) !== undefined;
    case 'refund_duplicate':
      return alone && (onlyHeld ? rules.voidsHolds : leftOf(snapshot) > 0n);
    case 'refund':
      if (situation === 'closed_charge') return charge.openExclusive === null && (charge.kind === 'sale' || rules.voidsHolds);
      return alone && (onlyHeld ? rules.voidsHolds && order.state === 'authorized' : leftOf(snapshot) > 0n);
    case 'keep':
      // A second payment that is being given back is not kept.
      return situation === 'duplicate' ? alone : situation !== 'closed_charge' || charge.openExclusive === null;
    case 'decline':
    case 'write_off':
    case 'ask_again':
      return true;
  }
}

/** Our figures can become the provider's: a payment's, which differ, and nothing has been given back of what they would take away. */
function adoptable(snapshot: Snapshot, stated: Stated, ownWrittenOff: bigint): boolean {
  const { charge, order } = snapshot;
  if (charge.kind !== 'sale' || (order.state !== 'paid' && order.state !== 'partially_refunded')) return false;
  const { captured, excess, tip } = adoptedDeltas(snapshot, stated);
  if (captured === 0n && excess === 0n && tip === 0n) return false;
  // What stands in suspense by another case, open or closed, is in the stated figures already; what stands there by this one is settled by the word.
  const { ownSuspense, writtenOff } = snapshot;
  if (ownSuspense.length > 0 || (writtenOff.adjust_tip ?? 0n) !== 0n || (writtenOff[charge.kind] ?? 0n) !== ownWrittenOff) return false;
  return charge.refundedMinor + charge.refundingMinor - charge.overRefundedMinor < takenOf(charge) + captured + excess + tip;
}

function figuresFor(
  resolution: Resolution,
  situation: Situation,
  snapshot: Snapshot,
  stated: Stated | 'not_stated',
  kind: CaseKind,
): Offer['figures'] {
  if (!resolutionRules[resolution].figures) return 'none';
  // A hold is as it was asked: its amount is what captures are held against.
  if (snapshot.charge.kind === 'authorize') return 'none';
  if (situation === 'open_charge') return 'optional';
  // Late money: nobody guesses how much it is.
  if (situation !== 'closed_charge' || kind !== 'late_success') return 'none';
  return usable(snapshot, stated) === undefined ? 'required' : 'optional';
}

/**
 * Whether the word takes money for there that we have in no charge: only an explicit yes to the question that was just asked carries it. "Still open"
 * is none, and of what a cancel of ours was to return, whoever says that it did nothing sends the money back a second time.
 */
export function needsYes({ resolution, kind }: Pick<PersonsWord, 'resolution' | 'kind'>, snapshot: Snapshot): boolean {
  const situation = situationOf(snapshot);
  if (situation === 'closed_charge') return resolution === 'refund' || (resolution === 'keep' && kind === 'late_success');
  return situation === 'open_cancel' && resolution === 'decline' && snapshot.lateMoneyHeld;
}

/** Whether a provider that is silent leaves this word standing. */
export function standsUnheard(word: Pick<PersonsWord, 'resolution' | 'kind'>, snapshot: Snapshot): boolean {
  return !needsYes(word, snapshot) && standsInSilence(word.resolution, word.kind, situationOf(snapshot));
}

/**
 * Whether what the provider says now speaks against the word: an explicit yes against a no, a no against a yes, "still open" against both, and a yes
 * in other figures against one in ours. The provider's figures are adopted, or confirmed as they are.
 */
export function contradicts(word: Pick<PersonsWord, 'resolution' | 'kind' | 'given'>, snapshot: Snapshot, answer: QueryResult): boolean {
  const said = answer.outcome;
  if (said === 'no_answer' || said === 'unknown') return false;
  if (said === 'approved' && inOtherFigures(word, snapshot, usable(snapshot, answer.stated))) return true;
  if (needsYes(word, snapshot)) return said !== 'approved';
  const situation = situationOf(snapshot);
  const yes = said === 'approved' || said === 'reversed';
  const no = said === 'declined';
  const open = said === 'pending';
  // Under a cancel the provider is asked for the payment: it is closed, or it stands.
  if (situation === 'open_cancel') {
    if (word.resolution === 'confirm') return said === 'approved' || open;
    return word.resolution === 'decline' && (no || said === 'reversed');
  }
  switch (word.resolution) {
    case 'confirm':
    case 'adopt':
      return no || (open && situation !== 'standing_charge');
    case 'decline':
      return yes || open;
    case 'refund':
    case 'refund_duplicate':
      return no || said === 'reversed' || said === 'not_found';
    case 'keep':
    case 'write_off':
      return false;
  }
}

/** A word that says how much money was moved, as asked or in the person's figures, against what the provider has just stated of it. */
function inOtherFigures(
  { resolution, given }: Pick<PersonsWord, 'resolution' | 'given'>,
  snapshot: Snapshot,
  stated: Stated | undefined,
): boolean {
  if (stated === undefined || (resolution !== 'confirm' && given === undefined)) return false;
  const { charge, operation } = snapshot;
  if (operation.id === charge.id) {
    // A hold stands as it was asked, whoever says so.
    if (charge.kind === 'authorize') return false;
    const { base, tip = 0n, cashback = 0n }: Stated = given ?? askedOf(snapshot);
    return base !== stated.base || (stated.tip ?? tip) !== tip || (stated.cashback ?? cashback) !== cashback;
  }
  switch (operation.kind) {
    case 'capture':
    case 'refund':
      return operation.amountMinor !== null && operation.amountMinor !== stated.base;
    case 'adjust_tip':
      return stated.tip !== undefined && stated.tip !== (operation.tipMinor ?? 0n);
    case 'sale':
    case 'authorize':
    case 'increment':
    case 'void':
    case 'cancel':
      return false;
  }
}
