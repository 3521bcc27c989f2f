import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { progress, Refusal } from './say.mjs';
import { sourcesFingerprint, stamp } from './stamps.mjs';
import { turbo } from './turbo.mjs';
import { packageFolders } from './workspace.mjs';

/**
 * Builds the packages whose sources changed. When none did since the last good build, turbo is not even asked.
 * @param {string} root
 * @returns {Promise<boolean>} false when a signal broke it off
 * @throws {Refusal} when a package does not build
 */
export async function build(root) {
  // Taken before the build: a file saved while it runs is then a change for the next one.
  const fingerprint = sourcesFingerprint(root);
  const done = stamp(root, 'build');
  if (done.matches(fingerprint) && packageFolders(root).every((folder) => existsSync(join(root, folder, 'dist')))) return true;

  const line = progress('building what changed');
  done.clear();
  /** @type {string[]} */
  const said = [];
  const { code, stopped } = await turbo(root, ['build'], {
    flags: ['--output-logs=errors-only', '--log-order=grouped'],
    onLine: (text) => void said.push(text),
  }).ended;
  if (code === 0 && !stopped) {
    done.set(fingerprint);
    line.done();
    return true;
  }
  line.failed();
  if (stopped) return false;
  throw new Refusal('the build failed, see above', said.join('\n'));
}
