import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { start } from './children.mjs';
import { tellsOfNetwork, unreachableRegistry } from './registry-error.mjs';
import { progress, Refusal } from './say.mjs';
import { packagesFingerprint, stamp } from './stamps.mjs';
import { environment, pinnedNode, pinnedPackageManager } from './workspace.mjs';

/** Requests that may fail, each already tried twice, before the registry counts as unreachable; pnpm alone would go on for a minute. */
const networkFailuresMax = 4;

/** Few and quick retries: a registry that is away should be told in seconds. */
const retries = { fetch_retries: '1', fetch_retry_mintimeout: '500', fetch_retry_maxtimeout: '2000', fetch_timeout: '30000' };

/**
 * Installs the packages exactly as the lock file names them, when it, a package.json or the machine changed since the last time.
 * @param {string} root
 * @returns {Promise<boolean>} false when a signal broke it off
 * @throws {Refusal} with the reason in one line
 */
export async function install(root) {
  const fingerprint = packagesFingerprint(root);
  const done = stamp(root, 'install');
  if (done.matches(fingerprint) && existsSync(pinnedNode(root))) return true;

  const why = existsSync(join(root, 'node_modules', '.modules.yaml')) ? 'the lock file or a package.json changed' : 'first start';
  const packageManager = pinnedPackageManager(root);
  const line = progress(`installing packages with ${packageManager} (${why})`);
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  done.clear();

  /** @type {string[]} */
  const said = [];
  let networkFailures = 0;
  // The lock file was checked when it was written, and it holds a checksum per package: no second look at the registry for each.
  const args = ['--yes', packageManager, 'install', '--frozen-lockfile', '--trust-lockfile', '--reporter=append-only'];
  const child = start('npx', args, {
    cwd: root,
    env: installEnvironment(root),
    forward: 'group',
    onLine: (text) => {
      const counts = /^Progress: .*?(reused \d+), (downloaded \d+)/.exec(text);
      if (counts) return line.at(`${counts[1]}, ${counts[2]}`);
      said.push(text);
      if (tellsOfNetwork(text) && ++networkFailures === networkFailuresMax) child.stop('SIGTERM');
    },
  });
  const { code, stopped } = await child.ended.catch((/** @type {unknown} */ error) => {
    line.failed();
    throw new Refusal(`npx, which comes with Node, cannot be started: ${String(error)}`);
  });
  if (code === 0 && !stopped) {
    done.set(fingerprint);
    line.done();
    return true;
  }
  line.failed();
  if (stopped) return false;
  const unreachable = unreachableRegistry(said);
  if (unreachable) throw new Refusal(unreachable);
  throw new Refusal(`the packages cannot be installed: ${packageManager} ended with code ${code}, see above`, said.slice(-40).join('\n'));
}

/** npm and pnpm read their settings under different prefixes, and what the user has set wins; CI keeps pnpm from asking a question. */
function installEnvironment(/** @type {string} */ root) {
  /** @type {NodeJS.ProcessEnv} */
  const settings = { CI: '1' };
  for (const [name, value] of Object.entries(retries)) {
    settings[`npm_config_${name}`] = value;
    settings[`pnpm_config_${name}`] = value;
  }
  return environment(root, { ...settings, ...process.env });
}
