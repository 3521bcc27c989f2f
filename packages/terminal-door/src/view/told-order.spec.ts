import { ORDER_STATES, declineCodes } from '@interlock/domain';
import type { OrderState } from '@interlock/domain';
import { describe, expect, it } from '@jest/globals';
import { anOrder } from '../testing/an-order.js';
import { declineWords } from '../words/decline-words.js';
import { openWords, refundWords } from '../words/order-words.js';
import { CANCEL_REFUND, toldOrder, toldRefund } from './told-order.js';

const closed = { outcome: 'declined', capturedMinor: 0n } as const;
const open = { outcome: null, capturedMinor: 0n, finishedAt: null } as const;

/** Every state of an order: order_status, status, the answer to a pay, the answer to a precreate. */
const states: Readonly<Record<OrderState, readonly [string, string, string, string]>> = {
  created: ['CREATED', 'IN_PROG', 'PAY_IN_PROGRESS', 'PRECREATE_FAIL_IN_PROGRESS'],
  pending: ['CREATED', 'IN_PROG', 'PAY_IN_PROGRESS', 'PRECREATE_SUCCESS'],
  uncertain: ['CREATED', 'IN_PROG', 'PAY_IN_PROGRESS', 'PRECREATE_FAIL_IN_PROGRESS'],
  authorized: ['CREATED', 'IN_PROG', 'PAY_IN_PROGRESS', 'PRECREATE_FAIL_IN_PROGRESS'],
  paid: ['PAID', 'SUCCESS', 'PAY_SUCCESS', 'PRECREATE_SUCCESS'],
  partially_refunded: ['PARTIAL_REFUNDED', 'SUCCESS', 'PAY_SUCCESS', 'PRECREATE_SUCCESS'],
  refunded: ['REFUNDED', 'SUCCESS', 'PAY_FAIL', 'PRECREATE_SUCCESS'],
  reversed: ['CANCELED', 'SUCCESS', 'PAY_FAIL', 'PRECREATE_FAIL'],
  canceled: ['PAY_CANCELED', 'FAIL_CANCELED', 'PAY_FAIL', 'PRECREATE_FAIL'],
  failed: ['PAY_CANCELED', 'FAIL_CANCELED', 'PAY_FAIL', 'PRECREATE_FAIL'],
};

const OPEN_STATES: readonly OrderState[] = ['created', 'pending', 'uncertain'];
const chargeOf = (state: OrderState) => (OPEN_STATES.includes(state) ? open : state === 'canceled' || state === 'failed' ? closed : {});

describe('what a till is told of an order', () => {
  it.each(ORDER_STATES)('%s', (state) => {
    const told = toldOrder(anOrder({ state }, chargeOf(state)));
    expect([told.orderStatus, told.status, told.pay, told.precreate]).toEqual(states[state]);
  });

  it('says neither paid nor failed of what it does not know', () => {
    for (const state of OPEN_STATES) {
      const told = toldOrder(anOrder({ state }, open));
      const said = [told.orderStatus, told.status, told.pay];
      expect(said.join(' ')).not.toMatch(/PAID|SUCCESS|FAIL|CANCELED|ERROR/);
    }
  });

  it('tells the merchant’s own cancel from everybody else’s', () => {
    const undo = { kind: 'cancel', outcome: 'approved' } as const;
    expect(toldOrder(anOrder({ state: 'canceled' }, closed, [{ ...undo, origin: 'merchant' }]))).toMatchObject({
      orderStatus: 'CANCELED',
      status: 'SUCCESS',
    });
    expect(toldOrder(anOrder({ state: 'canceled', cancelRequested: 'merchant' }, closed))).toMatchObject({ orderStatus: 'CANCELED' });
    expect(toldOrder(anOrder({ state: 'canceled' }, { ...closed, declineCode: 'abandoned' }))).toMatchObject({
      orderStatus: 'PAY_CANCELED',
      errorCode: 'TRADE_FAILED',
    });
    const expired = { ...undo, origin: 'interlock', reason: 'expiry' } as const;
    expect(toldOrder(anOrder({ state: 'canceled' }, { ...closed, declineCode: 'canceled' }, [expired]))).toMatchObject({
      orderStatus: 'PAY_CANCELED',
      errorCode: 'TRADE_TIMEOUT',
    });
    expect(toldOrder(anOrder({ state: 'failed' }, { ...closed, declineCode: 'insufficient_funds' }, [expired]))).toMatchObject({
      orderStatus: 'PAY_CANCELED',
      errorCode: 'INSUFFICIENT_FUND',
    });
  });

  it('shows a payment that a cancel had to refund as canceled', () => {
    const refund = { kind: 'refund', refundNo: `${CANCEL_REFUND}1` } as const;
    expect(toldOrder(anOrder({ state: 'refunded' }, {}, [refund])).orderStatus).toBe('CANCELED');
    expect(toldOrder(anOrder({ state: 'refunded' }, {}, [{ ...refund, refundNo: 'RF-1' }])).orderStatus).toBe('REFUNDED');
  });

  it('goes on being canceled while money that came late is given back, and after it', () => {
    const refund = { kind: 'refund', refundNo: 'late-op-1' } as const;
    expect(toldOrder(anOrder({ state: 'paid' }, {}, [{ ...refund, outcome: null }]))).toMatchObject({
      orderStatus: 'CANCEL_INPROGRESS',
      pay: 'PAY_IN_PROGRESS',
    });
    expect(toldOrder(anOrder({ state: 'refunded' }, {}, [refund]))).toMatchObject({ orderStatus: 'CANCELED', pay: 'PAY_FAIL' });
  });

  it('is what its payment is, whatever is done about another charge of it', () => {
    const second = { id: 'op-9', chargeId: 'op-9', duplicate: true } as const;
    const returned = { kind: 'refund', chargeId: 'op-9', refundNo: 'duplicate-op-9', outcome: null } as const;
    const given = { kind: 'cancel', chargeId: 'op-9', outcome: 'unknown' } as const;
    for (const other of [returned, given])
      expect(toldOrder(anOrder({ state: 'paid' }, {}, [second, other]))).toMatchObject({
        orderStatus: 'PAID',
        pay: 'PAY_SUCCESS',
        transaction: { id: 'op-1' },
      });
  });

  it.each(['paid', 'partially_refunded'] as const)('%s, while a refund is open', (state) => {
    for (const outcome of [null, 'pending', 'unknown'] as const) {
      const told = toldOrder(anOrder({ state }, {}, [{ kind: 'refund', refundNo: 'RF-1', outcome }]));
      expect(told).toMatchObject(openWords.refund[outcome ?? 'running']);
      expect(told.pay).toBe('PAY_SUCCESS');
    }
  });

  it.each(['pending', 'uncertain', 'paid', 'authorized'] as const)('%s, while it is being undone: nobody delivers on it', (state) => {
    for (const kind of ['cancel', 'void'] as const) {
      for (const outcome of [null, 'pending', 'unknown'] as const) {
        const told = toldOrder(anOrder({ state }, chargeOf(state), [{ kind, outcome }]));
        expect(told).toMatchObject(openWords.undo[outcome ?? 'running']);
        expect(told.pay).toBe('PAY_IN_PROGRESS');
      }
    }
  });

  it('is not changed by a refund or a cancel that was refused', () => {
    const refused = [
      { kind: 'refund', refundNo: 'RF-1', outcome: 'declined' },
      { kind: 'cancel', outcome: 'declined' },
    ] as const;
    expect(toldOrder(anOrder({ state: 'paid' }, {}, refused))).toMatchObject({
      orderStatus: 'PAID',
      status: 'SUCCESS',
      pay: 'PAY_SUCCESS',
    });
  });
});

describe('what a till is told of a refund by its number', () => {
  it.each([
    ['approved', 'partially_refunded', 'SUCCESS', 'PARTIAL_REFUNDED', 'REFUND_SUCCESS'],
    ['declined', 'paid', 'FAIL_CANCELED', 'PAID', 'FAIL'],
    ['not_sent', 'paid', 'FAIL_CANCELED', 'PAID', 'FAIL'],
    ['pending', 'paid', 'IN_PROG', 'REFUND_INPROGRESS', 'REFUND_IN_PROGRESS'],
    [null, 'paid', 'IN_PROG', 'REFUND_INPROGRESS', 'REFUND_IN_PROGRESS'],
    ['unknown', 'paid', 'REFUND_ERROR', 'REFUND_ERROR', 'REFUND_ERROR'],
  ] as const)('%s', (outcome, state, status, orderStatus, answer) => {
    const read = anOrder({ state }, {}, [{ kind: 'refund', refundNo: 'RF-1', outcome }]);
    const refund = read.operations[1];
    if (refund === undefined) throw new TypeError('the refund is missing');
    expect(toldRefund(read, refund)).toMatchObject({ status, orderStatus, transaction: { refundNo: 'RF-1' } });
    expect(refundWords[outcome ?? 'running'].refund).toBe(answer);
  });

  it('is that refund’s own, whatever followed it', () => {
    const read = anOrder({ state: 'partially_refunded' }, {}, [
      { kind: 'refund', refundNo: 'RF-1', outcome: 'approved' },
      { kind: 'refund', refundNo: 'RF-2', outcome: 'unknown' },
    ]);
    const [, first] = read.operations;
    if (first === undefined) throw new TypeError('the refund is missing');
    expect(toldRefund(read, first)).toMatchObject({ status: 'SUCCESS', orderStatus: 'REFUND_ERROR' });
  });
});

describe('why a provider said no', () => {
  const wanted: Readonly<Partial<Record<keyof typeof declineCodes, readonly [string, string, string]>>> = {
    insufficient_funds: ['INSUFFICIENT_FUND', 'UPAY_REFUND_INVALID_ORDER_STATE', 'UPAY_CANCEL_INVALID_ORDER_STATE'],
    invalid_payer_code: ['INVALID_BARCODE', 'UPAY_REFUND_INVALID_ORDER_STATE', 'UPAY_CANCEL_INVALID_ORDER_STATE'],
    expired_payer_code: ['EXPIRED_BARCODE', 'UPAY_REFUND_INVALID_ORDER_STATE', 'UPAY_CANCEL_INVALID_ORDER_STATE'],
    payer_limit_exceeded: ['BUYER_OVER_TRANSACTION_LIMIT', 'UPAY_REFUND_INVALID_ORDER_STATE', 'UPAY_CANCEL_INVALID_ORDER_STATE'],
    invalid_agreement: ['INVALID_BARCODE', 'UPAY_REFUND_INVALID_ORDER_STATE', 'UPAY_CANCEL_INVALID_ORDER_STATE'],
    expired_agreement: ['EXPIRED_BARCODE', 'UPAY_REFUND_INVALID_ORDER_STATE', 'UPAY_CANCEL_INVALID_ORDER_STATE'],
    expired: ['TRADE_TIMEOUT', 'UPAY_REFUND_INVALID_ORDER_STATE', 'UPAY_CANCEL_INVALID_ORDER_STATE'],
    amount_exceeds_remaining: ['TRADE_FAILED', 'REFUNDABLE_AMOUNT_NOT_ENOUGH', 'UPAY_CANCEL_INVALID_ORDER_STATE'],
    partial_not_allowed: ['TRADE_FAILED', 'REFUND_AMT_NOT_EQUAL_TOTAL', 'UPAY_CANCEL_INVALID_ORDER_STATE'],
    merchant_balance_too_low: ['SELLER_BALANCE_NOT_ENOUGH', 'SELLER_BALANCE_NOT_ENOUGH', 'SELLER_BALANCE_NOT_ENOUGH'],
    merchant_limit_exceeded: ['SELLER_OVER_DAILY_LIMIT', 'SELLER_OVER_DAILY_LIMIT', 'SELLER_OVER_DAILY_LIMIT'],
    provider_configuration: ['UNEXPECTED_PROVIDER_ERROR', 'UNEXPECTED_PROVIDER_ERROR', 'UNEXPECTED_PROVIDER_ERROR'],
    method_not_enabled: ['UNEXPECTED_PROVIDER_ERROR', 'UNEXPECTED_PROVIDER_ERROR', 'UNEXPECTED_PROVIDER_ERROR'],
    currency_not_supported: ['UNEXPECTED_PROVIDER_ERROR', 'UNEXPECTED_PROVIDER_ERROR', 'UNEXPECTED_PROVIDER_ERROR'],
    provider_busy: ['EXTERNAL_SERVICE_EXCEPTION', 'EXTERNAL_SERVICE_EXCEPTION', 'EXTERNAL_SERVICE_EXCEPTION'],
    provider_unreachable: ['EXTERNAL_SERVICE_EXCEPTION', 'EXTERNAL_SERVICE_EXCEPTION', 'EXTERNAL_SERVICE_EXCEPTION'],
    not_sent_in_time: ['EXTERNAL_SERVICE_EXCEPTION', 'EXTERNAL_SERVICE_EXCEPTION', 'EXTERNAL_SERVICE_EXCEPTION'],
    terminal_unavailable: ['EXTERNAL_SERVICE_EXCEPTION', 'EXTERNAL_SERVICE_EXCEPTION', 'EXTERNAL_SERVICE_EXCEPTION'],
  };
  const plain = ['TRADE_FAILED', 'UPAY_REFUND_INVALID_ORDER_STATE', 'UPAY_CANCEL_INVALID_ORDER_STATE'];

  it.each(Object.keys(declineCodes) as (keyof typeof declineCodes)[])('%s', (code) => {
    const { pay, refund, undo } = declineWords[code];
    expect([pay, refund, undo]).toEqual(wanted[code] ?? plain);
  });
});
