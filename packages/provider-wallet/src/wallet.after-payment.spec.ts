import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  agreementSale,
  answers,
  cancelOf,
  charge,
  clp,
  queryOf,
  queryOfRefund,
  refund,
  sale,
  ScriptedWallet,
} from './testing/scripted-wallet.js';
import { walletAdapter } from './wallet.adapter.js';

const { operations, query } = walletAdapter;
const executeSale = operations.sale.execute;
const executeCancel = operations.cancel.execute;
const executeRefund = operations.refund.execute;

let wallet: ScriptedWallet;
beforeAll(async () => {
  wallet = await ScriptedWallet.start();
});
afterAll(() => wallet.close());
beforeEach(() => {
  wallet.received.length = 0;
});

describe('a cancel', () => {
  it('names the payment by both keys and is approved by S', async () => {
    wallet.script = answers('S', 'SUCCESS', { paymentId: 'WP-0001', cancelTime: '2024-05-06T07:08:10+08:00' });
    expect(await executeCancel(cancelOf(), wallet.call())).toEqual({ outcome: 'approved', providerRef: 'WP-0001', stated: 'not_stated' });
    expect(wallet.received[0]).toMatchObject({
      path: '/v1/payments/cancel',
      json: { paymentId: 'WP-0001', paymentRequestId: charge().providerKey },
    });
  });

  it('of a payment whose answer never came goes by our key', async () => {
    const { providerRef: _unknown, ...unseen } = charge();
    await executeCancel(cancelOf(unseen), wallet.call());
    expect(wallet.received[0]?.json).toEqual({ paymentRequestId: unseen.providerKey });
  });

  it.each([
    ['F', 'ORDER_NOT_EXIST', 1, { outcome: 'declined', code: 'invalid_state' }],
    ['F', 'ORDER_NOT_EXIST', 2, { outcome: 'unknown', cause: 'resend_refused' }],
    ['F', 'CANCEL_WINDOW_EXCEED', 1, { outcome: 'declined', code: 'window_exceeded' }],
    ['F', 'PROCESS_FAIL', 1, { outcome: 'declined', code: 'operation_refused' }],
    ['U', 'UNKNOWN_EXCEPTION', 1, { outcome: 'unknown', cause: 'provider_error' }],
    ['S', 'REPEAT_REQUEST', 1, { outcome: 'unknown', cause: 'unknown_code' }],
  ])('answered %s %s at send %i', async (status, code, attempt, expected) => {
    wallet.script = answers(status, code);
    expect(await executeCancel(cancelOf(), wallet.call({ attempt }))).toEqual({ ...expected, providerCode: code });
  });
});

describe('a refund', () => {
  it('is pending on S: the merchant was debited, the payer may not have the money yet', async () => {
    wallet.script = answers('S', 'SUCCESS', { refundId: 'WR-0001', refundTime: '2024-05-06T07:08:10+08:00' });
    expect(await executeRefund(refund({ reason: 'too small' }), wallet.call())).toEqual({
      outcome: 'pending',
      providerRef: 'WR-0001',
      providerCode: 'SUCCESS',
    });
    expect(wallet.received[0]).toMatchObject({ path: '/v1/payments/refund' });
    expect(wallet.received[0]?.json).toEqual({
      refundRequestId: 'refund0001',
      paymentId: 'WP-0001',
      paymentRequestId: charge().providerKey,
      refundAmount: { currency: 'CLP', value: '500' },
      refundReason: 'too small',
    });
  });

  it.each([
    ['U', 'REFUND_IN_PROCESS', { outcome: 'unknown', cause: 'provider_error' }],
    ['F', 'REFUND_AMOUNT_EXCEED', { outcome: 'declined', code: 'amount_exceeds_remaining' }],
    ['F', 'MULTI_REFUND_NOT_ALLOWED', { outcome: 'declined', code: 'too_many_refunds' }],
    ['F', 'MERCHANT_BALANCE_NOT_ENOUGH', { outcome: 'declined', code: 'merchant_balance_too_low' }],
    ['S', 'REPEAT_REQUEST', { outcome: 'pending' }],
  ])('answered %s %s', async (status, code, expected) => {
    wallet.script = answers(status, code);
    expect(await executeRefund(refund(), wallet.call())).toEqual({ ...expected, providerCode: code });
  });

  it('in another currency than the payment, or of nothing, is not sent', async () => {
    const dollars = { ...clp(500n), currency: 'USD' as ReturnType<typeof clp>['currency'] };
    expect(await executeRefund(refund({ amount: dollars }), wallet.call())).toMatchObject({
      outcome: 'not_sent',
      cause: 'invalid_request',
    });
    expect(await executeRefund(refund({ amount: clp(0n) }), wallet.call())).toMatchObject({
      outcome: 'not_sent',
      cause: 'invalid_request',
    });
    expect(wallet.received).toEqual([]);
  });

  it('is approved by the inquiry alone', async () => {
    const shown = { refundId: 'WR-0001', refundRequestId: 'refund0001', refundAmount: { currency: 'CLP', value: '500' } };
    const ask = async (refundStatus?: string) => {
      wallet.script = answers('S', 'SUCCESS', { ...shown, refundStatus });
      return query(queryOfRefund('WR-0001'), wallet.call());
    };
    expect(await ask('SUCCESS')).toEqual({ outcome: 'approved', providerRef: 'WR-0001', stated: { base: 500n, currency: 'CLP' } });
    expect(wallet.received[0]).toMatchObject({
      path: '/v1/payments/inquiryRefund',
      json: { refundId: 'WR-0001', refundRequestId: 'refund0001' },
    });
    expect(await ask('PROCESSING')).toEqual({ outcome: 'pending', providerRef: 'WR-0001', providerCode: 'PROCESSING' });
    expect(await ask('FAIL')).toEqual({ outcome: 'declined', code: 'operation_refused', providerCode: 'FAIL', providerRef: 'WR-0001' });
    expect(await ask('SUCCEEDED')).toEqual({
      outcome: 'unknown',
      cause: 'unknown_code',
      providerCode: 'SUCCEEDED',
      providerRef: 'WR-0001',
    });
    expect(await ask()).toEqual({ outcome: 'no_answer', cause: 'unreadable_answer' });
    wallet.script = answers('F', 'REFUND_NOT_EXIST');
    expect(await query(queryOfRefund(), wallet.call())).toEqual({ outcome: 'not_found', providerCode: 'REFUND_NOT_EXIST' });
    expect(wallet.received.at(-1)?.json).toEqual({ refundRequestId: 'refund0001' });
  });

  it('is not ours where the inquiry states another amount', async () => {
    const ask = async (refundStatus: string, value: string, currency = 'CLP') => {
      wallet.script = answers('S', 'SUCCESS', { refundId: 'WR-0001', refundStatus, refundAmount: { currency, value } });
      return query(queryOfRefund('WR-0001'), wallet.call());
    };
    const unknown = { outcome: 'unknown', providerRef: 'WR-0001', providerCode: 'PROCESSING' };
    expect(await ask('PROCESSING', '400')).toEqual({ ...unknown, cause: 'amount_mismatch' });
    expect(await ask('PROCESSING', '500', 'USD')).toEqual({ ...unknown, cause: 'currency_mismatch' });
    expect(await ask('SUCCESS', '400')).toMatchObject({ outcome: 'approved', stated: { base: 400n } }); // the engine compares
  });

  it('is not told from another refund’s answer', async () => {
    wallet.script = answers('S', 'SUCCESS', { refundRequestId: 'refund0002', refundStatus: 'SUCCESS' });
    expect(await query(queryOfRefund(), wallet.call())).toEqual({ outcome: 'no_answer', cause: 'unreadable_answer' });
    wallet.script = answers('S', 'SUCCESS', { refundId: 'WR-0002', refundStatus: 'SUCCESS' });
    expect(await query(queryOfRefund('WR-0001'), wallet.call())).toEqual({ outcome: 'no_answer', cause: 'unreadable_answer' });
  });
});

describe('a wallet that names no reference of its own', () => {
  it('is asked by our key alone ever after', async () => {
    wallet.script = answers('S', 'SUCCESS');
    const approved = await executeSale(agreementSale(), wallet.call());
    expect(approved).toEqual({ outcome: 'approved', providerRef: sale().providerKey, stated: 'not_stated' });
    await query(queryOf(charge({ providerRef: sale().providerKey })), wallet.call());
    expect(wallet.received.at(-1)?.json).toEqual({ paymentRequestId: sale().providerKey });
  });
});
