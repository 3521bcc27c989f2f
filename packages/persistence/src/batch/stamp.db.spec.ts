import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { createTestDatabase, seedClosedBatch, seedProvenBatch, type TestDatabase } from '../testing/index.js';
import { changesBetween, dumpDatabase } from '../../testing/dump.js';
import {
  HELD,
  NOW,
  PAID,
  chargeRecord,
  followingRecord,
  insertOrder,
  orderRecord,
  seedPlace,
  type Place,
} from '../../testing/engine-rows.js';
import { aTip, aVoid, insertCharge, readCharge, refundOf, type BeginFollowing } from '../../testing/race-calls.js';
import type { Call } from '../../testing/race-child.js';
import { startRacers, type Racers } from '../../testing/racers.js';
import type { OperationRecord } from '../engine/records.js';
import { STAMP_CHUNK, stampBatch, type StampInput } from './stamp.js';

const RUNS = 20;
const PROCESSES = 2;

let database: TestDatabase;
let place: Place;
let racers: Racers;
let batchId: string;
let lease: number;
beforeAll(async () => {
  database = await createTestDatabase();
  place = await seedPlace(database.pool);
  ({ id: batchId, lease } = await seedProvenBatch(database.pool, place));
  racers = await startRacers(database, PROCESSES);
});
afterAll(async () => {
  await racers.stop();
  await database.drop();
});

const stampOf = (...operations: readonly Pick<OperationRecord, 'id' | 'orderId'>[]): StampInput => ({
  batchId,
  lease,
  operations: operations.map(({ id, orderId }) => ({ id, orderId })),
  eventIds: Object.fromEntries(operations.map(({ orderId }) => [orderId, uuid()])),
  at: NOW + 1_000,
  actor: 'sk_test_abcd',
  requestId: 'request-1',
});

async function changesOf(run: () => Promise<unknown>): Promise<ReturnType<typeof changesBetween>> {
  const before = await dumpDatabase(database.pool);
  await run();
  return changesBetween(before, await dumpDatabase(database.pool));
}

const refunded = { outcome: 'approved', finishedAt: NOW, dueAt: null, amountMinor: 400n } as const;

describe('a stamp', () => {
  it('marks the charge, raises the order by one version, and says so in its history and by an event; nothing else', async () => {
    const charge = await insertCharge(database.pool, place, 'paid');
    const input = stampOf(charge);
    const changes = await changesOf(async () => expect(await stampBatch(database.pool, input)).toEqual([charge.id]));
    expect(changes).toEqual({
      operation: { added: [], changed: [{ id: charge.id, batch_id: batchId }] },
      order: { added: [], changed: [expect.objectContaining({ id: charge.orderId, version: 2 })] },
      transition: {
        added: [
          expect.objectContaining({
            order_id: charge.orderId,
            version: 2,
            from_state: 'paid',
            to_state: 'paid',
            operation_id: null,
            cause: 'batch_closed',
            actor: 'sk_test_abcd',
            request_id: 'request-1',
          }),
        ],
        changed: [],
      },
      outbox: {
        added: [
          expect.objectContaining({
            id: input.eventIds[charge.orderId],
            order_id: charge.orderId,
            version: 2,
            type: 'order.updated',
            payload: expect.objectContaining({ orderId: charge.orderId, state: 'paid', version: 2 }),
          }),
        ],
        changed: [],
      },
    });
  });

  it('of a charge and its refund together raises their order once', async () => {
    const order = orderRecord(place, { state: 'partially_refunded' });
    const charge = chargeRecord(place, order.id, { ...PAID, refundedMinor: 400n });
    const refund = followingRecord(charge, 'refund', refunded);
    await insertOrder(database.pool, order, charge, refund);
    const changes = await changesOf(async () =>
      expect(await stampBatch(database.pool, stampOf(charge, refund))).toEqual([charge.id, refund.id]),
    );
    expect(changes['operation']?.changed).toHaveLength(2);
    expect(changes['order']?.changed).toEqual([expect.objectContaining({ version: 2 })]);
    expect([changes['transition']?.added.length, changes['outbox']?.added.length]).toEqual([1, 1]);
  });

  it('marks what is left of a chunk that was marked in part, and nothing twice', async () => {
    const [one, other] = [await insertCharge(database.pool, place, 'paid'), await insertCharge(database.pool, place, 'paid')];
    expect(await stampBatch(database.pool, stampOf(one))).toEqual([one.id]);
    expect(await stampBatch(database.pool, stampOf(one, other))).toEqual([other.id]);
    expect(await changesOf(async () => expect(await stampBatch(database.pool, stampOf(one, other))).toEqual([]))).toEqual({});
  });

  it.each<[string, Partial<OperationRecord>]>([
    ['not known to be approved', { outcome: 'unknown', finishedAt: null }],
    ['declined', { outcome: 'declined', capturedMinor: 0n }],
    ['voided', { capturedMinor: 0n }],
    ['being voided', { openExclusive: uuid() }],
    ['held and not captured', { ...HELD, capturedMinor: 0n }],
  ])('writes nothing, in no table, for a charge that is %s', async (_, over) => {
    const order = orderRecord(place, { state: 'paid' });
    const charge = chargeRecord(place, order.id, { ...PAID, ...over });
    await insertOrder(database.pool, order, charge);
    expect(await changesOf(async () => expect(await stampBatch(database.pool, stampOf(charge))).toEqual([]))).toEqual({});
  });

  it('writes nothing for an operation that is neither charge nor refund', async () => {
    const order = orderRecord(place, { state: 'paid' });
    const charge = chargeRecord(place, order.id, PAID);
    const tip = followingRecord(charge, 'adjust_tip', { outcome: 'approved', finishedAt: NOW, dueAt: null, tipMinor: 5n });
    await insertOrder(database.pool, order, charge, tip);
    expect(await changesOf(async () => expect(await stampBatch(database.pool, stampOf(tip))).toEqual([]))).toEqual({});
  });

  it('is bounded', async () => {
    const many = Array.from({ length: STAMP_CHUNK + 1 }, () => ({ id: uuid(), orderId: uuid() }));
    await expect(stampBatch(database.pool, stampOf(...many))).rejects.toThrow(RangeError);
  });

  it.each<[string, () => Promise<{ readonly id: string; readonly lease: number }>]>([
    ['that is closed already', () => seedClosedBatch(database.pool, place)],
    ['that somebody else has claimed', () => Promise.resolve({ id: batchId, lease: lease - 1 })],
    ['that is not there', () => Promise.resolve({ id: uuid(), lease: 1 })],
  ])('writes nothing, in no table, with a batch %s', async (_, batchOf) => {
    const charge = await insertCharge(database.pool, place, 'paid');
    const batch = await batchOf();
    const input = { ...stampOf(charge), batchId: batch.id, lease: batch.lease };
    expect(await changesOf(async () => expect(await stampBatch(database.pool, input)).toEqual([]))).toEqual({});
  });

  it('waits for who holds the batch, and writes nothing when that one has closed it', async () => {
    const charge = await insertCharge(database.pool, place, 'paid');
    const elsewhere = await seedPlace(database.pool);
    const batch = await seedProvenBatch(database.pool, elsewhere);
    const close = `update batch set state = 'closed', due_at = null, finished_at = $2, own_count = 0, own_total_minor = 0 where id = $1`;
    const late: Call = { run: 'stampBatch', input: { ...stampOf(charge), batchId: batch.id, lease: batch.lease } };
    expect(await racers.afterWork((client) => client.query(close, [batch.id, new Date(NOW)]), late)).toEqual([]);
    expect((await readCharge(database.pool, charge)).charge.batchId).toBeNull();
  });
});

const stampCall = (charge: OperationRecord): Call => ({ run: 'stampBatch', input: stampOf(charge) });

describe.each<[string, BeginFollowing, boolean]>([
  ['a void', aVoid, false],
  ['a tip', aTip, false],
  ['a refund', refundOf(400n), true],
])('a stamp and %s, by two processes', (_, begin, allowedAfter) => {
  // A refund leaves what was taken as it is; a void or a tip may change what is handed in.
  const marksBeside = allowedAfter;
  it(`where the stamp is ahead, the other waits and is ${allowedAfter ? 'begun' : 'refused'}`, async () => {
    const charge = await insertCharge(database.pool, place, 'paid');
    const [stamped, begun] = await racers.inOrder(stampCall(charge), begin(charge));
    expect([stamped, begun]).toEqual([[charge.id], allowedAfter ? 3 : undefined]);
    expect((await readCharge(database.pool, charge)).order.version).toBe(allowedAfter ? 3 : 2);
  });

  it('where the stamp is rolled back, the other is begun', async () => {
    const charge = await insertCharge(database.pool, place, 'paid');
    expect((await racers.inOrder(stampCall(charge), begin(charge), 'rollback'))[1]).toBe(2);
    expect((await readCharge(database.pool, charge)).charge.batchId).toBeNull();
  });

  it(`where the other is ahead, the stamp waits and ${marksBeside ? 'marks' : 'leaves'} the charge`, async () => {
    const charge = await insertCharge(database.pool, place, 'paid');
    expect(await racers.inOrder(begin(charge), stampCall(charge))).toEqual([2, marksBeside ? [charge.id] : []]);
    const after = await readCharge(database.pool, charge);
    expect(after).toMatchObject({ order: { version: marksBeside ? 3 : 2 }, charge: { batchId: marksBeside ? batchId : null } });
    expect(after.operations).toHaveLength(2);
  });

  it('whoever comes first, leaves one line of history for each version', async () => {
    for (let round = 0; round < RUNS; round += 1) {
      const charge = await insertCharge(database.pool, place, 'paid');
      const calls = round % 2 === 0 ? [stampCall(charge), begin(charge)] : [begin(charge), stampCall(charge)];
      const answers = (await racers.race(...calls.map((call) => [call]))).flat();
      const { order, operations } = await readCharge(database.pool, charge);
      const marked = answers.some((answer) => Array.isArray(answer) && answer.length === 1);
      const begun = operations.length === 2;
      expect([marked, begun]).toEqual(marksBeside ? [true, true] : [!begun, begun]);
      expect(order.version).toBe(1 + Number(marked) + Number(begun));
      const { rowCount } = await database.pool.query('select from transition where order_id = $1', [order.id]);
      expect(rowCount).toBe(order.version - 1);
    }
  });
});

describe('two stamps of the same orders', () => {
  it('in opposite orders hurt each other nowhere, and mark each once', async () => {
    for (let round = 0; round < RUNS / 2; round += 1) {
      const charges = await Promise.all(Array.from({ length: 20 }, () => insertCharge(database.pool, place, 'paid')));
      const calls = [stampOf(...charges), stampOf(...charges.toReversed())].map((input): Call[] => [{ run: 'stampBatch', input }]);
      const answers = (await racers.race(...calls)).flat(2);
      expect(answers.toSorted()).toEqual(charges.map(({ id }) => id).toSorted());
    }
  });
});
