import type { NotSentCause } from './causes.js';

/**
 * Why a provider said no, in words of our own. `retryable`: another route may be asked (the payer's own no, risk and
 * cancellation are final for the order; a fault of this one account is not). `closes`: the order ends canceled, not failed.
 */
export interface DeclineRule {
  readonly retryable: boolean;
  readonly closes: 'failed' | 'canceled';
  /** What a caller can do instead. */
  readonly advice?: string;
}

const failed = { retryable: false, closes: 'failed' } as const;
const elsewhere = { retryable: true, closes: 'failed' } as const;
const canceled = { retryable: false, closes: 'canceled' } as const;

export const declineCodes = {
  declined_by_provider: failed,
  insufficient_funds: failed,
  payer_limit_exceeded: failed,
  invalid_payer_code: failed,
  expired_payer_code: failed,
  payer_account_unusable: failed,
  risk_rejected: failed,
  amount_not_allowed: failed,
  invalid_agreement: failed,
  expired_agreement: failed,
  /** This account cannot take the payment although another might. */
  provider_configuration: elsewhere,
  merchant_limit_exceeded: elsewhere,
  method_not_enabled: elsewhere,
  currency_not_supported: elsewhere,
  provider_busy: elsewhere,
  terminal_unavailable: elsewhere,
  /** No provider was reached at all. */
  provider_unreachable: elsewhere,
  /** The request was ready only when the time to send it was over. */
  not_sent_in_time: elsewhere,
  /** Our own check of the request, by the provider's document, refused to send it. */
  invalid_request: elsewhere,
  expired: canceled,
  canceled: canceled,
  abandoned: canceled,
  /** Answers to operations after the payment. */
  not_settled: { ...failed, advice: 'the provider refunds only what is settled: void it instead, whole' },
  already_settled: { ...failed, advice: 'the payment is settled already: refund it instead' },
  invalid_state: failed,
  amount_exceeds_remaining: failed,
  window_exceeded: {
    ...failed,
    advice: 'the provider takes it for a limited time: refund it instead of a void, or settle it with the payer',
  },
  partial_not_allowed: failed,
  too_many_refunds: failed,
  merchant_balance_too_low: failed,
  operation_refused: failed,
  /** Asked for long enough, and the provider does not know the operation. */
  never_arrived: failed,
  /** A person has said so, where no provider did (docs/architecture.md, what a person may make of a case). */
  declined_by_person: failed,
} as const satisfies Record<string, DeclineRule>;

export type DeclineCode = keyof typeof declineCodes;

/** Why an operation that certainly never left is over. */
export const notSentCodes = {
  connection_refused: 'provider_unreachable',
  connect_timeout: 'provider_unreachable',
  name_not_found: 'provider_unreachable',
  past_send_until: 'not_sent_in_time',
  invalid_request: 'invalid_request',
  account_unusable: 'provider_configuration',
} as const satisfies Record<NotSentCause, DeclineCode>;
