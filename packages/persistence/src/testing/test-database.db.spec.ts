import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from './index.js';

describe('a test database', () => {
  let first: TestDatabase;
  let second: TestDatabase;

  beforeAll(async () => {
    [first, second] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  });
  afterAll(async () => {
    await Promise.all([first.drop(), second.drop()]);
  });

  it('is migrated', async () => {
    const { rows } = await first.pool.query<{ count: bigint }>('select count(*) as count from "order"');
    expect(rows).toEqual([{ count: 0n }]);
  });

  it('shares nothing with another one', async () => {
    await first.pool.query(
      `insert into merchant values (gen_random_uuid(), 'one', 'test', 'refund', '2026-01-01', null, 'enabled', '2026-01-01')`,
    );
    expect((await second.pool.query('select from merchant')).rowCount).toBe(0);
  });
});
