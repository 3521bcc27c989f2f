import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { SandboxScenario } from '../testing/sandbox-scenario.js';
import { told, UpayTerminal } from '../testing/upay-terminal.js';

const DAY_MS = 86_400_000;

let sandbox: SandboxScenario;
let terminal: UpayTerminal;
let till: UpayTerminal;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({
    upay: [
      { terminalSn: '10298371039', terminalKey: 'k1', currency: 'MXN', merchant: 'cafe' },
      { terminalSn: '10298371040', terminalKey: 'k2', currency: 'MXN', merchant: 'cafe', revoke: true },
    ],
  });
  terminal = new UpayTerminal(sandbox.url, '10298371039', 'k1');
  till = new UpayTerminal(sandbox.url, '10298371040', 'k2');
});
afterAll(() => sandbox.close());

async function paid(amount: string): Promise<string> {
  const clientSn = terminal.newSn();
  expect(told(await terminal.pay(amount, { client_sn: clientSn }))).toBe('PAY_SUCCESS SUCCESS PAID');
  return clientSn;
}

async function money(clientSn: string): Promise<string> {
  const { charged, refunded } = await sandbox.truthOf('upay', clientSn);
  return `${charged} taken, ${refunded} back`;
}

describe('pay', () => {
  it('answers with the order view, every scalar a string', async () => {
    const { biz_response: business } = await terminal.pay('1000', { client_sn: 'MEX202605220001', reflect: 'r' });
    expect(business?.data).toEqual({
      terminal_sn: '10298371039',
      sn: expect.stringMatching(/^789[0-9]{13}$/),
      tsn: expect.stringMatching(/^[0-9]{16}$/),
      client_sn: 'MEX202605220001',
      client_tsn: 'MEX202605220001',
      trade_no: expect.stringMatching(/^[0-9]+$/),
      status: 'SUCCESS',
      order_status: 'PAID',
      payway: '3',
      sub_payway: '1',
      payway_name: 'WeChat Pay',
      total_amount: '1000',
      net_amount: '1000',
      settlement_amount: '1000',
      subject: 'coffee',
      operator: 'cashier01',
      reflect: 'r',
      ctime: expect.stringMatching(/^[0-9]{13}$/),
      finish_time: expect.stringMatching(/^[0-9]{13}$/),
      channel_finish_time: expect.stringMatching(/^[0-9]{13}$/),
      payment_list: [{ type: 'WALLET_WEIXIN', amount_total: '1000' }],
    });
    const line = await sandbox.truthOf('upay', 'MEX202605220001');
    expect(line).toMatchObject({
      reference: business?.data?.['sn'],
      account: '10298371039',
      currency: 'MXN',
      charged: '1000',
      refunded: '0',
      held: '0',
      state: 'PAID',
    });
    expect(line.charges).toEqual([{ at: expect.any(String), amount: '1000', kind: 'payment', key: 'MEX202605220001' }]);
  });

  it.each([
    ['130818341921441147', '3'],
    ['280818341921441147', '1'],
    ['6212345678901234567', '17'],
  ])('knows the wallet of the code %s', async (code, payway) => {
    expect((await terminal.pay('1000', { dynamic_id: code })).biz_response?.data?.['payway']).toBe(payway);
  });

  it('closes what it cannot place, and takes any token when the payway is given', async () => {
    expect(told(await terminal.pay('1000', { dynamic_id: '999' }))).toBe('PAY_FAIL FAIL_CANCELED PAY_CANCELED INVALID_BARCODE');
    expect(told(await terminal.pay('1000', { dynamic_id: 'tok_abc', payway: '20' }))).toBe('PAY_SUCCESS SUCCESS PAID');
    expect(told(await terminal.pay('1000', { payway: '18' }))).toBe('PAY_FAIL FAIL_CANCELED PAY_CANCELED UNEXPECTED_PROVIDER_ERROR');
  });

  it('refuses a client_sn that exists, whatever became of it, and takes the money once', async () => {
    const clientSn = await paid('1000');
    expect(told(await terminal.pay('1000', { client_sn: clientSn }))).toBe('FAIL CLIENT_SN_CONFLICT');
    expect(told(await till.precreate('1000', { client_sn: clientSn }))).toBe('FAIL CLIENT_SN_CONFLICT');
    expect(await money(clientSn)).toBe('1000 taken, 0 back');
    await terminal.pay('1903', { client_sn: 'DECLINED1' });
    expect(told(await terminal.pay('1000', { client_sn: 'DECLINED1' }))).toBe('FAIL CLIENT_SN_CONFLICT');
  });

  it('is found by either number, by any terminal of the merchant; sn decides when both are given', async () => {
    const clientSn = await paid('1000');
    const other = await paid('1000');
    const { reference } = await sandbox.truthOf('upay', clientSn);
    expect((await till.query({ sn: reference, client_sn: other })).biz_response?.data?.['client_sn']).toBe(clientSn);
  });
});

describe('pre-create', () => {
  it('gives a QR code and waits for the payer', async () => {
    const answer = await terminal.precreate('2500', { client_sn: 'QR1' });
    expect(told(answer)).toBe('PRECREATE_SUCCESS IN_PROG CREATED');
    const sn = String(answer.biz_response?.data?.['sn']);
    expect(answer.biz_response?.data?.['qr_code']).toBe(`${sandbox.url}/cashier/upay/${sn}`);
    expect(answer.biz_response?.data).not.toHaveProperty('finish_time');
    expect(await money('QR1')).toBe('0 taken, 0 back');
    expect(await sandbox.act('upay', sn, 'pay')).toEqual({ status: 200, json: { state: 'PAID' } });
    expect(await terminal.look('QR1')).toBe('SUCCESS SUCCESS PAID');
    expect(await money('QR1')).toBe('2500 taken, 0 back');
    expect((await sandbox.act('upay', sn, 'pay')).status).toBe(409);
  });

  it('is declined by the payer, stays open when he leaves, and is closed after four minutes', async () => {
    await terminal.precreate('2500', { client_sn: 'QR2' });
    await sandbox.act('upay', 'QR2', 'decline');
    expect(await terminal.look('QR2')).toBe('SUCCESS FAIL_CANCELED PAY_CANCELED INSUFFICIENT_FUND');
    await terminal.precreate('2500', { client_sn: 'QR3' });
    await sandbox.act('upay', 'QR3', 'abandon');
    await sandbox.advance(230_000);
    expect(await terminal.look('QR3')).toBe('SUCCESS IN_PROG CREATED');
    await sandbox.advance(10_000);
    expect(await terminal.look('QR3')).toBe('SUCCESS FAIL_CANCELED PAY_CANCELED TRADE_TIMEOUT');
    expect((await sandbox.act('upay', 'QR3', 'pay')).status).toBe(409);
    expect(await money('QR3')).toBe('0 taken, 0 back');
  });

  it('gives WAP and mini programs their payload instead, and refuses a payway that is not enabled', async () => {
    expect((await terminal.precreate('1000', { sub_payway: '3', payer_uid: 'u1' })).biz_response?.data).toMatchObject({
      wap_pay_request: expect.any(String),
      payer_uid: 'u1',
    });
    expect((await terminal.precreate('1000', { sub_payway: '4', payer_uid: 'u1' })).biz_response?.data?.['wap_pay_request']).toHaveProperty(
      'package',
    );
    expect(told(await terminal.precreate('1000', { payway: '6' }))).toBe(
      'PRECREATE_FAIL FAIL_CANCELED PAY_CANCELED UNEXPECTED_PROVIDER_ERROR',
    );
  });
});

describe('refund', () => {
  it('gives back in parts, up to what is left', async () => {
    const clientSn = await paid('1000');
    const first = await terminal.refund(clientSn, 'R1', '400');
    expect(told(first)).toBe('REFUND_SUCCESS SUCCESS PARTIAL_REFUNDED');
    expect(first.biz_response?.data).toMatchObject({
      total_amount: '1000',
      net_amount: '600',
      settlement_amount: '400',
      client_tsn: `${clientSn}-R1`,
      refund_request_no: 'R1',
    });
    expect(told(await terminal.refund(clientSn, 'R2', '601'))).toBe('FAIL REFUNDABLE_AMOUNT_NOT_ENOUGH');
    expect(told(await till.refund(clientSn, 'R3', '600'))).toBe('REFUND_SUCCESS SUCCESS REFUNDED');
    expect(told(await terminal.refund(clientSn, 'R4', '1'))).toBe('FAIL UPAY_REFUND_INVALID_ORDER_STATE');
    expect(await money(clientSn)).toBe('1000 taken, 1000 back');
    const { charges } = await sandbox.truthOf('upay', clientSn);
    expect(charges.map(({ amount, kind, key }) => `${kind} ${amount} ${key}`)).toEqual([
      `payment 1000 ${clientSn}`,
      'refund -400 R1',
      'refund -600 R3',
    ]);
  });

  it('moves no money twice for one number, and refuses it for another amount', async () => {
    const clientSn = await paid('1000');
    await terminal.refund(clientSn, 'R1', '400');
    expect(told(await terminal.refund(clientSn, 'R1', '400'))).toBe('FAIL UPAY_REFUND_ORDER_NOOP');
    expect(told(await terminal.refund(clientSn, 'R1', '300'))).toBe('400 INVALID_PARAMS');
    expect(await money(clientSn)).toBe('1000 taken, 400 back');
  });

  it('is queried by its number', async () => {
    const clientSn = await paid('1000');
    await terminal.refund(clientSn, 'R1', '400');
    await terminal.refund(clientSn, 'R2', '100');
    const asked = await terminal.query({ client_sn: clientSn, refund_request_no: 'R1' });
    expect(asked.biz_response?.data).toMatchObject({
      refund_request_no: 'R1',
      settlement_amount: '400',
      status: 'SUCCESS',
      order_status: 'PARTIAL_REFUNDED',
      net_amount: '500',
    });
    expect(await terminal.look(clientSn, { refund_request_no: 'R9' })).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
  });

  it('needs a paid order, and one paid within 90 days', async () => {
    await terminal.precreate('1000', { client_sn: 'QR4' });
    expect(told(await terminal.refund('QR4', 'R1', '1'))).toBe('FAIL UPAY_REFUND_INVALID_ORDER_STATE');
    const clientSn = await paid('1000');
    await sandbox.advance(90 * DAY_MS + 1_000);
    expect(told(await terminal.refund(clientSn, 'R1', '1'))).toBe('FAIL UPAY_REFUND_INVALID_ORDER_STATE');
    expect(told(await terminal.refund('NONE', 'R1', '1'))).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
  });
});

describe('cancel and revoke', () => {
  it('closes an unpaid order', async () => {
    await terminal.precreate('1000', { client_sn: 'QR5' });
    const answer = await terminal.cancel('QR5');
    expect(told(answer)).toBe('CANCEL_SUCCESS SUCCESS CANCELED');
    expect(answer.biz_response?.data?.['net_amount']).toBe('0');
    expect(told(await terminal.cancel('QR5'))).toBe('FAIL UPAY_CANCEL_ORDER_NOOP');
    expect((await sandbox.act('upay', 'QR5', 'pay')).status).toBe(409);
    expect(await money('QR5')).toBe('0 taken, 0 back');
  });

  it('gives the money of a paid order back on the same day', async () => {
    const clientSn = await paid('1000');
    expect(told(await terminal.cancel(clientSn))).toBe('CANCEL_SUCCESS SUCCESS CANCELED');
    expect(await money(clientSn)).toBe('1000 taken, 1000 back');
    expect(told(await terminal.cancel(clientSn))).toBe('FAIL UPAY_CANCEL_ORDER_NOOP');
    expect(told(await terminal.refund(clientSn, 'R1', '1'))).toBe('FAIL UPAY_REFUND_INVALID_ORDER_STATE');
    expect(await money(clientSn)).toBe('1000 taken, 1000 back');
  });

  it('does not on another day, after a refund, or once the payment failed', async () => {
    const yesterday = await paid('1000');
    await sandbox.advance(DAY_MS);
    expect(told(await terminal.cancel(yesterday))).toBe('FAIL UPAY_CANCEL_INVALID_ORDER_STATE');
    const refunded = await paid('1000');
    await terminal.refund(refunded, 'R1', '1');
    expect(told(await terminal.cancel(refunded))).toBe('FAIL UPAY_CANCEL_INVALID_ORDER_STATE');
    await terminal.pay('1903', { client_sn: 'DECLINED2' });
    expect(told(await terminal.cancel('DECLINED2'))).toBe('FAIL UPAY_CANCEL_INVALID_ORDER_STATE');
    expect(told(await terminal.cancel('NONE'))).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
  });

  it('counts the day in Mexico City', async () => {
    // Midnight in Mexico City is 06:00 UTC: go to 05:30 UTC of the next day, pay, and pass it.
    const { json } = await sandbox.control('POST', '/clock/advance', { ms: 0 });
    const now = Date.parse((json as { now: string }).now);
    const halfPastFive = Math.ceil(now / DAY_MS) * DAY_MS + 5.5 * 3_600_000;
    await sandbox.advance(halfPastFive - now);
    const clientSn = await paid('1000');
    await sandbox.advance(3_600_000);
    expect(told(await terminal.cancel(clientSn))).toBe('FAIL UPAY_CANCEL_INVALID_ORDER_STATE');
    const next = await paid('1000');
    await sandbox.advance(20 * 3_600_000);
    expect(told(await terminal.cancel(next))).toBe('CANCEL_SUCCESS SUCCESS CANCELED');
  });

  it('revokes only for a partner that is enabled for it', async () => {
    const clientSn = await paid('1000');
    expect(told(await terminal.call('/upay/v2/revoke', { client_sn: clientSn }))).toBe('FAIL UPAY_CANCEL_INVALID_ORDER_STATE');
    expect(told(await till.call('/upay/v2/revoke', { client_sn: clientSn }))).toBe('CANCEL_SUCCESS SUCCESS CANCELED');
    expect(await money(clientSn)).toBe('1000 taken, 1000 back');
  });

  it('can be done from outside, in the portal', async () => {
    const clientSn = await paid('1000');
    expect((await sandbox.act('upay', clientSn, 'void')).json).toEqual({ state: 'CANCELED' });
    expect(await money(clientSn)).toBe('1000 taken, 1000 back');
    expect((await sandbox.act('upay', clientSn, 'tip', { amount: '1' })).status).toBe(409);
  });
});
