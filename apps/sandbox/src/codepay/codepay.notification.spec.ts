import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { CodepayApp } from '../testing/codepay-app.js';
import { Receiver, SandboxScenario, until } from '../testing/sandbox-scenario.js';

let sandbox: SandboxScenario;
let app: CodepayApp;
let receiver: Receiver;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ codepay: [CodepayApp.account()] }, { autoPay: false });
  app = new CodepayApp(sandbox.url);
  receiver = await Receiver.start();
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});
beforeEach(() => {
  receiver.received.length = 0;
  receiver.answer = { status: 200, body: 'success' };
});

const notifyUrl = (): string => `${receiver.url}/hooks/codepay?shop=1`;
const bodies = (): Record<string, unknown>[] => receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);

async function pushed(amount: number, fields: Record<string, unknown> = {}): Promise<string> {
  return app.push(amount, { notify_url: notifyUrl(), ...fields });
}

describe('Transaction result notification', () => {
  it('tells a payment once, flat and signed, and stops when it hears success', async () => {
    const no = await pushed(144.3, { tip_amount: 30, attach: 'a=1' });
    expect(receiver.received).toEqual([]);
    await sandbox.act('codepay', no, 'pay');
    await sandbox.advance(60_000);
    expect(receiver.received).toHaveLength(1);
    expect(receiver.received[0]).toMatchObject({
      path: '/hooks/codepay?shop=1',
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    const [body] = bodies();
    expect(body).toMatchObject({
      app_id: app.appId,
      merchant_no: app.merchantNo,
      method: 'pay.notify',
      sign_type: 'RSA2',
      version: '1.0',
      timestamp: expect.stringMatching(/^[0-9]{13}$/),
      merchant_order_no: no,
      trans_type: 1,
      trans_status: 2,
      price_currency: 'USD',
      order_amount: '144.3',
      tip_amount: '30',
      trans_amount: '174.3',
      paid_amount: '174.3',
      attach: 'a=1',
    });
    expect(app.verifies({ ...body })).toBe(true);
  });

  it('tells the end without payment', async () => {
    const no = await pushed(5);
    await sandbox.act('codepay', no, 'decline');
    await until(() => receiver.received.length > 0);
    expect(bodies()[0]).toMatchObject({ merchant_order_no: no, trans_status: 1, trans_error_code: '110' });
  });

  it('tells an expiry, a refund and a void', async () => {
    await pushed(5, { expires: 60 });
    await sandbox.advance(70_000);
    const no = await pushed(5);
    await sandbox.act('codepay', no, 'pay');
    await sandbox.advance(0);
    const refund = app.refundRequest(no, 2, { notify_url: notifyUrl() });
    await app.data('order.refund.submit', refund);
    await sandbox.advance(10_000);
    const voided = await pushed(6);
    await sandbox.act('codepay', voided, 'pay');
    await sandbox.act('codepay', voided, 'void');
    await sandbox.advance(0);
    expect(bodies().map((body) => `${String(body['trans_type'])} ${String(body['trans_status'])}`)).toEqual([
      '1 1',
      '1 2',
      '3 2',
      '1 2',
      '1 3',
    ]);
    expect(bodies()[2]).toMatchObject({ merchant_order_no: refund['merchant_order_no'], trans_amount: '2' });
  });

  it('comes again 14 times in 11 hours until it is acknowledged', async () => {
    receiver.answer = { status: 200, body: 'SUCCESS' };
    await sandbox.act('codepay', await pushed(5), 'pay');
    await sandbox.advance(0);
    for (const [seconds, deliveries] of [
      [5, 2],
      [10, 3],
      [15, 4],
      [30, 5],
      [60, 6],
      [180, 7],
      [600, 8],
      [900, 9],
      [3 * 1_800 + 60, 12], // each pause begins when the last answer is in
      [2 * 10_800 + 60, 14],
      [10_800, 15],
      [86_400, 15],
    ] as const) {
      await sandbox.advance(seconds * 1_000);
      expect(receiver.received).toHaveLength(deliveries);
    }
    const timestamps = new Set(bodies().map(({ timestamp }) => timestamp));
    expect(timestamps.size).toBeGreaterThan(10);
    expect(bodies().every((body) => app.verifies({ ...body }))).toBe(true);
  });

  it('comes as often in a hundredth of the time where the sandbox runs its schedules so fast', async () => {
    const fast = await SandboxScenario.start({ codepay: [CodepayApp.account()] }, { autoPay: false, notificationSpeed: 100 });
    try {
      receiver.answer = { status: 500, body: '' };
      const shop = new CodepayApp(fast.url);
      await fast.act('codepay', await shop.push(5, { notify_url: notifyUrl() }), 'pay');
      await fast.advance(500_000); // the schedule takes 11 hours
      expect(receiver.received).toHaveLength(15);
    } finally {
      await fast.close();
    }
  });

  it.each([
    { status: 500, body: 'success' },
    { status: 200, body: '"success"' },
    { status: 200, body: '' },
  ])('takes %j for no acknowledgement', async (answer) => {
    receiver.answer = answer;
    await sandbox.act('codepay', await pushed(5), 'pay');
    await sandbox.advance(0);
    receiver.answer = { status: 200, body: 'success' };
    await sandbox.advance(3_600_000);
    expect(receiver.received).toHaveLength(2);
  });

  it('911 comes twice, 912 never, 904 when a query has learned it', async () => {
    const twice = await pushed(9.11);
    const never = await pushed(9.12);
    for (const no of [twice, never]) await sandbox.act('codepay', no, 'pay');
    await sandbox.advance(3_600_000);
    expect(bodies().map(({ merchant_order_no: no }) => no)).toEqual([twice, twice]);

    const order = app.order(9.04, { notify_url: notifyUrl() });
    const look = { merchant_order_no: order['merchant_order_no'] };
    await app.code('wisehub.cloud.pay.order', order);
    for (let query = 0; query < 2; query += 1) await app.code('order.query', look);
    await sandbox.advance(0);
    expect(receiver.received).toHaveLength(2);
    await app.code('order.query', look);
    await sandbox.advance(0);
    expect(bodies()[2]).toMatchObject({ ...look, trans_status: 2 });
  });

  it.each([
    ['notify_twice', 2],
    ['notify_never', 0],
  ])('%s', async (fault, deliveries) => {
    await sandbox.arm('codepay', { operation: 'wisehub.cloud.pay.order', fault });
    await sandbox.act('codepay', await pushed(5), 'pay');
    await sandbox.advance(3_600_000);
    expect(receiver.received).toHaveLength(deliveries);
  });

  it('notify_late comes late; notify_forged comes before the truth and does not verify', async () => {
    await sandbox.arm('codepay', { operation: 'wisehub.cloud.pay.order', fault: 'notify_late', delayMs: 30_000 });
    await sandbox.act('codepay', await pushed(5), 'pay');
    await sandbox.advance(20_000);
    expect(receiver.received).toHaveLength(0);
    await sandbox.advance(10_000);
    expect(receiver.received).toHaveLength(1);

    await sandbox.arm('codepay', { operation: 'wisehub.cloud.pay.order', fault: 'notify_forged' });
    const no = await pushed(5);
    await until(() => receiver.received.length === 2);
    const forged = bodies()[1];
    expect(forged).toMatchObject({ merchant_order_no: no, trans_status: 2 });
    expect(app.verifies({ ...forged })).toBe(false);
    expect(await app.status(no)).toBe(9);
  });
});
