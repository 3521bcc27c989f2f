import { isOpen } from '../operation/operation.js';
import type { DeclineCode } from '../operation/decline-codes.js';
import { nextLook } from '../operation/schedule.js';
import { move } from '../order/transitions.js';
import { agreementOf } from './agreement.js';
import { returnedMovement } from './movements.js';
import { countNotFound } from './not-found-count.js';
import { NO_DELTAS, look, unchangedRow } from './decision.js';
import type { Decision } from './decision.js';
import { arrivalBound, takenOf } from './snapshot.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/** How often one refund is sent under its one number before "not found" ends it. */
const REFUND_ATTEMPTS = 3;

/** Answers that contradict what we believe of the charge: it is asked once more. */
const contradictions: ReadonlySet<DeclineCode> = new Set(['invalid_state', 'amount_exceeds_remaining', 'already_settled']);

/** What an exchange about a refund means. The order keeps its state and the amount stays reserved until the provider has said what happened. */
export function decideRefund(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const { operation } = snapshot;
  const { result } = evidence;
  if (!isOpen(operation.outcome)) return afterEnd(snapshot, evidence);
  switch (result.outcome) {
    case 'approved': {
      const agreement = agreementOf(snapshot.order, operation, result.stated);
      if (agreement.type === 'disagrees') {
        const open = unresolved(snapshot, evidence, rules, null);
        return { ...open, weight: 'news', cases: [...open.cases, { kind: agreement.kind, detail: `refund: ${agreement.detail}` }] };
      }
      return approved(snapshot, result.providerRef);
    }
    case 'declined':
      if (evidence.source === 'answer' && operation.attempts > 1) return unresolved(snapshot, evidence, rules, result.providerCode);
      return declined(snapshot, evidence, 'declined', result.code, result.providerCode);
    case 'not_sent': {
      const certain =
        evidence.source === 'answer' &&
        evidence.attempt === 1 &&
        evidence.lease === 1 &&
        operation.lease === 1 &&
        operation.outcome === null;
      if (!certain) return unresolved(snapshot, evidence, rules, null);
      return {
        ...declined(snapshot, evidence, 'declined', 'provider_unreachable', null),
        requiresLease: true,
      };
    }
    case 'pending': {
      if (evidence.source === 'answer' && operation.outcome !== null) return look(snapshot, 'repeat', operation.dueAt);
      const next = nextLook(rules.schedule, operation.createdAt, evidence.receivedAt).at ?? null;
      const says = operation.outcome !== 'pending' || next === null;
      return {
        ...look(snapshot, says ? 'news' : 'repeat', next),
        operation: {
          ...unchangedRow(operation),
          outcome: 'pending',
          shown: true,
          providerReference: result.providerRef ?? operation.providerReference,
          dueAt: next,
        },
        cases: next === null ? [scheduleOver] : [],
      };
    }
    case 'not_found':
      return notFound(snapshot, evidence, rules, result.providerCode);
    case 'unknown':
    case 'reversed':
      return unresolved(snapshot, evidence, rules, result.outcome === 'unknown' ? (result.providerCode ?? null) : null);
    case 'no_answer':
      return nothingSaid(snapshot, evidence, rules);
  }
}

const scheduleOver = {
  kind: 'outcome_unknown',
  detail: 'the refund was asked, and the provider has not said what became of it',
} as const;

function approved(snapshot: Snapshot, reference: string): Decision {
  const { order, charge, operation } = snapshot;
  const amount = operation.amountMinor ?? 0n;
  const full = charge.refundedMinor + amount >= takenOf(charge);
  return {
    ...look(snapshot, 'news', null),
    state: move(order.state, 'refund', 'approved', full ? 'refunded' : 'partially_refunded'),
    operation: {
      ...unchangedRow(operation),
      outcome: 'approved',
      shown: true,
      providerReference: reference,
      sendAgain: false,
      dueAt: null,
    },
    deltas: {
      ...NO_DELTAS,
      refunding: -amount,
      refunded: amount,
      openRefunds: -1,
    },
    movements: [returnedMovement(amount)],
    closesCases: ['outcome_unknown'],
  };
}

/** An explicit no: the reservation is released. */
function declined(snapshot: Snapshot, evidence: Evidence, outcome: 'declined', code: DeclineCode, providerCode: string | null): Decision {
  const { order, charge, operation } = snapshot;
  const amount = operation.amountMinor ?? 0n;
  // What was marked as returned above the taken, beside this reservation, may fit without it.
  const above = charge.refundedMinor + charge.refundingMinor - amount - takenOf(charge);
  const over = above > 0n ? above : 0n;
  return {
    ...look(snapshot, 'news', null),
    state: move(order.state, 'refund', 'declined', order.state),
    operation: {
      ...unchangedRow(operation),
      outcome,
      declineCode: code,
      providerCode,
      sendAgain: false,
      dueAt: null,
    },
    charge: contradictions.has(code) ? { ...unchangedRow(charge), dueAt: evidence.receivedAt } : undefined,
    deltas: {
      ...NO_DELTAS,
      refunding: -amount,
      overRefunded: over < charge.overRefundedMinor ? over - charge.overRefundedMinor : 0n,
      openRefunds: -1,
    },
    closesCases: ['outcome_unknown'],
  };
}

function unresolved(snapshot: Snapshot, evidence: Evidence, rules: Rules, providerCode: string | null): Decision {
  const { operation } = snapshot;
  if (evidence.source === 'answer' && operation.outcome !== null && evidence.attempt !== operation.attempts)
    return look(snapshot, 'nothing_said', operation.dueAt);
  const next = nextLook(rules.schedule, operation.createdAt, evidence.receivedAt).at ?? null;
  const says = operation.outcome !== 'unknown' || next === null;
  return {
    ...look(snapshot, says ? 'news' : 'repeat', next),
    operation: {
      ...unchangedRow(operation),
      outcome: 'unknown',
      providerCode,
      dueAt: next,
    },
    cases: next === null ? [scheduleOver] : [],
  };
}

function nothingSaid(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const next = nextLook(rules.schedule, snapshot.operation.createdAt, evidence.receivedAt).at;
  if (next !== undefined) return look(snapshot, 'nothing_said', next);
  return { ...look(snapshot, 'news', null), cases: [scheduleOver] };
}

/** The provider does not know the refund. When it can no longer arrive it is sent again under the same number, or given up. */
function notFound(snapshot: Snapshot, evidence: Evidence, rules: Rules, providerCode: string): Decision {
  const { operation } = snapshot;
  if (operation.shown) return unresolved(snapshot, evidence, rules, providerCode);
  const bound = arrivalBound(operation, rules);
  if (evidence.askedAt < bound) {
    const waiting = unresolved(snapshot, evidence, rules, providerCode);
    const due = waiting.operation.dueAt;
    return {
      ...waiting,
      operation: {
        ...waiting.operation,
        dueAt: due === null || due > bound ? Math.max(bound, evidence.receivedAt) : due,
      },
    };
  }
  if (operation.attempts < REFUND_ATTEMPTS && rules.resend !== 'never') {
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
    const asked = unresolved(snapshot, evidence, rules, providerCode);
    return { ...asked, operation: { ...asked.operation, ...counted, dueAt: evidence.receivedAt + rules.notFound.apartMs } };
  }
  return declined(snapshot, evidence, 'declined', 'never_arrived', providerCode);
}

/** A refund that we had written down as declined and that the provider proves: recorded as it is, even above what was taken. */
function afterEnd(snapshot: Snapshot, evidence: Evidence): Decision {
  const { order, charge, operation } = snapshot;
  const { result } = evidence;
  if (result.outcome !== 'approved' && result.outcome !== 'declined') return look(snapshot, 'nothing_said', null);
  if (result.outcome === operation.outcome) return look(snapshot, 'repeat', null);
  const askedAfterEnd = evidence.source === 'query' && evidence.askedAt >= (operation.finishedAt ?? operation.createdAt);
  // Whatever else speaks against what is known only makes us ask; what is new is kept.
  if (!askedAfterEnd) return look(snapshot, evidence.source === 'query' ? 'repeat' : 'news', evidence.receivedAt);
  if (result.outcome === 'declined') {
    return {
      ...look(snapshot, 'news', null),
      cases: [{ kind: 'state_conflict', detail: `a refund that was done is now shown as declined (${result.providerCode})` }],
    };
  }
  const agreement = agreementOf(order, operation, result.stated);
  if (agreement.type === 'disagrees') {
    return { ...look(snapshot, 'news', null), cases: [{ kind: agreement.kind, detail: `refund: ${agreement.detail}` }] };
  }
  const amount = operation.amountMinor ?? 0n;
  const room = takenOf(charge) - (charge.refundedMinor + charge.refundingMinor - charge.overRefundedMinor);
  const over = amount > room ? amount - room : 0n;
  const full = charge.refundedMinor + amount >= takenOf(charge);
  const refundable = order.state === 'paid' || order.state === 'partially_refunded' || order.state === 'refunded';
  return {
    ...look(snapshot, 'news', null),
    state: refundable ? move(order.state, 'refund', 'approved', full ? 'refunded' : 'partially_refunded') : order.state,
    operation: {
      ...unchangedRow(operation),
      outcome: 'approved',
      shown: true,
      providerReference: result.providerRef,
      dueAt: null,
    },
    deltas: { ...NO_DELTAS, refunded: amount, overRefunded: over },
    movements: [returnedMovement(amount)],
    cases: [
      over > 0n
        ? {
            kind: 'excess',
            detail: `given back, with what is being refunded, ${String(over)} more than was taken (minor units)`,
          }
        : {
            kind: 'state_conflict',
            detail: 'a refund that was declined turned out to be done',
          },
    ],
  };
}
