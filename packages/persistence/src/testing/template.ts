import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import pg from 'pg';
import { migrate } from '../migrations/migrate.js';

const TEMPLATE_LOCK = 4_685_200_714;
const folder = new URL('../migrations/', import.meta.url);

/**
 * A migrated database to clone, one per content of the migrations folder, made once per server. It gets its name only when it is whole,
 * so that a killed run leaves no half template. Returns the name.
 */
export async function ensureTemplate(serverUrl: string): Promise<string> {
  const name = `interlock_template_${await migrationsHash()}`;
  const building = `${name}_building`;
  const client = new pg.Client(serverUrl);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK]);
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 1) return name;
    await client.query(`drop database if exists ${building} with (force)`);
    await client.query(`create database ${building}`);
    await migrate(urlOf(serverUrl, building));
    await client.query(`alter database ${building} rename to ${name}`);
    return name;
  } finally {
    await client.end();
  }
}

/** The same server and user, another database. */
export function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl);
  url.pathname = `/${database}`;
  return url.href;
}

async function migrationsHash(): Promise<string> {
  const hash = createHash('sha256');
  for (const file of (await readdir(folder)).sort()) hash.update(file).update(await readFile(new URL(file, folder)));
  return hash.digest('hex').slice(0, 16);
}
