import type { ChargeKind, DeclineCode, UnknownCause } from '@interlock/domain';

/**
 * Every documented word of the wallet and what it means. Result words are `resultStatus/resultCode`; what a table does not hold is `unknown`, cause `unknown_code`.
 * Source: wallet OpenAPI (`/v1/payments/*`), "Result codes" of each call, and "Common error codes".
 */
export type ResultRule =
  /** An explicit yes to this call. What it means for money is the call's own business: an order taken on, a payment made, a refund begun. */
  | { readonly outcome: 'accepted' }
  /** The order is there; this answer says nothing about money. */
  | { readonly outcome: 'pending' }
  | { readonly outcome: 'declined'; readonly code: DeclineCode }
  | { readonly outcome: 'unknown'; readonly cause: UnknownCause };

const accepted = { outcome: 'accepted' } as const;
const pending = { outcome: 'pending' } as const;
const providerError = { outcome: 'unknown', cause: 'provider_error' } as const;
const busy = { outcome: 'unknown', cause: 'busy' } as const;
const declined = <Code extends DeclineCode>(code: Code) => ({ outcome: 'declined', code }) as const;
/** Keys, client, interface or message form: this account cannot ask, another might. */
const misconfigured = declined('provider_configuration');

/** F codes about the request itself; on a resend they say nothing about the first send. */
type TechnicalWord = `F/${
  | 'INVALID_SIGNATURE'
  | 'INVALID_CLIENT'
  | 'INVALID_CLIENT_STATUS'
  | 'NO_INTERFACE_DEF'
  | 'MSG_PARSE_ERROR'
  | 'FUNCTION_NOT_MATCH'
  | 'INVALID_API'
  | 'PARAM_ILLEGAL'
  | 'ACCESS_DENIED'
  | 'KEY_NOT_FOUND'
  | 'CLIENT_INVALID'
  | 'METHOD_NOT_SUPPORTED'
  | 'MEDIA_TYPE_NOT_ACCEPTABLE'}`;
type CommonWord = TechnicalWord | 'S/SUCCESS' | 'U/UNKNOWN_EXCEPTION' | `${'F' | 'U'}/REQUEST_TRAFFIC_EXCEED_LIMIT` | 'F/PROCESS_FAIL';

const technicalWords = {
  'F/INVALID_SIGNATURE': misconfigured,
  'F/INVALID_CLIENT': misconfigured,
  'F/INVALID_CLIENT_STATUS': misconfigured,
  'F/NO_INTERFACE_DEF': misconfigured,
  'F/MSG_PARSE_ERROR': misconfigured,
  'F/FUNCTION_NOT_MATCH': misconfigured,
  'F/INVALID_API': misconfigured,
  'F/PARAM_ILLEGAL': misconfigured,
  'F/ACCESS_DENIED': misconfigured,
  'F/KEY_NOT_FOUND': misconfigured,
  'F/CLIENT_INVALID': misconfigured,
  'F/METHOD_NOT_SUPPORTED': misconfigured,
  'F/MEDIA_TYPE_NOT_ACCEPTABLE': misconfigured,
} as const satisfies Record<TechnicalWord, ResultRule>;

/** Documents disagree on F or U for too much traffic; under either it proves nothing. */
const commonWords = {
  ...technicalWords,
  'S/SUCCESS': accepted,
  'U/UNKNOWN_EXCEPTION': providerError,
  'F/REQUEST_TRAFFIC_EXCEED_LIMIT': busy,
  'U/REQUEST_TRAFFIC_EXCEED_LIMIT': busy,
  'F/PROCESS_FAIL': declined('operation_refused'),
} as const satisfies Record<CommonWord, ResultRule>;

type AuthorizationWord = `F/${
  | 'INVALID_ACCESS_TOKEN'
  | 'EXPIRED_ACCESS_TOKEN'
  | 'INVALID_CODE'
  | 'EXPIRED_CODE'
  | 'AUTH_CODE_ALREADY_USED'
  | 'USED_REFRESH_TOKEN'
  | 'INVALID_AUTH_CLIENT'
  | 'INVALID_AUTH_CLIENT_STATUS'
  | 'INVALID_SCOPE'}`;
type PayWord =
  | CommonWord
  | AuthorizationWord
  | 'S/REPEAT_REQUEST'
  | 'A/ACCEPT'
  | 'U/PAYMENT_IN_PROCESS'
  | `F/${
      | 'REPEAT_REQ_INCONSISTENT'
      | 'PAYMENT_AMOUNT_EXCEED_LIMIT'
      | 'USER_AMOUNT_EXCEED_LIMIT'
      | 'USER_NOT_EXIST'
      | 'USER_STATUS_ABNORMAL'
      | 'USER_BALANCE_NOT_ENOUGH'
      | 'PARTNER_NOT_EXIST'
      | 'PARTNER_STATUS_ABNORMAL'
      | 'RISK_REJECT'
      | 'CURRENCY_NOT_SUPPORT'
      | 'ORDER_STATUS_INVALID'}`;

/** `POST /v1/payments/pay`: of a sale and of an authorization, for the product alone tells them apart. */
export const payWords = {
  ...commonWords,
  'F/PROCESS_FAIL': declined('declined_by_provider'),
  'S/REPEAT_REQUEST': pending, // the order exists: proof that it was created, not that money moved
  'A/ACCEPT': pending,
  'U/PAYMENT_IN_PROCESS': providerError,
  // An order with our key and other content is there, untouched by this refusal, and may be paid.
  'F/REPEAT_REQ_INCONSISTENT': { outcome: 'unknown', cause: 'resend_refused' },
  'F/PAYMENT_AMOUNT_EXCEED_LIMIT': declined('amount_not_allowed'),
  'F/USER_AMOUNT_EXCEED_LIMIT': declined('payer_limit_exceeded'),
  'F/USER_NOT_EXIST': declined('payer_account_unusable'),
  'F/USER_STATUS_ABNORMAL': declined('payer_account_unusable'),
  'F/USER_BALANCE_NOT_ENOUGH': declined('insufficient_funds'),
  'F/PARTNER_NOT_EXIST': misconfigured,
  'F/PARTNER_STATUS_ABNORMAL': misconfigured,
  'F/RISK_REJECT': declined('risk_rejected'),
  'F/CURRENCY_NOT_SUPPORT': declined('currency_not_supported'),
  'F/ORDER_STATUS_INVALID': providerError, // speaks of an order that is there already: ask after it
  'F/INVALID_ACCESS_TOKEN': declined('invalid_agreement'),
  'F/EXPIRED_ACCESS_TOKEN': declined('expired_agreement'),
  'F/INVALID_CODE': declined('invalid_agreement'),
  'F/EXPIRED_CODE': declined('expired_agreement'),
  'F/AUTH_CODE_ALREADY_USED': declined('invalid_agreement'),
  'F/USED_REFRESH_TOKEN': declined('invalid_agreement'),
  'F/INVALID_AUTH_CLIENT': misconfigured,
  'F/INVALID_AUTH_CLIENT_STATUS': misconfigured,
  'F/INVALID_SCOPE': declined('invalid_agreement'),
} as const satisfies Record<PayWord, ResultRule>;

type CancelWord = CommonWord | `F/${'ORDER_NOT_EXIST' | 'CANCEL_WINDOW_EXCEED' | 'MERCHANT_BALANCE_NOT_ENOUGH'}`;

/** `POST /v1/payments/cancel`. No word of it closes an order: a query asked afterwards does. */
export const cancelWords = {
  ...commonWords,
  'F/ORDER_NOT_EXIST': declined('invalid_state'), // nothing there to close, yet: a pay on its way may still create it
  'F/CANCEL_WINDOW_EXCEED': declined('window_exceeded'),
  'F/MERCHANT_BALANCE_NOT_ENOUGH': declined('merchant_balance_too_low'),
} as const satisfies Record<CancelWord, ResultRule>;

type RefundWord =
  | CommonWord
  | 'S/REPEAT_REQUEST'
  | 'U/REFUND_IN_PROCESS'
  | `F/${
      | 'REPEAT_REQ_INCONSISTENT'
      | 'CURRENCY_NOT_SUPPORT'
      | 'ORDER_NOT_EXIST'
      | 'ORDER_STATUS_INVALID'
      | 'REFUND_WINDOW_EXCEED'
      | 'REFUND_AMOUNT_EXCEED'
      | 'REFUND_NOT_ALLOWED'
      | 'MULTI_REFUND_NOT_ALLOWED'
      | 'MULTIPLE_REFUNDS_NOT_SUPPORTED'
      | 'REFUND_NOT_EXIST'
      | 'MERCHANT_BALANCE_NOT_ENOUGH'}`;

/** `POST /v1/payments/refund`. S means that the merchant was debited, not that the payer has the money: only the inquiry approves. */
export const refundWords = {
  ...commonWords,
  'S/REPEAT_REQUEST': pending,
  'U/REFUND_IN_PROCESS': providerError,
  'F/REPEAT_REQ_INCONSISTENT': { outcome: 'unknown', cause: 'resend_refused' },
  'F/CURRENCY_NOT_SUPPORT': declined('currency_not_supported'),
  'F/ORDER_NOT_EXIST': declined('invalid_state'),
  'F/ORDER_STATUS_INVALID': declined('invalid_state'),
  'F/REFUND_WINDOW_EXCEED': declined('window_exceeded'),
  'F/REFUND_AMOUNT_EXCEED': declined('amount_exceeds_remaining'),
  'F/REFUND_NOT_ALLOWED': declined('operation_refused'),
  'F/MULTI_REFUND_NOT_ALLOWED': declined('too_many_refunds'),
  'F/MULTIPLE_REFUNDS_NOT_SUPPORTED': declined('too_many_refunds'),
  'F/REFUND_NOT_EXIST': declined('operation_refused'),
  'F/MERCHANT_BALANCE_NOT_ENOUGH': declined('merchant_balance_too_low'),
} as const satisfies Record<RefundWord, ResultRule>;

type CaptureWord =
  | CommonWord
  | 'S/REPEAT_REQUEST'
  | `F/${'REPEAT_REQ_INCONSISTENT' | 'PAYMENT_AMOUNT_EXCEED_LIMIT' | 'CURRENCY_NOT_SUPPORT' | 'ORDER_NOT_EXIST' | 'ORDER_STATUS_INVALID'}`;

/** `POST /v1/payments/capture`. S takes the money; what is held beside it is let go. */
export const captureWords = {
  ...commonWords,
  'S/REPEAT_REQUEST': pending,
  'F/REPEAT_REQ_INCONSISTENT': { outcome: 'unknown', cause: 'resend_refused' },
  'F/PAYMENT_AMOUNT_EXCEED_LIMIT': declined('amount_exceeds_remaining'), // more than is held
  'F/CURRENCY_NOT_SUPPORT': declined('currency_not_supported'),
  'F/ORDER_NOT_EXIST': declined('invalid_state'),
  'F/ORDER_STATUS_INVALID': declined('invalid_state'), // captured already, or no longer held
} as const satisfies Record<CaptureWord, ResultRule>;

type VoidWord =
  CommonWord | 'S/REPEAT_REQUEST' | `F/${'REPEAT_REQ_INCONSISTENT' | 'CURRENCY_NOT_SUPPORT' | 'ORDER_NOT_EXIST' | 'ORDER_STATUS_INVALID'}`;

/** `POST /v1/payments/void`, of a hold. A payment is undone by `cancel`, with its words. */
export const voidWords = {
  ...commonWords,
  'S/REPEAT_REQUEST': pending,
  'F/REPEAT_REQ_INCONSISTENT': { outcome: 'unknown', cause: 'resend_refused' },
  'F/CURRENCY_NOT_SUPPORT': declined('currency_not_supported'),
  'F/ORDER_NOT_EXIST': declined('invalid_state'),
  'F/ORDER_STATUS_INVALID': declined('invalid_state'),
} as const satisfies Record<VoidWord, ResultRule>;

/** In the calls about a payer's stored authorization no money moves, and a no needs no code of ours. */
export type AgreementRule =
  | { readonly outcome: 'accepted' | 'declined' }
  /** The wallet takes the token no more, which is what was asked for. */
  | { readonly outcome: 'over' }
  | { readonly outcome: 'unknown'; readonly cause: UnknownCause };

const refused = { outcome: 'declined' } as const;
/** `POST /v1/authorizations/prepare` and `/v1/authorizations/applyToken`. */
export const agreementWords = {
  'S/SUCCESS': accepted,
  'U/UNKNOWN_EXCEPTION': providerError,
  'F/REQUEST_TRAFFIC_EXCEED_LIMIT': busy,
  'U/REQUEST_TRAFFIC_EXCEED_LIMIT': busy,
  'F/INVALID_SIGNATURE': refused,
  'F/INVALID_CLIENT': refused,
  'F/INVALID_CLIENT_STATUS': refused,
  'F/NO_INTERFACE_DEF': refused,
  'F/MSG_PARSE_ERROR': refused,
  'F/FUNCTION_NOT_MATCH': refused,
  'F/INVALID_API': refused,
  'F/PARAM_ILLEGAL': refused,
  'F/ACCESS_DENIED': refused,
  'F/PROCESS_FAIL': refused,
  'F/KEY_NOT_FOUND': refused,
  'F/CLIENT_INVALID': refused,
  'F/METHOD_NOT_SUPPORTED': refused,
  'F/MEDIA_TYPE_NOT_ACCEPTABLE': refused,
  'F/INVALID_ACCESS_TOKEN': refused,
  'F/EXPIRED_ACCESS_TOKEN': refused,
  'F/INVALID_CODE': refused,
  'F/EXPIRED_CODE': refused,
  'F/AUTH_CODE_ALREADY_USED': refused,
  'F/USED_REFRESH_TOKEN': refused,
  'F/INVALID_AUTH_CLIENT': refused,
  'F/INVALID_AUTH_CLIENT_STATUS': refused,
  'F/INVALID_SCOPE': refused,
  'F/USER_NOT_EXIST': refused,
  'F/USER_STATUS_ABNORMAL': refused,
} as const satisfies Record<CommonWord | AuthorizationWord | `F/${'USER_NOT_EXIST' | 'USER_STATUS_ABNORMAL'}`, AgreementRule>;

/** `POST /v1/authorizations/cancelToken`. An expired access token is refused like any other: its refresh token may still be good for a next one. */
export const cancelTokenWords = {
  ...agreementWords,
  'F/INVALID_ACCESS_TOKEN': { outcome: 'over' },
} as const satisfies Record<keyof typeof agreementWords, AgreementRule>;

/** In an inquiry the result speaks of the inquiry alone: S lets us read on, and no other word says anything about the payment but "never heard of it". */
export type InquiryRule =
  { readonly outcome: 'read_on' } | { readonly outcome: 'not_found' } | { readonly outcome: 'no_answer'; readonly cause: UnknownCause };

const failedInquiry = { outcome: 'no_answer', cause: 'provider_error' } as const;
const busyInquiry = { outcome: 'no_answer', cause: 'busy' } as const;
const commonInquiryWords = {
  'S/SUCCESS': { outcome: 'read_on' },
  'U/UNKNOWN_EXCEPTION': failedInquiry,
  'F/REQUEST_TRAFFIC_EXCEED_LIMIT': busyInquiry,
  'U/REQUEST_TRAFFIC_EXCEED_LIMIT': busyInquiry,
  'F/INVALID_SIGNATURE': failedInquiry,
  'F/INVALID_CLIENT': failedInquiry,
  'F/INVALID_CLIENT_STATUS': failedInquiry,
  'F/NO_INTERFACE_DEF': failedInquiry,
  'F/MSG_PARSE_ERROR': failedInquiry,
  'F/FUNCTION_NOT_MATCH': failedInquiry,
  'F/INVALID_API': failedInquiry,
  'F/PARAM_ILLEGAL': failedInquiry,
  'F/ACCESS_DENIED': failedInquiry,
  'F/PROCESS_FAIL': failedInquiry,
  'F/KEY_NOT_FOUND': failedInquiry,
  'F/CLIENT_INVALID': failedInquiry,
  'F/METHOD_NOT_SUPPORTED': failedInquiry,
  'F/MEDIA_TYPE_NOT_ACCEPTABLE': failedInquiry,
} as const satisfies Record<CommonWord, InquiryRule>;

/** `POST /v1/payments/inquiryPayment`. */
export const inquiryPaymentWords = {
  ...commonInquiryWords,
  'U/PAYMENT_IN_PROCESS': failedInquiry,
  'F/ORDER_NOT_EXIST': { outcome: 'not_found' },
} as const satisfies Record<CommonWord | 'U/PAYMENT_IN_PROCESS' | 'F/ORDER_NOT_EXIST', InquiryRule>;

/** `POST /v1/payments/inquiryRefund`. */
export const inquiryRefundWords = {
  ...commonInquiryWords,
  'F/REFUND_NOT_EXIST': { outcome: 'not_found' },
} as const satisfies Record<CommonWord | 'F/REFUND_NOT_EXIST', InquiryRule>;

export type PaymentStatus = 'PROCESSING' | 'AUTH_SUCCESS' | 'SUCCESS' | 'FAIL' | 'CANCELLED' | 'PENDING';
export type PaymentStatusRule =
  | { readonly outcome: 'pending' }
  /** Approves these kinds of charge; for any other it is not the yes that was asked for. */
  | { readonly outcome: 'approved'; readonly kinds: readonly ChargeKind[] }
  | { readonly outcome: 'declined'; readonly code: DeclineCode };

/** `paymentStatus` of inquiryPayment and notifyPayment. Source: wallet OpenAPI, inquiryPayment; PENDING is Antom's (AMS). */
export const paymentStatuses = {
  PROCESSING: { outcome: 'pending' },
  PENDING: { outcome: 'pending' },
  AUTH_SUCCESS: { outcome: 'approved', kinds: ['authorize'] }, // a hold is no sale
  SUCCESS: { outcome: 'approved', kinds: ['sale', 'authorize'] },
  FAIL: { outcome: 'declined', code: 'declined_by_provider' },
  CANCELLED: { outcome: 'declined', code: 'canceled' }, // `reversed` where the same answer proves that it had been paid
} as const satisfies Record<PaymentStatus, PaymentStatusRule>;

export type TransactionType = 'PAYMENT' | 'REFUND' | 'AUTHORIZATION' | 'CAPTURE' | 'CANCEL' | 'VOID';
/** What an entry of `transactions[]` did to the payer's money, where it succeeded. */
export const transactionTypes = {
  PAYMENT: 'took',
  AUTHORIZATION: 'held',
  CAPTURE: 'took',
  REFUND: 'refunded',
  CANCEL: 'gave_back',
  VOID: 'released', // of a hold, whole or in part
} as const satisfies Record<TransactionType, 'held' | 'took' | 'refunded' | 'gave_back' | 'released'>;

export type TransactionStatus = 'SUCCESS' | 'FAIL' | 'PROCESSING' | 'CANCELLED';
export const transactionStatuses = {
  SUCCESS: 'done',
  PROCESSING: 'under_way',
  FAIL: 'not_done',
  CANCELLED: 'not_done', // of an entry, it does not say whether the entry had been done before
} as const satisfies Record<TransactionStatus, 'done' | 'under_way' | 'not_done'>;

export type RefundStatus = 'PROCESSING' | 'SUCCESS' | 'FAIL';
/** `refundStatus` of inquiryRefund. After FAIL the debit is given back, and another refund needs another key. */
export const refundStatuses = {
  PROCESSING: { outcome: 'pending' },
  SUCCESS: { outcome: 'approved' },
  FAIL: { outcome: 'declined', code: 'operation_refused' },
} as const satisfies Record<
  RefundStatus,
  { readonly outcome: 'pending' | 'approved' } | { readonly outcome: 'declined'; readonly code: DeclineCode }
>;

/** The rule for a word, or nothing for one that no document names. Own members only: "constructor" is no status. */
export function ruleFor<Rule>(table: Readonly<Record<string, Rule>>, word: string): Rule | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}
