import { CLOCK_TOLERANCE_MS } from './snapshot.js';
import type { Evidence } from './snapshot.js';

/**
 * From here on a query counts as asked after an end. One process has written the end, another may ask, and their clocks may differ: by its own
 * clock a process can have asked "after" an end that it could not know of.
 */
export function countsFrom(endedAt: number): number {
  return endedAt + CLOCK_TOLERANCE_MS;
}

/** A query that was certainly asked after this end (epoch milliseconds), whichever process's clock is ahead. */
export function askedAfter({ source, askedAt }: Pick<Evidence, 'source' | 'askedAt'>, endedAt: number): boolean {
  return source === 'query' && askedAt >= countsFrom(endedAt);
}
