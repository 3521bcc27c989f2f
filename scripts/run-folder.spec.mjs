import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder } from './run-folder.mjs';

const onLinux = process.platform === 'linux';

describe('the folder of a test run', () => {
  /** @type {ReturnType<typeof runFolder>} */
  let folder;
  /** @type {import('node:child_process').ChildProcess | undefined} */
  let program;

  beforeEach(() => {
    folder = runFolder();
  });
  afterEach(async () => {
    program?.kill('SIGKILL');
    await folder.remove();
  });

  const forever = (/** @type {NodeJS.ProcessEnv} */ env) => {
    program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore', env });
    return program;
  };

  it('takes its files with it', async () => {
    writeFileSync(join(folder.path, 'left-behind'), '');
    expect(await folder.remove()).toBe(0);
    expect(existsSync(folder.path)).toBe(false);
  });

  it('takes a PostgreSQL with it, which it knows by the process id in the data directory', async () => {
    const server = forever({});
    mkdirSync(join(folder.path, 'data'));
    writeFileSync(join(folder.path, 'data', 'postmaster.pid'), `${server.pid}\n/data\n`);
    const [[, signal], count] = await Promise.all([once(server, 'exit'), folder.remove()]);
    expect(signal).toBe('SIGQUIT');
    expect(count).toBe(1);
  });

  (onLinux ? it : it.skip)(
    `takes a program of the run with it, even a stopped one${onLinux ? '' : ' (skipped: only Linux tells a program by its environment)'}`,
    async () => {
      const stopped = forever({ ...process.env, TMPDIR: folder.path });
      stopped.kill('SIGSTOP');
      const [[, signal], count] = await Promise.all([once(stopped, 'exit'), folder.remove()]);
      expect(signal).toBe('SIGKILL');
      expect(count).toBe(1);
    },
  );
});
