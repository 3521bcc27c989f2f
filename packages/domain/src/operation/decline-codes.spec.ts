import { describe, expect, it } from '@jest/globals';
import { declineCodes } from './decline-codes.js';

/** Written out by hand: what a code means for the order, and whether another provider account may be asked. */
const expected: Readonly<Record<string, readonly string[]>> = {
  'ends the order failed, for the no is the payer’s, their bank’s or ours': [
    'declined_by_provider',
    'insufficient_funds',
    'payer_limit_exceeded',
    'invalid_payer_code',
    'expired_payer_code',
    'payer_account_unusable',
    'risk_rejected',
    'amount_not_allowed',
    'invalid_agreement',
    'expired_agreement',
    'not_settled',
    'already_settled',
    'invalid_state',
    'amount_exceeds_remaining',
    'window_exceeded',
    'partial_not_allowed',
    'too_many_refunds',
    'merchant_balance_too_low',
    'operation_refused',
    'never_arrived',
    'declined_by_person',
  ],
  'may be asked elsewhere, for the fault is this account’s': [
    'provider_configuration',
    'merchant_limit_exceeded',
    'method_not_enabled',
    'currency_not_supported',
    'provider_busy',
    'terminal_unavailable',
    'provider_unreachable',
    'not_sent_in_time',
    'invalid_request',
  ],
  'ends the order canceled': ['expired', 'canceled', 'abandoned'],
};
const rules = {
  'ends the order failed, for the no is the payer’s, their bank’s or ours': { retryable: false, closes: 'failed' },
  'may be asked elsewhere, for the fault is this account’s': { retryable: true, closes: 'failed' },
  'ends the order canceled': { retryable: false, closes: 'canceled' },
};

describe('a decline code', () => {
  it.each(Object.entries(expected).flatMap(([meaning, codes]) => codes.map((code) => [code, meaning] as const)))(
    '%s %s',
    (code, meaning) => {
      expect(new Map(Object.entries(declineCodes)).get(code)).toMatchObject(new Map(Object.entries(rules)).get(meaning) ?? {});
    },
  );

  it('is one of these', () => {
    expect(Object.keys(declineCodes).sort()).toEqual(Object.values(expected).flat().sort());
  });

  it.each(['not_settled', 'already_settled', 'window_exceeded'] as const)('%s says what can be done instead', (code) => {
    expect(declineCodes[code].advice).toMatch(/void|refund/);
  });
});
