import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { FirstAsked, magicAmounts, magicOf } from './magic-amounts.js';
import { Records } from './records.js';

describe('magic amounts', () => {
  it('are told by the last three digits alone', () => {
    expect(magicOf(901n)).toBe('slow_then_paid');
    expect(magicOf(9_999_901n)).toBe('slow_then_paid');
    expect(magicOf(90_100n)).toBeUndefined();
    expect(magicOf(91n)).toBeUndefined();
  });

  it('run from 901 to 913, one effect each', () => {
    expect(magicAmounts.map(({ ending }) => ending)).toEqual(Array.from({ length: 13 }, (_, at) => 901 + at));
    expect(new Set(magicAmounts.map(({ name }) => name)).size).toBe(13);
  });

  it('let one account decline an amount and subject, of whatever provider, for ten seconds', () => {
    let nowMs = 0;
    const first = new FirstAsked({ now: () => nowMs }, new Records());
    expect(first.declines('order 1', 1_913n, 'upay 1')).toBe(true);
    expect(first.declines('order 1', 1_913n, 'codepay 1')).toBe(false);
    expect(first.declines('order 1', 1_913n, 'upay 1')).toBe(true);
    expect(first.declines('order 1', 2_913n, 'codepay 1')).toBe(true);
    expect(first.declines('order 2', 1_913n, 'codepay 1')).toBe(true);
    nowMs = 10_001;
    expect(first.declines('order 1', 1_913n, 'codepay 1')).toBe(true);
  });
});

it('the README shows the same table', () => {
  const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
  const rows = [...readme.matchAll(/^\| (9[0-9]{2}) +\| (.+?) +\|$/gm)].map(([, ending, effect]) => ({ ending: Number(ending), effect }));
  expect(rows).toEqual(magicAmounts.map(({ ending, effect }) => ({ ending, effect })));
});
