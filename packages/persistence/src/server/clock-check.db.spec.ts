import { CLOCK_TOLERANCE_MS } from '@interlock/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../testing/index.js';
import { createPool } from './pool.js';
import { ClockWatch, measureClockSkew, withinSkewLimit } from './clock-check.js';
import { until } from '../testing/until.js';

const monotonic = (): number => performance.now();
const ahead = (ms: number) => (): number => Date.now() + ms;

describe('the clock check', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('measures how far our clock is from that of PostgreSQL', async () => {
    // Both run on one machine here, so any difference is the one that we make up.
    const { skewMs, uncertaintyMs } = await measureClockSkew(database.pool, ahead(5_000), monotonic);
    expect(skewMs).toBeGreaterThan(-5_000 - uncertaintyMs - 5);
    expect(skewMs).toBeLessThan(-5_000 + uncertaintyMs + 5);
  });

  it.each([
    [0, true],
    [2_000, false],
    [-2_000, false],
  ])('with our clock %d ms off says %s', async (offMs, ok) => {
    const watch = new ClockWatch(database.pool, ahead(offMs), monotonic);
    await watch.check();
    expect(watch.ok).toBe(ok);
  });

  it('counts a slow round trip against itself', () => {
    expect(withinSkewLimit({ skewMs: 200, uncertaintyMs: 300 })).toBe(true);
    expect(withinSkewLimit({ skewMs: 200, uncertaintyMs: 400 })).toBe(false);
    expect(withinSkewLimit({ skewMs: Number.NaN, uncertaintyMs: 0 })).toBe(false);
  });

  it('lets no two processes be further apart than decisions allow for, one on either side', () => {
    const verdicts = Array.from({ length: 401 }, (_, step) => ({ skewMs: (step - 200) * 5, uncertaintyMs: 0 })).filter(withinSkewLimit);
    const skews = verdicts.map(({ skewMs }) => skewMs);
    expect(Math.max(...skews) - Math.min(...skews)).toBe(CLOCK_TOLERANCE_MS);
  });

  it('looks again soon while the clocks do not agree', async () => {
    let offMs = 5_000;
    const watch = new ClockWatch(database.pool, () => Date.now() + offMs, monotonic);
    await watch.start();
    expect(watch.ok).toBe(false);
    offMs = 0;
    await until(() => watch.ok);
    watch.stop();
  });

  it('is not content before it has seen the database, and keeps its verdict while that cannot be asked', async () => {
    const nowhere = createPool('postgres://nobody@127.0.0.1:1/none');
    const watch = new ClockWatch(nowhere, ahead(0), monotonic);
    await watch.check();
    expect(watch.ok).toBe(false);
    await nowhere.end();

    const pool = createPool(database.url);
    const content = new ClockWatch(pool, ahead(0), monotonic);
    await content.check();
    await pool.end();
    await content.check();
    expect(content.ok).toBe(true);
  });
});
