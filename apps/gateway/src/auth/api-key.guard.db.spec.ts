import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiKeyRepository, systemClock } from '@interlock/persistence';
import { seedApiKey, seedMerchant } from '@interlock/persistence/testing';
import type supertest from 'supertest';
import { ALL_PERMISSIONS, anOrder, gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';

describe('API keys', () => {
  let scenario: GatewayScenario;
  let aheadMs = 0;
  beforeAll(async () => {
    scenario = await gatewayScenario({ clock: { now: systemClock.now, monotonic: () => systemClock.monotonic() + aheadMs } });
  });
  afterAll(() => scenario.close());

  const list = (key: string): supertest.Test => scenario.http.get('/v1/orders').auth(key, { type: 'bearer' });

  it.each([
    ['none', undefined],
    ['another scheme', 'Basic c2s6dGVzdA=='],
    ['an empty one', 'Bearer '],
    ['an unknown one', 'Bearer sk_test_0123456789abcdef'],
    ['two', 'Bearer sk_test_1 sk_test_2'],
  ])('%s: 401, and the way to do it', async (_, authorization) => {
    const request = scenario.http.get('/v1/orders');
    const { body, headers } = await (authorization === undefined ? request : request.set('authorization', authorization)).expect(401);
    expect(body).toMatchObject({ code: 'unauthenticated', status: 401 });
    expect(headers['www-authenticate']).toBe(`Bearer realm="interlock"${authorization === undefined ? '' : ', error="invalid_token"'}`);
  });

  it('open only what their permissions say', async () => {
    const { merchantId, database, http } = scenario;
    const reader = await seedApiKey(database.pool, { merchantId, permissions: ['orders:read'] });
    const { body } = await http.post('/v1/orders').auth(reader, { type: 'bearer' }).send(anOrder()).expect(403);
    expect(body).toMatchObject({ code: 'permission_denied', detail: expect.stringContaining('orders:write') as unknown });
    await list(reader).expect(200);
    const writer = await seedApiKey(database.pool, { merchantId, permissions: ['orders:write'] });
    const created = await http.post('/v1/orders').auth(writer, { type: 'bearer' }).send(anOrder()).expect(201);
    const { id } = created.body as { id: string };
    await http.post(`/v1/orders/${id}/refunds`).auth(writer, { type: 'bearer' }).send({ refundNo: 'r' }).expect(403);
    await list(writer).expect(403);
  });

  it('of a platform name the merchant, and of a merchant none but its own', async () => {
    const { database, merchantId, apiKey } = scenario;
    const platform = await seedApiKey(database.pool, { permissions: ALL_PERMISSIONS });
    const live = await seedMerchant(database.pool, { mode: 'live' });
    const { body } = await list(platform).expect(400);
    expect(body).toMatchObject({ code: 'invalid_request', fields: [{ path: 'Interlock-Merchant' }] });
    await list(platform).set('interlock-merchant', merchantId).expect(200);
    await list(platform).set('interlock-merchant', live.id).expect(403);
    await list(platform).set('interlock-merchant', '01a1fddf-e9eb-75f8-9844-ab8e72b1ffee').expect(403);
    await list(apiKey).set('interlock-merchant', merchantId.toUpperCase()).expect(200);
    await list(apiKey).set('interlock-merchant', live.id).expect(403);
  });

  it('are let in no more than five seconds after they were revoked', async () => {
    const { database, merchantId } = scenario;
    const id = '01a1fddf-e9eb-75f8-9844-ab8e72b1ffee';
    const key = await seedApiKey(database.pool, { id, merchantId, permissions: ALL_PERMISSIONS });
    await list(key).expect(200);
    await new ApiKeyRepository(database.pool).revoke(id, new Date());
    aheadMs += 5_000;
    await list(key).expect(401);
  });

  it('are named in the evidence by their first characters alone', async () => {
    const { body } = await scenario.post('/v1/orders', anOrder()).expect(201);
    const { body: history } = await scenario.get(`/v1/orders/${(body as { id: string }).id}/timeline`).expect(200);
    expect(JSON.stringify(history)).toContain(scenario.apiKey.slice(0, 12));
    expect(JSON.stringify(history)).not.toContain(scenario.apiKey.slice(0, 16));
  });
});
