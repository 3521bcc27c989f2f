import type { DeclineCode } from '@interlock/domain';
import type { BusinessError } from './codes.js';

/** By what was asked: a payment, a refund, or that the order be undone. */
export interface DeclineWords {
  readonly pay: BusinessError;
  readonly refund: BusinessError;
  readonly undo: BusinessError;
}

const NOT_NOW = { refund: 'UPAY_REFUND_INVALID_ORDER_STATE', undo: 'UPAY_CANCEL_INVALID_ORDER_STATE' } as const;

/** A payment's own reasons; after it, they say that it is not possible now. */
const paying = (pay: BusinessError): DeclineWords => ({ pay, ...NOT_NOW });
/** Whatever was asked. */
const any = (code: BusinessError): DeclineWords => ({ pay: code, refund: code, undo: code });

/** Why a provider said no, in the protocol's words (Business Error Codes). */
export const declineWords: Readonly<Record<DeclineCode, DeclineWords>> = {
  declined_by_provider: paying('TRADE_FAILED'),
  insufficient_funds: paying('INSUFFICIENT_FUND'),
  payer_limit_exceeded: paying('BUYER_OVER_TRANSACTION_LIMIT'),
  invalid_payer_code: paying('INVALID_BARCODE'),
  expired_payer_code: paying('EXPIRED_BARCODE'),
  payer_account_unusable: paying('TRADE_FAILED'),
  risk_rejected: paying('TRADE_FAILED'),
  amount_not_allowed: paying('TRADE_FAILED'),
  invalid_agreement: paying('INVALID_BARCODE'),
  expired_agreement: paying('EXPIRED_BARCODE'),
  provider_configuration: any('UNEXPECTED_PROVIDER_ERROR'),
  merchant_limit_exceeded: any('SELLER_OVER_DAILY_LIMIT'),
  method_not_enabled: any('UNEXPECTED_PROVIDER_ERROR'),
  currency_not_supported: any('UNEXPECTED_PROVIDER_ERROR'),
  provider_busy: any('EXTERNAL_SERVICE_EXCEPTION'),
  terminal_unavailable: any('EXTERNAL_SERVICE_EXCEPTION'),
  provider_unreachable: any('EXTERNAL_SERVICE_EXCEPTION'),
  not_sent_in_time: any('EXTERNAL_SERVICE_EXCEPTION'),
  invalid_request: paying('TRADE_FAILED'),
  expired: paying('TRADE_TIMEOUT'),
  canceled: paying('TRADE_FAILED'),
  abandoned: paying('TRADE_FAILED'),
  not_settled: paying('TRADE_FAILED'),
  already_settled: paying('TRADE_FAILED'),
  invalid_state: paying('TRADE_FAILED'),
  amount_exceeds_remaining: { ...paying('TRADE_FAILED'), refund: 'REFUNDABLE_AMOUNT_NOT_ENOUGH' },
  window_exceeded: paying('TRADE_FAILED'),
  partial_not_allowed: { ...paying('TRADE_FAILED'), refund: 'REFUND_AMT_NOT_EQUAL_TOTAL' },
  too_many_refunds: paying('TRADE_FAILED'),
  merchant_balance_too_low: any('SELLER_BALANCE_NOT_ENOUGH'),
  operation_refused: paying('TRADE_FAILED'),
  never_arrived: paying('TRADE_FAILED'),
  declined_by_person: paying('TRADE_FAILED'),
};
