import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's root folder. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * @typedef {{ name?: string, version?: string, description?: string, packageManager?: string, scripts?: Record<string, string>, dependencies?: Record<string, string>,
 *   devDependencies?: Record<string, string>, optionalDependencies?: Record<string, string>, peerDependencies?: Record<string, string> }} Manifest
 */

/** @param {string} folder */
export function manifest(folder) {
  return /** @type {Manifest} */ (JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')));
}

/** The packages of the workspace, sorted, as folders relative to `from`: `apps/gateway`, `packages/domain`, … */
export function packageFolders(from = root) {
  return ['apps', 'packages'].flatMap((group) => {
    if (!existsSync(join(from, group))) return [];
    const names = readdirSync(join(from, group)).sort();
    return names.map((name) => `${group}/${name}`).filter((folder) => existsSync(join(from, folder, 'package.json')));
  });
}

/** "pnpm@12.21.0", the package manager that the repository is pinned to. */
export function pinnedPackageManager(from = root) {
  return (manifest(from).packageManager ?? 'pnpm').split('+')[0] ?? 'pnpm';
}

/** The Node 24 that package.json pins, as a path; it is there once the packages are installed. */
export function pinnedNode(from = root) {
  return join(from, 'node_modules', 'node', 'bin', 'node');
}

/** The environment of everything we start: the pinned Node and the repository's tools first, and no tool that reports home. */
export function environment(from = root, base = process.env) {
  return {
    ...base,
    PATH: [dirname(pinnedNode(from)), join(from, 'node_modules', '.bin'), base.PATH ?? ''].join(delimiter),
    DO_NOT_TRACK: '1',
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    // npx is a means here: neither its spinner nor its warnings about the user's own settings belong in our output.
    npm_config_loglevel: 'error',
    npm_config_progress: 'false',
  };
}
