import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase } from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import supertest from 'supertest';

const main = fileURLToPath(new URL('./main.ts', import.meta.url));
const masterKeys = `k1:${Buffer.alloc(32, 7).toString('base64url')}`;

function start(env: Readonly<Record<string, string>>): ChildProcess {
  return spawn(process.execPath, ['--import', '@interlock/persistence/testing/register-source', main], {
    env: { PATH: process.env['PATH'] ?? '', INTERLOCK_PORT: '0', INTERLOCK_INTERNAL_PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
}

describe('the gateway as a process', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  /** The process, once it listens, and the lines of its log until then. */
  const listening = async (): Promise<{
    readonly gateway: ChildProcess;
    readonly lines: Record<string, unknown>[];
    readonly url: string;
  }> => {
    const gateway = start({ DATABASE_URL: database.url, INTERLOCK_MASTER_KEYS: masterKeys });
    const lines: Record<string, unknown>[] = [];
    if (gateway.stdout === null) throw new Error('the output is a pipe');
    for await (const line of createInterface(gateway.stdout)) {
      lines.push(JSON.parse(line) as Record<string, unknown>);
      if ('url' in (lines.at(-1) ?? {})) break;
    }
    return { gateway, lines, url: String(lines.at(-1)?.['url']) };
  };

  it('prints its settings without secrets, answers, and stops in order on SIGTERM', async () => {
    const { gateway, lines, url } = await listening();
    expect(lines[0]).toMatchObject({ msg: 'settings', settings: { INTERLOCK_MODE: 'development', INTERLOCK_MASTER_KEYS: 'set' } });
    expect(JSON.stringify(lines)).not.toContain(masterKeys.slice(3));
    await supertest(url).get('/readyz').expect(200);
    const ended = once(gateway, 'exit');
    gateway.kill('SIGTERM');
    // It ends itself with another code past its limit.
    expect(await ended).toEqual([0, null]);
  });

  it('does not outlive the process that started it', async () => {
    const { gateway } = await listening();
    const ended = once(gateway, 'exit');
    gateway.disconnect();
    expect(await ended).toEqual([0, null]);
  });

  it.each([
    [{ INTERLOCK_PORT: '70000', DATABASE_URL: 'postgres://localhost/x' }, 'INTERLOCK_PORT must be a port, 0 to 65535.'],
    [{ INTERLOCK_MASTER_KEYS: masterKeys }, 'DATABASE_URL must be set: a gateway of its own has no embedded PostgreSQL.'],
    [{ INTERLOCK_MODE: 'production' }, 'INTERLOCK_MASTER_KEYS must be set in production.'],
  ])('says in one line why it does not start', async (env, message) => {
    const gateway = start(env);
    if (gateway.stderr === null) throw new Error('the errors are a pipe');
    const [said, exit] = await Promise.all([text(gateway.stderr), once(gateway, 'exit')]);
    expect(said).toBe(`interlock gateway: ${message}\n`);
    expect(exit).toEqual([1, null]);
  });
});
