import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { bench } from './bench.js';

/** A system starts, and is measured at several loads. */
const LIMIT_MS = 600_000;

describe('the benchmark', () => {
  it(
    'measures a whole system and writes what it found; of the figures only those that no machine changes are held',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'interlock-bench-'));
      const out = join(folder, 'benchmarks.md');
      try {
        expect(await bench({ name: 'sales', quick: true, date: '2026-11-21', out })).toBe(0);
        const text = await readFile(out, 'utf8');
        expect(text).toContain('on 2026-11-21, by a quick run');
        const budget = (what: string): string | undefined => cells(text, what)[2];
        const roundTrips = Number(budget('round trips to PostgreSQL for a sale and its notification'));
        expect(roundTrips).toBeGreaterThanOrEqual(3);
        expect(roundTrips).toBeLessThanOrEqual(4);
        expect(Number(budget('commits for a sale'))).toBeCloseTo(2, 0);
        expect(budget('connections in use while 20 provider calls hang')).toMatch(/^0 \(of \d+ open\)/);
        for (const what of ['gateway', 'bare handler', 'writes alone']) {
          for (const inFlight of ['1', '16'])
            expect(text).toMatch(new RegExp(`\\| ${inFlight} +\\| ${what} +\\| [1-9]\\d* +\\| [\\d.]+ ms +\\| [\\d.]+ ms`));
        }
        expect(text.split('### Where the gateway')[1]).toContain('@interlock/orders');
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    LIMIT_MS,
  );

  it(
    'counts what an order by the terminal door costs beside the same by /v1: no round trip and no commit of its own',
    async () => {
      const folder = await mkdtemp(join(tmpdir(), 'interlock-bench-'));
      const out = join(folder, 'benchmarks.md');
      try {
        expect(await bench({ name: 'terminal', quick: true, date: '2026-11-21', out })).toBe(0);
        const text = await readFile(out, 'utf8');
        expect(text).toContain('on 2026-11-21, by a quick run');
        expect(cells(text, 'time added to one order, nothing else running, p50')[2]).toMatch(/^-?\d+\.\d\d ms$/);
        expect(Number(cells(text, 'round trips to PostgreSQL added')[2])).toBeLessThanOrEqual(0.1);
        for (const door of ['`/v1/orders`', '`/upay/v2/pay`']) {
          const [, roundTrips, commits] = cells(text, door);
          // Two writes, the terminal that the order names, and a read for the provider's notification.
          expect(Number(roundTrips)).toBeGreaterThanOrEqual(3);
          expect(Number(roundTrips)).toBeLessThanOrEqual(4.2);
          expect(Number(commits)).toBeCloseTo(2, 0);
        }
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    },
    LIMIT_MS,
  );
});

/** The cells of the table's row that begins so. */
function cells(text: string, first: string): readonly string[] {
  const row = text.split('\n').find((line) => line.startsWith(`| ${first} `)) ?? '';
  return row
    .split('|')
    .map((cell) => cell.trim())
    .slice(1);
}
