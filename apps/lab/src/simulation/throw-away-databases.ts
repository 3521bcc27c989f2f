import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { migrate, startEmbeddedServer } from '@interlock/persistence';
import pg from 'pg';
import { holdLifeline } from '../system/lifeline.js';

const PREFIX = 'interlock-simulation-';

/** A PostgreSQL of the run's own, in which every seed gets a migrated database to itself. */
export interface ThrowAwayDatabases {
  /** An empty one; `drop` it when the seed is done. */
  take(): Promise<{ readonly url: string; drop(): Promise<void> }>;
  stop(): Promise<void>;
}

export async function startThrowAwayDatabases(): Promise<ThrowAwayDatabases> {
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  // Nothing here outlives the run, so nothing waits for the disk, and nobody reads what the server counts about itself.
  const settings = {
    ...{ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', autovacuum: 'off' },
    ...{ track_activities: 'off', track_counts: 'off', update_process_title: 'off' },
  };
  // Held before there is a server, so that no instant is left at which our end, however it comes, would leave one running.
  const lifeline = holdLifeline(dataDir, { remove: true });
  const forget = async (): Promise<void> => {
    await lifeline.release();
    await rm(dataDir, { recursive: true, force: true });
  };
  const server = await startEmbeddedServer({ dataDir, settings }).catch(async (error: unknown) => {
    await forget();
    throw error;
  });
  const urlOf = (name: string): string => Object.assign(new URL(server.url), { pathname: `/${name}` }).href;
  const administer = async (statement: string): Promise<void> => {
    const client = new pg.Client(server.url);
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await administer('create database template_of_seeds');
  await migrate(urlOf('template_of_seeds'));
  let count = 0;
  return {
    take: async () => {
      const name = `seed_${String((count += 1))}`;
      await administer(`create database ${name} template template_of_seeds`);
      return { url: urlOf(name), drop: () => administer(`drop database ${name} with (force)`) };
    },
    stop: async () => {
      await server.stop();
      await forget();
    },
  };
}
