import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

/** Where a package's jest leaves what it counted. Turbo keeps the file with the task, so a cached run is counted like a fresh one. */
export const resultFile = '.turbo/test-results.json';

/**
 * @typedef {object} TestCount what one package's tests came to
 * @property {number} passed
 * @property {string[]} failed names, one per failed test, and one per file that could not be run at all
 * @property {{ name: string, reason: string | null }[]} skipped
 */

/**
 * @typedef {object} FileResult the part of jest's own result of one spec file that is read here
 * @property {string} testFilePath
 * @property {unknown} [testExecError] set when the file could not be run
 * @property {readonly { status: string, fullName: string }[]} testResults
 */

/** A skipped test says why in its title: `it.skip('pays at the cashier page (skipped: no browser here)')`. */
const skipReason = /\(skipped: ([^)]+)\)/;

/** A jest reporter that leaves the count behind as a file. */
export default class CountReporter {
  /** @type {string} */
  #rootDir;

  constructor(/** @type {{ rootDir: string }} */ globalConfig) {
    this.#rootDir = globalConfig.rootDir;
  }

  onRunComplete(/** @type {unknown} */ _contexts, /** @type {{ testResults: FileResult[] }} */ results) {
    const file = join(this.#rootDir, resultFile);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, `${JSON.stringify(countOf(results.testResults, this.#rootDir), null, 2)}\n`);
  }
}

/**
 * @param {readonly FileResult[]} files
 * @param {string} rootDir
 * @returns {TestCount}
 */
export function countOf(files, rootDir) {
  /** @type {TestCount} */
  const count = { passed: 0, failed: [], skipped: [] };
  for (const file of files) {
    const path = relative(rootDir, file.testFilePath);
    if (file.testExecError && !file.testResults.some((test) => test.status === 'failed')) count.failed.push(`${path}: could not be run`);
    for (const test of file.testResults) {
      const name = `${path}: ${test.fullName}`;
      if (test.status === 'passed') count.passed += 1;
      else if (test.status === 'failed') count.failed.push(name);
      else count.skipped.push({ name, reason: skipReason.exec(test.fullName)?.[1] ?? null });
    }
  }
  return count;
}
