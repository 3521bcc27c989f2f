import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manifest, packageFolders } from './workspace.mjs';

/**
 * What `node_modules` was made from: the lock file, the workspace file, what each package asks for, and the machine's kind (binaries
 * differ by it). The Node that runs this script is left out on purpose: the packages hold the Node that they are used with.
 */
export function packagesFingerprint(/** @type {string} */ root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', '.npmrc']) {
    hash.update(`${file}\n`).update(existsSync(join(root, file)) ? readFileSync(join(root, file)) : '');
  }
  for (const folder of ['.', ...packageFolders(root)]) {
    const { name, packageManager, dependencies, devDependencies, optionalDependencies, peerDependencies } = manifest(join(root, folder));
    hash.update(JSON.stringify([folder, name, packageManager, dependencies, devDependencies, optionalDependencies, peerDependencies]));
  }
  return hash.digest('hex');
}

/** Files beside the packages that a build depends on. */
const buildSettings = ['.swcrc', 'turbo.json', 'package.json', 'pnpm-lock.yaml'];

/** What the builds were made from, by size and time of change: read in milliseconds, where asking turbo takes a second. */
export function sourcesFingerprint(/** @type {string} */ root) {
  const hash = createHash('sha256');
  const add = (/** @type {string} */ file) => {
    const stat = statSync(join(root, file), { throwIfNoEntry: false });
    hash.update(stat ? `${file} ${stat.size} ${stat.mtimeMs}\n` : `${file} missing\n`);
  };
  buildSettings.forEach(add);
  for (const folder of packageFolders(root)) {
    add(`${folder}/package.json`);
    if (!existsSync(join(root, folder, 'src'))) continue;
    const files = readdirSync(join(root, folder, 'src'), { recursive: true, encoding: 'utf8' });
    files
      .filter((file) => !file.endsWith('.spec.ts'))
      .sort()
      .forEach((file) => add(`${folder}/src/${file}`));
  }
  return hash.digest('hex');
}

/** A stamp holds the fingerprint of the last time a step went well; it lives and dies with `node_modules`. */
export function stamp(/** @type {string} */ root, /** @type {'install' | 'build'} */ step) {
  const path = join(root, 'node_modules', `.interlock-${step}`);
  return {
    matches: (/** @type {string} */ fingerprint) => existsSync(path) && readFileSync(path, 'utf8') === fingerprint,
    set: (/** @type {string} */ fingerprint) => writeFileSync(path, fingerprint),
    /** Taken away before the step begins, so that a step broken off is done again. */
    clear: () => rmSync(path, { force: true }),
  };
}
