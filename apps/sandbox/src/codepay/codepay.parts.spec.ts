import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { CodepayApp } from '../testing/codepay-app.js';
import { SandboxScenario } from '../testing/sandbox-scenario.js';

const REFUND = '/api/payments/refund';

let sandbox: SandboxScenario;
let app: CodepayApp;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ codepay: [CodepayApp.account()] }, { autoPay: false });
  app = new CodepayApp(sandbox.url);
});
afterAll(() => sandbox.close());
afterEach(() => profile({}));

const profile = (changes: object): Promise<unknown> => sandbox.control('PUT', `/codepay/apps/${app.appId}/profile`, changes);

async function done(amount: number, fields: Record<string, unknown> = {}): Promise<{ no: string; transNo: string }> {
  const no = await app.push(amount, fields);
  await sandbox.act('codepay', no, 'pay');
  return { no, transNo: String((await app.query(no))['trans_no']) };
}

const refund = (transNo: unknown, fields: Record<string, unknown> = {}): Promise<string> =>
  app.pathCode(REFUND, { merchant_order_no: app.newNo(), trans_no: transNo, ...fields });

describe('Refund Payment', () => {
  it('gives back each part by itself, at once', async () => {
    const { no, transNo } = await done(10, { tip_amount: 2 });
    const own = app.newNo();
    const answer = await app.pathData(REFUND, { merchant_order_no: own, trans_no: transNo, order_amount: 4, tip_amount: 1.5 });
    expect(answer).toMatchObject({ resp_code: '000', resp_msg: '[000]APPROVAL', trans_status: 2, trans_no: expect.any(String) });
    expect(await app.data('order.refund.query', { merchant_order_no: own })).toMatchObject({
      trans_type: 3,
      trans_status: 2,
      orig_trans_no: transNo,
      order_amount: '4',
      tip_amount: '1.5',
      trans_amount: '5.5',
    });
    expect(await refund(transNo, { tip_amount: 0.51 })).toBe('E04126');
    expect(await refund(transNo, { order_amount: 6.01 })).toBe('E04126');
    expect(await refund(transNo, { order_amount: 6, tip_amount: 0.5 })).toBe('0');
    const { charges, refunded } = await sandbox.truthOf('codepay', no);
    expect([refunded, charges[1]]).toEqual(['1200', expect.objectContaining({ kind: 'refund', amount: '-550', key: own })]);
  });

  it('gives back all that is left where no part is named, cashback too, and then nothing more', async () => {
    const { no, transNo } = await done(10, { trans_type: 11, cashback_amount: 20, tip_amount: 1 });
    expect(await refund(transNo, { order_amount: 3 })).toBe('0');
    expect([await refund(transNo), await refund(transNo)]).toEqual(['0', 'E04126']);
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '3100', refunded: '3100' });
  });

  it('counts what Submit Order Refund gives back, base first', async () => {
    const { no, transNo } = await done(10, { tip_amount: 2 });
    await app.data('order.refund.submit', app.refundRequest(no, 11));
    expect(await refund(transNo, { order_amount: 0.01 })).toBe('E04126');
    expect(await refund(transNo, { tip_amount: 1 })).toBe('0');
  });

  it('knows no surcharge, tax or service charge of its orders', async () => {
    const { transNo } = await done(10);
    for (const name of ['surcharge_amount', 'sales_tax_amount', 'service_charge_amount']) {
      expect(await refund(transNo, { order_amount: 1, [name]: 0.01 })).toBe('E04126');
      expect(await refund(transNo, { order_amount: 1, [name]: 0 })).toBe('0');
    }
  });

  it('gives back a capture by its own number, never the authorization', async () => {
    const { no, transNo } = await done(100, { trans_type: 4 });
    const { trans_no: captured } = await app.pathData('/api/payments/capture', {
      merchant_order_no: app.newNo(),
      trans_no: transNo,
      trans_amount: 60,
    });
    expect(await refund(transNo)).toBe('ET003');
    expect(await refund(captured, { order_amount: 60.01 })).toBe('E04126');
    expect(await refund(captured)).toBe('0');
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '6000', refunded: '6000' });
  });

  it('refuses a used number, an unknown transaction, one that took nothing, amounts that are none, and too many', async () => {
    const { no, transNo } = await done(20);
    expect(await refund(transNo, { merchant_order_no: no })).toBe('E04112');
    expect(await refund('50023000000000000000000')).toBe('E04110');
    expect(await refund((await app.query(await app.push(5)))['trans_no'])).toBe('ET003');
    for (const fields of [{ order_amount: 0 }, { order_amount: -1 }, { tip_amount: 0.001 }, { order_amount: true }])
      expect(await refund(transNo, fields)).toBe('SBX006');
    for (const fields of [{ merchant_order_no: undefined }, { merchant_order_no: 'blank in it' }, { trans_no: undefined }])
      expect(await refund(transNo, fields)).toBe('SBX006');
    await profile({ maxRefunds: 2 });
    expect([await refund(transNo, { order_amount: 1 }), await refund(transNo, { order_amount: 1 })]).toEqual(['0', '0']);
    expect(await refund(transNo, { order_amount: 1 })).toBe('SBX011');
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ refunded: '200' });
  });

  it('909: is on its way for 10 s; 910: is known after the second query', async () => {
    const slow = await done(9.09);
    const own = app.newNo();
    const answer = await app.pathData(REFUND, { merchant_order_no: own, trans_no: slow.transNo });
    expect(answer).toMatchObject({ trans_status: 0 });
    expect(answer).not.toHaveProperty('resp_code');
    await sandbox.advance(10_000);
    expect(await app.refundStatus(own)).toBe(2);

    const unknown = await done(9.1);
    const lost = app.newNo();
    expect(await refund(unknown.transNo, { merchant_order_no: lost })).toBe('SYS999');
    const look = { merchant_order_no: lost };
    expect([await app.code('order.refund.query', look), await app.refundStatus(lost)]).toEqual(['SYS999', 2]);
    expect(await sandbox.truthOf('codepay', unknown.no)).toMatchObject({ refunded: '910' });
  });
});

describe('a processor that gives nothing back before settlement', () => {
  const closeBatch = (): Promise<string> => app.code('batch.close', { terminal_sn: app.terminal });

  it('answers D0005 to each of the three ways, until the batch is closed', async () => {
    await profile({ unsettledRefunds: 'refused' });
    const { no, transNo } = await done(10);
    expect(await app.pathData(REFUND, { merchant_order_no: app.newNo(), trans_no: transNo })).toMatchObject({
      resp_code: 'D0005',
      trans_status: 1,
    });

    const submitted = app.refundRequest(no, 10);
    await app.data('order.refund.submit', submitted);
    await sandbox.advance(300);
    const atTerminal = await app.push(10, { trans_type: 3, orig_merchant_order_no: no });
    await sandbox.act('codepay', atTerminal, 'pay');
    for (const one of [String(submitted['merchant_order_no']), atTerminal])
      expect(await app.query(one)).toMatchObject({ trans_status: 1, trans_error_code: 'D0005' });
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ refunded: '0' });

    expect(await closeBatch()).toBe('0');
    expect(await refund(transNo)).toBe('0');
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ refunded: '1000' });
  });

  it('or only to a part of it', async () => {
    await profile({ unsettledRefunds: 'whole_only' });
    const { transNo } = await done(10);
    expect(await app.pathData(REFUND, { merchant_order_no: app.newNo(), trans_no: transNo, order_amount: 5 })).toMatchObject({
      resp_code: 'D0005',
    });
    expect(await app.pathData(REFUND, { merchant_order_no: app.newNo(), trans_no: transNo })).toMatchObject({ resp_code: '000' });
  });

  it('gives back QR payments, which no batch settles', async () => {
    await profile({ unsettledRefunds: 'refused' });
    const { transNo } = await done(10, { pay_scenario: 'SCANQR_PAY' });
    expect(await refund(transNo)).toBe('0');
  });
});
