import { describe, expect, it } from '@jest/globals';
import { declineCodes } from '@interlock/domain';
import {
  businessError,
  businessResult,
  closedStatus,
  entry,
  errorMeaning,
  fundingType,
  orderStatus,
  paywayName,
  refundStatus,
  requestError,
  subPayway,
  terminalResult,
  transactionStatus,
  voidStatus,
} from './upay.mapping.js';

/** The values as the documents list them (docs/providers/upay.md, Code tables), written down apart from the tables so that neither can lose one alone. */
const documented = {
  orderStatus: [
    'CREATED PAID PAY_CANCELED REFUNDED PARTIAL_REFUNDED CANCELED REFUND_INPROGRESS CANCEL_INPROGRESS PAY_ERROR REFUND_ERROR CANCEL_ERROR INVALID_STATUS_CODE',
    'IN_PROG ERROR_RECOVERY PRE_SUCCESS',
  ],
  transactionStatus: [
    'SUCCESS FAIL_CANCELED ABORTED FAIL_PROTOCOL_1 FAIL_PROTOCOL_2 FAIL_PROTOCOL_3 FAIL_IO_1 FAIL_IO_2 FAIL_ERROR CANCEL_ERROR REFUND_ERROR',
    'CREATED IN_PROG ERROR_RECOVERY PRE_SUCCESS',
  ],
  businessResult: [
    'PAY_SUCCESS PAY_FAIL PAY_IN_PROGRESS PAY_FAIL_ERROR PRECREATE_SUCCESS PRECREATE_FAIL PAY_FAIL_IN_PROGRESS PRECREATE_FAIL_ERROR PRECREATE_FAIL_IN_PROGRESS',
    'REFUND_SUCCESS REFUND_ERROR REFUND_FAIL REFUND_IN_PROGRESS REFUND_FAIL_ERROR CANCEL_SUCCESS CANCEL_ABORT_SUCCESS CANCEL_ERROR CANCEL_ABORT_ERROR',
    'CANCEL_IN_PROGRESS CANCEL_ABORT_IN_PROGRESS SUCCESS FAIL ORDER_NOT_FOUND DUPLICATE_REQUEST',
  ],
  businessError: [
    'INVALID_BARCODE EXPIRED_BARCODE INSUFFICIENT_FUND BUYER_OVER_DAILY_LIMIT BUYER_OVER_TRANSACTION_LIMIT SELLER_OVER_DAILY_LIMIT',
    'UPAY_STORE_OVER_DAILY_LIMIT TRADE_NOT_EXIST TRADE_HAS_SUCCESS SELLER_BALANCE_NOT_ENOUGH ACCOUNT_BALANCE_NOT_ENOUGH REFUND_AMT_NOT_EQUAL_TOTAL',
    'REFUNDABLE_AMOUNT_NOT_ENOUGH TRADE_FAILED TRADE_TIMEOUT UNEXPECTED_PROVIDER_ERROR CLIENT_SN_CONFLICT UPAY_ORDER_NOT_EXISTS UPAY_ORDER_NOT_EXIST',
    'UPAY_TERMINAL_NOT_EXISTS UPAY_TERMINAL_STATUS_ABNORMAL UPAY_CANCEL_ORDER_NOOP UPAY_CANCEL_INVALID_ORDER_STATE UPAY_REFUND_ORDER_NOOP',
    'UPAY_REFUND_INVALID_ORDER_STATE UPAY_TCP_ORDER_NOT_REFUNDABLE EXTERNAL_SERVICE_EXCEPTION AUTHCODE_EXPIRE',
  ],
  requestError: [
    'INVALID_PARAMS INVALID_TERMINAL ILLEGAL_SIGN UNKNOWN_SYSTEM_ERROR REQUEST_FAIL EXTERNAL_SERVICE_EXCEPTION PAY_STATUS_CLOSED',
    'INVALID_PARAMETER TERMINAL_NOT_EXISTS MAINTENANCE_INPROGRESS',
  ],
  fundingType: [
    'HONGBAO_WOSAI HONGBAO_WOSAI_MCH DISCOUNT_WOSAI DISCOUNT_WOSAI_MCH DISCOUNT_CHANNEL DISCOUNT_CHANNEL_MCH DISCOUNT_CHANNEL_MCH_TOP_UP HONGBAO_CHANNEL',
    'HONGBAO_CHANNEL_MCH HONGBAO_CHANNEL_MCH_TOP_UP CARD_PRE CARD_BALANCE BANKCARD_CREDIT BANKCARD_DEBIT WALLET_ALIPAY WALLET_ALIPAY_FINANCE WALLET_WEIXIN',
    'ALIPAY_HUABEI ALIPAY_POINT',
  ],
  subPayway: ['1 2 3 4 5 6'],
  paywayName: ['1 2 3 4 5 6 7 8 9 15 16 17 18 19 20 22 100 101'],
  terminalResult: ['ACTIVATE_SUCCESS TERMINAL_CHECKIN_SUCCESS TERMINAL_CHECKIN_FAIL FAIL'],
};
const tables = {
  orderStatus,
  transactionStatus,
  businessResult,
  businessError,
  requestError,
  fundingType,
  subPayway,
  paywayName,
  terminalResult,
};

describe('the tables', () => {
  it.each(Object.keys(tables) as (keyof typeof tables)[])('hold every documented %s and no other', (name) => {
    expect(Object.keys(tables[name]).sort()).toEqual(documented[name].join(' ').split(' ').sort());
  });

  it('approve only what the documents call paid, and take no intermediate or uncertain state for an end', () => {
    const approved = Object.entries(orderStatus).flatMap(([status, outcome]) => (outcome === 'approved' ? [status] : []));
    expect(approved).toEqual(['PAID', 'PARTIAL_REFUNDED', 'REFUNDED', 'REFUND_INPROGRESS', 'REFUND_ERROR']);
    const ends = Object.entries(orderStatus).flatMap(([status, outcome]) =>
      outcome === 'declined' || outcome === 'canceled' ? [status] : [],
    );
    expect(ends).toEqual(['PAY_CANCELED', 'CANCELED']);
  });

  it('give a paid order back by a revoke for CANCELED alone, and a refund shows in no state of a whole order', () => {
    const where = (table: object, word: unknown): string[] =>
      Object.entries(table).flatMap(([status, says]) => (says === word ? [status] : []));
    expect(where(voidStatus, 'approved')).toEqual(['CANCELED']);
    expect(where(voidStatus, 'pending')).toEqual(['CANCEL_INPROGRESS']);
    expect(where(closedStatus, true)).toEqual(['CANCELED', 'PAY_CANCELED']);
    expect(where(refundStatus, 'shows')).toEqual(['REFUNDED', 'PARTIAL_REFUNDED', 'REFUND_INPROGRESS', 'REFUND_ERROR']);
    expect(where(refundStatus, 'none')).toEqual(['PAID']);
  });

  it('name every code for every kind of operation', () => {
    for (const rule of Object.values(businessError)) expect(Object.keys(rule)).toEqual(['sale', 'cancel', 'void', 'refund', 'query']);
  });

  it('open another route only for a fault of this account', () => {
    const elsewhere = Object.keys(businessError).filter((code) => {
      const meaning = errorMeaning(code, 'sale');
      return meaning !== undefined && Object.hasOwn(declineCodes, meaning) && declineCodes[meaning as keyof typeof declineCodes].retryable;
    });
    expect(elsewhere).toEqual([
      'SELLER_OVER_DAILY_LIMIT',
      'UPAY_STORE_OVER_DAILY_LIMIT',
      'UNEXPECTED_PROVIDER_ERROR',
      'UPAY_TERMINAL_NOT_EXISTS',
      'UPAY_TERMINAL_STATUS_ABNORMAL',
    ]);
  });
});

describe('entry', () => {
  it.each(['constructor', '__proto__', 'toString', '', undefined])('knows no %j', (word) => {
    expect(entry(orderStatus, word)).toBeUndefined();
    expect(errorMeaning(word ?? '', 'sale')).toBeUndefined();
  });

  it('takes a code outside its column for unknown there', () => {
    expect(errorMeaning('INVALID_BARCODE', 'refund')).toBe('unknown');
    expect(errorMeaning('UPAY_CANCEL_ORDER_NOOP', 'sale')).toBe('unknown');
  });
});
