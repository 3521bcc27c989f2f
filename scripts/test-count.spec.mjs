import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { watchForStall } from './stall.mjs';
import { forgetCounts, sumCounts, verdict } from './test-count.mjs';
import { root } from './workspace.mjs';

describe('the count of real jest runs', () => {
  /** @type {string} */
  let folder;

  beforeAll(() => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), 'interlock-count-')));
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    writePackage('good', { 'good.spec.mjs': `it('adds', () => {}); it.skip('waits (skipped: no browser here)', () => {});` });
    writePackage('bad', {
      'bad.spec.mjs': `it('holds', () => {}); it('breaks', () => { throw new Error('no'); });`,
      'broken.spec.mjs': 'it(',
    });
    writePackage('crashed', { 'never.spec.mjs': '' });
    writePackage('untested', {});
    runJest('good');
    runJest('bad');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('adds up what passed, failed and was skipped, and counts a file that cannot be run as a failure', () => {
    expect(sumCounts(folder, ['good', 'bad'])).toEqual({
      passed: 2,
      failed: ['bad/bad.spec.mjs: breaks', 'bad/broken.spec.mjs: could not be run'],
      skipped: [{ name: 'good/good.spec.mjs: waits (skipped: no browser here)', reason: 'no browser here' }],
    });
  });

  it('counts a package whose tests broke down as a failure, and one without tests not at all', () => {
    expect(sumCounts(folder, ['crashed', 'untested'])).toEqual({
      passed: 0,
      failed: ['crashed: its tests broke down before they could be counted'],
      skipped: [],
    });
  });

  it('names the file that hung', () => {
    writePackage('hung', { 'first.spec.mjs': `it('ends', () => {});`, 'hung.spec.mjs': `it('never ends', () => { for (;;); });` });
    const jest = startJest('hung');
    return jest.until(() => sumCounts(folder, ['hung']).failed.includes('hung/hung.spec.mjs: did not come to its end'));
  });

  it('fails what leaves something open, instead of waiting for it forever', () => {
    writePackage('open', { 'open.spec.mjs': `it('leaves a timer', () => void setInterval(() => {}, 1_000));` });
    expect(runJest('open').status).toBe(1);
    expect(sumCounts(folder, ['open'])).toMatchObject({
      passed: 1,
      failed: [expect.stringMatching(/^open\/the tests ended and their process did not; open are: .*Timeout/)],
    });
  });

  it('is touched by each test, so that a stall is seen', async () => {
    writePackage('stalled', {
      'stalled.spec.mjs': `it('ends', () => new Promise((resolve) => setTimeout(resolve, 400))); it('never ends', () => { for (;;); });`,
    });
    const jest = startJest('stalled');
    let stalled = false;
    const watch = watchForStall(folder, ['stalled', 'untested'], () => (stalled = true), { limitMs: 1_500, everyMs: 20 });
    await jest.until(() => stalled);
    watch.stop();
    expect(sumCounts(folder, ['stalled']).failed).toEqual(['stalled/stalled.spec.mjs: did not come to its end']);
  });

  it('does not count a run of before', () => {
    forgetCounts(folder, ['good']);
    expect(sumCounts(folder, ['good'])).toMatchObject({ passed: 0, failed: [expect.stringContaining('broke down')] });
  });

  function writePackage(/** @type {string} */ name, /** @type {Record<string, string>} */ files) {
    mkdirSync(join(folder, name));
    for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), text);
    const config = {
      testMatch: ['**/*.spec.mjs'],
      transform: {},
      reporters: [[join(root, 'scripts/count-reporter.mjs'), { lingerMs: 300 }]],
    };
    writeFileSync(join(folder, name, 'jest.config.mjs'), `export default ${JSON.stringify(config)};`);
  }

  /** @returns {Parameters<typeof spawn>} */
  function jestOf(/** @type {string} */ name) {
    const env = { ...process.env, NODE_OPTIONS: '--experimental-vm-modules' };
    return [process.execPath, [join(root, 'node_modules/jest/bin/jest.js')], { cwd: join(folder, name), env, stdio: 'ignore' }];
  }

  function runJest(/** @type {string} */ name) {
    return spawnSync(...jestOf(name));
  }

  function startJest(/** @type {string} */ name) {
    const jest = spawn(...jestOf(name));
    return {
      /** Waits for it, and ends the run. */
      until: async (/** @type {() => boolean} */ condition) => {
        while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
        const ended = once(jest, 'exit');
        jest.kill('SIGKILL');
        await ended;
      },
    };
  }
});

describe('the counting line', () => {
  const lastLine = (/** @type {import('./count-reporter.mjs').TestCount} */ count) => verdict(count).lines.at(-1);

  it('is the last line and names nothing but numbers', () => {
    expect(lastLine({ passed: 12, failed: [], skipped: [] })).toBe('12 passed, 0 failed');
    expect(lastLine({ passed: 12, failed: ['a'], skipped: [] })).toBe('12 passed, 1 failed');
    expect(lastLine({ passed: 12, failed: [], skipped: [{ name: 'a', reason: 'b' }] })).toBe('12 passed, 0 failed, 1 skipped');
  });

  it('follows the names of what failed and what was skipped', () => {
    const { lines } = verdict({
      passed: 0,
      failed: ['one'],
      skipped: [{ name: 'two (skipped: no browser here)', reason: 'no browser here' }],
    });
    expect(lines).toEqual(['skipped: two (skipped: no browser here)', 'failed: one', '', '0 passed, 1 failed, 1 skipped']);
  });

  it('is a success only without failures and without a skip that gives no reason', () => {
    expect(verdict({ passed: 1, failed: [], skipped: [] }).ok).toBe(true);
    expect(verdict({ passed: 1, failed: ['a'], skipped: [] }).ok).toBe(false);
    expect(verdict({ passed: 1, failed: [], skipped: [{ name: 'a', reason: 'b' }] }).ok).toBe(true);
    expect(verdict({ passed: 1, failed: [], skipped: [{ name: 'a', reason: null }] }).ok).toBe(false);
  });
});
