import { describe, expect, it } from '@jest/globals';
import { benchOptions } from './options.js';

describe('the arguments of npm run bench', () => {
  it('name what is measured; without a name it is the sales', () => {
    expect(benchOptions(['--date', '2026-11-21'])).toEqual({ name: 'sales', quick: false, date: '2026-11-21' });
    expect(benchOptions(['sales', '--quick', '--date', '2026-11-21'])).toMatchObject({ name: 'sales', quick: true });
  });

  it.each([
    [['horses'], 'there are: sales'],
    [['sales', 'sales'], 'One thing is measured at a time'],
    [['--fast'], '--fast'],
    [['--date', 'today'], '--date is written as'],
  ])('%j is refused in one line', (args, words) => {
    expect(() => benchOptions(args)).toThrow(words);
  });
});
