import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CodepayApp } from '../testing/codepay-app.js';
import { Receiver, SandboxScenario, until } from '../testing/sandbox-scenario.js';

const METHOD = 'wisehub.cloud.pay.order';

let sandbox: SandboxScenario;
let app: CodepayApp;

/** The cashier acts only when told. */
beforeAll(async () => {
  sandbox = await SandboxScenario.start({ codepay: [CodepayApp.account()] }, { autoPay: false });
  app = new CodepayApp(sandbox.url);
});
afterAll(() => sandbox.close());

async function done(amount: number, fields: Record<string, unknown> = {}): Promise<string> {
  const no = await app.push(amount, fields);
  await sandbox.act('codepay', no, 'pay');
  return no;
}

const code = (amount: number, fields: Record<string, unknown>): Promise<string> => app.code(METHOD, app.order(amount, fields));

async function movements(no: string): Promise<string[]> {
  return (await sandbox.truthOf('codepay', no)).charges.map(({ kind, amount, key }) => `${kind} ${amount} ${key}`);
}

describe('a sale with cashback (trans_type 11)', () => {
  it('takes base, tip and cashback, and states each', async () => {
    const no = await done(10, { trans_type: 11, cashback_amount: 20, tip_amount: 1 });
    expect(await app.query(no)).toMatchObject({
      trans_type: 11,
      trans_status: 2,
      order_amount: '10',
      tip_amount: '1',
      cashback_amount: '20',
      trans_amount: '31',
      paid_amount: '31',
      auth_no: expect.stringMatching(/^[0-9]{6}$/),
      ref_no: expect.stringMatching(/^[0-9]{12}$/),
      entry_model: 3,
    });
    expect(await movements(no)).toEqual([`payment 1100 ${no}`, `cashback 2000 ${no}`]);
  });

  it('refuses cashback with any other type, and a negative one', async () => {
    for (const transType of [1, 4]) expect(await code(10, { trans_type: transType, cashback_amount: 5 })).toBe('SBX006');
    expect(await code(10, { trans_type: 11, cashback_amount: -5 })).toBe('SBX006');
  });
});

describe('a void (trans_type 2)', () => {
  it('is an order of its own, and undoes the whole, tip included, once the cashier has done it', async () => {
    const sale = await done(10, { tip_amount: 2 });
    const no = await app.push(10, { trans_type: 2, orig_merchant_order_no: sale });
    expect([await app.status(no), await app.status(sale)]).toEqual([9, 2]);
    await sandbox.act('codepay', no, 'pay');
    expect(await app.query(no)).toMatchObject({
      trans_type: 2,
      trans_status: 2,
      trans_amount: '12',
      orig_trans_no: (await app.query(sale))['trans_no'],
    });
    expect(await app.status(sale)).toBe(3);
    expect(await movements(sale)).toEqual([`payment 1200 ${sale}`, `void -1200 ${no}`]);
  });

  it('leaves the sale as it was when the cashier declines it, and a new one works', async () => {
    const sale = await done(10);
    const no = await app.push(10, { trans_type: 2, orig_merchant_order_no: sale });
    await sandbox.act('codepay', no, 'decline');
    expect([await app.status(no), await app.status(sale)]).toEqual([1, 2]);
    await done(10, { trans_type: 2, orig_merchant_order_no: sale });
    expect(await app.status(sale)).toBe(3);
  });

  it('fails at the terminal when the sale was changed while it waited', async () => {
    const sale = await done(10);
    const first = await app.push(10, { trans_type: 2, orig_merchant_order_no: sale });
    const second = await app.push(10, { trans_type: 2, orig_merchant_order_no: sale });
    for (const no of [first, second]) await sandbox.act('codepay', no, 'pay');
    expect(await app.query(second)).toMatchObject({ trans_status: 1, trans_error_code: 'SBX010' });
    expect(await sandbox.truthOf('codepay', sale)).toMatchObject({ charged: '1000', refunded: '1000' });
  });

  it('can be closed while it waits, and expires', async () => {
    const sale = await done(10);
    const closed = await app.push(10, { trans_type: 2, orig_merchant_order_no: sale });
    expect(await app.close(closed)).toBe('0');
    const expired = await app.push(10, { trans_type: 2, orig_merchant_order_no: sale, expires: 60 });
    await sandbox.advance(60_000);
    expect([await app.status(closed), await app.status(expired), await app.status(sale)]).toEqual([1, 1, 2]);
  });

  it('lets go of an authorization', async () => {
    const hold = await done(10, { trans_type: 4 });
    const no = await done(10, { trans_type: 2, orig_merchant_order_no: hold });
    expect([await app.status(no), await app.status(hold)]).toEqual([2, 3]);
    expect(await sandbox.truthOf('codepay', hold)).toMatchObject({ held: '0', charged: '0', charges: [] });
  });

  it('refuses what cannot be voided', async () => {
    const voids = (orig: string | undefined, amount = 10): Promise<string> => code(amount, { trans_type: 2, orig_merchant_order_no: orig });
    expect(await voids(undefined)).toBe('SBX006');
    expect(await voids('NOBODY')).toBe('ET003');
    expect(await voids(await app.push(10))).toBe('SBX010');
    const sale = await done(10);
    expect(await voids(sale, 5)).toBe('SBX006');
    const refund = app.refundRequest(sale, 1);
    await app.data('order.refund.submit', refund);
    await sandbox.advance(300);
    expect(await voids(sale)).toBe('SBX010');
    expect(await voids(String(refund['merchant_order_no']))).toBe('ET003');
    const hold = await done(10, { trans_type: 4 });
    const completion = await done(10, { trans_type: 6, orig_merchant_order_no: hold });
    expect([await voids(hold), await voids(completion)]).toEqual(['CF008', 'CF008']);
    const used = await done(10);
    expect(await app.code(METHOD, app.order(10, { trans_type: 2, orig_merchant_order_no: sale, merchant_order_no: used }))).toBe('E04112');
  });
});

describe('a refund at the terminal (trans_type 3)', () => {
  it('reserves its amount, and gives it back once the cashier has done it', async () => {
    const sale = await done(10, { tip_amount: 2 });
    const no = await app.push(7, { trans_type: 3, orig_merchant_order_no: sale });
    expect(await code(6, { trans_type: 3, orig_merchant_order_no: sale })).toBe('E04126');
    expect(await sandbox.truthOf('codepay', sale)).toMatchObject({ refunded: '0' });
    await sandbox.act('codepay', no, 'pay');
    expect(await app.data('order.refund.query', { merchant_order_no: no })).toMatchObject({
      trans_type: 3,
      trans_status: 2,
      trans_amount: '7',
    });
    expect(await movements(sale)).toEqual([`payment 1200 ${sale}`, `refund -700 ${no}`]);
    expect(await app.status(sale)).toBe(2);
  });

  it('gives back a tip that it names, part by part', async () => {
    const sale = await done(10, { tip_amount: 2 });
    expect(await code(5, { trans_type: 3, orig_merchant_order_no: sale, tip_amount: 2.01 })).toBe('E04126');
    await done(5, { trans_type: 3, orig_merchant_order_no: sale, tip_amount: 2 });
    expect(await sandbox.truthOf('codepay', sale)).toMatchObject({ refunded: '700' });
    expect(await code(5.01, { trans_type: 3, orig_merchant_order_no: sale })).toBe('E04126');
  });

  it('frees its amount when it is declined', async () => {
    const sale = await done(10);
    const no = await app.push(10, { trans_type: 3, orig_merchant_order_no: sale });
    await sandbox.act('codepay', no, 'decline');
    await done(10, { trans_type: 3, orig_merchant_order_no: sale });
    expect(await sandbox.truthOf('codepay', sale)).toMatchObject({ refunded: '1000' });
  });

  it('is never unlinked, nor of an order that took nothing', async () => {
    expect(await code(5, { trans_type: 3 })).toBe('SBX006');
    expect(await code(5, { trans_type: 3, orig_merchant_order_no: 'NOBODY' })).toBe('ET003');
    expect(await code(5, { trans_type: 3, orig_merchant_order_no: await app.push(10) })).toBe('ET003');
    expect(await code(5, { trans_type: 3, orig_merchant_order_no: await done(10, { trans_type: 4 }) })).toBe('ET003');
  });
});

describe('authorization and completion (trans_type 4 and 6)', () => {
  it('holds money without taking it, and takes what the completion says', async () => {
    const hold = await done(100, { trans_type: 4 });
    expect(await app.query(hold)).toMatchObject({ trans_type: 4, trans_status: 2, trans_amount: '100' });
    expect(await sandbox.truthOf('codepay', hold)).toMatchObject({ held: '10000', charged: '0', state: '2' });
    const no = await app.push(80, { trans_type: 6, orig_merchant_order_no: hold, tip_amount: 5 });
    expect(await sandbox.truthOf('codepay', hold)).toMatchObject({ held: '10000', charged: '0' });
    await sandbox.act('codepay', no, 'pay');
    expect(await app.query(no)).toMatchObject({ trans_type: 6, trans_status: 2, order_amount: '80', tip_amount: '5', trans_amount: '85' });
    expect(await sandbox.truthOf('codepay', hold)).toMatchObject({ held: '0', charged: '8500' });
    expect(await movements(hold)).toEqual([`capture 8000 ${no}`, `tip 500 ${no}`]);
    expect(await app.status(hold)).toBe(2);
  });

  it('refuses a completion of anything else, above the hold, or a second time', async () => {
    const completes = (orig: string | undefined, amount: number): Promise<string> =>
      code(amount, { trans_type: 6, orig_merchant_order_no: orig });
    const hold = await done(100, { trans_type: 4 });
    expect(await completes(undefined, 1)).toBe('SBX006');
    expect(await completes('NOBODY', 1)).toBe('ET003');
    expect(await completes(await done(10), 1)).toBe('SBX014');
    expect(await completes(await app.push(10, { trans_type: 4 }), 1)).toBe('SBX010');
    expect(await completes(hold, 100.01)).toBe('SBX012');
    await done(60, { trans_type: 6, orig_merchant_order_no: hold });
    expect(await completes(hold, 40)).toBe('SBX013');
    expect(await sandbox.truthOf('codepay', hold)).toMatchObject({ charged: '6000', held: '0' });
  });

  it('takes the refund on the number of the completion', async () => {
    const hold = await done(100, { trans_type: 4 });
    const completion = await done(60, { trans_type: 6, orig_merchant_order_no: hold });
    expect(await app.code('order.refund.submit', app.refundRequest(hold, 10))).toBe('ET003');
    expect(await app.code('order.refund.submit', app.refundRequest(completion, 60.01))).toBe('E04126');
    expect(await app.code('order.refund.submit', app.refundRequest(completion, 60))).toBe('0');
    await sandbox.advance(300);
    expect(await sandbox.truthOf('codepay', hold)).toMatchObject({ charged: '6000', refunded: '6000' });
  });

  it('is released after seven days, and cannot be captured then', async () => {
    const hold = await done(100, { trans_type: 4 });
    await sandbox.advance(7 * 86_400_000 - 1_000);
    expect(await app.status(hold)).toBe(2);
    await sandbox.advance(1_000);
    expect(await app.status(hold)).toBe(3);
    expect(await sandbox.truthOf('codepay', hold)).toMatchObject({ held: '0', charged: '0', state: '3' });
    expect(await code(1, { trans_type: 6, orig_merchant_order_no: hold })).toBe('SBX010');
  });

  it('is declined like a sale, and cannot be revoked', async () => {
    const declined = await app.push(9.03, { trans_type: 4 });
    await sandbox.advance(300);
    expect(await app.query(declined)).toMatchObject({ trans_status: 1, trans_error_code: 'TS-D2012' });
    const hold = await done(10, { trans_type: 4, pay_scenario: 'SCANQR_PAY' });
    expect(await app.revoke(hold)).toBe('SBX010');
  });
});

describe('what the cashier does without us', () => {
  it('gives a part back under a number of the device, which no query of ours shows', async () => {
    const sale = await done(10);
    expect((await sandbox.act('codepay', sale, 'refund', { amount: '400' })).status).toBe(200);
    expect((await sandbox.act('codepay', sale, 'refund', { amount: '700' })).status).toBe(409);
    expect((await sandbox.act('codepay', sale, 'refund')).status).toBe(200);
    expect((await movements(sale)).map((line) => line.split(' ').slice(0, 2).join(' '))).toEqual([
      'payment 1000',
      'refund -400',
      'refund -600',
    ]);
    expect((await movements(sale))[1]).toMatch(/POS-/);
    expect(await app.status(sale)).toBe(2);
    expect((await sandbox.act('codepay', sale, 'refund')).status).toBe(409);
  });

  it('lets go of an authorization at the portal', async () => {
    const hold = await done(10, { trans_type: 4 });
    expect((await sandbox.act('codepay', hold, 'void')).json).toEqual({ state: '3' });
    expect(await sandbox.truthOf('codepay', hold)).toMatchObject({ held: '0' });
  });

  it('sees a terminal that is switched off: the order waits, or is refused where the caller wants that', async () => {
    const own = await SandboxScenario.start({ codepay: [CodepayApp.account()] });
    try {
      const shop = new CodepayApp(own.url);
      await own.control('PUT', `/codepay/apps/${shop.appId}/profile`, { offlineTerminals: [shop.terminal] });
      expect(await shop.data(METHOD, shop.order(5))).toMatchObject({ terminal_online_status: 'offline' });
      const no = await shop.push(5);
      await own.advance(10_000);
      expect(await shop.status(no)).toBe(9);
      expect(await shop.code(METHOD, shop.order(5, { reject_trade_when_terminal_offline: true }))).toBe('SBX017');
    } finally {
      await own.close();
    }
  });
});

describe('notifications of what follows a sale', () => {
  it('tells the end of a void, and the end of its sale', async () => {
    const receiver = await Receiver.start();
    try {
      const notify = { notify_url: `${receiver.url}/hooks` };
      const sale = await done(10, notify);
      const no = await done(10, { trans_type: 2, orig_merchant_order_no: sale, ...notify });
      await until(() => receiver.received.length === 3);
      const told = receiver.received.map(({ body }) => JSON.parse(body) as Record<string, unknown>);
      // Deliveries of one moment do not wait for one another.
      const lines = told.map((one) => [one['trans_type'], one['trans_status'], one['merchant_order_no']].join(' '));
      expect(lines.sort()).toEqual([`1 2 ${sale}`, `1 3 ${sale}`, `2 2 ${no}`]);
    } finally {
      await receiver.close();
    }
  });
});
