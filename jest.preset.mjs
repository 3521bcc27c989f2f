import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const swc = JSON.parse(readFileSync(new URL('./.swcrc', import.meta.url), 'utf8'));

/** What every package's jest shares: ES modules, swc, and the sources of the sibling packages instead of their builds. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  roots: ['<rootDir>/src'],
  testMatch: ['**/*.spec.ts'],
  // No 'import' here: jest adds it for an import and 'require' for a require, and pg's pool loads a different file for each.
  testEnvironmentOptions: { customExportConditions: ['@interlock/source', 'node', 'node-addons'] },
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, $schema: undefined, swcrc: false }] },
  // Beside the packages rather than in the temporary folder, which `npm test` makes anew for each run.
  cacheDirectory: fileURLToPath(new URL('./node_modules/.cache/jest', import.meta.url)),
  // The package's share of the counting line that ends `npm test`.
  reporters: ['default', fileURLToPath(new URL('./scripts/count-reporter.mjs', import.meta.url))],
  passWithNoTests: true,
  // `npm test` runs two packages at a time.
  maxWorkers: '50%',
  // Each spec file's modules stay in memory with its process (ES modules cannot be unloaded). It also keeps the tests out of jest's own
  // process, which is then there to end whatever they leave.
  workerIdleMemoryLimit: '800MB',
  // Bounds a hang, not a test: real servers and processes take their time on a busy machine.
  testTimeout: 300_000,
};
