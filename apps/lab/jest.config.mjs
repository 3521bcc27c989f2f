import { fileURLToPath } from 'node:url';
import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  globalSetup: '@interlock/persistence/testing/global-setup',
  globalTeardown: '@interlock/persistence/testing/global-teardown',
  // Whole systems are started here, each of several processes. Bounds a hang, on a slow machine too.
  testTimeout: 600_000,
  // The crash tests wait for the product's own windows (a minute and more): they begin first, and the others use the processors meanwhile.
  testSequencer: fileURLToPath(new URL('./waiting-first.mjs', import.meta.url)),
  maxWorkers: 8,
};
