import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DataDirectoryLock } from './data-directory-lock.js';
import { stopLeftoverServer } from './leftover-server.js';

/** The cluster and what belongs to it. Only these are removed: somebody may have named a directory that holds other things too. */
const OURS = ['postgres', 'postgres.log', 'postgres.new', 'postgres.new-password', 'postgres-password'];

/**
 * Begins anew: removes the cluster and its password, under the lock, after a server that an earlier run left behind was stopped. The master
 * keys stay: a database that DATABASE_URL named in another run may be sealed with them, and nothing could ever open it again. Throws `DataDirectoryInUse` or `DataDirectoryUnusable`.
 */
export async function eraseDataDirectory(directory: string): Promise<void> {
  const dataDir = resolve(directory);
  const lock = DataDirectoryLock.take(dataDir);
  try {
    await stopLeftoverServer(join(dataDir, 'postgres'));
    for (const name of OURS) await rm(join(dataDir, name), { recursive: true, force: true });
  } finally {
    lock.release();
  }
}
