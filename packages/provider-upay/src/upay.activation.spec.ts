import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { AccountResult } from '@interlock/provider-kit';
import { activation } from './upay.activation.js';
import { upayAdapter } from './upay.adapter.js';
import { md5Signature } from './upay.signing.js';
import { PREVIOUS_KEY, ScriptedUpay, TERMINAL_KEY } from '../testing/scripted-upay.js';

const upay = new ScriptedUpay();
beforeAll(() => upay.start());
afterAll(() => upay.stop());

const NOW = 1_779_436_800_000;
const VENDOR_KEY = 'vendor_key_test_123456';
const NEW_KEY = 'b5f1e7c2d9a84036b5f1e7c2d9a84036';
const CODE = 'A1B2C3D4';
const DEVICE = 'android-imei-001';
const unactivated = {
  settings: { terminalSn: undefined, vendorSn: '91800129', appId: 'muwe-mx' },
  secrets: { terminalKey: undefined, previousTerminalKey: undefined, vendorKey: VENDOR_KEY },
  now: NOW,
};
const flat = (sn = '10298371039', key: unknown = NEW_KEY): object => ({
  result_code: '200',
  biz_response: { terminal_sn: sn, terminal_key: key },
});
const nested = (result: string, data?: object): object => ({ result_code: '200', biz_response: { result_code: result, data } });
const identity = { terminal_sn: '10298371039', terminal_key: NEW_KEY };
const activate = (options: object = unactivated, deviceId = DEVICE, code = CODE): Promise<AccountResult> =>
  activation.activate({ code, deviceId }, upay.call(options));

describe('activation', () => {
  it('is signed by the vendor over the document members (vector T11 of the reference)', async () => {
    upay.answers(flat());
    const { settings } = unactivated;
    const terminal = { clientSn: 'POS-MX-001', name: 'Store 01 POS 01', osInfo: 'Android 14' };
    await activate({ ...unactivated, settings: { ...settings, terminal } });
    expect(upay.last.path).toBe('/terminal/activate');
    expect(upay.last.raw.toString()).toBe(
      `{"app_id":"muwe-mx","code":"${CODE}","device_id":"${DEVICE}","client_sn":"POS-MX-001","name":"Store 01 POS 01","os_info":"Android 14"}`,
    );
    expect(upay.last.headers.authorization).toBe(`91800129 ${md5Signature(upay.last.raw, VENDOR_KEY)}`);
  });

  it.each([
    ['flat', flat()],
    ['nested', nested('ACTIVATE_SUCCESS', identity)],
  ])('takes the %s answer: a terminal with a first key, and no key of another terminal', async (_, answer) => {
    upay.answers(answer);
    expect(await activate()).toEqual({
      outcome: 'approved',
      settings: { terminalSn: '10298371039', deviceId: DEVICE },
      secrets: { terminalKey: NEW_KEY, terminalKeyIssuedAt: NOW, previousTerminalKey: undefined, previousTerminalKeyIssuedAt: undefined },
    });
  });

  it('gives an account that its own schemas take, and whose methods then work', async () => {
    upay.answers(flat());
    const result = await activate();
    if (result.outcome !== 'approved') throw new Error(result.outcome);
    const settings = upayAdapter.settingsSchema.parse({
      baseUrl: 'https://vsi-api.shouqianba.com',
      vendorSn: '91800129',
      appId: 'muwe-mx',
      ...result.settings,
    });
    expect(upayAdapter.secretsSchema.safeParse({ vendorKey: VENDOR_KEY, ...result.secrets }).success).toBe(true);
    const [payerCode] = upayAdapter.limits.methods;
    const order = { capture: 'automatic', tip: false, cashback: false } as const;
    expect(payerCode?.accepts({ type: 'payer_code' }, { ...order, settings })).toBe(true);
    expect(payerCode?.accepts({ type: 'payer_code' }, { ...order, settings: unactivated.settings })).toBe(
      'the account has no activated terminal',
    );
  });

  it.each([
    [
      'a code that is used up',
      { result_code: '400', error_code: 'INVALID_PARAMS', error_message: 'code used' },
      'INVALID_PARAMS',
      'code used',
    ],
    ['a wrong vendor key', { result_code: '400', error_code: 'ILLEGAL_SIGN' }, 'ILLEGAL_SIGN', ''],
    ['a message that tells our code', { result_code: '400', error_code: 'X', error_message: `no code ${CODE}` }, 'X', 'no code ***'],
    [
      'a business no',
      { result_code: '200', biz_response: { result_code: 'FAIL', error_code: 'UPAY_TERMINAL_STATUS_ABNORMAL' } },
      'UPAY_TERMINAL_STATUS_ABNORMAL',
      '',
    ],
  ])('is declined for %s', async (_, answer, providerCode, message) => {
    upay.answers(answer);
    expect(await activate()).toEqual({ outcome: 'declined', providerCode, message });
  });

  it.each([
    ['a server fault', { result_code: '500', error_code: 'UNKNOWN_SYSTEM_ERROR' }, 'provider_error'],
    ['no envelope', { ok: true }, 'unreadable_answer'],
    ['the success of a check-in', nested('TERMINAL_CHECKIN_SUCCESS', identity), 'unknown_code'],
    ['a word that nobody published', nested('ACTIVATED', identity), 'unknown_code'],
    ['no key', flat('1', ''), 'unreadable_answer'],
    ['a key of another type', flat('1', 7), 'unreadable_answer'],
    ['a serial that would break the header', flat('1 2'), 'unreadable_answer'],
  ])('is unknown for %s', async (_, answer, cause) => {
    upay.answers(answer);
    expect(await activate()).toEqual({ outcome: 'unknown', cause });
  });

  it.each([
    ['without a vendor', { ...unactivated, secrets: {} }, DEVICE, CODE],
    ['with a device id of 33 bytes', unactivated, 'é'.repeat(17), CODE],
    ['without a code', unactivated, DEVICE, ''],
  ])('is not sent %s', async (_, options, deviceId, code) => {
    const before = upay.received.length;
    expect(await activate(options, deviceId, code)).toMatchObject({ outcome: 'declined', providerCode: 'invalid_request' });
    expect(upay.received).toHaveLength(before);
  });

  it('leaves neither the code nor a key in the transcript, wherever the answer repeats them', async () => {
    upay.answers({ result_code: '200', biz_response: { ...identity, hint: `${CODE} ${NEW_KEY} ${VENDOR_KEY}` } });
    const call = upay.call(unactivated);
    await activation.activate({ code: CODE, deviceId: DEVICE }, call);
    const stored = JSON.stringify(call.http.exchanges);
    expect(stored).toContain('10298371039');
    for (const secret of [CODE, NEW_KEY, VENDOR_KEY]) expect(stored).not.toContain(secret);
  });
});

describe('check-in', () => {
  const account = {
    settings: { deviceId: DEVICE, terminal: { osInfo: 'Android 14', sdkVersion: 'muwe-openapi-1.0.0' } },
    secrets: { terminalKeyIssuedAt: NOW - 1000, previousTerminalKeyIssuedAt: NOW - 2000 },
    now: NOW,
  };

  it('asks for the next key with the present one, which becomes the previous (vector T12)', async () => {
    upay.answers(flat());
    expect(await activation.checkIn(upay.call(account))).toEqual({
      outcome: 'approved',
      settings: {},
      secrets: {
        terminalKey: NEW_KEY,
        terminalKeyIssuedAt: NOW,
        previousTerminalKey: TERMINAL_KEY,
        previousTerminalKeyIssuedAt: NOW - 1000,
      },
    });
    expect(upay.last.path).toBe('/terminal/checkin');
    expect(upay.last.raw.toString()).toBe(
      `{"terminal_sn":"10298371039","device_id":"${DEVICE}","os_info":"Android 14","sdk_version":"muwe-openapi-1.0.0"}`,
    );
    expect(upay.last.headers.authorization).toBe('10298371039 e8079b1214d402febc306616a2c014e7');
  });

  it('asked again after a lost answer uses the same key, which is then the one before', async () => {
    upay.answers((response) => response.destroy(), nested('TERMINAL_CHECKIN_SUCCESS', identity));
    expect(await activation.checkIn(upay.call(account))).toEqual({ outcome: 'unknown', cause: 'connection_lost' });
    expect(await activation.checkIn(upay.call(account))).toMatchObject({ outcome: 'approved', secrets: { terminalKey: NEW_KEY } });
  });

  it('keeps the key that the platform took, where that is the older one', async () => {
    upay.answers({ result_code: '400', error_code: 'ILLEGAL_SIGN' }, flat());
    expect(await activation.checkIn(upay.call(account))).toMatchObject({
      outcome: 'approved',
      secrets: { terminalKey: NEW_KEY, previousTerminalKey: PREVIOUS_KEY, previousTerminalKeyIssuedAt: NOW - 2000 },
    });
  });

  it.each([
    ['a key for another terminal', flat('10298371040'), { outcome: 'unknown', cause: 'unreadable_answer' }],
    [
      'a terminal that is locked out',
      { result_code: '200', biz_response: { result_code: 'TERMINAL_CHECKIN_FAIL', error_code: 'INVALID_TERMINAL' } },
      { outcome: 'declined', providerCode: 'INVALID_TERMINAL' },
    ],
    ['the success of an activation', nested('ACTIVATE_SUCCESS', identity), { outcome: 'unknown', cause: 'unknown_code' }],
  ])('%s', async (_, answer, expected) => {
    upay.answers(answer);
    expect(await activation.checkIn(upay.call(account))).toMatchObject(expected);
  });

  it('needs a terminal, and the device of its activation', async () => {
    const before = upay.received.length;
    expect(await activation.checkIn(upay.call({ ...account, settings: {} }))).toMatchObject({ outcome: 'declined' });
    expect(await activation.checkIn(upay.call(unactivated))).toMatchObject({ outcome: 'declined' });
    expect(upay.received).toHaveLength(before);
  });

  it('is due every 12 hours, with a key that lives 48', () => {
    expect(upayAdapter.activation).toMatchObject({ checkInEveryMs: 12 * 3_600_000, keyLifeMs: 48 * 3_600_000 });
  });
});
