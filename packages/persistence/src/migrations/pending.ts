import type pg from 'pg';
import { migrations } from './index.js';

/** Names of the migrations that this program knows and the database does not have; empty where the schema is as the program expects. */
export async function pendingMigrations(pool: pg.Pool): Promise<string[]> {
  const { rows: tables } = await pool.query<{ there: boolean }>(`select to_regclass('migrations') is not null as there`);
  const { rows } = tables[0]?.there === true ? await pool.query<{ name: string }>('select name from migrations') : { rows: [] };
  const there = new Set(rows.map(({ name }) => name));
  return migrations.map((migration) => migration.name).filter((name) => !there.has(name));
}
