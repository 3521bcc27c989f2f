import { beforeAll, describe, expect, it } from '@jest/globals';
import { makeIdentities, type DemoIdentities } from '../demo-merchant/identities.js';
import { faultsOf } from './core/faults.js';
import type { Mutant } from './simulate.js';
import * as mutants from './testing/mutants.js';
import { simulateOnce } from './testing/simulate-once.js';

/** In so many seeds at most; each is sure to be found in far fewer. */
const SEEDS = 12;

let identities: DemoIdentities;
beforeAll(async () => {
  identities = await makeIdentities();
});

/** What the first seed that finds it says. */
async function found(mutant: Mutant, faults: string, often: number, plans: readonly string[]): Promise<string> {
  for (let seed = 1; seed <= SEEDS; seed += 1) {
    const { result } = await simulateOnce({ seed, orders: 25, faults: faultsOf(faults), often, plans, identities, mutant });
    if (result.violations.length > 0) return result.violations.map(({ what }) => what).join('; ');
  }
  return 'nothing';
}

describe('the simulation finds', () => {
  // Without the providers' notifications, by which the engine would mend the most of it by itself.
  it.each([
    [
      'an adapter that maps a time-out to declined',
      mutants.timeoutIsDeclined,
      'lose_answer,lose_notification',
      12,
      ['scanned code', 'agreement'],
      /was charged/,
    ],
    [
      'an adapter that uses a new key on a resend',
      mutants.newKeyOnResend,
      'lose_answer,lose_request',
      12,
      ['scanned code', 'agreement'],
      /refund|was charged/,
    ],
    [
      'an engine without the refund guard',
      mutants.noRefundGuard,
      'slow_answer',
      12,
      ['scanned code'],
      /refunded_within_taken|was answered 500/,
    ],
    [
      'an engine that fails over on "not found"',
      mutants.failsOverOnNotFound,
      'slow_request,lose_notification',
      60,
      ['scanned code'],
      /was charged|two charges/,
    ],
    [
      'an engine that sends past send_until',
      mutants.sendsTooLate,
      'stall,lose_notification',
      12,
      ['scanned code', 'agreement'],
      /was charged|two charges/,
    ],
  ] as const)('%s', async (_, mutant, faults, often, plans, what) => {
    expect(await found(mutant, faults, often, plans)).toMatch(what);
  });

  it('nothing in the engine as it is, under the same faults', async () => {
    const faults = faultsOf('lose_answer,slow_answer,slow_request,stall,disconnect,lose_notification');
    const { result } = await simulateOnce({ seed: 1, orders: 25, faults, often: 12, identities });
    expect(result.violations).toEqual([]);
  });
});
