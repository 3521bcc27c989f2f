import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { claimBounds, createTestDatabase, insertRow, type TestDatabase } from '../testing/index.js';
import {
  NOW,
  PAID,
  SECOND,
  chargeRecord,
  followingRecord,
  insertOrder,
  orderRecord,
  seedPlace,
  type Place,
} from '../../testing/engine-rows.js';
import { claimDue } from './claim.js';
import { pauseAccount, putOff, takeAsk } from './pace.js';
import type { OperationRecord } from './records.js';
import { operationRow } from './rows.js';

let database: TestDatabase;
let place: Place;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.pool.query('update operation set due_at = null');
  place = await seedPlace(database.pool);
});
afterAll(() => database.drop());

async function charge(given: Partial<OperationRecord> = {}): Promise<OperationRecord> {
  const order = orderRecord(place);
  const row = chargeRecord(place, order.id, given);
  await insertOrder(database.pool, order, row);
  return row;
}
const claim = (now: number) => claimDue(database.pool, { now, leaseUntil: now + 60 * SECOND, bounds: claimBounds(), running: new Map() });
const backOff = { firstMs: SECOND, mostMs: 300 * SECOND };
const pause = (askedAt: number, given: Partial<Parameters<typeof pauseAccount>[1]> = {}) =>
  pauseAccount(database.pool, { accountId: place.accountId, askedAt, now: askedAt, backOff, atLeastMs: 0, spread: 0, ...given });

describe('the right to ask after an order', () => {
  const ask = (chargeId: string, now: number) => takeAsk(database.pool, { chargeId, now, everyMs: 2 * SECOND });

  it('is given once within the time that its provider sets, to whoever comes first', async () => {
    const { id } = await charge();
    expect(await ask(id, NOW)).toBeUndefined();
    expect(await ask(id, NOW + 500)).toEqual({ from: NOW + 2 * SECOND });
    expect(await ask(id, NOW + 2 * SECOND)).toBeUndefined();
  });

  it('is given to one of many who come at once', async () => {
    const { id } = await charge();
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask(id, NOW)));
    expect(answers.filter((answer) => answer === undefined)).toHaveLength(1);
  });

  it('is the order’s: the worker’s claim of the charge takes it too', async () => {
    const { id } = await charge({ outcome: 'pending', dueAt: NOW });
    expect(await claim(NOW)).toHaveLength(1);
    expect(await ask(id, NOW + SECOND)).toEqual({ from: NOW + 2 * SECOND });
  });

  it('is nobody’s while the provider wants fewer requests', async () => {
    const { id } = await charge();
    await pause(NOW);
    expect(await ask(id, NOW)).toEqual({ from: NOW + SECOND });
    expect(await ask(id, NOW + SECOND)).toBeUndefined();
  });
});

describe('a look that may not be made yet', () => {
  it('is put off by its holder alone, and only where nobody wants it earlier', async () => {
    const paid = await charge(PAID);
    const refund = followingRecord(paid, 'refund', { outcome: 'pending', lease: 3, dueAt: NOW });
    await insertRow(database.pool, 'operation', operationRow(refund));
    const dueAt = async (): Promise<unknown> =>
      (await database.pool.query<{ due_at: Date }>('select due_at from operation where id = $1', [refund.id])).rows[0]?.due_at.getTime();
    const off = { operationId: refund.id, lease: 3, claimedDueAt: NOW, until: NOW + 2 * SECOND };
    await putOff(database.pool, { ...off, lease: 2 });
    await putOff(database.pool, { ...off, claimedDueAt: NOW + 1 });
    expect(await dueAt()).toBe(NOW);
    await putOff(database.pool, off);
    expect(await dueAt()).toBe(NOW + 2 * SECOND);
  });
});

describe('the pause that a provider asks for', () => {
  it('grows with each one that follows soon, up to the most, and begins small again after a calm', async () => {
    const lengths: number[] = [];
    let now = NOW;
    for (let count = 0; count < 11; count += 1) {
      const paused = await pause(now);
      expect(paused?.pauses).toBe(count + 1);
      lengths.push(((paused?.until ?? now) - now) / SECOND);
      now = paused?.until ?? now;
    }
    expect(lengths).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    expect(await pause(now + 59 * SECOND)).toMatchObject({ pauses: 12 });
    expect(await pause(now + 59 * SECOND + 300 * SECOND + 60 * SECOND)).toMatchObject({ pauses: 1 });
  });

  it('is one pause for all that was asked before it began', async () => {
    expect(await pause(NOW)).toMatchObject({ pauses: 1, until: NOW + SECOND });
    expect(await pause(NOW - 100, { now: NOW + 10 })).toBeUndefined();
    const many = await Promise.all(Array.from({ length: 20 }, () => pause(NOW + SECOND)));
    expect(many.filter((answer) => answer !== undefined)).toEqual([{ pauses: 2, until: NOW + 3 * SECOND }]);
  });

  it('is spread by a quarter at most, and never shorter than the provider says', async () => {
    expect(await pause(NOW, { spread: 1 })).toMatchObject({ until: NOW + 1_250 });
    expect(await pause(NOW + 2 * SECOND, { atLeastMs: 30 * SECOND })).toMatchObject({ until: NOW + 32 * SECOND });
  });

  it('keeps the worker from the account, and from no other', async () => {
    const due = await charge({ outcome: 'pending', dueAt: NOW });
    await pause(NOW, { atLeastMs: 10 * SECOND });
    place = await seedPlace(database.pool);
    const other = await charge({ outcome: 'pending', dueAt: NOW });
    expect((await claim(NOW + SECOND)).map(({ id }) => id)).toEqual([other.id]);
    expect(await claim(NOW + 10 * SECOND - 1)).toEqual([]);
    expect((await claim(NOW + 10 * SECOND)).map(({ id }) => id)).toEqual([due.id]);
  });
});
