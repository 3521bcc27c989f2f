import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';

import { CodepayApp } from '../testing/codepay-app.js';
import { SandboxScenario } from '../testing/sandbox-scenario.js';

const CLOSE = '/api/batch/close';
const OPEN = '/api/batch/open';
const OTHER_TERMINAL = 'WPYB002248000866';
const stores = { '4023000001': ['WPYB002248000865'], '4023000002': [OTHER_TERMINAL] };

let sandbox: SandboxScenario;
let app: CodepayApp;

/** Every test has batches of its own. */
beforeEach(async () => {
  await sandbox?.close();
  sandbox = await SandboxScenario.start({ codepay: [{ ...CodepayApp.account(), stores }] }, { autoPay: false });
  app = new CodepayApp(sandbox.url);
});
afterAll(() => sandbox.close());

async function done(amount: number, fields: Record<string, unknown> = {}): Promise<string> {
  const no = await app.push(amount, fields);
  await sandbox.act('codepay', no, 'pay');
  return no;
}

async function paidOnline(amount: number): Promise<string> {
  const { no } = await app.checkout(amount);
  await sandbox.act('codepay', no, 'pay');
  return no;
}

const scope = (fields: Record<string, unknown> = {}): Record<string, unknown> => ({ merchant_no: app.merchantNo, ...fields });
const open = (fields?: Record<string, unknown>): Promise<unknown> => app.pathData(OPEN, scope(fields));
const close = (fields?: Record<string, unknown>): Promise<string> => app.pathCode(CLOSE, scope(fields));
const closeTerminal = (terminalSn: unknown): Promise<string> => app.code('batch.close', { terminal_sn: terminalSn });
const voids = (no: string, amount: number): Promise<string> =>
  app.code('wisehub.cloud.pay.order', app.order(amount, { trans_type: 2, orig_merchant_order_no: no }));

describe('Get Open Batch', () => {
  it('counts sales with tip and cashback, captures and refunds, and neither voids nor holds', async () => {
    expect(await open()).toEqual({ count: 0, total_amount: 0 });
    await done(10, { tip_amount: 2 });
    await done(5, { trans_type: 11, cashback_amount: 20 });
    const hold = await done(100, { trans_type: 4 });
    expect(await open()).toEqual({ count: 2, total_amount: 37 });
    await app.pathData('/api/payments/capture', {
      merchant_order_no: app.newNo(),
      trans_no: (await app.query(hold))['trans_no'],
      trans_amount: 60.5,
    });
    const refunded = await done(30);
    await app.data('order.refund.submit', app.refundRequest(refunded, 4.25));
    await sandbox.advance(300);
    const voided = await done(50);
    await done(50, { trans_type: 2, orig_merchant_order_no: voided });
    const declined = await app.push(70);
    await sandbox.act('codepay', declined, 'decline');
    await app.push(80);
    expect(await open()).toEqual({ count: 5, total_amount: 123.25 });
  });

  it('goes below zero where refunds do', async () => {
    const no = await done(10);
    await close();
    await app.data('order.refund.submit', app.refundRequest(no, 4.5));
    await sandbox.advance(300);
    expect(await open()).toEqual({ count: 1, total_amount: -4.5 });
  });

  it('is narrowed by store and by terminals, and then has nothing of what is paid online', async () => {
    await done(10);
    await done(20, { terminal_sn: OTHER_TERMINAL });
    await paidOnline(40);
    expect(await open()).toEqual({ count: 3, total_amount: 70 });
    expect(await open({ store_no: '4023000002' })).toEqual({ count: 1, total_amount: 20 });
    expect(await open({ terminal_sn_list: [app.terminal, OTHER_TERMINAL] })).toEqual({ count: 2, total_amount: 30 });
    expect(await open({ store_no: '4023000001', terminal_sn_list: [] })).toEqual({ count: 1, total_amount: 10 });
  });

  it('refuses a store, a terminal or a merchant that is not there', async () => {
    expect(await app.pathCode(OPEN, {})).toBe('SBX006');
    expect(await app.pathCode(OPEN, { merchant_no: '302300000002' })).toBe('SBX004');
    for (const fields of [
      { store_no: '4023000009' },
      { terminal_sn_list: ['WPYB000000000009'] },
      { store_no: '4023000001', terminal_sn_list: [OTHER_TERMINAL] },
      { terminal_sn_list: 'WPYB002248000865' },
      { terminal_sn_list: [1] },
    ])
      expect([await app.pathCode(OPEN, scope(fields)), await close(fields)]).toEqual(['SBX006', 'SBX006']);
  });
});

describe('Batch Close of family B', () => {
  it('closes everything of the merchant and says what it was; new transactions go to a new batch', async () => {
    const sale = await done(10);
    await paidOnline(40);
    expect(await app.pathData(CLOSE, scope())).toEqual({ count: 2, total_amount: 50 });
    expect(await open()).toEqual({ count: 0, total_amount: 0 });
    expect(await close()).toBe('ET007');
    expect(await voids(sale, 10)).toBe('ET008');
    await done(7);
    expect(await open()).toEqual({ count: 1, total_amount: 7 });
    expect(await app.code('order.refund.submit', app.refundRequest(sale, 10))).toBe('0');
  });

  it('closes the terminals of a store, or those that are listed, with their QR payments, and leaves the others', async () => {
    const scanned = await done(5, { pay_scenario: 'SCANQR_PAY' });
    const other = await done(20, { terminal_sn: OTHER_TERMINAL });
    const online = await paidOnline(40);
    expect(await app.pathData(CLOSE, scope({ store_no: '4023000001' }))).toEqual({ count: 1, total_amount: 5 });
    expect([await voids(scanned, 5), await voids(other, 20)]).toEqual(['ET008', '0']);
    expect(await app.pathData(CLOSE, scope({ terminal_sn_list: [OTHER_TERMINAL] }))).toEqual({ count: 1, total_amount: 20 });
    expect(await open()).toEqual({ count: 1, total_amount: 40 });
    expect(await app.revoke(online)).toBe('0');
  });

  it('fails a void that waited on its terminal when the batch was closed', async () => {
    const sale = await done(10);
    const order = app.order(10, { trans_type: 2, orig_merchant_order_no: sale });
    await app.data('wisehub.cloud.pay.order', order);
    await close();
    const no = String(order['merchant_order_no']);
    await sandbox.act('codepay', no, 'pay');
    expect(await app.query(no)).toMatchObject({ trans_status: 1, trans_error_code: 'ET008' });
    expect(await sandbox.truthOf('codepay', sale)).toMatchObject({ refunded: '0' });
    expect((await sandbox.act('codepay', sale, 'void')).status).toBe(409);
  });

  it.each([
    ['unknown_then_paid', 0],
    ['unknown_then_failed', 1],
    ['drop_after', 0],
    ['drop_before', 1],
  ])('%s leaves %i open', async (fault, count) => {
    await done(10);
    await sandbox.arm('codepay', { operation: 'batch_close', fault });
    expect(await close().catch(() => 'broken')).not.toBe('0');
    expect(await open()).toMatchObject({ count });
  });

  it('can be declined in any words, and states a false total where the fault wants it', async () => {
    await done(10);
    await sandbox.arm('codepay', { operation: 'batch_close', fault: 'decline:E9999' });
    expect(await close()).toBe('E9999');
    await sandbox.arm('codepay', { operation: 'open_batch', fault: 'wrong_amount' });
    expect(await open()).toEqual({ count: 1, total_amount: 10.01 });
    await sandbox.arm('codepay', { operation: 'batch_close', fault: 'wrong_amount' });
    expect(await app.pathData(CLOSE, scope())).toEqual({ count: 1, total_amount: 10.01 });
  });
});

describe('Batch close of family A', () => {
  it('settles the cards of one terminal, says nothing, and leaves QR, online and the other terminal', async () => {
    const card = await done(10);
    const scanned = await done(5, { pay_scenario: 'SCANQR_PAY' });
    await done(20, { terminal_sn: OTHER_TERMINAL });
    await paidOnline(40);
    expect(await app.data('batch.close', { terminal_sn: app.terminal })).toEqual({});
    expect(await open()).toEqual({ count: 3, total_amount: 65 });
    expect([await voids(card, 10), await voids(scanned, 5)]).toEqual(['ET008', '0']);
    expect(await closeTerminal(app.terminal)).toBe('ET007');
  });

  it('refuses a terminal that is not bound, and none', async () => {
    expect([await closeTerminal('WPYB000000000009'), await closeTerminal(undefined)]).toEqual(['SBX006', 'SBX006']);
  });

  it('ends what was a refund of an unclosed batch: it belongs to where its sale was taken', async () => {
    const sale = await done(10);
    await closeTerminal(app.terminal);
    await app.data('order.refund.submit', app.refundRequest(sale, 4));
    await sandbox.advance(300);
    expect(await open({ terminal_sn_list: [app.terminal] })).toEqual({ count: 1, total_amount: -4 });
    expect(await closeTerminal(app.terminal)).toBe('0');
    expect(await open()).toEqual({ count: 0, total_amount: 0 });
  });
});

describe('a store', () => {
  const wrong = [
    { store_no: '4023009999' },
    { store_no: '4023000002' }, // the terminal stands in the other one
  ];

  it('is one of the merchant’s, with the terminal in it, where orders are made or closed', async () => {
    for (const fields of wrong) expect(await app.code('wisehub.cloud.pay.order', app.order(1, fields))).toBe('SBX006');
    expect(await app.code('pay.checkout', app.checkoutOrder(1, { store_no: '4023009999' }))).toBe('SBX006');
    const no = await app.push(1, { store_no: '4023000001' });
    const closing = { terminal_sn: app.terminal, merchant_order_no: no, message_receiving_application: 'CodePay Register' };
    for (const fields of wrong) expect(await app.code('wisehub.cloud.pay.close', { ...closing, ...fields })).toBe('SBX006');
    expect(await app.code('wisehub.cloud.pay.close', { ...closing, store_no: '4023000001' })).toBe('0');
  });
});
