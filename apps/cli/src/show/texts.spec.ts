import { describe, expect, it } from '@jest/globals';
import { wrap } from './wrap.js';
import { durationText } from './texts.js';

describe('a stretch of time', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1000, '1 s'],
    [59_999, '59.99 s'],
    [60_000, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [90_000_000, '1 d 1 h'],
  ])('of %s ms is read as %s', (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

describe('a long sentence', () => {
  it('is broken between words, and a word that is longer than the line is left whole', () => {
    expect(wrap('one two three four', 9)).toEqual(['one two', 'three', 'four']);
    expect(wrap('incomprehensible', 4)).toEqual(['incomprehensible']);
  });
});
