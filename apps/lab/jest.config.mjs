import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  globalSetup: '@interlock/persistence/testing/global-setup',
  globalTeardown: '@interlock/persistence/testing/global-teardown',
  // Whole systems are started here, each of several processes.
  testTimeout: 120_000,
  // The crash tests wait for the product's own windows (a minute and more), so they wait side by side.
  maxWorkers: 5,
};
