import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { createTestKeyRing, seedApiKey } from '@interlock/persistence/testing';
import { systemClock } from '@interlock/persistence';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { createDoor } from '../http/door.js';
import { startGateway } from '../start-gateway.js';
import type { Gateway } from '../start-gateway.js';
import { ALL_PERMISSIONS, gatewayScenario, testSettings } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';
import { sendSigned, seedVendor, sign, Till } from '../testing/till.js';
import type { SeededVendor } from '../testing/till.js';

describe('what one caller may ask of a gateway', () => {
  let scenario: GatewayScenario;
  let limited: Gateway;
  let aheadMs = 0;
  const keyRing = createTestKeyRing();
  let vendor: SeededVendor;
  beforeAll(async () => {
    scenario = await gatewayScenario({ keyRing });
    vendor = await seedVendor(scenario.database, keyRing, scenario.merchantId);
    limited = await startGateway(
      { ...testSettings, keyRequestsPerSecond: 2, terminalRequestsPerSecond: 1 },
      {
        databaseUrl: scenario.database.url,
        keyRing,
        // It stands but for what the test adds, so that a slow machine gives nothing back.
        clock: { now: systemClock.now, monotonic: () => aheadMs },
      },
    );
  });
  afterAll(async () => {
    await limited.close();
    await scenario.close();
  });
  const list = (key: string): supertest.Test => supertest(limited.url).get('/v1/orders').auth(key, { type: 'bearer' });

  it('is a share of its own, past which it is told when to ask again', async () => {
    for (let asked = 0; asked < 4; asked += 1) await list(scenario.apiKey).expect(200);
    const refused = await list(scenario.apiKey).expect(429);
    expect(refused.body).toMatchObject({ code: 'rate_limited', status: 429 });
    expect(refused.headers).toMatchObject({
      'retry-after': '1',
      'content-type': expect.stringMatching(/^application\/problem\+json/) as unknown,
    });
    const other = await seedApiKey(scenario.database.pool, { merchantId: scenario.merchantId, permissions: ALL_PERMISSIONS });
    await list(other).expect(200);
    aheadMs += 1_000;
    await list(scenario.apiKey).expect(200);
    // Another gateway counts by itself.
    await scenario.get('/v1/orders').expect(200);
  });

  it('is a terminal’s too, and no stranger can use it up', async () => {
    const till = await Till.activated(limited.url, vendor);
    const codesOf = async (key?: string) => {
      const { result_code, error_code } = await till.send('/upay/v2/query', { client_sn: 'NONE' }, key);
      return [result_code, error_code];
    };
    for (let asked = 0; asked < 5; asked += 1) expect(await codesOf('another key')).toEqual(['400', 'ILLEGAL_SIGN']);
    expect([await codesOf(), await codesOf()]).toEqual([
      ['200', undefined],
      ['200', undefined],
    ]);
    expect(await codesOf()).toEqual(['500', 'REQUEST_FAIL']);
    const body = JSON.stringify({ terminal_sn: till.sn, client_sn: 'NONE' });
    const headers = { authorization: `${till.sn} ${sign(body, till.key)}`, 'content-type': 'application/json' };
    const refused = await fetch(`${limited.url}/upay/v2/query`, { method: 'POST', body, headers });
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([200, '1']);
    aheadMs += 1_000;
    expect(await codesOf()).toEqual(['200', undefined]);
  });

  it('lets one address try twenty activations in a minute, right or wrong', async () => {
    aheadMs += 60_000;
    const activate = async () => {
      const guess = { app_id: vendor.appId, code: '0'.repeat(16), device_id: 'device-1' };
      return (await sendSigned(limited.url, '/terminal/activate', vendor.vendorSn, 'guessed', guess)).error_code;
    };
    for (let tried = 0; tried < 20; tried += 1) expect(await activate()).toBe('ILLEGAL_SIGN');
    expect(await activate()).toBe('REQUEST_FAIL');
  });

  it('comes with headers that keep a browser from making more of an answer than it is', async () => {
    const { headers } = await scenario.get('/v1/orders').expect(200);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'strict-transport-security': expect.stringContaining('max-age=') as unknown,
    });
  });

  it('nests no deeper than anything that is described', async () => {
    const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
    const post = (body: string) => scenario.post('/v1/orders').type('application/json').send(body);
    expect((await post(`{"metadata":${nested(32)}}`).expect(400)).body).toMatchObject({
      code: 'malformed_json',
      detail: 'the body nests deeper than 32 levels',
    });
    expect((await post(`{"metadata":${nested(31)}}`).expect(400)).body).toMatchObject({ code: 'invalid_request' });
    // A bracket in a text is a letter like another.
    expect((await post(JSON.stringify({ description: '\\"['.repeat(100) })).expect(400)).body).toMatchObject({ code: 'invalid_request' });
  });

  it('has headers of at most 16 KiB', async () => {
    const { status, body } = await scenario.get('/v1/orders').set('x-much', 'a'.repeat(17 * 1024));
    expect([status, body]).toMatchObject([413, { code: 'body_too_large' }]);
  });
});

describe('a client that sends byte by byte', () => {
  it.each([
    ['its headers', 'GET / HTTP/1.1\r\nHost: a\r\n'],
    ['its body', 'POST /v1/orders HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{'],
  ])('of %s is told that it is too slow, and holds its connection no longer', async (_, beginning) => {
    const { server } = createDoor([], { headersMs: 200, requestMs: 400 });
    await server.listen({ host: '127.0.0.1', port: 0 });
    try {
      const address = server.server.address();
      if (address === null || typeof address === 'string') throw new Error('a TCP server has a TCP address');
      const socket = connect(address.port, '127.0.0.1');
      socket.write(beginning);
      const answer = await text(socket);
      expect(answer).toMatch(/^HTTP\/1\.1 408 /);
      expect(answer).toContain('"code":"request_timeout"');
    } finally {
      await server.close();
    }
  });
});
