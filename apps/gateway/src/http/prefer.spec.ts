import { describe, expect, it } from '@jest/globals';
import { InvalidRequest } from '../problems/refusals.js';
import { waitMsOf } from './prefer.js';

describe('Prefer: wait', () => {
  it.each([
    [undefined, undefined],
    ['respond-async', undefined],
    ['waiting=3', undefined],
    ['wait=0', 0],
    ['wait=120', 120_000],
    ['Wait = 5', 5_000],
    ['wait="7"', 7_000],
    ['respond-async, wait=10; foo=bar', 10_000],
    ['wait=1, wait=2', 1_000],
  ])('%s is %s ms', (prefer, waitMs) => {
    expect(waitMsOf(prefer)).toBe(waitMs);
  });

  it.each(['wait', 'wait=', 'wait=121', 'wait=-1', 'wait=1e1', 'wait=ten', 'wait="x"'])('%s is refused', (prefer) => {
    expect(() => waitMsOf(prefer)).toThrow(InvalidRequest);
  });
});
