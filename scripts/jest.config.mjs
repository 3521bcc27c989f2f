import preset from '../jest.preset.mjs';

/** The commands' own tests. Plain Node, nothing to compile. */
export default {
  ...preset,
  roots: ['<rootDir>'],
  testMatch: ['**/*.spec.mjs'],
  extensionsToTreatAsEsm: [],
  moduleNameMapper: {},
  transform: {},
};
