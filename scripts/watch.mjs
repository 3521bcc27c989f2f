import { existsSync, watch as watchFiles } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { Refusal, say } from './say.mjs';
import { packageFolders } from './workspace.mjs';

/** An editor saves in several steps, and a branch switch writes many files: one change is what comes within this time. */
const settleMs = 200;

/** @typedef {import('./children.mjs').Child} Child */

/**
 * Runs a program and starts it again whenever the sources changed and still build.
 * @param {string} root
 * @param {() => Child} startProgram
 * @returns {Promise<number>} the exit code, once a signal ended it
 */
export async function watch(root, startProgram) {
  const changes = sourceChanges(root);
  try {
    let child = startProgram();
    /** @type {Child['ended']} */
    let running = child.ended;
    for (;;) {
      const end = await Promise.race([running, changes.next()]);
      if (end?.stopped) return end.code;
      if (end) {
        say(`the system ended with code ${end.code}; it starts again when a source file changes`);
        running = new Promise(() => undefined);
        continue;
      }
      const built = await buildAgain(root);
      if (built === 'stopped') return (await child.ended).code;
      if (built === 'failed') continue; // what runs goes on
      child.stop('SIGTERM');
      const previous = await child.ended;
      if (previous.stopped) return previous.code;
      child = startProgram();
      running = child.ended;
    }
  } finally {
    changes.close();
  }
}

/** @param {string} root @returns {Promise<'built' | 'failed' | 'stopped'>} */
async function buildAgain(root) {
  try {
    return (await build(root)) ? 'built' : 'stopped';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    say(`${error.message}\n${error.details}`);
    return 'failed';
  }
}

/** Tells of saved source files; tests are not part of what runs. */
function sourceChanges(/** @type {string} */ root) {
  let changed = false;
  /** @type {(() => void) | undefined} */
  let wake;
  /** @type {NodeJS.Timeout | undefined} */
  let settling;
  const onChange = (/** @type {string} */ _event, /** @type {string | null} */ file) => {
    if (file?.endsWith('.spec.ts')) return;
    clearTimeout(settling);
    settling = setTimeout(() => {
      changed = true;
      wake?.();
    }, settleMs);
  };
  const folders = packageFolders(root).map((folder) => join(root, folder, 'src'));
  const watchers = folders.filter((folder) => existsSync(folder)).map((folder) => watchFiles(folder, { recursive: true }, onChange));
  return {
    /** Resolves at the next change, or at once when one came since the last call. @returns {Promise<undefined>} */
    next: () =>
      new Promise((resolve) => {
        wake = () => {
          if (!changed) return;
          changed = false;
          resolve(undefined);
        };
        wake();
      }),
    close: () => {
      clearTimeout(settling);
      watchers.forEach((watcher) => watcher.close());
    },
  };
}
