import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { NOW, SECOND, chargeRecord, insertOrder, orderRecord, seedPlace } from '../../testing/engine-rows.js';
import { LEASED_UNTIL, aClaim, aClaimOfDue } from '../../testing/race-calls.js';
import { startRacers, type Racers } from '../../testing/racers.js';
import type { OperationRecord } from './records.js';

const ROUNDS = 60;

let database: TestDatabase;
let racers: Racers;
beforeAll(async () => {
  database = await createTestDatabase();
  racers = await startRacers(database, 2);
});
afterAll(async () => {
  await racers.stop();
  await database.drop();
});

/** Charges of an account of their own whose time has come, the earliest first. */
async function insertDue(count: number): Promise<OperationRecord[]> {
  const place = await seedPlace(database.pool);
  const charges: OperationRecord[] = [];
  for (let index = 0; index < count; index += 1) {
    const order = orderRecord(place);
    const charge = chargeRecord(place, order.id, { dueAt: NOW - (count - index) * SECOND });
    await insertOrder(database.pool, order, charge);
    charges.push(charge);
  }
  return charges;
}

const idsOf = (answers: readonly unknown[]): string[] => (answers as readonly OperationRecord[][]).flat().map(({ id }) => id);
const ids = (charges: readonly OperationRecord[]): string[] => charges.map(({ id }) => id);

/** Each was claimed once: a second claim would have raised the lease again. */
async function expectClaimedOnce(charges: readonly OperationRecord[]): Promise<void> {
  const text = 'select lease, due_at from operation where id = any($1::uuid[])';
  const { rows } = await database.pool.query(text, [ids(charges)]);
  expect(rows).toEqual(charges.map(() => ({ lease: 2, due_at: new Date(LEASED_UNTIL) })));
}

describe('two claimers, in two processes', () => {
  it('never get the same operation, and raise each lease once', async () => {
    const charges = [...(await insertDue(60)), ...(await insertDue(60))];
    const hand = Array.from({ length: 4 }, () => aClaimOfDue(4));
    const claimed: string[] = [];
    // One at a time claims of an account, and whoever comes meanwhile passes it over.
    for (let round = 0; claimed.length < charges.length; round += 1) {
      expect(round).toBeLessThan(ROUNDS);
      claimed.push(...(await racers.race(hand, hand)).flatMap(idsOf));
    }
    expect([...claimed].sort()).toEqual(ids(charges).sort());
    await expectClaimedOnce(charges);
  });

  it('do not wait for each other: the second passes over the account that the first claims of, and takes the rest afterwards', async () => {
    const charges = await insertDue(10);
    const [first, second] = await racers.beside(aClaimOfDue(6), aClaimOfDue(6));
    expect(idsOf([first]).sort()).toEqual(ids(charges.slice(0, 6)).sort());
    expect(second).toEqual([]);
    expect(idsOf([await racers.run(1, aClaimOfDue(6))]).sort()).toEqual(ids(charges.slice(6)).sort());
    await expectClaimedOnce(charges);
  });

  it('of one operation: the second waits for the first and gets nothing', async () => {
    const [charge] = await insertDue(1);
    if (charge === undefined) throw new Error('nothing is due');
    const [first, second] = await racers.inOrder(aClaim(charge), aClaim(charge));
    expect(first).toMatchObject({ id: charge.id, lease: 2, dueAt: LEASED_UNTIL });
    expect(second).toBeUndefined();
    await expectClaimedOnce([charge]);
  });

  it('of one operation: the second gets it where the first is rolled back', async () => {
    const [charge] = await insertDue(1);
    if (charge === undefined) throw new Error('nothing is due');
    expect((await racers.inOrder(aClaim(charge), aClaim(charge), 'rollback'))[1]).toMatchObject({ id: charge.id, lease: 2 });
    await expectClaimedOnce([charge]);
  });
});
