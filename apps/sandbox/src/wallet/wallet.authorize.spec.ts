import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { SandboxScenario } from '../testing/sandbox-scenario.js';
import { WalletMerchant } from '../testing/wallet-merchant.js';

const DAY_MS = 86_400_000;
const OTHER = 'TEST_5X00000000000002';
const SUCCESS = { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'Success' };

let sandbox: SandboxScenario;
let merchant: WalletMerchant;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ wallet: [WalletMerchant.account(), WalletMerchant.account(OTHER)] });
  merchant = new WalletMerchant(sandbox.url);
});
afterAll(() => sandbox.close());

const look = (paymentId: string) => merchant.call('inquiryPayment', { paymentId });
const statusOf = async (paymentId: string): Promise<unknown> => (await look(paymentId))['paymentStatus'];

async function truthOf(paymentId: string, own = sandbox): Promise<string> {
  const line = (await own.truth('wallet')).find(({ reference }) => reference === paymentId);
  const moves = line?.charges.map(({ kind, amount }) => `${kind} ${amount}`) ?? [];
  return [`held ${line?.held ?? '?'}`, ...moves].join(', ');
}

/** Type, status and amount of what an inquiry lists. */
async function transactionsOf(paymentId: string): Promise<string[]> {
  const listed = (await look(paymentId))['transactions'] as {
    transactionType: string;
    transactionStatus: string;
    transactionAmount: { value: string };
  }[];
  return listed.map((one) => `${one.transactionType} ${one.transactionStatus} ${one.transactionAmount.value}`);
}

describe('authorize', () => {
  it('holds the money once the payer agrees on the page, and takes nothing', async () => {
    const order = merchant.authorizeOrder('2000');
    const accepted = await merchant.call('pay', order);
    expect(accepted).toMatchObject({ result: SUCCESS, redirectActionForm: { method: 'POST' } });
    const paymentId = String(accepted['paymentId']);
    expect(await truthOf(paymentId)).toBe('held 0');
    expect(await sandbox.act('wallet', paymentId, 'pay')).toMatchObject({ status: 200, json: { state: 'AUTH_SUCCESS' } });
    expect(await look(paymentId)).toMatchObject({
      paymentStatus: 'AUTH_SUCCESS',
      paymentTime: expect.any(String),
      authExpiryTime: expect.any(String),
    });
    expect(await transactionsOf(paymentId)).toEqual(['AUTHORIZATION SUCCESS 2000']);
    expect(await truthOf(paymentId)).toBe('held 2000');
    expect(await merchant.call('pay', order)).toMatchObject({
      result: { resultCode: 'REPEAT_REQUEST' },
      paymentId,
      authExpiryTime: expect.any(String),
    });
  });

  it('holds in the call, without a page, what an agreement pays for', async () => {
    const answer = await merchant.call('pay', merchant.authorizeOrder('2000', { paymentAuthCode: 'a-token' }));
    expect(answer).not.toHaveProperty('redirectActionForm');
    expect(await statusOf(String(answer['paymentId']))).toBe('AUTH_SUCCESS');
    expect(await merchant.told('pay', merchant.authorizeOrder('2000', { paymentAuthCode: 'an-old-token' }))).toBe('F/EXPIRED_ACCESS_TOKEN');
  });

  it('is not notified: it is no end', async () => {
    const answer = await merchant.call('pay', merchant.authorizeOrder('2000', { paymentNotifyUrl: 'http://127.0.0.1:9/never' }));
    await sandbox.act('wallet', String(answer['paymentId']), 'pay');
    await sandbox.arm('wallet', { operation: 'pay', fault: 'notify_never' });
    await sandbox.advance(60_000);
    expect(await sandbox.fired('wallet')).not.toContainEqual(expect.objectContaining({ fault: 'notify_never' }));
    await sandbox.control('DELETE', '/wallet/faults');
  });

  it('is not notified either once an inquiry has learned of it: a failure of what is held would be no truth', async () => {
    await sandbox.arm('wallet', { operation: 'pay', fault: 'unknown_then_paid' });
    const order = merchant.authorizeOrder('2000', { paymentNotifyUrl: 'http://127.0.0.1:9/never' });
    expect(await merchant.told('pay', order)).toBe('U/UNKNOWN_EXCEPTION');
    const look = () => merchant.call('inquiryPayment', { paymentRequestId: order['paymentRequestId'] });
    await sandbox.arm('wallet', { operation: 'pay', fault: 'notify_never' });
    await look();
    await look();
    expect(await look()).toMatchObject({ paymentStatus: 'AUTH_SUCCESS' });
    await sandbox.advance(60_000);
    expect(await sandbox.fired('wallet')).not.toContainEqual(expect.objectContaining({ fault: 'notify_never' }));
    await sandbox.control('DELETE', '/wallet/faults');
  });

  it('ends by itself after seven days, and then takes nothing', async () => {
    const own = await SandboxScenario.start({ wallet: [WalletMerchant.account()] });
    const shop = new WalletMerchant(own.url);
    const paymentId = await shop.hold('2000');
    await own.advance(7 * DAY_MS - 60_000);
    expect((await shop.call('inquiryPayment', { paymentId }))['paymentStatus']).toBe('AUTH_SUCCESS');
    await own.advance(60_000);
    expect((await shop.call('inquiryPayment', { paymentId }))['paymentStatus']).toBe('CANCELLED');
    expect(await shop.told('capture', shop.captureRequest(paymentId))).toBe('F/ORDER_STATUS_INVALID');
    expect(await truthOf(paymentId, own)).toBe('held 0');
    await own.close();
  });

  it('903 is declined by the payer, 901 is held later', async () => {
    expect(await merchant.told('pay', merchant.authorizeOrder('1903', { paymentAuthCode: 'a-token' }))).toBe('F/USER_BALANCE_NOT_ENOUGH');
    const order = merchant.authorizeOrder('1901');
    const paymentId = String((await merchant.call('pay', order))['paymentId']);
    await sandbox.act('wallet', paymentId, 'pay');
    expect(await statusOf(paymentId)).toBe('PROCESSING');
    await sandbox.advance(6_000);
    expect(await statusOf(paymentId)).toBe('AUTH_SUCCESS');
  });
});

describe('capture', () => {
  it('takes all of the hold when no amount is given', async () => {
    const paymentId = await merchant.hold('2000');
    const request = merchant.captureRequest(paymentId);
    expect(await merchant.call('capture', request)).toEqual({
      result: SUCCESS,
      captureRequestId: request['captureRequestId'],
      captureId: expect.stringMatching(/^[0-9]{32}$/),
      paymentId,
      captureAmount: { currency: 'CLP', value: '2000' },
      captureTime: expect.any(String),
    });
    expect(await statusOf(paymentId)).toBe('SUCCESS');
    expect(await truthOf(paymentId)).toBe('held 0, capture 2000');
  });

  it('takes a part, once, and releases the rest', async () => {
    const paymentId = await merchant.hold('2000');
    expect(await merchant.told('capture', merchant.captureRequest(paymentId, '1500'))).toBe('S/SUCCESS');
    expect(await truthOf(paymentId)).toBe('held 0, capture 1500');
    expect(await merchant.told('capture', merchant.captureRequest(paymentId, '500'))).toBe('F/ORDER_STATUS_INVALID');
    expect(await transactionsOf(paymentId)).toEqual(['AUTHORIZATION SUCCESS 2000', 'CAPTURE SUCCESS 1500']);
  });

  it('is made once per captureRequestId, and refuses other content under it', async () => {
    const [paymentId, other] = [await merchant.hold('2000'), await merchant.hold('2000')];
    const request = merchant.captureRequest(paymentId, '1500');
    const first = await merchant.call('capture', request);
    expect(await merchant.call('capture', request)).toEqual(first);
    for (const change of [
      { captureAmount: { currency: 'CLP', value: '1501' } },
      { captureAmount: { currency: 'USD', value: '1500' } },
      { paymentId: other },
    ])
      expect(await merchant.told('capture', { ...request, ...change })).toBe('F/REPEAT_REQ_INCONSISTENT');
    expect(await truthOf(paymentId)).toBe('held 0, capture 1500');
    expect(await truthOf(other)).toBe('held 2000');
  });

  it('refuses more than the hold, another currency, and orders that are not held, and hears the same again', async () => {
    const paymentId = await merchant.hold('2000');
    const tooMuch = merchant.captureRequest(paymentId, '2001');
    expect(await merchant.told('capture', tooMuch)).toBe('F/PAYMENT_AMOUNT_EXCEED_LIMIT');
    expect(await merchant.told('capture', tooMuch)).toBe('F/PAYMENT_AMOUNT_EXCEED_LIMIT');
    const foreign = merchant.captureRequest(paymentId, undefined, { captureAmount: { currency: 'USD', value: '1' } });
    expect(await merchant.told('capture', foreign)).toBe('F/CURRENCY_NOT_SUPPORT');
    const open = String((await merchant.call('pay', merchant.authorizeOrder('2000')))['paymentId']);
    expect(await merchant.told('capture', merchant.captureRequest(open))).toBe('F/ORDER_STATUS_INVALID');
    const sale = String((await merchant.call('pay', merchant.agreementOrder('2000')))['paymentId']);
    expect(await merchant.told('capture', merchant.captureRequest(sale))).toBe('F/ORDER_STATUS_INVALID');
    expect(await merchant.told('capture', merchant.captureRequest('NOBODY'))).toBe('F/ORDER_NOT_EXIST');
    expect(await new WalletMerchant(sandbox.url, OTHER).told('capture', merchant.captureRequest(paymentId))).toBe('F/ORDER_NOT_EXIST');
    expect(await truthOf(paymentId)).toBe('held 2000');
  });

  it.each([
    ['captureRequestId', undefined],
    ['paymentId', undefined],
    ['paymentId', 'p'.repeat(65)],
    ['captureAmount', { currency: 'CLP', value: '0' }],
    ['captureAmount', '1'],
  ])('refuses %s %j, naming the member', async (name, value) => {
    const { result } = await merchant.call('capture', { ...merchant.captureRequest('P'), [name]: value });
    expect(result).toMatchObject({ resultCode: 'PARAM_ILLEGAL', resultMessage: expect.stringContaining(name) });
  });

  it('unknown_then_paid has captured, unknown_then_failed has not; the third inquiry tells', async () => {
    for (const [fault, status, truth] of [
      ['unknown_then_paid', 'SUCCESS', 'held 0, capture 2000'],
      ['unknown_then_failed', 'AUTH_SUCCESS', 'held 2000'],
    ] as const) {
      const paymentId = await merchant.hold('2000');
      await sandbox.arm('wallet', { operation: 'capture', fault });
      expect(await merchant.told('capture', merchant.captureRequest(paymentId))).toBe('U/UNKNOWN_EXCEPTION');
      expect(await truthOf(paymentId)).toBe(truth);
      for (let inquiry = 0; inquiry < 2; inquiry++)
        expect(await merchant.told('inquiryPayment', { paymentId })).toBe('U/UNKNOWN_EXCEPTION');
      expect(await statusOf(paymentId)).toBe(status);
    }
  });

  it('906 errs once and works then; wrong_amount states another amount, decline takes nothing', async () => {
    const erring = merchant.authorizeOrder('1906', { paymentAuthCode: 'a-token' });
    await merchant.call('pay', erring);
    const paymentId = String((await merchant.call('pay', erring))['paymentId']);
    const request = merchant.captureRequest(paymentId);
    expect([await merchant.told('capture', request), await merchant.told('capture', request)]).toEqual([
      'U/UNKNOWN_EXCEPTION',
      'S/SUCCESS',
    ]);
    const held = await merchant.hold('2000');
    await sandbox.arm('wallet', { operation: 'capture', fault: 'decline:RISK_REJECT', key: held });
    expect(await merchant.told('capture', merchant.captureRequest(held))).toBe('F/RISK_REJECT');
    await sandbox.arm('wallet', { operation: 'capture', fault: 'wrong_amount', key: held });
    expect(await merchant.call('capture', merchant.captureRequest(held))).toMatchObject({ captureAmount: { value: '2001' } });
    expect(await truthOf(held)).toBe('held 0, capture 2000');
  });
});

describe('void', () => {
  it('releases all of the hold and closes the order', async () => {
    const paymentId = await merchant.hold('2000');
    const request = merchant.voidRequest(paymentId);
    const first = await merchant.call('void', request);
    expect(first).toEqual({
      result: SUCCESS,
      voidRequestId: request['voidRequestId'],
      voidId: expect.any(String),
      paymentId,
      voidAmount: { currency: 'CLP', value: '2000' },
      voidTime: expect.any(String),
    });
    expect(await merchant.call('void', request)).toEqual(first);
    expect(await statusOf(paymentId)).toBe('CANCELLED');
    expect(await truthOf(paymentId)).toBe('held 0');
    expect(await merchant.told('capture', merchant.captureRequest(paymentId))).toBe('F/ORDER_STATUS_INVALID');
    expect(await merchant.told('void', merchant.voidRequest(paymentId))).toBe('F/ORDER_STATUS_INVALID');
    expect(await merchant.told('cancel', { paymentId })).toBe('F/PROCESS_FAIL');
  });

  it('in part leaves the rest to be captured', async () => {
    const paymentId = await merchant.hold('2000');
    expect(await merchant.told('void', merchant.voidRequest(paymentId, '1200'))).toBe('S/SUCCESS');
    expect(await truthOf(paymentId)).toBe('held 800');
    expect(await merchant.told('capture', merchant.captureRequest(paymentId, '801'))).toBe('F/PAYMENT_AMOUNT_EXCEED_LIMIT');
    expect(await merchant.told('void', merchant.voidRequest(paymentId, '801'))).toBe('F/PAYMENT_AMOUNT_EXCEED_LIMIT');
    expect(await merchant.told('cancel', { paymentId })).toBe('F/PROCESS_FAIL');
    expect(await merchant.told('capture', merchant.captureRequest(paymentId))).toBe('S/SUCCESS');
    expect(await truthOf(paymentId)).toBe('held 0, capture 800');
    expect(await transactionsOf(paymentId)).toEqual(['AUTHORIZATION SUCCESS 2000', 'VOID SUCCESS 1200', 'CAPTURE SUCCESS 800']);
  });

  it('refuses a captured, an unknown and an unpaid order, and other content under its number', async () => {
    const paymentId = await merchant.hold('2000');
    const request = merchant.voidRequest(paymentId, '100');
    await merchant.call('void', request);
    expect(await merchant.told('void', { ...request, voidAmount: { currency: 'CLP', value: '101' } })).toBe('F/REPEAT_REQ_INCONSISTENT');
    await merchant.call('capture', merchant.captureRequest(paymentId));
    expect(await merchant.told('void', merchant.voidRequest(paymentId))).toBe('F/ORDER_STATUS_INVALID');
    expect(await merchant.told('void', merchant.voidRequest('NOBODY'))).toBe('F/ORDER_NOT_EXIST');
    expect(await merchant.told('void', { paymentId })).toBe('F/PARAM_ILLEGAL');
  });

  it('unknown_then_paid leaves the hold, unknown_then_failed releases it; 907 errs once', async () => {
    for (const [fault, truth] of [
      ['unknown_then_paid', 'held 2000'],
      ['unknown_then_failed', 'held 0'],
    ] as const) {
      const paymentId = await merchant.hold('2000');
      await sandbox.arm('wallet', { operation: 'void', fault });
      expect(await merchant.told('void', merchant.voidRequest(paymentId))).toBe('U/UNKNOWN_EXCEPTION');
      expect(await truthOf(paymentId)).toBe(truth);
    }
    const paymentId = await merchant.hold('1907');
    const request = merchant.voidRequest(paymentId);
    expect([await merchant.told('void', request), await merchant.told('void', request)]).toEqual(['U/UNKNOWN_EXCEPTION', 'S/SUCCESS']);
  });
});

describe('what follows an authorization', () => {
  it('is canceled as a hold, also days later, but never once it is captured', async () => {
    const own = await SandboxScenario.start({ wallet: [WalletMerchant.account()] });
    const shop = new WalletMerchant(own.url);
    const [held, captured] = [await shop.hold('2000'), await shop.hold('2000')];
    await shop.call('capture', shop.captureRequest(captured));
    expect(await shop.told('cancel', { paymentId: captured })).toBe('F/PROCESS_FAIL');
    await own.advance(3 * DAY_MS);
    expect([await shop.told('cancel', { paymentId: held }), await shop.told('cancel', { paymentId: held })]).toEqual([
      'S/SUCCESS',
      'S/SUCCESS',
    ]);
    expect(await truthOf(held, own)).toBe('held 0');
    await own.close();
  });

  it('is refunded up to what was captured, by its captureId or without', async () => {
    const paymentId = await merchant.hold('2000');
    expect(await merchant.told('refund', merchant.refundRequest('', '1', { paymentRequestId: undefined, paymentId }))).toBe(
      'F/ORDER_STATUS_INVALID',
    );
    const { captureId } = await merchant.call('capture', merchant.captureRequest(paymentId, '1500'));
    const refund = (value: string, more = {}): Promise<string> =>
      merchant.told('refund', merchant.refundRequest('', value, { paymentRequestId: undefined, paymentId, ...more }));
    expect(await refund('1000', { captureId })).toBe('S/SUCCESS');
    expect(await refund('1', { captureId: 'ANOTHER' })).toBe('F/ORDER_NOT_EXIST');
    expect(await refund('501')).toBe('F/REFUND_AMOUNT_EXCEED');
    expect(await refund('500')).toBe('S/SUCCESS');
    await sandbox.advance(300);
    expect(await truthOf(paymentId)).toBe('held 0, capture 1500, refund -1000, refund -500');
    expect(await transactionsOf(paymentId)).toEqual([
      'AUTHORIZATION SUCCESS 2000',
      'CAPTURE SUCCESS 1500',
      'REFUND SUCCESS 1000',
      'REFUND SUCCESS 500',
    ]);
  });

  it('can be undone outside us: a void of the hold, a refund of the capture', async () => {
    const [held, captured] = [await merchant.hold('2000'), await merchant.hold('2000')];
    expect((await sandbox.act('wallet', held, 'void')).json).toEqual({ state: 'CANCELLED' });
    expect(await transactionsOf(held)).toEqual(['AUTHORIZATION CANCELLED 2000', 'VOID SUCCESS 2000']);
    await merchant.call('capture', merchant.captureRequest(captured));
    expect((await sandbox.act('wallet', captured, 'void')).status).toBe(409);
    expect((await sandbox.act('wallet', captured, 'refund', { amount: '2001' })).status).toBe(409);
    expect((await sandbox.act('wallet', captured, 'refund', { amount: '700' })).json).toEqual({ state: 'SUCCESS' });
    await sandbox.act('wallet', captured, 'refund');
    await sandbox.advance(300);
    expect(await truthOf(captured)).toBe('held 0, capture 2000, refund -700, refund -1300');
    expect((await sandbox.act('wallet', captured, 'refund')).status).toBe(409);
  });
});
