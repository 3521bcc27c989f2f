import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { pendingMigrations } from './pending.js';

describe('pending migrations', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('are none in a migrated database', async () => {
    expect(await pendingMigrations(database.pool)).toEqual([]);
  });

  it('are named where one has not run, or none has', async () => {
    const { rows } = await database.pool.query<{ name: string }>(
      'delete from migrations where id = (select max(id) from migrations) returning name',
    );
    expect(await pendingMigrations(database.pool)).toEqual([rows[0]?.name]);
    await database.pool.query('drop table migrations');
    expect(await pendingMigrations(database.pool)).toContain(rows[0]?.name);
  });
});
