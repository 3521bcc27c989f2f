import { existsSync, globSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { resultFile } from './count-reporter.mjs';

/** @typedef {import('./count-reporter.mjs').TestCount} TestCount */

/** Forgets the last run's counts, so that a package whose tests break down is not counted by them. */
export function forgetCounts(/** @type {string} */ root, /** @type {readonly string[]} */ folders) {
  for (const folder of folders) rmSync(join(root, folder, resultFile), { force: true });
}

/**
 * What the packages' tests came to. A package that has tests and left no count is a failure of its own: it broke down.
 * @param {string} root
 * @param {readonly string[]} folders
 * @returns {TestCount}
 */
export function sumCounts(root, folders) {
  /** @type {TestCount} */
  const sum = { passed: 0, failed: [], skipped: [] };
  for (const folder of folders) {
    const file = join(root, folder, resultFile);
    if (!existsSync(file)) {
      if (hasTests(root, folder)) sum.failed.push(`${folder}: its tests broke down before they could be counted`);
      continue;
    }
    const count = /** @type {TestCount} */ (JSON.parse(readFileSync(file, 'utf8')));
    sum.passed += count.passed;
    sum.failed.push(...count.failed.map((name) => `${folder}/${name}`));
    sum.skipped.push(...count.skipped.map(({ name, reason }) => ({ name: `${folder}/${name}`, reason })));
  }
  return sum;
}

/** Whether any spec file lies in the folder. */
export function hasTests(/** @type {string} */ root, /** @type {string} */ folder, kind = '*.spec') {
  return (
    globSync(`**/${kind}.{ts,mjs}`, { cwd: join(root, folder), exclude: (path) => /(^|\/)(node_modules|dist)$/.test(path) }).length > 0
  );
}

/**
 * The end of `npm test`: each failed and each skipped test by name, then the counting line, alone and last.
 * @param {TestCount} count
 * @returns {{ lines: string[], ok: boolean }} a skipped test without a reason is not accepted
 */
export function verdict({ passed, failed, skipped }) {
  const lines = [
    ...skipped.map(({ name, reason }) => `skipped: ${name}${reason === null ? ' — without a reason, which counts as a failure' : ''}`),
    ...failed.map((name) => `failed: ${name}`),
  ];
  if (lines.length > 0) lines.push('');
  lines.push(`${passed} passed, ${failed.length} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
  return { lines, ok: failed.length === 0 && skipped.every(({ reason }) => reason !== null) };
}
