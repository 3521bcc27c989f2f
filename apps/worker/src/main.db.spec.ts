import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { createTestDatabase } from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const masterKeys = `k1:${Buffer.alloc(32, 7).toString('base64url')}`;

function start(env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['--import', '@interlock/persistence/testing/register-source', main], {
    env: { PATH: process.env['PATH'] ?? '', INTERLOCK_WORKER_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

describe('the worker as a process', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('prints its settings without secrets, answers, and stops in order on SIGTERM', async () => {
    const worker = start({ DATABASE_URL: database.url, INTERLOCK_MASTER_KEYS: masterKeys });
    if (worker.stdout === null) throw new Error('the output is a pipe');
    const lines: Record<string, unknown>[] = [];
    for await (const line of createInterface(worker.stdout)) {
      lines.push(JSON.parse(line) as Record<string, unknown>);
      if ('url' in (lines.at(-1) ?? {})) break;
    }
    expect(lines[0]).toMatchObject({ msg: 'settings', settings: { INTERLOCK_WORKER_PORT: '0', INTERLOCK_MASTER_KEYS: 'set' } });
    const said = JSON.stringify(lines);
    for (const secret of [masterKeys.slice(3), new URL(database.url).password]) expect(said).not.toContain(secret);
    expect((await fetch(`${String(lines.at(-1)?.['url'])}/readyz`)).status).toBe(200);
    const ended = once(worker, 'exit');
    worker.kill('SIGTERM');
    expect(await ended).toEqual([0, null]);
  });

  it.each([
    [{ INTERLOCK_WORKER_PORT: '70000', DATABASE_URL: 'postgres://localhost/x' }, 'INTERLOCK_WORKER_PORT must be a port, 0 to 65535.'],
    [
      { INTERLOCK_MASTER_KEYS: masterKeys },
      'DATABASE_URL must be set for a worker that is started by itself; npm start brings its own PostgreSQL.',
    ],
  ])('says in one line why it does not start', async (env, message) => {
    const worker = start(env);
    if (worker.stderr === null) throw new Error('the errors are a pipe');
    const [said, exit] = await Promise.all([text(worker.stderr), once(worker, 'exit')]);
    expect(said).toBe(`${message}\n`);
    expect(exit).toEqual([1, null]);
  });
});
