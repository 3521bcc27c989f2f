import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { seedPlace, type Place } from '../../testing/engine-rows.js';
import {
  aCancel,
  aCancelRequest,
  aClaim,
  anIncrement,
  aTip,
  aNewOrder,
  aVoid,
  captureOf,
  insertCharge,
  readCharge,
  refundOf,
  type Begin,
} from '../../testing/race-calls.js';
import type { Call } from '../../testing/race-child.js';
import { startRacers, type Racers } from '../../testing/racers.js';
import { readOrder } from './reads.js';
import type { OperationRecord } from './records.js';

/** How often a free race is run; each time over an order of its own. */
const RUNS = 20;
const PROCESSES = 4;

let database: TestDatabase;
let racers: Racers;
let place: Place;
beforeAll(async () => {
  database = await createTestDatabase();
  place = await seedPlace(database.pool);
  racers = await startRacers(database, PROCESSES);
});
afterAll(async () => {
  await racers.stop();
  await database.drop();
});

const versions = async (table: 'transition' | 'outbox', orderId: string | undefined): Promise<number[]> => {
  const text = `select version from ${table} where order_id = $1 order by version`;
  return (await database.pool.query<{ version: number }>(text, [orderId])).rows.map(({ version }) => version);
};

/** Whoever won has written everything, and whoever lost nothing: the charge's reservations are those of the operations beside it. */
async function expectTracesOf(charge: OperationRecord, answers: readonly unknown[]): Promise<void> {
  const won = answers.filter((answer) => answer !== undefined);
  const expected = won.map((_, index) => index + 2);
  expect([...won].sort((a, b) => Number(a) - Number(b))).toEqual(expected);
  const after = await readCharge(database.pool, charge);
  const following = after.operations.filter(({ id }) => id !== charge.id);
  const refunds = following.filter(({ kind }) => kind === 'refund');
  expect(following).toHaveLength(after.order.cancelRequested === null ? won.length : won.length - 1);
  expect(after.charge).toMatchObject({
    refundingMinor: refunds.reduce((sum, { amountMinor }) => sum + (amountMinor ?? 0n), 0n),
    openRefunds: refunds.length,
    capturingMinor: following.find(({ kind }) => kind === 'capture')?.amountMinor ?? 0n,
    openExclusive: following.find(({ kind }) => kind !== 'refund')?.id ?? null,
  });
  expect(after.order.version).toBe(won.length + 1);
  expect(await versions('transition', charge.orderId)).toEqual(expected);
  expect(await versions('outbox', charge.orderId)).toEqual(expected);
}

const pairs: readonly {
  readonly what: string;
  readonly of: 'created' | 'pending' | 'authorized' | 'paid';
  readonly a: Begin;
  readonly b: Begin;
  readonly winners: 1 | 2;
}[] = [
  { what: 'two refunds that both fit', of: 'paid', a: refundOf(600n), b: refundOf(400n), winners: 2 },
  { what: 'two refunds of which one fits', of: 'paid', a: refundOf(600n), b: refundOf(401n), winners: 1 },
  { what: 'a refund and a void', of: 'paid', a: refundOf(1n), b: aVoid, winners: 1 },
  { what: 'two voids', of: 'paid', a: aVoid, b: aVoid, winners: 1 },
  { what: 'two captures that would both fit', of: 'authorized', a: captureOf(400n), b: captureOf(600n), winners: 1 },
  { what: 'a capture and a void', of: 'authorized', a: captureOf(1000n), b: aVoid, winners: 1 },
  { what: 'a capture and an increment', of: 'authorized', a: captureOf(1000n), b: anIncrement, winners: 1 },
  { what: 'a void and an increment', of: 'authorized', a: aVoid, b: anIncrement, winners: 1 },
  { what: 'a tip and a refund', of: 'paid', a: aTip, b: refundOf(1n), winners: 1 },
  { what: 'a tip and a void', of: 'paid', a: aTip, b: aVoid, winners: 1 },
  { what: 'two cancels', of: 'pending', a: aCancel, b: aCancel, winners: 1 },
  { what: 'two requests to cancel', of: 'created', a: aCancelRequest, b: aCancelRequest, winners: 1 },
];

describe.each(pairs)('$what, by two processes', ({ of, a, b, winners }) => {
  const lets = winners === 2 ? 'lets both through' : 'lets exactly one through';

  it.each([
    ['the first', a, b],
    ['the second', b, a],
  ])(`${lets} where %s is ahead and the other waits for its locks`, async (_, ahead, behind) => {
    const charge = await insertCharge(database.pool, place, of);
    const answers = await racers.inOrder(ahead(charge), behind(charge));
    expect(answers).toEqual([2, winners === 2 ? 3 : undefined]);
    await expectTracesOf(charge, answers);
  });

  it('lets the one that waited through where the one ahead of it is rolled back', async () => {
    const charge = await insertCharge(database.pool, place, of);
    const [, answer] = await racers.inOrder(a(charge), b(charge), 'rollback');
    expect(answer).toBe(2);
    await expectTracesOf(charge, [answer]);
  });

  it(`${lets} whoever comes first`, async () => {
    for (let round = 0; round < RUNS; round += 1) {
      const charge = await insertCharge(database.pool, place, of);
      const calls = round % 2 === 0 ? [a, b] : [b, a];
      const answers = (await racers.race(...calls.map((begin) => [begin(charge)]))).flat();
      expect(answers.filter((answer) => answer !== undefined)).toHaveLength(winners);
      await expectTracesOf(charge, answers);
    }
  });
});

describe('a crowd', () => {
  it('of fifty refunds of 100 from four processes takes the 1000 that were paid, ten times 100', async () => {
    const charge = await insertCharge(database.pool, place, 'paid');
    const crowd = Array.from({ length: 50 }, () => refundOf(100n)(charge));
    const answers = (await racers.race(...dealt(crowd))).flat();
    expect(answers.filter((answer) => answer !== undefined)).toHaveLength(10);
    expect((await readCharge(database.pool, charge)).charge).toMatchObject({ refundingMinor: 1000n, openRefunds: 10 });
    await expectTracesOf(charge, answers);
  });

  it('of a hundred begins of one order number from four processes makes one order and one charge', async () => {
    const merchantOrderNo = `no-${uuid()}`;
    const crowd = Array.from({ length: 100 }, () => aNewOrder(place, merchantOrderNo));
    const hands = dealt(crowd);
    const answers = (await racers.race(...hands)).flat();
    expect(answers.filter((answer) => answer === true)).toHaveLength(1);
    const winner = hands.flat()[answers.indexOf(true)];
    const found = await readOrder(database.pool, 'byMerchantOrderNo', [place.merchantId, merchantOrderNo]);
    expect(found).toMatchObject({ order: { id: winner?.input.order.id, version: 1 }, operations: [{ id: winner?.input.charge.id }] });
    expect(found?.operations).toHaveLength(1);
    expect(await versions('transition', found?.order.id)).toEqual([1]);
    expect(await versions('outbox', found?.order.id)).toEqual([1]);
    const charges = crowd.map(({ input }) => input.charge.id);
    expect((await database.pool.query('select from operation where id = any($1::uuid[])', [charges])).rowCount).toBe(1);
  });

  it('of refunds, voids and claims on one order hurts itself nowhere: no deadlock, and nothing half written', async () => {
    for (let round = 0; round < RUNS / 2; round += 1) {
      const charge = await insertCharge(database.pool, place, 'paid');
      const hand = (): Call[] => [refundOf(100n)(charge), aVoid(charge), refundOf(300n)(charge), aClaim(charge)];
      const answers = await racers.race(...Array.from({ length: PROCESSES }, hand));
      await expectTracesOf(
        charge,
        answers.flatMap((own) => own.slice(0, 3)),
      );
      expect(answers.filter((own) => own[3] !== undefined)).toHaveLength(1);
    }
  });
});

/** To each process a share, as even as it can be. */
function dealt<T>(calls: readonly T[]): T[][] {
  return Array.from({ length: PROCESSES }, (_, process) => calls.filter((_call, index) => index % PROCESSES === process));
}

describe('two begins of one order number', () => {
  it('make the order of the first, for which the second waits', async () => {
    const number = `no-${uuid()}`;
    expect(await racers.inOrder(aNewOrder(place, number), aNewOrder(place, number))).toEqual([true, false]);
  });

  it('make the order of the second where the first is rolled back', async () => {
    const [first, second] = [aNewOrder(place, 'rolled back'), aNewOrder(place, 'rolled back')];
    expect((await racers.inOrder(first, second, 'rollback'))[1]).toBe(true);
    const found = await readOrder(database.pool, 'byMerchantOrderNo', [place.merchantId, 'rolled back']);
    expect(found?.order.id).toBe(second.input.order.id);
  });
});
