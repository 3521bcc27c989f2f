import TestSequencer from '@jest/test-sequencer';

/**
 * Specs that take the longest, most of it spent waiting for the product's own windows, in this order; all the others follow as jest would
 * have them. One that began last would have a whole run wait for it alone.
 */
const first = [
  'crash/storm/storm.db.spec.ts',
  'rotations/rotations.db.spec.ts',
  'crash/batch-left.db.spec.ts',
  'crash/gateway-killed.db.spec.ts',
  'crash/gateway-stopped.db.spec.ts',
  'crash/worker-killed.db.spec.ts',
  'crash/repeated.db.spec.ts',
  'start/start.spec.ts',
  'system/system.spec.ts',
  'crash/races.db.spec.ts',
  'simulation/mutants.db.spec.ts',
  'exploration/exploration.spec.ts',
];

export default class WaitingFirst extends TestSequencer {
  /** @param {Parameters<TestSequencer['sort']>[0]} tests */
  sort(tests) {
    const place = (/** @type {{ path: string }} */ { path }) => {
      const at = first.findIndex((spec) => path.endsWith(`/src/${spec}`));
      return at === -1 ? first.length : at;
    };
    return super.sort(tests).toSorted((one, other) => place(one) - place(other));
  }
}
