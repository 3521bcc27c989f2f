import { expect, it } from '@jest/globals';
import { BLOWS } from './blows.js';
import { storm } from './storm.js';

/** Every kind of blow, and some of them again; `npm run crash` strikes forty times. */
const BLOWS_HERE = 14;
const TIMEOUT_MS = 1_500_000;

it(
  'crashes under load: nothing that was told is taken back, nothing is lost, and the books are the payers’',
  async () => {
    const { log, ...report } = await storm({ blows: BLOWS_HERE, tills: 3, seed: 1 });
    // With what the processes said, for whoever looks into it.
    expect({ violations: report.violations, log: report.violations.length === 0 ? [] : log }).toEqual({ violations: [], log: [] });
    expect(Object.keys(report.blows).sort()).toEqual([...BLOWS].sort());
    // Each till has at least begun one.
    expect(report.orders).toBeGreaterThanOrEqual(3);
  },
  TIMEOUT_MS,
);
