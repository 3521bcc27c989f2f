import { declineCodes } from '@interlock/domain';
import type { DeclineCode, QueryResult, UnknownCause } from '@interlock/domain';

/**
 * What each documented value of Upay Web API v2 means to us. Source: docs/providers/upay.md, which names the public documents per value
 * (Payment Flow, Pay, "Final Statuses"; Reference, error codes). What is not listed here is unknown, whatever its name suggests.
 */

/** `order_status`: the state of the order, as its sale sees it. Values of `status` that MUWE's flow page lists among them are here too. */
export const orderStatus = {
  PAID: 'approved',
  PARTIAL_REFUNDED: 'approved',
  REFUNDED: 'approved', // the sale itself went through
  REFUND_INPROGRESS: 'approved',
  REFUND_ERROR: 'approved',
  PAY_CANCELED: 'declined',
  CANCELED: 'canceled', // before payment or after it: the order view tells
  CREATED: 'pending',
  IN_PROG: 'pending',
  PRE_SUCCESS: 'pending', // not final, in spite of its name
  CANCEL_INPROGRESS: 'pending',
  ERROR_RECOVERY: 'unknown',
  PAY_ERROR: 'unknown',
  CANCEL_ERROR: 'unknown',
  INVALID_STATUS_CODE: 'unknown',
} as const satisfies Record<string, 'approved' | 'declined' | 'canceled' | 'pending' | 'unknown'>;
export type OrderStatus = keyof typeof orderStatus;

/**
 * `order_status`, as the revoke of a paid order sees it. Still paid: no effect of the revoke shows. A state that a paid order cannot come to by a
 * revoke (never paid, or given back by a refund) is unknown: somebody else did something.
 */
export const voidStatus = {
  CANCELED: 'approved',
  PAID: 'not_found',
  PARTIAL_REFUNDED: 'not_found',
  REFUND_INPROGRESS: 'not_found',
  REFUND_ERROR: 'not_found',
  CANCEL_INPROGRESS: 'pending',
  REFUNDED: 'unknown',
  PAY_CANCELED: 'unknown',
  CREATED: 'unknown',
  IN_PROG: 'unknown',
  PRE_SUCCESS: 'unknown',
  ERROR_RECOVERY: 'unknown',
  PAY_ERROR: 'unknown',
  CANCEL_ERROR: 'unknown',
  INVALID_STATUS_CODE: 'unknown',
} as const satisfies Record<OrderStatus, 'approved' | 'not_found' | 'pending' | 'unknown'>;

/** `order_status`, as an answer to cancel or revoke sees it: whether it agrees that nothing stays collected. */
export const closedStatus = {
  CANCELED: true,
  PAY_CANCELED: true,
  PAID: false,
  PARTIAL_REFUNDED: false,
  REFUNDED: false,
  REFUND_INPROGRESS: false,
  REFUND_ERROR: false,
  CREATED: false,
  IN_PROG: false,
  PRE_SUCCESS: false,
  CANCEL_INPROGRESS: false,
  ERROR_RECOVERY: false,
  PAY_ERROR: false,
  CANCEL_ERROR: false,
  INVALID_STATUS_CODE: false,
} as const satisfies Record<OrderStatus, boolean>;

/** `order_status`, as a refund sees it: some refund shows (another one may be under way or lost), none was ever made, or it says nothing of refunds. */
export const refundStatus = {
  REFUNDED: 'shows',
  PARTIAL_REFUNDED: 'shows',
  REFUND_INPROGRESS: 'shows',
  REFUND_ERROR: 'shows',
  PAID: 'none',
  CANCELED: 'silent',
  PAY_CANCELED: 'silent',
  CREATED: 'silent',
  IN_PROG: 'silent',
  PRE_SUCCESS: 'silent',
  CANCEL_INPROGRESS: 'silent',
  ERROR_RECOVERY: 'silent',
  PAY_ERROR: 'silent',
  CANCEL_ERROR: 'silent',
  INVALID_STATUS_CODE: 'silent',
} as const satisfies Record<OrderStatus, 'shows' | 'none' | 'silent'>;

/**
 * `status`: the state of the latest transaction, or of the refund that was asked for, which is decided by it (success: approved; failure: declined;
 * intermediate: pending). Platform and payer disagree wherever it says unknown.
 */
export const transactionStatus = {
  SUCCESS: 'success',
  FAIL_CANCELED: 'failure',
  ABORTED: 'failure',
  CREATED: 'intermediate',
  IN_PROG: 'intermediate',
  PRE_SUCCESS: 'intermediate',
  ERROR_RECOVERY: 'unknown',
  FAIL_PROTOCOL_1: 'unknown',
  FAIL_PROTOCOL_2: 'unknown',
  FAIL_PROTOCOL_3: 'unknown',
  FAIL_IO_1: 'unknown',
  FAIL_IO_2: 'unknown',
  FAIL_ERROR: 'unknown',
  CANCEL_ERROR: 'unknown',
  REFUND_ERROR: 'unknown',
} as const satisfies Record<string, 'success' | 'failure' | 'intermediate' | 'unknown'>;

/**
 * Which request a business `result_code` answers (`any`: generic), and the family it belongs to. `refused`: FAIL, which leaves the order as it was.
 * A revoke is answered as a cancel is, a pushed order as a precreate.
 */
export type Endpoint = 'pay' | 'precreate' | 'query' | 'refund' | 'cancel';
export type ResultFamily = 'success' | 'fail' | 'progress' | 'error' | 'refused';
interface ResultRule {
  readonly answers: Exclude<Endpoint, 'query'> | 'any';
  readonly family: ResultFamily;
}
export const businessResult = {
  PAY_SUCCESS: { answers: 'pay', family: 'success' },
  PAY_FAIL: { answers: 'pay', family: 'fail' },
  PAY_IN_PROGRESS: { answers: 'pay', family: 'progress' },
  PAY_FAIL_ERROR: { answers: 'pay', family: 'error' },
  PAY_FAIL_IN_PROGRESS: { answers: 'pay', family: 'error' },
  PRECREATE_SUCCESS: { answers: 'precreate', family: 'progress' }, // a code to be paid, not a payment
  PRECREATE_FAIL: { answers: 'precreate', family: 'fail' },
  PRECREATE_FAIL_ERROR: { answers: 'precreate', family: 'error' },
  PRECREATE_FAIL_IN_PROGRESS: { answers: 'precreate', family: 'error' },
  REFUND_SUCCESS: { answers: 'refund', family: 'success' },
  REFUND_FAIL: { answers: 'refund', family: 'fail' },
  REFUND_IN_PROGRESS: { answers: 'refund', family: 'progress' },
  REFUND_ERROR: { answers: 'refund', family: 'error' },
  REFUND_FAIL_ERROR: { answers: 'refund', family: 'error' },
  CANCEL_SUCCESS: { answers: 'cancel', family: 'success' },
  CANCEL_ABORT_SUCCESS: { answers: 'cancel', family: 'success' },
  CANCEL_IN_PROGRESS: { answers: 'cancel', family: 'progress' },
  CANCEL_ABORT_IN_PROGRESS: { answers: 'cancel', family: 'progress' },
  CANCEL_ERROR: { answers: 'cancel', family: 'error' },
  CANCEL_ABORT_ERROR: { answers: 'cancel', family: 'error' },
  SUCCESS: { answers: 'any', family: 'success' },
  FAIL: { answers: 'any', family: 'refused' },
  // Only MUWE's in-browser simulator says these two; they are read as the error codes of the same meaning.
  ORDER_NOT_FOUND: { answers: 'any', family: 'refused' },
  DUPLICATE_REQUEST: { answers: 'any', family: 'refused' },
} as const satisfies Record<string, ResultRule>;
export type BusinessResult = keyof typeof businessResult;

/**
 * What a business `error_code` says of the operation that it answers: why it was declined, `unknown` (ask), `done` (it had been done before) or
 * `not_found`. A code in a column where the documents do not place it is unknown there.
 */
export type ErrorMeaning = DeclineCode | 'unknown' | 'done' | 'not_found';
export function isDecline(meaning: string | undefined): meaning is DeclineCode {
  return meaning !== undefined && Object.hasOwn(declineCodes, meaning);
}
export type AskedFor = 'sale' | 'cancel' | 'void' | 'refund' | 'query';
type ErrorRule = Readonly<Record<AskedFor, ErrorMeaning>>;
const ask = 'unknown';
const closed = 'provider_configuration';
const row = (sale: ErrorMeaning, cancel: ErrorMeaning, voided: ErrorMeaning, refund: ErrorMeaning, query: ErrorMeaning): ErrorRule => ({
  sale,
  cancel,
  void: voided,
  refund,
  query,
});
export const businessError = {
  // code: sale, cancel, void, refund, query
  // The payer's code, purse and limits; the seller's limits.
  INVALID_BARCODE: row('invalid_payer_code', ask, ask, ask, ask),
  EXPIRED_BARCODE: row('expired_payer_code', ask, ask, ask, ask),
  AUTHCODE_EXPIRE: row('expired_payer_code', ask, ask, ask, ask),
  INSUFFICIENT_FUND: row('insufficient_funds', ask, ask, ask, ask),
  BUYER_OVER_DAILY_LIMIT: row('payer_limit_exceeded', ask, ask, ask, ask),
  BUYER_OVER_TRANSACTION_LIMIT: row('payer_limit_exceeded', ask, ask, ask, ask),
  SELLER_OVER_DAILY_LIMIT: row('merchant_limit_exceeded', ask, ask, ask, ask),
  UPAY_STORE_OVER_DAILY_LIMIT: row('merchant_limit_exceeded', ask, ask, ask, ask),
  // The payway is not recognised or not enabled.
  UNEXPECTED_PROVIDER_ERROR: row('method_not_enabled', ask, ask, ask, ask),
  // The second: timed out and closed by the platform.
  TRADE_FAILED: row('declined_by_provider', ask, ask, ask, ask),
  TRADE_TIMEOUT: row('expired', ask, ask, ask, ask),
  // "Already paid" and "the channel knows no such trade" are no refusals: only a query can tell what they mean here.
  TRADE_HAS_SUCCESS: row(ask, ask, ask, ask, ask),
  TRADE_NOT_EXIST: row(ask, ask, ask, ask, ask),
  EXTERNAL_SERVICE_EXCEPTION: row(ask, ask, ask, ask, ask),
  // An order of ours with this number exists: it is asked after.
  CLIENT_SN_CONFLICT: row(ask, ask, ask, ask, ask),
  SELLER_BALANCE_NOT_ENOUGH: row(ask, 'merchant_balance_too_low', 'merchant_balance_too_low', 'merchant_balance_too_low', ask),
  ACCOUNT_BALANCE_NOT_ENOUGH: row(ask, 'merchant_balance_too_low', 'merchant_balance_too_low', 'merchant_balance_too_low', ask),
  REFUND_AMT_NOT_EQUAL_TOTAL: row(ask, ask, ask, 'partial_not_allowed', ask),
  REFUNDABLE_AMOUNT_NOT_ENOUGH: row(ask, ask, ask, 'amount_exceeds_remaining', ask),
  UPAY_REFUND_ORDER_NOOP: row(ask, ask, ask, 'done', ask),
  UPAY_REFUND_INVALID_ORDER_STATE: row(ask, ask, ask, 'invalid_state', ask),
  UPAY_CANCEL_ORDER_NOOP: row(ask, 'done', 'done', ask, ask),
  UPAY_CANCEL_INVALID_ORDER_STATE: row(ask, 'invalid_state', 'invalid_state', ask, ask),
  // A campaign order.
  UPAY_TCP_ORDER_NOT_REFUNDABLE: row(ask, 'operation_refused', 'operation_refused', 'operation_refused', ask),
  // Both spellings are published.
  UPAY_ORDER_NOT_EXISTS: row(ask, 'invalid_state', 'invalid_state', 'invalid_state', 'not_found'),
  UPAY_ORDER_NOT_EXIST: row(ask, 'invalid_state', 'invalid_state', 'invalid_state', 'not_found'),
  UPAY_TERMINAL_NOT_EXISTS: row(closed, closed, closed, closed, ask),
  UPAY_TERMINAL_STATUS_ABNORMAL: row(closed, closed, closed, closed, ask),
} as const satisfies Record<string, ErrorRule>;
export type BusinessError = keyof typeof businessError;

/** The error code that a result code of the simulator stands for. */
export const simulatorError = {
  ORDER_NOT_FOUND: 'UPAY_ORDER_NOT_EXISTS',
  DUPLICATE_REQUEST: 'CLIENT_SN_CONFLICT',
} as const satisfies Partial<Record<BusinessResult, BusinessError>>;

/**
 * Business `result_code` of activation and check-in, which some deployments write and others leave out (Upay Web API, Terminal operations). FAIL is
 * what a terminal that is not active hears.
 */
export const terminalResult = {
  ACTIVATE_SUCCESS: { answers: 'activate', family: 'success' },
  TERMINAL_CHECKIN_SUCCESS: { answers: 'checkin', family: 'success' },
  TERMINAL_CHECKIN_FAIL: { answers: 'checkin', family: 'fail' },
  FAIL: { answers: 'any', family: 'fail' },
} as const satisfies Record<string, { readonly answers: 'activate' | 'checkin' | 'any'; readonly family: 'success' | 'fail' }>;

/** Request-level `error_code`: with `result_code` 400 nothing was done, with 500 nobody knows. */
export const requestError = {
  INVALID_PARAMS: { refused: 'provider_configuration', failed: 'provider_error' },
  INVALID_TERMINAL: { refused: 'provider_configuration', failed: 'provider_error' },
  ILLEGAL_SIGN: { refused: 'provider_configuration', failed: 'provider_error' },
  UNKNOWN_SYSTEM_ERROR: { refused: 'provider_configuration', failed: 'provider_error' },
  REQUEST_FAIL: { refused: 'provider_configuration', failed: 'busy' },
  EXTERNAL_SERVICE_EXCEPTION: { refused: 'provider_configuration', failed: 'provider_error' },
  PAY_STATUS_CLOSED: { refused: 'provider_configuration', failed: 'provider_error' }, // the merchant may not collect
  // Only in older samples, with either result code.
  INVALID_PARAMETER: { refused: 'provider_configuration', failed: 'provider_error' },
  TERMINAL_NOT_EXISTS: { refused: 'provider_configuration', failed: 'provider_error' },
  MAINTENANCE_INPROGRESS: { refused: 'provider_busy', failed: 'busy' },
} as const satisfies Record<string, { readonly refused: DeclineCode; readonly failed: UnknownCause }>;

/** `payment_list[].type`: what the payer paid with, and what somebody else paid for him. */
export const fundingType = {
  WALLET_ALIPAY: 'payer',
  WALLET_ALIPAY_FINANCE: 'payer',
  WALLET_WEIXIN: 'payer',
  ALIPAY_HUABEI: 'payer',
  BANKCARD_CREDIT: 'payer',
  BANKCARD_DEBIT: 'payer',
  CARD_BALANCE: 'payer',
  CARD_PRE: 'payer',
  ALIPAY_POINT: 'discount',
  HONGBAO_WOSAI: 'discount',
  HONGBAO_WOSAI_MCH: 'discount',
  HONGBAO_CHANNEL: 'discount',
  HONGBAO_CHANNEL_MCH: 'discount',
  HONGBAO_CHANNEL_MCH_TOP_UP: 'discount',
  DISCOUNT_WOSAI: 'discount',
  DISCOUNT_WOSAI_MCH: 'discount',
  DISCOUNT_CHANNEL: 'discount',
  DISCOUNT_CHANNEL_MCH: 'discount',
  DISCOUNT_CHANNEL_MCH_TOP_UP: 'discount',
} as const satisfies Record<string, 'payer' | 'discount'>;

/** `payway`: names for a receipt where the answer gives none (`payway_name`). Others than these exist, and MUWE enables some of them. */
export const paywayName = {
  '1': 'Alipay',
  '2': 'Alipay',
  '3': 'WeChat Pay',
  '4': 'Baidu',
  '5': 'JD',
  '6': 'QQ',
  '7': 'NFC',
  '8': 'Lakala',
  '9': 'China Mobile',
  '15': 'Lakala WeChat',
  '16': 'China Merchants Bank',
  '17': 'UnionPay',
  '18': 'BestPay',
  '19': 'WeChat Pay',
  '20': 'Alipay Global',
  '22': 'Sodexo',
  '100': 'stored value',
  '101': 'gift card',
} as const satisfies Record<string, string>;

/** `sub_payway`: how the payer's wallet was reached. */
export const subPayway = {
  '1': 'barcode',
  '2': 'qr',
  '3': 'wap',
  '4': 'mini_program',
  '5': 'app',
  '6': 'h5',
} as const satisfies Record<string, string>;

/** What a notification claims; it is a hint and never believed. */
export const claims = {
  approved: 'approved',
  declined: 'declined',
  canceled: 'declined',
  pending: 'pending',
  unknown: 'unknown',
} as const satisfies Record<(typeof orderStatus)[OrderStatus], QueryResult['outcome']>;

/** A table's entry for a provider's word, if it is documented. Words come from outside: `constructor` and the like are no entries. */
export function entry<T extends object>(table: T, word: string | undefined): T[keyof T] | undefined {
  return word !== undefined && Object.hasOwn(table, word) ? table[word as keyof T] : undefined;
}

/** What an error code says of such an operation; undefined for one that nobody documented. */
export function errorMeaning(code: string, of: AskedFor): ErrorMeaning | undefined {
  return entry(businessError, code)?.[of];
}
