import { isDisputed } from '../cases.js';
import { declineCodes, notSentCodes } from '../operation/decline-codes.js';
import { isOpen } from '../operation/operation.js';
import type { QueryResult, Stated } from '../operation/result.js';
import { move } from '../order/transitions.js';
import { agreementOf, sumTaken } from './agreement.js';
import { LATE_LOOKS_MS, chargeNotFound } from './charge-not-found.js';
import { timelyEffects, timingOf } from './charge-timing.js';
import { chargeCause, closeUnpaid, closedCharge } from './close-unpaid.js';
import { decideClosedCharge } from './decide-closed-charge.js';
import { ANSWERED_BY_END, answeredByYes } from './closed-by-facts.js';
import { NO_DELTAS, look, unchangedRow } from './decision.js';
import type { AmountDeltas, Decision, OperationChange } from './decision.js';
import { lookAfterApproval } from './hold-look.js';
import { takenMovement } from './movements.js';
import { endOfRoute, mayOpenNextRoute } from './next-route.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';
import { takenAndReturned } from './taken-and-returned.js';

/**
 * What an exchange about a sale or authorization means: its answer, a query of it, or a verified notification.
 * Each rule and why it exists: docs/architecture.md, the rules of the engine.
 */
export function decideCharge(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  if (!isOpen(snapshot.charge.outcome)) return decideClosedCharge(snapshot, evidence, rules);
  const { result } = evidence;
  switch (result.outcome) {
    case 'approved':
      return approved(snapshot, evidence, rules, result);
    case 'declined':
      return declined(snapshot, evidence, rules, result);
    case 'pending':
      return pending(snapshot, evidence, rules, result);
    case 'unknown':
      return unknown(snapshot, evidence, rules, result);
    case 'not_sent':
      return notSent(snapshot, evidence, rules, result);
    case 'reversed':
      return reversed(snapshot, result);
    case 'not_found':
      return chargeNotFound(
        snapshot,
        evidence,
        rules,
        result.providerCode,
        unknown(snapshot, evidence, rules, { providerCode: result.providerCode }),
      );
    case 'no_answer':
      return nothingSaid(snapshot, evidence, rules);
  }
}

type Of<O extends QueryResult['outcome']> = Extract<QueryResult, { outcome: O }>;

function approved(snapshot: Snapshot, evidence: Evidence, rules: Rules, result: Of<'approved'>): Decision {
  const { order, charge } = snapshot;
  const agreement = agreementOf(order, charge, result.stated);
  if (agreement.type === 'disagrees') {
    if (evidence.source === 'notification') {
      // Kept and shown to a person; a query decides, and the state stays as it is.
      const kept = look(snapshot, 'news', evidence.receivedAt);
      return {
        ...kept,
        operation: { ...kept.operation, providerReference: result.providerRef, shown: true },
        cases: [{ kind: agreement.kind, detail: `notification: ${agreement.detail}` }],
      };
    }
    return disputed(snapshot, evidence, rules, result.providerRef, { kind: agreement.kind, detail: agreement.detail });
  }
  if (agreement.type === 'not_stated') {
    if (evidence.source === 'query') {
      const detail = 'the provider says paid and states no amount';
      return disputed(snapshot, evidence, rules, result.providerRef, { kind: 'amount_mismatch', detail });
    }
    // One query confirms it, at once.
    const asked = unknown(snapshot, evidence, rules, { providerRef: result.providerRef });
    return {
      ...asked,
      operation: {
        ...asked.operation,
        providerReference: result.providerRef,
        shown: true,
        dueAt: evidence.receivedAt,
      },
    };
  }
  return {
    ...chargeTaken(snapshot, evidence, agreement.taken, result),
    receipt: result.receipt,
    closesCases: answeredByYes(evidence),
  };
}

/** The money was taken, in these figures, or is held. */
export function chargeTaken(
  snapshot: Snapshot,
  { receivedAt }: Pick<Evidence, 'receivedAt'>,
  taken: AmountDeltas,
  { providerRef: providerReference, stated }: { readonly providerRef: string | null; readonly stated: Stated | 'not_stated' },
): Decision {
  const { order, charge } = snapshot;
  const beside = charge.openExclusive !== null;
  const paid = charge.kind === 'sale';
  const state = move(order.state, chargeCause(snapshot), 'approved', beside ? 'uncertain' : paid ? 'paid' : 'authorized');
  return {
    ...look(snapshot, 'news', null),
    state,
    operation: {
      ...closedCharge(snapshot, 'approved'),
      providerReference,
      shown: true,
      // Beside an open cancel the cancel's own queries go on.
      dueAt: beside ? null : lookAfterApproval(charge, stated, receivedAt),
    },
    deltas: paid ? taken : NO_DELTAS,
    clearsCancelRequest: true,
    nextAction: null,
    movements: paid ? [takenMovement(sumTaken(taken))] : [],
    closesCases: ['outcome_unknown'],
  };
}

/** Money is there, in figures that are not ours: uncertain until a person has looked, and no cancel of our own accord returns it. */
function disputed(snapshot: Snapshot, evidence: Evidence, rules: Rules, providerRef: string, opened: Decision['cases'][number]): Decision {
  const asked = unknown(snapshot, evidence, rules, { providerRef });
  const wanted = snapshot.order.cancelRequested === 'merchant';
  return {
    ...asked,
    weight: 'news',
    // Nobody is asked to pay once more what may be paid.
    nextAction: null,
    cases: [...asked.cases, opened],
    ...(wanted ? {} : { followUp: undefined, clearsCancelRequest: false }),
  };
}

function declined(snapshot: Snapshot, evidence: Evidence, rules: Rules, result: Of<'declined'>): Decision {
  const { order, charge } = snapshot;
  // An older no does not lower what was shown since; a query asked now decides.
  if (evidence.source !== 'query' && charge.shown && (isDisputed(snapshot.openCases) || answersLateTo(snapshot, evidence))) {
    return look(snapshot, 'news', evidence.receivedAt);
  }
  // Once an operation was sent again, a decline of any one send says nothing about the others.
  if (evidence.source === 'answer' && charge.attempts > 1) return unknown(snapshot, evidence, rules, { providerCode: result.providerCode });
  if (mayOpenNextRoute(snapshot, evidence, rules) && declineCodes[result.code].retryable) {
    return {
      ...endOfRoute(snapshot, 'declined', result.code, result.providerCode),
      state: move(order.state, chargeCause(snapshot), 'declined', 'created'),
    };
  }
  return closeUnpaid(snapshot, 'declined', result.code, result.providerCode, result.providerRef ?? null);
}

function pending(snapshot: Snapshot, evidence: Evidence, rules: Rules, result: Of<'pending'>): Decision {
  const { order, charge } = snapshot;
  if (answersLateTo(snapshot, evidence)) {
    // The first call's own answer arrives after a query has already said more: only what it alone can tell is taken over.
    const known = look(snapshot, result.customerAction === undefined ? 'repeat' : 'news', charge.dueAt);
    return {
      ...known,
      nextAction: result.customerAction,
      operation: {
        ...known.operation,
        providerReference: result.providerRef ?? charge.providerReference,
        shown: true,
      },
    };
  }
  const timing = timingOf(snapshot, evidence, rules);
  const state = move(order.state, chargeCause(snapshot), 'pending', 'pending');
  const operation: OperationChange = {
    ...unchangedRow(charge),
    outcome: 'pending',
    providerReference: result.providerRef ?? charge.providerReference,
    providerCode: result.providerCode ?? null,
    shown: true,
    notFoundCount: 0,
    notFoundAt: null,
    dueAt: timing.dueAt,
  };
  const says =
    charge.outcome !== 'pending' ||
    order.state !== 'pending' ||
    result.customerAction !== undefined ||
    timing.followUp !== undefined ||
    timing.caseDetail !== undefined;
  return {
    ...look(snapshot, says ? 'news' : 'repeat', timing.dueAt),
    state,
    operation,
    nextAction: result.customerAction,
    ...timelyEffects(timing),
  };
}

/** What a provider said without saying what became of the charge. Where it gave its reference, it knows the charge. */
interface Heard {
  readonly providerCode?: string | undefined;
  readonly providerRef?: string | undefined;
}

function unknown(snapshot: Snapshot, evidence: Evidence, rules: Rules, heard: Heard): Decision {
  const { order, charge } = snapshot;
  if (answersLateTo(snapshot, evidence)) return look(snapshot, 'nothing_said', charge.dueAt);
  const timing = timingOf(snapshot, evidence, rules);
  const effects = timelyEffects(timing);
  const says = charge.outcome !== 'unknown' || order.state !== 'uncertain' || timing.followUp !== undefined || effects.cases.length > 0;
  return {
    ...look(snapshot, says ? 'news' : 'repeat', timing.dueAt),
    state: move(order.state, chargeCause(snapshot), 'unknown', 'uncertain'),
    operation: {
      ...unchangedRow(charge),
      outcome: 'unknown',
      providerReference: heard.providerRef ?? charge.providerReference,
      providerCode: heard.providerCode ?? null,
      shown: charge.shown || heard.providerRef !== undefined,
      dueAt: timing.dueAt,
    },
    ...effects,
  };
}

/** The query failed. That says nothing about the charge, but time goes on: a wanted cancel, the end of the schedule and its case come all the same. */
function nothingSaid(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const timing = timingOf(snapshot, evidence, rules);
  if (timing.followUp === undefined && timing.caseDetail === undefined)
    return look(snapshot, 'nothing_said', timing.dueAt ?? evidence.receivedAt + LATE_LOOKS_MS[0]);
  // The process that sent it is gone, and nobody can say whether it arrived.
  if (snapshot.order.state === 'created') return unknown(snapshot, evidence, rules, {});
  return { ...look(snapshot, 'news', timing.dueAt), ...timelyEffects(timing) };
}

function notSent(
  snapshot: Snapshot,
  evidence: Evidence,
  rules: Rules,
  result: Extract<Evidence['result'], { outcome: 'not_sent' }>,
): Decision {
  const { order, charge } = snapshot;
  // A statement about the whole operation: only of attempt 1 under the first lease, by the process that began it.
  const certain =
    evidence.source === 'answer' && evidence.attempt === 1 && evidence.lease === 1 && charge.lease === 1 && charge.attempts === 1;
  if (!certain || charge.outcome !== null) return unknown(snapshot, evidence, rules, {});
  if (mayOpenNextRoute(snapshot, evidence, rules)) {
    return {
      ...endOfRoute(snapshot, 'not_sent', notSentCodes[result.cause], null),
      state: move(order.state, chargeCause(snapshot), 'not_sent', 'created'),
    };
  }
  return {
    ...closeUnpaid(snapshot, 'not_sent', notSentCodes[result.cause], null, null),
    requiresLease: true,
  };
}

/** The provider shows that the money was taken and has been given back whole, by nobody whom we know of unless a cancel of ours is open. */
function reversed(snapshot: Snapshot, result: Of<'reversed'>): Decision {
  const { order, charge } = snapshot;
  const ours = charge.openExclusive !== null || snapshot.cancelsBegun > 0;
  const { movements, cases } = takenAndReturned(snapshot, result.stated);
  return {
    ...look(snapshot, 'news', null),
    state: move(order.state, 'external_reversal', 'approved', charge.kind === 'sale' ? 'reversed' : 'canceled'),
    operation: {
      ...closedCharge(snapshot, 'approved'),
      providerReference: result.providerRef ?? charge.providerReference,
      shown: true,
    },
    clearsCancelRequest: true,
    nextAction: null,
    movements,
    cases: ours
      ? cases
      : [...cases, { kind: 'external_change', detail: 'the provider took the payment and gave it back without our asking' }],
    closesCases: ANSWERED_BY_END,
  };
}

/** The call's own answer comes after a query or notification has spoken: it is older than what is known. */
function answersLateTo(snapshot: Snapshot, evidence: Evidence): boolean {
  return evidence.source === 'answer' && snapshot.charge.outcome !== null;
}
