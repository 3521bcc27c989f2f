import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { progress, Refusal, say } from './say.mjs';
import { outputsFingerprint, sourcesFingerprint, stamp } from './stamps.mjs';
import { forgetCachedSince, turbo } from './turbo.mjs';
import { packageFolders } from './workspace.mjs';

/** How often it begins again because a source file changed meanwhile; past that the next command builds once more. */
const buildsMax = 3;

/**
 * Builds the packages whose sources changed. When none did since the last good build, and what that built is still there, turbo is not even asked.
 * @param {string} root
 * @returns {Promise<boolean>} false when a signal broke it off
 * @throws {Refusal} when a package does not build
 */
export async function build(root) {
  const done = stamp(root, 'build');
  if (packageFolders(root).every((folder) => existsSync(join(root, folder, 'dist'))) && done.matches(fingerprint(root))) return true;

  const line = progress('building what changed');
  done.clear();
  for (let count = 1; ; count += 1) {
    // Taken before the build: a file saved while it runs is then a change for the next one.
    const sources = sourcesFingerprint(root);
    const startedMs = Date.now();
    /** @type {string[]} */
    const said = [];
    const { code, stopped } = await turbo(root, ['build'], {
      flags: ['--output-logs=errors-only', '--log-order=grouped'],
      onLine: (text) => void said.push(text),
    }).ended;
    const same = sourcesFingerprint(root) === sources;
    // Turbo has kept what was built under the sources that it saw first, and would bring it back with them, for ever.
    if (!same) forgetCachedSince(root, startedMs);
    if (code === 0 && !stopped && !same && count < buildsMax) continue;
    if (code === 0 && !stopped) {
      if (same) done.set(fingerprint(root));
      line.done();
      if (!same)
        say(
          `the sources changed during each of ${String(buildsMax)} builds: what runs now may be a mixture, and the next command builds once more`,
        );
      return true;
    }
    line.failed();
    if (stopped) return false;
    throw new Refusal('the build failed, see above', said.join('\n'));
  }
}

/** What was built, and of what: a build by hand or of another branch is not taken for the one that is wanted. */
function fingerprint(/** @type {string} */ root) {
  return `${sourcesFingerprint(root)} ${outputsFingerprint(root)}`;
}
