import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import { batchRecord, createTestDatabase, createTestKeyRing, seedAccount, type TestDatabase } from '../testing/index.js';
import { NOW, SECOND, seedPlace, type Place } from '../../testing/engine-rows.js';
import { BatchRepository, type BatchEvidence } from './batch.repository.js';
import { MOST_EXCHANGES } from './batch-statements.js';
import type { BatchRecord } from './batch-record.js';

let database: TestDatabase;
let batches: BatchRepository;
let place: Place;
beforeAll(async () => {
  database = await createTestDatabase();
  batches = new BatchRepository(database.pool);
});
afterAll(() => database.drop());
beforeEach(async () => {
  await database.pool.query('delete from batch');
  place = await seedPlace(database.pool);
});

const said: BatchEvidence = { providerCode: '0', message: 'success', exchanges: [{ outcome: 'answered' }] };
const silence: BatchEvidence = { providerCode: undefined, message: undefined, exchanges: [{ outcome: 'unknown' }] };
const proof = { askedAt: NOW, stated: { count: 2, totalMinor: -450n }, dueAt: NOW + 60 * SECOND, evidence: said };
const own = { count: 1, totalMinor: 1000n };

async function begun(over: Partial<BatchRecord> = {}): Promise<BatchRecord> {
  const batch = await batches.begin(batchRecord(place, over));
  if (batch === undefined) throw new Error('it was not begun');
  return batch;
}

describe('a close', () => {
  it('is written as it is, and read by its id, its key and its account', async () => {
    const scope = { type: 'store', storeNo: 'S-1', providerStoreNo: '4021', providerTerminalSns: ['W1', 'W2'] } as const;
    const exception = { orderId: uuid(), operationId: uuid(), kind: 'void', outcome: null } as const;
    const batch = batchRecord(place, { scope, exceptions: [exception], idempotencyHashes: { scope: 'a' } });
    expect(await batches.begin(batch)).toEqual(batch);
    expect(await batches.find(place.merchantId, batch.id)).toEqual(batch);
    expect(await batches.findByKey(place.merchantId, batch.idempotencyKey)).toEqual(batch);
    expect(await batches.findClosing(place.accountId)).toEqual(batch);
    expect(await batches.find((await seedPlace(database.pool)).merchantId, batch.id)).toBeUndefined();
  });

  it('is one at a time of an account, and one of a key', async () => {
    const first = await begun();
    expect(await batches.begin(batchRecord(place))).toBeUndefined();
    const elsewhere = { ...place, accountId: (await seedAccount(database.pool, createTestKeyRing())).id };
    expect(await batches.begin(batchRecord(elsewhere, { idempotencyKey: first.idempotencyKey }))).toBeUndefined();
    await batches.begin(batchRecord(elsewhere));
    await batches.refuse(first.id, NOW, said);
    expect(await batches.begin(batchRecord(place))).toBeDefined();
  });

  it('is proven once, stays due until what it took is stamped, and then is closed', async () => {
    const { id } = await begun();
    expect(await batches.finish({ id, lease: 1 }, NOW, own)).toBeUndefined();
    expect(await batches.prove(id, proof)).toMatchObject({
      state: 'closing',
      lease: 2,
      closedAsOf: NOW,
      statedCount: 2,
      statedTotalMinor: -450n,
    });
    expect(await batches.prove(id, { ...proof, askedAt: NOW + SECOND })).toBeUndefined();
    expect(await batches.refuse(id, NOW, said)).toBeUndefined();
    expect(await batches.leaveOpen({ id, lease: 1 }, null, silence)).toBeUndefined();
    expect(await batches.finish({ id, lease: 1 }, NOW + SECOND, own)).toBeUndefined();
    const closed = await batches.finish({ id, lease: 2 }, NOW + SECOND, own);
    expect(closed).toMatchObject({ state: 'closed', dueAt: null, ownCount: 1, ownTotalMinor: 1000n, finishedAt: NOW + SECOND });
    expect(closed).toMatchObject({ providerCode: '0', message: 'success', exchanges: said.exchanges });
    expect(await batches.claim({ id, lease: 2 }, NOW)).toBeUndefined();
  });

  it('is refused by the answer to its only send, and by no other', async () => {
    const { id, lease } = await begun();
    await batches.beginAttempt({ id, lease, sendUntil: NOW, dueAt: NOW, askedAt: NOW + SECOND });
    expect(await batches.refuse(id, NOW, said)).toBeUndefined();
    await batches.prove(id, proof);
    await batches.finish({ id, lease: 2 }, NOW, own);
    const other = await begun();
    expect(await batches.refuse(other.id, NOW, said)).toMatchObject({ state: 'refused', dueAt: null, finishedAt: NOW, closedAsOf: null });
  });

  it('keeps every exchange, and is due again when the holder of its lease says so', async () => {
    const { id } = await begun();
    expect(await batches.leaveOpen({ id, lease: 1 }, NOW + SECOND, silence)).toMatchObject({ dueAt: NOW + SECOND });
    const claimed = await batches.claim({ id, lease: 1 }, NOW + 60 * SECOND);
    expect(claimed).toMatchObject({ lease: 2, dueAt: NOW + 60 * SECOND });
    const late = await batches.leaveOpen({ id, lease: 1 }, null, silence);
    expect(late).toMatchObject({ dueAt: NOW + 60 * SECOND, exchanges: [...silence.exchanges, ...silence.exchanges] });
  });

  it('keeps no more exchanges than twenty, the latest', async () => {
    const { id } = await begun();
    for (let count = 0; count < 15; count += 1)
      await batches.leaveOpen({ id, lease: 1 }, NOW, { ...silence, exchanges: [{ asked: count }, { heard: count }] });
    const { exchanges } = (await batches.leaveOpen({ id, lease: 1 }, NOW, { ...silence, exchanges: [] })) ?? { exchanges: [] };
    expect([exchanges.length, exchanges[0], exchanges.at(-1)]).toEqual([MOST_EXCHANGES, { asked: 5 }, { heard: 14 }]);
  });

  it('is sent again by the holder of its lease alone, and not once it is proven', async () => {
    const { id } = await begun();
    const attempt = { id, sendUntil: NOW + 9 * SECOND, dueAt: NOW + 30 * SECOND, askedAt: NOW + 4 * SECOND };
    expect(await batches.beginAttempt({ ...attempt, lease: 2 })).toBeUndefined();
    expect(await batches.beginAttempt({ ...attempt, lease: 1 })).toMatchObject({ ...attempt, attempts: 2 });
    await batches.prove(id, proof);
    expect(await batches.beginAttempt({ ...attempt, lease: 1 })).toBeUndefined();
  });

  it('is claimed when it is due, by one, under a raised lease', async () => {
    await begun({ dueAt: NOW });
    const take = { now: NOW, most: 5, leaseUntil: NOW + 60 * SECOND };
    expect(await batches.claimDue({ ...take, now: NOW - 1 })).toEqual([]);
    const claims = (await Promise.all([batches.claimDue(take), batches.claimDue(take)])).flat();
    expect(claims).toMatchObject([{ lease: 2, dueAt: NOW + 60 * SECOND }]);
  });

  it('is listed by page, newest first, to its merchant alone', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      const { id } = await begun();
      ids.unshift(id);
      await batches.refuse(id, NOW, said);
    }
    expect((await batches.list(place.merchantId, undefined, 2)).map(({ id }) => id)).toEqual(ids.slice(0, 2));
    expect((await batches.list(place.merchantId, ids[1], 2)).map(({ id }) => id)).toEqual(ids.slice(2));
    expect(await batches.list((await seedPlace(database.pool)).merchantId, undefined, 2)).toEqual([]);
  });
});

describe('the table', () => {
  it.each<[string, Partial<BatchRecord>, string]>([
    ['closed without an end', { state: 'closed', closedAsOf: NOW, dueAt: null }, 'finished_when_ended'],
    ['ended and still closing', { finishedAt: NOW }, 'finished_when_ended'],
    ['closed without an answer', { state: 'closed', finishedAt: NOW, dueAt: null }, 'closed_by_an_answer'],
    ['refused and proven', { state: 'refused', finishedAt: NOW, dueAt: null, closedAsOf: NOW }, 'closed_by_an_answer'],
    ['over and due', { state: 'refused', finishedAt: NOW }, 'ended_is_not_due'],
    ['a count without a total', { statedCount: 1 }, 'figures_are_two'],
  ])('refuses a close that is %s', async (_, over, constraint) => {
    await expect(batches.begin(batchRecord(place, over))).rejects.toMatchObject({ constraint });
  });
});
