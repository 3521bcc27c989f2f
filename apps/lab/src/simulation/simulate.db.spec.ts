import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeIdentities, type DemoIdentities } from '../demo-merchant/identities.js';
import { faultsOf } from './core/faults.js';
import { simulateOnce } from './testing/simulate-once.js';

let identities: DemoIdentities;
beforeAll(async () => {
  identities = await makeIdentities();
});

describe('a simulation', () => {
  it('without faults ends with equal books and without a case', async () => {
    const { result } = await simulateOnce({ seed: 1, orders: 25, faults: faultsOf('none'), identities });
    expect(result).toMatchObject({ orders: 25, violations: [], cases: {}, faults: {}, crashes: 0 });
    expect(result.operations).toBeGreaterThan(25);
  });

  it('is the same for the same seed, effect by effect, and another for another', async () => {
    const options = { orders: 20, faults: faultsOf('all'), identities };
    const once = await simulateOnce({ seed: 3, ...options });
    const again = await simulateOnce({ seed: 3, ...options });
    const other = await simulateOnce({ seed: 4, ...options });
    expect(again.labels).toEqual(once.labels);
    expect(again.result).toEqual({ ...once.result, wallSeconds: again.result.wallSeconds });
    expect(other.result.trace).not.toBe(once.result.trace);
  });
});
