// `npm test`: one embedded PostgreSQL for the whole run, turbo over the packages' jest, and one counting line at the end.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runFolder } from './run-folder.mjs';
import { brokenOff, main, Refusal, say } from './say.mjs';
import { stallMs, watchForStall } from './stall.mjs';
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

  // What was started must be ended by us, whenever the signal comes; once turbo runs, `stopped` tells of it.
  let interrupted = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => (interrupted = true));

  const temporary = runFolder();
  process.env.TMPDIR = temporary.path;
  /** @type {Awaited<ReturnType<typeof runTests>> | undefined} */
  let end;
  /** @type {Awaited<ReturnType<typeof testServer>> | undefined} */
  let server;
  try {
    if (folders.some((folder) => hasTests(root, folder, '*.db.spec'))) server = await testServer();
    if (!interrupted) end = await runTests(folders, { force, server });
  } finally {
    await server?.stop();
    const left = await temporary.remove();
    if (left > 0) say(`${left} processes that the tests had left running were ended`);
  }
  if (end === undefined || end.stopped) return brokenOff;

  const count = sumCounts(root, folders);
  if (end.code !== 0 && count.failed.length === 0) count.failed.push(`turbo ended with code ${end.code} although every test it ran passed`);
  const { lines, ok } = verdict(count);
  process.stdout.write(`\n${lines.join('\n')}\n`);
  return ok ? 0 : 1;
}

/** @param {readonly string[]} folders @param {{ force: boolean, server: { url: string } | undefined }} how */
async function runTests(folders, { force, server }) {
  const kafka = await kafkaJars();
  const packages = folders.filter((folder) => folder !== scripts);
  const tasks = [...(packages.length > 0 ? ['test'] : []), ...(folders.includes(scripts) ? ['//#test:scripts'] : [])];
  const run = turbo(root, tasks, {
    // Two at a time and no more: each jest uses half of the processors by itself (jest.preset.mjs).
    atOnce: 2,
    flags: [
      '--continue=dependencies-successful',
      '--output-logs=new-only',
      '--log-order=grouped',
      ...(force ? ['--force'] : []),
      ...packages.map((folder) => `--filter=./${folder}`),
    ],
    env: { ...browser(), ...kafka, ...(server ? { INTERLOCK_TEST_DATABASE_URL: server.url } : {}) },
  });
  const watch = watchForStall(root, folders, () => {
    say(`no test has ended for ${stallMs / 60_000} minutes: the run is broken off, and what was running counts as failed`);
    run.stop('SIGTERM');
  });
  return run.ended.finally(watch.stop);
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

/**
 * The browser for the tests that open pages, if there is one. Turbo takes the variable into account, so that tests which were skipped for
 * want of a browser are run once there is one.
 */
function browser() {
  const path = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  /** @type {Record<string, string>} */
  const found = existsSync(path) ? { CHROMIUM_PATH: path } : {};
  return found;
}

/** Kafka's jars for the tests with a real broker, if they are there, likewise. */
async function kafkaJars() {
  const built = join(root, 'apps/lab/dist/kafka/jars.js');
  if (!existsSync(built)) return {};
  const jars = /** @type {{ jarsFolder: () => string, missingForKafka: () => string | undefined }} */ (await import(built));
  /** @type {Record<string, string>} */
  const found = jars.missingForKafka() === undefined ? { INTERLOCK_KAFKA_JARS: jars.jarsFolder() } : {};
  return found;
}

/** The server that the packages' database tests share; without it, each would start one of its own. */
async function testServer() {
  const built = join(root, 'packages/persistence/dist/testing/index.js');
  if (!existsSync(built)) throw new Refusal(`${built} is missing: build first (npm test does)`);
  const testing = /** @type {{ startTestServer: () => Promise<{ url: string, stop: () => Promise<void> }> }} */ (await import(built));
  return testing.startTestServer();
}

await main(test);
