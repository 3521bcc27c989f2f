import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { check } from './upay.check.js';
import { ScriptedUpay, business } from '../testing/scripted-upay.js';

const upay = new ScriptedUpay();
beforeAll(() => upay.start());
afterAll(() => upay.stop());

const refused = (result: '400' | '500', code?: string): object => ({ result_code: result, error_code: code, error_message: 'as scripted' });

it('asks after a number that is nobody’s', async () => {
  upay.answers(business('FAIL', undefined, 'UPAY_ORDER_NOT_EXISTS'));
  expect(await check(upay.call())).toEqual({ credentials: 'accepted', providerCode: 'UPAY_ORDER_NOT_EXISTS' });
  expect(upay.last.path).toBe('/upay/v2/query');
  expect(JSON.parse(upay.last.raw.toString())).toEqual({ terminal_sn: '10298371039', client_sn: expect.stringMatching(/^check\d+$/) });
});

it.each([
  ['ILLEGAL_SIGN', refused('400', 'ILLEGAL_SIGN'), { credentials: 'refused', providerCode: 'ILLEGAL_SIGN' }],
  ['a terminal that is not known', refused('400', 'INVALID_TERMINAL'), { credentials: 'refused', providerCode: 'INVALID_TERMINAL' }],
  ['a terminal that is not active', business('FAIL', undefined, 'UPAY_TERMINAL_STATUS_ABNORMAL'), { credentials: 'refused' }],
  ['another refusal, which comes after the signature', refused('400', 'INVALID_PARAMS'), { credentials: 'accepted' }],
  ['a refusal without a word', refused('400'), { credentials: 'unknown' }],
  ['a failure of theirs', refused('500', 'UNKNOWN_SYSTEM_ERROR'), { credentials: 'unknown', cause: 'provider_error' }],
  ['no envelope', Buffer.from('<html>'), { credentials: 'unknown', cause: 'unreadable_answer' }],
] as const)('%s', async (_, answer, expected) => {
  // ILLEGAL_SIGN is tried with the other key too.
  upay.answers(answer, answer);
  expect(await check(upay.call())).toMatchObject(expected);
});

it('before its activation nobody can ask', async () => {
  const { settings, secrets, ...call } = upay.call();
  const { terminalSn: _sn, ...rest } = settings as Record<string, unknown>;
  const vendor = { settings: { ...rest, vendorSn: '91800129', appId: 'app' }, secrets: { vendorKey: 'vendor-key-1' } };
  expect(secrets).toBeDefined();
  expect(await check({ ...call, ...vendor })).toEqual({ credentials: 'unknown', cause: 'not_activated' });
});
