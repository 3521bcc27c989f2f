import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { SandboxScenario } from '../testing/sandbox-scenario.js';
import { md5, told, UpayTerminal, type UpayAnswer } from '../testing/upay-terminal.js';

const KEY = '68d499beda5f72116592f5c527465656';
const VENDOR = { vendorSn: 'V100', vendorKey: 'vendor_key_test_123456', appId: 'muwe-mx', currency: 'MXN', merchant: 'cafe' };
const HOUR_MS = 3_600_000;
const NOT_THERE = 'FAIL UPAY_ORDER_NOT_EXISTS';
const LOCKED_OUT = '400 ILLEGAL_SIGN';

let sandbox: SandboxScenario;

beforeAll(async () => {
  const account = { terminalKey: KEY, currency: 'MXN', merchant: 'cafe' };
  sandbox = await SandboxScenario.start({
    upay: [
      { ...account, terminalSn: '1001', keyIssuedAt: new Date(Date.now() - 47 * HOUR_MS).toISOString() },
      { ...account, terminalSn: '1002', keyIssuedAt: '2020-01-01T00:00:00Z', keyMaxAgeHours: 0 },
      { ...account, terminalSn: '1003', keyIssuedAt: new Date().toISOString(), keyMaxAgeHours: 1 },
      { ...account, terminalSn: '1004' },
      { ...account, terminalSn: '1005', httpStatusOfEnvelope: true },
    ],
    upayVendors: [{ ...VENDOR, codes: [{ code: 'NEW-CODE' }] }],
  });
});
afterAll(() => sandbox.close());

const seeded = (sn: string, key = KEY): UpayTerminal => new UpayTerminal(sandbox.url, sn, key);

async function checkIn(terminal: UpayTerminal): Promise<UpayTerminal> {
  const { biz_response: business } = await terminal.call('/terminal/checkin', { device_id: 'till' });
  return seeded(terminal.sn, business?.terminal_key ?? '');
}

async function activate(code: string, deviceId = 'till'): Promise<UpayAnswer> {
  const body = JSON.stringify({ app_id: VENDOR.appId, code, device_id: deviceId });
  const answer = await seeded('').send('/terminal/activate', body, `${VENDOR.vendorSn} ${md5(body, VENDOR.vendorKey)}`);
  return (await answer.json()) as UpayAnswer;
}

describe('the life of a key', () => {
  it('ends after 48 hours, or as the account says; never with 0', async () => {
    const [usual, endless, short] = [seeded('1001'), seeded('1002'), seeded('1003')];
    for (const terminal of [usual, endless, short]) expect(await terminal.look('NONE')).toBe(NOT_THERE);
    await sandbox.advance(HOUR_MS + 1_000);
    expect([await usual.look('NONE'), await endless.look('NONE'), await short.look('NONE')]).toEqual([LOCKED_OUT, NOT_THERE, LOCKED_OUT]);
    expect(told(await usual.call('/terminal/checkin', { device_id: 'till' }))).toBe(LOCKED_OUT);
  });

  it('ends with the second check-in after it, and each check-in starts 48 hours anew', async () => {
    const first = seeded('1004');
    const second = await checkIn(first);
    await sandbox.advance(40 * HOUR_MS);
    const third = await checkIn(second);
    expect([await first.look('NONE'), await second.look('NONE'), await third.look('NONE')]).toEqual([LOCKED_OUT, NOT_THERE, NOT_THERE]);
    await sandbox.advance(9 * HOUR_MS);
    expect([await second.look('NONE'), await third.look('NONE')]).toEqual([LOCKED_OUT, NOT_THERE]);
  });

  it('is over once two answers in a row were lost: only a new activation code helps', async () => {
    const current = await checkIn(await checkIn(seeded('1002')));
    for (let lost = 0; lost < 2; lost++) {
      await sandbox.arm('upay', { operation: 'checkin', fault: 'drop_after', key: '1002' });
      await expect(checkIn(current)).rejects.toThrow();
      // After the first lost answer the key is the previous one, and can still check in.
      expect(await current.look('NONE')).toBe(lost === 0 ? NOT_THERE : LOCKED_OUT);
    }
    const paid = await seeded('1005').pay('1000', { client_sn: 'SHARED' });
    expect(told(paid)).toBe('PAY_SUCCESS SUCCESS PAID');
    const { biz_response: identity } = await activate('NEW-CODE');
    const fresh = seeded(identity?.terminal_sn ?? '', identity?.terminal_key);
    expect(fresh.sn).not.toBe('1002');
    expect(await fresh.look('SHARED')).toBe('SUCCESS SUCCESS PAID');
  });

  it('a check-in that meets an error rotates nothing', async () => {
    const terminal = seeded('1005');
    await sandbox.arm('upay', { operation: 'checkin', fault: 'drop_before', key: '1005' });
    await expect(checkIn(terminal)).rejects.toThrow();
    await sandbox.arm('upay', { operation: 'checkin', fault: 'decline:TERMINAL_CHECKIN_FAIL', key: '1005' });
    expect(told(await terminal.call('/terminal/checkin', { device_id: 'till' }))).toBe('FAIL TERMINAL_CHECKIN_FAIL');
    const second = await checkIn(terminal);
    expect([await terminal.look('NONE'), await second.look('NONE')]).toEqual([NOT_THERE, NOT_THERE]);
  });
});

describe('the control door of Upay', () => {
  it('issues activation codes of seven days, or as it is told', async () => {
    const issued = await sandbox.control('POST', '/upay/activation-codes', { vendorSn: 'V100', code: 'DOOR-1' });
    expect(issued).toMatchObject({ status: 201, json: { code: 'DOOR-1', uses: 1, expiresAt: expect.any(String) } });
    expect((await sandbox.control('POST', '/upay/activation-codes', { vendorSn: 'V100', code: 'DOOR-1' })).status).toBe(409);
    await sandbox.control('POST', '/upay/activation-codes', { vendorSn: 'V100', code: 'DOOR-2', uses: 2 });
    const sns = [await activate('DOOR-2', 'a'), await activate('DOOR-2', 'b')].map(({ biz_response: one }) => one?.terminal_sn);
    expect(new Set(sns).size).toBe(2);
    expect((await activate('DOOR-2', 'c')).error_message).toContain('used up');
    await sandbox.advance(7 * 24 * HOUR_MS + 1_000);
    expect((await activate('DOOR-1')).error_message).toContain('expired');
    expect((await sandbox.control('POST', '/upay/activation-codes', { vendorSn: 'V999', code: 'X' })).status).toBe(404);
    expect((await sandbox.control('POST', '/upay/activation-codes', { vendorSn: 'V100' })).status).toBe(400);
  });

  it('switches a terminal off and on', async () => {
    const own = await SandboxScenario.start({ upay: [{ terminalSn: '1003', terminalKey: KEY, currency: 'MXN' }] });
    const till = new UpayTerminal(own.url, '1003', KEY);
    expect((await own.control('POST', '/upay/terminals/1003/disable')).json).toEqual({ state: 'disabled' });
    expect(told(await till.pay('1000'))).toBe('FAIL UPAY_TERMINAL_STATUS_ABNORMAL');
    expect(told(await till.call('/terminal/checkin', { device_id: 'till' }))).toBe('FAIL UPAY_TERMINAL_STATUS_ABNORMAL');
    expect((await own.control('POST', '/upay/terminals/1003/enable')).json).toEqual({ state: 'enabled' });
    expect(told(await till.pay('1000'))).toBe('PAY_SUCCESS SUCCESS PAID');
    expect((await own.control('POST', '/upay/terminals/9999/disable')).status).toBe(404);
    expect((await own.control('POST', '/upay/terminals/1003/burn')).status).toBe(404);
    await own.close();
  });

  it('does not show an activation code among the faults that fired', async () => {
    await sandbox.arm('upay', { operation: 'activate', fault: 'decline:INVALID_PARAMS', key: 'hidden-device' });
    expect(told(await activate('SECRET-CODE', 'hidden-device'))).toBe('400 INVALID_PARAMS');
    expect(JSON.stringify((await sandbox.control('GET', '/upay/faults')).json)).not.toContain('SECRET-CODE');
  });
});

describe('the form of a refusal', () => {
  it('is HTTP 200, or what the envelope says where the deployment does so', async () => {
    const body = '{"terminal_sn":"1005"}';
    const refused = await seeded('1005').send('/upay/v2/query', body, `1005 ${md5(body, KEY)}`);
    expect([refused.status, told((await refused.json()) as UpayAnswer)]).toEqual([400, '400 INVALID_PARAMS']);
    await sandbox.arm('upay', { operation: 'query', fault: 'decline:REQUEST_FAIL' });
    const look = '{"terminal_sn":"1005","client_sn":"NONE"}';
    const failed = await seeded('1005').send('/upay/v2/query', look, `1005 ${md5(look, KEY)}`);
    expect([failed.status, told((await failed.json()) as UpayAnswer)]).toEqual([500, '500 REQUEST_FAIL']);
  });

  it('is an envelope, too, for a log of more than 1 MiB', async () => {
    const zipped = Buffer.alloc(1_048_577);
    const answer = await seeded('1005').send('/terminal/uploadLog', zipped, `1005 ${md5(zipped, KEY)}`, 'application/gzip');
    expect(told((await answer.json()) as UpayAnswer)).toBe('400 INVALID_PARAMS');
  });
});
