import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedServer } from '../server/embedded-server.js';
import { eraseDataDirectory } from '../server/erase-data-directory.js';
import { DataDirectoryInUse } from '../server/startup-error.js';

const PREFIX = 'interlock-test-';

export interface TestServer {
  /** A database to connect to in order to create others. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The server of INTERLOCK_TEST_DATABASE_URL (its user must be allowed to create databases), else an embedded one in a directory that `stop` deletes. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env['INTERLOCK_TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: () => Promise.resolve() };
  await removeLeftovers();
  const dataDir = await mkdtemp(join(tmpdir(), PREFIX));
  // Nothing here outlives the run, so nothing waits for the disk.
  const settings = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off', shared_buffers: '64MB' };
  const server = await startEmbeddedServer({ dataDir, settings });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/**
 * A run that was killed could not clean up. Its lock is free, which tells it from one that is going on; one that is just beginning has no
 * `lock.pid` yet. Two runs may sweep the same directory at once, then one of them finds it gone.
 */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(tmpdir())) {
    const dataDir = join(tmpdir(), name);
    if (!name.startsWith(PREFIX) || !existsSync(join(dataDir, 'lock.pid'))) continue;
    try {
      await eraseDataDirectory(dataDir);
      await rm(dataDir, { recursive: true, force: true });
    } catch (error) {
      if (!(error instanceof DataDirectoryInUse) && existsSync(dataDir)) throw error;
    }
  }
}
