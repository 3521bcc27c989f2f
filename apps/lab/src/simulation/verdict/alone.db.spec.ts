import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { currencyCode } from '@interlock/domain';
import {
  createTestDatabase,
  createTestKeyRing,
  insertRow,
  seedAccount,
  seedCase,
  seedMerchant,
  type TestDatabase,
} from '@interlock/persistence/testing';
import { leftAlone } from './alone.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** What is found of a case that one has proposed something for, and the other agreed to. */
async function foundOf(proposedBy: string, agreedBy: string): Promise<readonly string[]> {
  const { pool } = database;
  const [{ id: merchantId }, { id: accountId }] = [await seedMerchant(pool), await seedAccount(pool, createTestKeyRing())];
  const place = { merchantId, accountId, currency: currencyCode('MXN') };
  const { caseId, orderId } = await seedCase(pool, place, { kind: 'amount_mismatch', situation: 'standing_charge' });
  const event = { case_id: caseId, merchant_id: merchantId, at: new Date() };
  await insertRow(pool, 'case_event', { ...event, number: 90, what: 'proposed', person: proposedBy });
  await insertRow(pool, 'case_event', { ...event, number: 91, what: 'agreed', person: agreedBy });
  const { rows } = await pool.query<{ no: string }>('select merchant_order_no as no from "order" where id = $1', [orderId]);
  return (await leftAlone(pool, 20_000n)).filter(({ order }) => order === rows[0]?.no).map(({ what }) => what);
}

it.each(['Ana Diaz', 'ANA DIAZ', 'Ana\u00a0Diaz', ' ana  diaz '])(
  'who agrees as "%s" to what Ana Diaz has proposed is the same person',
  async (name) => {
    expect(await foundOf('Ana Diaz', name)).toEqual([expect.stringMatching(/agreed to what the same person had proposed$/)]);
  },
);

it('who agrees to what somebody else has proposed is another one', async () => {
  expect(await foundOf('Ana Diaz', 'Ben Ode')).toEqual([]);
});
