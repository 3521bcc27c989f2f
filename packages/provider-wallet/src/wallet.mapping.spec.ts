import { describe, expect, it } from '@jest/globals';
import {
  agreementWords,
  cancelTokenWords,
  cancelWords,
  captureWords,
  inquiryPaymentWords,
  inquiryRefundWords,
  paymentStatuses,
  payWords,
  refundStatuses,
  refundWords,
  ruleFor,
  transactionStatuses,
  transactionTypes,
  voidWords,
  type ResultRule,
} from './wallet.mapping.js';

// The result codes of the wallet's protocol document, as its table lists them, per status.
const common = {
  S: ['SUCCESS'],
  U: ['UNKNOWN_EXCEPTION', 'REQUEST_TRAFFIC_EXCEED_LIMIT'],
  F: [
    'REQUEST_TRAFFIC_EXCEED_LIMIT',
    ...['INVALID_SIGNATURE', 'INVALID_CLIENT', 'INVALID_CLIENT_STATUS', 'NO_INTERFACE_DEF', 'MSG_PARSE_ERROR', 'FUNCTION_NOT_MATCH'],
    ...['INVALID_API', 'PARAM_ILLEGAL', 'ACCESS_DENIED', 'PROCESS_FAIL'],
    ...['KEY_NOT_FOUND', 'CLIENT_INVALID', 'METHOD_NOT_SUPPORTED', 'MEDIA_TYPE_NOT_ACCEPTABLE'],
  ],
};
const commonWords = Object.entries(common).flatMap(([status, codes]) => codes.map((code) => `${status}/${code}`));
const documented = {
  pay: [
    ...['S/REPEAT_REQUEST', 'A/ACCEPT', 'U/PAYMENT_IN_PROCESS', 'F/REPEAT_REQ_INCONSISTENT'],
    ...[
      'F/PAYMENT_AMOUNT_EXCEED_LIMIT',
      'F/USER_AMOUNT_EXCEED_LIMIT',
      'F/USER_NOT_EXIST',
      'F/USER_STATUS_ABNORMAL',
      'F/USER_BALANCE_NOT_ENOUGH',
    ],
    ...['F/PARTNER_NOT_EXIST', 'F/PARTNER_STATUS_ABNORMAL', 'F/RISK_REJECT', 'F/CURRENCY_NOT_SUPPORT', 'F/ORDER_STATUS_INVALID'],
    ...[
      'F/INVALID_ACCESS_TOKEN',
      'F/EXPIRED_ACCESS_TOKEN',
      'F/INVALID_CODE',
      'F/EXPIRED_CODE',
      'F/AUTH_CODE_ALREADY_USED',
      'F/USED_REFRESH_TOKEN',
    ],
    ...['F/INVALID_AUTH_CLIENT', 'F/INVALID_AUTH_CLIENT_STATUS', 'F/INVALID_SCOPE'],
  ],
  inquiryPayment: ['U/PAYMENT_IN_PROCESS', 'F/ORDER_NOT_EXIST'],
  cancel: ['F/ORDER_NOT_EXIST', 'F/CANCEL_WINDOW_EXCEED', 'F/MERCHANT_BALANCE_NOT_ENOUGH'],
  refund: [
    ...[
      'S/REPEAT_REQUEST',
      'U/REFUND_IN_PROCESS',
      'F/REPEAT_REQ_INCONSISTENT',
      'F/CURRENCY_NOT_SUPPORT',
      'F/ORDER_NOT_EXIST',
      'F/ORDER_STATUS_INVALID',
    ],
    ...[
      'F/REFUND_WINDOW_EXCEED',
      'F/REFUND_AMOUNT_EXCEED',
      'F/REFUND_NOT_ALLOWED',
      'F/MULTI_REFUND_NOT_ALLOWED',
      'F/MULTIPLE_REFUNDS_NOT_SUPPORTED',
    ],
    ...['F/REFUND_NOT_EXIST', 'F/MERCHANT_BALANCE_NOT_ENOUGH'],
  ],
  inquiryRefund: ['F/REFUND_NOT_EXIST'],
  capture: [
    'S/REPEAT_REQUEST',
    'F/REPEAT_REQ_INCONSISTENT',
    ...['F/PAYMENT_AMOUNT_EXCEED_LIMIT', 'F/CURRENCY_NOT_SUPPORT', 'F/ORDER_NOT_EXIST', 'F/ORDER_STATUS_INVALID'],
  ],
  void: ['S/REPEAT_REQUEST', 'F/REPEAT_REQ_INCONSISTENT', 'F/CURRENCY_NOT_SUPPORT', 'F/ORDER_NOT_EXIST', 'F/ORDER_STATUS_INVALID'],
  authorizations: [
    ...['F/INVALID_ACCESS_TOKEN', 'F/EXPIRED_ACCESS_TOKEN', 'F/INVALID_CODE', 'F/EXPIRED_CODE', 'F/AUTH_CODE_ALREADY_USED'],
    ...['F/USED_REFRESH_TOKEN', 'F/INVALID_AUTH_CLIENT', 'F/INVALID_AUTH_CLIENT_STATUS', 'F/INVALID_SCOPE'],
    ...['F/USER_NOT_EXIST', 'F/USER_STATUS_ABNORMAL'],
  ],
};

describe('result words', () => {
  it.each([
    ['pay', payWords, documented.pay],
    ['inquiryPayment', inquiryPaymentWords, documented.inquiryPayment],
    ['cancel', cancelWords, documented.cancel],
    ['refund', refundWords, documented.refund],
    ['inquiryRefund', inquiryRefundWords, documented.inquiryRefund],
    ['capture', captureWords, documented.capture],
    ['void', voidWords, documented.void],
    ['prepare and applyToken', agreementWords, documented.authorizations],
    ['cancelToken', cancelTokenWords, documented.authorizations],
  ])('of %s are exactly the documented ones', (_operation, table, own) => {
    expect(Object.keys(table).sort()).toEqual([...commonWords, ...own].sort());
  });

  it('never calls an F or a U a yes, nor a U a no', () => {
    for (const [word, rule] of [payWords, cancelWords, captureWords, voidWords, refundWords].flatMap((table) =>
      Object.entries<ResultRule>(table),
    )) {
      if (rule.outcome === 'accepted') expect(word).toBe('S/SUCCESS');
      if (rule.outcome === 'declined') expect(word).toMatch(/^F\//);
    }
  });

  it('sends nobody to another provider for a reason of the payer', () => {
    expect(payWords['F/USER_BALANCE_NOT_ENOUGH']).toEqual({ outcome: 'declined', code: 'insufficient_funds' });
    expect(payWords['F/RISK_REJECT']).toEqual({ outcome: 'declined', code: 'risk_rejected' });
    expect(payWords['F/PROCESS_FAIL']).toEqual({ outcome: 'declined', code: 'declined_by_provider' });
    expect(payWords['F/INVALID_SIGNATURE']).toEqual({ outcome: 'declined', code: 'provider_configuration' });
  });

  it('takes a key that is known with other content for no statement about the order it names', () => {
    expect(payWords['F/REPEAT_REQ_INCONSISTENT'].outcome).toBe('unknown');
    for (const words of [captureWords, voidWords, refundWords]) expect(words['F/REPEAT_REQ_INCONSISTENT'].outcome).toBe('unknown');
  });
});

describe('states', () => {
  it('are exactly the documented ones', () => {
    expect(Object.keys(paymentStatuses).sort()).toEqual(['AUTH_SUCCESS', 'CANCELLED', 'FAIL', 'PENDING', 'PROCESSING', 'SUCCESS']);
    expect(Object.keys(refundStatuses).sort()).toEqual(['FAIL', 'PROCESSING', 'SUCCESS']);
    expect(Object.keys(transactionTypes).sort()).toEqual(['AUTHORIZATION', 'CANCEL', 'CAPTURE', 'PAYMENT', 'REFUND', 'VOID']);
    expect(Object.keys(transactionStatuses).sort()).toEqual(['CANCELLED', 'FAIL', 'PROCESSING', 'SUCCESS']);
  });

  it('are looked up among the table’s own members only', () => {
    expect(ruleFor(paymentStatuses, 'constructor')).toBeUndefined();
    expect(ruleFor(paymentStatuses, '__proto__')).toBeUndefined();
    expect(ruleFor(paymentStatuses, 'success')).toBeUndefined();
    expect(ruleFor(paymentStatuses, 'SUCCESS')).toEqual({ outcome: 'approved', kinds: ['sale', 'authorize'] });
  });
});
