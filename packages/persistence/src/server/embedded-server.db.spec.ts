import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DataDirectoryInUse, DataDirectoryUnusable, EmbeddedServerFailed } from './startup-error.js';
import { eraseDataDirectory } from './erase-data-directory.js';
import { stopLeftoverServer } from './leftover-server.js';
import { stopAbandonedServer } from './stop-abandoned-server.js';
import { startEmbeddedServer, type EmbeddedServer } from './embedded-server.js';
import { until } from '../testing/until.js';

let parent: string;
let dataDir: string;
let server: EmbeddedServer | undefined;
const children: ChildProcess[] = [];

// One cluster for all of them: making it takes a second, and every test begins with the server stopped.
beforeAll(async () => {
  parent = await mkdtemp(join(tmpdir(), 'interlock-embedded-'));
  dataDir = join(parent, 'data');
});
afterEach(async () => {
  await Promise.all(children.splice(0).map(kill));
  await server?.stop();
  server = undefined;
  await stopLeftoverServer(join(dataDir, 'postgres'));
});
afterAll(() => rm(parent, { recursive: true, force: true }));

async function start(directory = dataDir): Promise<EmbeddedServer> {
  server = await startEmbeddedServer({ dataDir: directory });
  return server;
}

async function query(url: string, text: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(text)).rows;
  } finally {
    await client.end();
  }
}

/** Another process, the leader of a group of its own, that holds the data directory until it is killed, or exits when told so on its input. */
async function holder(directory = dataDir): Promise<{ child: ChildProcess; url: string }> {
  const program = `
    const { startEmbeddedServer } = await import('@interlock/persistence');
    process.on('SIGINT', () => {});
    console.log((await startEmbeddedServer({ dataDir: ${JSON.stringify(directory)} })).url);
    process.stdin.once('data', () => process.exit(0));`;
  const flags = ['--import', '@interlock/persistence/testing/register-source', '--input-type=module', '-e', program];
  const child = spawn(process.execPath, flags, { env: { PATH: process.env['PATH'] }, detached: true, stdio: ['pipe', 'pipe', 'inherit'] });
  children.push(child);
  const [url] = (await once(createInterface(child.stdout), 'line')) as [string];
  return { child, url };
}

async function kill(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}

async function postmaster(): Promise<number> {
  return Number.parseInt(await readFile(join(dataDir, 'postgres', 'postmaster.pid'), 'utf8'), 10);
}

/** A process that has noticed the end of its server meanwhile is gone. */
function goOn(pid: number): void {
  try {
    process.kill(pid, 'SIGCONT');
  } catch (error) {
    expect(error).toMatchObject({ code: 'ESRCH' });
  }
}

/** Once a server was refused the memory that a process of the killed one holds. */
function isTried(): Promise<void> {
  return until(async () => (await readFile(join(dataDir, 'postgres.log'), 'utf8')).includes('pre-existing shared memory block'));
}

describe('the embedded server', () => {
  it('keeps its data over a restart, durably, on loopback alone, with a password that only its owner may read', async () => {
    await chmod(parent, 0o755);
    const first = await start();
    await query(first.url, 'create table kept_over_restart as select 42 as answer');
    const [row] = await query(
      first.url,
      `select current_setting('fsync') as fsync, current_setting('synchronous_commit') as commit, host(inet_server_addr()) as host`,
    );
    expect(row).toEqual({ fsync: 'on', commit: 'on', host: '127.0.0.1' });
    expect((await stat(join(dataDir, 'postgres-password'))).mode & 0o777).toBe(0o600);
    await Promise.all([first.stop(), first.stop()]);
    await expect(first.exited).resolves.toContain('shut down');
    await expect(query((await start()).url, 'select answer from kept_over_restart')).resolves.toEqual([{ answer: 42 }]);
  });

  it('that was killed is started again on the same data at the same address, and holds its data directory all the while', async () => {
    const first = await start();
    await query(first.url, 'create table kept_over_kill as select 43 as answer');
    process.kill(await postmaster(), 'SIGKILL');
    expect(await first.exited).toBe('it was ended by SIGKILL');
    await expect(eraseDataDirectory(dataDir)).rejects.toBeInstanceOf(DataDirectoryInUse);
    server = await first.startAgain();
    expect([server.url, server.port]).toEqual([first.url, first.port]);
    await expect(query(first.url, 'select answer from kept_over_kill')).resolves.toEqual([{ answer: 43 }]);
    await expect(eraseDataDirectory(dataDir)).rejects.toBeInstanceOf(DataDirectoryInUse);
    await server.stop();
    await (await start()).stop();
  });

  it('that was killed waits for its last process, which a long query may keep, until that has ended or nobody wants it any more', async () => {
    const first = await start();
    const client = new pg.Client(first.url);
    client.on('error', () => undefined);
    await client.connect();
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid');
    const backend = rows[0]?.pid ?? Number.NaN;
    process.kill(backend, 'SIGSTOP');
    try {
      process.kill(await postmaster(), 'SIGKILL');
      await first.exited;
      const calledOff = new AbortController();
      const again = first.startAgain(calledOff.signal).catch((error: unknown) => error);
      await isTried();
      calledOff.abort(new Error('nobody wants it'));
      expect(String(await again)).toContain('nobody wants it');
      const third = first.startAgain();
      goOn(backend);
      server = await third;
      await expect(query(server.url, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
    } finally {
      goOn(backend);
      await client.end().catch(() => undefined);
    }
  });

  it('lets nobody in without the password', async () => {
    const url = new URL((await start()).url);
    url.password = 'guess';
    await expect(query(url.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
  });

  it('runs below a directory that no other account may enter', async () => {
    await chmod(parent, 0o700);
    await expect(query((await start()).url, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
  });

  it('says which process holds the data directory, and leaves it alone', async () => {
    const { child, url } = await holder();
    const error = await start().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(DataDirectoryInUse);
    expect(String(error)).toContain(`is in use by process ${String(child.pid)}`);
    await expect(query(url, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
  });

  it('takes over from a process that was killed, server and all it had committed', async () => {
    const { child, url } = await holder();
    await query(url, 'create table kept_over_takeover as select 42 as answer');
    await kill(child);
    const leftover = await postmaster();
    await expect(query(url, 'select 1 as one')).resolves.toEqual([{ one: 1 }]); // it outlived its parent
    await expect(query((await start()).url, 'select answer from kept_over_takeover')).resolves.toEqual([{ answer: 42 }]);
    expect(await postmaster()).not.toBe(leftover);
    await expect(query(url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('recovers when its server was killed as well', async () => {
    const { child, url } = await holder();
    await query(url, 'create table kept_over_crash as select 42 as answer');
    const leftover = await postmaster();
    await kill(child);
    process.kill(leftover, 'SIGKILL');
    await expect(query((await start()).url, 'select answer from kept_over_crash')).resolves.toEqual([{ answer: 42 }]);
  });

  it('is stopped once its owner was killed, and not while it has one', async () => {
    const { child, url } = await holder();
    await stopAbandonedServer(dataDir);
    await expect(query(url, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
    await kill(child);
    await stopAbandonedServer(dataDir);
    await expect(query(url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('does not touch a stranger that was given the pid of its old server', async () => {
    await (await start()).stop();
    const stranger = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    children.push(stranger);
    await writeFile(join(dataDir, 'postgres', 'postmaster.pid'), `${String(stranger.pid)}\n${join(dataDir, 'postgres')}\n`);
    await expect(query((await start()).url, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });

  it('does not hear the Ctrl-C of our terminal', async () => {
    const { child, url } = await holder();
    process.kill(-(child.pid ?? Number.NaN), 'SIGINT');
    await expect(query(url, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
  });

  it('ends with a process that exits without stopping it', async () => {
    const { child, url } = await holder();
    child.stdin?.write('exit\n');
    await once(child, 'exit');
    let answer: unknown;
    for (let attempt = 0; attempt < 6_000 && answer !== 'ECONNREFUSED'; attempt += 1) {
      answer = await query(url, 'select 1').catch((error: unknown) => (error as { code?: string }).code);
      await sleep(10);
    }
    expect(answer).toBe('ECONNREFUSED');
  });

  it('makes its cluster anew when a kill left half of one', async () => {
    const fresh = join(parent, 'fresh');
    await mkdir(join(fresh, 'postgres.new', 'base'), { recursive: true });
    await expect(query((await start(fresh)).url, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
  });

  it('is erased with the server that a killed process left behind; the master keys stay, and what is not ours', async () => {
    const fresh = join(parent, 'fresh');
    const { child, url } = await holder(fresh);
    await writeFile(join(fresh, 'notes.txt'), 'not ours');
    await writeFile(join(fresh, 'master-keys'), 'another database may be sealed with them');
    await expect(eraseDataDirectory(fresh)).rejects.toBeInstanceOf(DataDirectoryInUse);
    await kill(child);
    await eraseDataDirectory(fresh);
    await expect(query(url, 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect((await readdir(fresh)).toSorted()).toEqual(['lock', 'lock.pid', 'master-keys', 'notes.txt']);
  });

  it('says that its data directory cannot be one', async () => {
    const file = join(parent, 'file');
    await writeFile(file, '');
    await expect(start(join(file, 'data'))).rejects.toBeInstanceOf(DataDirectoryUnusable);
  });

  it('says in one line why it cannot start, and lets go of the data directory', async () => {
    await (await start()).stop();
    const version = join(dataDir, 'postgres', 'PG_VERSION');
    await writeFile(version, '9.6\n');
    const error = await start().catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(EmbeddedServerFailed);
    expect(String(error)).toMatch(/^EmbeddedServerFailed: PostgreSQL did not start: .*incompatible with server$/);
    await writeFile(version, '18\n');
    await start();
  });
});
