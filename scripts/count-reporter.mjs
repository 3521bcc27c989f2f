import { mkdirSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
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

/** How long the process may take to end once its tests have: the global teardown alone is left to do. */
const lingerDefaultMs = 60_000;

/**
 * A jest reporter that leaves the count behind as a file. The file is there from the first spec on and tells of those that still run, so
 * that a run that hangs says where; and it is touched by each test, so that whoever waits sees that the run goes on (stall.mjs).
 */
export default class CountReporter {
  /** @type {string} */
  #rootDir;
  /** @type {string} */
  #file;
  /** @type {FileResult[]} */
  #results = [];
  /** @type {Set<string>} */
  #running = new Set();
  /** @type {number} */
  #lingerMs;

  /** @param {{ rootDir: string }} globalConfig @param {{ lingerMs?: number }} [options] */
  constructor(globalConfig, { lingerMs = lingerDefaultMs } = {}) {
    this.#lingerMs = lingerMs;
    this.#rootDir = globalConfig.rootDir;
    this.#file = join(globalConfig.rootDir, resultFile);
  }

  onRunStart() {
    mkdirSync(dirname(this.#file), { recursive: true });
    this.#write();
  }

  onTestFileStart(/** @type {{ path: string }} */ test) {
    this.#running.add(test.path);
    this.#write();
  }

  onTestCaseResult() {
    const now = new Date();
    utimesSync(this.#file, now, now);
  }

  onTestFileResult(/** @type {{ path: string }} */ test, /** @type {FileResult} */ result) {
    this.#running.delete(test.path);
    this.#results.push(result);
    this.#write();
  }

  onRunComplete(/** @type {unknown} */ _contexts, /** @type {{ testResults: FileResult[] }} */ results) {
    this.#running.clear();
    this.#results = results.testResults;
    this.#write();
    // Jest waits forever for what a test left open. It does not keep the process alive itself: it strikes only where something else does.
    setTimeout(() => {
      const open = process.getActiveResourcesInfo().join(', ');
      this.#write([`the tests ended and their process did not; open are: ${open}`]);
      process.stderr.write(`interlock: the tests ended and their process did not; open are: ${open}\n`);
      process.exit(1);
    }, this.#lingerMs).unref();
  }

  /** @param {readonly string[]} [more] failures that belong to no file */
  #write(more = []) {
    const count = countOf(this.#results, this.#rootDir);
    const unended = [...this.#running].map((path) => `${relative(this.#rootDir, path)}: did not come to its end`);
    const whole = { ...count, failed: [...count.failed, ...unended, ...more] };
    // Whoever reads it, or ends us in the middle, finds it whole.
    writeFileSync(`${this.#file}.new`, `${JSON.stringify(whole, null, 2)}\n`);
    renameSync(`${this.#file}.new`, this.#file);
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
