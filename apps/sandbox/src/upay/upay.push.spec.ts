import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { Receiver, SandboxScenario } from '../testing/sandbox-scenario.js';
import { md5, told, UpayTerminal, type UpayAnswer } from '../testing/upay-terminal.js';

let sandbox: SandboxScenario;
let mis: UpayTerminal;
let receiver: Receiver;

beforeAll(async () => {
  const account = { currency: 'MXN', merchant: 'cafe' };
  sandbox = await SandboxScenario.start({
    upay: [
      { ...account, terminalSn: '2001', terminalKey: 'k1' },
      { ...account, terminalSn: '2002', terminalKey: 'k2' },
      { ...account, terminalSn: '2003', terminalKey: 'k3', disabled: true },
      { currency: 'MXN', terminalSn: '2004', terminalKey: 'k4' },
    ],
  });
  mis = new UpayTerminal(sandbox.url, '2001', 'k1');
  receiver = await Receiver.start();
});
afterAll(async () => {
  await sandbox.close();
  await receiver.close();
});

function push(totalAmount: string, fields: object = {}): Promise<UpayAnswer> {
  const order = { client_sn: mis.newSn(), total_amount: totalAmount, target_terminal_sn: '2002', subject: 'coffee', operator: 'mis' };
  return mis.call('/sandbox/mis-pos/orders', { ...order, ...fields });
}

async function money(clientSn: string): Promise<string> {
  const { charged, refunded } = await sandbox.truthOf('upay', clientSn);
  return `${charged} taken, ${refunded} back`;
}

describe('an order pushed to a POS', () => {
  it('is accepted without a code or page, paid at the POS, and notified to who pushed it', async () => {
    const answer = await push('1000', { client_sn: 'P1', notify_url: `${receiver.url}/n` });
    expect(told(answer)).toBe('PRECREATE_SUCCESS IN_PROG CREATED');
    const data = answer.biz_response?.data ?? {};
    expect(data).toMatchObject({ terminal_sn: '2002', client_sn: 'P1', total_amount: '1000' });
    for (const absent of ['qr_code', 'wap_pay_request', 'payway']) expect(data).not.toHaveProperty(absent);
    expect(await money('P1')).toBe('0 taken, 0 back');
    await sandbox.advance(300);
    const paid = await mis.query({ client_sn: 'P1' });
    expect(told(paid)).toBe('SUCCESS SUCCESS PAID');
    expect(paid.biz_response?.data).toMatchObject({ payway: '3', terminal_sn: '2002' });
    expect(await money('P1')).toBe('1000 taken, 0 back');
    await sandbox.advance(1_000);
    const [notice] = receiver.received;
    expect(notice?.headers.authorization).toBe(`2001 ${md5(notice?.body ?? '', 'k1')}`);
    expect(told(await mis.refund('P1', 'R1', '1000'))).toBe('REFUND_SUCCESS SUCCESS REFUNDED');
  });

  it.each([
    [{ target_terminal_sn: '2004' }, 'FAIL UPAY_TERMINAL_NOT_EXISTS'],
    [{ target_terminal_sn: '9999' }, 'FAIL UPAY_TERMINAL_NOT_EXISTS'],
    [{ target_terminal_sn: '2003' }, 'FAIL UPAY_TERMINAL_STATUS_ABNORMAL'],
    [{ target_terminal_sn: undefined }, '400 INVALID_PARAMS'],
    [{ total_amount: '0' }, '400 INVALID_PARAMS'],
    [{ client_sn: 'P1' }, 'FAIL CLIENT_SN_CONFLICT'],
  ])('%j: %s', async (fields, answer) => {
    expect(told(await push('1000', fields))).toBe(answer);
  });

  it('903 is declined at the POS, 901 paid later, 902 closed, 906 errs once', async () => {
    await push('1903', { client_sn: 'P903' });
    await push('1901', { client_sn: 'P901' });
    await push('1902', { client_sn: 'P902' });
    expect(told(await push('1906', { client_sn: 'P906' }))).toBe('500 REQUEST_FAIL');
    expect(told(await push('1906', { client_sn: 'P906' }))).toBe('PRECREATE_SUCCESS IN_PROG CREATED');
    await sandbox.advance(300);
    expect(await mis.look('P903')).toBe('SUCCESS FAIL_CANCELED PAY_CANCELED INSUFFICIENT_FUND');
    expect(await mis.look('P901')).toBe('SUCCESS IN_PROG CREATED');
    await sandbox.advance(45_000);
    expect(await mis.look('P901')).toBe('SUCCESS SUCCESS PAID');
    expect(await mis.look('P902')).toBe('SUCCESS FAIL_CANCELED PAY_CANCELED TRADE_TIMEOUT');
  });

  it('plays the faults of a sale', async () => {
    await sandbox.arm('upay', { operation: 'push', fault: 'decline:UPAY_STORE_OVER_DAILY_LIMIT' });
    expect(told(await push('1000', { client_sn: 'PF1' }))).toBe('PRECREATE_FAIL FAIL_CANCELED PAY_CANCELED UPAY_STORE_OVER_DAILY_LIMIT');
    await sandbox.arm('upay', { operation: 'push', fault: 'unknown_then_paid' });
    expect(told(await push('1000', { client_sn: 'PF2' }))).toBe('PRECREATE_FAIL_ERROR FAIL_ERROR PAY_ERROR EXTERNAL_SERVICE_EXCEPTION');
    expect(await money('PF2')).toBe('1000 taken, 0 back');
    await sandbox.arm('upay', { operation: 'push', fault: 'drop_after' });
    await expect(push('1000', { client_sn: 'PF3' })).rejects.toThrow();
    await sandbox.advance(300);
    expect(await mis.look('PF3')).toBe('SUCCESS SUCCESS PAID');
  });

  it('waits for its cashier where nobody pays by itself; is canceled in time, or closed after four minutes', async () => {
    const own = await SandboxScenario.start(
      { upay: ['2001', '2002'].map((terminalSn) => ({ terminalSn, terminalKey: 'k1', currency: 'MXN', merchant: 'cafe' })) },
      { autoPay: false },
    );
    const shop = new UpayTerminal(own.url, '2001', 'k1');
    const order = { total_amount: '1000', target_terminal_sn: '2002', subject: 'coffee', operator: 'mis' };
    for (const clientSn of ['W1', 'W2', 'W3']) await shop.call('/sandbox/mis-pos/orders', { ...order, client_sn: clientSn });
    await own.act('upay', 'W1', 'pay');
    expect(told(await shop.cancel('W2'))).toBe('CANCEL_SUCCESS SUCCESS CANCELED');
    await own.advance(240_000);
    expect([await shop.look('W1'), await shop.look('W2'), await shop.look('W3')]).toEqual([
      'SUCCESS SUCCESS PAID',
      'SUCCESS SUCCESS CANCELED',
      'SUCCESS FAIL_CANCELED PAY_CANCELED TRADE_TIMEOUT',
    ]);
    await own.close();
  });
});
