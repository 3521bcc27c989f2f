import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, createTestKeyRing, seedAccount, seedAgreement, seedMerchant, type TestDatabase } from '../testing/index.js';
import { AgreementRepository } from './agreement.repository.js';

const keyRing = createTestKeyRing();
let database: TestDatabase;
let agreements: AgreementRepository;
let ids: { merchantId: string; providerAccountId: string };

beforeAll(async () => {
  database = await createTestDatabase();
  agreements = new AgreementRepository(database.pool, keyRing);
  const [merchant, account] = await Promise.all([seedMerchant(database.pool), seedAccount(database.pool, keyRing)]);
  ids = { merchantId: merchant.id, providerAccountId: account.id };
});
afterAll(() => database.drop());

describe('an agreement', () => {
  it('is found with its token in clear', async () => {
    const agreement = await seedAgreement(database.pool, keyRing, { ...ids, expiresAt: new Date('2027-01-01T00:00:00Z') });
    await expect(agreements.find(ids.merchantId, agreement.id)).resolves.toEqual(agreement);
  });

  it('has no token before the payer agreed', async () => {
    const { id } = await seedAgreement(database.pool, keyRing, { ...ids, state: 'prepared', accessToken: null });
    await expect(agreements.find(ids.merchantId, id)).resolves.toMatchObject({ state: 'prepared', accessToken: null });
  });

  it("is not found among another merchant's", async () => {
    const { id } = await seedAgreement(database.pool, keyRing, ids);
    await expect(agreements.find(uuid(), id)).resolves.toBeUndefined();
  });
});
