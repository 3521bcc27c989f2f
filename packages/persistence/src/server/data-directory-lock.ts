import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DataDirectoryInUse } from './startup-error.js';

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

  /** Throws `DataDirectoryInUse`. */
  static take(dataDir: string): DataDirectoryLock {
    const pidFile = join(dataDir, 'lock.pid');
    const lock = new DatabaseSync(join(dataDir, 'lock'), { timeout: 0 });
    try {
      lock.exec('begin exclusive');
    } catch (error) {
      lock.close();
      if (!isLocked(error)) throw error;
      throw new DataDirectoryInUse(dataDir, readPid(pidFile));
    }
    writeFileSync(pidFile, `${String(process.pid)}\n`);
    return new DataDirectoryLock(lock);
  }

  release(): void {
    this.#lock.close();
  }
}

/** SQLITE_BUSY, https://sqlite.org/rescode.html#busy */
function isLocked(error: unknown): boolean {
  return (error as { errcode?: unknown }).errcode === 5;
}

function readPid(file: string): number | undefined {
  try {
    const pid = Number.parseInt(readFileSync(file, 'utf8'), 10);
    return Number.isSafeInteger(pid) ? pid : undefined;
  } catch {
    return undefined; // the holder took the lock a moment ago and has not written its pid yet
  }
}
