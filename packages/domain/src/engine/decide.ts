import type { CaseKind } from '../cases.js';
import type { NotSentCause, UnknownCause } from '../operation/causes.js';
import { isOpen } from '../operation/operation.js';
import { OUTCOME_KINDS } from './closed-by-facts.js';
import { decideCancel } from './decide-cancel.js';
import { decideCharge } from './decide-charge.js';
import { decideFollowing } from './decide-following.js';
import type { Decision } from './decision.js';
import { closesWaiting } from './decide-person.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';
import { followingVerbs } from './verbs.js';

/** The one place where an exchange becomes a decision: answer, query, notification and recovery all come through here; a person's word through `decidePerson`. Pure. */
export function decide(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const decided = withoutRepeats(snapshot, shownToSomebody(evidence, decideByKind(snapshot, evidence, rules)));
  return withWaiting(snapshot, reopened(snapshot, evidence, decided));
}

/** What a person had said of the outcome, and a proof now speaks against: shown to them again, in the same case. */
function reopened(snapshot: Snapshot, { source, result }: Evidence, decision: Decision): Decision {
  const { saidByPerson, operation } = snapshot;
  // The cases of a change made outside us are that change's own, and say nothing against the word; nor does a case beside an outcome that agrees with it.
  const against = decision.cases.some(({ kind }) => result.outcome !== operation.outcome || OUTCOME_KINDS.includes(kind));
  const contrary = decision.records === undefined && (decision.operation.outcome !== operation.outcome || against);
  if (saidByPerson.length === 0 || isOpen(operation.outcome) || decision.weight !== 'news' || !contrary) return decision;
  const detail = `a person had said ${operation.outcome ?? 'nothing'}; ${source}: the provider says ${result.outcome}`;
  const again = saidByPerson.filter((kind) => !decision.cases.some((opened) => opened.kind === kind)).map((kind) => ({ kind, detail }));
  return { ...decision, cases: [...decision.cases, ...again] };
}

function withWaiting(snapshot: Snapshot, decision: Decision): Decision {
  const closes = closesWaiting(snapshot, decision);
  return closes.length === 0 ? decision : { ...decision, closesCases: [...decision.closesCases, ...closes] };
}

function decideByKind(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  switch (snapshot.operation.kind) {
    case 'sale':
    case 'authorize':
      return decideCharge(snapshot, evidence, rules);
    case 'cancel':
      return decideCancel(snapshot, evidence, rules);
    case 'refund':
    case 'capture':
    case 'increment':
    case 'adjust_tip':
    case 'void':
      return decideFollowing(followingVerbs[snapshot.operation.kind], snapshot, evidence, rules);
  }
}

/** Causes that a person has to look at: a word that nobody documented, figures that contradict ours. */
const personal: Partial<Record<UnknownCause | NotSentCause, CaseKind>> = {
  unknown_code: 'unknown_code',
  amount_mismatch: 'amount_mismatch',
  currency_mismatch: 'currency_mismatch',
};

/** Whatever the operation, and whether it is still open: such a word is kept as a fact and opens a case, however little it changes. */
function shownToSomebody({ source, result }: Evidence, decision: Decision): Decision {
  if (result.outcome !== 'unknown' && result.outcome !== 'no_answer') return decision;
  const kind = personal[result.cause];
  if (kind === undefined) return decision;
  const word = 'providerCode' in result && result.providerCode !== undefined ? result.providerCode : 'something that is not documented';
  return { ...decision, weight: 'news', cases: [...decision.cases, { kind, detail: `${source}: the provider said ${word}` }] };
}

/** A case that is open already is not opened again, and an exchange that says nothing but that is a repeat: it raises no version. */
function withoutRepeats(snapshot: Snapshot, decision: Decision): Decision {
  // The cases of a change made outside us are that change's own.
  if (decision.records !== undefined) return decision;
  // One that is to be opened again is closed, and lets go of what stands in suspense by it: the open one of its kind is the payment's.
  const cases = decision.cases.filter(({ kind }) => !snapshot.openCases.includes(kind) || decision.settlesSuspense.includes(kind));
  if (cases.length === decision.cases.length) return decision;
  const changes =
    cases.length > 0 ||
    decision.state !== snapshot.order.state ||
    decision.operation.outcome !== snapshot.operation.outcome ||
    // Another word that nobody documented is news, beside the case of the first one.
    (decision.operation.providerCode !== null && decision.operation.providerCode !== snapshot.operation.providerCode) ||
    decision.charge !== undefined ||
    decision.followUp !== undefined ||
    decision.asksAfter.length > 0 ||
    decision.movements.length > 0 ||
    decision.nextAction !== undefined;
  return { ...decision, cases, weight: changes ? decision.weight : 'repeat' };
}
