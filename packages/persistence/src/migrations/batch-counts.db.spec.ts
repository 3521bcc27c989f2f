import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 as uuid } from 'uuid';
import type { Place } from '../../testing/engine-rows.js';
import { NOW, seedPlace } from '../../testing/engine-rows.js';
import { insertCharge } from '../../testing/race-calls.js';
import { BatchRepository } from '../batch/batch.repository.js';
import { stampedFigures } from '../batch/batch-members.js';
import { stampBatch } from '../batch/stamp.js';
import { createDataSource } from '../data-source.js';
import { createTestDatabase, seedProvenBatch, type TestDatabase } from '../testing/index.js';
import { BatchCounts1700000000038 } from './1700000000038-batch-counts.js';

let database: TestDatabase;
let place: Place;
beforeAll(async () => {
  database = await createTestDatabase();
  place = await seedPlace(database.pool);
});
afterAll(() => database.drop());

/** A closed batch with two payments in it. */
async function closedBatch(): Promise<string> {
  const { id, lease } = await seedProvenBatch(database.pool, place);
  const operations = [await insertCharge(database.pool, place, 'paid'), await insertCharge(database.pool, place, 'paid')];
  const eventIds = Object.fromEntries(operations.map(({ orderId }) => [orderId, uuid()]));
  await stampBatch(database.pool, { batchId: id, lease, operations, eventIds, at: NOW, actor: 'worker', requestId: 'request-1' });
  await new BatchRepository(database.pool).finish({ id, lease }, NOW, await stampedFigures(database.pool, id));
  return id;
}

const rowOf = async (id: string): Promise<unknown> => (await database.pool.query('select * from batch where id = $1', [id])).rows[0];

describe('batches of before the rule of the lease', () => {
  it('are counted anew where others had marked more after the count, and stay as they are where not', async () => {
    const [counted, miscounted] = [await closedBatch(), await closedBatch()];
    const [left, right] = [await rowOf(counted), await rowOf(miscounted)];
    await database.pool.query('update batch set own_count = 1, own_total_minor = 1000 where id = $1', [miscounted]);
    const source = await createDataSource(database.url).initialize();
    try {
      await new BatchCounts1700000000038().up(source.createQueryRunner());
    } finally {
      await source.destroy();
    }
    expect([await rowOf(counted), await rowOf(miscounted)]).toEqual([left, right]);
    expect(right).toMatchObject({ state: 'closed', own_count: 2, own_total_minor: 2000n });
  });
});
