import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';

import { isPending, SandboxScenario, until } from '../testing/sandbox-scenario.js';
import { md5, told, UpayTerminal } from '../testing/upay-terminal.js';

let sandbox: SandboxScenario;
let terminal: UpayTerminal;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({ upay: [{ terminalSn: '10298371039', terminalKey: 'k1', currency: 'MXN' }] });
  terminal = new UpayTerminal(sandbox.url, '10298371039', 'k1');
});
afterEach(async () => {
  await sandbox.control('DELETE', '/upay/faults');
});
afterAll(() => sandbox.close());

async function money(clientSn: string): Promise<string> {
  const line = (await sandbox.truth('upay')).find(({ key }) => key === clientSn);
  return line === undefined ? 'nothing' : `${line.charged} taken, ${line.refunded} back`;
}

describe('faults of the connection', () => {
  it('hang: accepts, does nothing and never answers', async () => {
    await sandbox.arm('upay', { operation: 'pay', fault: 'hang' });
    const hangUp = new AbortController();
    const answer = terminal.pay('1000', { client_sn: 'HANG' }, hangUp.signal);
    await until(async () => (await sandbox.fired('upay')).length === 1);
    await sandbox.advance(3_600_000);
    expect(await isPending(answer)).toBe(true);
    expect(await money('HANG')).toBe('nothing');
    hangUp.abort();
    await expect(answer).rejects.toThrow();
  });

  it('drop_before: the connection breaks and nothing was done', async () => {
    await sandbox.arm('upay', { operation: 'pay', fault: 'drop_before' });
    await expect(terminal.pay('1000', { client_sn: 'DROP1' })).rejects.toThrow();
    expect(await money('DROP1')).toBe('nothing');
    expect(told(await terminal.pay('1000', { client_sn: 'DROP1' }))).toBe('PAY_SUCCESS SUCCESS PAID');
  });

  it('drop_after: the connection breaks and the money was taken', async () => {
    await sandbox.arm('upay', { operation: 'pay', fault: 'drop_after' });
    await expect(terminal.pay('1000', { client_sn: 'DROP2' })).rejects.toThrow();
    expect(await money('DROP2')).toBe('1000 taken, 0 back');
    expect(told(await terminal.pay('1000', { client_sn: 'DROP2' }))).toBe('FAIL CLIENT_SN_CONFLICT');
    expect(await terminal.look('DROP2')).toBe('SUCCESS SUCCESS PAID');
  });

  it('http_500: before the work', async () => {
    await sandbox.arm('upay', { operation: 'refund', fault: 'http_500' });
    await terminal.pay('1000', { client_sn: 'H500' });
    await expect(terminal.refund('H500', 'R1', '1')).rejects.toThrow('HTTP 500');
    expect(await money('H500')).toBe('1000 taken, 0 back');
  });

  it('garbage: after the work', async () => {
    await sandbox.arm('upay', { operation: '*', fault: 'garbage' });
    await expect(terminal.pay('1000', { client_sn: 'GARBAGE' })).rejects.toThrow('is not valid JSON');
    expect(await money('GARBAGE')).toBe('1000 taken, 0 back');
  });

  it('delay: does the work at once and answers late', async () => {
    await sandbox.arm('upay', { operation: 'pay', fault: 'delay', delayMs: 30_000 });
    const answer = terminal.pay('1000', { client_sn: 'DELAY' });
    await until(async () => (await money('DELAY')) === '1000 taken, 0 back');
    expect(await isPending(answer)).toBe(true);
    await sandbox.advance(30_000);
    expect(told(await answer)).toBe('PAY_SUCCESS SUCCESS PAID');
  });

  it('outlives a caller that hangs up before the late answer', async () => {
    await sandbox.arm('upay', { operation: 'pay', fault: 'delay', delayMs: 30_000 });
    const hangUp = new AbortController();
    const answer = terminal.pay('1000', { client_sn: 'GONE' }, hangUp.signal);
    await until(async () => (await money('GONE')) === '1000 taken, 0 back');
    hangUp.abort();
    await expect(answer).rejects.toThrow();
    await sandbox.advance(30_000);
    expect(await terminal.look('GONE')).toBe('SUCCESS SUCCESS PAID');
  });

  it('strikes only calls that are signed and sound', async () => {
    await sandbox.arm('upay', { operation: '*', fault: 'drop_after' });
    await terminal.send('/upay/v2/query', '{}', `10298371039 ${md5('{}', 'wrong')}`);
    expect(told(await terminal.query({}))).toBe('400 INVALID_PARAMS');
    await expect(terminal.look('NONE')).rejects.toThrow();
  });
});

describe('faults in the words of Upay', () => {
  it('wrong_amount: done right, told wrong by one minor unit', async () => {
    await sandbox.arm('upay', { operation: 'pay', fault: 'wrong_amount' });
    const answer = await terminal.pay('1000', { client_sn: 'WRONG' });
    expect(answer.biz_response?.data).toMatchObject({ total_amount: '1001', net_amount: '1001' });
    expect(await money('WRONG')).toBe('1000 taken, 0 back');
    expect((await terminal.query({ client_sn: 'WRONG' })).biz_response?.data?.['total_amount']).toBe('1000');
  });

  it('decline: with the code that was asked for, and nothing moved', async () => {
    await sandbox.arm('upay', { operation: 'pay', fault: 'decline:EXPIRED_BARCODE' });
    await sandbox.arm('upay', { operation: 'refund', fault: 'decline:SELLER_BALANCE_NOT_ENOUGH' });
    await sandbox.arm('upay', { operation: 'cancel', fault: 'decline:UPAY_TCP_ORDER_NOT_REFUNDABLE' });
    await sandbox.arm('upay', { operation: 'precreate', fault: 'decline:UPAY_STORE_OVER_DAILY_LIMIT' });
    expect(told(await terminal.pay('1000', { client_sn: 'DECL' }))).toBe('PAY_FAIL FAIL_CANCELED PAY_CANCELED EXPIRED_BARCODE');
    expect(await money('DECL')).toBe('0 taken, 0 back');
    expect(told(await terminal.precreate('1000'))).toBe('PRECREATE_FAIL FAIL_CANCELED PAY_CANCELED UPAY_STORE_OVER_DAILY_LIMIT');
    await terminal.pay('1000', { client_sn: 'DECL2' });
    expect(told(await terminal.refund('DECL2', 'R1', '1'))).toBe('FAIL SELLER_BALANCE_NOT_ENOUGH');
    expect(told(await terminal.cancel('DECL2'))).toBe('CANCEL_ERROR UPAY_TCP_ORDER_NOT_REFUNDABLE');
    expect(await money('DECL2')).toBe('1000 taken, 0 back');
    expect(told(await terminal.refund('DECL2', 'R1', '1'))).toBe('REFUND_SUCCESS SUCCESS PARTIAL_REFUNDED');
  });

  it('decline: with a code of the request level, before the work', async () => {
    await sandbox.arm('upay', { operation: '*', fault: 'decline:INVALID_TERMINAL' });
    await sandbox.arm('upay', { operation: '*', fault: 'decline:PAY_STATUS_CLOSED' });
    expect(told(await terminal.pay('1000', { client_sn: 'REQ' }))).toBe('400 INVALID_TERMINAL');
    expect(told(await terminal.pay('1000', { client_sn: 'REQ' }))).toBe('500 PAY_STATUS_CLOSED');
    expect(await money('REQ')).toBe('nothing');
  });

  it('decline of a query: what is there is denied once', async () => {
    await terminal.pay('1000', { client_sn: 'DENIED' });
    await sandbox.arm('upay', { operation: 'query', fault: 'decline:UPAY_ORDER_NOT_EXISTS' });
    expect(await terminal.look('DENIED')).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
    expect(await terminal.look('DENIED')).toBe('SUCCESS SUCCESS PAID');
  });

  it('unknown_then_failed: a payment that never took the money', async () => {
    await sandbox.arm('upay', { operation: 'pay', fault: 'unknown_then_failed' });
    expect(told(await terminal.pay('1000', { client_sn: 'UF' }))).toBe('PAY_FAIL_ERROR FAIL_ERROR PAY_ERROR EXTERNAL_SERVICE_EXCEPTION');
    const seen = [await terminal.look('UF'), await terminal.look('UF'), await terminal.look('UF')];
    expect(seen).toEqual([
      'SUCCESS FAIL_ERROR PAY_ERROR',
      'SUCCESS FAIL_ERROR PAY_ERROR',
      'SUCCESS FAIL_CANCELED PAY_CANCELED TRADE_FAILED',
    ]);
    expect(await money('UF')).toBe('0 taken, 0 back');
  });

  it('unknown_then_paid and unknown_then_failed of refunds: done, or as it was before', async () => {
    await terminal.pay('1000', { client_sn: 'UR' });
    await sandbox.arm('upay', { operation: 'refund', fault: 'unknown_then_paid' });
    expect(told(await terminal.refund('UR', 'R1', '100'))).toBe('REFUND_ERROR REFUND_ERROR REFUND_ERROR EXTERNAL_SERVICE_EXCEPTION');
    for (let query = 0; query < 3; query++) await terminal.look('UR', { refund_request_no: 'R1' });
    expect(await terminal.look('UR', { refund_request_no: 'R1' })).toBe('SUCCESS SUCCESS PARTIAL_REFUNDED');
    await sandbox.arm('upay', { operation: 'refund', fault: 'unknown_then_failed' });
    await terminal.refund('UR', 'R2', '100');
    for (let query = 0; query < 2; query++) expect(await terminal.look('UR')).toBe('SUCCESS REFUND_ERROR REFUND_ERROR');
    expect(await terminal.look('UR', { refund_request_no: 'R2' })).toBe('SUCCESS FAIL_CANCELED PARTIAL_REFUNDED');
    expect(await money('UR')).toBe('1000 taken, 100 back');
    expect(told(await terminal.refund('UR', 'R2', '100'))).toBe('REFUND_SUCCESS SUCCESS PARTIAL_REFUNDED');
    expect(await money('UR')).toBe('1000 taken, 200 back');
  });

  it('unknown_then_paid and unknown_then_failed of cancels: the order turns out paid, or canceled', async () => {
    await terminal.pay('1000', { client_sn: 'UC1' });
    await sandbox.arm('upay', { operation: 'cancel', fault: 'unknown_then_paid' });
    expect(told(await terminal.cancel('UC1'))).toBe('CANCEL_ERROR CANCEL_ERROR CANCEL_ERROR EXTERNAL_SERVICE_EXCEPTION');
    for (let query = 0; query < 2; query++) expect(await terminal.look('UC1')).toBe('SUCCESS CANCEL_ERROR CANCEL_ERROR');
    expect(await terminal.look('UC1')).toBe('SUCCESS SUCCESS PAID');
    expect(await money('UC1')).toBe('1000 taken, 0 back');
    await terminal.precreate('1000', { client_sn: 'UC2' });
    await sandbox.arm('upay', { operation: 'cancel', fault: 'unknown_then_failed' });
    await terminal.cancel('UC2');
    for (let query = 0; query < 2; query++) await terminal.look('UC2');
    expect(await terminal.look('UC2')).toBe('SUCCESS SUCCESS CANCELED');
    expect(await money('UC2')).toBe('0 taken, 0 back');
  });
});

describe('arming', () => {
  it('lets calls pass, counts down, heeds the key, and tells what fired', async () => {
    await sandbox.arm('upay', { operation: 'query', fault: 'http_500', skip: 1, times: 2, key: 'KEYED' });
    const { biz_response: paid } = await terminal.pay('1000', { client_sn: 'KEYED' });
    expect(await terminal.look('NONE')).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
    expect(await terminal.look('KEYED')).toBe('SUCCESS SUCCESS PAID');
    await expect(terminal.query({ sn: paid?.data?.['sn'] })).rejects.toThrow('HTTP 500');
    await expect(terminal.look('KEYED')).rejects.toThrow('HTTP 500');
    expect(await terminal.look('KEYED')).toBe('SUCCESS SUCCESS PAID');
    const { json } = await sandbox.control('GET', '/upay/faults');
    const fired = { at: expect.any(String), operation: 'query', fault: 'http_500', key: 'KEYED' };
    expect(json).toEqual({ armed: [], fired: [fired, fired] });
  });

  it('is forgotten', async () => {
    await sandbox.arm('upay', { operation: '*', fault: 'decline:TRADE_FAILED', times: 5 });
    expect((await sandbox.control('GET', '/upay/faults')).json).toMatchObject({
      armed: [{ operation: '*', fault: 'decline:TRADE_FAILED', times: 5, skip: 0 }],
    });
    expect((await sandbox.control('DELETE', '/upay/faults')).status).toBe(204);
    expect(told(await terminal.pay('1000'))).toBe('PAY_SUCCESS SUCCESS PAID');
  });

  it.each([
    ['operation', { operation: 'capture', fault: 'hang' }],
    ['operation', { fault: 'hang' }],
    ['fault', { operation: 'pay', fault: 'explode' }],
    ['fault', { operation: 'pay', fault: 'decline' }],
    ['fault', { operation: 'pay', fault: 'bad_signature' }],
    ['fault', { operation: '*', fault: 'bad_signature' }],
    ['fault', { operation: 'query', fault: 'unknown_then_paid' }],
    ['times', { operation: 'pay', fault: 'hang', times: 0 }],
    ['skip', { operation: 'pay', fault: 'hang', skip: -1 }],
    ['delayMs', { operation: 'pay', fault: 'delay', delayMs: '5' }],
    ['often', { operation: 'pay', fault: 'hang', often: true }],
    ['', 'not json'],
  ])('refuses a bad body, naming %p', async (field, body) => {
    expect(await sandbox.control('POST', '/upay/faults', body)).toMatchObject({ status: 400, json: { code: 'invalid_body', field } });
  });

  it('knows no other provider, order or action', async () => {
    expect((await sandbox.control('POST', '/paypal/faults', { operation: '*', fault: 'hang' })).status).toBe(404);
    expect((await sandbox.control('GET', '/paypal/truth')).status).toBe(404);
    expect((await sandbox.act('upay', 'NONE', 'pay')).status).toBe(404);
    expect((await sandbox.act('upay', 'KEYED', 'dance')).status).toBe(404);
    expect((await sandbox.act('upay', 'KEYED', 'tip', { amount: '1.5' })).status).toBe(400);
  });
});

describe('the truth book', () => {
  it('shows what changed since a moment', async () => {
    await terminal.pay('1000', { client_sn: 'EARLY' });
    const { json } = await sandbox.control('POST', '/clock/advance', { ms: 1_000 });
    const { now } = json as { now: string };
    await sandbox.advance(1_000);
    await terminal.pay('1000', { client_sn: 'LATE' });
    const keysSince = async (since: string): Promise<string[]> =>
      ((await sandbox.control('GET', `/upay/truth?since=${since}`)).json as { payments: { key: string }[] }).payments.map(({ key }) => key);
    expect(await keysSince(now)).toEqual(['LATE']);
    expect(await keysSince(String(Date.parse(now)))).toEqual(['LATE']);
    await terminal.refund('EARLY', 'R1', '1');
    expect(await keysSince(now)).toEqual(['EARLY', 'LATE']);
    expect((await sandbox.control('GET', '/upay/truth?since=yesterday')).status).toBe(400);
  });
});
