import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { answers, captureOf, charge, clp, hold, queryOfEffect, refund, sale, ScriptedWallet, voidOf } from './testing/scripted-wallet.js';
import { walletAdapter } from './wallet.adapter.js';

const { operations, query, limits } = walletAdapter;

let wallet: ScriptedWallet;
beforeAll(async () => {
  wallet = await ScriptedWallet.start();
});
afterAll(() => wallet.close());
beforeEach(() => {
  wallet.received.length = 0;
  wallet.script = answers('S', 'SUCCESS');
});

const authorization = sale({ kind: 'authorize' });
const amount = (value: string, currency = 'CLP') => ({ currency, value });
const form = { method: 'POST', redirectionUrl: 'https://wallet.example/cashier?orderId=WP-0001' };

describe('an authorization', () => {
  it('is the product of its own, and waits for the payer where there is a page', async () => {
    wallet.script = answers('S', 'SUCCESS', {
      paymentId: 'WP-0001',
      redirectActionForm: form,
      authExpiryTime: '2024-05-13T07:08:09+00:00',
    });
    expect(await operations.authorize.execute(authorization, wallet.call())).toMatchObject({
      outcome: 'pending',
      providerRef: 'WP-0001',
      customerAction: { type: 'redirect', url: form.redirectionUrl },
    });
    expect(wallet.received[0]?.json).toMatchObject({ productCode: '51051000101000000012' });
  });

  it('is held by S without a page, as far as the answer states', async () => {
    wallet.script = answers('S', 'SUCCESS', { paymentId: 'WP-0001' });
    const held = { outcome: 'approved', providerRef: 'WP-0001', receipt: { referenceNo: 'WP-0001' } };
    expect(await operations.authorize.execute(authorization, wallet.call())).toEqual({ ...held, stated: 'not_stated' });
    wallet.script = answers('S', 'SUCCESS', { paymentId: 'WP-0001', paymentAmount: amount('2000') });
    expect(await operations.authorize.execute(authorization, wallet.call())).toEqual({ ...held, stated: { base: 2000n, currency: 'CLP' } });
  });

  it('never goes by an agreement', async () => {
    const byToken = sale({ kind: 'authorize', method: { type: 'agreement', accessToken: 'token-0001' } });
    expect(await operations.authorize.execute(byToken, wallet.call())).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    expect(wallet.received).toEqual([]);
  });

  it('by a code is the page that a short link shows', async () => {
    wallet.script = answers('S', 'SUCCESS', { paymentId: 'WP-0001', redirectActionForm: form });
    expect(await operations.sale.execute(sale({ method: { type: 'merchant_qr' } }), wallet.call())).toMatchObject({
      outcome: 'pending',
      customerAction: { type: 'redirect' },
    });
    expect(wallet.received[0]?.json).toMatchObject({ productCode: '51051000101000000011' });
  });

  it.each([
    ['another amount', amount('200'), 'amount_mismatch'],
    ['another currency', amount('2000', 'USD'), 'currency_mismatch'],
  ])('that the wallet took on with %s sends the payer nowhere', async (_case, paymentAmount, cause) => {
    wallet.script = answers('S', 'SUCCESS', { paymentId: 'WP-0001', redirectActionForm: form, paymentAmount });
    expect(await operations.sale.execute(sale(), wallet.call())).toEqual({
      outcome: 'unknown',
      cause,
      providerCode: 'SUCCESS',
      providerRef: 'WP-0001',
    });
  });
});

describe('a capture', () => {
  it('names the hold and its own amount, and is approved by S with what the wallet states', async () => {
    wallet.script = answers('S', 'SUCCESS', {
      captureRequestId: 'capture0001',
      captureId: 'WC-0001',
      paymentId: 'WP-0001',
      captureAmount: amount('1500'),
    });
    expect(await operations.capture.execute(captureOf(), wallet.call())).toEqual({
      outcome: 'approved',
      providerRef: 'WC-0001',
      stated: { base: 1500n, currency: 'CLP' },
    });
    expect(wallet.received[0]).toMatchObject({ path: '/v1/payments/capture', signature: 'valid' });
    expect(wallet.received[0]?.json).toEqual({ captureRequestId: 'capture0001', paymentId: 'WP-0001', captureAmount: amount('1500') });
  });

  it('never states our own amount', async () => {
    wallet.script = answers('S', 'SUCCESS', { captureId: 'WC-0001' });
    expect(await operations.capture.execute(captureOf(), wallet.call())).toMatchObject({ outcome: 'approved', stated: 'not_stated' });
    wallet.script = answers('S', 'SUCCESS', { captureId: 'WC-0001', captureAmount: amount('1400') });
    expect(await operations.capture.execute(captureOf(), wallet.call())).toMatchObject({ stated: { base: 1400n } });
  });

  it.each([
    ['F', 'ORDER_STATUS_INVALID', 1, { outcome: 'declined', code: 'invalid_state' }],
    ['F', 'PAYMENT_AMOUNT_EXCEED_LIMIT', 1, { outcome: 'declined', code: 'amount_exceeds_remaining' }],
    ['F', 'ORDER_STATUS_INVALID', 2, { outcome: 'unknown', cause: 'resend_refused' }],
    ['F', 'INVALID_SIGNATURE', 2, { outcome: 'unknown', cause: 'resend_refused' }],
    ['F', 'REPEAT_REQ_INCONSISTENT', 1, { outcome: 'unknown', cause: 'resend_refused' }],
    ['S', 'REPEAT_REQUEST', 2, { outcome: 'pending' }],
    ['U', 'UNKNOWN_EXCEPTION', 1, { outcome: 'unknown', cause: 'provider_error' }],
    ['S', 'SOMETHING_NEW', 1, { outcome: 'unknown', cause: 'unknown_code' }],
  ])('answered %s %s at send %i', async (status, code, attempt, expected) => {
    wallet.script = answers(status, code);
    expect(await operations.capture.execute(captureOf(), wallet.call({ attempt }))).toEqual({ ...expected, providerCode: code });
  });

  it('is not told from the answer to another', async () => {
    for (const other of [{ captureRequestId: 'capture0002' }, { paymentId: 'WP-0002' }, { paymentRequestId: 'another' }]) {
      wallet.script = answers('S', 'SUCCESS', other);
      expect(await operations.capture.execute(captureOf(), wallet.call())).toEqual({ outcome: 'unknown', cause: 'unreadable_answer' });
    }
  });

  it('is not sent in another currency, of nothing, or without the wallet’s own number', async () => {
    const dollars = { ...clp(1500n), currency: 'USD' as ReturnType<typeof clp>['currency'] };
    const refused = [
      captureOf({ amount: dollars }),
      captureOf({ amount: clp(0n) }),
      captureOf({ charge: hold({ providerRef: sale().providerKey }) }),
    ];
    for (const request of refused) expect(await operations.capture.execute(request, wallet.call())).toMatchObject({ outcome: 'not_sent' });
    expect(wallet.received).toEqual([]);
  });
});

describe('a void', () => {
  it('of a hold names it and no amount, and is approved by S', async () => {
    wallet.script = answers('S', 'SUCCESS', { voidRequestId: 'void0001', voidId: 'WV-0001', paymentId: 'WP-0001' });
    expect(await operations.void.execute(voidOf(), wallet.call())).toEqual({
      outcome: 'approved',
      providerRef: 'WV-0001',
      stated: 'not_stated',
    });
    expect(wallet.received[0]).toMatchObject({ path: '/v1/payments/void', signature: 'valid' });
    expect(wallet.received[0]?.json).toEqual({ voidRequestId: 'void0001', paymentId: 'WP-0001' });
  });

  it('of a payment is the wallet’s cancel', async () => {
    wallet.script = answers('S', 'SUCCESS', { paymentId: 'WP-0001' });
    const settings = wallet.settings({ cancelPath: 'cancelPayment' });
    expect(await operations.void.execute(voidOf(charge()), wallet.call({ settings }))).toEqual({
      outcome: 'approved',
      providerRef: 'WP-0001',
      stated: 'not_stated',
    });
    expect(wallet.received[0]).toMatchObject({
      path: '/v1/payments/cancelPayment',
      json: { paymentId: 'WP-0001', paymentRequestId: charge().providerKey },
    });
  });

  it.each([
    ['a hold', hold(), 'ORDER_STATUS_INVALID', { outcome: 'declined', code: 'invalid_state' }],
    ['a hold', hold(), 'CANCEL_WINDOW_EXCEED', { outcome: 'unknown', cause: 'unknown_code' }],
    ['a payment', charge(), 'CANCEL_WINDOW_EXCEED', { outcome: 'declined', code: 'window_exceeded' }],
    ['a payment', charge(), 'MERCHANT_BALANCE_NOT_ENOUGH', { outcome: 'declined', code: 'merchant_balance_too_low' }],
  ])('of %s may be refused', async (_case, of, code, expected) => {
    wallet.script = answers('F', code);
    expect(await operations.void.execute(voidOf(of), wallet.call())).toEqual({ ...expected, providerCode: code });
  });
});

describe('a refund', () => {
  it('of a captured hold names the capture too', async () => {
    await operations.refund.execute(
      refund({ charge: hold({ capture: { providerKey: 'capture0001', providerRef: 'WC-0001' } }) }),
      wallet.call(),
    );
    expect(wallet.received[0]?.json).toMatchObject({ paymentId: 'WP-0001', captureId: 'WC-0001' });
    await operations.refund.execute(
      refund({ charge: hold({ capture: { providerKey: 'capture0001', providerRef: 'capture0001' } }) }),
      wallet.call(),
    );
    expect(wallet.received[1]?.json).not.toHaveProperty('captureId');
  });

  it.each([
    [amount('400'), 'amount_mismatch'],
    [amount('500', 'USD'), 'currency_mismatch'],
  ])('of which the wallet states %p is not taken for ours', async (refundAmount, cause) => {
    for (const code of ['SUCCESS', 'REPEAT_REQUEST']) {
      wallet.script = answers('S', code, { refundId: 'WR-0001', refundAmount });
      expect(await operations.refund.execute(refund(), wallet.call())).toEqual({
        outcome: 'unknown',
        cause,
        providerCode: code,
        providerRef: 'WR-0001',
      });
    }
  });

  it('knows no parts', async () => {
    expect(await operations.refund.execute(refund({ parts: { order: 500n } }), wallet.call())).toMatchObject({ outcome: 'pending' });
    expect(await operations.refund.execute(refund({ parts: { order: 400n, tip: 100n } }), wallet.call())).toMatchObject({
      outcome: 'not_sent',
    });
  });
});

describe('what the wallet does not take', () => {
  const order = { settings: {}, capture: 'automatic', tip: false, cashback: false } as const;
  const accepts = (type: string, more: object = {}, method: object = {}) =>
    limits.methods.find((support) => support.type === type)?.accepts({ type: 'redirect', ...method }, { ...order, ...more });
  const asked = { onTerminal: false, settings: {} };

  it('is refused with the method before anything is sent', () => {
    expect(limits.methods.map(({ type }) => type)).toEqual(['redirect', 'merchant_qr', 'agreement']);
    expect([accepts('redirect'), accepts('redirect', { capture: 'manual' }), accepts('merchant_qr', { capture: 'manual' })]).toEqual([
      true,
      true,
      true,
    ]);
    expect(accepts('agreement', { capture: 'manual' })).toMatch(/redirect/);
    expect(accepts('redirect', { tip: true })).toMatch(/tip/);
    expect(accepts('agreement', { cashback: true })).toMatch(/cashback/);
    expect(accepts('merchant_qr', {}, { form: 'wap' })).toMatch(/redirect/);
    expect(accepts('merchant_qr', {}, { payway: '3' })).toMatch(/payways/);
  });

  it('of an operation is refused with what there is instead', () => {
    const { capture, void: undo, refund: back } = operations;
    const taken = hold({ amounts: { ...hold().amounts, captured: 1500n } });
    const { providerRef: _none, ...nameless } = hold();
    expect([
      capture.accepts(hold(), asked),
      undo.accepts(hold(), asked),
      undo.accepts(charge(), asked),
      back.accepts(charge(), asked),
    ]).toEqual([true, true, true, true]);
    expect(capture.accepts(charge(), asked)).toMatch(/sale/);
    expect(capture.accepts(taken, asked)).toMatch(/once/);
    expect(capture.accepts(nameless, asked)).toMatch(/paymentId/);
    expect(undo.accepts(taken, asked)).toMatch(/refund/);
    expect(undo.accepts(nameless, asked)).toMatch(/paymentId/);
    expect(undo.accepts(charge({ amounts: { ...charge().amounts, refunded: 1n } }), asked)).toMatch(/refund/);
    for (const support of [capture, undo, back]) expect(support.accepts(hold(), { ...asked, onTerminal: true })).toMatch(/terminals/);
    expect(Object.keys(operations).sort()).toEqual(['authorize', 'cancel', 'capture', 'refund', 'sale', 'void']);
  });
});

const entry = (transactionType: string, transactionStatus: string, value = '2000', more: object = {}) => ({
  transactionType,
  transactionStatus,
  transactionAmount: amount(value),
  ...more,
});
const held = entry('AUTHORIZATION', 'SUCCESS');
const shown =
  (kind: 'capture' | 'void', of: ReturnType<typeof hold>, more: { providerRef?: string } = {}) =>
  async (paymentStatus: string | undefined, ...transactions: object[]) => {
    wallet.script = answers('S', 'SUCCESS', {
      paymentId: 'WP-0001',
      paymentRequestId: of.providerKey,
      paymentAmount: amount('2000'),
      paymentStatus,
      transactions,
    });
    return query(queryOfEffect(kind, of, more), wallet.call());
  };
const unclear = (providerCode: string) => ({ outcome: 'unknown', cause: 'provider_error', providerCode });

describe('the inquiry of a capture', () => {
  const ask = shown('capture', hold());
  const capturedPart = { outcome: 'approved', providerRef: 'capture0001', stated: { base: 1500n, currency: 'CLP' } };

  it('asks after its payment', async () => {
    await ask('AUTH_SUCCESS');
    expect(wallet.received[0]).toMatchObject({ path: '/v1/payments/inquiryPayment', json: { paymentId: 'WP-0001' } });
  });

  it('shows no effect while the payment is a hold', async () => {
    const nothing = { outcome: 'not_found', providerCode: 'AUTH_SUCCESS' };
    expect(await ask('AUTH_SUCCESS')).toEqual(nothing);
    expect(await ask('AUTH_SUCCESS', held)).toEqual(nothing);
    expect(await ask('AUTH_SUCCESS', held, entry('CAPTURE', 'FAIL', '1500'))).toEqual(nothing); // of another try, as far as it says
  });

  it('shows what was taken by the entry of the capture', async () => {
    expect(await ask('SUCCESS', held, entry('CAPTURE', 'SUCCESS', '1500'), entry('VOID', 'SUCCESS', '500'))).toEqual(capturedPart);
    expect(await ask('AUTH_SUCCESS', held, entry('CAPTURE', 'SUCCESS', '1500'))).toEqual(capturedPart);
    expect(await ask('SUCCESS', held, entry('CAPTURE', 'SUCCESS', '1400'))).toMatchObject({ outcome: 'approved', stated: { base: 1400n } });
    const dollars = entry('CAPTURE', 'SUCCESS', '1500', { transactionAmount: amount('1500', 'USD') });
    expect(await ask('SUCCESS', held, dollars)).toMatchObject({ stated: { base: 1500n, currency: 'USD' } });
  });

  it('states nothing of a part where only the hold’s figure is shown', async () => {
    expect(await ask('SUCCESS')).toEqual({ ...capturedPart, stated: 'not_stated' });
    expect(await ask('SUCCESS', entry('CAPTURE', 'SUCCESS', 'none'))).toEqual({ ...capturedPart, stated: 'not_stated' });
    wallet.script = answers('S', 'SUCCESS', { paymentStatus: 'SUCCESS', paymentAmount: amount('1500') });
    expect(await query(queryOfEffect('capture'), wallet.call())).toEqual(capturedPart);
    wallet.script = answers('S', 'SUCCESS', { paymentStatus: 'SUCCESS', paymentAmount: amount('2000') });
    expect(await query(queryOfEffect('capture', hold(), { amount: clp(2000n) }), wallet.call())).toMatchObject({ stated: { base: 2000n } });
  });

  it('goes by the number that the wallet gave, among several', async () => {
    const known = shown('capture', hold(), { providerRef: 'WC-0002' });
    const [first, second] = [
      entry('CAPTURE', 'SUCCESS', '100', { transactionId: 'WC-0001' }),
      entry('CAPTURE', 'FAIL', '1500', { transactionId: 'WC-0002' }),
    ];
    expect(await known('AUTH_SUCCESS', held, first, second)).toEqual({
      outcome: 'declined',
      code: 'operation_refused',
      providerCode: 'AUTH_SUCCESS',
      providerRef: 'WC-0002',
    });
    expect(await known('SUCCESS', held, first, { ...second, transactionStatus: 'SUCCESS' })).toMatchObject({
      outcome: 'approved',
      stated: { base: 1500n },
    });
  });

  it.each([
    [
      'PROCESSING',
      [entry('CAPTURE', 'PROCESSING', '1500')],
      { outcome: 'pending', providerRef: 'capture0001', providerCode: 'PROCESSING' },
    ],
    [
      'AUTH_SUCCESS',
      [entry('CAPTURE', 'PROCESSING', '1500')],
      { outcome: 'pending', providerRef: 'capture0001', providerCode: 'AUTH_SUCCESS' },
    ],
    ['PROCESSING', [], unclear('PROCESSING')],
    ['SUCCESS', [entry('CAPTURE', 'FAIL', '1500')], unclear('SUCCESS')],
    ['SUCCESS', [entry('CAPTURE', 'SUCCESS', '1500'), entry('CANCEL', 'SUCCESS', '1500')], unclear('SUCCESS')],
    ['CANCELLED', [held], { outcome: 'declined', code: 'invalid_state', providerCode: 'CANCELLED', providerRef: 'capture0001' }],
    [
      'CANCELLED',
      [entry('CAPTURE', 'SUCCESS', '1500')],
      { outcome: 'reversed', providerRef: 'capture0001', stated: { base: 1500n, currency: 'CLP' } },
    ],
    ['FAIL', [held], { outcome: 'declined', code: 'operation_refused', providerCode: 'FAIL', providerRef: 'capture0001' }],
    ['FAIL', [entry('CAPTURE', 'SUCCESS', '1500')], unclear('FAIL')],
    ['CAPTURED', [], { outcome: 'unknown', cause: 'unknown_code', providerCode: 'CAPTURED' }],
    [undefined, [], { outcome: 'no_answer', cause: 'unreadable_answer' }],
  ])('shows %s beside %j', async (status, transactions, expected) => {
    expect(await ask(status, ...transactions)).toEqual(expected);
  });

  it('reads paymentResult by its entries, for S is said of holds and payments alike', async () => {
    const asked = async (...transactions: object[]) => {
      wallet.script = answers('S', 'SUCCESS', { paymentResult: { resultStatus: 'S', resultCode: 'SUCCESS' }, transactions });
      return query(queryOfEffect('capture'), wallet.call());
    };
    expect(await asked(held)).toEqual({ outcome: 'not_found', providerCode: 'SUCCESS' });
    expect(await asked(held, entry('CAPTURE', 'SUCCESS', '1500'))).toEqual(capturedPart);
    expect(await asked()).toEqual(unclear('SUCCESS'));
  });
});

describe('the inquiry of a void', () => {
  const ofHold = shown('void', hold());
  const ofPayment = shown('void', charge());
  const done = (stated: unknown) => ({ outcome: 'approved', providerRef: 'void0001', stated });

  it.each([
    ['CANCELLED', [], done('not_stated')],
    ['CANCELLED', [held, entry('VOID', 'SUCCESS')], done({ base: 2000n, currency: 'CLP' })],
    ['CANCELLED', [held, entry('VOID', 'PROCESSING')], { outcome: 'pending', providerRef: 'void0001', providerCode: 'CANCELLED' }],
    ['CANCELLED', [held, entry('VOID', 'FAIL')], unclear('CANCELLED')],
    ['CANCELLED', [held, entry('CAPTURE', 'SUCCESS')], unclear('CANCELLED')],
    ['AUTH_SUCCESS', [held], { outcome: 'not_found', providerCode: 'AUTH_SUCCESS' }],
    ['AUTH_SUCCESS', [held, entry('VOID', 'PROCESSING')], { outcome: 'pending', providerRef: 'void0001', providerCode: 'AUTH_SUCCESS' }],
    ['AUTH_SUCCESS', [held, entry('VOID', 'SUCCESS', '500')], unclear('AUTH_SUCCESS')],
    [
      'SUCCESS',
      [held, entry('CAPTURE', 'SUCCESS')],
      { outcome: 'declined', code: 'invalid_state', providerCode: 'SUCCESS', providerRef: 'void0001' },
    ],
    ['PROCESSING', [], unclear('PROCESSING')],
    ['FAIL', [], unclear('FAIL')],
    ['VOIDED', [], { outcome: 'unknown', cause: 'unknown_code', providerCode: 'VOIDED' }],
  ])('of a hold shows %s beside %j', async (status, transactions, expected) => {
    expect(await ofHold(status, ...transactions)).toEqual(expected);
  });

  it.each([
    ['CANCELLED', [], done('not_stated')],
    ['CANCELLED', [entry('PAYMENT', 'SUCCESS'), entry('CANCEL', 'SUCCESS')], done({ base: 2000n, currency: 'CLP' })],
    [
      'CANCELLED',
      [entry('PAYMENT', 'SUCCESS'), entry('CANCEL', 'PROCESSING')],
      { outcome: 'pending', providerRef: 'void0001', providerCode: 'CANCELLED' },
    ],
    ['SUCCESS', [entry('PAYMENT', 'SUCCESS')], { outcome: 'not_found', providerCode: 'SUCCESS' }],
    ['SUCCESS', [entry('PAYMENT', 'SUCCESS'), entry('CANCEL', 'FAIL')], { outcome: 'not_found', providerCode: 'SUCCESS' }],
    ['SUCCESS', [entry('PAYMENT', 'SUCCESS'), entry('CANCEL', 'SUCCESS')], unclear('SUCCESS')],
  ])('of a payment shows %s beside %j', async (status, transactions, expected) => {
    expect(await ofPayment(status, ...transactions)).toEqual(expected);
  });
});
