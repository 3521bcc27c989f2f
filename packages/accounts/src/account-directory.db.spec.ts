import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { accountsScenario } from './testing/accounts-scenario.js';
import type { AccountsScenario } from './testing/accounts-scenario.js';

let scenario: AccountsScenario;
beforeAll(async () => {
  scenario = await accountsScenario();
});
afterAll(() => scenario.close());

it('goes by what it has read for two seconds, or until it is told that somebody has changed it', async () => {
  const { directory, merchantId, accountId } = scenario;
  const { pool } = scenario.database;
  const known = async (): Promise<unknown> => {
    const [bound] = await directory.ofMerchant(merchantId);
    return [(await directory.find(accountId))?.enabled, bound?.enabled, bound?.merchantEnabled];
  };
  const set = async (account: boolean, merchant: 'enabled' | 'disabled'): Promise<void> => {
    await pool.query('update provider_account set enabled = $1', [account]);
    await pool.query('update merchant set state = $1', [merchant]);
  };
  expect(await known()).toEqual([true, true, true]);
  await set(false, 'disabled');
  scenario.time += 1_999;
  expect(await known()).toEqual([true, true, true]);
  scenario.time += 1;
  expect(await known()).toEqual([false, false, false]);

  await set(true, 'enabled');
  directory.hear({ kind: 'terminal', id: merchantId });
  expect(await known()).toEqual([false, false, false]);
  directory.hear({ kind: 'merchant', id: merchantId });
  expect(await known()).toEqual([false, true, true]);
  directory.hear({ kind: 'account', id: accountId });
  expect(await known()).toEqual([true, true, true]);
  await set(false, 'disabled');
  directory.hear(null);
  expect(await known()).toEqual([false, false, false]);
});
