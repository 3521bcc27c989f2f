import type { QueryResult, Stated } from '../operation/result.js';
import { isClosedUnpaid } from '../order/states.js';
import { move } from '../order/transitions.js';
import { agreementOf, provenAmounts, sumTaken } from './agreement.js';
import { NO_DELTAS, look, unchangedRow } from './decision.js';
import type { AmountDeltas, Decision, Movement, OperationChange } from './decision.js';
import { lookAfterApproval } from './hold-look.js';
import { keepLateMoney, suspend, suspendedOf } from './movements.js';
import type { ChargeFacts, Rules, Snapshot } from './snapshot.js';
import { takenAndReturned } from './taken-and-returned.js';

/** A charge that we had written off holds money, as a query asked after its end proves: late, or beside another charge that is live. `operation` of the decision is the charge's row. */
export function heldAfterAll(snapshot: Snapshot, result: Approved, rules: Rules, receivedAt: number, insists = false): Decision {
  return isAlone(snapshot) ? late(snapshot, result, rules, receivedAt, insists) : duplicate(snapshot, result, receivedAt);
}

/** The order lives by no other charge, and is over. */
function isAlone({ order, otherLiveCharge }: Snapshot): boolean {
  return !otherLiveCharge && isClosedUnpaid(order.state);
}

/** What the numbers of refunds of late money begin with: begun by us, not by the merchant. */
export const LATE_REFUND = 'late-';

/** `late-<charge id>`, and after that one, which only a person asks for, `late-<charge id>-2`. */
export function lateRefundNo({ charge, lateRefunds }: Snapshot): string {
  return `${LATE_REFUND}${charge.id}${lateRefunds === 0 ? '' : `-${String(lateRefunds + 1)}`}`;
}

type Approved = Extract<QueryResult, { outcome: 'approved' }>;

/** The provider holds money for an order that we closed. Where a cancel returns it, one is asked first; then it is refunded or kept, as the merchant chose. `insists`: a person wants the refund, also after one that came back. */
export function late(snapshot: Snapshot, result: Approved, rules: Rules, receivedAt: number, insists = false): Decision {
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
    // What was captured is no hold any more: that is taken over next, and is a person's to return.
    const captured = result.stated !== 'not_stated' && result.stated.captured !== undefined;
    const letGo = rules.latePolicy === 'refund' && rules.voidsHolds && !captured;
    return {
      ...look(snapshot, 'news', null),
      state: move(order.state, 'late_authorize', 'approved', 'authorized'),
      operation: { ...believed(charge, result.providerRef), dueAt: lookAfterApproval(charge, result.stated, receivedAt) },
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
  const returned = returnedOf(result.stated);
  if (returned >= amount) return order.state === 'reversed' ? look(snapshot, 'repeat', null) : cameAndWent(snapshot, result);
  const refunds = rules.latePolicy === 'refund';
  // A reversal was a cancel already: what shows up after it is refunded. So is what a surcharge has made more than we asked for.
  const cancelFirst =
    order.state !== 'reversed' && agreement.type === 'agrees' && amount === (charge.amountMinor ?? order.amountMinor) && returned === 0n;
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
  const again = snapshot.lateRefunds > 0 && !insists;
  const becomes = !refunds
    ? 'the merchant keeps it'
    : again
      ? 'late money of it was refunded before, so it waits for a person'
      : returned > 0n
        ? 'a part of it was given back by somebody else, so the rest waits for a person'
        : 'it is refunded';
  return {
    ...look(snapshot, 'news', null),
    state: move(order.state, 'late_sale', 'approved', 'paid'),
    operation: { ...believed(charge, result.providerRef), dueAt: lookAfterApproval(charge, result.stated, receivedAt) },
    deltas: taken,
    receipt: result.receipt,
    movements: keepLateMoney(snapshot, amount),
    cases: [
      ...caseOf(`paid after the order was closed: ${becomes}`),
      ...(agreement.type === 'disagrees' ? [{ kind: agreement.kind, detail: agreement.detail }] : []),
    ],
    followUp: refunds && !again && returned === 0n ? { kind: 'refund', refundNo: lateRefundNo(snapshot), amountMinor: amount } : undefined,
  };
}

/** The charge's row once it is believed after all: why it had been closed is no longer true. */
function believed(charge: ChargeFacts, providerReference: string | null): OperationChange {
  return {
    ...unchangedRow(charge),
    outcome: 'approved',
    declineCode: null,
    providerCode: null,
    providerReference,
    shown: true,
    answer: null,
    answeredAt: null,
    dueAt: null,
  };
}

/** Two charges of one order hold money: recorded as it is, beside the other one, and shown to a person. */
function duplicate(snapshot: Snapshot, result: Approved, receivedAt: number): Decision {
  const { charge } = snapshot;
  const taken = duplicateOf(snapshot, result.stated);
  if (charge.kind === 'sale' && sumTaken(taken) > 0n && returnedOf(result.stated) >= sumTaken(taken)) return cameAndWent(snapshot, result);
  return {
    ...look(snapshot, 'news', null),
    operation: {
      ...believed(charge, result.providerRef),
      duplicate: true,
      dueAt: lookAfterApproval(charge, result.stated, receivedAt),
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

/** What a duplicate has taken. A hold has taken nothing. */
function duplicateOf(snapshot: Snapshot, stated: Stated | 'not_stated'): AmountDeltas {
  const { order, charge } = snapshot;
  if (charge.kind === 'authorize') return NO_DELTAS;
  const agreement = agreementOf(order, charge, stated);
  // Where the provider states no figures, what stands in suspense already is what we know.
  const known = { ...NO_DELTAS, captured: suspendedOf(snapshot) };
  return agreement.type === 'agrees' ? agreement.taken : (provenAmounts(order, charge, stated) ?? known);
}

/** Given back already by somebody else, as far as it is stated. */
const returnedOf = (stated: Stated | 'not_stated'): bigint => (stated === 'not_stated' ? 0n : (stated.refunded ?? 0n));

/**
 * A charge that we had written off was taken, and is given back whole: the money came and went, and both are in the books, once. The order was
 * reversed then, unless it lives by another charge. In the provider's figures; where it states none, only a person is told.
 */
export function cameAndWent(
  snapshot: Snapshot,
  shown: { readonly providerRef?: string | undefined; readonly stated: Stated | 'not_stated' },
): Decision {
  const { order, charge } = snapshot;
  const beside = !isAlone(snapshot);
  const reference = shown.providerRef ?? charge.providerReference;
  const { movements: inAndOut, cases } = takenAndReturned(snapshot, shown.stated);
  // What stands in suspense has come already.
  const movements = snapshot.lateMoneyHeld ? suspend(snapshot, 0n) : beside ? inAndOut.map(throughSuspense) : inAndOut;
  const told = {
    kind: beside ? 'duplicate_charge' : 'late_success',
    detail: 'taken although it was written off, and given back whole',
  } as const;
  if (shown.stated === 'not_stated' || movements.length === 0) {
    return {
      ...look(snapshot, 'news', null),
      operation: { ...unchangedRow(charge), providerReference: reference, shown: true, answer: null, answeredAt: null, dueAt: null },
      cases: [told, ...cases],
    };
  }
  return {
    ...look(snapshot, 'news', null),
    state: beside || order.state === 'reversed' ? order.state : move(order.state, 'external_reversal', 'approved', 'reversed'),
    operation: { ...believed(charge, reference), duplicate: beside },
    movements,
    cases: [told, ...cases],
  };
}

const throughSuspense = ({ debit, credit, amountMinor }: Movement): Movement => ({
  debit: debit === 'merchant_payable' ? 'suspense' : debit,
  credit: credit === 'merchant_payable' ? 'suspense' : credit,
  amountMinor,
});
