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

  it('forgets who came last the longest ago, whoever makes up callers, and keeps the count of those who are here', () => {
    const limit = limiter(1, 1);
    for (let caller = 0; caller < 60_000; caller += 1) {
      expect(limit.take(String(caller))).toBe(0);
      // One that keeps trying is not forgotten because of the others.
      if (caller % 1_000 === 0) expect(limit.take('0')).toBe(1);
    }
    expect([limit.take('59999'), limit.take('1')]).toEqual([1, 0]);
  });
});
