import { declineCodes } from '../operation/decline-codes.js';
import type { DeclineCode } from '../operation/decline-codes.js';
import { isOpen } from '../operation/operation.js';
import type { QueryResult } from '../operation/result.js';
import { nextLook } from '../operation/schedule.js';
import { isUndecided } from '../order/states.js';
import type { OrderState } from '../order/states.js';
import { move } from '../order/transitions.js';
import type { Cause } from '../order/transitions.js';
import { agreementOf, sumTaken } from './agreement.js';
import { decideClosedCharge } from './decide-closed-charge.js';
import { NO_DELTAS, look, unchangedRow } from './decision.js';
import type { Decision, FollowUp, OperationChange } from './decision.js';
import { returnedMovement, takenMovement } from './movements.js';
import { closingBound } from './snapshot.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/** How long after the closing of a charge that "never arrived" it is asked for once more, and again. */
export const LATE_LOOKS_MS = [60 * 60 * 1000, 24 * 60 * 60 * 1000] as const;

/**
 * What an exchange about a sale or authorization means: its answer, a query of it, or a verified notification.
 * Source: design §2, the table of states, and §3; explored on a model with crashes, resends, failover and races.
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
      return unknown(snapshot, evidence, rules, result.providerCode ?? null);
    case 'not_sent':
      return notSent(snapshot, evidence, rules);
    case 'reversed':
      return reversed(snapshot, result);
    case 'not_found':
      return notFound(snapshot, evidence, rules, result.providerCode);
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
      return {
        ...look(snapshot, 'news', evidence.receivedAt),
        cases: [{ kind: agreement.kind, detail: `notification: ${agreement.detail}` }],
      };
    }
    return {
      ...unknown(snapshot, evidence, rules, null),
      weight: 'news',
      cases: [{ kind: agreement.kind, detail: agreement.detail }],
    };
  }
  if (agreement.type === 'not_stated') {
    if (evidence.source === 'query') {
      return {
        ...unknown(snapshot, evidence, rules, null),
        weight: 'news',
        cases: [
          {
            kind: 'amount_mismatch',
            detail: 'the provider says paid and states no amount',
          },
        ],
      };
    }
    // One query confirms it, at once.
    const asked = unknown(snapshot, evidence, rules, null);
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
  const beside = charge.openExclusive !== null;
  const paid = charge.kind === 'sale';
  const state = move(order.state, causeOf(snapshot), 'approved', beside ? 'uncertain' : paid ? 'paid' : 'authorized');
  return {
    ...look(snapshot, 'news', null),
    state,
    operation: {
      ...closed(snapshot, 'approved'),
      providerReference: result.providerRef,
      shown: true,
    },
    deltas: paid ? agreement.taken : NO_DELTAS,
    clearsCancelRequest: true,
    nextAction: null,
    receipt: result.receipt,
    movements: paid ? [takenMovement(sumTaken(agreement.taken))] : [],
    closesCases: ['outcome_unknown', 'amount_mismatch', 'currency_mismatch'],
  };
}

function declined(snapshot: Snapshot, evidence: Evidence, rules: Rules, result: Of<'declined'>): Decision {
  const { order, charge } = snapshot;
  // Once an operation was sent again, a decline of any one send says nothing about the others.
  if (evidence.source === 'answer' && charge.attempts > 1) return unknown(snapshot, evidence, rules, result.providerCode);
  if (mayOpenNextRoute(snapshot, evidence, rules) && declineCodes[result.code].retryable) {
    return {
      ...endOfRoute(snapshot, 'declined', result.code, result.providerCode),
      state: move(order.state, causeOf(snapshot), 'declined', 'created'),
    };
  }
  return closeUnpaid(snapshot, 'declined', result.code, result.providerCode, result.providerRef ?? null);
}

function pending(snapshot: Snapshot, evidence: Evidence, rules: Rules, result: Of<'pending'>): Decision {
  const { order, charge } = snapshot;
  if (answersLateTo(snapshot, evidence)) {
    // The first call's own answer arrives after a query has already said more: only what it alone can tell is taken over.
    const known = look(snapshot, 'repeat', charge.dueAt);
    return {
      ...known,
      operation: {
        ...known.operation,
        providerReference: result.providerRef ?? charge.providerReference,
        shown: true,
      },
    };
  }
  const timing = timingOf(snapshot, evidence, rules);
  const state = move(order.state, causeOf(snapshot), 'pending', 'pending');
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
    ...outcomeOf(timing),
  };
}

function unknown(snapshot: Snapshot, evidence: Evidence, rules: Rules, providerCode: string | null): Decision {
  const { order, charge } = snapshot;
  if (answersLateTo(snapshot, evidence)) return look(snapshot, 'nothing_said', charge.dueAt);
  const timing = timingOf(snapshot, evidence, rules);
  const state = move(order.state, causeOf(snapshot), 'unknown', 'uncertain');
  const says =
    charge.outcome !== 'unknown' || order.state !== 'uncertain' || timing.followUp !== undefined || timing.caseDetail !== undefined;
  return {
    ...look(snapshot, says ? 'news' : 'repeat', timing.dueAt),
    state,
    operation: {
      ...unchangedRow(charge),
      outcome: 'unknown',
      providerCode,
      dueAt: timing.dueAt,
    },
    ...outcomeOf(timing),
  };
}

/** The query failed. That says nothing about the charge, but time goes on: a wanted cancel, the end of the schedule and its case come all the same. */
function nothingSaid(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const timing = timingOf(snapshot, evidence, rules);
  const moves = snapshot.order.state !== 'created' && (timing.followUp !== undefined || timing.caseDetail !== undefined);
  if (!moves) return look(snapshot, 'nothing_said', timing.dueAt ?? evidence.receivedAt + LATE_LOOKS_MS[0]);
  return { ...look(snapshot, 'news', timing.dueAt), ...outcomeOf(timing) };
}

function notSent(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const { order, charge } = snapshot;
  // A statement about the whole operation: only of attempt 1 under the first lease, by the process that began it.
  const certain =
    evidence.source === 'answer' && evidence.attempt === 1 && evidence.lease === 1 && charge.lease === 1 && charge.attempts === 1;
  if (!certain || charge.outcome !== null) return unknown(snapshot, evidence, rules, null);
  if (mayOpenNextRoute(snapshot, evidence, rules)) {
    return {
      ...endOfRoute(snapshot, 'not_sent', 'provider_unreachable', null),
      state: move(order.state, causeOf(snapshot), 'not_sent', 'created'),
    };
  }
  return {
    ...closeUnpaid(snapshot, 'not_sent', 'provider_unreachable', null, null),
    requiresLease: true,
  };
}

/** The provider shows that the money was taken and has been given back whole, by nobody whom we know of unless a cancel of ours is open. */
function reversed(snapshot: Snapshot, result: Of<'reversed'>): Decision {
  const { order, charge } = snapshot;
  const ours = charge.openExclusive !== null || snapshot.cancelsBegun > 0;
  const amount = charge.amountMinor ?? order.amountMinor;
  const held = charge.kind === 'sale';
  return {
    ...look(snapshot, 'news', null),
    state: move(order.state, 'external_reversal', 'approved', held ? 'reversed' : 'canceled'),
    operation: {
      ...closed(snapshot, 'approved'),
      providerReference: result.providerRef ?? charge.providerReference,
      shown: true,
    },
    clearsCancelRequest: true,
    nextAction: null,
    movements: held ? [takenMovement(amount), returnedMovement(amount)] : [],
    cases: ours
      ? []
      : [
          {
            kind: 'external_change',
            detail: 'the provider took the payment and gave it back without our asking',
          },
        ],
    closesCases: ['outcome_unknown'],
  };
}

function notFound(snapshot: Snapshot, evidence: Evidence, rules: Rules, providerCode: string): Decision {
  const { charge } = snapshot;
  const asked = unknown(snapshot, evidence, rules, providerCode);
  if (charge.shown) return asked;
  const bound = closingBound(snapshot, rules);
  if (evidence.askedAt < bound) {
    // Ask right after the bound rather than a whole pause later.
    const due = asked.operation.dueAt;
    return {
      ...asked,
      operation: {
        ...asked.operation,
        dueAt: due === null || due > bound ? Math.max(bound, evidence.receivedAt) : due,
      },
    };
  }
  const apart = charge.notFoundAt === null || evidence.askedAt - charge.notFoundAt >= rules.notFound.apartMs;
  const count = charge.notFoundCount + (apart ? 1 : 0);
  if (count < rules.notFound.answers) {
    const counted = {
      notFoundCount: count,
      notFoundAt: apart ? evidence.askedAt : charge.notFoundAt,
      dueAt: evidence.receivedAt + rules.notFound.apartMs,
    };
    return { ...asked, operation: { ...asked.operation, ...counted } };
  }
  const ended = closeUnpaid(snapshot, 'declined', 'never_arrived', providerCode, null);
  return {
    ...ended,
    operation: {
      ...ended.operation,
      dueAt: evidence.receivedAt + LATE_LOOKS_MS[0],
    },
  };
}

/** The call's own answer comes after a query or notification has spoken: it is older than what is known. */
function answersLateTo(snapshot: Snapshot, evidence: Evidence): boolean {
  return evidence.source === 'answer' && snapshot.charge.outcome !== null;
}

/** Promise 3, as far as it can be seen here; the statement checks the lease again. */
function mayOpenNextRoute(snapshot: Snapshot, evidence: Evidence, rules: Rules): boolean {
  const { order, charge } = snapshot;
  return (
    rules.nextRoute &&
    evidence.source === 'answer' &&
    evidence.attempt === 1 &&
    evidence.lease === charge.lease &&
    charge.attempts === 1 &&
    charge.outcome === null &&
    order.cancelRequested === null &&
    charge.openExclusive === null &&
    (order.expiresAt === null || evidence.receivedAt < order.expiresAt)
  );
}

function endOfRoute(snapshot: Snapshot, outcome: 'declined' | 'not_sent', code: DeclineCode, providerCode: string | null): Decision {
  return {
    ...look(snapshot, 'news', null),
    operation: {
      ...closed(snapshot, outcome),
      declineCode: code,
      providerCode,
    },
    followUp: { kind: 'next_route' },
    requiresLease: true,
  };
}

/** Ends the charge and the order with no money kept: canceled where somebody wanted that or the code says so, otherwise failed. */
export function closeUnpaid(
  snapshot: Snapshot,
  outcome: 'declined' | 'not_sent',
  code: DeclineCode,
  providerCode: string | null,
  reference: string | null,
): Decision {
  const { order, charge } = snapshot;
  const wanted = order.cancelRequested !== null || charge.openExclusive !== null;
  const target: OrderState = wanted || declineCodes[code].closes === 'canceled' ? 'canceled' : 'failed';
  return {
    ...look(snapshot, 'news', null),
    state: isUndecided(order.state) ? move(order.state, causeOf(snapshot), outcome, target) : order.state,
    operation: {
      ...closed(snapshot, outcome),
      declineCode: code,
      providerCode,
      providerReference: reference ?? charge.providerReference,
    },
    clearsCancelRequest: true,
    nextAction: null,
    closesCases: ['outcome_unknown'],
  };
}

function closed(snapshot: Snapshot, outcome: 'approved' | 'declined' | 'not_sent'): OperationChange {
  return {
    ...unchangedRow(snapshot.charge),
    outcome,
    dueAt: null,
    notFoundCount: 0,
    notFoundAt: null,
  };
}

function causeOf(snapshot: Snapshot): Cause {
  const kind = snapshot.charge.kind === 'authorize' ? 'authorize' : 'sale';
  return snapshot.charge.openExclusive === null ? kind : `${kind}_beside_cancel`;
}

interface Timing {
  readonly dueAt: number | null;
  readonly followUp: FollowUp | undefined;
  readonly caseDetail: string | undefined;
}

function outcomeOf(timing: Timing): Pick<Decision, 'followUp' | 'clearsCancelRequest' | 'cases'> {
  return {
    followUp: timing.followUp,
    clearsCancelRequest: timing.followUp !== undefined,
    cases: timing.caseDetail === undefined ? [] : [{ kind: 'outcome_unknown', detail: timing.caseDetail }],
  };
}

/** When to look next, whether the time for a cancel has come (asked by somebody, or the schedule is over), and whether only a person is left. */
function timingOf(snapshot: Snapshot, evidence: Evidence, rules: Rules): Timing {
  const { order, charge } = snapshot;
  const next = nextLook(rules.schedule, charge.createdAt, evidence.receivedAt);
  const dueAt = next.at ?? null;
  if (charge.openExclusive !== null) return { dueAt, followUp: undefined, caseDetail: undefined };
  if (rules.cancel.available && order.cancelRequested !== null) {
    return {
      dueAt,
      followUp: {
        kind: 'cancel',
        reason: order.cancelRequested === 'expiry' ? 'expiry' : 'requested',
      },
      caseDetail: undefined,
    };
  }
  if (next.stepsOver && rules.schedule.cancelAtEnd && rules.cancel.available && snapshot.cancelsBegun === 0) {
    return {
      dueAt,
      followUp: { kind: 'cancel', reason: 'schedule_over' },
      caseDetail: undefined,
    };
  }
  return {
    dueAt,
    followUp: undefined,
    caseDetail: dueAt === null ? 'the query schedule is over and the provider has not said what became of it' : undefined,
  };
}
