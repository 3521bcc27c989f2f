import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestKeyRing, until } from '@interlock/persistence/testing';
import { createGatewayLog } from '../log/log.js';
import { startGateway } from '../start-gateway.js';
import type { Gateway } from '../start-gateway.js';
import { gatewayScenario, testSettings } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';
import { seedVendor, sendRaw, sendSigned, sign, Till } from '../testing/till.js';
import type { Answer, SeededVendor } from '../testing/till.js';

const keyRing = createTestKeyRing();
let scenario: GatewayScenario;
let vendor: SeededVendor;
let url: string;
const others: Gateway[] = [];

beforeAll(async () => {
  scenario = await gatewayScenario({ keyRing });
  vendor = await seedVendor(scenario.database, keyRing, scenario.merchantId);
  ({ url } = scenario.gateway);
});
afterAll(async () => {
  for (const other of others) await other.close();
  await scenario.close();
});

async function anotherGateway(settings: object = {}, databaseUrl = scenario.database.url): Promise<Gateway> {
  const log = createGatewayLog('silent', { write: () => undefined });
  const gateway = await startGateway({ ...testSettings, ...settings }, { databaseUrl, keyRing, log });
  others.push(gateway);
  return gateway;
}

const refusal = ({ result_code: code, error_code: error }: Answer): string => `${code} ${error ?? ''}`;
const sqlOfTill = (till: Till, text: string, ...values: unknown[]) => scenario.database.pool.query(text, [till.sn, ...values]);
/** What is changed past the doors is seen once the caches are old. */
const freshTill = (till: Till, other: Gateway): Till => till.at(other.url);

/** One address activates so many tills a minute at each gateway, and these tests need more. */
async function activatedElsewhere(): Promise<Till> {
  return Till.activated((await anotherGateway()).url, vendor);
}

describe('what is checked of a request, in this order', () => {
  let till: Till;
  const path = '/upay/v2/query';
  beforeAll(async () => {
    till = await Till.activated(url, vendor);
  });

  it.each([
    ['no Authorization', {}],
    ['another form', { authorization: 'Bearer 0123456789' }],
    ['a signature that is too short', { authorization: '1029837 0123' }],
  ])('1. the header: %s', async (_, headers) => {
    expect(refusal(await sendRaw(url, path, '{}', headers as Record<string, string>))).toBe('400 ILLEGAL_SIGN');
  });

  it('2. who it is: an unknown terminal, and for an activation an unknown vendor', async () => {
    expect(refusal(await sendSigned(url, path, '999999999999999', till.key, {}))).toBe('400 INVALID_TERMINAL');
    expect(refusal(await sendSigned(url, '/terminal/activate', '999999999999999', vendor.vendorKey, {}))).toBe('400 ILLEGAL_SIGN');
  });

  it('3. the signature, before anything is read of the body', async () => {
    expect(refusal(await sendRaw(url, path, 'no json', { authorization: `${till.sn} ${sign('no json', 'another key')}` }))).toBe(
      '400 ILLEGAL_SIGN',
    );
    const answer = await sendSigned(url, '/terminal/activate', vendor.vendorSn, till.key, { colour: 'red' });
    expect(refusal(answer)).toBe('400 ILLEGAL_SIGN');
  });

  it('4. the fields, which are named', async () => {
    expect(refusal(await sendRaw(url, path, 'no json', { authorization: `${till.sn} ${sign('no json', till.key)}` }))).toBe(
      '400 INVALID_PARAMS',
    );
    const answer = await till.send(path, { terminal_sn: 'another', client_sn: 'A-1', colour: 'red' });
    expect(refusal(answer)).toBe('400 INVALID_PARAMS');
    expect(answer.error_message).toBe('colour is not a field of this operation');
  });

  it('5. that the terminal in the body is the one of the header', async () => {
    expect(refusal(await till.send(path, { terminal_sn: '10298371039', client_sn: 'A-1' }))).toBe('400 INVALID_TERMINAL');
  });

  it('6. that the terminal, its store and its merchant are enabled', async () => {
    const disabled = await Till.activated(url, vendor);
    await sqlOfTill(disabled, 'update terminal set enabled = false where terminal_sn = $1');
    const answer = await freshTill(disabled, await anotherGateway()).query('A-1');
    expect(answer).toMatchObject({
      result_code: '200',
      biz_response: { result_code: 'FAIL', error_code: 'UPAY_TERMINAL_STATUS_ABNORMAL' },
    });
  });

  it('6. of a disabled terminal only what it began itself is told, and nothing of it is changed', async () => {
    const disabled = await Till.activated(url, vendor);
    await disabled.pay('OWN-1');
    await till.pay('OTHERS-1');
    await sqlOfTill(disabled, 'update terminal set enabled = false where terminal_sn = $1');
    const there = freshTill(disabled, await anotherGateway());
    expect((await there.query('OWN-1')).biz_response).toMatchObject({ result_code: 'SUCCESS', data: { order_status: 'PAID' } });
    const others = [there.query('OTHERS-1'), there.pay('OWN-2'), there.refund('OWN-1', 'R-1', '1'), there.cancel('OWN-1'), there.checkIn()];
    for (const answer of await Promise.all(others)) expect(answer.biz_response?.['error_code']).toBe('UPAY_TERMINAL_STATUS_ABNORMAL');
    expect((await there.query('OWN-1')).biz_response?.data?.['order_status']).toBe('PAID');
  });

  it('6. also where it was disabled a moment ago, and this gateway has not looked since', async () => {
    const disabled = await Till.activated(url, vendor);
    expect((await disabled.query('none')).biz_response?.['error_code']).toBe('UPAY_ORDER_NOT_EXISTS');
    await sqlOfTill(disabled, 'update terminal set enabled = false where terminal_sn = $1');
    expect((await disabled.pay('OWN-3')).biz_response).toMatchObject({
      result_code: 'FAIL',
      error_code: 'UPAY_TERMINAL_STATUS_ABNORMAL',
    });
  });

  it('leaves word of when the terminal was heard of', async () => {
    const heard = await Till.activated(url, vendor);
    const seen = async (): Promise<unknown> =>
      ((await sqlOfTill(heard, 'select last_seen_at as at from terminal where terminal_sn = $1')).rows as { at: unknown }[])[0]?.at;
    expect(await seen()).toBeNull();
    await sendRaw(url, path, '{}', { authorization: `${heard.sn} ${sign('{}', 'guessed')}` });
    expect(await seen()).toBeNull();
    await heard.query('none');
    await until(async () => (await seen()) !== null);
  });

  it('is the bytes that came: a binary body, and text that was written again', async () => {
    const bytes = Buffer.from('1f8b00ff', 'hex');
    const authorization = `${till.sn} ${sign(bytes, till.key)}`;
    expect(await sendRaw(url, '/terminal/uploadLog', bytes, { authorization })).toEqual({
      result_code: '200',
      error_code: 'SUCCESS',
      error_message: 'ok',
    });
    const read = `${till.sn} ${sign(bytes.toString('utf8'), till.key)}`;
    expect(refusal(await sendRaw(url, '/terminal/uploadLog', bytes, { authorization: read }))).toBe('400 ILLEGAL_SIGN');
    const spaced = `{ "terminal_sn": "${till.sn}", "client_sn": "none" }`;
    const answer = await sendRaw(url, path, spaced, { authorization: `${till.sn} ${sign(spaced, till.key)}` });
    expect(answer.biz_response?.['error_code']).toBe('UPAY_ORDER_NOT_EXISTS');
  });

  it('takes a log of 1 MiB and no more, and of everything else 64 KiB', async () => {
    const log = Buffer.alloc(1024 * 1024, 'a');
    expect((await sendRaw(url, '/terminal/uploadLog', log, { authorization: `${till.sn} ${sign(log, till.key)}` })).result_code).toBe(
      '200',
    );
    const more = Buffer.concat([log, log]);
    const large = Buffer.alloc(65 * 1024, ' ');
    for (const [to, body] of [
      ['/terminal/uploadLog', more],
      ['/upay/v2/query', large],
    ] as const) {
      expect(refusal(await sendRaw(url, to, body, { authorization: `${till.sn} ${sign(body, till.key)}` }))).toBe('400 INVALID_PARAMS');
    }
  });
});

describe('a key', () => {
  it('of a check-in is accepted beside the one before it, and the one before that no more', async () => {
    const till = await Till.activated(url, vendor);
    const first = till.key;
    await till.checkIn();
    const second = till.key;
    expect(second).not.toBe(first);
    expect((await till.send('/upay/v2/query', { client_sn: 'none' }, first)).result_code).toBe('200');
    await till.checkIn();
    expect(refusal(await till.send('/upay/v2/query', { client_sn: 'none' }, first))).toBe('400 ILLEGAL_SIGN');
    expect((await till.send('/upay/v2/query', { client_sn: 'none' }, second)).result_code).toBe('200');
    expect((await till.query('none')).result_code).toBe('200');
  });

  it('that is older than 48 hours is expired', async () => {
    const till = await Till.activated(url, vendor);
    await sqlOfTill(
      till,
      `update terminal_key set issued_at = issued_at - interval '48 hours' where terminal_id = (select id from terminal where terminal_sn = $1)`,
    );
    expect(refusal(await freshTill(till, await anotherGateway()).query('none'))).toBe('400 ILLEGAL_SIGN');
  });

  it('is given once for the same check-in: its answer was lost', async () => {
    const till = await Till.activated(url, vendor);
    const once = await till.send('/terminal/checkin', { device_id: till.deviceId });
    const again = await till.send('/terminal/checkin', { device_id: till.deviceId });
    expect(again).toEqual(once);
    expect(Object.keys(once.biz_response ?? {}).sort()).toEqual(['terminal_key', 'terminal_sn']);
  });

  it('is not given to another device', async () => {
    const till = await Till.activated(url, vendor);
    expect(refusal(await till.send('/terminal/checkin', { device_id: 'another' }))).toBe('400 INVALID_TERMINAL');
    expect((await till.query('none')).result_code).toBe('200');
  });

  it('that a till got at another gateway a moment ago does not stop it here', async () => {
    const other = await anotherGateway();
    const till = await Till.activated(url, vendor);
    const there = till.at(other.url);
    expect((await there.query('none')).result_code).toBe('200');
    for (let count = 0; count < 2; count += 1) await till.checkIn();
    expect((await till.at(other.url).query('none')).result_code).toBe('200');
    // And the key that is two check-ins old is turned away there as well.
    expect(refusal(await there.query('none'))).toBe('400 ILLEGAL_SIGN');
  });
});

describe('an activation', () => {
  const activate = (members: object) => sendSigned(url, '/terminal/activate', vendor.vendorSn, vendor.vendorKey, members);

  it('gives a terminal with its first key, flat, and no fields of another operation are taken', async () => {
    const answer = await activate({ app_id: vendor.appId, code: await vendor.code(), device_id: 'd-1', os_info: 'Android 14' });
    expect(answer.biz_response?.['terminal_sn']).toMatch(/^\d{11,18}$/);
    expect(answer.biz_response?.['terminal_key']).toMatch(/^[0-9a-f]{32}$/);
    const wrong = await activate({ app_id: vendor.appId, code: await vendor.code(), device_id: 'd-1', total_amount: '1' });
    expect(refusal(wrong)).toBe('400 INVALID_PARAMS');
  });

  it('by a code that was used is refused, and its repeat within ten minutes is not another use', async () => {
    const code = await vendor.code();
    const asked = { app_id: vendor.appId, code, device_id: 'd-2' };
    const first = await activate(asked);
    expect(await activate(asked)).toEqual(first);
    const other = await activate({ ...asked, device_id: 'd-3' });
    expect(refusal(other)).toBe('400 INVALID_PARAMS');
    expect(other.error_message).toContain('used up');
  });

  it('by an unknown code, or of another vendor’s app, is refused by its name', async () => {
    expect((await activate({ app_id: vendor.appId, code: 'ABCD-EFGH-JKMN-PQRS', device_id: 'd' })).error_message).toContain('code');
    expect((await activate({ app_id: 'another', code: await vendor.code(), device_id: 'd' })).error_message).toContain('app_id');
  });

  it('says when to come back, once too many codes were not taken', async () => {
    const other = await anotherGateway();
    const guesser = await seedVendor(scenario.database, keyRing, scenario.merchantId);
    const guess = async (): Promise<Response> => {
      const body = JSON.stringify({ app_id: guesser.appId, code: 'ABCD-EFGH-JKMN-PQRS', device_id: 'd' });
      const authorization = `${guesser.vendorSn} ${sign(body, guesser.vendorKey)}`;
      return fetch(`${other.url}/terminal/activate`, {
        method: 'POST',
        body,
        headers: { authorization, 'content-type': 'application/json' },
      });
    };
    for (let count = 0; count < 10; count += 1) expect((await guess()).headers.get('retry-after')).toBeNull();
    const locked = await guess();
    expect(refusal((await locked.json()) as Answer)).toBe('400 INVALID_PARAMS');
    expect(Number(locked.headers.get('retry-after'))).toBeGreaterThan(800);
    expect(Number(locked.headers.get('retry-after'))).toBeLessThanOrEqual(900);
  });

  it('of a name that another terminal of the vendor has is refused', async () => {
    const named = async (deviceId: string) =>
      activate({ app_id: vendor.appId, code: await vendor.code(), device_id: deviceId, client_sn: 'POS-1' });
    expect((await named('d-4')).result_code).toBe('200');
    expect((await named('d-5')).error_message).toContain('client_sn');
  });
});

describe('what a signature does not protect', () => {
  it('is in clear only on this machine: a proxy must be known and have been reached by TLS', async () => {
    const till = (await activatedElsewhere()).at(url);
    const behind = await anotherGateway({ trustedProxies: ['127.0.0.1'] });
    const body = JSON.stringify({ terminal_sn: till.sn, client_sn: 'none' });
    const authorization = `${till.sn} ${sign(body, till.key)}`;
    const ask = (to: string, headers: object) => sendRaw(to, '/upay/v2/query', body, { authorization, ...headers });
    expect(refusal(await ask(url, { 'x-forwarded-proto': 'https' }))).toBe('400 INVALID_PARAMS');
    expect(refusal(await ask(behind.url, { 'x-forwarded-proto': 'http', 'x-forwarded-for': '192.0.2.7' }))).toBe('400 INVALID_PARAMS');
    expect((await ask(behind.url, { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.7' })).result_code).toBe('200');
    expect((await ask(url, {})).result_code).toBe('200');
  });

  it('is what a body is for: what we send out ourselves, signed with the terminal’s own key, is taken by no operation', async () => {
    const till = (await activatedElsewhere()).at(url);
    const paid = await till.pay('FLAT-1');
    const flat = JSON.stringify(paid.biz_response?.data);
    for (const to of ['pay', 'precreate', 'query', 'refund', 'cancel', 'revoke']) {
      const answer = await sendRaw(url, `/upay/v2/${to}`, flat, { authorization: `${till.sn} ${sign(flat, till.key)}` });
      expect([to, refusal(answer)]).toEqual([to, '400 INVALID_PARAMS']);
    }
    expect(refusal(await sendRaw(url, '/terminal/checkin', flat, { authorization: `${till.sn} ${sign(flat, till.key)}` }))).toBe(
      '400 INVALID_PARAMS',
    );
    expect((await till.query('FLAT-1')).biz_response?.data?.['order_status']).toBe('PAID');
  });

  it('may be held to addresses', async () => {
    const till = (await activatedElsewhere()).at(url);
    await sqlOfTill(till, 'update terminal set ip_list = $2 where terminal_sn = $1', ['192.0.2.0/24']);
    const behind = await anotherGateway({ trustedProxies: ['127.0.0.1'] });
    const body = JSON.stringify({ terminal_sn: till.sn, client_sn: 'none' });
    const from = (address: string) =>
      sendRaw(behind.url, '/upay/v2/query', body, {
        authorization: `${till.sn} ${sign(body, till.key)}`,
        'x-forwarded-proto': 'https',
        'x-forwarded-for': address,
      });
    expect(refusal(await from('198.51.100.1'))).toBe('400 INVALID_TERMINAL');
    expect((await from('192.0.2.7')).result_code).toBe('200');
  });

  it('is written to no log: neither a body nor a signature, and of strangers not even that they came', async () => {
    const till = await activatedElsewhere();
    const before = scenario.log.length;
    const secret = 'words-of-the-subject';
    const body = JSON.stringify({
      terminal_sn: till.sn,
      client_sn: 'LOG-1',
      total_amount: '1000',
      dynamic_id: '130818341921441100',
      subject: secret,
      operator: 'o',
    });
    await sendRaw(url, '/upay/v2/pay', body, { authorization: `${till.sn} ${sign(body, till.key)}` });
    await sendRaw(url, '/upay/v2/pay', body, { authorization: `${till.sn} ${sign(body, 'guessed')}` });
    const lines = scenario.log.slice(before);
    expect(lines.filter(({ msg }) => msg === 'terminal command')).toMatchObject([
      { command: '/upay/v2/pay', terminalSn: till.sn, resultCode: '200', business: 'PAY_SUCCESS' },
    ]);
    const text = JSON.stringify(scenario.log);
    for (const word of [secret, '130818341921441100', sign(body, till.key), sign(body, 'guessed'), till.key, vendor.vendorKey])
      expect(text).not.toContain(word);
  });
});

describe('the HTTP status', () => {
  it('is always 200, or the result_code’s where the settings say so', async () => {
    const till = await activatedElsewhere();
    const other = await anotherGateway({ terminalHttpStatus: 'by_result_code' });
    const body = JSON.stringify({ terminal_sn: till.sn, client_sn: 'none' });
    const bad = { authorization: `${till.sn} ${sign(body, 'guessed')}` };
    expect(refusal(await sendRaw(url, '/upay/v2/query', body, bad, 200))).toBe('400 ILLEGAL_SIGN');
    expect(refusal(await sendRaw(other.url, '/upay/v2/query', body, bad, 400))).toBe('400 ILLEGAL_SIGN');
    await sendRaw(other.url, '/upay/v2/query', body, { authorization: `${till.sn} ${sign(body, till.key)}` }, 200);
  });

  it('says no lie of a database that is away', async () => {
    const lost = await anotherGateway({}, 'postgres://nobody@127.0.0.1:9/none');
    const till = await activatedElsewhere();
    expect(refusal(await till.at(lost.url).pay('AWAY-1'))).toBe('500 UNKNOWN_SYSTEM_ERROR');
  });
});
