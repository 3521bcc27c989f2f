import { describe, expect, it } from '@jest/globals';
import { parseHeaderTime, parseWalletTime, walletTime } from './wallet.time.js';

describe('wallet time', () => {
  it('is written with a numeric offset and without milliseconds', () => {
    expect(walletTime(Date.UTC(2024, 4, 6, 7, 8, 9, 123))).toBe('2024-05-06T07:08:09+00:00');
    expect(parseWalletTime(walletTime(1_714_979_289_000))).toBe(1_714_979_289_000);
  });

  it.each([
    ['2020-01-08T12:12:12+08:00', Date.UTC(2020, 0, 8, 4, 12, 12)],
    ['2020-01-01T12:01:01+08:30', Date.UTC(2020, 0, 1, 3, 31, 1)],
    ['2020-01-01T12:01:01-0330', Date.UTC(2020, 0, 1, 15, 31, 1)],
    ['2020-01-01T12:01:01Z', Date.UTC(2020, 0, 1, 12, 1, 1)],
    ['2024-05-06T07:10:00.123+08:00', Date.UTC(2024, 4, 5, 23, 10, 0, 123)],
    ['2024-02-29T00:00:00.5+00:00', Date.UTC(2024, 1, 29, 0, 0, 0, 500)],
  ])('reads %s', (text, epochMs) => {
    expect(parseWalletTime(text)).toBe(epochMs);
  });

  it.each([
    '2020-01-08T12:12:12',
    '2020-01-08',
    '2023-02-29T00:00:00Z',
    '2020-13-01T00:00:00Z',
    '2020-01-01T24:00:00Z',
    '2020-01-01T00:60:00Z',
    '2020-01-01 00:00:00Z',
    '0000-00-00T00:00:00Z',
    '1714979289000',
    '',
  ])('refuses %p', (text) => {
    expect(parseWalletTime(text)).toBeUndefined();
  });

  it('takes epoch milliseconds in headers alone', () => {
    expect(parseHeaderTime('1714979289000')).toBe(1_714_979_289_000);
    expect(parseHeaderTime('2020-01-08T12:12:12+08:00')).toBe(Date.UTC(2020, 0, 8, 4, 12, 12));
    expect(parseHeaderTime('1714979289')).toBeUndefined();
    expect(parseHeaderTime('yesterday')).toBeUndefined();
  });
});
