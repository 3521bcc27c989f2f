import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { columnsHolding, createTestDatabase, createTestKeyRing, type TestDatabase } from '@interlock/persistence/testing';
import { seedDemoVendor } from './demo-vendor.js';
import { makeIdentities } from './identities.js';
import { seedDemoMerchant } from './seed.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

it('is the same vendor at each start, with new codes, and neither its key nor a code is stored in clear', async () => {
  const { pool } = database;
  const keyRing = createTestKeyRing();
  const identities = await makeIdentities();
  await seedDemoMerchant({ pool, keyRing, identities, apiKey: identities.apiKey, sandboxUrl: 'http://127.0.0.1:9', now: Date.now });
  const first = await seedDemoVendor(pool, keyRing, Date.now());
  const second = await seedDemoVendor(pool, keyRing, Date.now());
  expect(second).toEqual({ ...first, codes: second.codes });
  const codes = [first, second].flatMap((one) => Object.values(one.codes));
  expect(new Set(codes).size).toBe(6);
  for (const secret of [first.vendorKey, ...codes, ...codes.map((code) => code.replaceAll('-', ''))])
    await expect(columnsHolding(pool, secret)).resolves.toEqual([]);
});
