import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CodepayApp } from '../testing/codepay-app.js';
import { SandboxScenario } from '../testing/sandbox-scenario.js';

const CAPTURE = '/api/payments/capture';
const INCREMENT = '/api/payments/incremental';
const CANCEL = '/api/payments/cancel';
const RECALL = '/api/payments/recall';

let sandbox: SandboxScenario;
let app: CodepayApp;

beforeAll(async () => {
  const accounts = [CodepayApp.account(), CodepayApp.account('wz0000000000000002', '302300000002')];
  sandbox = await SandboxScenario.start({ codepay: accounts }, { autoPay: false });
  app = new CodepayApp(sandbox.url);
});
afterAll(() => sandbox.close());

/** Pushes an order, has it paid, and answers both of its numbers. */
async function done(amount: number, fields: Record<string, unknown> = {}): Promise<{ no: string; transNo: string }> {
  const no = await app.push(amount, fields);
  await sandbox.act('codepay', no, 'pay');
  return { no, transNo: String((await app.query(no))['trans_no']) };
}

const held = (amount: number): ReturnType<typeof done> => done(amount, { trans_type: 4 });
const approval = {
  resp_msg: '[000]APPROVAL',
  resp_code: '000',
  trans_status: 2,
  trans_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
};

describe('Capture Payment', () => {
  it('takes less than what is held, once, by a transaction of its own, and lets the rest go', async () => {
    const { no, transNo } = await held(100);
    const captureNo = app.newNo();
    const request = { merchant_order_no: captureNo, trans_no: transNo, trans_amount: 85 };
    const answer = await app.pathData(CAPTURE, request);
    expect(answer).toEqual({ ...approval, trans_no: expect.stringMatching(/^[0-9]{23}$/), auth_no: expect.stringMatching(/^[0-9]{6}$/) });
    expect(answer['trans_no']).not.toBe(transNo);
    expect(await app.query(captureNo)).toMatchObject({ trans_type: 6, trans_status: 2, trans_amount: '85', orig_trans_no: transNo });
    const truth = await sandbox.truthOf('codepay', no);
    expect(truth).toMatchObject({ charged: '8500', held: '0', charges: [{ kind: 'capture', amount: '8500', key: captureNo }] });
    expect(await app.pathCode(CAPTURE, request)).toBe('E04112');
    expect(await app.pathCode(CAPTURE, { ...request, merchant_order_no: app.newNo(), trans_amount: 15 })).toBe('SBX013');
  });

  it('refuses more than what is held, another kind of transaction, one that is gone, and one that nobody knows', async () => {
    const capture = (transNo: unknown, amount: unknown, fields: Record<string, unknown> = {}): Promise<string> =>
      app.pathCode(CAPTURE, { merchant_order_no: app.newNo(), trans_no: transNo, trans_amount: amount, ...fields });
    const { no, transNo } = await held(100);
    expect(await capture(transNo, 100.01)).toBe('SBX012');
    expect(await capture((await done(10)).transNo, 10)).toBe('SBX014');
    expect(await capture('50023000000000000000000', 10)).toBe('E04110');
    expect(await capture((await app.query(await app.push(5, { trans_type: 4 })))['trans_no'], 5)).toBe('SBX010');
    for (const amount of [undefined, 0, -1, 1.001]) expect(await capture(transNo, amount)).toBe('SBX006');
    for (const fields of [{ merchant_order_no: undefined }, { trans_no: undefined }])
      expect(await capture(transNo, 1, fields)).toBe('SBX006');
    await sandbox.act('codepay', no, 'void');
    expect(await capture(transNo, 1)).toBe('SBX010');
  });

  it("does not reach another merchant's authorization", async () => {
    const { no, transNo } = await held(100);
    const other = new CodepayApp(sandbox.url, 'wz0000000000000002', '302300000002');
    expect(await other.pathCode(CAPTURE, { merchant_order_no: other.newNo(), trans_no: transNo, trans_amount: 1 })).toBe('E04110');
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '0', held: '10000' });
  });

  it('says 4 of a captured authorization where the profile wants it', async () => {
    const { no, transNo } = await held(10);
    await app.pathData(CAPTURE, { merchant_order_no: app.newNo(), trans_no: transNo, trans_amount: 10 });
    expect(await app.status(no)).toBe(2);
    await sandbox.control('PUT', `/codepay/apps/${app.appId}/profile`, { capturedStatus: 4 });
    expect(await app.status(no)).toBe(4);
    await sandbox.control('PUT', `/codepay/apps/${app.appId}/profile`, {});
  });
});

describe('Incremental Authorization', () => {
  it('adds to what is held each time that it is sent, and the query states the total', async () => {
    const { no, transNo } = await held(100);
    const request = { trans_no: transNo, trans_amount: 20 };
    expect(await app.pathData(INCREMENT, request)).toEqual({ ...approval, auth_no: expect.any(String) });
    await app.pathData(INCREMENT, request);
    expect(await app.query(no)).toMatchObject({ trans_status: 2, trans_amount: '140' });
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ held: '14000', charged: '0' });
    await app.pathData(CAPTURE, { merchant_order_no: app.newNo(), trans_no: transNo, trans_amount: 140 });
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ held: '0', charged: '14000' });
  });

  it('refuses one that is captured, let go, no authorization, unknown, or an amount that is none', async () => {
    const increment = (transNo: unknown, amount: unknown = 1): Promise<string> =>
      app.pathCode(INCREMENT, { trans_no: transNo, trans_amount: amount });
    const { no, transNo } = await held(100);
    for (const amount of [null, 0, -1, 'ten']) expect(await increment(transNo, amount)).toBe('SBX006');
    expect(await increment((await done(10)).transNo)).toBe('SBX014');
    expect(await increment('50023000000000000000000')).toBe('E04110');
    await app.pathData(CAPTURE, { merchant_order_no: app.newNo(), trans_no: transNo, trans_amount: 1 });
    expect(await increment(transNo)).toBe('SBX010');
    const gone = await held(100);
    await sandbox.act('codepay', gone.no, 'void');
    expect(await increment(gone.transNo)).toBe('SBX010');
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '100' });
  });

  it("is declined by the processor in the processor's words, and holds no more", async () => {
    const { no, transNo } = await held(100);
    await sandbox.arm('codepay', { operation: 'incremental_authorization', fault: 'decline:TS-D2012' });
    expect(await app.pathData(INCREMENT, { trans_no: transNo, trans_amount: 20 })).toMatchObject({
      resp_code: 'TS-D2012',
      trans_status: 1,
    });
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ held: '10000' });
  });

  it.each([
    ['unknown_then_paid', '12000', '120'],
    ['unknown_then_failed', '10000', '100'],
  ])('%s: nobody says so until the third query', async (fault, holds, total) => {
    const { no, transNo } = await held(100);
    await sandbox.arm('codepay', { operation: 'incremental_authorization', fault });
    expect(await app.pathCode(INCREMENT, { trans_no: transNo, trans_amount: 20 })).toBe('SYS999');
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ held: holds });
    const look = { merchant_order_no: no };
    expect([await app.code('order.query', look), await app.code('order.query', look)]).toEqual(['SYS999', 'SYS999']);
    expect(await app.query(no)).toMatchObject({ trans_amount: total });
  });
});

describe('Cancel Payment', () => {
  it('lets an authorization go, by a transaction of its own', async () => {
    const { no, transNo } = await held(100);
    const cancelNo = app.newNo();
    const answer = await app.pathData(CANCEL, { merchant_order_no: cancelNo, trans_no: transNo });
    expect(answer).toEqual({ ...approval, trans_no: expect.stringMatching(/^[0-9]{23}$/), auth_no: expect.any(String) });
    expect([await app.status(no), await app.status(cancelNo)]).toEqual([3, 2]);
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ held: '0', charged: '0', charges: [], state: '3' });
    expect(await app.pathCode(CANCEL, { merchant_order_no: cancelNo, trans_no: transNo })).toBe('E04112');
    expect(await app.pathCode(CANCEL, { merchant_order_no: app.newNo(), trans_no: transNo })).toBe('SBX010');
  });

  it('refuses a sale, a captured authorization and its capture, an unknown one, and missing fields', async () => {
    const cancel = (transNo: unknown, no: unknown = app.newNo()): Promise<string> =>
      app.pathCode(CANCEL, { merchant_order_no: no, trans_no: transNo });
    expect(await cancel((await done(10)).transNo)).toBe('SBX014');
    const { transNo } = await held(100);
    const { trans_no: captured } = await app.pathData(CAPTURE, { merchant_order_no: app.newNo(), trans_no: transNo, trans_amount: 1 });
    expect([await cancel(transNo), await cancel(captured)]).toEqual(['CF008', 'CF008']);
    expect(await cancel('50023000000000000000000')).toBe('E04110');
    expect([await cancel(undefined), await cancel(transNo, '')]).toEqual(['SBX006', 'SBX006']);
  });

  it('907: errs once, then works', async () => {
    const { no, transNo } = await held(9.07);
    const request = { merchant_order_no: app.newNo(), trans_no: transNo };
    expect([await app.pathCode(CANCEL, request), await app.pathCode(CANCEL, request)]).toEqual(['SYS999', '0']);
    expect(await app.status(no)).toBe(3);
  });
});

describe('a processor that says no, or nothing', () => {
  it.each([
    ['capture', CAPTURE, { trans_amount: 10 }],
    ['cancel_payment', CANCEL, {}],
  ])('%s: the decline ends its transaction, and the authorization is as it was', async (operation, path, fields) => {
    const { no, transNo } = await held(10);
    await sandbox.arm('codepay', { operation, fault: 'decline:D0090' });
    const own = app.newNo();
    const answer = await app.pathData(path, { merchant_order_no: own, trans_no: transNo, ...fields });
    expect(answer).toMatchObject({ resp_code: 'D0090', resp_msg: expect.stringContaining('[D0090]'), trans_status: 1 });
    expect(await app.query(own)).toMatchObject({ trans_status: 1, trans_error_code: 'D0090' });
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ held: '1000', charged: '0', state: '2' });
    expect(await app.pathCode(path, { merchant_order_no: app.newNo(), trans_no: transNo, ...fields })).toBe('0');
  });

  it.each([
    ['capture', 'unknown_then_paid', 2, '1000'],
    ['capture', 'unknown_then_failed', 1, '0'],
  ])('%s %s', async (operation, fault, status, charged) => {
    const { no, transNo } = await held(10);
    await sandbox.arm('codepay', { operation, fault });
    const own = app.newNo();
    expect(await app.pathCode(CAPTURE, { merchant_order_no: own, trans_no: transNo, trans_amount: 10 })).toBe('SYS999');
    const look = { merchant_order_no: own };
    expect([await app.code('order.query', look), await app.pathCode(RECALL, look)]).toEqual(['SYS999', 'SYS999']);
    expect(await app.status(own)).toBe(status);
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged });
  });
});

describe('Recall transaction', () => {
  it('tells the state of any transaction by either number, and no amounts', async () => {
    const { no, transNo } = await held(10);
    const told = { ...approval, trans_no: transNo, auth_no: expect.any(String) };
    expect(await app.pathData(RECALL, { trans_no: transNo })).toEqual(told);
    expect(await app.pathData(RECALL, { merchant_order_no: no, trans_no: transNo })).toEqual(told);
    const waiting = await app.push(5);
    const open = await app.pathData(RECALL, { merchant_order_no: waiting });
    expect(open).toMatchObject({ trans_status: 9 });
    expect(open).not.toHaveProperty('resp_code');
    await sandbox.act('codepay', waiting, 'decline');
    expect(await app.pathData(RECALL, { merchant_order_no: waiting })).toMatchObject({ trans_status: 1, resp_code: '110' });
  });

  it('takes trans_no before the order number, and needs one of them', async () => {
    const { no } = await held(10);
    expect(await app.pathCode(RECALL, { merchant_order_no: no, trans_no: '50023000000000000000000' })).toBe('E04110');
    expect(await app.pathCode(RECALL, { merchant_order_no: 'NOBODY' })).toBe('E04111');
    expect(await app.pathCode(RECALL, {})).toBe('SBX006');
  });
});
