import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPool, pendingMigrations } from '@interlock/persistence';
import { createTestDatabase, type TestDatabase } from '@interlock/persistence/testing';
import { StartProcess } from '../testing/start-process.js';

const name = `lab_migrate_${String(process.pid)}`;
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

/** As in production, where neither keys nor a public URL are at hand for this. */
async function migrate(env: Readonly<Record<string, string>>): Promise<StartProcess & { readonly code: number | null }> {
  const run = new StartProcess({ INTERLOCK_MODE: 'production', ...env }, ['migrate']);
  return Object.assign(run, { code: await run.ended });
}

async function pending(): Promise<string[]> {
  const pool = createPool(url, { max: 1 });
  return pendingMigrations(pool).finally(() => pool.end());
}

describe('npm run migrate', () => {
  it('brings an empty database up to date, says which migrations ran, and then has nothing to do', async () => {
    const missing = await pending();
    expect(missing.length).toBeGreaterThan(0);
    const first = await migrate({ DATABASE_URL: url });
    expect({ code: first.code, errors: first.errors }).toEqual({ code: 0, errors: '' });
    expect(first.output).toBe([...missing.map((one) => `interlock: ran ${one}\n`), 'interlock: the database is up to date\n'].join(''));
    expect(await pending()).toEqual([]);
    const second = await migrate({ DATABASE_URL: url });
    expect([second.code, second.output]).toEqual([0, 'interlock: no migration was missing\ninterlock: the database is up to date\n']);
  });

  it('changes nothing, and says why in one line, where a migration fails', async () => {
    const pool = createPool(database.url, { max: 1 });
    await pool.query('delete from migrations');
    const { code, output, errors } = await migrate({ DATABASE_URL: database.url });
    expect(code).toBe(1);
    expect(output).toMatch(/^Migration "Initial\d+" failed/);
    expect(errors).toMatch(/^interlock: The database was not migrated, and nothing in it was changed: .*already exists\n$/);
    const { rows } = await pool.query('select from migrations');
    await pool.end();
    expect(rows).toEqual([]);
  });

  it.each([
    ['no DATABASE_URL', '', /^interlock: DATABASE_URL must be set: .*\n$/],
    ['a port at which nothing listens', 'postgres://u:a-guess-of-mine@127.0.0.1:1/x', /^interlock: DATABASE_URL: nothing listens at .*\n$/],
  ])('refuses in one line: %s', async (_, given, line) => {
    const { code, errors } = await migrate({ DATABASE_URL: given });
    expect(code).toBe(1);
    expect(errors).toMatch(line);
    expect(errors).not.toContain('a-guess-of-mine');
  });
});
