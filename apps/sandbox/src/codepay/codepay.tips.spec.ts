import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CodepayApp } from '../testing/codepay-app.js';
import { SandboxScenario } from '../testing/sandbox-scenario.js';

const TIP = '/api/payments/tip';

let sandbox: SandboxScenario;
let app: CodepayApp;

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
const byNo = (no: unknown, amount: unknown): Promise<string> =>
  app.code('tip.adjustment', { merchant_order_no: no, tip_adjustment_amount: amount });
const byTransNo = (transNo: unknown, amount: unknown): Promise<string> => app.pathCode(TIP, { trans_no: transNo, tip_amount: amount });
const transNoOf = async (no: string): Promise<unknown> => (await app.query(no))['trans_no'];

describe('Tip Adjustment', () => {
  it('sets the tip, by either call, up and down, and says almost nothing', async () => {
    const no = await done(10);
    expect(await app.data('tip.adjustment', { merchant_order_no: no, tip_adjustment_amount: '3.50' })).toEqual({});
    expect(await app.query(no)).toMatchObject({ order_amount: '10', tip_amount: '3.5', trans_amount: '13.5' });
    const answer = await app.pathData(TIP, { trans_no: await transNoOf(no), tip_amount: 1 });
    expect(answer).toEqual({ trans_time: expect.any(String), trans_status: 2 });
    expect(await app.query(no)).toMatchObject({ tip_amount: '1', trans_amount: '11' });
    expect(await byNo(no, 0)).toBe('0');
    const { charges, charged, refunded } = await sandbox.truthOf('codepay', no);
    expect(charges.map(({ kind, amount }) => `${kind} ${amount}`)).toEqual(['payment 1000', 'tip 350', 'tip -250', 'tip -100']);
    expect(BigInt(charged) - BigInt(refunded)).toBe(1_000n);
  });

  it('goes to the capture of an authorization, named by either of them', async () => {
    const no = await done(100, { trans_type: 4 });
    const transNo = await transNoOf(no);
    expect([await byNo(no, 5), await byTransNo(transNo, 5)]).toEqual(['SBX015', 'SBX015']);
    const captureNo = app.newNo();
    const { trans_no: captured } = await app.pathData('/api/payments/capture', {
      merchant_order_no: captureNo,
      trans_no: transNo,
      trans_amount: 60,
    });
    expect([await byNo(no, 5), await byTransNo(captured, 7)]).toEqual(['0', '0']);
    expect(await app.query(captureNo)).toMatchObject({ order_amount: '60', tip_amount: '7', trans_amount: '67' });
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '6700', refunded: '0' });
  });

  it.each([
    ['a debit card', { card_type: 1 }],
    ['an EBT card', { card_type: 3 }],
    ['a gift card', { card_type: 4 }],
    ['a QR payment', { pay_scenario: 'SCANQR_PAY' }],
  ])('refuses %s', async (_name, fields) => {
    const no = await done(10, fields);
    expect([await byNo(no, 1), await byTransNo(await transNoOf(no), 1)]).toEqual(['SBX015', 'SBX015']);
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '1000' });
  });

  it('refuses an order that waits, is closed, voided, refunded in part, or settled', async () => {
    const waiting = await app.push(10);
    const declined = await app.push(10);
    await sandbox.act('codepay', declined, 'decline');
    const voided = await done(10);
    await sandbox.act('codepay', voided, 'void');
    const refunded = await done(10);
    const refund = app.refundRequest(refunded, 1);
    await app.data('order.refund.submit', refund);
    await sandbox.advance(300);
    for (const no of [waiting, declined, voided, refunded, String(refund['merchant_order_no'])]) expect(await byNo(no, 1)).toBe('SBX015');
    const settled = await done(10);
    expect(await app.code('batch.close', { terminal_sn: app.terminal })).toBe('0');
    expect([await byNo(settled, 1), await byTransNo(await transNoOf(settled), 1)]).toEqual(['SBX015', 'SBX015']);
    expect((await sandbox.act('codepay', settled, 'tip', { amount: '100' })).status).toBe(409);
  });

  it('refuses an unknown order and an amount that is none', async () => {
    expect([await byNo('NOBODY', 1), await byTransNo('50023000000000000000000', 1)]).toEqual(['E04111', 'E04110']);
    const no = await done(10);
    for (const amount of [undefined, -1, 0.001, 'much'])
      expect([await byNo(no, amount), await byTransNo(await transNoOf(no), amount)]).toEqual(['SBX006', 'SBX006']);
    expect([await byNo(undefined, 1), await byTransNo(undefined, 1)]).toEqual(['SBX006', 'SBX006']);
  });

  it.each([
    ['unknown_then_paid', '12'],
    ['unknown_then_failed', '10'],
  ])('%s: nobody says so until the third query', async (fault, total) => {
    const no = await done(10);
    await sandbox.arm('codepay', { operation: 'tip.adjustment', fault });
    expect(await byNo(no, 2)).toBe('SYS999');
    const look = { merchant_order_no: no };
    expect([await app.code('order.query', look), await app.code('order.query', look)]).toEqual(['SYS999', 'SYS999']);
    expect(await app.query(no)).toMatchObject({ trans_amount: total });
  });
});
