import { describe, expect, it } from '@jest/globals';
import { validate, version } from 'uuid';
import { idMaker } from './new-id.js';

describe('the ids of a process', () => {
  it('are UUIDv7 of their time, each its own, each above the one before: also within a millisecond, and when the clock is put back', () => {
    let now = Date.UTC(2026, 0, 2);
    const newId = idMaker(() => now);
    const ids = Array.from({ length: 5_000 }, (_, index) => {
      if (index % 1_000 === 999) now += 1;
      if (index === 3_500) now -= 60_000;
      return newId();
    });
    expect(ids.every((id) => validate(id) && version(id) === 7)).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.toSorted()).toEqual(ids);
    expect(parseInt((ids[0] ?? '').replace('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 0, 2));
  });

  it('differ between processes that make them at the same time', () => {
    const [one, other] = [idMaker(() => 1_000), idMaker(() => 1_000)];
    const ids = Array.from({ length: 1_000 }, () => [one(), other()]).flat();
    expect(new Set(ids).size).toBe(2_000);
  });
});
