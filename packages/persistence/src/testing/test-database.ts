import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { createPool } from '../server/pool.js';
import { ensureTemplate, urlOf } from './template.js';

export interface TestDatabase {
  readonly url: string;
  readonly pool: pg.Pool;
  /** Ends the pool and drops the database, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * A migrated database of its own for one spec file: `beforeAll(async () => { database = await createTestDatabase(); })`, and
 * `afterAll(() => database.drop())`. Needs the package's jest to name the global set-up of `@interlock/persistence/testing`.
 */
export async function createTestDatabase(): Promise<TestDatabase> {
  const serverUrl = process.env['INTERLOCK_TEST_DATABASE_URL'];
  if (serverUrl === undefined) throw new Error('No test server: add the globalSetup of @interlock/persistence/testing to jest.config.mjs.');
  const template = process.env['INTERLOCK_TEST_TEMPLATE'] ?? (await ensureTemplate(serverUrl));
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await administer(serverUrl, `create database ${name} template ${template}`);
  const url = urlOf(serverUrl, name);
  const pool = createPool(url);
  return {
    url,
    pool,
    async drop() {
      await pool.end();
      await administer(serverUrl, `drop database ${name} with (force)`);
    },
  };
}

async function administer(serverUrl: string, statement: string): Promise<void> {
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
