import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiKeyRepository, ProviderAccountRepository } from '@interlock/persistence';
import {
  columnsHolding,
  createTestDatabase,
  createTestKeyRing,
  seedApiKey,
  seedMerchant,
  type TestDatabase,
} from '@interlock/persistence/testing';
import { loadOrMakeIdentities, type DemoIdentities } from './identities.js';
import { demoIds } from './ids.js';
import { seedDemoMerchant, type Seeding } from './seed.js';

const keyRing = createTestKeyRing();
let database: TestDatabase;
let dataDir: string;
let identities: DemoIdentities;
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(join(tmpdir(), 'interlock-demo-merchant-'));
  identities = await loadOrMakeIdentities(dataDir);
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true });
});

function seeding(change: Partial<Seeding> = {}): Seeding {
  const { apiKey } = identities;
  return { pool: database.pool, keyRing, identities, apiKey, sandboxUrl: 'http://127.0.0.1:3100', now: Date.now, ...change };
}

/** Every row of the tables that are seeded, as text. */
async function rows(): Promise<string[]> {
  const tables = [
    'merchant',
    'provider_account',
    'account_binding',
    'store',
    'store_binding',
    'terminal',
    'terminal_binding',
    'agreement',
    'api_key',
  ];
  const all = await Promise.all(tables.map((table) => database.pool.query<{ row: string }>(`select t::text as row from ${table} t`)));
  return all.flatMap((answer) => answer.rows.map(({ row }) => row)).toSorted();
}

describe('the demo merchant', () => {
  it('is completed where an earlier seeding was killed half way, and then left as it is', async () => {
    await seedDemoMerchant(seeding());
    const whole = (await rows()).length;
    await database.pool.query('delete from api_key; delete from terminal_binding; delete from store_binding; delete from account_binding');
    await seedDemoMerchant(seeding());
    const completed = await rows();
    expect(completed).toHaveLength(whole);
    await seedDemoMerchant(seeding());
    expect(await rows()).toEqual(completed);
  });

  it('asks the first Upay account before the second, then CodePay and the wallet', async () => {
    const accounts = await new ProviderAccountRepository(database.pool, keyRing, Date.now).ofMerchant(demoIds.merchant);
    expect(accounts.map(({ name, currency }) => [name, currency])).toEqual([
      ['Upay 1', 'MXN'],
      ['Upay 2', 'MXN'],
      ['CodePay', 'USD'],
      ['Wallet', 'CLP'],
    ]);
  });

  it('follows the sandbox to another port, and gets new keys where the data directory lost its own', async () => {
    const other = await mkdtemp(join(tmpdir(), 'interlock-demo-merchant-'));
    const made = await loadOrMakeIdentities(other);
    await rm(other, { recursive: true });
    await seedDemoMerchant(seeding({ identities: made, apiKey: made.apiKey, sandboxUrl: 'http://127.0.0.1:4000' }));
    const accounts = await new ProviderAccountRepository(database.pool, keyRing, Date.now).ofMerchant(demoIds.merchant);
    expect(accounts.map(({ settings }) => settings['baseUrl'])).toEqual(
      ['upay', 'upay', 'codepay', 'wallet'].map((provider) => `http://127.0.0.1:4000/${provider}`),
    );
    expect(accounts[0]?.secrets).toEqual({ terminalKey: made.upayKeys.upayFirst });
    expect((await new ApiKeyRepository(database.pool).find(made.apiKey))?.merchantId).toBe(demoIds.merchant);
  });

  it('may do what later versions can, with a key that an earlier one made', async () => {
    await database.pool.query(`update api_key set permissions = '{orders:read}'`);
    await seedDemoMerchant(seeding());
    const key = await new ApiKeyRepository(database.pool).find(identities.apiKey);
    expect(key?.permissions).toEqual(expect.arrayContaining(['cards:write', 'agreements:write', 'batches:write']));
  });

  it('is refused, in words, where other keys sealed it, or where its API key is somebody else’s', async () => {
    await expect(seedDemoMerchant(seeding({ keyRing: createTestKeyRing() }))).rejects.toThrow(/sealed with other keys/);
    const apiKey = await seedApiKey(database.pool, { merchantId: (await seedMerchant(database.pool)).id });
    await expect(seedDemoMerchant(seeding({ apiKey }))).rejects.toThrow(/the key of another merchant/);
  });

  it('has none of its secrets in clear in the database', async () => {
    const { codepay, wallet, upayKeys, agreement, apiKey } = identities;
    const secrets = [codepay.app.privateKey, wallet.merchant.privateKey, ...Object.values(upayKeys), agreement.accessToken, apiKey];
    for (const secret of secrets) expect(await columnsHolding(database.pool, secret)).toEqual([]);
  });
});

describe('its identities', () => {
  it('are read again as they were made', async () => {
    expect(await loadOrMakeIdentities(dataDir)).toEqual(identities);
  });

  it('are refused without being shown where their file is damaged', async () => {
    const damaged = await mkdtemp(join(tmpdir(), 'interlock-demo-merchant-'));
    await writeFile(join(damaged, 'demo-merchant.json'), `{"apiKey":"${identities.apiKey}`);
    const error = await loadOrMakeIdentities(damaged).catch((caught: unknown) => caught);
    expect(String(error)).toMatch(/demo-merchant\.json cannot be read/);
    expect(String(error)).not.toContain(identities.apiKey);
    await rm(damaged, { recursive: true });
  });
});
