import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { SandboxScenario } from '../testing/sandbox-scenario.js';
import { md5, told, UpayTerminal, type UpayAnswer } from '../testing/upay-terminal.js';

const KEY = '68d499beda5f72116592f5c527465656';
const OTHER_KEY = '9d8d241c9912f0b7d7b45d93d7d81e40';
const VENDOR = { vendorSn: 'V100', vendorKey: 'vendor_key_test_123456', appId: 'muwe-mx', currency: 'MXN' };
const HOUR_MS = 3_600_000;

let sandbox: SandboxScenario;
let terminal: UpayTerminal;
let other: UpayTerminal;

beforeAll(async () => {
  sandbox = await SandboxScenario.start({
    upay: [
      { terminalSn: '10298371039', terminalKey: KEY, currency: 'MXN' },
      { terminalSn: '10298371040', terminalKey: OTHER_KEY, currency: 'MXN' },
      { terminalSn: '10298371041', terminalKey: KEY, currency: 'MXN', disabled: true },
      { terminalSn: '10298371042', terminalKey: KEY, currency: 'MXN', deviceId: 'device-1' },
    ],
    upayVendors: [
      {
        ...VENDOR,
        codes: [
          { code: 'ONCE' },
          { code: 'TWICE', uses: 2 },
          { code: 'OLD', expiresAt: '2020-01-01T00:00:00Z' },
          { code: 'MANY', uses: 100 },
        ],
      },
    ],
  });
  terminal = new UpayTerminal(sandbox.url, '10298371039', KEY);
  other = new UpayTerminal(sandbox.url, '10298371040', OTHER_KEY);
});
afterAll(() => sandbox.close());

const query = '{"terminal_sn":"10298371039","client_sn":"MEX202605220001"}';

async function answerTo(authorization: string | undefined, body = query, contentType?: string): Promise<string> {
  const answer = await terminal.send('/upay/v2/query', body, authorization, contentType);
  expect(answer.status).toBe(200);
  return told((await answer.json()) as UpayAnswer);
}

describe('who may call Upay', () => {
  it('checks the header, then the terminal, then the signature, then the fields, then whose body it is', async () => {
    expect(await answerTo(undefined)).toBe('400 ILLEGAL_SIGN');
    expect(await answerTo(`10298371039 ${md5(query, KEY).slice(1)}`)).toBe('400 ILLEGAL_SIGN');
    expect(await answerTo(`10298371039  ${md5(query, KEY)}`)).toBe('400 ILLEGAL_SIGN');
    expect(await answerTo(`999 ${md5(query, KEY)}`)).toBe('400 INVALID_TERMINAL');
    expect(await answerTo(`10298371039 ${md5(query, 'wrong')}`)).toBe('400 ILLEGAL_SIGN');
    const unsound = '{"terminal_sn":"10298371040"}';
    expect(await answerTo(`10298371039 ${md5(unsound, KEY)}`, unsound)).toBe('400 INVALID_PARAMS');
    const foreign = query.replace('39"', '40"');
    expect(await answerTo(`10298371039 ${md5(foreign, KEY)}`, foreign)).toBe('400 INVALID_TERMINAL');
    expect(await answerTo(`10298371039 ${md5(query, KEY)}`)).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
  });

  it("refuses another terminal's key", async () => {
    expect(await answerTo(`10298371039 ${md5(query, OTHER_KEY)}`)).toBe('400 ILLEGAL_SIGN');
  });

  it('takes a signature in capitals and any order and spacing of the body that was signed', async () => {
    const spaced = '{ "client_sn": "MEX202605220001",\n "terminal_sn": "10298371039" }';
    expect(await answerTo(`10298371039 ${md5(spaced, KEY).toUpperCase()}`, spaced)).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
    expect(await answerTo(`10298371039 ${md5(query, KEY)}`, spaced)).toBe('400 ILLEGAL_SIGN');
  });

  it.each([
    ['an array', '[]'],
    ['no JSON', '{"terminal_sn":'],
    ['nothing', ''],
    ['a string', '"10298371039"'],
  ])('refuses %s as a body', async (_name, body) => {
    expect(await answerTo(`10298371039 ${md5(body, KEY)}`, body)).toBe('400 INVALID_PARAMS');
  });

  it('refuses a body that is not declared as JSON', async () => {
    expect(await answerTo(`10298371039 ${md5(query, KEY)}`, query, 'text/plain')).toBe('400 INVALID_PARAMS');
    expect(await answerTo(`10298371039 ${md5(query, KEY)}`, query, 'application/json; charset=utf-8')).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
  });

  it('tells a disabled terminal that it is not active', async () => {
    const disabled = new UpayTerminal(sandbox.url, '10298371041', KEY);
    expect(told(await disabled.pay('1000'))).toBe('FAIL UPAY_TERMINAL_STATUS_ABNORMAL');
  });

  it("does not show one merchant's order to another merchant's terminal", async () => {
    const paid = await terminal.pay('1000', { client_sn: 'MINE' });
    expect(told(await other.query({ client_sn: 'MINE' }))).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
    expect(told(await other.query({ sn: paid.biz_response?.data?.['sn'] }))).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
    expect(told(await other.refund('MINE', 'R1', '1'))).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
    expect(told(await other.pay('1000', { client_sn: 'MINE' }))).toBe('PAY_SUCCESS SUCCESS PAID');
  });
});

describe('check-in', () => {
  const checkIn = (one: UpayTerminal): Promise<UpayAnswer> => one.call('/terminal/checkin', { device_id: 'device-1' });

  it('accepts the current and the previous key only, and only from the device that was activated', async () => {
    const first = new UpayTerminal(sandbox.url, '10298371042', KEY);
    expect(told(await first.call('/terminal/checkin', { device_id: 'device-2' }))).toBe('400 INVALID_TERMINAL');
    const key2 = (await checkIn(first)).biz_response?.terminal_key ?? '';
    expect(key2).toMatch(/^[0-9a-f]{32}$/);
    const second = new UpayTerminal(sandbox.url, '10298371042', key2);
    expect(await first.look('NONE')).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
    expect(await second.look('NONE')).toBe('FAIL UPAY_ORDER_NOT_EXISTS');

    // A lost answer: the check-in is repeated with the previous key, and the key that was lost drops behind the new one.
    const key3 = (await checkIn(first)).biz_response?.terminal_key ?? '';
    const third = new UpayTerminal(sandbox.url, '10298371042', key3);
    expect(await first.look('NONE')).toBe('400 ILLEGAL_SIGN');
    expect(await second.look('NONE')).toBe('FAIL UPAY_ORDER_NOT_EXISTS');
    expect(await third.look('NONE')).toBe('FAIL UPAY_ORDER_NOT_EXISTS');

    await sandbox.advance(48 * HOUR_MS + 1_000);
    expect(await third.look('NONE')).toBe('400 ILLEGAL_SIGN');
  });

  it('takes a signed log of any format', async () => {
    const zipped = Buffer.from('1f8b00ff', 'hex');
    const answer = await terminal.send('/terminal/uploadLog', zipped, `10298371039 ${md5(zipped, KEY)}`, 'application/gzip');
    expect(await answer.json()).toEqual({ result_code: '200', error_code: 'SUCCESS', error_message: 'ok' });
    expect(
      (await (await terminal.send('/terminal/uploadLog', zipped, `10298371039 ${md5(zipped.toString('utf8'), KEY)}`)).json()) as UpayAnswer,
    ).toMatchObject({
      error_code: 'ILLEGAL_SIGN',
    });
  });
});

describe('activation', () => {
  async function activate(fields: object, key = VENDOR.vendorKey, vendorSn = VENDOR.vendorSn): Promise<UpayAnswer> {
    const body = JSON.stringify({ app_id: VENDOR.appId, device_id: 'device-9', ...fields });
    return (await (await terminal.send('/terminal/activate', body, `${vendorSn} ${md5(body, key)}`)).json()) as UpayAnswer;
  }

  it('gives an identity that can pay, in a flat answer', async () => {
    const { biz_response: identity } = await activate({ code: 'ONCE', client_sn: 'POS-1' });
    expect(Object.keys(identity ?? {})).toEqual(['terminal_sn', 'terminal_key']);
    const fresh = new UpayTerminal(sandbox.url, identity?.terminal_sn ?? '', identity?.terminal_key ?? '');
    expect(told(await fresh.pay('1000'))).toBe('PAY_SUCCESS SUCCESS PAID');
  });

  it('repeats a lost answer for ten minutes without another use, and is used up then', async () => {
    const first = await activate({ code: 'TWICE' });
    expect(await activate({ code: 'TWICE' })).toEqual(first);
    await sandbox.advance(600_001);
    const second = await activate({ code: 'TWICE' });
    expect(second.biz_response?.terminal_sn).not.toBe(first.biz_response?.terminal_sn);
    expect(told(await activate({ code: 'TWICE', device_id: 'device-10' }))).toBe('400 INVALID_PARAMS');
  });

  it('refuses an unknown vendor, a wrong key, an unknown or expired code, a foreign application and a number that is taken', async () => {
    expect(told(await activate({ code: 'MANY' }, VENDOR.vendorKey, 'V999'))).toBe('400 ILLEGAL_SIGN');
    expect(told(await activate({ code: 'MANY' }, KEY))).toBe('400 ILLEGAL_SIGN');
    expect(told(await activate({ code: 'NONE' }))).toBe('400 INVALID_PARAMS');
    expect((await activate({ code: 'OLD' })).error_message).toContain('expired');
    expect((await activate({ code: 'MANY', app_id: 'other' })).error_message).toContain('app_id');
    await activate({ code: 'MANY', device_id: 'a', client_sn: 'POS-2' });
    expect((await activate({ code: 'MANY', device_id: 'b', client_sn: 'POS-2' })).error_message).toContain('client_sn');
  });
});
