import { randomUUID } from 'node:crypto';
import { currencyCode } from '@interlock/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  createTestKeyRing,
  seedAgreement,
  seedApiKey,
  seedCase,
  seedClosedBatch,
  seedMerchant,
  seedTerminal,
  seedWebhookEndpoint,
} from '@interlock/persistence/testing';
import { anOrder, gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';
import { seedVendor } from '../testing/till.js';
import { PERMISSIONS } from './permission-key.js';
import { permissions } from './permissions.js';

/** Found nowhere, in the form that each thing's name has. */
const NO_SUCH = '01a1fddf-e9eb-75f8-9844-ab8e72b1ffee';
const amount = { currency: 'MXN', value: '100' };
const words = { person: 'Ana Diaz', reason: 'to see whether it can be done' };

/** What is sent to a door that wants something: right in itself, so that nothing but the name decides. */
const bodies: Readonly<Record<string, object>> = {
  'POST /v1/orders/{id}/increments': { amount },
  'POST /v1/orders/{id}/tip': { amount },
  'POST /v1/orders/{id}/refunds': { refundNo: 'stolen', amount },
  'POST /v1/agreements/{id}/confirm': { code: 'consent' },
  'POST /v1/cases/{id}/assign': { owner: 'Ana Diaz', ...words },
  'POST /v1/cases/{id}/comment': words,
  'POST /v1/cases/{id}/resolve': { resolution: 'write_off', evidence: 'none', ...words },
  'PATCH /v1/webhooks/{id}': { enabled: false },
  'POST /v1/webhooks/{id}/replay': { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' },
  'PATCH /v1/stores/{storeNo}': { name: 'mine' },
  'PATCH /v1/terminals/{terminalSn}': { name: 'mine' },
  'PUT /v1/stores/{storeNo}/bindings/{accountId}': { providerStoreNo: '9' },
  'PUT /v1/terminals/{terminalSn}/bindings/{accountId}': { providerTerminalSn: '9' },
  'PATCH /v1/api-keys/{id}': { name: 'mine' },
};

describe('what is of the first merchant', () => {
  let scenario: GatewayScenario;
  let other: { readonly id: string; readonly key: string };
  let platform: string;
  let vendorSn: string;
  /** By what the path of a door begins with: the value of its parameters. */
  let names: readonly (readonly [RegExp, Readonly<Record<string, string>>])[];

  beforeAll(async () => {
    const keyRing = createTestKeyRing();
    scenario = await gatewayScenario({ keyRing });
    const { database, merchantId, accountId } = scenario;
    const { pool } = database;
    const all = { permissions: [...PERMISSIONS] };
    const { id } = await seedMerchant(pool);
    other = { id, key: await seedApiKey(pool, { merchantId: id, ...all }) };
    platform = await seedApiKey(pool, all);
    const owner = await seedApiKey(pool, { merchantId, ...all });
    const asOwner = async (path: string, body: object): Promise<Record<string, unknown>> => {
      const answer = await scenario.http
        .post(path)
        .auth(owner, { type: 'bearer' })
        .set('idempotency-key', randomUUID())
        .send(body)
        .expect(201);
      return answer.body as Record<string, unknown>;
    };
    const place = { merchantId, accountId };
    const { store, terminal } = await seedTerminal(pool, merchantId);
    ({ vendorSn } = await seedVendor(database, keyRing, merchantId));
    const order = (await scenario.post('/v1/orders', anOrder()).expect(201)).body as { id: string };
    await scenario.post(`/v1/orders/${order.id}/refunds`, { refundNo: 'r-1', amount }).expect(200);
    const code = await asOwner(`/v1/stores/${store.storeNo}/activation-codes`, { vendorSn });
    const made = await asOwner('/v1/api-keys', { name: 'A shop', permissions: ['orders:read'] });
    const { caseId } = await seedCase(
      pool,
      { ...place, currency: currencyCode('MXN') },
      { kind: 'outcome_unknown', situation: 'open_charge' },
    );
    const endpoint = await seedWebhookEndpoint(pool, keyRing, { merchantId });
    const agreement = await seedAgreement(pool, keyRing, { merchantId, providerAccountId: accountId });
    const batch = await seedClosedBatch(pool, place);
    names = [
      [/orders/, { id: order.id, refundNo: 'r-1' }],
      [/agreements/, { id: agreement.id }],
      [/batches/, { id: batch.id }],
      [/cases/, { id: caseId }],
      [/webhooks/, { id: endpoint.id, replayId: NO_SUCH }],
      [/activation-codes\/\{/, { id: String(code['id']) }],
      [/stores/, { storeNo: store.storeNo, accountId }],
      [/terminals/, { terminalSn: terminal.terminalSn, accountId }],
      [/api-keys/, { id: String(made['id']) }],
    ];
  });
  afterAll(() => scenario.close());

  const doors = Object.entries(permissions).filter(([door, { scope }]) => door.includes('{') && scope !== 'platform');

  async function answerOf(door: string, byPlatform: boolean, named: Readonly<Record<string, string>>): Promise<string> {
    const [method = '', path = ''] = door.split(' ');
    const address = path.replaceAll(/\{(\w+)\}/g, (_, parameter: string) => named[parameter] ?? NO_SUCH);
    const request = scenario.http[method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete'](address);
    void request.auth(byPlatform ? platform : other.key, { type: 'bearer' }).set('interlock-merchant', other.id);
    const keyed = method === 'POST' && !path.endsWith('/refunds');
    if (keyed) void request.set('idempotency-key', randomUUID());
    const sent = path.endsWith('/activation-codes') ? { vendorSn } : (bodies[door] ?? {});
    const { status, body } = await (method === 'GET' || method === 'DELETE' ? request : request.send(sent));
    return `${String(status)} ${(body as { code?: string }).code ?? ''}`;
  }

  /** Everything that is stored, apart from what merely says who came by. */
  async function everything(): Promise<Readonly<Record<string, string>>> {
    const { pool } = scenario.database;
    const { rows: tables } = await pool.query<{ name: string }>(
      `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`,
    );
    const found: Record<string, string> = {};
    for (const { name } of tables) {
      const text = `select md5(coalesce(string_agg(line, ',' order by line), '')) as sum
        from (select (to_jsonb(t) - 'last_used_at' - 'last_seen_at')::text as line from "${name}" t) lines`;
      found[name] = (await pool.query<{ sum: string }>(text)).rows[0]?.sum ?? '';
    }
    return found;
  }

  it.each(doors)('is not told from nothing, and not touched, by another one: %s', async (door, { scope }) => {
    const named = names.find(([path]) => path.test(door))?.[1];
    expect(named).toBeDefined();
    const byPlatform = scope === 'platform_for_merchant';
    const before = await everything();
    const nothing = await answerOf(door, byPlatform, { accountId: scenario.accountId });
    // The name alone decides: what was sent is right.
    expect(nothing).toMatch(/^404 /);
    expect(await answerOf(door, byPlatform, named ?? {})).toBe(nothing);
    expect(await everything()).toEqual(before);
  });
});
