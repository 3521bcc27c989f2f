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

/** `status`: the state of the latest transaction, or of the refund that was asked for. Platform and payer disagree wherever it says unknown. */
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

/** Which request a business `result_code` answers (`any`: generic), and the family it belongs to. `refused`: FAIL, which leaves the order as it was. */
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
type ErrorRule = Readonly<Partial<Record<'sale' | 'refund' | 'cancel' | 'query', ErrorMeaning>>>;
const everywhere = (meaning: ErrorMeaning): ErrorRule => ({ sale: meaning, refund: meaning, cancel: meaning, query: 'unknown' });
const unknownOrder = { sale: 'unknown', refund: 'invalid_state', cancel: 'invalid_state', query: 'not_found' } as const;
export const businessError = {
  INVALID_BARCODE: { sale: 'invalid_payer_code' },
  EXPIRED_BARCODE: { sale: 'expired_payer_code' },
  AUTHCODE_EXPIRE: { sale: 'expired_payer_code' },
  INSUFFICIENT_FUND: { sale: 'insufficient_funds' },
  BUYER_OVER_DAILY_LIMIT: { sale: 'payer_limit_exceeded' },
  BUYER_OVER_TRANSACTION_LIMIT: { sale: 'payer_limit_exceeded' },
  SELLER_OVER_DAILY_LIMIT: { sale: 'merchant_limit_exceeded' },
  UPAY_STORE_OVER_DAILY_LIMIT: { sale: 'merchant_limit_exceeded' },
  UNEXPECTED_PROVIDER_ERROR: { sale: 'method_not_enabled' }, // payway not recognised or not enabled
  TRADE_FAILED: { sale: 'declined_by_provider' },
  TRADE_TIMEOUT: { sale: 'expired' }, // timed out and closed by the platform
  // "Already paid" and "the channel knows no such trade" are no refusals: only a query can tell what they mean here.
  TRADE_HAS_SUCCESS: everywhere('unknown'),
  TRADE_NOT_EXIST: everywhere('unknown'),
  EXTERNAL_SERVICE_EXCEPTION: everywhere('unknown'),
  CLIENT_SN_CONFLICT: { sale: 'unknown' }, // an order of ours with this number exists: it is asked after
  SELLER_BALANCE_NOT_ENOUGH: { refund: 'merchant_balance_too_low', cancel: 'merchant_balance_too_low' },
  ACCOUNT_BALANCE_NOT_ENOUGH: { refund: 'merchant_balance_too_low', cancel: 'merchant_balance_too_low' },
  REFUND_AMT_NOT_EQUAL_TOTAL: { refund: 'partial_not_allowed' },
  REFUNDABLE_AMOUNT_NOT_ENOUGH: { refund: 'amount_exceeds_remaining' },
  UPAY_REFUND_ORDER_NOOP: { refund: 'done' },
  UPAY_REFUND_INVALID_ORDER_STATE: { refund: 'invalid_state' },
  UPAY_CANCEL_ORDER_NOOP: { cancel: 'done' },
  UPAY_CANCEL_INVALID_ORDER_STATE: { cancel: 'invalid_state' },
  UPAY_TCP_ORDER_NOT_REFUNDABLE: { refund: 'operation_refused', cancel: 'operation_refused' },
  UPAY_ORDER_NOT_EXISTS: unknownOrder,
  UPAY_ORDER_NOT_EXIST: unknownOrder, // both spellings are published
  UPAY_TERMINAL_NOT_EXISTS: everywhere('provider_configuration'),
  UPAY_TERMINAL_STATUS_ABNORMAL: everywhere('provider_configuration'),
} as const satisfies Record<string, ErrorRule>;
export type BusinessError = keyof typeof businessError;

/** The error code that a result code of the simulator stands for. */
export const simulatorError = {
  ORDER_NOT_FOUND: 'UPAY_ORDER_NOT_EXISTS',
  DUPLICATE_REQUEST: 'CLIENT_SN_CONFLICT',
} as const satisfies Partial<Record<BusinessResult, BusinessError>>;

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
export function errorMeaning(code: string, of: keyof ErrorRule): ErrorMeaning | undefined {
  const rule: ErrorRule | undefined = entry(businessError, code);
  return rule === undefined ? undefined : (rule[of] ?? 'unknown');
}
