import { describe, expect, it } from '@jest/globals';
import { nextAttemptAt, TRIED_FOR_MS } from './back-off.js';

const HOUR_MS = 3_600_000;

/** Every attempt of a delivery that never succeeds, in hours after it was written. */
function attemptsOf(random: number): number[] {
  const hours = [0];
  let now = 0;
  for (let attempts = 1; ; attempts += 1) {
    const next = nextAttemptAt({ createdAt: 0, attempts }, now, random);
    if (next === null) return hours;
    expect(next).toBeGreaterThan(now);
    now = next;
    hours.push(now / HOUR_MS);
  }
}

describe('the pauses between attempts', () => {
  it('grow from seconds to hours over three days, and end with an attempt at their end', () => {
    const hours = attemptsOf(0.5);
    expect(hours.slice(0, 4).map((hour) => Math.round(hour * 3600))).toEqual([0, 5, 35, 155]);
    expect(hours.at(-1)).toBe(72);
    expect(hours.length).toBeGreaterThan(12);
    expect(hours.length).toBeLessThan(20);
  });

  it.each([0, 0.25, 0.999])('are longer or shorter by a fifth, by chance (%s), and end alike', (random) => {
    expect(nextAttemptAt({ createdAt: 0, attempts: 1 }, 0, random)).toBe(Math.round(5_000 * (0.8 + 0.4 * random)));
    expect(attemptsOf(random).at(-1)).toBe(72);
  });

  it('are counted from the attempt, also after a time in which nobody worked', () => {
    expect(nextAttemptAt({ createdAt: 0, attempts: 2 }, 10 * HOUR_MS, 0.5)).toBe(10 * HOUR_MS + 30_000);
    expect(nextAttemptAt({ createdAt: 0, attempts: 2 }, TRIED_FOR_MS, 0.5)).toBeNull();
  });
});
