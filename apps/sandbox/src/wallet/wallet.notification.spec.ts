import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Receiver, SandboxScenario, until } from '../testing/sandbox-scenario.js';
import { WalletMerchant } from '../testing/wallet-merchant.js';

const ACCEPTED = '{"result":{"resultCode":"SUCCESS","resultStatus":"S","resultMessage":"success"}}';
const PATH = '/hooks/wallet/notify?shop=1';

let sandbox: SandboxScenario;
let merchant: WalletMerchant;
let receiver: Receiver;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ wallet: [WalletMerchant.account()] });
  merchant = new WalletMerchant(sandbox.url);
  receiver = await Receiver.start();
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = { status: 200, body: ACCEPTED };
});

const open = (value: string): Promise<string> => merchant.open(value, { paymentNotifyUrl: receiver.url + PATH });
const bodies = (): Record<string, unknown>[] => receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

function isGenuine(index: number): boolean {
  const { path, headers, body } = receiver.received[index] ?? { path: '', headers: {}, body: '' };
  return (
    headers['client-id'] === merchant.clientId &&
    merchant.verifies(path, String(headers['request-time']), body, String(headers['signature']))
  );
}

describe('notifyPayment', () => {
  it('tells a payment once, signed over path and query, and stops when it hears S', async () => {
    const id = await open('2000');
    expect(receiver.received).toEqual([]);
    await sandbox.act('wallet', id, 'pay');
    await sandbox.advance(3_600_000);
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]?.path).toBe(PATH);
    expect(isGenuine(0)).toBe(true);
    expect(bodies()[0]).toEqual({
      paymentId: expect.any(String),
      paymentRequestId: id,
      paymentAmount: { currency: 'CLP', value: '2000' },
      paymentStatus: 'SUCCESS',
      paymentResult: { resultStatus: 'S', resultCode: 'SUCCESS', resultMessage: 'Success' },
      paymentTime: expect.any(String),
      paymentCreateTime: expect.any(String),
    });
  });

  it('tells a failure with its reason, and no cancellation, expiry or agreement that ended in the call', async () => {
    const declined = await open('2000');
    await sandbox.act('wallet', declined, 'decline');
    await merchant.cancel(await open('2000'));
    await open('2000');
    await merchant.call('pay', merchant.agreementOrder('2000', { paymentNotifyUrl: receiver.url + PATH }));
    await sandbox.advance(16 * 60_000);
    expect(bodies()).toMatchObject([
      {
        paymentRequestId: declined,
        paymentStatus: 'FAIL',
        paymentFailReason: 'PROCESS_FAIL',
        paymentResult: { resultStatus: 'F', resultCode: 'PROCESS_FAIL' },
      },
    ]);
  });

  it('tells an agreement that ended after the call', async () => {
    const order = merchant.agreementOrder('1901', { paymentNotifyUrl: receiver.url + PATH });
    await merchant.call('pay', order);
    await sandbox.advance(10_000);
    expect(bodies()).toMatchObject([{ paymentRequestId: order['paymentRequestId'], paymentStatus: 'SUCCESS' }]);
  });

  it('comes eight times over 24 h 22 min, each newly signed, until it is acknowledged', async () => {
    receiver.answer = { status: 200, body: '{"result":{"resultCode":"UNKNOWN_EXCEPTION","resultStatus":"U"}}' };
    await sandbox.act('wallet', await open('2000'), 'pay');
    await sandbox.advance(0);
    for (const [minutes, deliveries] of [
      [2, 2],
      [10, 3],
      [10, 4],
      [60, 5],
      [120, 6],
      [360, 7],
      [900, 8],
      [10_000, 8],
    ] as const) {
      await sandbox.advance(minutes * 60_000);
      expect(receiver.received).toHaveLength(deliveries);
    }
    expect(new Set(receiver.received.map(({ headers }) => headers['request-time'])).size).toBe(8);
    expect(receiver.received.every((_one, index) => isGenuine(index))).toBe(true);
  });

  it.each([
    { status: 500, body: ACCEPTED },
    { status: 200, body: 'success' },
    { status: 200, body: '{"result":{"resultStatus":"F"}}' },
  ])('takes %j for no acknowledgement', async (answer) => {
    receiver.answer = answer;
    await sandbox.act('wallet', await open('2000'), 'pay');
    await sandbox.advance(0);
    receiver.answer = { status: 200, body: ACCEPTED };
    await sandbox.advance(86_400_000);
    expect(receiver.received).toHaveLength(2);
  });

  it('911 comes twice, 912 never, 904 when an inquiry has learned it', async () => {
    const [twice, never, unknown] = [await open('1911'), await open('1912'), await open('1904')];
    for (const id of [twice, never, unknown]) await sandbox.act('wallet', id, 'pay');
    await sandbox.advance(3_600_000);
    expect(bodies().map(({ paymentRequestId }) => paymentRequestId)).toEqual([twice, twice]);
    for (let inquiry = 0; inquiry < 3; inquiry += 1) await merchant.inquire(unknown);
    await until(() => receiver.received.length === 3);
    expect(bodies()[2]).toMatchObject({ paymentRequestId: unknown, paymentStatus: 'SUCCESS' });
  });

  it.each([
    ['notify_twice', 2],
    ['notify_never', 0],
  ])('%s', async (fault, deliveries) => {
    await sandbox.arm('wallet', { operation: 'pay', fault });
    await sandbox.act('wallet', await open('2000'), 'pay');
    await sandbox.advance(3_600_000);
    expect(receiver.received).toHaveLength(deliveries);
  });

  it('notify_late comes late; notify_forged comes before the truth and does not verify', async () => {
    await sandbox.arm('wallet', { operation: 'pay', fault: 'notify_late', delayMs: 30_000 });
    await sandbox.act('wallet', await open('2000'), 'pay');
    await sandbox.advance(20_000);
    expect(receiver.received).toHaveLength(0);
    await sandbox.advance(10_000);
    expect(receiver.received).toHaveLength(1);

    await sandbox.arm('wallet', { operation: 'pay', fault: 'notify_forged' });
    const id = await open('2000');
    await until(() => receiver.received.length === 2);
    expect(bodies()[1]).toMatchObject({ paymentRequestId: id, paymentStatus: 'SUCCESS' });
    expect(isGenuine(1)).toBe(false);
    expect(await merchant.status(id)).toBe('PROCESSING');
  });
});

describe('a speed for schedules', () => {
  it('divides the waits between deliveries: 24 h 22 min in a minute and a bit, eight deliveries in all', async () => {
    const own = await SandboxScenario.start({ wallet: [WalletMerchant.account()] }, { notificationSpeed: 1_200 });
    receiver.answer = { status: 500, body: '' };
    const id = await new WalletMerchant(own.url).open('2000', { paymentNotifyUrl: receiver.url + PATH });
    await own.act('wallet', id, 'pay');
    // Two minutes are 100 ms, the next ten 500 ms; each wait begins once an answer has come.
    await own.advance(300);
    expect(receiver.received).toHaveLength(2);
    await own.advance(((24 * 60 + 30) * 60_000) / 1_200);
    expect(receiver.received).toHaveLength(8);
    await own.advance(86_400_000);
    expect(receiver.received).toHaveLength(8);
    await own.close();
  });
});
