// `npm test`: one embedded PostgreSQL for the whole run, turbo over the packages' jest, and one counting line at the end.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { brokenOff, main, Refusal } from './say.mjs';
import { forgetCounts, hasTests, sumCounts, verdict } from './test-count.mjs';
import { turbo } from './turbo.mjs';
import { packageFolders, root } from './workspace.mjs';

/** The folder of these scripts has tests too, run by a task of the root. */
const scripts = 'scripts';

/** @param {readonly string[]} args @returns {Promise<number>} the exit code */
async function test(args) {
  const force = args.includes('--force');
  const folders = chosen(args.filter((arg) => arg !== '--force'));
  forgetCounts(root, folders);

  // The server must be stopped by us, whenever the signal comes; once turbo runs, `stopped` tells of it.
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (interrupted = true));
  const server = folders.some((folder) => hasTests(root, folder, '*.db.spec')) ? await testServer() : undefined;
  if (interrupted) {
    await server?.stop();
    return brokenOff;
  }
  const packages = folders.filter((folder) => folder !== scripts);
  const tasks = [...(packages.length > 0 ? ['test'] : []), ...(folders.includes(scripts) ? ['//#test:scripts'] : [])];
  // Two at a time and no more: each jest uses half of the processors by itself (jest.preset.mjs).
  const { code, stopped } = await turbo(root, tasks, {
    atOnce: 2,
    flags: [
      '--continue=dependencies-successful',
      '--output-logs=new-only',
      '--log-order=grouped',
      ...(force ? ['--force'] : []),
      ...packages.map((folder) => `--filter=./${folder}`),
    ],
    env: server ? { INTERLOCK_TEST_DATABASE_URL: server.url } : {},
  }).ended.finally(() => server?.stop());
  if (stopped) return code;

  const count = sumCounts(root, folders);
  if (code !== 0 && count.failed.length === 0) count.failed.push(`turbo ended with code ${code} although every test it ran passed`);
  const { lines, ok } = verdict(count);
  process.stdout.write(`\n${lines.join('\n')}\n`);
  return ok ? 0 : 1;
}

/** The folders to test, by the names given; all when none is given. */
function chosen(/** @type {readonly string[]} */ names) {
  const all = [...packageFolders(root), scripts];
  if (names.length === 0) return all;
  return names.map((name) => {
    const folder = all.find((candidate) => candidate === name || candidate.endsWith(`/${name}`));
    if (folder === undefined) throw new Refusal(`there is no package "${name}"`, `There are: ${all.join(' ')}`);
    return folder;
  });
}

/** The server that the packages' database tests share; without it, each would start one of its own. */
async function testServer() {
  const built = join(root, 'packages/persistence/dist/testing/index.js');
  if (!existsSync(built)) throw new Refusal(`${built} is missing: build first (npm test does)`);
  const testing = /** @type {{ startTestServer: () => Promise<{ url: string, stop: () => Promise<void> }> }} */ (await import(built));
  return testing.startTestServer();
}

await main(test);
