import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, createTestKeyRing, seedAccount, seedMerchant, seedTerminal, type TestDatabase } from '../testing/index.js';
import { migrate } from './migrate.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('a POS of a provider', () => {
  it('is bound to one terminal; where two had it, a person says which before the schema is changed', async () => {
    const { pool, url } = database;
    const merchantId = (await seedMerchant(pool)).id;
    const account = await seedAccount(pool, createTestKeyRing());
    const other = await seedAccount(pool, createTestKeyRing());
    const on = (providerAccountId: string) => ({ bindings: [{ providerAccountId, providerTerminalSn: 'WPYB-1' }] });
    await seedTerminal(pool, merchantId, on(account.id));
    // Another provider may have the same name for one of its own.
    await seedTerminal(pool, merchantId, on(other.id));
    await expect(seedTerminal(pool, merchantId, on(account.id))).rejects.toThrow('terminal_binding_of_pos');

    // As a database of before may be.
    await pool.query(`delete from migrations where name = 'OneTerminalForAPos1700000000036'`);
    await pool.query('drop index terminal_binding_of_pos');
    const { terminal } = await seedTerminal(pool, merchantId, on(account.id));
    await expect(migrate(url)).rejects.toThrow(/WPYB-1 of account .* is bound to .*Unbind all but one/);
    await pool.query('delete from terminal_binding where terminal_id = $1', [terminal.id]);
    await expect(migrate(url)).resolves.toEqual(['OneTerminalForAPos1700000000036']);
  });
});
