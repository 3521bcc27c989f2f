import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, seedApiKey, seedMerchant, SEEDED_AT, type TestDatabase } from '../testing/index.js';
import { ApiKeyRepository } from './api-key.repository.js';
import { MerchantRepository } from './merchant.repository.js';

let database: TestDatabase;
let keys: ApiKeyRepository;

beforeAll(async () => {
  database = await createTestDatabase();
  keys = new ApiKeyRepository(database.pool);
});
afterAll(() => database.drop());

describe('api keys', () => {
  it('are found by what the request carries', async () => {
    const merchant = await seedMerchant(database.pool);
    const key = await seedApiKey(database.pool, { merchantId: merchant.id, permissions: ['orders:read'] });
    const known = await keys.find(key);
    const anywhere = { ipList: [], expiresAt: null };
    expect(known).toEqual({
      id: known?.id,
      merchantId: merchant.id,
      scope: 'merchant',
      mode: 'test',
      permissions: ['orders:read'],
      ...anywhere,
    });
    await expect(new MerchantRepository(database.pool).find(merchant.id)).resolves.toEqual(merchant);
  });

  it('may belong to the platform', async () => {
    await expect(keys.find(await seedApiKey(database.pool))).resolves.toMatchObject({ scope: 'platform', merchantId: null });
  });

  it('are not found when nobody gave them out, by a part, or once revoked', async () => {
    const key = await seedApiKey(database.pool);
    await expect(keys.find('sk_test_guess')).resolves.toBeUndefined();
    await expect(keys.find(key.slice(0, -1))).resolves.toBeUndefined();
    const id = (await keys.find(key))?.id ?? '';
    await keys.revoke(id, SEEDED_AT);
    await expect(keys.find(key)).resolves.toBeUndefined();
  });

  it('can be allowed something else', async () => {
    const [key, other] = [await seedApiKey(database.pool), await seedApiKey(database.pool)];
    const before = await keys.find(other);
    await keys.permit((await keys.find(key))?.id ?? '', ['batches:read']);
    await expect(keys.find(key)).resolves.toMatchObject({ permissions: ['batches:read'] });
    await expect(keys.find(other)).resolves.toEqual(before);
  });

  it('do not carry a test merchant into live mode', async () => {
    const merchant = await seedMerchant(database.pool);
    await expect(seedApiKey(database.pool, { merchantId: merchant.id, mode: 'live' })).rejects.toMatchObject({ code: '23503' });
  });
});
