import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestKeyRing, seedApiKey, seedMerchant, until } from '@interlock/persistence/testing';
import type supertest from 'supertest';
import { PERMISSIONS } from './auth/permission-key.js';
import { startGateway } from './start-gateway.js';
import { createGatewayLog } from './log/log.js';
import { anOrder, gatewayScenario, testSettings } from './testing/gateway-scenario.js';
import type { GatewayScenario } from './testing/gateway-scenario.js';
import { seedVendor, Till } from './testing/till.js';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
type View = Readonly<Record<string, unknown>>;

describe('what a platform team sets up', () => {
  const keyRing = createTestKeyRing();
  let scenario: GatewayScenario;
  let platform: string;
  let owner: string;
  let count = 0;

  beforeAll(async () => {
    scenario = await gatewayScenario({ keyRing });
    const { database, merchantId } = scenario;
    platform = await seedApiKey(database.pool, { permissions: [...PERMISSIONS] });
    owner = await seedApiKey(database.pool, { merchantId, permissions: [...PERMISSIONS] });
  });
  afterAll(() => scenario.close());

  /** A request under an Idempotency-Key of its own, unless one is given. */
  function ask(
    method: Method,
    path: string,
    body?: object,
    { key = owner, repeat }: { key?: string; repeat?: string } = {},
  ): supertest.Test {
    count += 1;
    const request = scenario.http[method](path).auth(key, { type: 'bearer' });
    if (method === 'post') void request.set('idempotency-key', repeat ?? `key-${String(count)}`);
    return body === undefined ? request : request.send(body);
  }
  const viewOf = async (request: supertest.Test, status = 201): Promise<View> => (await request.expect(status)).body as View;
  const aStore = (storeNo: string): Promise<View> =>
    viewOf(
      ask('post', '/v1/stores', { storeNo, name: 'Main street', currency: 'USD', timeZone: 'America/Santiago', dayStartsAt: '04:30' }),
    );
  const aVendor = (): Promise<View> => viewOf(ask('post', '/v1/vendors', { name: 'Till software' }, { key: platform }));

  it('a merchant: made once under one key, changed, disabled, listed page by page', async () => {
    const body = { name: 'Corner shop', caseLimits: { USD: '1000' } };
    const first = await viewOf(ask('post', '/v1/merchants', body, { key: platform, repeat: 'merchant-1' }));
    expect(first).toMatchObject({
      name: 'Corner shop',
      mode: 'test',
      enabled: true,
      latePaymentPolicy: 'refund',
      caseLimits: { USD: '1000' },
    });
    const again = await ask('post', '/v1/merchants', body, { key: platform, repeat: 'merchant-1' }).expect(200);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(first);
    const other = { ...body, name: 'Other' };
    await ask('post', '/v1/merchants', other, { key: platform, repeat: 'merchant-1' }).expect(409, /"code":"idempotency_key_reused".*name/);
    const path = `/v1/merchants/${String(first['id'])}`;
    const changed = await viewOf(ask('patch', path, { enabled: false, caseLimits: null }, { key: platform }), 200);
    expect(changed).toMatchObject({ enabled: false, name: 'Corner shop' });
    expect(changed).not.toHaveProperty('caseLimits');
    const page = await viewOf(ask('get', '/v1/merchants?limit=1', undefined, { key: platform }), 200);
    const next = await viewOf(ask('get', `/v1/merchants?limit=1&cursor=${String(page['nextCursor'])}`, undefined, { key: platform }), 200);
    expect([page['merchants'], next['merchants']]).toMatchObject([[{ id: first['id'] }], [{ id: scenario.merchantId }]]);
    expect(next).not.toHaveProperty('nextCursor');
    await ask('post', '/v1/merchants', { name: 'x', caseLimits: { usd: '1' } }, { key: platform }).expect(400, /caseLimits/);
  });

  it('a store: its number once, its business day, and what a provider account calls it, which the platform says', async () => {
    expect(await aStore('S-1')).toMatchObject({ storeNo: 'S-1', dayStartsAt: '04:30', enabled: true, bindings: [] });
    await ask('post', '/v1/stores', { storeNo: 'S-1', name: 'x', currency: 'USD', timeZone: 'UTC' }).expect(409, /already_exists.*storeNo/);
    await ask('post', '/v1/stores', { storeNo: 'S-2', name: 'x', currency: 'USD', timeZone: 'Mars/Crater' }).expect(400, /timeZone/);
    expect(await viewOf(ask('patch', '/v1/stores/S-1', { dayStartsAt: '00:15', payWaitSeconds: 10 }), 200)).toMatchObject({
      dayStartsAt: '00:15',
      payWaitSeconds: 10,
    });
    const path = `/v1/stores/S-1/bindings/${scenario.accountId}`;
    const named = (request: supertest.Test): supertest.Test => request.set('interlock-merchant', scenario.merchantId);
    await ask('put', path, { providerStoreNo: '9' }).expect(403);
    const bound = await viewOf(named(ask('put', path, { providerStoreNo: '9' }, { key: platform })), 200);
    expect(bound['bindings']).toEqual([{ providerAccountId: scenario.accountId, providerStoreNo: '9' }]);
    expect((await viewOf(named(ask('delete', path, undefined, { key: platform })), 200))['bindings']).toEqual([]);
    // What is left of an account that the merchant has no more can be ended still.
    const gone = await viewOf(named(ask('put', path, { providerStoreNo: '9' }, { key: platform })), 200);
    expect(gone['bindings']).toHaveLength(1);
    const binding = `update account_binding set merchant_id = $2 where merchant_id = $1`;
    const other = await seedMerchant(scenario.database.pool);
    await scenario.database.pool.query(binding, [scenario.merchantId, other.id]);
    expect((await viewOf(named(ask('delete', path, undefined, { key: platform })), 200))['bindings']).toEqual([]);
    await scenario.database.pool.query(binding, [other.id, scenario.merchantId]);
    const elsewhere = '/v1/stores/S-1/bindings/01a1fddf-e9eb-75f8-9844-ab8e72b1ffee';
    await named(ask('put', elsewhere, { providerStoreNo: '9' }, { key: platform })).expect(422, /accountId/);
  });

  it('a vendor and its codes: what is secret is shown once, and never again', async () => {
    await aStore('S-3');
    const body = { name: 'Till software' };
    const vendor = await viewOf(ask('post', '/v1/vendors', body, { key: platform, repeat: 'vendor-1' }));
    expect(vendor['vendorKey']).toMatch(/^[0-9a-f]{32}$/);
    const again = await viewOf(ask('post', '/v1/vendors', body, { key: platform, repeat: 'vendor-1' }), 200);
    expect(again).toEqual({ ...vendor, vendorKey: undefined });
    const rotated = await viewOf(ask('post', `/v1/vendors/${String(vendor['id'])}/keys`, { overlapSeconds: 60 }, { key: platform }));
    expect(rotated['vendorKey']).not.toBe(vendor['vendorKey']);
    expect(rotated).toHaveProperty('previousKeyUntil');

    const asked = { vendorSn: vendor['vendorSn'], uses: 2 };
    const code = await viewOf(ask('post', '/v1/stores/S-3/activation-codes', asked, { repeat: 'code-1' }));
    expect(code).toMatchObject({ uses: 2, usesLeft: 2, state: 'usable' });
    expect(code['code']).toMatch(/^[0-9A-Z]{4}(-[0-9A-Z]{4}){3}$/);
    expect(Date.parse(String(code['expiresAt'])) - Date.parse(String(code['createdAt']))).toBe(7 * 86_400_000);
    const repeated = await viewOf(ask('post', '/v1/stores/S-3/activation-codes', asked, { repeat: 'code-1' }), 200);
    expect(repeated).toEqual({ ...code, code: undefined });
    const path = `/v1/activation-codes/${String(code['id'])}`;
    await ask('delete', path).expect(204);
    expect(await viewOf(ask('get', path), 200)).toMatchObject({ state: 'revoked' });
    const { activationCodes } = await viewOf(ask('get', '/v1/stores/S-3/activation-codes'), 200);
    expect(activationCodes).toMatchObject([{ id: code['id'] }]);
    await ask('post', '/v1/stores/S-3/activation-codes', { vendorSn: '1' }).expect(422, /vendorSn/);
  });

  it('a terminal: made, bound, disabled, and given a code of its own', async () => {
    await aStore('S-4');
    const made = await viewOf(ask('post', '/v1/terminals', { terminalSn: 'POS-4', storeNo: 'S-4', name: 'Till 4' }));
    expect(made).toMatchObject({ terminalSn: 'POS-4', storeNo: 'S-4', enabled: true, ipList: [], bindings: [] });
    await ask('post', '/v1/terminals', { terminalSn: 'POS-4', storeNo: 'S-4', name: 'x' }).expect(409, /terminalSn/);
    const changed = await viewOf(ask('patch', '/v1/terminals/POS-4', { enabled: false, ipList: ['192.0.2.0/24'] }), 200);
    expect(changed).toMatchObject({ enabled: false, ipList: ['192.0.2.0/24'] });
    await ask('patch', '/v1/terminals/POS-4', { ipList: ['here'] }).expect(400, /ipList/);
    const { vendorSn } = await aVendor();
    const code = await viewOf(ask('post', '/v1/terminals/POS-4/activation-codes', { vendorSn }));
    expect(code).toMatchObject({ terminalSn: 'POS-4', uses: 1 });
    const keyed = await viewOf(ask('post', '/v1/terminals/POS-4/notification-key', undefined, { repeat: 'notify-1' }));
    expect(keyed).toMatchObject({ newNotificationKey: expect.stringMatching(/^[0-9a-f]{32}$/) as unknown });
    const repeated = await viewOf(ask('post', '/v1/terminals/POS-4/notification-key', undefined, { repeat: 'notify-1' }), 200);
    expect(repeated).toEqual({ ...keyed, newNotificationKey: undefined });
    const { terminals } = await viewOf(ask('get', '/v1/terminals?storeNo=S-4'), 200);
    expect(terminals).toMatchObject([{ terminalSn: 'POS-4', enabled: false }]);
    await ask('get', '/v1/terminals/POS-5').expect(404, /terminal_not_found/);
  });

  it('a POS of a provider is bound to one terminal, which may be said again', async () => {
    await aStore('S-8');
    const bind = (terminalSn: string, method: 'put' | 'delete' = 'put'): supertest.Test => {
      const body = method === 'put' ? { providerTerminalSn: 'WPYB-8' } : undefined;
      const path = `/v1/terminals/${terminalSn}/bindings/${scenario.accountId}`;
      return ask(method, path, body, { key: platform }).set('interlock-merchant', scenario.merchantId);
    };
    for (const terminalSn of ['POS-8', 'POS-9'])
      await viewOf(ask('post', '/v1/terminals', { terminalSn, storeNo: 'S-8', name: terminalSn }));
    for (let count = 0; count < 2; count += 1) await bind('POS-8').expect(200);
    await bind('POS-9').expect(409, /already_exists.*providerTerminalSn/);
    expect(await viewOf(ask('get', '/v1/terminals/POS-9'), 200)).toMatchObject({ bindings: [] });
    await bind('POS-8', 'delete').expect(200);
    await bind('POS-9').expect(200);
  });

  it('a merchant, a store or a terminal that is disabled begins nothing new, and what is there goes on', async () => {
    await aStore('S-7');
    await viewOf(ask('post', '/v1/terminals', { terminalSn: 'POS-7', storeNo: 'S-7', name: 'Till 7' }));
    const order = anOrder({ storeNo: 'S-7' });
    const paid = await viewOf(ask('post', '/v1/orders', order).unset('idempotency-key'));
    const disable = (path: string, enabled: boolean, key = owner): supertest.Test => ask('patch', path, { enabled }, { key }).expect(200);
    const refused = (members: object): supertest.Test =>
      ask('post', '/v1/orders', anOrder({ ...members }))
        .unset('idempotency-key')
        .expect(409, /"code":"disabled"/);
    await disable('/v1/terminals/POS-7', false);
    await refused({ terminalSn: 'POS-7' });
    await disable('/v1/stores/S-7', false);
    await refused({ storeNo: 'S-7' });
    const merchant = `/v1/merchants/${scenario.merchantId}`;
    const till = await Till.activated(scenario.gateway.url, await seedVendor(scenario.database, keyRing, scenario.merchantId));
    const other = await startGateway(testSettings, {
      databaseUrl: scenario.database.url,
      keyRing,
      log: createGatewayLog('silent'),
      // Its clock stands still, so that nothing is read anew because it is old.
      clock: { now: Date.now, monotonic: () => 0 },
    });
    try {
      const isDisabled = async (at: Till): Promise<boolean> =>
        (await at.query('none')).biz_response?.['error_code'] === 'UPAY_TERMINAL_STATUS_ABNORMAL';
      expect([await isDisabled(till), await isDisabled(till.at(other.url))]).toEqual([false, false]);
      await disable(merchant, false, platform);
      await refused({});
      expect(await isDisabled(till)).toBe(true);
      // What another gateway knows of its terminals is out of date as soon as it is told.
      await until(() => isDisabled(till.at(other.url)));
    } finally {
      await other.close();
    }
    const agreement = { providerAccountId: scenario.accountId, language: 'en-US', description: 'Rides' };
    await ask('post', '/v1/agreements', agreement).expect(409, /"code":"disabled"/);
    // The same order again is answered, and its money can go back.
    expect(await viewOf(ask('post', '/v1/orders', order).unset('idempotency-key'), 200)).toMatchObject({ id: paid['id'] });
    const refund = ask('post', `/v1/orders/${String(paid['id'])}/refunds`, { refundNo: 'r-1' }).unset('idempotency-key');
    expect((await refund).status).toBeLessThan(300);
    await disable(merchant, true, platform);
  });

  describe('an API key', () => {
    const orders = (key: string): supertest.Test => scenario.http.get('/v1/orders').auth(key, { type: 'bearer' });
    const make = (over: object = {}, key = owner): supertest.Test =>
      ask('post', '/v1/api-keys', { name: 'Web shop', permissions: ['orders:read'], ...over }, { key });

    it('is shown once, does what it may, and is let in nowhere once it is revoked', async () => {
      const { key, ...view } = await viewOf(make());
      expect(view).toMatchObject({ name: 'Web shop', merchantId: scenario.merchantId, permissions: ['orders:read'], state: 'usable' });
      await orders(String(key)).expect(200);
      const path = `/v1/api-keys/${String(view['id'])}`;
      expect(await viewOf(ask('get', path), 200)).not.toHaveProperty('key');
      await ask('delete', path).expect(204);
      await orders(String(key)).expect(401);
      expect(await viewOf(ask('get', path), 200)).toMatchObject({ state: 'revoked', lastUsedAt: expect.any(String) as unknown });
    });

    it('can give no more than it has itself', async () => {
      const { key } = await viewOf(make({ permissions: ['keys:write', 'orders:read'] }));
      await make({ permissions: ['orders:read'] }, String(key)).expect(201);
      await make({ permissions: ['orders:read', 'refunds:write'] }, String(key)).expect(422, /setting_refused.*refunds:write/);
      const { id } = await viewOf(make({ permissions: ['refunds:write'] }));
      await ask('post', `/v1/api-keys/${String(id)}/rotate`, undefined, { key: String(key) }).expect(422, /refunds:write/);
    });

    it('that is held to addresses, or that ends, gives no key that is held to fewer, or ends later', async () => {
      const held = { permissions: ['keys:write', 'orders:read'], ipList: ['127.0.0.0/8'], expiresInSeconds: 3600 };
      const { key } = await viewOf(make(held));
      const by = String(key);
      const within = { ipList: ['127.0.0.1'], expiresInSeconds: 600 };
      const given = await viewOf(make(within, by));
      await make({ ...within, ipList: [] }, by).expect(422, /setting_refused.*"path":"ipList"/);
      await make({ ...within, ipList: ['127.0.0.1', '0.0.0.0/0'] }, by).expect(422, /"path":"ipList"/);
      await make({ ...within, expiresInSeconds: 7200 }, by).expect(422, /"path":"expiresInSeconds"/);
      await make({ ipList: ['127.0.0.1'] }, by).expect(422, /"path":"expiresInSeconds"/);
      const path = (id: unknown): string => `/v1/api-keys/${String(id)}`;
      await ask('patch', path(given['id']), { ipList: ['10.0.0.0/8'] }, { key: by }).expect(422, /"path":"ipList"/);
      // Nor may it open a stronger key to other addresses.
      const stronger = await viewOf(make({ permissions: ['refunds:write'], ipList: ['10.0.0.0/8'] }));
      await ask('patch', path(stronger['id']), { ipList: ['127.0.0.1'] }, { key: by }).expect(422, /"path":"permissions"/);
      await ask('patch', path(given['id']), { ipList: ['127.0.0.0/16'] }, { key: by }).expect(200);
      // One that is held to nothing could be taken over by a rotation.
      const free = await viewOf(make());
      await ask('post', `${path(free['id'])}/rotate`, undefined, { key: by }).expect(422, /"path":"ipList".*"path":"expiresInSeconds"/);
      await ask('post', `${path(given['id'])}/rotate`, undefined, { key: by }).expect(201);
    });

    it('is rotated: both are let in for a while, and the old one no longer', async () => {
      const old = await viewOf(make());
      const rotated = await viewOf(ask('post', `/v1/api-keys/${String(old['id'])}/rotate`, { overlapSeconds: 3600 }));
      await orders(String(old['key'])).expect(200);
      await orders(String(rotated['key'])).expect(200);
      expect(await viewOf(ask('get', `/v1/api-keys/${String(old['id'])}`), 200)).toMatchObject({ successorId: rotated['id'] });
      await ask('post', `/v1/api-keys/${String(old['id'])}/rotate`).expect(422, /setting_refused/);
      const next = await viewOf(ask('post', `/v1/api-keys/${String(rotated['id'])}/rotate`, { overlapSeconds: 0 }));
      await orders(String(rotated['key'])).expect(401);
      await orders(String(next['key'])).expect(200);
    });

    it('that is revoked here is let in no more by another gateway, which hears of it', async () => {
      const other = await startGateway(testSettings, {
        databaseUrl: scenario.database.url,
        keyRing,
        log: createGatewayLog('silent'),
        // Its clock stands still, so that nothing is read anew because it is old.
        clock: { now: Date.now, monotonic: () => 0 },
      });
      try {
        const { key, id } = await viewOf(make());
        const there = async (): Promise<number> =>
          (await fetch(`${other.url}/v1/orders`, { headers: { authorization: `Bearer ${String(key)}` } })).status;
        expect(await there()).toBe(200);
        await ask('delete', `/v1/api-keys/${String(id)}`).expect(204);
        const deadline = Date.now() + 5_000;
        while ((await there()) !== 401) if (Date.now() > deadline) throw new Error('the other gateway never heard of it');
      } finally {
        await other.close();
      }
    });

    it('is used from its own addresses alone, as a trusted proxy says them', async () => {
      const { key } = await viewOf(make({ ipList: ['192.0.2.0/24'] }));
      const from = '192.0.2.7';
      await orders(String(key)).set('x-forwarded-for', from).expect(403);
      const behind = await startGateway(
        { ...testSettings, trustedProxies: ['127.0.0.1'] },
        { databaseUrl: scenario.database.url, keyRing, log: createGatewayLog('silent') },
      );
      try {
        const asked = (forwarded: string): Promise<Response> =>
          fetch(`${behind.url}/v1/orders`, { headers: { authorization: `Bearer ${String(key)}`, 'x-forwarded-for': forwarded } });
        expect((await asked(from)).status).toBe(200);
        expect((await asked('198.51.100.7')).status).toBe(403);
        // What the caller itself wrote in front of what the proxy saw says nothing.
        expect((await asked(`${from}, 198.51.100.7`)).status).toBe(403);
      } finally {
        await behind.close();
      }
    });
  });

  it('the audit log says who, when, from where, before and after, page by page, and holds no secret', async () => {
    const { id } = await aStore('S-9');
    await ask('patch', '/v1/stores/S-9', { name: 'Renamed' }).expect(200);
    const { entries } = await viewOf(ask('get', `/v1/audit?subject=store:${String(id)}`), 200);
    expect(entries).toMatchObject([
      {
        action: 'store.change',
        actor: owner.slice(0, 12),
        address: '127.0.0.1',
        merchantId: scenario.merchantId,
        before: { name: 'Main street' },
        after: { name: 'Renamed' },
      },
      { action: 'store.create', after: { storeNo: 'S-9' } },
    ]);
    expect((entries as View[])[1]).not.toHaveProperty('before');
    const page = await viewOf(ask('get', `/v1/audit?subject=store:${String(id)}&limit=1`), 200);
    const rest = await viewOf(ask('get', `/v1/audit?subject=store:${String(id)}&limit=1&cursor=${String(page['nextCursor'])}`), 200);
    expect(rest['entries']).toMatchObject([{ action: 'store.create' }]);
    expect((await viewOf(ask('get', '/v1/audit?actor=nobody'), 200))['entries']).toEqual([]);
    expect((await viewOf(ask('get', '/v1/audit?to=2020-01-01T00:00:00Z'), 200))['entries']).toEqual([]);
    await ask('get', '/v1/audit?subject=store:1').expect(400, /subject/);

    const vendor = await aVendor();
    const { code } = await viewOf(ask('post', '/v1/stores/S-9/activation-codes', { vendorSn: vendor['vendorSn'] }));
    const made = await viewOf(ask('post', '/v1/api-keys', { name: 'x', permissions: ['orders:read'] }));
    const { rows } = await scenario.database.pool.query<{ row: string }>('select row_to_json(a)::text as row from audit_entry a');
    const log = rows.map(({ row }) => row).join('\n');
    for (const secret of [vendor['vendorKey'], code, String(code).replaceAll('-', ''), made['key']])
      expect(log).not.toContain(String(secret));
    expect(log).toContain(String(vendor['vendorSn']));
  });
});
