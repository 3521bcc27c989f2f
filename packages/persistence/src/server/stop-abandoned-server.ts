import { join, resolve } from 'node:path';
import { DataDirectoryLock } from './data-directory-lock.js';
import { stopLeftoverServer } from './leftover-server.js';
import { DataDirectoryInUse } from './startup-error.js';

/**
 * Stops the server whose owner was killed. Where the data directory has a new owner, the server is that one's business and is left alone.
 * Throws `DataDirectoryUnusable` or `EmbeddedServerFailed`.
 */
export async function stopAbandonedServer(directory: string): Promise<void> {
  const dataDir = resolve(directory);
  let lock: DataDirectoryLock;
  try {
    lock = DataDirectoryLock.take(dataDir);
  } catch (error) {
    if (error instanceof DataDirectoryInUse) return;
    throw error;
  }
  try {
    await stopLeftoverServer(join(dataDir, 'postgres'));
  } finally {
    lock.release();
  }
}
