import preset from '../../jest.preset.mjs';

export default {
  ...preset,
  globalSetup: '@interlock/persistence/testing/global-setup',
  globalTeardown: '@interlock/persistence/testing/global-teardown',
};
