import { describe, expect, it } from '@jest/globals';
import { BriefCache } from './brief-cache.js';

describe('the brief cache', () => {
  let now = 0;
  const reads: string[] = [];
  const read = (value: string | undefined) => async (): Promise<string | undefined> => {
    reads.push(String(value));
    return value;
  };

  it('reads once for all who come together, and again when the time is over', async () => {
    const cache = new BriefCache<string>(5_000, () => now);
    expect(await Promise.all([cache.get('k', read('a')), cache.get('k', read('b'))])).toEqual(['a', 'a']);
    now = 4_999;
    expect(await cache.get('k', read('c'))).toBe('a');
    now = 5_000;
    expect(await cache.get('k', read('d'))).toBe('d');
    expect(reads).toEqual(['a', 'd']);
  });

  it('keeps neither what was not found nor a failure', async () => {
    const cache = new BriefCache<string>(5_000, () => now);
    expect(await cache.get('k', read(undefined))).toBeUndefined();
    await expect(cache.get('k', () => Promise.reject(new Error('the database is gone')))).rejects.toThrow('gone');
    expect(await cache.get('k', read('there now'))).toBe('there now');
  });

  it('holds a bounded number of entries', async () => {
    const cache = new BriefCache<string>(5_000, () => now);
    await cache.get('first', read('1'));
    for (let index = 0; index < 10_000; index += 1) await cache.get(String(index), read('x'));
    expect(await cache.get('first', read('2'))).toBe('2');
  });
});
