import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { makeIdentities } from '../../demo-merchant/identities.js';
import { faultsOf } from '../core/faults.js';
import { simulateOnce } from '../testing/simulate-once.js';

const TIMEOUT_MS = 120_000;
const program = join(import.meta.dirname, '../../../dist/main.js');

describe('several seeds', () => {
  it(
    'at once, in processes of their own, are each what they are here',
    async () => {
      const flags = ['--seed', '7', '--seeds', '2', '--jobs', '2', '--orders', '3'];
      const { stdout } = await promisify(execFile)(process.execPath, [program, 'sim', ...flags], { env: { PATH: process.env['PATH'] } });
      const line = JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as {
        readonly violations: readonly unknown[];
        readonly trace: unknown;
      };
      const here = { orders: 3, faults: faultsOf('all'), identities: await makeIdentities() };
      const traces = [(await simulateOnce({ seed: 7, ...here })).result.trace, (await simulateOnce({ seed: 8, ...here })).result.trace];
      expect(line).toMatchObject({ seed: 7, seeds: 2, orders: 6, violations: [], trace: traces });
    },
    TIMEOUT_MS,
  );
});
