import { NO_DELTAS } from '@interlock/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { changesBetween, dumpDatabase } from '../../testing/dump.js';
import { NOW, seedPlace, type Place } from '../../testing/engine-rows.js';
import {
  aCancel,
  aCancelRequest,
  aClaim,
  aFinish,
  aFurtherSend,
  aVoid,
  insertCharge,
  readCharge,
  refundOf,
  type Begin,
  type BeginFollowing,
} from '../../testing/race-calls.js';
import { startRacers, type Racers } from '../../testing/racers.js';

let database: TestDatabase;
let racers: Racers;
let place: Place;
beforeAll(async () => {
  database = await createTestDatabase();
  place = await seedPlace(database.pool);
  racers = await startRacers(database, 2);
});
afterAll(async () => {
  await racers.stop();
  await database.drop();
});

type Decided = Parameters<typeof aFinish>[1];
const nothingOwed = { dueAt: null, shown: true } as const;

/** The provider took the 1000. */
const SALE_APPROVED: Decided = {
  state: 'paid',
  operation: { ...nothingOwed, outcome: 'approved' },
  deltas: { ...NO_DELTAS, captured: 1000n },
  movements: [{ debit: 'provider_receivable', credit: 'merchant_payable', amountMinor: 1000n }],
};
const VOID_APPROVED: Decided = {
  state: 'reversed',
  operation: { ...nothingOwed, outcome: 'approved' },
  releasesExclusive: true,
  movements: [{ debit: 'merchant_payable', credit: 'provider_receivable', amountMinor: 1000n }],
};
const VOID_DECLINED: Decided = { operation: { ...nothingOwed, outcome: 'declined' }, releasesExclusive: true };
const REFUND_APPROVED: Decided = {
  state: 'partially_refunded',
  operation: { ...nothingOwed, outcome: 'approved' },
  deltas: { ...NO_DELTAS, refunding: -400n, refunded: 400n, openRefunds: -1 },
  movements: [{ debit: 'merchant_payable', credit: 'provider_receivable', amountMinor: 400n }],
};
const REFUND_DECLINED: Decided = {
  operation: { ...nothingOwed, outcome: 'declined' },
  deltas: { ...NO_DELTAS, refunding: -400n, openRefunds: -1 },
};

/** The process that waited began its statement when the row still said yes: a judgement by its snapshot would let it through. */
describe('a guard that waited for a lock judges the row that it waited for', () => {
  type Columns = Readonly<Record<string, unknown>>;
  const SOMEBODY = '01890000-0000-7000-8000-000000000001';

  it.each<[string, string, 'created' | 'pending' | 'paid', Begin, 'order' | 'operation', Columns, number | undefined]>([
    ['a refund', 'the order is reversed', 'paid', refundOf(1n), 'order', { state: 'reversed' }, undefined],
    ['a refund', 'half was given back', 'paid', refundOf(501n), 'operation', { refunded_minor: 500n }, undefined],
    ['a refund of what is left', 'half was given back', 'paid', refundOf(500n), 'operation', { refunded_minor: 500n }, 2],
    ['a refund', 'another operation is open', 'paid', refundOf(1n), 'operation', { open_exclusive: SOMEBODY }, undefined],
    ['a refund', 'the order is three versions on', 'paid', refundOf(1n), 'order', { version: 4 }, 5],
    ['a void', 'the order is partially refunded', 'paid', aVoid, 'order', { state: 'partially_refunded' }, undefined],
    ['a void', 'a refund is open', 'paid', aVoid, 'operation', { open_refunds: 1, refunding_minor: 1n }, undefined],
    ['a void', 'something was given back', 'paid', aVoid, 'operation', { refunded_minor: 1n }, undefined],
    ['a cancel', 'the order is paid', 'pending', aCancel, 'order', { state: 'paid' }, undefined],
    ['a cancel', 'the charge is declined', 'pending', aCancel, 'operation', { outcome: 'declined', finished_at: new Date(NOW) }, undefined],
    ['a cancel', 'another operation is open', 'pending', aCancel, 'operation', { open_exclusive: SOMEBODY }, undefined],
    ['a cancel', 'only the time of the next look moved', 'pending', aCancel, 'operation', { due_at: new Date(NOW) }, 2],
    ['a request to cancel', 'the order is canceled', 'created', aCancelRequest, 'order', { state: 'canceled' }, undefined],
    ['a request to cancel', 'one was noted', 'created', aCancelRequest, 'order', { cancel_requested: 'merchant' }, undefined],
    ['a request to cancel', 'one by its expiry was noted', 'created', aCancelRequest, 'order', { cancel_requested: 'expiry' }, 2],
  ])('%s, where meanwhile %s', async (_what, _meanwhile, state, begin, table, columns, version) => {
    const charge = await insertCharge(database.pool, place, state);
    const row = table === 'order' ? charge.orderId : charge.id;
    const set = Object.keys(columns).map((column, index) => `${column} = $${String(index + 2)}`);
    const work = { text: `update "${table}" set ${set.join(', ')} where id = $1`, values: [row, ...Object.values(columns)] };
    const before = await dumpDatabase(database.pool);
    expect(await racers.afterWork((client) => client.query(work), begin(charge))).toBe(version);
    if (version !== undefined) return expect((await readCharge(database.pool, charge)).order.version).toBe(version);
    const { [table]: changed, ...elsewhere } = changesBetween(before, await dumpDatabase(database.pool));
    expect(elsewhere).toEqual({});
    expect(changed?.added).toEqual([]);
    expect(changed?.changed.map((one) => Object.keys(one).sort())).toEqual([['id', ...Object.keys(columns)].sort()]);
  });
});

describe('a finish', () => {
  it('that makes the order paid refuses the cancel that waits for it', async () => {
    const charge = await insertCharge(database.pool, place, 'pending');
    const rows = await readCharge(database.pool, charge);
    expect(await racers.inOrder(aFinish(rows, SALE_APPROVED), aCancel(charge))).toEqual([{ version: 2 }, undefined]);
    expect(await readCharge(database.pool, charge)).toMatchObject({
      order: { state: 'paid', version: 2 },
      charge: { capturedMinor: 1000n, openExclusive: null },
      operations: [{ id: charge.id }],
    });
  });

  it('that waited for a cancel is lost, and wins when it was decided again beside the cancel', async () => {
    const charge = await insertCharge(database.pool, place, 'pending');
    const rows = await readCharge(database.pool, charge);
    expect(await racers.inOrder(aCancel(charge), aFinish(rows, SALE_APPROVED))).toEqual([2, 'lost']);
    const beside = await readCharge(database.pool, charge);
    expect(beside).toMatchObject({ order: { state: 'pending', version: 2 }, charge: { outcome: 'pending', capturedMinor: 0n } });
    expect(await rowCounts(charge.orderId)).toEqual({ facts: 0, entries: 0 });
    expect(await racers.run(1, aFinish(beside, { ...SALE_APPROVED, state: 'uncertain' }))).toEqual({ version: 3 });
    expect(await rowCounts(charge.orderId)).toEqual({ facts: 1, entries: 2 });
  });

  it('that waited for another one of the same approval is lost: the money is booked once', async () => {
    const charge = await insertCharge(database.pool, place, 'pending');
    const rows = await readCharge(database.pool, charge);
    const answers = await racers.inOrder(aFinish(rows, SALE_APPROVED), aFinish(rows, SALE_APPROVED));
    expect(answers).toEqual([{ version: 2 }, 'lost']);
    expect(await readCharge(database.pool, charge)).toMatchObject({ order: { version: 2 }, charge: { capturedMinor: 1000n } });
    expect(await rowCounts(charge.orderId)).toEqual({ facts: 1, entries: 2 });
  });

  it('of the holder of an old lease, which waited for the claim of another, may record and may not say "not sent"', async () => {
    const recorded = await insertCharge(database.pool, place, 'pending');
    const approval = aFinish(await readCharge(database.pool, recorded), SALE_APPROVED);
    expect((await racers.inOrder(aClaim(recorded), approval))[1]).toEqual({ version: 2 });

    const silent = await insertCharge(database.pool, place, 'created');
    const notSent: Decided = { state: 'failed', operation: { ...nothingOwed, outcome: 'not_sent' }, requiresLease: true };
    const denial = aFinish(await readCharge(database.pool, silent), notSent);
    expect((await racers.inOrder(aClaim(silent), denial))[1]).toBe('lost');
    expect(await readCharge(database.pool, silent)).toMatchObject({ order: { state: 'created', version: 1 }, charge: { outcome: null } });
  });

  it('of a refund lets the one that waits have what is left', async () => {
    const charge = await insertCharge(database.pool, place, 'paid');
    const first = refundOf(400n)(charge);
    await racers.run(0, first);
    const finish = aFinish({ ...(await readCharge(database.pool, charge)), operation: first.input.operation }, REFUND_APPROVED);
    expect(await racers.inOrder(finish, refundOf(600n)(charge))).toEqual([{ version: 3 }, 4]);
    expect(await readCharge(database.pool, charge)).toMatchObject({
      order: { state: 'partially_refunded' },
      charge: { refundedMinor: 400n, refundingMinor: 600n, openRefunds: 1 },
    });
  });
});

it('a further send that waited for the claim of another is not begun', async () => {
  const charge = await insertCharge(database.pool, place, 'created');
  expect((await racers.inOrder(aClaim(charge), aFurtherSend(charge)))[1]).toBeUndefined();
  expect((await readCharge(database.pool, charge)).charge).toMatchObject({ lease: 2, attempts: 1, sendUntil: charge.sendUntil });
});

describe('where another process has closed', () => {
  it.each<[string, string, BeginFollowing, Decided, Begin, number | undefined]>([
    ['a void (declined)', 'a refund is let through', aVoid, VOID_DECLINED, refundOf(1000n), 4],
    ['a void (approved)', 'a refund is refused', aVoid, VOID_APPROVED, refundOf(1n), undefined],
    ['a refund (declined)', 'a void is let through', refundOf(400n), REFUND_DECLINED, aVoid, 4],
    ['a refund (approved)', 'a void is refused', refundOf(400n), REFUND_APPROVED, aVoid, undefined],
    ['a refund (approved)', 'a refund of the rest is let through', refundOf(400n), REFUND_APPROVED, refundOf(600n), 4],
    ['a refund (approved)', 'a refund of more than the rest is refused', refundOf(400n), REFUND_APPROVED, refundOf(601n), undefined],
    ['a refund (declined)', 'a refund of everything is let through', refundOf(400n), REFUND_DECLINED, refundOf(1000n), 4],
  ])('%s, %s', async (_closed, _then, begin, decided, next, version) => {
    const charge = await insertCharge(database.pool, place, 'paid');
    const first = begin(charge);
    expect(await racers.run(0, first)).toBe(2);
    const finish = aFinish({ ...(await readCharge(database.pool, charge)), operation: first.input.operation }, decided);
    expect(await racers.run(1, finish)).toEqual({ version: 3 });
    expect(await racers.run(0, next(charge))).toBe(version);
  });
});

async function rowCounts(orderId: string): Promise<{ facts: number; entries: number }> {
  const facts = await database.pool.query('select from fact where order_id = $1', [orderId]);
  const entries = await database.pool.query('select from entry where order_id = $1', [orderId]);
  return { facts: facts.rowCount ?? 0, entries: entries.rowCount ?? 0 };
}
