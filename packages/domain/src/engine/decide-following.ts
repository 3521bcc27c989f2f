import type { CaseKind } from '../cases.js';
import { notSentCodes } from '../operation/decline-codes.js';
import type { DeclineCode } from '../operation/decline-codes.js';
import { isOpen } from '../operation/operation.js';
import { nextLook } from '../operation/schedule.js';
import { askAgainAt } from './ask-again.js';
import { askedAfter } from './asked-after.js';
import { beyondOurBooks, suspenseMovement } from '../resolutions/difference.js';
import { look, unchangedRow } from './decision.js';
import type { Decision } from './decision.js';
import { disagrees } from './disagrees.js';
import type { FollowingVerb, Shown } from './following-verb.js';
import { countNotFound } from './not-found-count.js';
import { arrivalBound } from './snapshot.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/** How often one operation is sent under its one key before "not found" ends it. */
const ATTEMPTS = 3;

/** Until something else that is open on the charge may have ended. */
const ASK_AGAIN_MS = 60_000;

/** Ends that may contradict what we believe of the charge: it is asked once more. */
const contradictions: ReadonlySet<DeclineCode> = new Set([
  'invalid_state',
  'amount_exceeds_remaining',
  'already_settled',
  'operation_refused',
  'never_arrived',
]);

/**
 * What an exchange about a capture, increment, tip, void or refund means. The order keeps its state, and what the operation may take or change
 * stays reserved, until the provider has said what happened.
 */
export function decideFollowing(verb: FollowingVerb, snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const { operation } = snapshot;
  const { result } = evidence;
  if (!isOpen(operation.outcome)) return afterEnd(verb, snapshot, evidence, rules);
  switch (result.outcome) {
    case 'approved':
    case 'reversed':
      return shown(verb, snapshot, evidence, rules, result);
    case 'declined':
      if (evidence.source === 'answer' && operation.attempts > 1) return unresolved(verb, snapshot, evidence, rules, result.providerCode);
      return declined(verb, snapshot, evidence, result.code, result.providerCode);
    case 'not_sent': {
      const certain =
        evidence.source === 'answer' &&
        evidence.attempt === 1 &&
        evidence.lease === 1 &&
        operation.lease === 1 &&
        operation.outcome === null;
      if (!certain) return unresolved(verb, snapshot, evidence, rules, null);
      return { ...declined(verb, snapshot, evidence, notSentCodes[result.cause], null), requiresLease: true };
    }
    case 'pending':
      return pending(verb, snapshot, evidence, rules, result);
    case 'not_found':
      return noEffect(verb, snapshot, evidence, rules, result.providerCode);
    case 'unknown':
      return unresolved(verb, snapshot, evidence, rules, result.providerCode ?? null);
    case 'no_answer':
      return nothingSaid(verb, snapshot, evidence, rules);
  }
}

const scheduleOver = ({ noun }: FollowingVerb): Decision['cases'][number] => ({
  kind: 'outcome_unknown',
  detail: `${noun} was asked, and the provider has not said what became of it`,
});

function shown(verb: FollowingVerb, snapshot: Snapshot, evidence: Evidence, rules: Rules, result: Shown): Decision {
  const reading = verb.reads(snapshot, result, evidence.source);
  switch (reading.type) {
    case 'done':
      return approved(verb, snapshot, result);
    case 'no_effect':
      return noEffect(verb, snapshot, evidence, rules, 'NO_EFFECT');
    case 'unclear':
      return unresolved(verb, snapshot, evidence, rules, null);
    case 'gone':
      // Its charge is asked at once, and says what became of the hold or the payment.
      return untilArrived(verb, snapshot, evidence, rules, null) ?? declined(verb, snapshot, evidence, 'invalid_state', null);
    case 'disagrees': {
      const open = unresolved(verb, snapshot, evidence, rules, null);
      return { ...open, weight: 'news', cases: [...open.cases, { kind: reading.kind, detail: `${verb.noun}: ${reading.detail}` }] };
    }
  }
}

function approved(verb: FollowingVerb, snapshot: Snapshot, result: Shown): Decision {
  const providerReference = result.providerRef ?? snapshot.operation.providerReference;
  return {
    ...followingDone(verb, snapshot, providerReference),
    receipt: verb.receipt && result.outcome === 'approved' ? result.receipt : undefined,
  };
}

/** It was done, as it was asked. */
export function followingDone(verb: FollowingVerb, snapshot: Snapshot, providerReference: string | null): Decision {
  const effects = verb.approved(snapshot);
  return {
    ...look(snapshot, 'news', null),
    ...effects,
    operation: {
      ...unchangedRow(snapshot.operation),
      outcome: 'approved',
      shown: true,
      providerReference,
      sendAgain: false,
      dueAt: null,
    },
    releasesExclusive: verb.exclusive,
    nextAction: null,
    closesCases: ['outcome_unknown', ...(effects.closesCases ?? [])],
  };
}

/** An explicit no: what was reserved is free again. */
function declined(verb: FollowingVerb, snapshot: Snapshot, evidence: Evidence, code: DeclineCode, providerCode: string | null): Decision {
  return {
    ...followingRefused(verb, snapshot, code, providerCode),
    charge: contradictions.has(code) ? { ...unchangedRow(snapshot.charge), dueAt: evidence.receivedAt } : undefined,
    cases: givenBackElsewhere(snapshot, code),
  };
}

/** Our guard lets no refund pass that does not fit, so one that is too much for the provider tells of money that somebody else has given back. Not every provider shows that in a query. */
function givenBackElsewhere({ operation }: Snapshot, code: DeclineCode): Decision['cases'] {
  if (operation.kind !== 'refund' || code !== 'amount_exceeds_remaining') return [];
  const detail = `the refund of ${String(operation.amountMinor ?? 0n)} (minor units) fits by our books and is too much by the provider's: money may have been given back outside us`;
  return [{ kind: 'external_change', detail }];
}

/** It was not done. */
export function followingRefused(verb: FollowingVerb, snapshot: Snapshot, code: DeclineCode, providerCode: string | null): Decision {
  return {
    ...look(snapshot, 'news', null),
    ...verb.released(snapshot),
    operation: {
      ...unchangedRow(snapshot.operation),
      outcome: 'declined',
      declineCode: code,
      providerCode,
      sendAgain: false,
      dueAt: null,
    },
    releasesExclusive: verb.exclusive,
    nextAction: null,
    closesCases: ['outcome_unknown'],
  };
}

function pending(
  verb: FollowingVerb,
  snapshot: Snapshot,
  evidence: Evidence,
  rules: Rules,
  result: Extract<Evidence['result'], { outcome: 'pending' }>,
): Decision {
  const { operation } = snapshot;
  if (evidence.source === 'answer' && operation.outcome !== null) return look(snapshot, 'repeat', operation.dueAt);
  const next = nextLook(rules.schedule, operation.createdAt, evidence.receivedAt, rules.spread).at ?? null;
  const says = operation.outcome !== 'pending' || next === null || result.customerAction !== undefined;
  return {
    ...look(snapshot, says ? 'news' : 'repeat', next),
    operation: {
      ...unchangedRow(operation),
      outcome: 'pending',
      shown: true,
      providerReference: result.providerRef ?? operation.providerReference,
      dueAt: next,
    },
    nextAction: result.customerAction,
    cases: next === null ? [scheduleOver(verb)] : [],
  };
}

function unresolved(verb: FollowingVerb, snapshot: Snapshot, evidence: Evidence, rules: Rules, providerCode: string | null): Decision {
  const { operation } = snapshot;
  if (evidence.source === 'answer' && operation.outcome !== null && evidence.attempt !== operation.attempts)
    return look(snapshot, 'nothing_said', operation.dueAt);
  const next = nextLook(rules.schedule, operation.createdAt, evidence.receivedAt, rules.spread).at ?? null;
  const says = operation.outcome !== 'unknown' || next === null;
  return {
    ...look(snapshot, says ? 'news' : 'repeat', next),
    operation: {
      ...unchangedRow(operation),
      outcome: 'unknown',
      providerCode,
      dueAt: next,
    },
    cases: next === null ? [scheduleOver(verb)] : [],
  };
}

function nothingSaid(verb: FollowingVerb, snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const next = nextLook(rules.schedule, snapshot.operation.createdAt, evidence.receivedAt, rules.spread).at;
  if (next !== undefined) return look(snapshot, 'nothing_said', next);
  return { ...look(snapshot, 'news', null), cases: [scheduleOver(verb)] };
}

/** The provider does not know it, or the charge shows nothing of it. When it can no longer arrive it is sent again under the same key, or given up. */
function noEffect(verb: FollowingVerb, snapshot: Snapshot, evidence: Evidence, rules: Rules, providerCode: string): Decision {
  const { operation } = snapshot;
  if (operation.shown) return unresolved(verb, snapshot, evidence, rules, providerCode);
  const waiting = untilArrived(verb, snapshot, evidence, rules, providerCode);
  if (waiting !== undefined) return waiting;
  if (operation.attempts < ATTEMPTS && rules.resend !== 'never') {
    return {
      ...look(snapshot, 'news', evidence.receivedAt),
      operation: {
        ...unchangedRow(operation),
        outcome: 'unknown',
        sendAgain: true,
        notFoundCount: 0,
        notFoundAt: null,
        dueAt: evidence.receivedAt,
      },
    };
  }
  const { enough, counted } = countNotFound(operation, evidence, rules);
  if (!enough) {
    const asked = unresolved(verb, snapshot, evidence, rules, providerCode);
    return { ...asked, operation: { ...asked.operation, ...counted, dueAt: evidence.receivedAt + rules.notFound.apartMs } };
  }
  return declined(verb, snapshot, evidence, 'never_arrived', providerCode);
}

/** What was shown before the request could no longer arrive ends nothing: it is asked after again, then. Undefined from there on. */
function untilArrived(
  verb: FollowingVerb,
  snapshot: Snapshot,
  evidence: Evidence,
  rules: Rules,
  providerCode: string | null,
): Decision | undefined {
  const bound = arrivalBound(snapshot.operation, rules);
  if (evidence.askedAt >= bound) return undefined;
  const waiting = unresolved(verb, snapshot, evidence, rules, providerCode);
  const due = waiting.operation.dueAt;
  return {
    ...waiting,
    operation: { ...waiting.operation, dueAt: due === null || due > bound ? Math.max(bound, evidence.receivedAt) : due },
  };
}

/** Something that we had written down as declined and that the provider proves: recorded where it still fits, and always shown to a person. */
function afterEnd(verb: FollowingVerb, snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const { operation } = snapshot;
  const { result } = evidence;
  const endedAt = operation.finishedAt ?? operation.createdAt;
  const isQuery = evidence.source === 'query';
  // A look that is due is ended by a query alone, and not by one that says nothing.
  const rest = isQuery ? null : operation.dueAt;
  // "Still under way" is no end either: whoever had reason to ask is told when there is one.
  if (isQuery && (result.outcome === 'pending' || result.outcome === 'no_answer' || result.outcome === 'unknown'))
    return look(snapshot, 'nothing_said', askAgainAt(operation, evidence.receivedAt));
  // Nobody but a person has said that it was done, and nothing that can still arrive would do it.
  if (result.outcome === 'not_found' && isQuery && isDoneByWord(snapshot) && evidence.askedAt >= arrivalBound(operation, rules)) {
    if (standsInSuspense(snapshot, 'state_conflict', result)) return look(snapshot, 'repeat', null);
    const detail = `${verb.noun} was done, as a person has said, and the provider does not know it (${result.providerCode})`;
    return { ...look(snapshot, 'news', null), cases: [{ kind: 'state_conflict', detail }] };
  }
  if (result.outcome !== 'approved' && result.outcome !== 'declined') return look(snapshot, 'nothing_said', rest);
  if (result.outcome === operation.outcome) return shownDoneAgain(verb, snapshot, evidence, result) ?? look(snapshot, 'repeat', rest);
  // Whatever else speaks against what is known only makes us ask; what is new is kept.
  if (!askedAfter(evidence, endedAt)) return disagrees(snapshot, evidence, endedAt);
  if (result.outcome === 'declined') {
    if (standsInSuspense(snapshot, 'state_conflict', result)) return look(snapshot, 'repeat', rest);
    const detail = `${verb.noun} was done, and is now shown as declined (${result.providerCode})`;
    return { ...look(snapshot, 'news', null), cases: [{ kind: 'state_conflict', detail }] };
  }
  const reading = verb.reads(snapshot, result, evidence.source);
  if (reading.type !== 'done' && reading.type !== 'disagrees') return look(snapshot, 'repeat', null);
  if (reading.type === 'disagrees' && standsInSuspense(snapshot, reading.kind, result)) return look(snapshot, 'repeat', rest);
  if (reading.type === 'disagrees')
    return { ...look(snapshot, 'news', null), cases: [{ kind: reading.kind, detail: `${verb.noun}: ${reading.detail}` }] };
  // What is being done to the charge was begun on what we believed: it ends first, and this is asked for again.
  if (snapshot.charge.openExclusive !== null) return look(snapshot, 'repeat', evidence.receivedAt + ASK_AGAIN_MS);
  const effects = verb.approvedLate(snapshot);
  if (effects === undefined) {
    if (standsInSuspense(snapshot, 'state_conflict', result)) return look(snapshot, 'repeat', rest);
    // What the charge shows now tells what of it is in our books, and what is not.
    const detail = `${verb.noun} was declined, the provider now shows it done, and it no longer fits`;
    const charge = { ...unchangedRow(snapshot.charge), dueAt: evidence.receivedAt };
    return { ...look(snapshot, 'news', null), charge, cases: [{ kind: 'state_conflict', detail }] };
  }
  return doneAfterAll(snapshot, effects, result.providerRef);
}

/** What is shown is what a person has written off: it is no further contradiction. */
function standsInSuspense(snapshot: Snapshot, kind: CaseKind, result: Evidence['result']): boolean {
  const own = snapshot.ownSuspense.find((one) => one.kind === kind);
  return own !== undefined && own.amountMinor === beyondOurBooks(snapshot, kind, 'stated' in result ? result.stated : 'not_stated');
}

const isDoneByWord = ({ operation, saidByPerson }: Snapshot): boolean => operation.outcome === 'approved' && saidByPerson.length > 0;

/** Done as our rows say, and a person had put what it moved into suspense, for the provider had shown it otherwise: it leaves suspense, and the case is open again. */
function shownDoneAgain(verb: FollowingVerb, snapshot: Snapshot, evidence: Evidence, result: Evidence['result']): Decision | undefined {
  const { operation, order, ownSuspense } = snapshot;
  if (ownSuspense.length === 0 || result.outcome !== 'approved' || result.stated === 'not_stated') return undefined;
  if (verb.reads(snapshot, result, evidence.source).type !== 'done') return undefined;
  // The word itself has raised the order's version: what was asked before it is what the person was told.
  const saidAt = Math.max(operation.finishedAt ?? operation.createdAt, order.updatedAt);
  if (!askedAfter(evidence, saidAt)) return disagrees(snapshot, evidence, saidAt);
  return {
    ...look(snapshot, 'news', null),
    // What its payment has shown of it is a contradiction no more.
    charge: { ...unchangedRow(snapshot.charge), dueAt: evidence.receivedAt },
    ...outOfSuspense(snapshot, `${verb.noun} was written off, and is now shown done as our books have it`),
  };
}

/** What stands in suspense by the operation's own closed cases leaves it, and they are open again: it has been shown to be what our rows say. */
function outOfSuspense({ ownSuspense }: Snapshot, detail: string): Pick<Decision, 'movements' | 'cases' | 'settlesSuspense'> {
  return {
    movements: ownSuspense.flatMap(({ amountMinor }) => suspenseMovement(-amountMinor)),
    cases: ownSuspense.map(({ kind }) => ({ kind, detail })),
    settlesSuspense: ownSuspense.map(({ kind }) => kind),
  };
}

/** It turned out to be done, and still fits. What a person had written off for it leaves suspense by the same movements. */
export function doneAfterAll(
  snapshot: Snapshot,
  effects: NonNullable<ReturnType<FollowingVerb['approvedLate']>>,
  providerReference: string | null,
): Decision {
  const [told] = effects.cases;
  const settled = outOfSuspense(snapshot, `${told?.detail ?? 'it turned out to be done'}; it had been written off`);
  return {
    ...look(snapshot, 'news', null),
    ...effects,
    movements: [...effects.movements, ...settled.movements],
    cases: [...effects.cases.filter(({ kind }) => !settled.settlesSuspense.includes(kind)), ...settled.cases],
    settlesSuspense: settled.settlesSuspense,
    charge: effects.charge,
    operation: {
      ...unchangedRow(snapshot.operation),
      outcome: 'approved',
      shown: true,
      providerReference,
      dueAt: null,
    },
  };
}
