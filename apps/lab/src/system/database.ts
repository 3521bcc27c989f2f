import type { Writable } from 'node:stream';
import { checkDatabase, DataDirectoryLock, eraseDataDirectory, migrate, startEmbeddedServer, type Settings } from '@interlock/persistence';
import { KeptServer } from './kept-server.js';
import { holdLifeline } from './lifeline.js';

/** The database that the system runs on: the embedded one, or the one that DATABASE_URL names. */
export interface Database {
  /** With its password: never to be shown. */
  readonly url: string;
  /** What every process that uses an embedded server inherits. */
  readonly lifeline: Writable | undefined;
  /** Settles, with the reason, when an embedded server has ended and is not started again. */
  readonly failed: Promise<string>;
  stop(): Promise<void>;
}

export interface DatabaseOptions {
  /** Throws the present content of an embedded server away first. */
  readonly fresh: boolean;
  /** The data directory is deleted when the system ends. */
  readonly throwAway: boolean;
  /** What was answered is on the disk. */
  readonly durable: boolean;
  /** An embedded server that ends by itself is started again. */
  readonly restart: boolean;
  /** What happened to it, in one line. */
  readonly onEvent: (event: string) => void;
}

/** Nothing of it outlives the run, so nothing waits for the disk. */
const careless = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** Opens the database and brings its schema up to date. Throws a `StartupError` that says in one line what is wrong. */
export async function openDatabase(settings: Settings, options: DatabaseOptions): Promise<Database> {
  const database =
    settings.databaseUrl === undefined ? await embedded(settings, options) : await own(settings.databaseUrl, settings.dataDir);
  try {
    await migrate(database.url);
    return database;
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** The data directory is held here too: it keeps the keys that this database is sealed with, and the demo merchant's identities. */
async function own(url: string, dataDir: string): Promise<Database> {
  const lock = DataDirectoryLock.take(dataDir);
  try {
    await checkDatabase(url);
  } catch (error) {
    lock.release();
    throw error;
  }
  return { url, lifeline: undefined, failed: new Promise(() => undefined), stop: async () => lock.release() };
}

async function embedded({ dataDir }: Settings, { fresh, throwAway, durable, restart, onEvent }: DatabaseOptions): Promise<Database> {
  if (fresh) await eraseDataDirectory(dataDir);
  // Held before there is a server, so that no instant is left at which a kill -9 of ours would leave one running.
  const lifeline = holdLifeline(dataDir, { remove: throwAway });
  const server = await startEmbeddedServer({ dataDir, ...(durable ? {} : { settings: careless }) }).catch(async (error: unknown) => {
    await lifeline.release();
    throw error;
  });
  const kept = restart ? new KeptServer(server, onEvent) : undefined;
  return {
    url: server.url,
    lifeline: lifeline.end,
    failed: kept?.failed ?? server.exited.then((word) => `PostgreSQL ended unexpectedly: ${word}`),
    stop: async () => {
      await (kept ?? server).stop();
      await lifeline.release();
    },
  };
}
