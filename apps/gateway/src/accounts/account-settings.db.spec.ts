import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestKeyRing, columnsHolding, seedAccount, seedApiKey, seedMerchant } from '@interlock/persistence/testing';
import type supertest from 'supertest';
import { anOrder, gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';

const KEY_RING = createTestKeyRing();
const PERMISSIONS = ['accounts:read', 'accounts:write', 'audit:read', 'orders:read', 'orders:write', 'refunds:write'];
const own = generateKeyPairSync('rsa', { modulusLength: 2048 });
const theirs = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = own.privateKey.export({ format: 'pem', type: 'pkcs1' }).toString();
const publicPem = theirs.publicKey.export({ format: 'pem', type: 'spki' }).toString();
const bare = own.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64');

let scenario: GatewayScenario;
let platform: string;
beforeAll(async () => {
  scenario = await gatewayScenario({ keyRing: KEY_RING });
  platform = await seedApiKey(scenario.database.pool, { permissions: PERMISSIONS });
});
afterAll(() => scenario.close());

let keys = 0;
type Method = 'get' | 'post' | 'patch' | 'put' | 'delete';
function ask(method: Method, path: string, body?: object, headers: Readonly<Record<string, string>> = {}): supertest.Test {
  const request = scenario.http[method](`/v1/provider-accounts${path}`).auth(platform, { type: 'bearer' }).set(headers);
  return body === undefined ? request : request.send(body);
}
function create(body: object, key = `create-${String((keys += 1))}`): supertest.Test {
  return ask('post', '', body, { 'idempotency-key': key });
}

const upay = (members: object = {}) => ({
  ...{ provider: 'upay', name: 'Till', currency: 'MXN' },
  settings: { baseUrl: scenario.upay.baseUrl, vendorSn: '91800129', appId: 'app-1' },
  secrets: { vendorKey: 'the-key-of-the-vendor-0123456789' },
  ...members,
});
const codepay = (members: { settings?: object; secrets?: object } = {}) => ({
  ...{ provider: 'codepay', name: 'Shop', currency: 'USD' },
  settings: { baseUrl: 'https://shop-open.codepay.us', appId: 'wz0000000000000001', merchantNo: '302300000001', ...members.settings },
  secrets: members.secrets ?? { appPrivateKey: pem, gatewayPublicKey: publicPem },
});
const wallet = (members: object = {}) => ({
  ...{ provider: 'wallet', name: 'Wallet', currency: 'CLP' },
  settings: { baseUrl: 'http://127.0.0.1:9', clientId: 'CLIENT-1', keyVersion: 1 },
  secrets: { merchantPrivateKey: { '1': pem }, walletPublicKeys: { '1': publicPem } },
  ...members,
});

interface Account {
  readonly id: string;
  readonly secrets: Record<string, { fingerprint?: string; changedAt: string }>;
}
const made = async (body: object): Promise<Account> => (await create(body).expect(201)).body as Account;

describe('a provider account', () => {
  it.each([
    ['upay of vendor credentials', () => upay(), ['vendorKey']],
    ['codepay with RSA keys', () => codepay(), ['appPrivateKey', 'gatewayPublicKey']],
    [
      'codepay with Basic Auth and paths of its own',
      () =>
        codepay({
          settings: { signType: 'NONE', paths: { capture: '/v2/capture' } },
          secrets: { basicUser: 'user', basicPassword: 'pass-word' },
        }),
      ['basicPassword', 'basicUser'],
    ],
    ['wallet with key versions', () => wallet(), ['merchantPrivateKey.1', 'walletPublicKeys.1']],
  ])('%s is made, read and listed, and its secrets are only shown to be there', async (_, body, paths) => {
    const response = await create(body()).expect(201);
    const account = response.body as Account & { notifyUrl: string; provider: string };
    expect(Object.keys(account.secrets)).toEqual(paths);
    expect(account.notifyUrl).toBe(`${scenario.gateway.url}/hooks/${account.provider}/${account.id}`);
    expect((await ask('get', `/${account.id}`).expect(200)).body).toEqual(account);
    const { body: page } = await ask('get', `?provider=${account.provider}&limit=1`).expect(200);
    expect(page).toMatchObject({ accounts: [{ id: account.id }] });
    for (const text of ['the-key-of-the-vendor', 'pass-word', bare.slice(40, 80)]) {
      expect(response.text).not.toContain(text);
      await expect(columnsHolding(scenario.database.pool, text)).resolves.toEqual([]);
    }
  });

  it('is kept with its keys in one form, so that the same key has the same fingerprint however it came', async () => {
    const one = await made(codepay());
    const other = await made(codepay({ secrets: { appPrivateKey: bare, gatewayPublicKey: publicPem } }));
    expect(one.secrets['appPrivateKey']?.fingerprint).toMatch(/^[0-9a-f]{16}$/);
    expect(other.secrets['appPrivateKey']?.fingerprint).toBe(one.secrets['appPrivateKey']?.fingerprint);
  });

  it('shows no fingerprint of a password, which could be searched for by it', async () => {
    const { secrets } = await made(codepay({ settings: { signType: 'NONE' }, secrets: { basicUser: 'user', basicPassword: 'pass-word' } }));
    expect(secrets['basicPassword']).toEqual({ changedAt: expect.any(String) });
  });

  it('is made once for one key', async () => {
    const first = await create(upay(), 'same').expect(201);
    const again = await create(upay(), 'same').expect(200);
    expect([again.headers['idempotent-replayed'], again.body]).toEqual(['true', first.body]);
    expect((await create(upay({ name: 'Other' }), 'same').expect(409)).body).toMatchObject({
      code: 'idempotency_key_reused',
      fields: [{ path: 'name' }],
    });
    expect((await ask('post', '', upay()).expect(400)).body).toMatchObject({ code: 'idempotency_key_missing' });
  });

  it('is for the platform alone, and of the mode of its key', async () => {
    const { id } = await made(upay());
    for (const path of ['', `/${id}`]) await scenario.get(`/v1/provider-accounts${path}`).expect(403);
    const live = await seedApiKey(scenario.database.pool, { mode: 'live', permissions: PERMISSIONS });
    const seen = await scenario.http.get(`/v1/provider-accounts/${id}`).auth(live, { type: 'bearer' }).expect(404);
    expect(seen.body).toMatchObject({ code: 'provider_account_not_found' });
    const reader = await seedApiKey(scenario.database.pool, { permissions: ['accounts:read'] });
    await scenario.http.patch(`/v1/provider-accounts/${id}`).auth(reader, { type: 'bearer' }).send({ enabled: false }).expect(403);
  });
});

describe('what is wrong with an account', () => {
  const settingsOf = (baseUrl: string) => ({ settings: { baseUrl } });
  it.each<[string, () => object, readonly string[]]>([
    ['a base URL of another host', () => codepay(settingsOf('https://codepay.evil.test')), ['settings.baseUrl']],
    ['a base URL in a private network', () => codepay(settingsOf('https://10.0.0.7')), ['settings.baseUrl']],
    ['a base URL by plain HTTP', () => codepay(settingsOf('http://shop-open.codepay.us')), ['settings.baseUrl']],
    [
      'a public key in a private field',
      () => codepay({ secrets: { appPrivateKey: publicPem, gatewayPublicKey: publicPem } }),
      ['secrets.appPrivateKey'],
    ],
    [
      'our own key as theirs',
      () => codepay({ secrets: { appPrivateKey: pem, gatewayPublicKey: own.publicKey.export({ format: 'pem', type: 'spki' }) } }),
      ['secrets.gatewayPublicKey'],
    ],
    ['half of a way to authenticate', () => codepay({ secrets: { appPrivateKey: pem } }), ['secrets.gatewayPublicKey']],
    [
      'keys without the way that needs none',
      () => codepay({ settings: { signType: 'NONE' } }),
      ['secrets.basicUser', 'secrets.basicPassword'],
    ],
    ['a member that nobody knows', () => codepay({ settings: { terminal: 1 } }), ['settings.terminal']],
    [
      'a version that no key has',
      () => wallet({ settings: { baseUrl: 'http://127.0.0.1:9', clientId: 'c', keyVersion: 7 } }),
      ['settings.keyVersion'],
    ],
    [
      'a private key among the wallet’s',
      () => wallet({ secrets: { merchantPrivateKey: { '1': pem }, walletPublicKeys: { '1': publicPem, '3': pem } } }),
      ['secrets.walletPublicKeys.3'],
    ],
    [
      'a terminal without its key',
      () => upay({ settings: { baseUrl: scenario.upay.baseUrl, terminalSn: 'T-1' } }),
      ['secrets.terminalKey'],
    ],
    ['a currency that the provider has not', () => upay({ currency: 'USD' }), ['currency']],
    [
      'settings and secrets at once',
      () => wallet({ settings: {}, secrets: {} }),
      ['settings.baseUrl', 'settings.clientId', 'secrets.merchantPrivateKey', 'secrets.walletPublicKeys'],
    ],
  ])('%s is told by its field, and nothing of it is repeated', async (_, body, paths) => {
    const { body: problem, text } = await create(body()).expect(422);
    const { code, fields } = problem as { code: string; fields: { path: string }[] };
    expect(code).toBe('invalid_provider_account');
    expect(fields.map(({ path }) => path)).toEqual(paths);
    for (const value of ['MII', 'evil', '10.0.0.7', pem.slice(100, 140)]) expect(text).not.toContain(value);
  });
});

describe('a change of an account', () => {
  it('rotates one secret and leaves the others, with their dates', async () => {
    const next = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({ format: 'pem', type: 'pkcs8' });
    const account = await made(wallet());
    await ask('patch', `/${account.id}`, { secrets: { merchantPrivateKey: { '2': next } } }).expect(200);
    const { body } = await ask('patch', `/${account.id}`, {
      settings: { keyVersion: 2 },
      secrets: { merchantPrivateKey: { '1': null } },
    }).expect(200);
    const { secrets, settings } = body as Account & { settings: object };
    expect(Object.keys(secrets)).toEqual(['merchantPrivateKey.2', 'walletPublicKeys.1']);
    expect(secrets['walletPublicKeys.1']).toEqual(account.secrets['walletPublicKeys.1']);
    expect(settings).toMatchObject({ keyVersion: 2, clientId: 'CLIENT-1' });
    const refused = await ask('patch', `/${account.id}`, { secrets: { walletPublicKeys: null } }).expect(422);
    expect(refused.body).toMatchObject({ fields: [{ path: 'secrets.walletPublicKeys' }] });
    expect((await ask('get', `/${account.id}`)).body).toMatchObject({ secrets: { 'walletPublicKeys.1': {} } });
  });

  it('is on record, with fingerprints in the place of secrets', async () => {
    const { id } = await made(upay());
    await ask('patch', `/${id}`, { name: 'Renamed', secrets: { vendorKey: 'another-key-of-the-vendor-012345' } }).expect(200);
    const { body, text } = await scenario.http
      .get(`/v1/audit?subject=provider_account:${id}`)
      .auth(platform, { type: 'bearer' })
      .expect(200);
    const { entries } = body as { entries: { action: string; after: object }[] };
    expect(entries.map(({ action }) => action)).toEqual(['provider_account.change', 'provider_account.create']);
    expect(entries[0]?.after).toMatchObject({ name: 'Renamed', secrets: { vendorKey: { fingerprint: expect.any(String) } } });
    expect(text).not.toContain('key-of-the-vendor');
  });

  it('waits for a change of keys that is under way', async () => {
    const { id } = await made(upay());
    await scenario.database.pool.query(`update provider_account set rotation_until = now() + interval '1 minute' where id = $1`, [id]);
    expect((await ask('patch', `/${id}`, { settings: { revoke: true } }).expect(409)).body).toMatchObject({
      code: 'operation_in_progress',
    });
    await ask('patch', `/${id}`, { enabled: false }).expect(200);
  });
});

describe('the merchants of an account', () => {
  it('are bound by priority, bound anew, and unbound', async () => {
    const { id } = await made(upay());
    const merchant = await seedMerchant(scenario.database.pool, { name: 'Bound' });
    const path = `/${id}/merchants/${merchant.id}`;
    expect((await ask('put', path, { priority: 3 }).expect(200)).body).toMatchObject({ merchantName: 'Bound', priority: 3, enabled: true });
    await ask('put', path, { priority: 1, enabled: false }).expect(200);
    expect((await ask('get', `/${id}/merchants`).expect(200)).body).toMatchObject({
      merchants: [{ merchantId: merchant.id, priority: 1, enabled: false }],
    });
    await ask('delete', path).expect(204);
    await ask('delete', path).expect(204);
    expect((await ask('get', `/${id}/merchants`)).body).toEqual({ merchants: [] });
  });

  it('are of its mode: test and live never mix', async () => {
    const { database } = scenario;
    const live = await seedMerchant(database.pool, { mode: 'live' });
    const { id } = await made(upay());
    const { body } = await ask('put', `/${id}/merchants/${live.id}`, {}).expect(422);
    expect(body).toMatchObject({ code: 'invalid_reference', fields: [{ path: 'merchantId' }] });
    const liveAccount = await seedAccount(database.pool, KEY_RING, { mode: 'live' });
    await ask('put', `/${liveAccount.id}/merchants/${scenario.merchantId}`, {}).expect(404);
    const raw = 'insert into account_binding values ($1, $2, $3, 0, true, now())';
    await expect(database.pool.query(raw, [scenario.merchantId, liveAccount.id, 'live'])).rejects.toMatchObject({ code: '23503' });
  });
});

describe('a check of an account', () => {
  it('makes a signed call, and reports what it means', async () => {
    const before = scenario.upay.received.length;
    const { body, text } = await ask('post', `/${scenario.accountId}/check`).expect(200);
    expect(body).toMatchObject({
      reachable: true,
      credentials: 'accepted',
      providerCode: 'ORDER_NOT_EXISTS',
      providerAccountId: scenario.accountId,
    });
    expect(Math.abs((body as { clockAheadMs: number }).clockAheadMs)).toBeLessThanOrEqual(2_000);
    expect(scenario.upay.received.slice(before)).toMatchObject([{ endpoint: 'query' }]);
    expect(text).not.toContain('biz_response');
  });

  it('of an account that is not activated, or that nobody answers, says so', async () => {
    const vendor = await made(upay());
    expect((await ask('post', `/${vendor.id}/check`)).body).toMatchObject({
      reachable: false,
      credentials: 'unknown',
      cause: 'not_activated',
    });
    const silent = await made(wallet());
    expect((await ask('post', `/${silent.id}/check`)).body).toMatchObject({ reachable: false, credentials: 'unknown' });
  });

  it('connects to no private address, whatever name leads there', async () => {
    const seeded = await seedAccount(scenario.database.pool, KEY_RING, {
      settings: { baseUrl: 'https://10.0.0.7', terminalSn: 'T-1' },
      secrets: { terminalKey: '0123456789abcdef' },
    });
    const { body } = await ask('post', `/${seeded.id}/check`).expect(200);
    expect(body).toMatchObject({ reachable: false, cause: 'connection_refused', detail: 'the address of 10.0.0.7 is not allowed' });
  });
});

describe('a disabled account', () => {
  it('takes nothing new, and what is open there goes on', async () => {
    const { upay: provider, accountId } = scenario;
    const post = (path: string, body?: object): supertest.Test => scenario.post(path, body);
    const { body: open } = await post('/v1/orders', anOrder({ method: { type: 'merchant_qr' } })).expect(201);
    const { body: paid } = await post('/v1/orders', anOrder()).expect(201);
    await ask('patch', `/${accountId}`, { enabled: false }).expect(200);
    expect((await post('/v1/orders', anOrder()).expect(422)).body).toMatchObject({ code: 'no_route' });
    const { id } = open as { id: string };
    const refreshed = await post(`/v1/orders/${id}/refresh`).expect(202);
    expect(refreshed.body).toMatchObject({ state: 'pending' });
    const { body, authorization } = provider.notification(
      (open as { operations: { providerKey: string }[] }).operations[0]?.providerKey ?? '',
    );
    await scenario.http.post(`/hooks/upay/${accountId}`).set({ authorization, 'content-type': 'application/json' }).send(body).expect(200);
    const refund = { refundNo: 'r-1', amount: { currency: 'MXN', value: '100' } };
    expect((await post(`/v1/orders/${(paid as { id: string }).id}/refunds`, refund)).status).toBeLessThan(300);
    await ask('patch', `/${accountId}`, { enabled: true }).expect(200);
    expect((await post('/v1/orders', anOrder()).expect(201)).body).toMatchObject({ state: 'paid' });
    expect((await scenario.get(`/v1/orders/${id}`).expect(200)).body).toMatchObject({ state: 'pending' });
  });
});
