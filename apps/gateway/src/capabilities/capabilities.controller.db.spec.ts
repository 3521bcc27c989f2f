import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CapabilityDocument } from '@interlock/accounts';
import { currencyCode } from '@interlock/domain';
import { createTestKeyRing, seedAccount, seedApiKey, seedBinding, seedMerchant } from '@interlock/persistence/testing';
import { anOrder, gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';
import { accountCapabilities } from './capabilities.schema.js';

const SECRET = 'a-secret-of-the-account';
const APP_ID = 'the-application-of-the-account';

interface Shown {
  readonly accountId: string;
  readonly enabled: boolean;
  readonly capabilities?: CapabilityDocument;
}

describe('capabilities over HTTP', () => {
  const keyRing = createTestKeyRing();
  let scenario: GatewayScenario;
  let text: string;
  let accounts: readonly Shown[];
  const ids: Record<string, string> = {};
  const basic = { baseUrl: 'https://codepay.example', appId: APP_ID, merchantNo: '1', signType: 'NONE' };

  beforeAll(async () => {
    scenario = await gatewayScenario({ keyRing });
    const keys = () => generateKeyPairSync('rsa', { modulusLength: 2048 });
    const [app, gateway] = [keys(), keys()];
    const pem = { type: 'spki', format: 'pem' } as const;
    const rsa = {
      appPrivateKey: app.privateKey.export({ type: 'pkcs8', format: 'pem' }),
      gatewayPublicKey: gateway.publicKey.export(pem),
    };
    const user = { basicUser: 'user', basicPassword: SECRET };
    await bind('revoking', {
      settings: { baseUrl: scenario.upay.baseUrl, terminalSn: '2', revoke: true, withheld: ['refund'] },
      secrets: { terminalKey: SECRET },
    });
    await bind('basic', { provider: 'codepay', settings: basic, secrets: user });
    await bind('signing', { provider: 'codepay', settings: { ...basic, signType: 'RSA2', cardEntry: true }, secrets: { ...rsa } });
    await bind('wallet', {
      provider: 'wallet',
      settings: { baseUrl: 'https://wallet.example', clientId: 'client' },
      secrets: {
        merchantPrivateKey: rsa.appPrivateKey,
        walletPublicKeys: { '1': rsa.gatewayPublicKey },
      },
      enabled: false,
    });
    await bind('broken', { settings: { baseUrl: 'nowhere' }, secrets: {} });
    const answer = await scenario.get('/v1/capabilities').expect(200);
    text = answer.text;
    accounts = (answer.body as { accounts: Shown[] }).accounts;
  });
  afterAll(() => scenario.close());

  let priority = 1;
  async function bind(name: string, given: Parameters<typeof seedAccount>[2]): Promise<void> {
    const { pool } = scenario.database;
    const account = await seedAccount(pool, keyRing, { currency: currencyCode('MXN'), ...given });
    priority += 1;
    await seedBinding(pool, { merchantId: scenario.merchantId, providerAccountId: account.id, priority });
    ids[name] = account.id;
  }
  const capabilities = (name: string): CapabilityDocument => {
    const found = accounts.find(({ accountId }) => accountId === ids[name])?.capabilities;
    if (found === undefined) throw new Error(`no capabilities of ${name}`);
    return found;
  };
  const operation = (name: string, kind: string) => capabilities(name).operations.find((candidate) => candidate.kind === kind);
  const method = (name: string, type: string) => capabilities(name).methods.find((candidate) => candidate.type === type);
  const isOn = (name: string, setting: string) => capabilities(name).switches.find((candidate) => candidate.setting === setting)?.on;

  it('answers as it is described, for every account of the merchant in the order of routing', () => {
    expect(() => accountCapabilities.parse(JSON.parse(text))).not.toThrow();
    expect(accounts.map(({ accountId }) => accountId)).toEqual([
      scenario.accountId,
      ...['revoking', 'basic', 'signing', 'wallet', 'broken'].map((name) => ids[name]),
    ]);
  });

  it('tells the accounts of one provider apart by what their settings switch on', () => {
    ids['plain'] = scenario.accountId;
    expect([isOn('plain', 'revoke'), isOn('revoking', 'revoke')]).toEqual([false, true]);
    expect(operation('plain', 'void')).toMatchObject({ offered: false, instead: { operation: 'refund' } });
    expect(operation('revoking', 'void')).toMatchObject({ offered: true });
    expect(operation('revoking', 'refund')).toMatchObject({ offered: false, instead: { operation: 'void' } });
    expect([isOn('basic', 'cardEntry'), isOn('signing', 'cardEntry')]).toEqual([false, true]);
    expect(method('basic', 'card')).toMatchObject({ offered: false, reason: 'the account does not allow card entry' });
    expect(method('signing', 'card')).toMatchObject({ offered: true });
    expect(operation('basic', 'increment')).toMatchObject({ offered: false, instead: { operation: 'authorize' } });
    expect(operation('signing', 'increment')).toMatchObject({ offered: true, resend: { rule: 'never' } });
  });

  it('says of each payment how it is captured, voided and refunded', () => {
    const refunds = operation('basic', 'refund');
    expect(refunds).toMatchObject({
      charges: expect.arrayContaining([
        { charge: 'sale', method: 'terminal', scenario: 'card', how: 'either', parts: false },
        { charge: 'sale', method: 'redirect', how: 'by_call', parts: false },
      ]) as unknown,
    });
    expect(operation('signing', 'refund')).toMatchObject({
      charges: expect.arrayContaining([{ charge: 'sale', method: 'terminal', scenario: 'card', how: 'either', parts: true }]) as unknown,
    });
    expect(operation('basic', 'capture')).toMatchObject({
      charges: [{ charge: 'authorization', method: 'terminal', scenario: 'card', how: 'on_terminal' }],
    });
    expect(capabilities('basic').batches).toMatchObject({
      offered: true,
      close: expect.arrayContaining([{ scope: 'one terminal', offered: true }]) as unknown,
      open: expect.arrayContaining([expect.objectContaining({ scope: 'all', offered: false })]) as unknown,
    });
  });

  it('names an alternative for every operation that a provider has not', () => {
    for (const name of ['plain', 'signing', 'wallet']) {
      const { operations } = capabilities(name);
      for (const absent of operations) {
        if (absent.offered) continue;
        const { instead } = absent;
        expect([name, absent.kind, instead]).toEqual([name, absent.kind, { operation: instead?.operation, advice: expect.any(String) }]);
        expect(operations.find(({ kind }) => kind === instead?.operation)?.offered).toBe(true);
      }
    }
    expect(capabilities('wallet').notOffered).toEqual([
      { what: 'payment evaluation', reason: 'it moves no money and has no published request' },
    ]);
  });

  it('says the same that a command would hear', async () => {
    const { body: order } = await scenario.post('/v1/orders', anOrder()).expect(201);
    const { id } = order as { id: string };
    const { body: refusal } = await scenario.post(`/v1/orders/${id}/void`, {}).set('idempotency-key', 'void-1').expect(422);
    const offered = operation('plain', 'void');
    expect(refusal).toMatchObject({ code: 'operation_not_supported' });
    expect((refusal as { detail: string }).detail).toContain(offered?.offered === false ? offered.reason : 'nothing');
  });

  it('shows an account that is switched off as such, and of one that cannot be used nothing more', () => {
    expect(accounts.map(({ enabled }) => enabled)).toEqual([true, true, true, true, false, true]);
    expect(accounts.find(({ accountId }) => accountId === ids['broken'])).not.toHaveProperty('capabilities');
  });

  it('tells nothing of the settings but their switches, and no secret', () => {
    for (const hidden of [SECRET, APP_ID, 'codepay.example', scenario.upay.baseUrl, 'PRIVATE KEY']) expect(text).not.toContain(hidden);
  });

  it("shows nobody another merchant's accounts, and asks for orders:read", async () => {
    const { pool } = scenario.database;
    const other = await seedMerchant(pool);
    const reads = await seedApiKey(pool, { merchantId: other.id, permissions: ['orders:read'] });
    const { body } = await scenario.http.get('/v1/capabilities').auth(reads, { type: 'bearer' }).expect(200);
    expect(body).toEqual({ accounts: [] });
    const writes = await seedApiKey(pool, { merchantId: other.id, permissions: ['orders:write'] });
    const refused = await scenario.http.get('/v1/capabilities').auth(writes, { type: 'bearer' }).expect(403);
    expect(refused.body).toMatchObject({ code: 'permission_denied' });
  });
});
