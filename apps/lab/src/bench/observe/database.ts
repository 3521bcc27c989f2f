import { createPool } from '@interlock/persistence';
import type pg from 'pg';
import { parentOf } from './cpu.js';

/** What one process holds of PostgreSQL. */
export interface Connections {
  readonly open: number;
  /** Running a statement, or inside a transaction. */
  readonly inUse: number;
}

/** Looks at PostgreSQL from a connection of its own. */
export class DatabaseView {
  readonly pool: pg.Pool;

  constructor(url: string) {
    this.pool = createPool(url, { max: 1, applicationName: 'interlock bench' });
  }

  async version(): Promise<string> {
    return (await this.#one<{ version: string }>('version', `select current_setting('server_version') as version`)).version;
  }

  /** What it keeps of its promise that an answer is on the disk. */
  async durability(): Promise<string> {
    const names = ['fsync', 'synchronous_commit', 'full_page_writes'];
    const text = `select string_agg(name || ' ' || setting, ', ' order by name) as settings from pg_settings where name = any($1)`;
    return (await this.#one<{ settings: string }>('durability', text, [names])).settings;
  }

  /** Ids that writing transactions were given so far; a transaction that only reads is given none. */
  async writingTransactions(): Promise<number> {
    const { xmax } = await this.#one<{ xmax: string }>('xmax', 'select pg_snapshot_xmax(pg_current_snapshot())::text as xmax');
    return Number(xmax);
  }

  /** Bytes of write-ahead log written so far. */
  async walBytes(): Promise<number> {
    const { bytes } = await this.#one<{ bytes: string }>(
      'wal',
      `select pg_wal_lsn_diff(pg_current_wal_insert_lsn(), '0/0')::text as bytes`,
    );
    return Number(bytes);
  }

  async connectionsOf(applicationName: string): Promise<Connections> {
    const text = `select count(*)::int as open, count(*) filter (where state <> 'idle')::int as "inUse" from pg_stat_activity where application_name = $1`;
    return this.#one<Connections & pg.QueryResultRow>('connections', text, [applicationName]);
  }

  /** PostgreSQL's first process, where it runs on this machine and the machine tells. */
  async postmaster(): Promise<number | undefined> {
    const { pid } = await this.#one<{ pid: number }>('pid', 'select pg_backend_pid() as pid');
    return parentOf(pid);
  }

  close(): Promise<void> {
    return this.pool.end();
  }

  async #one<Row extends pg.QueryResultRow>(name: string, text: string, values: readonly unknown[] = []): Promise<Row> {
    const [row] = (await this.pool.query<Row>({ name: `bench ${name}`, text, values: [...values] })).rows;
    if (row === undefined) throw new Error(`${name}: no row`);
    return row;
  }
}
