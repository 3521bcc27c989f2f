import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findBinaries } from './binaries.js';
import { DATABASE, DATABASE_USER, PASSWORD_FILE, initialiseCluster, lastLine, readOrMakePassword, serverEnvironment } from './cluster.js';
import { DataDirectoryLock } from './data-directory-lock.js';
import { stopLeftoverServer, stopServer } from './leftover-server.js';
import { launchAs, serverAccount, type ServerAccount } from './server-account.js';
import { EmbeddedServerFailed } from './startup-error.js';

const START_LIMIT_MS = 120_000;
/** So long a first start is tried in the face of what passes: nobody has yet been told that there is a server. */
const FIRST_START_MS = 5_000;
const RETRY_MS = 100;

/**
 * Durable and modest. fsync, synchronous_commit and full_page_writes keep their safe defaults: an answer that we gave was written.
 * No replica ever reads this WAL, hence its minimal level. Plans of single-row statements gain nothing from JIT or parallel workers,
 * whose shared memory is also what small containers lack.
 */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '128MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '1GB',
  checkpoint_timeout: '15min',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
};

export interface EmbeddedServer {
  /** The application's database, password included: never log it. */
  readonly url: string;
  readonly port: number;
  /** Settles when the server has ended, by `stop` or by itself, with its last word. */
  readonly exited: Promise<string>;
  /** Orderly; then lets go of the data directory. Asked twice it stops once. */
  stop(): Promise<void>;
  /**
   * For one that has ended by itself: starts it on the same data and the same port, where those who wrote to it find it again. The data
   * directory is held all the while; it is the new one's to let go of. Waits for the last processes of a killed one, which end with the query that
   * they are in, as long as a start may take. Throws `EmbeddedServerFailed`, or the signal's reason where it is called off between two tries.
   */
  startAgain(calledOff?: AbortSignal): Promise<EmbeddedServer>;
}

export interface EmbeddedServerOptions {
  readonly dataDir: string;
  /** Over the settings above; for throw-away servers (`fsync: 'off'`). */
  readonly settings?: Readonly<Record<string, string>>;
}

/**
 * Starts the PostgreSQL of a data directory on a free loopback port; makes its cluster the first time.
 * Throws `DataDirectoryInUse`, `DataDirectoryUnusable`, or `EmbeddedServerFailed` with the server's own reason.
 */
export async function startEmbeddedServer(options: EmbeddedServerOptions): Promise<EmbeddedServer> {
  const dataDir = resolve(options.dataDir);
  const lock = DataDirectoryLock.take(dataDir);
  try {
    const clusterDir = join(dataDir, 'postgres');
    const binaries = await findBinaries();
    await stopLeftoverServer(clusterDir);
    const account = await serverAccount(clusterDir);
    const password = await readOrMakePassword(join(dataDir, PASSWORD_FILE));
    await initialiseCluster(binaries.initdb, clusterDir, account, password);
    const flags = { ...settings, ...options.settings };
    const running = await patiently(async () => launch(binaries.postgres, clusterDir, account, flags, await freePort()), FIRST_START_MS);
    const { port } = running;
    const url = `postgres://${DATABASE_USER}:${password}@127.0.0.1:${String(port)}/`;
    await createDatabase(url);
    const serverOf = (one: Running): EmbeddedServer => {
      let stopped: Promise<void> | undefined;
      return {
        url: `${url}${DATABASE}`,
        port,
        exited: one.exited,
        stop: () => (stopped ??= one.stop().finally(() => lock.release())),
        startAgain: async (calledOff) => {
          await one.stop();
          return serverOf(await patiently(() => launch(binaries.postgres, clusterDir, account, flags, port), START_LIMIT_MS, calledOff));
        },
      };
    };
    return serverOf(running);
  } catch (error) {
    lock.release();
    throw error;
  }
}

interface Running {
  readonly port: number;
  readonly exited: Promise<string>;
  stop(): Promise<void>;
}

/** Another program took the port between our asking for it and the server's, or the last processes of a killed server are about to end. */
const PASSING = /could not create any TCP\/IP sockets|pre-existing shared memory block/;

async function patiently(start: () => Promise<Running>, limitMs: number, calledOff?: AbortSignal): Promise<Running> {
  const until = performance.now() + limitMs;
  for (;;) {
    calledOff?.throwIfAborted();
    try {
      return await start();
    } catch (error) {
      if (performance.now() >= until || !PASSING.test(String(error))) throw error;
      await sleep(RETRY_MS);
    }
  }
}

async function launch(
  postgres: string,
  clusterDir: string,
  account: ServerAccount | undefined,
  flags: Readonly<Record<string, string>>,
  port: number,
): Promise<Running> {
  const logFile = `${clusterDir}.log`;
  const options = Object.entries({ ...flags, port: String(port) }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const { command, args, ...as } = await launchAs(account, postgres, ['-D', clusterDir, ...options], [clusterDir]);
  const log = openSync(logFile, 'w', 0o600);
  // A session of its own: Ctrl-C in our terminal must stop the writers first, and the database after them.
  const child = spawn(command, args, {
    ...as,
    cwd: dirname(postgres),
    env: serverEnvironment,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  const exited = once(child, 'exit').then(
    ([, signal]) => (signal === null ? lastLine(readFileSync(logFile, 'utf8')) : `it was ended by ${String(signal)}`),
    (error: unknown) => `${command} could not be started: ${error instanceof Error ? error.message : String(error)}`,
  );
  await ready(child, clusterDir, exited);
  child.unref();
  const stopOnExit = (): void => void child.kill('SIGINT');
  process.once('exit', stopOnExit);
  return {
    port,
    exited,
    async stop() {
      process.removeListener('exit', stopOnExit);
      child.ref();
      if (child.pid !== undefined && !(await stopServer(child.pid, clusterDir))) {
        throw new EmbeddedServerFailed(`PostgreSQL (process ${String(child.pid)}) does not stop.`);
      }
      await exited;
    },
  };
}

/** The server writes its pid into the first line of its pid file and its state into the eighth; pg_ctl waits in the same way. */
async function ready(child: ChildProcess, clusterDir: string, exited: Promise<string>): Promise<void> {
  let reason: string | undefined;
  void exited.then((word) => (reason = word));
  for (let waited = 0; waited < START_LIMIT_MS; waited += 20) {
    if (reason !== undefined) throw new EmbeddedServerFailed(`PostgreSQL did not start: ${reason}`);
    if (isReady(clusterDir, child.pid)) return;
    await sleep(20);
  }
  child.kill('SIGQUIT');
  throw new EmbeddedServerFailed(`PostgreSQL was not ready after ${String(START_LIMIT_MS / 1000)} s; its log is ${clusterDir}.log.`);
}

function isReady(clusterDir: string, pid: number | undefined): boolean {
  try {
    const lines = readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n');
    return lines[0] === String(pid) && lines[7]?.trim() === 'ready';
  } catch {
    return false; // not written yet
  }
}

async function createDatabase(serverUrl: string): Promise<void> {
  const client = new pg.Client(`${serverUrl}postgres`);
  await client.connect();
  try {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [DATABASE]);
    if (rowCount === 0) await client.query(`create database ${DATABASE}`);
  } finally {
    await client.end();
  }
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  probe.close();
  await once(probe, 'close');
  return port;
}
