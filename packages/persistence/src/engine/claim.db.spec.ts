import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { claimBounds, createTestDatabase, insertRow, type TestDatabase } from '../testing/index.js';
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
import { takeAsk } from './pace.js';
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
  claimDue(database.pool, { now: NOW, leaseUntil: LEASE, bounds: claimBounds(), running: new Map(), ...given });
const stamp = (ms: number): unknown => expect.stringContaining(new Date(ms).toISOString().slice(0, 19));

describe('claim_due', () => {
  it('takes what is due as a lease: one lease more, the next look past the call, and nothing else', async () => {
    const due = await charge({ dueAt: NOW, lease: 4 });
    const changes = await changesOf(async () => {
      const claimed = await claim();
      expect(claimed).toEqual([{ ...due, lease: 5, dueAt: LEASE }]);
    });
    expect(changes).toEqual({
      operation: { added: [], changed: [{ id: due.id, lease: 5, due_at: stamp(LEASE), asked_at: stamp(NOW) }] },
      account_pace: { added: [], changed: [{ id: undefined, next_claim_at: stamp(NOW) }] },
    });
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
    const claimed = (await claim({ bounds: claimBounds({ inFlight: 2 }) })).map(({ id }) => id);
    const longest = mine.filter(({ late }) => late >= 4).map(({ id }) => id);
    expect(new Set(claimed)).toEqual(new Set([...longest, theirs.id]));
  });

  it('leaves the accounts that have their hands full, and takes of others what they still carry', async () => {
    const other = await seedPlace(database.pool);
    const bounds = claimBounds({ inFlight: 2 });
    const busy = [await charge({ dueAt: NOW }), await charge({ dueAt: NOW })];
    const free = [await charge({ dueAt: NOW - SECOND }, other), await charge({ dueAt: NOW }, other)];
    const running = new Map([
      [place.accountId, 2],
      [other.accountId, 1],
    ]);
    expect((await claim({ bounds, running })).map(({ id }) => id)).toEqual([free[0]?.id]);
    expect(new Set((await claim({ bounds })).map(({ id }) => id))).toEqual(new Set([...busy, free[1]].map((row) => row?.id)));
  });

  it('takes nothing of a provider that this process cannot ask', async () => {
    const due = await charge({ dueAt: NOW });
    expect(await changesOf(async () => expect(await claim({ bounds: claimBounds().slice(1) })).toEqual([]))).toEqual({});
    expect((await claim()).map(({ id }) => id)).toEqual([due.id]);
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

describe('the pace of an account', () => {
  const SLOW = claimBounds({ perSecond: 8 });
  const settings = (given: unknown) =>
    database.pool.query('update provider_account set settings = $2 where id = $1', [place.accountId, JSON.stringify(given)]);
  /** What is claimed by somebody who looks so often, in order. */
  async function claimedWithin(ms: number, everyMs: number): Promise<number[]> {
    const at: number[] = [];
    for (let passed = 0; passed < ms; passed += everyMs) {
      const claimed = await claim({ now: NOW + passed, bounds: SLOW });
      at.push(...claimed.map(() => passed));
    }
    return at;
  }
  const dueCharges = async (count: number): Promise<void> => {
    for (let made = 0; made < count; made += 1) await charge({ dueAt: NOW - SECOND });
  };

  it('is kept over any second: a page of a quarter second, and then a pause as long as what was taken lasts', async () => {
    await dueCharges(40);
    const at = await claimedWithin(3_000, 50);
    expect(at.slice(0, 8)).toEqual([0, 0, 250, 250, 500, 500, 750, 750]);
    expect(at).toHaveLength(24);
    for (const from of at) expect(at.filter((passed) => passed >= from && passed < from + 1_000).length).toBeLessThanOrEqual(8);
  });

  it('is kept by several workers together, whoever of them comes first', async () => {
    await dueCharges(20);
    const at = await claimedWithin(1_000, 25);
    expect(at).toHaveLength(8);
  });

  it('makes up for a look that came late, and saves nothing of a longer rest', async () => {
    await dueCharges(40);
    expect(await claimedWithin(2_000, 200)).toHaveLength(16);
    // Nobody looked for ten seconds.
    let claimed = 0;
    for (let passed = 12_000; passed < 13_000; passed += 50) claimed += (await claim({ now: NOW + passed, bounds: SLOW })).length;
    expect(claimed).toBeLessThanOrEqual(12);
  });

  it('is lowered by the account, and not raised by it', async () => {
    await dueCharges(40);
    await settings({ queries: { perSecond: 4 } });
    expect(await claimedWithin(1_000, 50)).toHaveLength(4);
    await settings({ queries: { perSecond: 400 } });
    const from = NOW + 10_000;
    let claimed = 0;
    for (let passed = 0; passed < 1_000; passed += 50) claimed += (await claim({ now: from + passed, bounds: SLOW })).length;
    expect(claimed).toBeLessThanOrEqual(12);
    await settings({ queries: { inFlight: 1 } });
    expect(await claim({ now: NOW + 60_000 })).toHaveLength(1);
    expect(await claim({ now: NOW + 60_000, running: new Map([[place.accountId, 1]]) })).toEqual([]);
  });

  it('of one account is no other one’s', async () => {
    const other = await seedPlace(database.pool);
    await dueCharges(20);
    for (let made = 0; made < 4; made += 1) await charge({ dueAt: NOW }, other);
    await settings({ queries: { perSecond: 1 } });
    const claimed = await claim({ bounds: claimBounds({ perSecond: 1_000 }) });
    expect(claimed.filter(({ providerAccountId }) => providerAccountId === other.accountId)).toHaveLength(4);
    expect(claimed.filter(({ providerAccountId }) => providerAccountId === place.accountId)).toHaveLength(1);
  });

  it('comes with the account, whoever writes it', async () => {
    const { rows } = await database.pool.query(
      'select from provider_account a left join account_pace w on w.provider_account_id = a.id where w.provider_account_id is null',
    );
    expect(rows).toEqual([]);
  });
});

describe('a charge whose order was asked after a moment ago', () => {
  const everyTwo = claimBounds({ orderEveryMs: 2 * SECOND });

  it('is left until its time, and taken then', async () => {
    const row = await charge({ outcome: 'pending', dueAt: NOW });
    expect(await claim({ bounds: everyTwo })).toHaveLength(1);
    await lookNow(database.pool, row.id, NOW + SECOND);
    expect(await claim({ now: NOW + SECOND, bounds: everyTwo })).toEqual([]);
    expect(await claim({ now: NOW + 2 * SECOND - 1, bounds: everyTwo })).toEqual([]);
    expect((await claim({ now: NOW + 2 * SECOND, bounds: everyTwo })).map(({ id }) => id)).toEqual([row.id]);
  });

  it('does not hold back what else is due', async () => {
    const asked = await charge({ outcome: 'pending', dueAt: NOW - SECOND });
    expect(await takeAsk(database.pool, { chargeId: asked.id, now: NOW, everyMs: 2 * SECOND })).toBeUndefined();
    const other = await charge({ outcome: 'pending', dueAt: NOW });
    expect((await claim({ bounds: everyTwo })).map(({ id }) => id)).toEqual([other.id]);
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

  it.each([NOW, NOW - SECOND])('leaves due what is due already, as nobody has claimed it', async (dueAt) => {
    for (const tell of [lookNow, hinted]) {
      const row = await charge({ ...PAID, dueAt });
      expect(await changesOf(() => tell(database.pool, row.id, NOW))).toEqual({
        operation: { added: [], changed: [{ id: row.id, due_at: stamp(dueAt - 1) }] },
      });
    }
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
