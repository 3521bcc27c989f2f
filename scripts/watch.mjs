import { existsSync, watch as watchFiles } from 'node:fs';
import { join } from 'node:path';
import { build } from './build.mjs';
import { codeOf } from './children.mjs';
import { Refusal, say } from './say.mjs';
import { packageFolders } from './workspace.mjs';

/** An editor saves in several steps, and a branch switch writes many files: one change is what comes within this time. */
const settleMs = 200;

/** @typedef {import('./children.mjs').Child} Child */

/** @type {Promise<undefined>} */
const never = new Promise(() => undefined);

/**
 * Says to the program that something was built. One that knows the signal starts again what it concerns; one that does not is ended by it,
 * and one that wants to be started again whole ends with the same code.
 */
const built = 'SIGUSR2';

/**
 * Runs a program and tells it whenever the sources changed and still build.
 * @param {string} root
 * @param {(again: boolean) => Child} startProgram
 * @returns {Promise<number>} the exit code, once a signal ended it
 */
export async function watch(root, startProgram) {
  const changes = sourceChanges(root);
  try {
    let child = startProgram(false);
    /** @type {Child['ended'] | undefined} */
    let running = child.ended;
    const startAgain = () => {
      child = startProgram(true);
      running = child.ended;
    };
    for (;;) {
      const end = await Promise.race([running ?? never, changes.next()]);
      if (end?.stopped) return end.code;
      if (end?.code === codeOf(built)) {
        startAgain();
        continue;
      }
      if (end) {
        say(`the system ended with code ${end.code}; it starts again when a source file changes`);
        running = undefined;
        continue;
      }
      const build = await buildAgain(root);
      if (build === 'stopped') return (await child.ended).code;
      if (build === 'failed') continue; // what runs goes on
      if (running) child.stop(built);
      else startAgain();
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
