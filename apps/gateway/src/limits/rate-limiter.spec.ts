import { beforeEach, describe, expect, it } from '@jest/globals';
import { RateLimiter } from './rate-limiter.js';

let nowMs: number;
const limiter = (perSecond: number, burst: number) => new RateLimiter(perSecond, burst, () => nowMs);
beforeEach(() => {
  nowMs = 0;
});
const taken = (limit: RateLimiter, caller: string, times: number) => Array.from({ length: times }, () => limit.take(caller));

describe('a share of requests', () => {
  it('is a burst at once, and comes back evenly', () => {
    const limit = limiter(2, 3);
    expect(taken(limit, 'a', 4)).toEqual([0, 0, 0, 1]);
    nowMs = 499;
    expect(limit.take('a')).toBe(1);
    nowMs = 500;
    expect(taken(limit, 'a', 2)).toEqual([0, 1]);
    nowMs = 60_000;
    expect(taken(limit, 'a', 4)).toEqual([0, 0, 0, 1]);
  });

  it('is each caller’s own', () => {
    const limit = limiter(1, 1);
    expect([limit.take('a'), limit.take('a'), limit.take('b')]).toEqual([0, 1, 0]);
  });

  it('tells the wait in whole seconds, so that whoever waits for it is let in', () => {
    const limit = limiter(1 / 6, 1);
    expect(taken(limit, 'a', 2)).toEqual([0, 6]);
    nowMs = 6_000;
    expect(limit.take('a')).toBe(0);
  });

  it('is none where the rate is 0', () => {
    expect(taken(limiter(0, 0), 'a', 100)).toEqual(Array.from({ length: 100 }, () => 0));
  });

  it('forgets who has all of it back, and never holds more callers than it may', () => {
    const limit = limiter(1, 1);
    for (let caller = 0; caller < 60_000; caller += 1) expect(limit.take(String(caller))).toBe(0);
    expect(limit.take('59999')).toBe(1);
  });
});
