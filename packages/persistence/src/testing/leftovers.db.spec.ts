import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, expect, it } from '@jest/globals';
import { DataDirectoryLock } from '../server/data-directory-lock.js';
import { PREFIX } from './leftovers.js';

const SWEEPERS = 4;
let parent: string;
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'interlock-sweep-'));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

/** A process of its own, as each package's tests are. Returns its exit code and what it complained of. */
async function sweep(): Promise<{ readonly code: number | null; readonly errors: string }> {
  const program = `
    const { removeLeftovers } = await import(${JSON.stringify(new URL('./leftovers.ts', import.meta.url).href)});
    await removeLeftovers(${JSON.stringify(parent)});`;
  const flags = ['--disable-warning=ExperimentalWarning', '--import', '@interlock/persistence/testing/register-source'];
  const child = spawn(process.execPath, [...flags, '--input-type=module', '-e', program], {
    env: { PATH: process.env['PATH'] },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const [errors, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
  return { code: code as number | null, errors };
}

async function dataDirectory(name: string): Promise<string> {
  const directory = join(parent, name);
  await mkdir(join(directory, 'postgres', 'base'), { recursive: true });
  await writeFile(join(directory, 'lock.pid'), '1\n');
  return directory;
}

it('what killed runs left is removed by several that begin at once, and no one of them fails of another', async () => {
  for (let count = 0; count < 12; count += 1) await dataDirectory(`${PREFIX}${String(count)}`);
  const sweeps = await Promise.all(Array.from({ length: SWEEPERS }, sweep));
  expect(sweeps).toEqual(Array.from({ length: SWEEPERS }, () => ({ code: 0, errors: '' })));
  expect((await sweep()).code).toBe(0);
  expect(await readdir(parent)).toEqual([]);
});

it('what runs, what begins, and what is not of the tests is left alone', async () => {
  const running = await dataDirectory(`${PREFIX}running`);
  const lock = DataDirectoryLock.take(running);
  await mkdir(join(parent, `${PREFIX}beginning`));
  await dataDirectory('interlock-lab-other');
  await sweep();
  lock.release();
  expect((await readdir(parent)).toSorted()).toEqual(['interlock-lab-other', `${PREFIX}beginning`, `${PREFIX}running`]);
  expect(await readdir(running)).toContain('postgres');
});
