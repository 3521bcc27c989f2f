import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
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
  const folders = packageFolders(root);
  const sources = folders.flatMap((folder) => filesIn(root, `${folder}/src`)).filter((file) => !file.endsWith('.spec.ts'));
  return fingerprintOf(root, [...buildSettings, ...folders.map((folder) => `${folder}/package.json`), ...sources]);
}

/** What was built, likewise. */
export function outputsFingerprint(/** @type {string} */ root) {
  return fingerprintOf(
    root,
    packageFolders(root).flatMap((folder) => filesIn(root, `${folder}/dist`)),
  );
}

/** Every file below the folder; none where there is no such folder. */
function filesIn(/** @type {string} */ root, /** @type {string} */ folder) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort();
}

/** The time of the last change to the file's entry too: a file that is moved into its place brings its old time of writing with it. */
function fingerprintOf(/** @type {string} */ root, /** @type {readonly string[]} */ files) {
  const hash = createHash('sha256');
  for (const file of files) {
    const stat = statSync(join(root, file), { throwIfNoEntry: false });
    hash.update(stat ? `${file} ${stat.size} ${stat.mtimeMs} ${stat.ctimeMs}\n` : `${file} missing\n`);
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
