import { createTestKeyRing, seedAccount, seedApiKey } from '@interlock/persistence/testing';
import type { AccountActivation } from '@interlock/provider-kit';
import { upayAdapter } from '@interlock/provider-upay';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { providers } from '../providers.js';
import { gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';

const KEY_RING = createTestKeyRing();
let scenario: GatewayScenario;
let account: string;
let platform: string;
let given = 0;

/** A terminal's next key; the rest of the adapter is its own. */
const checkIn: AccountActivation['checkIn'] = async () => {
  given += 1;
  return { outcome: 'approved', settings: {}, secrets: { terminalKey: `terminal-key-${String(given)}` } };
};

beforeAll(async () => {
  const activation: AccountActivation = { ...(upayAdapter.activation as AccountActivation), checkIn };
  scenario = await gatewayScenario({
    keyRing: KEY_RING,
    adapters: [...providers.filter(({ name }) => name !== 'upay'), { ...upayAdapter, activation }],
  });
  const settings = { baseUrl: 'http://127.0.0.1:9', terminalSn: 'T-1', deviceId: 'D-1' };
  account = (
    await seedAccount(scenario.database.pool, KEY_RING, { provider: 'upay', settings, secrets: { terminalKey: 'terminal-key-0' } })
  ).id;
  platform = await seedApiKey(scenario.database.pool, { permissions: ['accounts:write'] });
});
afterAll(() => scenario.close());

const ask = (action: string, body: object, key?: string): supertest.Test => {
  const request = scenario.http.post(`/v1/provider-accounts/${account}/${action}`).auth(platform, { type: 'bearer' }).send(body);
  return key === undefined ? request : request.set('idempotency-key', key);
};

it('a change of keys without an idempotency key is refused', async () => {
  for (const [action, body] of [
    ['activate', { code: 'A1', deviceId: 'D-1' }],
    ['checkin', {}],
  ] as const)
    expect((await ask(action, body)).body).toMatchObject({ status: 400, code: 'idempotency_key_missing' });
});

it('a check-in that is asked again under its key shows what it did, and does nothing', async () => {
  const first = await ask('checkin', {}, 'one');
  expect([first.status, first.headers['idempotent-replayed']]).toEqual([200, undefined]);
  const again = await ask('checkin', {}, 'one');
  expect([again.status, again.headers['idempotent-replayed'], again.body]).toEqual([200, 'true', first.body]);
  expect((await ask('activate', { code: 'A1', deviceId: 'D-1' }, 'one')).body).toMatchObject({
    status: 409,
    code: 'idempotency_key_reused',
  });
  expect(given).toBe(1);
});
