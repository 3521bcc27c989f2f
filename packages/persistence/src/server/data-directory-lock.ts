import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataDirectoryInUse, DataDirectoryUnusable } from './startup-error.js';

/** A holder that was killed a moment ago may take so long to be gone. */
const DYING_MS = 3_000;

/**
 * One owner per data directory. The lock is SQLite's exclusive file lock, because Node has none of its own and the kernel releases this one
 * with the process: after a kill -9 nothing stale is left to judge, and a pid that was given out again cannot deceive us.
 * The pid beside it only serves the message.
 */
export class DataDirectoryLock {
  readonly #lock: DatabaseSync;

  private constructor(lock: DatabaseSync) {
    this.#lock = lock;
  }

  /** Makes the directory where there is none. Throws `DataDirectoryInUse` or `DataDirectoryUnusable`. */
  static take(dataDir: string): DataDirectoryLock {
    let lock: DatabaseSync | undefined;
    try {
      makeDirectory(resolve(dataDir));
      lock = new DatabaseSync(join(dataDir, 'lock'), { timeout: DYING_MS });
      lock.exec('begin exclusive');
      writeFileSync(pidFile(dataDir), `${String(process.pid)}\n`);
      return new DataDirectoryLock(lock);
    } catch (error) {
      lock?.close();
      if (isLocked(error)) throw new DataDirectoryInUse(dataDir, readPid(dataDir));
      const reason = (error as NodeJS.ErrnoException).code ?? 'no reason given';
      throw new DataDirectoryUnusable(
        `The data directory ${dataDir} cannot be used (${reason}). Choose another one by INTERLOCK_DATA_DIR.`,
      );
    }
  }

  release(): void {
    this.#lock.close();
  }
}

/** One directory after the other: Node's own `recursive` never returns where the system says that the parent of a new directory is not there (/proc). */
function makeDirectory(path: string): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path));
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process was faster: the lock tells which of the two has it.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** SQLITE_BUSY, https://sqlite.org/rescode.html#busy */
function isLocked(error: unknown): boolean {
  return (error as { errcode?: unknown }).errcode === 5;
}

function pidFile(dataDir: string): string {
  return join(dataDir, 'lock.pid');
}

function readPid(dataDir: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(pidFile(dataDir), 'utf8'), 10);
    return Number.isSafeInteger(pid) ? pid : undefined;
  } catch {
    return undefined; // the holder took the lock a moment ago and has not written its pid yet
  }
}
