import { move } from '../order/transitions.js';
import { agreementOf } from './agreement.js';
import { NO_DELTAS } from './decision.js';
import type { FollowingVerb } from './following-verb.js';
import { backMovement } from './movements.js';
import { takenOf } from './snapshot.js';
import type { Snapshot } from './snapshot.js';

const amountOf = ({ operation }: Snapshot): bigint => operation.amountMinor ?? 0n;
const stateAfter = ({ charge }: Snapshot, amount: bigint): 'refunded' | 'partially_refunded' =>
  charge.refundedMinor + amount >= takenOf(charge) ? 'refunded' : 'partially_refunded';

/** Gives back a part or all of what was taken; several may be open side by side. */
export const refundVerb: FollowingVerb = {
  noun: 'the refund',
  exclusive: false,
  receipt: false,

  reads(snapshot, shown) {
    if (shown.outcome === 'reversed') return { type: 'unclear' };
    const agreement = agreementOf(snapshot.order, snapshot.operation, shown.stated);
    return agreement.type === 'disagrees' ? agreement : { type: 'done' };
  },

  approved(snapshot) {
    const { order, charge } = snapshot;
    const amount = amountOf(snapshot);
    const after = stateAfter(snapshot, amount);
    return {
      // A duplicate moves no order: that lives by its other charge.
      state: charge.duplicate ? order.state : move(order.state, 'refund', 'approved', after),
      deltas: { ...NO_DELTAS, refunding: -amount, refunded: amount, openRefunds: -1 },
      movements: [backMovement(snapshot, amount)],
      closesCases: charge.duplicate && after === 'refunded' ? ['duplicate_charge'] : [],
    };
  },

  released(snapshot) {
    const { order, charge } = snapshot;
    const amount = amountOf(snapshot);
    // What was marked as returned above the taken, beside this reservation, may fit without it.
    const above = charge.refundedMinor + charge.refundingMinor - amount - takenOf(charge);
    const over = above > 0n ? above : 0n;
    const overRefunded = over < charge.overRefundedMinor ? over - charge.overRefundedMinor : 0n;
    return {
      state: charge.duplicate ? order.state : move(order.state, 'refund', 'declined', order.state),
      deltas: { ...NO_DELTAS, refunding: -amount, overRefunded, openRefunds: -1 },
      movements: [],
    };
  },

  /** Recorded as it is, even above what was taken; but not beside a refund made outside us, which may be the same money: the charge's total tells. */
  approvedLate(snapshot) {
    const { order, charge, operation, outsideRefundAt } = snapshot;
    if (outsideRefundAt !== null && outsideRefundAt >= operation.createdAt) return undefined;
    const amount = amountOf(snapshot);
    const room = takenOf(charge) - (charge.refundedMinor + charge.refundingMinor - charge.overRefundedMinor);
    const over = amount > room ? amount - room : 0n;
    const refundable = !charge.duplicate && (order.state === 'paid' || order.state === 'partially_refunded' || order.state === 'refunded');
    return {
      state: refundable ? move(order.state, 'refund', 'approved', stateAfter(snapshot, amount)) : order.state,
      deltas: { ...NO_DELTAS, refunded: amount, overRefunded: over },
      movements: [backMovement(snapshot, amount)],
      cases: [
        over > 0n
          ? {
              kind: 'excess',
              detail: `given back, with what is being refunded, ${String(over)} more than was taken (minor units)`,
            }
          : { kind: 'state_conflict', detail: 'a refund that was declined turned out to be done' },
      ],
    };
  },
};
