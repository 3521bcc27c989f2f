import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, createTestKeyRing, seedAccount, seedMerchant, seedTerminal, type TestDatabase } from '../testing/index.js';
import { TerminalRepository } from './terminal.repository.js';

let database: TestDatabase;
let terminals: TerminalRepository;

beforeAll(async () => {
  database = await createTestDatabase();
  terminals = new TerminalRepository(database.pool);
});
afterAll(() => database.drop());

describe('a terminal', () => {
  it('is found with its store and with what each provider account calls it', async () => {
    const merchantId = (await seedMerchant(database.pool)).id;
    const account = await seedAccount(database.pool, createTestKeyRing(), { provider: 'codepay' });
    const bindings = [{ providerAccountId: account.id, providerTerminalSn: 'WPYB002248000865' }];
    const { terminal, store } = await seedTerminal(database.pool, merchantId, { bindings });
    await expect(terminals.findTerminal(merchantId, terminal.terminalSn)).resolves.toEqual({
      id: terminal.id,
      terminalSn: terminal.terminalSn,
      name: terminal.name,
      enabled: true,
      storeId: store.id,
      storeNo: store.storeNo,
      currency: store.currency,
      activated: false,
      bindings,
    });
    await expect(terminals.findStore(merchantId, store.storeNo)).resolves.toEqual({
      ...store,
      dayStartsMinute: 0,
      enabled: true,
      payWaitSeconds: null,
      updatedAt: store.createdAt,
    });
  });

  it('may be bound to nothing', async () => {
    const merchantId = (await seedMerchant(database.pool)).id;
    const { terminal } = await seedTerminal(database.pool, merchantId);
    await expect(terminals.findTerminal(merchantId, terminal.terminalSn)).resolves.toMatchObject({ bindings: [] });
  });

  it("is not found among another merchant's", async () => {
    const [mine, other] = await Promise.all([seedMerchant(database.pool), seedMerchant(database.pool)]);
    const { terminal, store } = await seedTerminal(database.pool, mine.id);
    await expect(terminals.findTerminal(other.id, terminal.terminalSn)).resolves.toBeUndefined();
    await expect(terminals.findStore(other.id, store.storeNo)).resolves.toBeUndefined();
  });
});

describe('a store', () => {
  it('is found at an account that knows it, by the number there, with the serials of its terminals at that account', async () => {
    const merchantId = (await seedMerchant(database.pool)).id;
    const [account, other] = [await seedAccount(database.pool, createTestKeyRing()), await seedAccount(database.pool, createTestKeyRing())];
    const bindings = [
      { providerAccountId: account.id, providerTerminalSn: 'W-2' },
      { providerAccountId: other.id, providerTerminalSn: 'X-2' },
    ];
    const { store } = await seedTerminal(database.pool, merchantId, { bindings });
    await expect(terminals.findStoreAt(merchantId, store.storeNo, account.id)).resolves.toBeUndefined();
    await terminals.bindStore({ storeId: store.id, providerAccountId: account.id, providerStoreNo: '4021', createdAt: store.createdAt });
    const bound = { storeNo: store.storeNo, providerStoreNo: '4021', providerTerminalSns: ['W-2'] };
    await expect(terminals.findStoreAt(merchantId, store.storeNo, account.id)).resolves.toEqual(bound);
    await expect(terminals.findStoreAt(merchantId, store.storeNo, other.id)).resolves.toBeUndefined();
    await expect(terminals.findStoreAt((await seedMerchant(database.pool)).id, store.storeNo, account.id)).resolves.toBeUndefined();
  });
});
