/** `order_status` as far as the twin reaches them (Upay Web API, Order Status). */
export type OrderStatus =
  | 'CREATED'
  | 'PAID'
  | 'PAY_CANCELED'
  | 'PAY_ERROR'
  | 'CANCELED'
  | 'CANCEL_ERROR'
  | 'PARTIAL_REFUNDED'
  | 'REFUNDED'
  | 'REFUND_INPROGRESS'
  | 'REFUND_ERROR';

/** `status`: of the latest transaction (Upay Web API, Transaction Status). */
export type TransactionStatus = 'IN_PROG' | 'SUCCESS' | 'FAIL_CANCELED' | 'FAIL_ERROR' | 'CANCEL_ERROR' | 'REFUND_ERROR';

export type OrderEvent =
  | 'paid'
  | 'closed'
  | 'lost'
  | 'canceled'
  | 'cancel_lost'
  | 'refunded_partly'
  | 'refunded'
  | 'refund_pending'
  | 'refund_lost'
  | 'refund_failed_first'
  | 'refund_failed_later';

const refundable = {
  refunded_partly: 'PARTIAL_REFUNDED',
  refunded: 'REFUNDED',
  refund_pending: 'REFUND_INPROGRESS',
  refund_lost: 'REFUND_ERROR',
} as const;
const refundOpen = {
  refunded_partly: 'PARTIAL_REFUNDED',
  refunded: 'REFUNDED',
  refund_failed_first: 'PAID',
  refund_failed_later: 'PARTIAL_REFUNDED',
} as const;

/** Every move of an order; a missing cell is impossible at Upay. */
export const transitions: Readonly<Record<OrderStatus, Partial<Readonly<Record<OrderEvent, OrderStatus>>>>> = {
  CREATED: { paid: 'PAID', closed: 'PAY_CANCELED', lost: 'PAY_ERROR', canceled: 'CANCELED', cancel_lost: 'CANCEL_ERROR' },
  PAY_ERROR: { paid: 'PAID', closed: 'PAY_CANCELED', canceled: 'CANCELED', cancel_lost: 'CANCEL_ERROR' },
  CANCEL_ERROR: { paid: 'PAID', closed: 'PAY_CANCELED', canceled: 'CANCELED' },
  PAID: { ...refundable, canceled: 'CANCELED', cancel_lost: 'CANCEL_ERROR' },
  PARTIAL_REFUNDED: refundable,
  REFUND_INPROGRESS: refundOpen,
  REFUND_ERROR: refundOpen,
  PAY_CANCELED: {},
  CANCELED: {},
  REFUNDED: {},
};

/** Orders that no longer wait for anything: they carry `finish_time`. */
export const finalStatuses: ReadonlySet<OrderStatus> = new Set<OrderStatus>([
  'PAID',
  'PAY_CANCELED',
  'CANCELED',
  'PARTIAL_REFUNDED',
  'REFUNDED',
]);
