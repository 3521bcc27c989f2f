import type { OrderState, Outcome } from '@interlock/domain';
import type { BusinessCode, OrderStatus, TransactionStatus } from './codes.js';

/**
 * Where an order stands, as far as the protocol tells cases apart: the canonical state, and of a closed one by whom it was closed, since the protocol
 * has a word for each.
 */
export type Standing =
  | Exclude<OrderState, 'canceled'>
  /** Closed before payment on the merchant's own wish. */
  | 'canceled_by_merchant'
  /** Closed before payment by anybody else: the payer, the provider, time. */
  | 'canceled_by_others'
  /** Was paid, and given back whole by a cancel that had to be a refund. */
  | 'refunded_by_cancel';

export interface Words {
  readonly orderStatus: OrderStatus;
  readonly status: TransactionStatus;
  /** What the answer to a pay and to a precreate is. */
  readonly pay: BusinessCode;
  readonly precreate: BusinessCode;
}

const open = { orderStatus: 'CREATED', status: 'IN_PROG', pay: 'PAY_IN_PROGRESS', precreate: 'PRECREATE_FAIL_IN_PROGRESS' } as const;
const closedUnpaid = { orderStatus: 'PAY_CANCELED', status: 'FAIL_CANCELED', pay: 'PAY_FAIL', precreate: 'PRECREATE_FAIL' } as const;
const undone = { orderStatus: 'CANCELED', status: 'SUCCESS', pay: 'PAY_FAIL', precreate: 'PRECREATE_FAIL' } as const;
const taken = { status: 'SUCCESS', pay: 'PAY_SUCCESS', precreate: 'PRECREATE_SUCCESS' } as const;

/** The one table from what we know to what is told. What is not known is in progress: an uncertain order is never called paid nor failed. */
export const orderWords: Readonly<Record<Standing, Words>> = {
  created: open,
  pending: { ...open, precreate: 'PRECREATE_SUCCESS' },
  uncertain: open,
  // Held and not taken: nothing to deliver on.
  authorized: open,
  paid: { ...taken, orderStatus: 'PAID' },
  partially_refunded: { ...taken, orderStatus: 'PARTIAL_REFUNDED' },
  // Given back whole: nothing to deliver on any more.
  refunded: { ...taken, orderStatus: 'REFUNDED', pay: 'PAY_FAIL' },
  refunded_by_cancel: undone,
  reversed: undone,
  canceled_by_merchant: undone,
  canceled_by_others: closedUnpaid,
  failed: closedUnpaid,
};

/** What an operation on the order means to its words: money given back, or the order undone. */
export type Following = 'refund' | 'undo';
/** As an operation's outcome; `running`: nothing is known yet. */
export type Known = Outcome | 'running';
export type Open = 'running' | 'pending' | 'unknown';

/** What stands in the place of the order's own words while such an operation is open. */
export const openWords: Readonly<Record<Following, Readonly<Record<Open, Pick<Words, 'orderStatus' | 'status'>>>>> = {
  refund: {
    running: { orderStatus: 'REFUND_INPROGRESS', status: 'IN_PROG' },
    pending: { orderStatus: 'REFUND_INPROGRESS', status: 'IN_PROG' },
    unknown: { orderStatus: 'REFUND_ERROR', status: 'REFUND_ERROR' },
  },
  undo: {
    running: { orderStatus: 'CANCEL_INPROGRESS', status: 'IN_PROG' },
    pending: { orderStatus: 'CANCEL_INPROGRESS', status: 'IN_PROG' },
    unknown: { orderStatus: 'CANCEL_ERROR', status: 'CANCEL_ERROR' },
  },
};

/** Of a refund that is asked after by its number: its own status, and what the answer to asking for it is. */
export const refundWords: Readonly<Record<Known, { readonly status: TransactionStatus; readonly refund: BusinessCode }>> = {
  approved: { status: 'SUCCESS', refund: 'REFUND_SUCCESS' },
  declined: { status: 'FAIL_CANCELED', refund: 'FAIL' },
  // No byte of it left us.
  not_sent: { status: 'FAIL_CANCELED', refund: 'FAIL' },
  running: { status: 'IN_PROG', refund: 'REFUND_IN_PROGRESS' },
  pending: { status: 'IN_PROG', refund: 'REFUND_IN_PROGRESS' },
  unknown: { status: 'REFUND_ERROR', refund: 'REFUND_ERROR' },
};
