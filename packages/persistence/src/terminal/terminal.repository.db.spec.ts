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
      bindings,
    });
    await expect(terminals.findStore(merchantId, store.storeNo)).resolves.toEqual(store);
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
