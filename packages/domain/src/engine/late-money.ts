import type { QueryResult } from '../operation/result.js';
import { isClosedUnpaid } from '../order/states.js';
import { move } from '../order/transitions.js';
import { agreementOf, provenAmounts, sumTaken } from './agreement.js';
import { NO_DELTAS, look, unchangedRow } from './decision.js';
import type { Decision, OperationChange } from './decision.js';
import { keepLateMoney, suspend, suspendedOf } from './movements.js';
import type { ChargeFacts, Rules, Snapshot } from './snapshot.js';

/** A charge that we had written off holds money, as a query asked after its end proves: late, or beside another charge that is live. `operation` of the decision is the charge's row. */
export function heldAfterAll(snapshot: Snapshot, result: Approved, rules: Rules): Decision {
  const alone = !snapshot.otherLiveCharge && isClosedUnpaid(snapshot.order.state);
  return alone ? late(snapshot, result, rules) : duplicate(snapshot, result);
}

/** What the numbers of refunds of late money begin with: begun by us, not by the merchant. */
export const LATE_REFUND = 'late-';

type Approved = Extract<QueryResult, { outcome: 'approved' }>;

/** The provider holds money for an order that we closed. Where a cancel returns it, one is asked first; then it is refunded or kept, as the merchant chose. */
export function late(snapshot: Snapshot, result: Approved, rules: Rules): Decision {
  const { order, charge } = snapshot;
  const caseOf = (detail: string): Decision['cases'] => [{ kind: 'late_success', detail }];
  const agreement = agreementOf(order, charge, result.stated);
  if (charge.kind === 'authorize') {
    if (agreement.type !== 'agrees') {
      const why = agreement.type === 'disagrees' ? agreement.detail : 'the provider states no amount';
      return {
        ...look(snapshot, 'news', null),
        operation: { ...unchangedRow(charge), providerReference: result.providerRef, shown: true, dueAt: null },
        cases: caseOf(`held after the end, and ${why}`),
      };
    }
    const letGo = rules.latePolicy === 'refund' && rules.voidsHolds;
    return {
      ...look(snapshot, 'news', null),
      state: move(order.state, 'late_authorize', 'approved', 'authorized'),
      operation: believed(charge, result.providerRef),
      cases: caseOf(`the provider holds an authorization for a closed order${letGo ? ': it is voided' : ''}`),
      followUp: letGo ? { kind: 'void', reason: 'late_success' } : undefined,
    };
  }
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
  // Once by itself: what came back after that is a person's to judge.
  const again = snapshot.lateRefunds > 0;
  const becomes = !refunds
    ? 'the merchant keeps it'
    : again
      ? 'late money of it was refunded before, so it waits for a person'
      : 'it is refunded';
  return {
    ...look(snapshot, 'news', null),
    state: move(order.state, 'late_sale', 'approved', 'paid'),
    operation: believed(charge, result.providerRef),
    deltas: taken,
    receipt: result.receipt,
    movements: keepLateMoney(snapshot, amount),
    cases: [
      ...caseOf(`paid after the order was closed: ${becomes}`),
      ...(agreement.type === 'disagrees' ? [{ kind: agreement.kind, detail: agreement.detail }] : []),
    ],
    followUp: refunds && !again ? { kind: 'refund', refundNo: `${LATE_REFUND}${charge.id}`, amountMinor: amount } : undefined,
  };
}

/** The charge's row once it is believed after all: why it had been closed is no longer true. */
function believed(charge: ChargeFacts, providerReference: string): OperationChange {
  return {
    ...unchangedRow(charge),
    outcome: 'approved',
    declineCode: null,
    providerCode: null,
    providerReference,
    shown: true,
    dueAt: null,
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
    operation: { ...believed(charge, result.providerRef), duplicate: true },
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
