import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, createTestKeyRing, seedAccount, seedBinding, seedMerchant, type TestDatabase } from '../testing/index.js';
import { accountSecretsContext } from './opened-secrets.js';
import { ProviderAccountRepository } from './provider-account.repository.js';

const keyRing = createTestKeyRing();
const secrets = { terminalKey: 'nobody may read this' };
let database: TestDatabase;
let now = 0;
let accounts: ProviderAccountRepository;

beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(() => {
  accounts = new ProviderAccountRepository(database.pool, keyRing, () => now);
});
afterAll(() => database.drop());

describe('the accounts of a merchant', () => {
  it('come in the order in which routing asks them, disabled ones too, with their secrets opened', async () => {
    const merchantId = (await seedMerchant(database.pool)).id;
    const last = await seedAccount(database.pool, keyRing, { provider: 'wallet', settings: { clientId: 'c' }, secrets });
    const first = await seedAccount(database.pool, keyRing, { enabled: false });
    await seedBinding(database.pool, { merchantId, providerAccountId: last.id, priority: 2, enabled: false });
    await seedBinding(database.pool, { merchantId, providerAccountId: first.id, priority: 1 });
    await seedBinding(database.pool, { merchantId: (await seedMerchant(database.pool)).id, providerAccountId: first.id });

    await expect(accounts.ofMerchant(merchantId)).resolves.toEqual([
      { ...first, priority: 1, bindingEnabled: true, merchantEnabled: true },
      { ...last, priority: 2, bindingEnabled: false, merchantEnabled: true },
    ]);
    await expect(accounts.find(last.id)).resolves.toEqual(last);
  });

  it('are none for a stranger', async () => {
    await expect(accounts.ofMerchant('0190a0a0-0000-7000-8000-000000000001')).resolves.toEqual([]);
    await expect(accounts.find('0190a0a0-0000-7000-8000-000000000001')).resolves.toBeUndefined();
  });
});

describe('an account', () => {
  it('is shared where another merchant is bound to it too', async () => {
    const { id } = await seedAccount(database.pool, keyRing);
    const [merchant, other] = [await seedMerchant(database.pool), await seedMerchant(database.pool)];
    await seedBinding(database.pool, { merchantId: merchant.id, providerAccountId: id });
    await expect(accounts.isShared(id, merchant.id)).resolves.toBe(false);
    await seedBinding(database.pool, { merchantId: other.id, providerAccountId: id });
    await expect(accounts.isShared(id, merchant.id)).resolves.toBe(true);
  });
});

describe('the secrets of an account', () => {
  /** Another text at the same place, as a rotation or a slip would write it. */
  async function reseal(id: string, to: unknown, updatedAt: Date): Promise<void> {
    const sealed = await keyRing.seal(JSON.stringify(to), accountSecretsContext(id));
    await database.pool.query('update provider_account set secrets = $2, updated_at = $3 where id = $1', [id, sealed, updatedAt]);
  }

  it('are read anew as soon as the row changed', async () => {
    const { id } = await seedAccount(database.pool, keyRing, { secrets });
    await expect(accounts.find(id)).resolves.toMatchObject({ secrets });
    await reseal(id, { terminalKey: 'new' }, new Date('2026-02-01T00:00:00Z'));
    await expect(accounts.find(id)).resolves.toMatchObject({ secrets: { terminalKey: 'new' } });
  });

  it('stay in memory for a minute and no longer', async () => {
    const { id, updatedAt } = await seedAccount(database.pool, keyRing, { secrets });
    await accounts.find(id);
    await reseal(id, { terminalKey: 'same moment' }, updatedAt);
    now += 59_999;
    await expect(accounts.find(id)).resolves.toMatchObject({ secrets });
    now += 1;
    await expect(accounts.find(id)).resolves.toMatchObject({ secrets: { terminalKey: 'same moment' } });
  });

  it('can be changed together with the settings, and nothing else of the account', async () => {
    const account = await seedAccount(database.pool, keyRing, { secrets, settings: { host: 'old' } });
    const updatedAt = new Date('2026-02-01T00:00:00Z');
    const change = { settings: { host: 'new' }, secrets: { terminalKey: 'nobody may read this either' }, updatedAt };
    await accounts.reconfigure({ id: account.id, ...change });
    await expect(accounts.find(account.id)).resolves.toEqual({ ...account, ...change });
  });

  it('do not open in the row of another account', async () => {
    const [mine, other] = await Promise.all([seedAccount(database.pool, keyRing, { secrets }), seedAccount(database.pool, keyRing)]);
    await database.pool.query('update provider_account a set secrets = b.secrets from provider_account b where a.id = $1 and b.id = $2', [
      other.id,
      mine.id,
    ]);
    await expect(accounts.find(other.id)).rejects.toMatchObject({ code: 'wrong_secret_context' });
  });
});
