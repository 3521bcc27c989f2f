import { expect, it } from '@jest/globals';
import { BLOWS } from './blows.js';
import { storm } from './storm.js';

const TIMEOUT_MS = 900_000;

it(
  'thirty crashes under load: nothing that was told is taken back, nothing is lost, and the books are the payers’',
  async () => {
    const { log, ...report } = await storm({ blows: 30, tills: 6, seed: 1 });
    // With what the processes said, for whoever looks into it.
    expect({ violations: report.violations, log: report.violations.length === 0 ? [] : log }).toEqual({ violations: [], log: [] });
    expect(Object.keys(report.blows).sort()).toEqual([...BLOWS].sort());
    expect(report.orders).toBeGreaterThan(30);
  },
  TIMEOUT_MS,
);
