import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { currencyCode } from '@interlock/domain';
import { createTestDatabase, createTestKeyRing, seedAccount, seedApiKey, seedBinding, seedMerchant } from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import supertest from 'supertest';
import { createGatewayLog } from '../log/log.js';
import { startGateway } from '../start-gateway.js';
import type { Gateway } from '../start-gateway.js';
import { anOrder, testSettings } from '../testing/gateway-scenario.js';

const keyRing = createTestKeyRing();
let database: TestDatabase;
/** One that may call providers on this machine, and one that may not. */
let open: Gateway;
let guarded: Gateway;
let platform: string;
let server: Server;
/** Requests that came, by path; `connections`: those too that asked for nothing. */
const asked: string[] = [];
let connections = 0;

beforeAll(async () => {
  database = await createTestDatabase();
  const dependencies = { databaseUrl: database.url, keyRing, log: createGatewayLog('silent') };
  open = await startGateway(testSettings, dependencies);
  guarded = await startGateway({ ...testSettings, providerAllow: [] }, dependencies);
  platform = await seedApiKey(database.pool, { permissions: ['accounts:write'] });
  server = createServer((request, response) => {
    asked.push(request.url ?? '');
    request.resume();
    response.writeHead(302, { location: `${base('127.0.0.1')}/elsewhere` }).end();
  });
  server.on('connection', () => (connections += 1));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterAll(async () => {
  await guarded.close();
  await open.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await database.drop();
});

const base = (host: string): string => `http://${host}:${String((server.address() as AddressInfo).port)}`;

/** A merchant with one account of Upay's, which stands at this host. */
async function merchantAt(host: string) {
  const { id: merchantId } = await seedMerchant(database.pool);
  const account = await seedAccount(database.pool, keyRing, {
    currency: currencyCode('MXN'),
    settings: { baseUrl: base(host), terminalSn: 'T-1' },
    secrets: { terminalKey: '0123456789abcdef' },
  });
  await seedBinding(database.pool, { merchantId, providerAccountId: account.id });
  const key = await seedApiKey(database.pool, { merchantId, permissions: ['orders:read', 'orders:write'] });
  return {
    check: (gateway: Gateway) =>
      supertest(gateway.url).post(`/v1/provider-accounts/${account.id}/check`).auth(platform, { type: 'bearer' }).expect(200),
    pay: (gateway: Gateway) => supertest(gateway.url).post('/v1/orders').auth(key, { type: 'bearer' }).send(anOrder()).expect(201),
  };
}

it('a name that leads to a private address is not connected to: not to check the account, and not for a payment', async () => {
  const merchant = await merchantAt('localhost');
  const { body } = await merchant.check(guarded);
  expect(body).toMatchObject({ reachable: false, cause: 'connection_refused', detail: 'the address of localhost is not allowed' });
  const { body: order } = await merchant.pay(guarded);
  expect(order).toMatchObject({ state: 'failed', operations: [{ outcome: 'not_sent', declineCode: 'provider_unreachable' }] });
  expect([connections, asked]).toEqual([0, []]);
  // Where that network is allowed the same account is called: it was the address that was judged.
  expect((await merchant.check(open)).body).toMatchObject({ reachable: true });
  expect(connections).toBeGreaterThan(0);
});

it('a provider that sends us elsewhere is not followed, and what it answered says nothing', async () => {
  const merchant = await merchantAt('127.0.0.1');
  asked.length = 0;
  expect((await merchant.check(open)).body).toMatchObject({ reachable: true, credentials: 'unknown' });
  expect((await merchant.pay(open)).body).toMatchObject({ state: 'uncertain', operations: [{ outcome: 'unknown' }] });
  expect(asked).toHaveLength(2);
  expect(asked).not.toContain('/elsewhere');
});
