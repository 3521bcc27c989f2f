/** State of an order (Upay Web API v2, Order Status). What this door never says (`PAY_ERROR`, `INVALID_STATUS_CODE`) is left out. */
export type OrderStatus =
  | 'CREATED'
  | 'PAID'
  | 'PAY_CANCELED'
  | 'REFUNDED'
  | 'PARTIAL_REFUNDED'
  | 'CANCELED'
  | 'REFUND_INPROGRESS'
  | 'REFUND_ERROR'
  | 'CANCEL_INPROGRESS'
  | 'CANCEL_ERROR';

/** No later answer says another one, but for a refund or a reversal. */
const FINAL: readonly OrderStatus[] = ['PAID', 'PAY_CANCELED', 'REFUNDED', 'PARTIAL_REFUNDED', 'CANCELED'];

export const isFinal = (status: OrderStatus): boolean => FINAL.includes(status);

/** State of one transaction (Transaction Status). */
export type TransactionStatus = 'SUCCESS' | 'FAIL_CANCELED' | 'IN_PROG' | 'REFUND_ERROR' | 'CANCEL_ERROR';

/** `biz_response.result_code`. */
export type BusinessCode =
  | 'PAY_SUCCESS'
  | 'PAY_FAIL'
  | 'PAY_IN_PROGRESS'
  | 'PRECREATE_SUCCESS'
  | 'PRECREATE_FAIL'
  | 'PRECREATE_FAIL_IN_PROGRESS'
  | 'REFUND_SUCCESS'
  | 'REFUND_IN_PROGRESS'
  | 'REFUND_ERROR'
  | 'CANCEL_SUCCESS'
  | 'CANCEL_ERROR'
  | 'SUCCESS'
  | 'FAIL'
  // Of our own, to the polls of a terminal.
  | 'ORDER_WAITING'
  | 'NO_ORDER';

/** `biz_response.error_code`. */
export type BusinessError =
  | 'INVALID_BARCODE'
  | 'EXPIRED_BARCODE'
  | 'INSUFFICIENT_FUND'
  | 'BUYER_OVER_TRANSACTION_LIMIT'
  | 'SELLER_OVER_DAILY_LIMIT'
  | 'SELLER_BALANCE_NOT_ENOUGH'
  | 'REFUND_AMT_NOT_EQUAL_TOTAL'
  | 'REFUNDABLE_AMOUNT_NOT_ENOUGH'
  | 'TRADE_FAILED'
  | 'TRADE_TIMEOUT'
  | 'UNEXPECTED_PROVIDER_ERROR'
  | 'CLIENT_SN_CONFLICT'
  | 'UPAY_ORDER_NOT_EXISTS'
  | 'UPAY_TERMINAL_NOT_EXISTS'
  | 'UPAY_TERMINAL_STATUS_ABNORMAL'
  | 'UPAY_CANCEL_ORDER_NOOP'
  | 'UPAY_CANCEL_INVALID_ORDER_STATE'
  | 'UPAY_REFUND_ORDER_NOOP'
  | 'UPAY_REFUND_INVALID_ORDER_STATE'
  | 'EXTERNAL_SERVICE_EXCEPTION'
  // Of our own: the order waits for this terminal no more, or is held by a later poll.
  | 'ORDER_NOT_WAITING';
