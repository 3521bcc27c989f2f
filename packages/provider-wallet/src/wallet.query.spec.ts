import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { answers, charge, hold, queryOf, ScriptedWallet, unpaid } from './testing/scripted-wallet.js';
import { walletAdapter } from './wallet.adapter.js';

let wallet: ScriptedWallet;
beforeAll(async () => {
  wallet = await ScriptedWallet.start();
});
afterAll(() => wallet.close());
beforeEach(() => {
  wallet.received.length = 0;
});

const paymentAmount = { currency: 'CLP', value: '2000' };
const identity = { paymentId: 'WP-0001', paymentRequestId: charge().providerKey, paymentAmount };
const ask = (shown: Record<string, unknown>, kind: 'sale' | 'authorize' = 'sale') => {
  wallet.script = answers('S', 'SUCCESS', { ...identity, ...shown });
  return walletAdapter.query(queryOf(kind === 'sale' ? unpaid() : hold(), kind), wallet.call());
};
const entry = (transactionType: string, transactionStatus: string, value = '2000') => ({
  transactionType,
  transactionStatus,
  transactionAmount: { currency: 'CLP', value },
});
const receipt = { referenceNo: 'WP-0001' };
const approved = { outcome: 'approved', providerRef: 'WP-0001', stated: { base: 2000n, currency: 'CLP' }, receipt };
const declined = (code: string, providerCode: string) => ({ outcome: 'declined', code, providerCode, providerRef: 'WP-0001' });
const contradiction = (providerCode: string) => ({ outcome: 'unknown', cause: 'provider_error', providerCode, providerRef: 'WP-0001' });

describe('the inquiry of a payment', () => {
  it('names it by both keys', async () => {
    await ask({ paymentStatus: 'PROCESSING' });
    expect(wallet.received[0]).toMatchObject({ path: '/v1/payments/inquiryPayment', signature: 'valid' });
    expect(wallet.received[0]?.json).toEqual({ paymentId: 'WP-0001', paymentRequestId: charge().providerKey });
  });

  it.each([
    ['SUCCESS', approved],
    ['PROCESSING', { outcome: 'pending', providerRef: 'WP-0001', providerCode: 'PROCESSING' }],
    ['PENDING', { outcome: 'pending', providerRef: 'WP-0001', providerCode: 'PENDING' }],
    ['FAIL', declined('declined_by_provider', 'FAIL')],
    ['CANCELLED', declined('canceled', 'CANCELLED')],
    ['AUTH_SUCCESS', contradiction('AUTH_SUCCESS')],
    ['success', { outcome: 'unknown', cause: 'unknown_code', providerCode: 'success', providerRef: 'WP-0001' }],
  ])('shows paymentStatus %s', async (paymentStatus, expected) => {
    expect(await ask({ paymentStatus })).toEqual(expected);
  });

  it('shows a hold as what an authorization asked for', async () => {
    expect(await ask({ paymentStatus: 'AUTH_SUCCESS' }, 'authorize')).toEqual(approved);
  });

  it('states no amount where the answer names none', async () => {
    expect(await ask({ paymentStatus: 'SUCCESS', paymentAmount: undefined })).toEqual({ ...approved, stated: 'not_stated' });
  });

  it.each([
    ['S', 'SUCCESS', approved],
    ['F', 'USER_BALANCE_NOT_ENOUGH', declined('insufficient_funds', 'USER_BALANCE_NOT_ENOUGH')],
    ['U', 'PAYMENT_IN_PROCESS', contradiction('PAYMENT_IN_PROCESS')],
    ['S', 'SOMETHING_NEW', { outcome: 'unknown', cause: 'unknown_code', providerCode: 'SOMETHING_NEW', providerRef: 'WP-0001' }],
    ['A', 'ACCEPT', { outcome: 'pending', providerCode: 'ACCEPT', providerRef: 'WP-0001' }],
  ])('reads paymentResult %s %s in place of a status', async (resultStatus, resultCode, expected) => {
    expect(await ask({ paymentResult: { resultStatus, resultCode } })).toEqual(expected);
  });

  it.each([
    ['PROCESSING', { currency: 'CLP', value: '1999' }, 'amount_mismatch'],
    ['PENDING', { currency: 'USD', value: '2000' }, 'currency_mismatch'],
  ])('shows %s with %j as something that is not ours', async (paymentStatus, amountShown, cause) => {
    expect(await ask({ paymentStatus, paymentAmount: amountShown })).toEqual({
      outcome: 'unknown',
      cause,
      providerCode: paymentStatus,
      providerRef: 'WP-0001',
    });
  });

  it('never takes its own success for the payment’s', async () => {
    expect(await ask({})).toEqual({ outcome: 'no_answer', cause: 'unreadable_answer' });
  });

  it.each([
    ['F', 'ORDER_NOT_EXIST', { outcome: 'not_found', providerCode: 'ORDER_NOT_EXIST' }],
    ['F', 'INVALID_SIGNATURE', { outcome: 'no_answer', cause: 'provider_error' }],
    ['F', 'REQUEST_TRAFFIC_EXCEED_LIMIT', { outcome: 'no_answer', cause: 'busy' }],
    ['U', 'PAYMENT_IN_PROCESS', { outcome: 'no_answer', cause: 'provider_error' }],
    ['F', 'USER_BALANCE_NOT_ENOUGH', { outcome: 'unknown', cause: 'unknown_code', providerCode: 'USER_BALANCE_NOT_ENOUGH' }],
    ['S', 'REPEAT_REQUEST', { outcome: 'unknown', cause: 'unknown_code', providerCode: 'REPEAT_REQUEST' }],
  ])('that itself ends in %s %s says nothing more', async (resultStatus, resultCode, expected) => {
    wallet.script = answers(resultStatus, resultCode, { ...identity, paymentStatus: 'SUCCESS' });
    expect(await walletAdapter.query(queryOf(), wallet.call())).toEqual(expected);
  });

  it('is no answer where it speaks of another payment, is not signed, or does not come', async () => {
    expect(await ask({ paymentStatus: 'SUCCESS', paymentRequestId: 'another' })).toEqual({
      outcome: 'no_answer',
      cause: 'unreadable_answer',
    });
    expect(await ask({ paymentStatus: 'SUCCESS', paymentId: 'WP-0002' })).toEqual({ outcome: 'no_answer', cause: 'unreadable_answer' });
    wallet.script = { body: { result: {}, paymentStatus: 'SUCCESS' }, headers: { signature: undefined } };
    expect(await walletAdapter.query(queryOf(), wallet.call())).toEqual({ outcome: 'no_answer', cause: 'bad_signature' });
    wallet.script = (_request, response) => response.socket?.destroy();
    expect(await walletAdapter.query(queryOf(), wallet.call())).toEqual({ outcome: 'no_answer', cause: 'connection_lost' });
  });
});

describe('transactions[]', () => {
  it('prove that a canceled payment had been paid and was given back', async () => {
    const reversed = { outcome: 'reversed', providerRef: 'WP-0001', stated: { base: 2000n, currency: 'CLP' } };
    expect(await ask({ paymentStatus: 'CANCELLED', transactions: [entry('PAYMENT', 'SUCCESS'), entry('CANCEL', 'SUCCESS')] })).toEqual(
      reversed,
    );
    expect(await ask({ paymentStatus: 'CANCELLED', transactions: [entry('PAYMENT', 'SUCCESS')] })).toEqual(reversed);
    expect(
      await ask({ paymentStatus: 'CANCELLED', transactions: [entry('AUTHORIZATION', 'SUCCESS'), entry('VOID', 'SUCCESS')] }, 'authorize'),
    ).toEqual(reversed);
  });

  it('are not needed where we know the payment as taken: closed now, it was given back whole', async () => {
    const shown = async (members: object) => {
      wallet.script = answers('S', 'SUCCESS', { ...identity, ...members });
      return walletAdapter.query(queryOf(charge()), wallet.call());
    };
    const reversed = { outcome: 'reversed', providerRef: 'WP-0001', stated: { base: 2000n, currency: 'CLP' } };
    expect(await shown({ paymentStatus: 'CANCELLED' })).toEqual(reversed);
    expect(await shown({ paymentStatus: 'CANCELLED', transactions: [entry('PAYMENT', 'CANCELLED')] })).toEqual(reversed);
    expect(await shown({ paymentStatus: 'CANCELLED', transactions: [entry('CANCEL', 'PROCESSING')] })).toMatchObject({
      outcome: 'pending',
    });
    expect(await shown({ paymentStatus: 'FAIL' })).toEqual(declined('declined_by_provider', 'FAIL'));
  });

  it('prove nothing where they show no payment that succeeded', async () => {
    const canceled = declined('canceled', 'CANCELLED');
    for (const transactions of [
      [],
      [entry('PAYMENT', 'FAIL')],
      [entry('PAYMENT', 'CANCELLED')],
      [entry('CANCEL', 'SUCCESS')],
      [{}],
      [entry('payment', 'SUCCESS')],
      null,
    ]) {
      expect(await ask({ paymentStatus: 'CANCELLED', transactions })).toEqual(canceled);
    }
  });

  it('keep a cancel open while the money is on its way back, or could not be given back', async () => {
    expect(
      await ask({ paymentStatus: 'CANCELLED', transactions: [entry('PAYMENT', 'SUCCESS'), entry('CANCEL', 'PROCESSING')] }),
    ).toMatchObject({ outcome: 'pending' });
    expect(await ask({ paymentStatus: 'CANCELLED', transactions: [entry('PAYMENT', 'SUCCESS'), entry('CANCEL', 'FAIL')] })).toEqual(
      contradiction('CANCELLED'),
    );
  });

  it('that contradict the status leave it unknown', async () => {
    expect(await ask({ paymentStatus: 'SUCCESS', transactions: [entry('PAYMENT', 'SUCCESS'), entry('CANCEL', 'SUCCESS')] })).toEqual(
      contradiction('SUCCESS'),
    );
    expect(await ask({ paymentStatus: 'SUCCESS', transactions: [entry('CANCEL', 'PROCESSING')] })).toEqual(contradiction('SUCCESS'));
    expect(await ask({ paymentStatus: 'FAIL', transactions: [entry('PAYMENT', 'SUCCESS')] })).toEqual(contradiction('FAIL'));
    expect(await ask({ paymentStatus: 'SUCCESS', transactions: [entry('PAYMENT', 'SUCCESS'), entry('CANCEL', 'FAIL')] })).toEqual(approved);
  });

  it('prove beside FAIL, and beside paymentResult, that money was taken and given back whole', async () => {
    const both = [entry('PAYMENT', 'SUCCESS'), entry('CANCEL', 'SUCCESS')];
    const reversed = { outcome: 'reversed', providerRef: 'WP-0001', stated: { base: 2000n, currency: 'CLP' } };
    expect(await ask({ paymentStatus: 'FAIL', transactions: both })).toEqual(reversed);
    const paymentResult = { resultStatus: 'F', resultCode: 'PROCESS_FAIL' };
    expect(await ask({ paymentResult, transactions: both })).toEqual(reversed);
    expect(await ask({ paymentResult: { resultStatus: 'S', resultCode: 'SUCCESS' }, transactions: both })).toEqual(
      contradiction('SUCCESS'),
    );
    expect(
      await ask({ paymentStatus: 'CANCELLED', transactions: [entry('PAYMENT', 'SUCCESS'), entry('CANCEL', 'SUCCESS', '500')] }),
    ).toEqual({
      ...contradiction('CANCELLED'),
      cause: 'amount_mismatch',
    });
  });

  it('tell a hold that lapsed from one that somebody let go', async () => {
    const end = '2024-05-06T07:00:00+00:00';
    const gone = (authExpiryTime: string, transactionTime?: string) =>
      ask(
        {
          paymentStatus: 'CANCELLED',
          authExpiryTime,
          transactions: [
            entry('AUTHORIZATION', 'SUCCESS'),
            ...(transactionTime === undefined ? [] : [{ ...entry('VOID', 'SUCCESS'), transactionTime }]),
          ],
        },
        'authorize',
      );
    expect(await gone(end)).toEqual(declined('expired', 'CANCELLED'));
    expect(await gone(end, '2024-05-06T07:00:01+00:00')).toEqual(declined('expired', 'CANCELLED'));
    expect(await gone(end, '2024-05-06T06:00:00+00:00')).toMatchObject({ outcome: 'reversed' });
    expect(await gone('2024-05-06T08:00:00+00:00')).toMatchObject({ outcome: 'reversed' });
  });

  it('state what was held, also where a part of it is captured', async () => {
    expect(
      await ask(
        { paymentStatus: 'SUCCESS', paymentAmount: { currency: 'CLP', value: '1500' }, transactions: [entry('AUTHORIZATION', 'SUCCESS')] },
        'authorize',
      ),
    ).toEqual({ ...approved, stated: { ...approved.stated, captured: 1500n } });
    wallet.script = answers('S', 'SUCCESS', { ...identity, paymentStatus: 'SUCCESS', paymentAmount: { currency: 'CLP', value: '1500' } });
    const captured = hold({ amounts: { ...hold().amounts, captured: 1500n } });
    expect(await walletAdapter.query(queryOf(captured, 'authorize'), wallet.call())).toEqual({ ...approved, stated: 'not_stated' });
  });

  it.each([
    ['SUCCESS', [entry('CAPTURE', 'SUCCESS', '1500')], 1500n],
    ['SUCCESS', [entry('CAPTURE', 'SUCCESS', '700'), entry('CAPTURE', 'SUCCESS', '800'), entry('CAPTURE', 'FAIL', '500')], 1500n],
    ['AUTH_SUCCESS', [entry('CAPTURE', 'SUCCESS', '700')], 700n],
    ['SUCCESS', [{ transactionType: 'CAPTURE', transactionStatus: 'SUCCESS' }], 'not_stated'],
    ['SUCCESS', [], 'not_stated'],
    ['AUTH_SUCCESS', [entry('CAPTURE', 'PROCESSING', '700')], undefined],
    ['AUTH_SUCCESS', [], undefined],
  ])('state what was captured of a hold: %s, %j', async (paymentStatus, captures, captured) => {
    const stated = { ...approved.stated, ...(captured === undefined ? {} : { captured }) };
    expect(await ask({ paymentStatus, transactions: [entry('AUTHORIZATION', 'SUCCESS'), ...captures] }, 'authorize')).toEqual({
      ...approved,
      stated,
    });
  });

  it('state what was captured of a hold and has been given back', async () => {
    const transactions = [entry('AUTHORIZATION', 'SUCCESS'), entry('CAPTURE', 'SUCCESS', '1500'), entry('CANCEL', 'SUCCESS', '1500')];
    expect(await ask({ paymentStatus: 'CANCELLED', transactions }, 'authorize')).toMatchObject({
      outcome: 'reversed',
      stated: { captured: 1500n },
    });
  });

  it('state what was refunded, where every refund tells its amount', async () => {
    const paid = (...transactions: unknown[]) =>
      ask({ paymentStatus: 'SUCCESS', transactions: [entry('PAYMENT', 'SUCCESS'), ...transactions] });
    const refunded = { ...approved, stated: { base: 2000n, currency: 'CLP', refunded: 700n } };
    expect(await paid(entry('REFUND', 'SUCCESS', '500'), entry('REFUND', 'SUCCESS', '200'), entry('REFUND', 'PROCESSING', '900'))).toEqual(
      refunded,
    );
    expect(await paid(entry('REFUND', 'PROCESSING', '900'))).toEqual(approved);
    expect(await paid(entry('REFUND', 'SUCCESS', '500'), { transactionType: 'REFUND', transactionStatus: 'SUCCESS' })).toEqual(approved);
    expect(await paid({ ...entry('REFUND', 'SUCCESS'), transactionAmount: { currency: 'USD', value: '500' } })).toEqual(approved);
  });
});
