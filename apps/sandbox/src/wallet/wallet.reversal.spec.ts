import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { SandboxScenario } from '../testing/sandbox-scenario.js';
import { WalletMerchant } from '../testing/wallet-merchant.js';

let sandbox: SandboxScenario;
let merchant: WalletMerchant;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ wallet: [WalletMerchant.account()] });
  merchant = new WalletMerchant(sandbox.url);
});
afterAll(() => sandbox.close());

/** A charged agreement's key. */
async function paid(value: string, shop = merchant): Promise<string> {
  const order = shop.agreementOrder(value);
  await shop.call('pay', order);
  return String(order['paymentRequestId']);
}

const movements = async (id: string): Promise<string[]> =>
  (await sandbox.truthOf('wallet', id)).charges.map(({ kind, amount }) => `${kind} ${amount}`);

describe('cancel', () => {
  it('closes an unpaid order for good and answers the same again, under both names', async () => {
    const id = await merchant.open('2000');
    const first = await merchant.call('cancel', { paymentRequestId: id });
    expect(first).toEqual({
      result: { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'Success' },
      paymentId: expect.any(String),
      paymentRequestId: id,
      cancelTime: expect.any(String),
    });
    expect(await merchant.call('cancelPayment', { paymentId: first['paymentId'] })).toEqual(first);
    expect(await merchant.status(id)).toBe('CANCELLED');
    expect((await sandbox.act('wallet', id, 'pay')).status).toBe(409);
    expect(await movements(id)).toEqual([]);
  });

  it('gives a paid order back whole, once', async () => {
    const id = await paid('2000');
    expect([await merchant.cancel(id), await merchant.cancel(id)]).toEqual(['S/SUCCESS', 'S/SUCCESS']);
    expect(await merchant.status(id)).toBe('CANCELLED');
    expect(await movements(id)).toEqual(['payment 2000', 'cancel -2000']);
  });

  it('stops a payment that is on its way', async () => {
    const id = await paid('1901');
    expect(await merchant.cancel(id)).toBe('S/SUCCESS');
    await sandbox.advance(10_000);
    expect(await movements(id)).toEqual([]);
  });

  it('refuses unknown, failed and refunded payments, and a call without a key', async () => {
    expect(await merchant.cancel('NOBODY')).toBe('F/ORDER_NOT_EXIST');
    expect(await merchant.cancel(await paid('1903'))).toBe('F/PROCESS_FAIL');
    const refunded = await paid('2000');
    await merchant.call('refund', merchant.refundRequest(refunded, '1'));
    expect(await merchant.cancel(refunded)).toBe('F/PROCESS_FAIL');
    expect(await merchant.told('cancel', {})).toBe('F/PARAM_ILLEGAL');
  });

  it('is possible until 00:15, UTC+8, of the day after the payment', async () => {
    const own = await SandboxScenario.start({ wallet: [WalletMerchant.account()] });
    const shop = new WalletMerchant(own.url);
    const [early, late] = [await paid('2000', shop), await paid('2000', shop)];
    const sinceMidnightMs = (Date.now() + 8 * 3_600_000) % 86_400_000;
    await own.advance(86_400_000 - sinceMidnightMs + 14 * 60_000);
    expect(await shop.cancel(early)).toBe('S/SUCCESS');
    await own.advance(2 * 60_000);
    expect(await shop.cancel(late)).toBe('F/CANCEL_WINDOW_EXCEED');
    await own.close();
  });

  it('907: errs once, then works; 908: aborts a payment that is under way', async () => {
    const errs = await paid('1907');
    expect([await merchant.cancel(errs), await merchant.status(errs), await merchant.cancel(errs)]).toEqual([
      'U/UNKNOWN_EXCEPTION',
      'SUCCESS',
      'S/SUCCESS',
    ]);
    const underway = await merchant.open('1908');
    await sandbox.act('wallet', underway, 'pay');
    await sandbox.advance(60_000);
    expect([await merchant.status(underway), await merchant.cancel(underway)]).toEqual(['PROCESSING', 'S/SUCCESS']);
    expect(await movements(underway)).toEqual([]);
  });

  it('drop_after has done its work, decline has not', async () => {
    const id = await paid('2000');
    await sandbox.arm('wallet', { operation: 'cancel', fault: 'decline:PROCESS_FAIL' });
    expect([await merchant.cancel(id), await merchant.status(id)]).toEqual(['F/PROCESS_FAIL', 'SUCCESS']);
    await sandbox.arm('wallet', { operation: 'cancel', fault: 'drop_after' });
    await expect(merchant.cancel(id)).rejects.toThrow();
    expect(await merchant.status(id)).toBe('CANCELLED');
  });

  it('in the portal is seen by the next inquiry', async () => {
    const id = await paid('2000');
    await sandbox.act('wallet', id, 'void');
    expect(await merchant.status(id)).toBe('CANCELLED');
    expect(await movements(id)).toEqual(['payment 2000', 'void -2000']);
  });
});

describe('refund', () => {
  it('debits the merchant at once and reaches the payer later (909: after 10 s)', async () => {
    const id = await paid('1909'); // its refunds take 10 s
    const request = merchant.refundRequest(id, '500');
    const accepted = await merchant.call('refund', request);
    expect(accepted).toEqual({
      result: { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'Success' },
      refundId: expect.any(String),
      refundRequestId: request['refundRequestId'],
      paymentId: expect.any(String),
      refundAmount: { currency: 'CLP', value: '500' },
      refundTime: expect.any(String),
    });
    await sandbox.advance(6_000);
    expect(await merchant.refundStatus(request['refundRequestId'])).toBe('PROCESSING');
    expect(await movements(id)).toEqual(['payment 1909']);
    await sandbox.advance(4_000);
    expect(await merchant.call('inquiryRefund', { refundId: accepted['refundId'] })).toEqual({
      result: { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'Success' },
      refundId: accepted['refundId'],
      refundRequestId: request['refundRequestId'],
      refundAmount: { currency: 'CLP', value: '500' },
      refundReason: 'returned',
      refundTime: accepted['refundTime'],
      refundStatus: 'SUCCESS',
    });
    expect(await movements(id)).toEqual(['payment 1909', 'refund -500']);
    expect(await merchant.inquire(id)).toMatchObject({
      paymentStatus: 'SUCCESS',
      transactions: [{}, { transactionType: 'REFUND', transactionStatus: 'SUCCESS' }],
    });
  });

  it('takes parts up to the payment, counting those on their way, under both names', async () => {
    const id = await paid('2000');
    const told: string[] = [];
    for (const [operation, value] of [
      ['refund', '1500'],
      ['refundApply', '501'],
      ['refundApply', '500'],
      ['refund', '1'],
    ] as const)
      told.push(await merchant.told(operation, merchant.refundRequest(id, value)));
    expect(told).toEqual(['S/SUCCESS', 'F/REFUND_AMOUNT_EXCEED', 'S/SUCCESS', 'F/REFUND_AMOUNT_EXCEED']);
    await sandbox.advance(300);
    expect(await sandbox.truthOf('wallet', id)).toMatchObject({ charged: '2000', refunded: '2000' });
  });

  it('is made once per refundRequestId, and refuses other content under it', async () => {
    const [id, other] = [await paid('2000'), await paid('2000')];
    const request = merchant.refundRequest(id, '500');
    const first = await merchant.call('refund', request);
    expect(await merchant.call('refund', { ...request, refundReason: 'another word' })).toEqual(first);
    for (const change of [
      { refundAmount: { currency: 'CLP', value: '501' } },
      { refundAmount: { currency: 'USD', value: '500' } },
      { paymentRequestId: other },
    ])
      expect(await merchant.told('refund', { ...request, ...change })).toBe('F/REPEAT_REQ_INCONSISTENT');
    await sandbox.advance(300);
    expect(await movements(id)).toEqual(['payment 2000', 'refund -500']);
  });

  it('hears the same failure again', async () => {
    const id = await paid('2000');
    const tooMuch = merchant.refundRequest(id, '2001');
    expect([await merchant.told('refund', tooMuch), await merchant.told('refund', tooMuch)]).toEqual([
      'F/REFUND_AMOUNT_EXCEED',
      'F/REFUND_AMOUNT_EXCEED',
    ]);
    expect(await merchant.told('inquiryRefund', { refundRequestId: tooMuch['refundRequestId'] })).toBe('F/REFUND_NOT_EXIST');
  });

  it('refuses what cannot be refunded', async () => {
    const id = await paid('2000');
    expect(await merchant.told('refund', merchant.refundRequest('NOBODY', '1'))).toBe('F/ORDER_NOT_EXIST');
    expect(await merchant.told('refund', merchant.refundRequest(await merchant.open('2000'), '1'))).toBe('F/ORDER_STATUS_INVALID');
    expect(await merchant.told('refund', merchant.refundRequest(id, '1', { refundAmount: { currency: 'USD', value: '1' } }))).toBe(
      'F/CURRENCY_NOT_SUPPORT',
    );
    for (const change of [
      { paymentRequestId: undefined },
      { refundRequestId: undefined },
      { refundAmount: { currency: 'CLP', value: '0' } },
      { refundReason: 'r'.repeat(257) },
    ])
      expect(await merchant.told('refund', merchant.refundRequest(id, '1', change))).toBe('F/PARAM_ILLEGAL');
    expect(await merchant.told('inquiryRefund', {})).toBe('F/PARAM_ILLEGAL');
    expect(await merchant.told('inquiryRefund', { refundId: 'NOBODY' })).toBe('F/REFUND_NOT_EXIST');
    expect(await movements(id)).toEqual(['payment 2000']);
  });

  it('is possible for a year', async () => {
    const own = await SandboxScenario.start({ wallet: [WalletMerchant.account()] });
    const shop = new WalletMerchant(own.url);
    const id = await paid('2000', shop);
    await own.advance(364 * 86_400_000);
    expect(await shop.told('refund', shop.refundRequest(id, '1'))).toBe('S/SUCCESS');
    await own.advance(2 * 86_400_000);
    expect(await shop.told('refund', shop.refundRequest(id, '1'))).toBe('F/REFUND_WINDOW_EXCEED');
    await own.close();
  });
});

describe('magic amounts and faults of refunds', () => {
  it('910: done, but not known until it is asked for twice', async () => {
    const id = await paid('1910');
    const request = merchant.refundRequest(id, '10');
    const look = { refundRequestId: request['refundRequestId'] };
    expect(await merchant.told('refund', request)).toBe('U/UNKNOWN_EXCEPTION');
    expect(await sandbox.truthOf('wallet', id)).toMatchObject({ refunded: '10' });
    expect(await merchant.told('inquiryRefund', look)).toBe('U/UNKNOWN_EXCEPTION');
    expect(await merchant.refundStatus(request['refundRequestId'])).toBe('SUCCESS');
    expect(await merchant.told('refund', request)).toBe('S/SUCCESS');
    expect(await sandbox.truthOf('wallet', id)).toMatchObject({ refunded: '10' });
  });

  it.each([
    ['unknown_then_paid', 'SUCCESS', '500'],
    ['unknown_then_failed', 'FAIL', '0'],
  ])('%s', async (fault, status, refunded) => {
    const id = await paid('2000');
    const request = merchant.refundRequest(id, '500');
    await sandbox.arm('wallet', { operation: 'refund', fault });
    expect(await merchant.told('refund', request)).toBe('U/UNKNOWN_EXCEPTION');
    expect(await merchant.told('inquiryRefund', { refundRequestId: request['refundRequestId'] })).toBe('U/UNKNOWN_EXCEPTION');
    expect(await merchant.refundStatus(request['refundRequestId'])).toBe(status);
    expect(await sandbox.truthOf('wallet', id)).toMatchObject({ refunded });
    expect(await merchant.told('refund', merchant.refundRequest(id, '1600'))).toBe(
      status === 'FAIL' ? 'S/SUCCESS' : 'F/REFUND_AMOUNT_EXCEED',
    );
  });

  it('decline is remembered under the key, wrong_amount states another amount', async () => {
    const id = await paid('2000');
    const request = merchant.refundRequest(id, '500');
    await sandbox.arm('wallet', { operation: 'refund', fault: 'decline:REFUND_NOT_ALLOWED' });
    expect([await merchant.told('refund', request), await merchant.told('refund', request)]).toEqual([
      'F/REFUND_NOT_ALLOWED',
      'F/REFUND_NOT_ALLOWED',
    ]);
    const next = merchant.refundRequest(id, '500');
    await merchant.call('refund', next);
    await sandbox.arm('wallet', { operation: 'inquiryRefund', fault: 'wrong_amount' });
    expect(await merchant.call('inquiryRefund', { refundRequestId: next['refundRequestId'] })).toMatchObject({
      refundAmount: { value: '501' },
    });
  });
});
