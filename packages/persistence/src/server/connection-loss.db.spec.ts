import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { isConnectionLoss } from './connection-loss.js';
import { createPool } from './pool.js';

const failureOf = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => undefined,
    (error: unknown) => error,
  );

describe('the loss of a connection', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('is seen when the server ends a connection in the midst of a statement', async () => {
    const failure = await failureOf(database.pool.query('select pg_terminate_backend(pg_backend_pid()), pg_sleep(1)'));
    expect([failure, isConnectionLoss(failure)]).toEqual([expect.any(Error), true]);
  });

  it('is seen when a connection is broken from outside', async () => {
    const client = await database.pool.connect();
    client.on('error', () => undefined);
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const failure = failureOf(client.query('select pg_sleep(10)'));
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]?.pid]);
    expect(isConnectionLoss(await failure)).toBe(true);
    expect(isConnectionLoss(await failureOf(client.query('select 1')))).toBe(true);
    client.release(true);
  });

  it('is seen when nobody listens', async () => {
    const nowhere = createPool('postgres://nobody@127.0.0.1:1/none');
    expect(isConnectionLoss(await failureOf(nowhere.query('select 1')))).toBe(true);
    await nowhere.end();
  });

  it('is no name for what a statement itself got wrong', async () => {
    for (const wrong of ['select 1/0', 'select nothing', 'selec']) {
      const failure = await failureOf(database.pool.query(wrong));
      expect([failure, isConnectionLoss(failure)]).toEqual([expect.any(Error), false]);
    }
    expect(isConnectionLoss('Connection terminated')).toBe(false);
  });
});
