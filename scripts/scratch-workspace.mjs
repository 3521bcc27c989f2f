import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { root } from './workspace.mjs';

/**
 * A small workspace in a temporary folder, with these scripts in it and an `npx` that installs and builds by writing empty files. It notes
 * each of its calls, so that a test sees what was installed and built, and when.
 */
export function scratchWorkspace() {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'interlock-scripts-')));
  const put = (/** @type {string} */ path, /** @type {string | object} */ content) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), typeof content === 'string' ? content : JSON.stringify(content));
  };

  put('package.json', { name: 'scratch', type: 'module', packageManager: 'pnpm@12.21.0' });
  put('pnpm-lock.yaml', 'lockfileVersion: 1\n');
  put('packages/one/package.json', { name: '@interlock/one', scripts: {}, dependencies: { pg: '8' } });
  put('packages/one/src/index.ts', 'export {};\n');
  put('apps/lab/package.json', { name: '@interlock/lab' });
  put('apps/lab/src/main.ts', 'export {};\n');
  cpSync(join(root, 'scripts'), join(folder, 'scripts'), { recursive: true, filter: (path) => !path.includes('.turbo') });

  put('bin/package.json', { type: 'commonjs' });
  put(
    'bin/npx',
    `#!${process.execPath}
const { appendFileSync, mkdirSync, symlinkSync, existsSync, writeFileSync } = require('node:fs');
const { dirname } = require('node:path');
const installs = process.argv.includes('install');
appendFileSync(${JSON.stringify(join(folder, 'npx-calls'))}, (installs ? 'install' : 'build') + '\\n');
if (process.env.NPX_SAYS) { console.error(process.env.NPX_SAYS); process.exit(1); }
if (installs && !existsSync('node_modules/node/bin/node')) {
  mkdirSync('node_modules/node/bin', { recursive: true });
  symlinkSync(process.execPath, 'node_modules/node/bin/node');
}
if (!installs) for (const folder of ['packages/one', 'apps/lab']) mkdirSync(folder + '/dist', { recursive: true });
if (!installs && process.env.NPX_SAVES && (process.env.NPX_SAVES_EACH || !existsSync('saved'))) {
  for (const path of ['saved', process.env.NPX_SAVES, '.turbo/cache/1.tar.zst']) {
    mkdirSync(dirname(path), { recursive: true });
    appendFileSync(path, 'saved while it was built');
  }
}
`,
  );
  chmodSync(join(folder, 'bin', 'npx'), 0o755);
  symlinkSync(process.execPath, join(folder, 'bin', 'node'));

  return {
    folder,
    put,
    /** What npx was asked for so far, in order. */
    calls: () => {
      try {
        return readFileSync(join(folder, 'npx-calls'), 'utf8').trim().split('\n');
      } catch {
        return [];
      }
    },
    /**
     * Runs a root command as `npm` would.
     * @param {readonly string[]} args @param {NodeJS.ProcessEnv} [env] over the scratch npx; `PATH` may bring the real one back
     */
    run: (args, env = {}) => {
      const child = spawn(process.execPath, [join(folder, 'scripts', 'run.cjs'), ...args], {
        cwd: folder,
        env: { ...process.env, PATH: `${join(folder, 'bin')}${delimiter}${process.env.PATH ?? ''}`, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return watched(child);
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child */
function watched(child) {
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (/** @type {string} */ text) => (said.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (/** @type {string} */ text) => (said.stderr += text));
  /** @type {Promise<{ code: number | null, stdout: string, stderr: string }>} */
  const ended = new Promise((resolve) => child.once('close', (code) => resolve({ code, ...said })));
  return {
    kill: (/** @type {NodeJS.Signals} */ signal) => child.kill(signal),
    ended,
    /** Resolves with its output so far, once that holds the text. @returns {Promise<string>} */
    says: (/** @type {string} */ text) =>
      new Promise((resolve, reject) => {
        const look = () => {
          if (said.stdout.includes(text)) resolve(said.stdout);
        };
        child.stdout.on('data', look);
        child.once('close', () => reject(new Error(`ended without saying "${text}":\n${said.stdout}${said.stderr}`)));
        look();
      }),
  };
}
