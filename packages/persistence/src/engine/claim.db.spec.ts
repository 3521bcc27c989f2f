import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, insertRow, type TestDatabase } from '../testing/index.js';
import { changesBetween, dumpDatabase } from '../../testing/dump.js';
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
import { beginAttempt, claimDue, claimOne, expiredOrders, hinted, lookNow } from './claim.js';
import type { OperationRecord, OrderRecord } from './records.js';
import { operationRow } from './rows.js';

let database: TestDatabase;
let place: Place;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  // Each test has accounts of its own; what others left due is not due any more.
  await database.pool.query('update operation set due_at = null');
  place = await seedPlace(database.pool);
});
afterAll(() => database.drop());

const LEASE = NOW + 60 * SECOND;

async function charge(
  given: Partial<OperationRecord> = {},
  at: Place = place,
  orderGiven: Partial<OrderRecord> = {},
): Promise<OperationRecord> {
  const order = orderRecord(at, orderGiven);
  const row = chargeRecord(at, order.id, given);
  await insertOrder(database.pool, order, row);
  return row;
}

async function changesOf(run: () => Promise<unknown>): Promise<ReturnType<typeof changesBetween>> {
  const before = await dumpDatabase(database.pool);
  await run();
  return changesBetween(before, await dumpDatabase(database.pool));
}

const claim = (given: Partial<Parameters<typeof claimDue>[1]> = {}) =>
  claimDue(database.pool, { now: NOW, perAccount: 10, leaseUntil: LEASE, except: [], ...given });
const stamp = (ms: number): unknown => expect.stringContaining(new Date(ms).toISOString().slice(0, 19));

describe('claim_due', () => {
  it('takes what is due as a lease: one lease more, the next look past the call, and nothing else', async () => {
    const due = await charge({ dueAt: NOW, lease: 4 });
    const changes = await changesOf(async () => {
      const claimed = await claim();
      expect(claimed).toEqual([{ ...due, lease: 5, dueAt: LEASE }]);
    });
    expect(changes).toEqual({ operation: { added: [], changed: [{ id: due.id, lease: 5, due_at: stamp(LEASE) }] } });
  });

  it('takes nothing that is not due, or that nobody looks at', async () => {
    await charge({ dueAt: NOW + 1 });
    await charge({ ...PAID });
    expect(await changesOf(async () => expect(await claim()).toEqual([]))).toEqual({});
  });

  it('takes a closed operation too where somebody wants it looked at', async () => {
    const closed = await charge({ ...PAID, dueAt: NOW - SECOND });
    expect((await claim()).map(({ id }) => id)).toEqual([closed.id]);
  });

  it('takes nothing twice', async () => {
    await charge({ dueAt: NOW });
    expect(await claim()).toHaveLength(1);
    expect(await changesOf(async () => expect(await claim()).toEqual([]))).toEqual({});
  });

  it('takes of each account its share, the longest overdue first', async () => {
    const other = await seedPlace(database.pool);
    const mine = [];
    for (const late of [3, 5, 1, 4, 2]) mine.push({ late, id: (await charge({ dueAt: NOW - late * SECOND })).id });
    const theirs = await charge({ dueAt: NOW }, other);
    const claimed = (await claim({ perAccount: 2 })).map(({ id }) => id);
    const longest = mine.filter(({ late }) => late >= 4).map(({ id }) => id);
    expect(new Set(claimed)).toEqual(new Set([...longest, theirs.id]));
  });

  it('leaves the accounts that have their hands full', async () => {
    const other = await seedPlace(database.pool);
    const busy = await charge({ dueAt: NOW });
    const free = await charge({ dueAt: NOW }, other);
    expect((await claim({ except: [place.accountId] })).map(({ id }) => id)).toEqual([free.id]);
    expect((await claim()).map(({ id }) => id)).toEqual([busy.id]);
  });

  it('passes by what another holder has locked, and does not wait for it', async () => {
    const [locked, free] = [await charge({ dueAt: NOW - SECOND }), await charge({ dueAt: NOW })];
    const client = await database.pool.connect();
    try {
      await client.query('begin');
      await client.query('select from operation where id = $1 for update', [locked.id]);
      expect((await claim()).map(({ id }) => id)).toEqual([free.id]);
    } finally {
      await client.query('rollback');
      client.release();
    }
    expect((await claim()).map(({ id }) => id)).toEqual([locked.id]);
  });
});

describe('claim_one', () => {
  it('takes the operation from the lease that was seen, due or not, and writes nothing else', async () => {
    for (const dueAt of [null, NOW + 3600 * SECOND]) {
      const row = await charge({ outcome: 'pending', dueAt, lease: 2 });
      const changes = await changesOf(async () => {
        const claimed = await claimOne(database.pool, { operationId: row.id, lease: 2, leaseUntil: LEASE });
        expect(claimed).toEqual({ ...row, lease: 3, dueAt: LEASE });
      });
      expect(changes).toEqual({ operation: { added: [], changed: [{ id: row.id, lease: 3, due_at: stamp(LEASE) }] } });
    }
  });

  it.each([
    ['an older lease', 1],
    ['a newer lease', 3],
  ])('takes nothing from %s', async (_, lease) => {
    const row = await charge({ lease: 2 });
    const changes = await changesOf(async () =>
      expect(await claimOne(database.pool, { operationId: row.id, lease, leaseUntil: LEASE })).toBeUndefined(),
    );
    expect(changes).toEqual({});
  });

  it('takes nothing that is not there', async () => {
    expect(await claimOne(database.pool, { operationId: uuid(), lease: 1, leaseUntil: LEASE })).toBeUndefined();
  });
});

describe('begin_attempt', () => {
  const attempt = (row: OperationRecord, lease = row.lease) =>
    beginAttempt(database.pool, { operationId: row.id, lease, sendUntil: NOW + 65 * SECOND, dueAt: NOW + 90 * SECOND });
  const answered = { answer: 'no', answeredAt: NOW, sendAgain: true, attempts: 1, lease: 3 } as const;

  it.each([null, 'pending', 'unknown'] as const)(
    'under the current lease writes one attempt more, its send window, and no answer yet (%s)',
    async (outcome) => {
      const row = await charge({ outcome, ...answered });
      const times = { sendUntil: NOW + 65 * SECOND, dueAt: NOW + 90 * SECOND };
      const changes = await changesOf(async () =>
        expect(await attempt(row)).toEqual({ ...row, ...times, attempts: 2, sendAgain: false, answer: null, answeredAt: null }),
      );
      expect(changes).toEqual({
        operation: {
          added: [],
          changed: [
            {
              id: row.id,
              attempts: 2,
              send_again: false,
              answer: null,
              answered_at: null,
              send_until: stamp(times.sendUntil),
              due_at: stamp(times.dueAt),
            },
          ],
        },
      });
    },
  );

  it.each([
    ['an older lease', 2],
    ['a newer lease', 4],
  ])('writes nothing under %s', async (_, lease) => {
    const row = await charge(answered);
    expect(await changesOf(async () => expect(await attempt(row, lease)).toBeUndefined())).toEqual({});
  });

  it.each(['approved', 'declined', 'not_sent'] as const)('writes nothing on an operation that is %s', async (outcome) => {
    const row = await charge({ ...answered, outcome, finishedAt: NOW });
    expect(await changesOf(async () => expect(await attempt(row)).toBeUndefined())).toEqual({});
  });

  it('of a cancel writes nothing once its charge is known to be paid, for it would return the money', async () => {
    const paid = await charge(PAID);
    const cancel = followingRecord(paid, 'cancel', answered);
    await insertRow(database.pool, 'operation', operationRow(cancel));
    expect(await changesOf(async () => expect(await attempt(cancel)).toBeUndefined())).toEqual({});
    await database.pool.query(`update operation set outcome = 'declined' where id = $1`, [paid.id]);
    expect(await attempt(cancel)).toMatchObject({ id: cancel.id, attempts: 2 });
  });

  it('of a refund or a cancel leaves its charge as it is', async () => {
    const paid = await charge(PAID);
    const refund = followingRecord(paid, 'refund', { outcome: 'unknown', sendAgain: true });
    await insertRow(database.pool, 'operation', operationRow(refund));
    const changes = await changesOf(() => attempt(refund));
    expect(changes['operation']?.changed.map(({ id }) => id)).toEqual([refund.id]);
  });
});

describe('look_now', () => {
  it.each([
    ['nobody looks at', null],
    ['is due later', NOW + SECOND],
  ])('makes due at once what %s, and writes nothing else', async (_, dueAt) => {
    for (const given of [{ outcome: 'pending' } as const, PAID]) {
      const row = await charge({ ...given, dueAt });
      expect(await changesOf(() => lookNow(database.pool, row.id, NOW))).toEqual({
        operation: { added: [], changed: [{ id: row.id, due_at: stamp(NOW) }] },
      });
    }
  });

  it.each([NOW, NOW - SECOND])('writes nothing where it is due already', async (dueAt) => {
    const row = await charge({ dueAt });
    expect(await changesOf(() => lookNow(database.pool, row.id, NOW))).toEqual({});
  });
});

describe('hinted', () => {
  it('makes due at once what is pending, unknown or closed', async () => {
    for (const given of [{ outcome: 'pending' } as const, { outcome: 'unknown' } as const, PAID]) {
      const row = await charge({ ...given, dueAt: NOW + SECOND });
      expect(await changesOf(() => hinted(database.pool, row.id, NOW))).toEqual({
        operation: { added: [], changed: [{ id: row.id, due_at: stamp(NOW) }] },
      });
    }
  });

  it('takes nothing from the process whose call has not been answered yet', async () => {
    const row = await charge({ outcome: null, dueAt: NOW + SECOND });
    expect(await changesOf(() => hinted(database.pool, row.id, NOW))).toEqual({});
  });
});

describe('expired_orders', () => {
  const open = { state: 'pending', expiryHandled: false, expiresAt: NOW } as const;
  const expired = (limit = 10) => expiredOrders(database.pool, NOW, limit);
  beforeEach(() => database.pool.query('update "order" set expiry_handled = true'));

  it('are those whose time is over and that nobody has decided or handled, the oldest first, as many as asked', async () => {
    const [second, first] = [await charge({}, place, open), await charge({}, place, { ...open, expiresAt: NOW - SECOND })];
    const uncertain = await charge({}, place, { ...open, state: 'uncertain', expiresAt: NOW - 1 });
    for (const other of [{ expiresAt: NOW + 1 }, { expiresAt: null }, { expiryHandled: true }, { state: 'paid' } as const]) {
      await charge({}, place, { ...open, ...other });
    }
    expect(await expired()).toEqual([first.orderId, uncertain.orderId, second.orderId]);
    expect(await expired(1)).toEqual([first.orderId]);
  });

  it('are not those whose cancel is wanted already, or open', async () => {
    await charge({}, place, { ...open, cancelRequested: 'merchant' });
    await charge({ openExclusive: uuid() }, place, open);
    expect(await expired()).toEqual([]);
  });
});
