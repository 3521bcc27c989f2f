import 'reflect-metadata';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { migrations } from './index.js';

/** An arbitrary number that names this lock in the database. */
const MIGRATION_LOCK = 4_685_200_713;

/**
 * Brings the schema to the newest version. Processes that start at once take turns by an advisory lock, which the server releases with the
 * connection, also after a kill -9. All migrations of one run are one transaction. Returns the names of those that ran.
 */
export async function migrate(url: string): Promise<string[]> {
  const turn = new pg.Client({ connectionString: url, application_name: 'interlock migrate' });
  await turn.connect();
  try {
    await turn.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    const source = new DataSource({ type: 'postgres', url, migrations: [...migrations], installExtensions: false });
    await source.initialize();
    try {
      const ran = await source.runMigrations({ transaction: 'all' });
      return ran.map((migration) => migration.name);
    } finally {
      await source.destroy();
    }
  } finally {
    await turn.end();
  }
}
