import { connectionProblem, createPool, pendingMigrations, runningServerUrl } from '@interlock/persistence';
import type pg from 'pg';
import { CannotRun } from '../failure.js';
import type { Terminal } from '../terminal.js';

/** A database to read from. */
export interface Database {
  /** "127.0.0.1:5432/interlock", without user and password. */
  readonly place: string;
  /** One connection, on which nothing can be written. */
  readonly connection: pg.PoolClient;
  close(): Promise<void>;
}

/** Sorts and hashes of a million rows stay in memory; the server bounds them by this. */
const WORK_MEM = '64MB';

/**
 * The database of DATABASE_URL, or the embedded one that runs for INTERLOCK_DATA_DIR. Throws `CannotRun` or a `StartupError`, each one line,
 * where there is none, it cannot be reached, or its schema is not the one that this program knows.
 */
export async function openDatabase(terminal: Terminal): Promise<Database> {
  const { place, pool } = await openPool(terminal, 'interlock verify');
  const connection = await pool.connect();
  await connection.query(`set default_transaction_read_only = on`);
  await connection.query(`set work_mem = '${WORK_MEM}'`);
  const close = async (): Promise<void> => {
    connection.release();
    await pool.end();
  };
  return { place, connection, close };
}

/** The same to write to: a pool of one connection, which the caller ends. Throws as `openDatabase`. */
export async function openPool({ env }: Terminal, applicationName: string): Promise<{ readonly place: string; readonly pool: pg.Pool }> {
  const url = env['DATABASE_URL'] || (await runningServerUrl(env['INTERLOCK_DATA_DIR'] || '.interlock'));
  if (!/^postgres(ql)?:$/.test(URL.parse(url)?.protocol ?? '')) {
    throw new CannotRun('DATABASE_URL must be written postgres://user:password@host:5432/database.');
  }
  const { host, pathname } = new URL(url);
  const pool = createPool(url, { max: 1, applicationName });
  try {
    await checkSchema(pool);
    return { place: `${host}${pathname}`, pool };
  } catch (error) {
    await pool.end();
    throw error instanceof CannotRun ? error : connectionProblem(error, url);
  }
}

async function checkSchema(pool: pg.Pool): Promise<void> {
  const pending = await pendingMigrations(pool);
  if (pending.length > 0) {
    throw new CannotRun(
      `The database lacks ${String(pending.length)} migrations, the first is ${pending[0] ?? ''}. Run npm run migrate first.`,
    );
  }
}
