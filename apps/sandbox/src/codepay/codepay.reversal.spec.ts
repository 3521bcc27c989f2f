import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CodepayApp } from '../testing/codepay-app.js';
import { SandboxScenario } from '../testing/sandbox-scenario.js';

let sandbox: SandboxScenario;
let app: CodepayApp;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ codepay: [CodepayApp.account()] }, { autoPay: false });
  app = new CodepayApp(sandbox.url);
});
afterAll(() => sandbox.close());

async function paid(amount: number, fields: Record<string, unknown> = {}): Promise<string> {
  const no = await app.push(amount, fields);
  await sandbox.act('codepay', no, 'pay');
  return no;
}

/** Submits a refund and lets it arrive. */
async function refunded(orig: string, amount: number): Promise<string> {
  const request = app.refundRequest(orig, amount);
  await app.data('order.refund.submit', request);
  await sandbox.advance(300);
  return String(request['merchant_order_no']);
}

const submit = (orig: string, amount: number | string, fields: Record<string, unknown> = {}): Promise<string> =>
  app.code('order.refund.submit', app.refundRequest(orig, amount, fields));

describe('Close Order', () => {
  it('closes an order that nobody has taken up, for good', async () => {
    const no = await app.push(5);
    expect(await app.close(no)).toBe('0');
    const closed = await app.query(no);
    expect(closed).toMatchObject({ trans_status: 1 });
    expect(closed).not.toHaveProperty('trans_error_code');
    expect((await sandbox.act('codepay', no, 'pay')).status).toBe(409);
    expect(await app.close(no)).toBe('SBX010');
  });

  it('refuses an order that is being paid or is paid', async () => {
    const processing = await app.push(9.01);
    await sandbox.advance(1_000);
    expect(await app.close(processing)).toBe('SBX010');
    expect(await app.close(await paid(5))).toBe('SBX010');
  });

  it('refuses an unknown order, another terminal, and bad fields', async () => {
    expect(await app.close('NOBODY')).toBe('E04111');
    const no = await app.push(5);
    expect(await app.close(no, { terminal_sn: 'WPYB002248000866' })).toBe('SBX006');
    expect(await app.close(no, { terminal_sn: undefined })).toBe('SBX006');
    expect(await app.close(no, { message_receiving_application: 'WISECASHIER' })).toBe('SBX006');
    expect(await app.status(no)).toBe(9);
  });

  it('907: errs once, then works; 908: aborts a payment that is under way', async () => {
    const errs = await app.push(9.07);
    expect([await app.close(errs), await app.status(errs), await app.close(errs)]).toEqual(['SYS999', 9, '0']);
    const underway = await app.push(9.08);
    await sandbox.advance(10_000);
    expect(await app.status(underway)).toBe(0);
    expect(await app.close(underway)).toBe('0');
    expect(await sandbox.truthOf('codepay', underway)).toMatchObject({ charged: '0', state: '1' });
  });
});

describe('Cancel Order', () => {
  it('closes an unpaid online order and an unpaid QR order, waiting or processing', async () => {
    const { no: online } = await app.checkout(5);
    const scanned = await app.push(9.01, { pay_scenario: 'SCANQR_PAY' });
    await sandbox.advance(1_000);
    expect(await app.status(scanned)).toBe(0);
    for (const no of [online, scanned]) {
      expect(await app.revoke(no)).toBe('0');
      expect(await app.status(no)).toBe(1);
    }
    await sandbox.advance(6_000);
    expect(await sandbox.truthOf('codepay', scanned)).toMatchObject({ charged: '0', state: '1' });
  });

  it('gives a paid QR order back once, however often it is asked', async () => {
    const no = await paid(12.4, { pay_scenario: 'BSCANQR_PAY' });
    expect([await app.revoke(no), await app.revoke(no)]).toEqual(['0', '0']);
    expect(await app.status(no)).toBe(3);
    const { charges } = await sandbox.truthOf('codepay', no);
    expect(charges.map(({ amount, kind }) => `${kind} ${amount}`)).toEqual(['payment 1240', 'cancel -1240']);
  });

  it('gives back only what no refund has returned', async () => {
    const no = await paid(10, { pay_scenario: 'BSCANQR_PAY' });
    await refunded(no, 4);
    expect(await app.revoke(no)).toBe('0');
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '1000', refunded: '1000' });
  });

  it('refuses a card on a terminal, a closed order, an unknown one and a refund', async () => {
    expect(await app.revoke(await app.push(5))).toBe('SBX016');
    const declined = await app.push(5, { pay_scenario: 'SCANQR_PAY' });
    await sandbox.act('codepay', declined, 'decline');
    expect(await app.revoke(declined)).toBe('SBX010');
    expect(await app.revoke('NOBODY')).toBe('E04111');
    expect(await app.revoke(await refunded(await paid(5), 5))).toBe('E04111');
  });
});

describe('Submit Order Refund', () => {
  it('is accepted, on its way (909: for 10 s), and then with the payer', async () => {
    const no = await paid(9.09); // its refunds take 10 s
    const request = app.refundRequest(no, 4);
    const refundNo = String(request['merchant_order_no']);
    const accepted = await app.data('order.refund.submit', request);
    expect(accepted).toEqual({ trans_no: expect.any(String), trans_amount: '4', trans_fee_c: '0', vat_amount: '0' });
    await sandbox.advance(6_000);
    expect(await app.refundStatus(refundNo)).toBe(0);
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ refunded: '0' });
    await sandbox.advance(4_000);
    expect(await app.data('order.refund.query', { trans_no: accepted['trans_no'] })).toEqual({
      trans_no: accepted['trans_no'],
      orig_trans_no: (await app.query(no))['trans_no'],
      merchant_order_no: refundNo,
      trans_type: 3,
      trans_status: 2,
      order_amount: '4',
      trans_amount: '4',
      price_currency: 'USD',
      trans_fee_c: '0',
      vat_amount: '0',
      trans_end_time: expect.any(String),
      pay_channel_trans_no: expect.any(String),
    });
    expect((await sandbox.truthOf('codepay', no)).charges[1]).toMatchObject({ amount: '-400', kind: 'refund', key: refundNo });
    expect(await app.status(no)).toBe(2);
  });

  it('takes parts up to what was paid, tip included, counting those on their way', async () => {
    const no = await paid(10, { tip_amount: 2 });
    expect([await submit(no, 7), await submit(no, 5.01), await submit(no, 5), await submit(no, 0.01)]).toEqual([
      '0',
      'E04126',
      '0',
      'E04126',
    ]);
    await sandbox.advance(300);
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '1200', refunded: '1200' });
  });

  it('takes the alias and the missing currency of the printed sample, and the original by its transaction number', async () => {
    const no = await paid(10);
    const { trans_no: transNo } = await app.query(no);
    const fields = {
      order_amount: undefined,
      trans_amount: '3.50',
      price_currency: undefined,
      orig_merchant_order_no: undefined,
      orig_trans_no: transNo,
    };
    expect(await submit(no, 0, fields)).toBe('0');
    expect(await submit(no, 1, { orig_trans_no: transNo })).toBe('0');
  });

  it('refuses what cannot be refunded', async () => {
    const no = await paid(10);
    const { trans_no: otherTransNo } = await app.query(await paid(10));
    const waiting = await app.push(5);
    expect(await submit('NOBODY', 1)).toBe('ET003');
    expect(await submit(waiting, 1)).toBe('ET003');
    expect(await submit(no, 1, { orig_trans_no: otherTransNo })).toBe('E04110');
    expect(await submit(no, 1, { merchant_order_no: waiting })).toBe('E04112');
    for (const fields of [
      { orig_merchant_order_no: undefined },
      { price_currency: 'EUR' },
      { order_amount: undefined },
      { order_amount: 0 },
      { order_amount: 0.001 },
      { description: undefined },
      { description: 'd'.repeat(65) },
      { notify_url: 'nowhere' },
      { merchant_order_no: undefined },
    ])
      expect(await submit(no, 1, fields)).toBe('SBX006');
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ refunded: '0' });
  });

  it('takes ten refunds of an order and no more', async () => {
    const no = await paid(20);
    for (let count = 0; count < 10; count += 1) expect(await submit(no, 1)).toBe('0');
    expect(await submit(no, 1)).toBe('SBX011');
  });

  it('is found only by its own number, as a refund', async () => {
    const no = await paid(5);
    expect(await app.code('order.refund.query', { merchant_order_no: no })).toBe('E04111');
    expect(await app.code('order.refund.query', { trans_no: (await app.query(no))['trans_no'] })).toBe('E04110');
    expect(await app.code('order.refund.query', {})).toBe('SBX006');
  });
});

describe('magic amounts and faults of refunds', () => {
  it('910: done, but not known until it is queried twice', async () => {
    const no = await paid(9.1);
    const request = app.refundRequest(no, 1);
    const look = { merchant_order_no: request['merchant_order_no'] };
    expect(await app.code('order.refund.submit', request)).toBe('SYS999');
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ refunded: '100' });
    expect(await app.code('order.refund.query', look)).toBe('SYS999');
    expect(await app.refundStatus(String(request['merchant_order_no']))).toBe(2);
  });

  it('906: the first submit errs and does nothing', async () => {
    const no = await app.push(9.06).catch(() => undefined);
    expect(no).toBeUndefined();
    const order = app.order(9.06);
    await app.code('wisehub.cloud.pay.order', order);
    await app.data('wisehub.cloud.pay.order', order);
    await sandbox.act('codepay', String(order['merchant_order_no']), 'pay');
    const request = app.refundRequest(String(order['merchant_order_no']), 1);
    expect([await app.code('order.refund.submit', request), await app.code('order.refund.submit', request)]).toEqual(['SYS999', '0']);
  });

  it("a processor's decline ends the refund and frees its amount", async () => {
    const no = await paid(5);
    await sandbox.arm('codepay', { operation: 'order.refund.submit', fault: 'decline:TS-D0091' });
    const failed = await refunded(no, 5);
    expect(await app.data('order.refund.query', { merchant_order_no: failed })).toMatchObject({
      trans_status: 1,
      trans_error_code: 'TS-D0091',
    });
    await refunded(no, 5);
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ refunded: '500' });
  });

  it("a gateway's code, as the answer, begins nothing", async () => {
    const no = await paid(5);
    await sandbox.arm('codepay', { operation: 'order.refund.submit', fault: 'decline:E04132' });
    const request = app.refundRequest(no, 5);
    expect([await app.code('order.refund.submit', request), await app.code('order.refund.submit', request)]).toEqual(['E04132', '0']);
  });

  it.each([
    ['unknown_then_paid', 2, '500'],
    ['unknown_then_failed', 1, '0'],
  ])('%s', async (fault, status, returned) => {
    const no = await paid(5);
    const request = app.refundRequest(no, 5);
    await sandbox.arm('codepay', { operation: 'order.refund.submit', fault });
    expect(await app.code('order.refund.submit', request)).toBe('SYS999');
    expect(await app.code('order.refund.query', { merchant_order_no: request['merchant_order_no'] })).toBe('SYS999');
    expect(await app.refundStatus(String(request['merchant_order_no']))).toBe(status);
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ refunded: returned });
  });

  it('drop_after a revoke has done its work', async () => {
    const no = await paid(5, { pay_scenario: 'SCANQR_PAY' });
    await sandbox.arm('codepay', { operation: 'order.revoker', fault: 'drop_after' });
    await expect(app.revoke(no)).rejects.toThrow();
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ refunded: '500', state: '3' });
  });
});
