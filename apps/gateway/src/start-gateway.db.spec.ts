import { metricCatalogue } from '@interlock/accounts';
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { StartupError, systemClock } from '@interlock/persistence';
import { createTestDatabase, createTestKeyRing, until } from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import { pino } from 'pino';
import supertest from 'supertest';
import { permissions } from './auth/permissions.js';
import { DRAIN_MS, startGateway } from './start-gateway.js';
import type { Gateway, GatewayDependencies } from './start-gateway.js';
import { anOrder, gatewayScenario, testSettings } from './testing/gateway-scenario.js';

/** Of one database, as every gateway of it has. */
const KEY_RING = createTestKeyRing();

describe('a gateway', () => {
  let database: TestDatabase;
  const opened: Gateway[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(async () => {
    for (const gateway of opened) await gateway.close();
    await database.drop();
  });

  const start = async (dependencies: Partial<GatewayDependencies> = {}): Promise<Gateway> => {
    const gateway = await startGateway(testSettings, {
      databaseUrl: database.url,
      keyRing: KEY_RING,
      log: pino({ level: 'silent' }),
      ...dependencies,
    });
    opened.push(gateway);
    return gateway;
  };

  it('is alive and ready over a migrated database', async () => {
    const http = supertest((await start()).url);
    expect((await http.get('/livez').expect(200)).body).toEqual({ status: 'live' });
    expect((await http.get('/readyz').expect(200)).body).toEqual({ status: 'ready' });
  });

  it.each([
    ['a database that is not there', { databaseUrl: 'postgres://nobody@127.0.0.1:1/none' }, 'clock'],
    ['a clock that is off', { clock: { now: () => Date.now() + 1_500, monotonic: systemClock.monotonic } }, 'clock'],
  ])('is alive but not ready with %s, and takes no order', async (_, dependencies, detail) => {
    const http = supertest((await start(dependencies)).url);
    await http.get('/livez').expect(200);
    const { body, headers } = await http.get('/readyz').expect(503);
    expect(body).toMatchObject({ code: 'not_ready', detail: expect.stringContaining(detail) as unknown });
    expect(headers['retry-after']).toBe('1');
  });

  it('asks its callers to come again while the database is away', async () => {
    const http = supertest((await start({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none' })).url);
    const { body, headers } = await http.post('/v1/orders').set('authorization', 'Bearer sk_test_anybody').send(anOrder()).expect(503);
    expect(body).toMatchObject({ code: 'not_ready', detail: expect.stringContaining('database') as unknown });
    expect(headers['retry-after']).toBe('1');
  });

  it('begins no payment while its clock is off', async () => {
    const off = await gatewayScenario({ clock: { now: () => Date.now() + 1_500, monotonic: systemClock.monotonic } });
    try {
      const { body } = await off.post('/v1/orders', anOrder()).expect(503);
      expect(body).toMatchObject({ code: 'not_ready' });
      expect(off.upay.received).toEqual([]);
    } finally {
      await off.close();
    }
  });

  it('is not ready before the migrations ran', async () => {
    const bare = await createTestDatabase();
    try {
      await bare.pool.query('delete from migrations');
      const gateway = await start({ databaseUrl: bare.url });
      const { body } = await supertest(gateway.url).get('/readyz').expect(503);
      expect((body as { detail: string }).detail).toMatch(/lacks the migrations Initial/);
      await gateway.close();
    } finally {
      await bare.drop();
    }
  });

  it('says in one line which port is taken, and leaves nothing open', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    const dependencies = { databaseUrl: database.url, keyRing: KEY_RING, log: pino({ level: 'silent' }) };
    const first = startGateway({ ...testSettings, port }, dependencies);
    await expect(first).rejects.toThrow(new StartupError(`Port ${String(port)} is taken. Choose another one by INTERLOCK_PORT.`));
    const second = startGateway({ ...testSettings, internalPort: port }, dependencies);
    await expect(second).rejects.toThrow(`Port ${String(port)} is taken. Choose another one by INTERLOCK_INTERNAL_PORT.`);
    taken.close();
  });

  it('describes its API, and shows documents and figures on the inside alone', async () => {
    const { url, internalUrl } = await start();
    const [outside, inside] = [supertest(url), supertest(internalUrl)];
    await outside.get('/livez').expect(200);
    const { body } = await outside.get('/openapi.json').expect(200);
    const api = body as { openapi: string; paths: Record<string, Record<string, object>>; components: { schemas: Record<string, object> } };
    const keyed = Object.keys(permissions).map((door) => door.split(' ')[1] ?? '');
    const others = [
      '/hooks/{provider}/{accountId}',
      '/livez',
      '/p/{code}',
      '/readyz',
      '/terminal/activate',
      '/terminal/checkin',
      '/terminal/orders/abandon',
      '/terminal/orders/ack',
      '/terminal/orders/next',
      '/terminal/uploadLog',
      '/upay/v2/cancel',
      '/upay/v2/pay',
      '/upay/v2/precreate',
      '/upay/v2/push',
      '/upay/v2/query',
      '/upay/v2/refund',
      '/upay/v2/revoke',
    ];
    expect(Object.keys(api.paths).sort()).toEqual([...new Set([...keyed, ...others])].sort());
    for (const path of ['/docs', '/metrics']) await outside.get(path).expect(404);
    expect((await inside.get('/docs').expect(200)).text).toContain('swagger-ui');
    expect((await inside.get('/docs/swagger-ui-bundle.js').expect(200)).headers['content-type']).toContain('javascript');
    const { text } = await inside.get('/metrics').expect(200);
    expect(text).toContain('interlock_http_request_seconds_count{method="GET",route="/livez",status="200"} 1');
    expect(text).toContain('process_cpu_seconds_total');
    const told = [...text.matchAll(/^# TYPE (interlock_\w+) \w+$/gm)].map(([, name]) => name);
    const catalogued = Object.entries(metricCatalogue).filter(([, { of }]) => of.some((process) => process === 'gateway'));
    expect(told.toSorted()).toEqual(catalogued.map(([name]) => name).toSorted());
  });

  it('when it stops, finishes what runs, takes nothing more, and waits for no connection that is merely kept', async () => {
    const scenario = await gatewayScenario();
    const { url } = scenario.gateway;
    // fetch keeps its connections.
    const ask = (path: string, init?: RequestInit): Promise<Response> =>
      fetch(`${url}${path}`, { ...init, headers: { authorization: `Bearer ${scenario.apiKey}`, 'content-type': 'application/json' } });
    const release = scenario.upay.hold();
    const running = [anOrder(), anOrder()].map((order) => ask('/v1/orders', { method: 'POST', body: JSON.stringify(order) }));
    await (await ask('/livez')).text();
    await until(() => scenario.upay.received.length >= 2);
    const started = performance.now();
    const closed = scenario.close();
    await expect(ask('/livez')).rejects.toThrow('fetch failed');
    release();
    for (const answer of await Promise.all(running)) expect([answer.status, await answer.json()]).toMatchObject([201, { state: 'paid' }]);
    await closed;
    // It would wait so long for connections that are in use; those that are only kept it does not wait for.
    expect(performance.now() - started).toBeLessThan(DRAIN_MS);
  });

  it('when it stops before the provider has answered, answers with the order as it stands', async () => {
    const scenario = await gatewayScenario();
    const { body: paid } = await scenario.post('/v1/orders', anOrder()).expect(201);
    const release = scenario.upay.hold();
    const sale = scenario.post('/v1/orders', anOrder()).then(({ status, body }) => ({ status, body: body as unknown }));
    const refund = scenario
      .post(`/v1/orders/${(paid as { id: string }).id}/refunds`, { refundNo: 'r-1' })
      .then(({ status, body }) => ({ status, body: body as unknown }));
    await until(() => scenario.upay.received.length >= 3);
    const closed = scenario.gateway.close();
    expect(await sale).toMatchObject({ status: 201, body: { state: 'created' } });
    expect(await refund).toMatchObject({ status: 202, body: { state: 'paid', amounts: { refundPending: { value: '1000' } } } });
    // The provider has not answered yet.
    await closed;
    const { rows } = await scenario.database.pool.query<{ due: bigint }>(
      'select count(*) as due from operation where outcome is null and due_at is not null',
    );
    expect(rows).toEqual([{ due: 2n }]);
    release();
    await scenario.close();
  });
});
