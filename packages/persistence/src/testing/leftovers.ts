import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { eraseDataDirectory } from '../server/erase-data-directory.js';

/** What a test server's data directory is called, before what makes the name its own. */
export const PREFIX = 'interlock-test-';

/**
 * A run that was killed could not clean up: removes the data directories that it left below `parent`. Its lock is free, which tells it from one
 * that is going on; one that is just beginning has no `lock.pid` yet. Several runs may sweep at once, and one of them finds under its hands gone
 * what another removes: whatever cannot be removed now is left to the next run, for it is no reason not to begin this one.
 */
export async function removeLeftovers(parent: string): Promise<void> {
  for (const name of await readdir(parent)) {
    const dataDir = join(parent, name);
    if (!name.startsWith(PREFIX) || !existsSync(join(dataDir, 'lock.pid'))) continue;
    try {
      await eraseDataDirectory(dataDir);
      await rm(dataDir, { recursive: true, force: true });
    } catch {
      continue;
    }
  }
}
