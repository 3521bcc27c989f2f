import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedServer } from '../server/embedded-server.js';
import { PREFIX, removeLeftovers } from './leftovers.js';

export interface TestServer {
  /** A database to connect to in order to create others. */
  readonly url: string;
  stop(): Promise<void>;
}

/** The server of INTERLOCK_TEST_DATABASE_URL (its user must be allowed to create databases), else an embedded one in a directory that `stop` deletes. */
export async function startTestServer(): Promise<TestServer> {
  const given = process.env['INTERLOCK_TEST_DATABASE_URL'];
  if (given !== undefined && given !== '') return { url: given, stop: () => Promise.resolve() };
  await removeLeftovers(tmpdir());
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
