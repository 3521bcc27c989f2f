import { describe, expect, it } from '@jest/globals';
import { isLimits, parseLimits } from './limits.js';

describe('limits by currency', () => {
  it.each([
    ['', {}],
    ['USD:100000', { USD: 100000n }],
    ['USD:100000,CLP:0,*:5', { USD: 100000n, CLP: 0n, '*': 5n }],
  ])('"%s" are read as they are written', (text, limits) => {
    expect(parseLimits(text)).toEqual(limits);
    expect(text === '' || isLimits(text)).toBe(true);
  });

  it.each(['usd:1', 'USD:01', 'USD:-1', 'USD:1 ', 'USD', 'XXA:1', '*:1,*:2', ','])('"%s" are none', (text) => {
    expect(isLimits(text)).toBe(false);
  });
});
