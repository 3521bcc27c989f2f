import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DATABASE, DATABASE_USER, PASSWORD_FILE } from './cluster.js';
import { servesCluster } from './leftover-server.js';
import { EmbeddedServerFailed } from './startup-error.js';

/**
 * The URL, password included, of the PostgreSQL that somebody else's process runs for a data directory: never log it. Throws
 * `EmbeddedServerFailed`, with one line for the person at the prompt, where none runs or its files may not be read.
 */
export async function runningServerUrl(dataDir: string): Promise<string> {
  const directory = resolve(dataDir);
  const clusterDir = join(directory, 'postgres');
  const [pidFile, password] = await Promise.all([
    readOr(join(clusterDir, 'postmaster.pid'), directory),
    readOr(join(directory, PASSWORD_FILE), directory),
  ]);
  // Its lines: process, data directory, start, port, socket directory, address, shared memory, state.
  const lines = pidFile?.split('\n') ?? [];
  const pid = Number(lines[0]);
  const isOurs = Number.isSafeInteger(pid) && servesCluster(pid, clusterDir) && lines[7]?.trim() === 'ready';
  if (!isOurs || password === undefined) {
    throw new EmbeddedServerFailed(
      `No PostgreSQL runs for the data directory ${directory}. Start Interlock there (npm start), or name a database by DATABASE_URL.`,
    );
  }
  return `postgres://${DATABASE_USER}:${password}@127.0.0.1:${String(Number(lines[3]))}/${DATABASE}`;
}

/** Undefined where there is no such file. */
async function readOr(path: string, directory: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EACCES') {
      throw new EmbeddedServerFailed(`The data directory ${directory} belongs to somebody else, and only they may read its password.`);
    }
    return undefined;
  }
}
