import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../system/index.js';

const TIMEOUT_MS = 120_000;

/** Where the run that is killed keeps its data. */
let directory: string;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'interlock-lab-'));
  // PostgreSQL runs as somebody else where we are root.
  await chmod(directory, 0o711);
});
afterAll(() => rm(directory, { recursive: true, force: true }));

/** The port of the run's PostgreSQL, once it takes connections. */
async function portIn(parent: string): Promise<number | undefined> {
  const [dataDir] = await readdir(parent);
  const lines = (await readFile(join(parent, dataDir ?? '', 'postgres', 'postmaster.pid'), 'utf8')).split('\n');
  return lines[7]?.trim() === 'ready' ? Number(lines[3]) : undefined;
}

async function connected(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1');
  try {
    await once(socket, 'connect');
  } finally {
    socket.destroy();
  }
}

describe('a simulation that is killed', () => {
  it(
    'leaves neither its PostgreSQL nor its data',
    async () => {
      const program = join(import.meta.dirname, '../../dist/main.js');
      const run = spawn(process.execPath, [program, 'sim', '--orders', '100000'], {
        env: { PATH: process.env['PATH'], TMPDIR: directory },
        stdio: 'ignore',
      });
      const ended = once(run, 'exit');
      const port = await eventually('a PostgreSQL of the run', () => portIn(directory), { withinMs: 60_000 });
      await connected(port);
      run.kill('SIGKILL');
      await ended;
      await eventually('nothing of it is left', async () => (await readdir(directory)).length === 0, { withinMs: 60_000 });
      await expect(connected(port)).rejects.toThrow('ECONNREFUSED');
    },
    TIMEOUT_MS,
  );
});
