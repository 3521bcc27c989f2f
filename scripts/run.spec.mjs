import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, realpathSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import { createServer } from 'node:net';
import { constants } from 'node:os';
import { join } from 'node:path';
import { scratchWorkspace } from './scratch-workspace.mjs';
import { root } from './workspace.mjs';

/** @type {ReturnType<typeof scratchWorkspace>} */
let workspace;

beforeEach(() => {
  workspace = scratchWorkspace();
  workspace.put('apps/lab/dist/main.js', `console.log(JSON.stringify(process.argv.slice(2)), process.execPath);`);
});
afterEach(() => workspace.remove());

describe('a root command', () => {
  it('refuses a Node that is too old, in one line', () => {
    const pretend = `Object.defineProperty(process.versions, 'node', { value: '18.19.1' }); require(${JSON.stringify(join(root, 'scripts/run.cjs'))})`;
    const { status, stderr, stdout } = spawnSync(process.execPath, ['-e', pretend], { encoding: 'utf8' });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'interlock: Node 18.19.1 is too old: Interlock needs Node 20 or newer (https://nodejs.org)\n',
    });
  });

  it('installs, builds, and hands its arguments over to the program under the pinned Node', async () => {
    const { code, stdout } = await workspace.run(['start', '--fresh', 'a b']).ended;
    expect(code).toBe(0);
    expect(stdout).toBe(`["start","--fresh","a b"] ${realpathSync(process.execPath)}\n`);
    expect(workspace.calls()).toEqual(['install', 'build']);
  });

  it('neither installs nor builds again when nothing changed', async () => {
    await workspace.run(['start']).ended;
    const { stderr } = await workspace.run(['start']).ended;
    expect(workspace.calls()).toEqual(['install', 'build']);
    expect(stderr).toBe('');
  });

  it.each([
    ['the lock file', 'pnpm-lock.yaml', 'lockfileVersion: 2\n', ['install', 'build']],
    ['what a package asks for', 'packages/one/package.json', { name: '@interlock/one', dependencies: { pg: '9' } }, ['install', 'build']],
    [
      'a script of a package',
      'packages/one/package.json',
      { name: '@interlock/one', scripts: { x: 'y' }, dependencies: { pg: '8' } },
      ['build'],
    ],
    ['a source file', 'packages/one/src/index.ts', 'export const one = 1;\n', ['build']],
    ['a new source file', 'packages/one/src/deep/new.ts', '', ['build']],
    ['a test', 'packages/one/src/index.spec.ts', '', []],
    ['a document', 'README.md', '', []],
  ])('does again what a change of %s asks for', async (_what, path, content, expected) => {
    await workspace.run(['start']).ended;
    workspace.put(path, content);
    await workspace.run(['start']).ended;
    expect(workspace.calls().slice(2)).toEqual(expected);
  });

  it('builds again what was deleted', async () => {
    await workspace.run(['start']).ended;
    rmSync(join(workspace.folder, 'packages/one/dist'), { recursive: true });
    await workspace.run(['start']).ended;
    expect(workspace.calls()).toEqual(['install', 'build', 'build']);
  });

  it('builds again what somebody else has built since', async () => {
    workspace.put('packages/one/dist/index.js', 'one');
    await workspace.run(['start']).ended;
    workspace.put('packages/one/dist/index.js', 'another');
    await workspace.run(['start']).ended;
    expect(workspace.calls()).toEqual(['install', 'build', 'build']);
  });

  it('sees a file that was moved into the place of another of the same size and time', async () => {
    const path = join(workspace.folder, 'packages/one/src/index.ts');
    const { atime, mtime } = statSync(path);
    await workspace.run(['start']).ended;
    workspace.put('packages/one/src/index.ts.new', readFileSync(path, 'utf8').replace('{}', '[]'));
    utimesSync(`${path}.new`, atime, mtime);
    renameSync(`${path}.new`, path);
    await workspace.run(['start']).ended;
    expect(workspace.calls()).toEqual(['install', 'build', 'build']);
  });

  it('builds again when a source changed while it was built, and keeps nothing that was built of both', async () => {
    workspace.put('.turbo/cache/0.tar.zst', 'of before');
    utimesSync(join(workspace.folder, '.turbo/cache/0.tar.zst'), 1, 1);
    await workspace.run(['start'], { NPX_SAVES: 'packages/one/src/index.ts' }).ended;
    expect(workspace.calls()).toEqual(['install', 'build', 'build']);
    expect(readdirSync(join(workspace.folder, '.turbo/cache'))).toEqual(['0.tar.zst']);
    await workspace.run(['start']).ended;
    expect(workspace.calls()).toHaveLength(3);
  });

  it('says so where the sources change during every build, and builds again next time', async () => {
    const { code, stderr } = await workspace.run(['start'], { NPX_SAVES: 'packages/one/src/index.ts', NPX_SAVES_EACH: '1' }).ended;
    expect(code).toBe(0);
    expect(workspace.calls()).toEqual(['install', 'build', 'build', 'build']);
    expect(stderr).toContain('interlock: the sources changed during each of 3 builds: what runs now may be a mixture');
    expect((await workspace.run(['start']).ended).stderr).not.toContain('mixture');
    expect(workspace.calls()).toHaveLength(5);
  });

  it('tries again what failed, and shows what the tool said', async () => {
    const { code, stderr } = await workspace.run(['start'], { NPX_SAYS: 'ERR_PNPM_OUTDATED_LOCKFILE' }).ended;
    expect(code).toBe(1);
    expect(stderr).toContain('ERR_PNPM_OUTDATED_LOCKFILE\ninterlock: the packages cannot be installed');
    await workspace.run(['start']).ended;
    expect(workspace.calls()).toEqual(['install', 'install', 'build']);
  });

  it('ends with the exit code of the program', async () => {
    workspace.put('apps/lab/dist/main.js', 'process.exit(7)');
    expect((await workspace.run(['demo']).ended).code).toBe(7);
  });

  it.each(['start', 'demo', 'dev', 'test', 'check', 'bench', 'migrate', 'kafka', 'conformance', 'explore'])(
    'explains itself without installing anything: %s --help',
    async (name) => {
      const { code, stdout } = await workspace.run([name, '--help']).ended;
      expect(code).toBe(0);
      expect(stdout).toMatch(name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`);
      expect(workspace.calls()).toEqual([]);
    },
  );

  it('refuses a command that there is none of', async () => {
    const { code, stderr } = await workspace.run(['stat']).ended;
    expect(code).toBe(1);
    expect(stderr).toMatch(/npm run demo[^]*\ninterlock: there is no command "stat"\n$/);
  });
});

describe('an unreachable registry', () => {
  /** The real npx, with nothing in its cache. */
  const realNpx = (/** @type {string} */ registry) => ({
    PATH: process.env.PATH,
    npm_config_registry: registry,
    npm_config_cache: join(workspace.folder, 'npm-cache'),
    npm_config_fetch_timeout: '500',
    npm_config_fetch_retries: '0',
  });
  const lastLine = (/** @type {string} */ text) => text.trimEnd().split('\n').at(-1);

  it('is told in one line when it refuses the connection', async () => {
    const { port, close } = await listening();
    await close();
    const { code, stderr } = await workspace.run(['start'], realNpx(`http://127.0.0.1:${port}/`)).ended;
    expect(code).toBe(1);
    expect(lastLine(stderr)).toBe(
      `interlock: the packages cannot be installed: 127.0.0.1:${port} cannot be reached: it refuses the connection`,
    );
    expect(stderr).not.toContain('npm error');
  });

  it('is told in one line when it never answers', async () => {
    const { port, close } = await listening();
    const { code, stderr } = await workspace.run(['start'], realNpx(`http://127.0.0.1:${port}/`)).ended;
    await close();
    expect(code).toBe(1);
    expect(lastLine(stderr)).toBe(
      `interlock: the packages cannot be installed: 127.0.0.1:${port} cannot be reached: it does not answer in time`,
    );
  });

  it('is told in one line when its name is unknown', async () => {
    const says = 'npm error code ENOTFOUND\nnpm error request to http://registry.invalid/pnpm failed, reason: getaddrinfo ENOTFOUND';
    const { stderr } = await workspace.run(['start'], { NPX_SAYS: says }).ended;
    expect(lastLine(stderr)).toBe(
      'interlock: the packages cannot be installed: registry.invalid cannot be reached: its name is not known (no network, or no DNS?)',
    );
  });
});

describe('Ctrl-C', () => {
  const program = (/** @type {string} */ onSignal) => `
    import { spawn } from 'node:child_process';
    const left = spawn(process.execPath, ['-e', 'process.on("SIGINT", () => {}); setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    let signals = 0;
    process.on('SIGINT', () => { signals += 1; setTimeout(() => { ${onSignal} }, 200); });
    setInterval(() => {}, 1000);
    console.log('pid ' + left.pid + ' ready');`;

  it('reaches the program once, though npm repeats it, waits for its end and ends with its code', async () => {
    workspace.put('apps/lab/dist/main.js', program(`left.kill('SIGKILL'); console.log('signals: ' + signals); process.exit(3);`));
    const command = workspace.run(['start']);
    await command.says('ready');
    command.kill('SIGINT');
    command.kill('SIGINT');
    const { code, stdout } = await command.ended;
    expect(code).toBe(3);
    expect(stdout).toContain('signals: 1\n');
  });

  it('leaves no process, not even one that the program left behind', async () => {
    workspace.put('apps/lab/dist/main.js', program('process.exit(0);'));
    const command = workspace.run(['start']);
    const left = Number(/pid (\d+)/.exec(await command.says('ready'))?.[1]);
    expect(isRunning(left)).toBe(true);
    command.kill('SIGINT');
    expect((await command.ended).code).toBe(0);
    expect(isRunning(left)).toBe(false);
  });
});

describe('npm run dev', () => {
  it('starts the program again when a source file changes', async () => {
    workspace.put('apps/lab/dist/main.js', `console.log('started ' + process.pid); setInterval(() => {}, 1000);`);
    const command = workspace.run(['dev']);
    const first = /started (\d+)/.exec(await command.says('started'))?.[1];
    workspace.put('packages/one/src/index.ts', 'export const two = 2;\n');
    await saysTwice(command);
    expect(isRunning(Number(first))).toBe(false);
    expect(workspace.calls()).toEqual(['install', 'build', 'build']);
    command.kill('SIGTERM');
    expect((await command.ended).code).toBe(143);
  });

  it('only tells a program that knows what to do about it, and starts it again, without --fresh, when it asks for that', async () => {
    workspace.put(
      'apps/lab/dist/main.js',
      `console.log('started [' + process.argv.slice(3) + ']');
      let told = 0;
      process.on('SIGUSR2', () => (console.log('told'), (told += 1) > 1 && process.exit(128 + ${constants.signals.SIGUSR2})));
      setInterval(() => {}, 1000);`,
    );
    const command = workspace.run(['dev', '--fresh']);
    await command.says('started [--fresh]');
    workspace.put('packages/one/src/index.ts', 'export const three = 3;\n');
    expect(await command.says('told')).not.toContain('started []');
    workspace.put('packages/one/src/index.ts', 'export const four = 4;\n');
    await command.says('started []');
    command.kill('SIGTERM');
    expect((await command.ended).code).toBe(143);
  });
});

/** Resolves at the second "started". */
async function saysTwice(/** @type {ReturnType<typeof workspace.run>} */ command) {
  const first = await command.says('started');
  await command.says(`${first}started`);
}

/** A server that takes connections and never answers. @returns {Promise<{ port: number, close: () => Promise<void> }>} */
async function listening() {
  /** @type {Set<import('node:net').Socket>} */
  const sockets = new Set();
  const server = createServer((socket) => void sockets.add(socket));
  await new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(undefined)));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : 0,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Whether it still runs; one that ended and whose parent has not noticed yet does not. */
function isRunning(/** @type {number} */ pid) {
  try {
    process.kill(pid, 0);
    return process.platform !== 'linux' || !/\) Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'));
  } catch {
    return false;
  }
}
