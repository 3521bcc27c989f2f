import { existsSync, readdirSync, rmSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { start } from './children.mjs';
import { environment, pinnedPackageManager } from './workspace.mjs';

/** Two tasks at least, since each waits for its disk too; not more than half the processors, since jest and swc use several themselves. */
const concurrency = Math.max(2, Math.floor(availableParallelism() / 2));

/**
 * Runs tasks of turbo.json over the packages, from its cache where nothing changed. npx is only there to put the pinned pnpm, by which turbo
 * starts each package's script, on the path.
 *
 * @param {string} root
 * @param {readonly string[]} tasks
 * @param {{ flags?: readonly string[], env?: Record<string, string>, atOnce?: number, onLine?: (line: string) => void }} [options]
 */
export function turbo(root, tasks, { flags = [], env = {}, atOnce = concurrency, onLine } = {}) {
  const turboBinary = join(root, 'node_modules', '.bin', 'turbo');
  const command = [quoted(turboBinary), 'run', ...tasks, '--ui=stream', `--concurrency=${atOnce}`, ...flags].join(' ');
  return start('npx', ['--yes', '-p', pinnedPackageManager(root), '-c', `exec ${command}`], {
    cwd: root,
    env: { ...environment(root), ...env },
    forward: 'group',
    ...(onLine ? { onLine } : {}),
  });
}

/** What turbo has kept since that moment is thrown away: it was made of sources that changed while they were read. */
export function forgetCachedSince(/** @type {string} */ root, /** @type {number} */ sinceMs) {
  const cache = join(root, '.turbo', 'cache');
  for (const name of existsSync(cache) ? readdirSync(cache) : []) {
    const file = join(cache, name);
    if ((statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0) >= sinceMs) rmSync(file, { force: true, recursive: true });
  }
}

/** For the shell that npx runs a command in; only the repository's own path may need it. */
function quoted(/** @type {string} */ text) {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
