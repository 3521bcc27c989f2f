import type { QueryResult } from '../operation/result.js';
import { nextLook } from '../operation/schedule.js';
import { isClosedUnpaid } from '../order/states.js';
import { move } from '../order/transitions.js';
import { agreementOf, provenAmounts, sumTaken } from './agreement.js';
import { NO_DELTAS, look, unchangedRow } from './decision.js';
import type { Decision } from './decision.js';
import { keepLateMoney, suspend, suspendedOf } from './movements.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/**
 * What an exchange means once the charge is closed. A final state is never lowered by an older fact, and money that shows up after the
 * end is believed only from a query asked after it: everything else sets `dueAt = now`, so that such a query is asked.
 */
export function decideClosedCharge(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  return snapshot.charge.outcome === 'approved' ? afterApproval(snapshot, evidence, rules) : afterNo(snapshot, evidence, rules);
}

function afterApproval(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const { order, charge } = snapshot;
  const { result } = evidence;
  const askedAfterEnd = evidence.source === 'query' && evidence.askedAt >= order.updatedAt;
  const askedAfterApproval = evidence.source === 'query' && evidence.askedAt >= (charge.finishedAt ?? charge.createdAt);
  // While a cancel or void of ours is open, its own queries decide.
  if (charge.openExclusive !== null) return look(snapshot, 'repeat', null);
  switch (result.outcome) {
    case 'approved': {
      if (order.state === 'reversed' && !charge.duplicate)
        return askedAfterEnd ? late(snapshot, result, rules) : disagrees(snapshot, evidence);
      const agreement = agreementOf(order, charge, result.stated);
      if (agreement.type === 'disagrees')
        return {
          ...look(snapshot, 'news', null),
          cases: [
            {
              kind: agreement.kind,
              detail: `after the payment: ${agreement.detail}`,
            },
          ],
        };
      const given = result.stated === 'not_stated' ? undefined : result.stated.refunded;
      if (given !== undefined && given > charge.refundedMinor + charge.refundingMinor) {
        return {
          ...look(snapshot, 'news', null),
          cases: [
            {
              kind: 'external_change',
              detail: `the provider has given back ${String(given)}, we know of ${String(charge.refundedMinor + charge.refundingMinor)} (minor units)`,
            },
          ],
        };
      }
      return look(snapshot, 'repeat', null);
    }
    case 'declined':
    case 'reversed':
      if (order.state === 'reversed' || order.state === 'canceled' || order.state === 'refunded') return look(snapshot, 'repeat', null);
      if (!askedAfterApproval) return disagrees(snapshot, evidence);
      if (order.state === 'authorized') return holdGone(snapshot, result);
      return {
        ...look(snapshot, 'news', null),
        cases: [
          {
            kind: 'external_change',
            detail: 'the provider shows the payment as undone; we did not ask for that',
          },
        ],
      };
    case 'pending':
    case 'unknown':
    case 'not_found':
    case 'not_sent':
    case 'no_answer':
      return look(snapshot, 'nothing_said', null);
  }
}

/** What was held is no longer: it lapsed, which needs nobody, or somebody else has let it go. */
function holdGone(snapshot: Snapshot, result: Extract<QueryResult, { outcome: 'declined' | 'reversed' }>): Decision {
  const lapsed = result.outcome === 'declined' && result.code === 'expired';
  return {
    ...look(snapshot, 'news', null),
    state: move(snapshot.order.state, 'hold_lapsed', 'approved', 'canceled'),
    cases: lapsed ? [] : [{ kind: 'external_change', detail: 'the provider no longer holds the authorization; we did not ask for that' }],
  };
}

function afterNo(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const { charge } = snapshot;
  const { result } = evidence;
  const finishedAt = charge.finishedAt ?? charge.createdAt;
  switch (result.outcome) {
    case 'approved': {
      const proven = evidence.source === 'query' && evidence.askedAt >= Math.max(finishedAt, snapshot.cancelEndedAt ?? finishedAt);
      if (!proven) return disagrees(snapshot, evidence);
      if (charge.openExclusive !== null && !snapshot.otherLiveCharge) return look(snapshot, 'repeat', null);
      return heldAfterAll(snapshot, result, rules);
    }
    case 'pending': {
      const next = nextLook(rules.schedule, finishedAt, evidence.receivedAt).at;
      if (next !== undefined) return look(snapshot, 'repeat', next);
      return {
        ...look(snapshot, 'news', null),
        cases: [{ kind: 'state_conflict', detail: 'the order is closed, and the provider still shows the payment open' }],
      };
    }
    case 'no_answer':
    case 'unknown':
      return look(snapshot, 'nothing_said', nextLateLook(snapshot, evidence.receivedAt));
    case 'declined':
    case 'reversed':
    case 'not_found':
    case 'not_sent':
      return look(snapshot, 'repeat', nextLateLook(snapshot, evidence.receivedAt));
  }
}

/** What another source, or an older query, says against what is known: it changes nothing but that a query is asked now. What is new is kept. */
function disagrees(snapshot: Snapshot, evidence: Evidence): Decision {
  return look(snapshot, evidence.source === 'query' ? 'repeat' : 'news', evidence.receivedAt);
}

/** A charge that we had written off holds money, as a query asked after its end proves: late, or beside another charge that is live. `operation` of the decision is the charge's row. */
export function heldAfterAll(snapshot: Snapshot, result: Approved, rules: Rules): Decision {
  const alone = !snapshot.otherLiveCharge && isClosedUnpaid(snapshot.order.state);
  return alone ? late(snapshot, result, rules) : duplicate(snapshot, result);
}

type Approved = Extract<QueryResult, { outcome: 'approved' }>;

/** The provider holds money for an order that we closed. Where a cancel returns it, one is asked first; then it is refunded or kept, as the merchant chose. */
function late(snapshot: Snapshot, result: Approved, rules: Rules): Decision {
  const { order, charge } = snapshot;
  const caseOf = (detail: string): Decision['cases'] => [{ kind: 'late_success', detail }];
  if (charge.kind === 'authorize') {
    return {
      ...look(snapshot, 'news', null),
      state: move(order.state, 'late_authorize', 'approved', 'authorized'),
      operation: {
        ...unchangedRow(charge),
        outcome: 'approved',
        providerReference: result.providerRef,
        shown: true,
        dueAt: null,
      },
      cases: caseOf('the provider holds an authorization for a closed order'),
    };
  }
  const agreement = agreementOf(order, charge, result.stated);
  const taken = agreement.type === 'agrees' ? agreement.taken : provenAmounts(order, charge, result.stated);
  if (taken === undefined || sumTaken(taken) === 0n) {
    const detail = agreement.type === 'disagrees' ? agreement.detail : 'the provider says paid and states no amount';
    return {
      ...look(snapshot, 'news', null),
      operation: { ...unchangedRow(charge), providerReference: result.providerRef, shown: true, dueAt: null },
      cases: caseOf(`paid after the end, and ${detail}`),
    };
  }
  const amount = sumTaken(taken);
  const refunds = rules.latePolicy === 'refund';
  // A reversal was a cancel already: what shows up after it is refunded. So is what a surcharge has made more than we asked for.
  const cancelFirst = order.state !== 'reversed' && agreement.type === 'agrees' && amount === (charge.amountMinor ?? order.amountMinor);
  if (refunds && cancelFirst && rules.cancel.available && rules.cancel.returnsMoneyWhenPaid && snapshot.lateCancels === 0) {
    return {
      ...look(snapshot, 'news', null),
      state: move(order.state, 'late_sale', 'approved', order.state),
      operation: {
        ...unchangedRow(charge),
        providerReference: result.providerRef,
        shown: true,
        dueAt: null,
      },
      movements: suspend(snapshot, amount),
      cases: caseOf('paid after the order was closed: the provider is asked to cancel it'),
      followUp: { kind: 'cancel', reason: 'late_success' },
    };
  }
  return {
    ...look(snapshot, 'news', null),
    state: move(order.state, 'late_sale', 'approved', 'paid'),
    operation: {
      ...unchangedRow(charge),
      outcome: 'approved',
      providerReference: result.providerRef,
      shown: true,
      dueAt: null,
    },
    deltas: taken,
    receipt: result.receipt,
    movements: keepLateMoney(snapshot, amount),
    cases: [
      ...caseOf(refunds ? 'paid after the order was closed: it is refunded' : 'paid after the order was closed: the merchant keeps it'),
      ...(agreement.type === 'disagrees' ? [{ kind: agreement.kind, detail: agreement.detail }] : []),
    ],
    followUp: refunds ? { kind: 'refund', refundNo: `late-${charge.id}`, amountMinor: amount } : undefined,
  };
}

/** Two charges of one order hold money: recorded as it is, beside the other one, and shown to a person. */
function duplicate(snapshot: Snapshot, result: Approved): Decision {
  const { order, charge } = snapshot;
  const agreement = agreementOf(order, charge, result.stated);
  // Where the provider states no figures, what stands in suspense already is what we know.
  const known = { ...NO_DELTAS, captured: suspendedOf(snapshot) };
  const taken = agreement.type === 'agrees' ? agreement.taken : (provenAmounts(order, charge, result.stated) ?? known);
  return {
    ...look(snapshot, 'news', null),
    operation: {
      ...unchangedRow(charge),
      outcome: 'approved',
      duplicate: true,
      providerReference: result.providerRef,
      shown: true,
      dueAt: null,
    },
    deltas: taken,
    movements: suspend(snapshot, sumTaken(taken)),
    cases: [
      {
        kind: 'duplicate_charge',
        detail: 'a charge that we had written off was taken as well; another charge of this order is live',
      },
    ],
  };
}

/** A charge that "never arrived" is asked for again an hour and a day later; afterwards reconciliation finds what is left. */
function nextLateLook(snapshot: Snapshot, now: number): number | null {
  const { charge } = snapshot;
  if (charge.declineCode !== 'never_arrived' || charge.finishedAt === null) return null;
  const dayAfter = charge.finishedAt + 24 * 60 * 60 * 1000;
  return now < dayAfter ? dayAfter : null;
}
