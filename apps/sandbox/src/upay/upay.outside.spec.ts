import { createVerify } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';

import { Receiver, SandboxScenario } from '../testing/sandbox-scenario.js';
import { md5, told, UpayTerminal } from '../testing/upay-terminal.js';

let sandbox: SandboxScenario;
let terminal: UpayTerminal;
let rsa: UpayTerminal;
let receiver: Receiver;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({
    upay: [
      { terminalSn: '3001', terminalKey: 'k1', currency: 'MXN', revoke: true, notifyReversals: true },
      { terminalSn: '3002', terminalKey: 'k2', currency: 'MXN', notificationSignature: 'rsa', payways: ['1', '3', '6'] },
    ],
  });
  terminal = new UpayTerminal(sandbox.url, '3001', 'k1');
  rsa = new UpayTerminal(sandbox.url, '3002', 'k2');
  receiver = await Receiver.start();
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});
beforeEach(() => {
  receiver.received.length = 0;
});

const revoke = async (clientSn: string): Promise<string> => told(await terminal.call('/upay/v2/revoke', { client_sn: clientSn }));
const movements = async (clientSn: string): Promise<string[]> =>
  (await sandbox.truthOf('upay', clientSn)).charges.map(({ kind, amount }) => `${kind} ${amount}`);

describe('revoke', () => {
  it('gives a paid order back once, and is written down as an undone sale', async () => {
    await terminal.pay('1000', { client_sn: 'V1' });
    expect(await revoke('V1')).toBe('CANCEL_SUCCESS SUCCESS CANCELED');
    expect(await revoke('V1')).toBe('FAIL UPAY_CANCEL_ORDER_NOOP');
    expect(await movements('V1')).toEqual(['payment 1000', 'void -1000']);
  });

  it('takes no order that is unpaid, uncertain, refunded, failed, of yesterday, or unknown', async () => {
    await terminal.precreate('1000', { client_sn: 'V2' });
    await terminal.pay('1904', { client_sn: 'V3' });
    await terminal.pay('1000', { client_sn: 'V4' });
    await terminal.refund('V4', 'R1', '1');
    await terminal.pay('1903', { client_sn: 'V5' });
    for (const clientSn of ['V2', 'V3', 'V4', 'V5']) expect(await revoke(clientSn)).toBe('FAIL UPAY_CANCEL_INVALID_ORDER_STATE');
    expect(await revoke('NONE')).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
    await terminal.pay('1000', { client_sn: 'V6' });
    await sandbox.advance(86_400_000);
    expect(await revoke('V6')).toBe('FAIL UPAY_CANCEL_INVALID_ORDER_STATE');
  });

  it('907 errs once and works then; a lost outcome is found by the third query', async () => {
    await terminal.pay('1907', { client_sn: 'V7' });
    expect(await revoke('V7')).toBe('CANCEL_ERROR CANCEL_ERROR CANCEL_ERROR EXTERNAL_SERVICE_EXCEPTION');
    expect(await revoke('V7')).toBe('CANCEL_SUCCESS SUCCESS CANCELED');
    expect(await movements('V7')).toEqual(['payment 1907', 'void -1907']);
    await terminal.pay('1000', { client_sn: 'V8' });
    await sandbox.arm('upay', { operation: 'revoke', fault: 'unknown_then_failed' });
    await revoke('V8');
    for (let query = 0; query < 2; query++) expect(await terminal.look('V8')).toBe('SUCCESS CANCEL_ERROR CANCEL_ERROR');
    expect(await terminal.look('V8')).toBe('SUCCESS SUCCESS CANCELED');
  });
});

describe('what is done outside us', () => {
  it('a void and refunds at the portal are seen by the next query', async () => {
    await terminal.pay('1000', { client_sn: 'O1' });
    expect((await sandbox.act('upay', 'O1', 'refund', { amount: '300' })).json).toEqual({ state: 'PARTIAL_REFUNDED' });
    expect((await sandbox.act('upay', 'O1', 'refund', { amount: '701' })).status).toBe(409);
    expect((await sandbox.act('upay', 'O1', 'void')).status).toBe(409);
    expect((await terminal.query({ client_sn: 'O1' })).biz_response?.data).toMatchObject({ net_amount: '700', refund_request_no: 'P1' });
    expect((await sandbox.act('upay', 'O1', 'refund')).json).toEqual({ state: 'REFUNDED' });
    expect((await sandbox.act('upay', 'O1', 'refund')).status).toBe(409);
    expect(await movements('O1')).toEqual(['payment 1000', 'refund -300', 'refund -700']);
    await terminal.pay('1000', { client_sn: 'O2' });
    await sandbox.act('upay', 'O2', 'void');
    expect(await movements('O2')).toEqual(['payment 1000', 'void -1000']);
  });
});

describe('business results that an armed decline may name', () => {
  it.each([
    ['cancel', 'CANCEL_ABORT_ERROR'],
    ['cancel', 'CANCEL_IN_PROGRESS'],
    ['refund', 'REFUND_FAIL'],
    ['revoke', 'CANCEL_ABORT_IN_PROGRESS'],
  ])('%s: %s, with nothing done', async (operation, code) => {
    const clientSn = terminal.newSn();
    await terminal.pay('1000', { client_sn: clientSn });
    await sandbox.arm('upay', { operation, fault: `decline:${code}` });
    const refund = { refund_request_no: 'R1', refund_amount: '1', operator: 'cashier01' };
    expect(told(await terminal.call(`/upay/v2/${operation}`, { client_sn: clientSn, ...(operation === 'refund' ? refund : {}) }))).toBe(
      `${code} SUCCESS PAID`,
    );
    expect(await movements(clientSn)).toEqual(['payment 1000']);
  });

  it('a log and a check-in refuse by the codes of requests', async () => {
    await sandbox.arm('upay', { operation: 'uploadLog', fault: 'decline:INVALID_TERMINAL' });
    expect(told(await terminal.call('/terminal/uploadLog', {}))).toBe('400 INVALID_TERMINAL');
    await sandbox.arm('upay', { operation: 'uploadLog', fault: 'http_500' });
    await expect(terminal.call('/terminal/uploadLog', {})).rejects.toThrow('HTTP 500');
    expect(await terminal.call('/terminal/uploadLog', {})).toMatchObject({ result_code: '200', error_code: 'SUCCESS' });
  });
});

describe('payloads of a pre-create', () => {
  const precreate = async (fields: object): Promise<unknown> => {
    const answer = await rsa.precreate('1000', { sub_payway: '4', payer_uid: 'o-123', ...fields });
    return answer.biz_response?.data?.['wap_pay_request'];
  };

  it("are what each wallet's mini program takes", async () => {
    expect(Object.keys((await precreate({ payway: '3' })) as object)).toEqual([
      'appId',
      'timeStamp',
      'nonceStr',
      'package',
      'signType',
      'paySign',
    ]);
    expect(await precreate({ payway: '1' })).toEqual({ tradeNO: expect.stringMatching(/^789[0-9]{13}$/) });
    expect(await precreate({ payway: '3', sub_payway: '3' })).toMatch(/^http:.*\/cashier\/upay\/789/);
  });

  it('need the payer, and a payway that takes them', async () => {
    expect(told(await rsa.precreate('1000', { sub_payway: '4' }))).toBe('400 INVALID_PARAMS');
    expect(told(await rsa.precreate('1000', { payway: '6' }))).toBe('PRECREATE_FAIL FAIL_CANCELED PAY_CANCELED UNEXPECTED_PROVIDER_ERROR');
    expect(told(await rsa.pay('1000', { payway: '6' }))).toBe('PAY_SUCCESS SUCCESS PAID');
  });
});

describe('notifications', () => {
  it("are signed by the platform's RSA key where the account says so; a forgery is not", async () => {
    const pem = await (await fetch(`${sandbox.url}/control/upay/notification-key`)).text();
    await sandbox.arm('upay', { operation: 'precreate', fault: 'notify_forged' });
    await rsa.precreate('1000', { client_sn: 'S1', notify_url: `${receiver.url}/n` });
    await sandbox.act('upay', 'S1', 'pay');
    await sandbox.advance(1_000);
    const isGenuine = ({ headers, body }: (typeof receiver.received)[number]): boolean =>
      createVerify('RSA-SHA256')
        .update(body)
        .verify(pem, headers.authorization ?? '', 'base64');
    expect(receiver.received.map(isGenuine)).toEqual([false, true]);
  });

  it('of reversals have the faults of the operation that reversed', async () => {
    await terminal.pay('1000', { client_sn: 'S2', notify_url: `${receiver.url}/n` });
    await sandbox.arm('upay', { operation: 'refund', fault: 'notify_twice', key: 'S2' });
    await sandbox.arm('upay', { operation: 'cancel', fault: 'notify_never', key: 'S2' });
    await terminal.refund('S2', 'R1', '400');
    await sandbox.advance(1_000);
    const states = receiver.received.map(({ body }) => (JSON.parse(body) as { order_status: string }).order_status);
    expect(states).toEqual(['PAID', 'PARTIAL_REFUNDED', 'PARTIAL_REFUNDED']);
    for (const { headers, body } of receiver.received) expect(headers.authorization).toBe(`3001 ${md5(body, 'k1')}`);
  });
});
