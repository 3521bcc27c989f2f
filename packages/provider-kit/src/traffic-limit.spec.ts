import { describe, expect, it } from '@jest/globals';
import { retryAfterOf, trafficLimitOf } from './traffic-limit.js';
import type { Exchange } from './transport.js';

const NOW = Date.UTC(2026, 0, 2);
const HOUR = 3_600_000;
const exchange = (given: Partial<Exchange>): Exchange => ({
  askedAt: NOW,
  finishedAt: NOW,
  request: { method: 'POST', url: 'https://provider.example/query', body: {} },
  outcome: 'answered',
  ...given,
});

describe('Retry-After', () => {
  it.each([
    ['seconds', 429, '120', 120_000],
    ['seconds of a server that is away', 503, '5', 5_000],
    ['a date', 429, new Date(NOW + 90_000).toUTCString(), 90_000],
    ['a date that is over', 429, new Date(NOW - 1_000).toUTCString(), undefined],
    ['no time at all', 429, '0', undefined],
    ['something else', 429, 'soon', undefined],
    ['a number below zero', 429, '-5', undefined],
    ['more than an hour', 429, '999999', HOUR],
    ['nothing', 429, undefined, undefined],
    ['seconds, beside a status that wants nothing of the kind', 500, '120', undefined],
    ['seconds, beside an answer', 200, '120', undefined],
  ])('is read as %s', (_, status, header, ms) => {
    expect(retryAfterOf(status, { 'retry-after': header }, NOW)).toBe(ms);
  });
});

describe('a traffic limit', () => {
  it.each([
    ['a busy query', { outcome: 'no_answer', cause: 'busy' } as const, exchange({ status: 200 }), { retryAfterMs: 0 }],
    ['a busy send', { outcome: 'unknown', cause: 'busy' } as const, exchange({ status: 200 }), { retryAfterMs: 0 }],
    ['a no because of it', { outcome: 'declined', code: 'provider_busy', providerCode: 'X' } as const, exchange({}), { retryAfterMs: 0 }],
    ['HTTP 429', { outcome: 'no_answer', cause: 'unreadable_answer' } as const, exchange({ status: 429 }), { retryAfterMs: 0 }],
    [
      'its time',
      { outcome: 'no_answer', cause: 'provider_error' } as const,
      exchange({ status: 503, retryAfterMs: 9_000 }),
      { retryAfterMs: 9_000 },
    ],
    ['a time-out', { outcome: 'no_answer', cause: 'timeout' } as const, exchange({ outcome: 'unknown' }), undefined],
    ['an error', { outcome: 'no_answer', cause: 'provider_error' } as const, exchange({ status: 503 }), undefined],
    ['another no', { outcome: 'declined', code: 'expired', providerCode: 'X' } as const, exchange({ status: 200 }), undefined],
    ['no exchange at all', { outcome: 'unknown', cause: 'timeout' } as const, undefined, undefined],
  ])('is seen in %s, or not', (_, result, last, limit) => {
    expect(trafficLimitOf(result, last === undefined ? [] : [last])).toEqual(limit);
  });
});
