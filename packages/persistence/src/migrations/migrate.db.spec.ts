import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { migrations } from './index.js';
import { migrate } from './migrate.js';

const name = `migrate_${String(process.pid)}`;
let database: TestDatabase;
let url: string;

beforeAll(async () => {
  database = await createTestDatabase();
  await database.pool.query(`create database ${name}`);
  const empty = new URL(database.url);
  empty.pathname = `/${name}`;
  url = empty.href;
});
afterAll(async () => {
  await database.pool.query(`drop database ${name} with (force)`);
  await database.drop();
});

describe('migrate', () => {
  it('runs each migration once, however many processes start at once', async () => {
    const ran = await Promise.all([migrate(url), migrate(url), migrate(url)]);
    expect(ran.flat()).toEqual(migrations.map((migration) => migration.name));
    const client = new pg.Client(url);
    await client.connect();
    await expect(client.query('select from "order"')).resolves.toMatchObject({ rowCount: 0 });
    await client.end();
  });

  it('does nothing to a database that is up to date', async () => {
    await expect(migrate(database.url)).resolves.toEqual([]);
  });
});
