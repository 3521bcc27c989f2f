import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { InvalidAmount, UnknownCurrency } from '../errors.js';
import { MAX_MINOR, currencyCode, exponentOf, moneyFromDecimalText, moneyFromMinorText, toDecimalText } from './money.js';

/** ISO 4217, list one: every currency whose minor unit is not a hundredth, and some whose is. */
const exponents: Readonly<Record<number, readonly string[]>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF'.split(' '),
  2: 'AED ARS AUD BRL CAD CHF CNY COP EUR GBP HKD IDR INR MXN MYR NOK NZD PEN PHP PLN SEK SGD THB TRY TWD USD UYU ZAR'.split(' '),
  3: 'BHD IQD JOD KWD LYD OMR TND'.split(' '),
  4: 'CLF UYW'.split(' '),
};
const currencies = Object.entries(exponents).flatMap(([exponent, codes]) => codes.map((code) => [code, Number(exponent)] as const));

describe('a currency', () => {
  it.each(currencies)('%s has %i decimals', (code, exponent) => {
    expect(exponentOf(currencyCode(code))).toBe(exponent);
  });

  it.each(['', 'usd', 'Usd', 'US', 'USDT', ' USD', 'ZZZ', '840', 'ABC', '__proto__', 'toString'])('is not %j', (text) => {
    expect(() => currencyCode(text)).toThrow(UnknownCurrency);
  });

  it.each('XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '))('is not %s, which has no minor unit', (text) => {
    expect(() => currencyCode(text)).toThrow(UnknownCurrency);
  });

  it('that is unknown is named in the error, cut short', () => {
    expect(() => currencyCode('x'.repeat(1000))).toThrow(new RegExp(`^"x{16}" is not an ISO 4217 currency code$`));
  });
});

const USD = currencyCode('USD');
const notDigits = [
  '',
  ' ',
  '-1',
  '+1',
  '10.5',
  '1e3',
  '1E3',
  '0x10',
  '1_000',
  '1,000',
  '01',
  '00',
  ' 1',
  '1 ',
  '1\n',
  '١',
  'NaN',
  'Infinity',
];

describe('an amount in minor units as text', () => {
  it.each([
    ['0', 0n],
    ['1', 1n],
    ['1000', 1000n],
    ['9223372036854775807', MAX_MINOR],
  ])('%s is read as it stands', (text, minor) => {
    expect(moneyFromMinorText(USD, text)).toEqual({ currency: USD, minor });
  });

  it.each([...notDigits, '9223372036854775808', '9'.repeat(19), '1'.repeat(20), '1'.repeat(40)])('is not %s', (text) => {
    expect(() => moneyFromMinorText(USD, text)).toThrow(InvalidAmount);
  });

  it('is not read when it is as long as a book', () => {
    expect(() => moneyFromMinorText(USD, '1'.repeat(1_000_000))).toThrow(InvalidAmount);
    expect(() => moneyFromDecimalText(USD, `0.${'0'.repeat(1_000_000)}`)).toThrow(InvalidAmount);
  });

  it('is read back whatever it is', () => {
    fc.assert(
      fc.property(fc.bigInt(0n, MAX_MINOR), (minor) => {
        expect(moneyFromMinorText(USD, minor.toString()).minor).toBe(minor);
      }),
    );
  });

  it('is never read from text that is not its own digits', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        fc.pre(!/^(0|[1-9][0-9]{0,17})$/.test(text));
        expect(() => moneyFromMinorText(USD, text)).toThrow(InvalidAmount);
      }),
    );
  });
});

describe('an amount in major units as text', () => {
  it.each([
    ['CLP', '12000', 12000n],
    ['CLP', '12000.00', 12000n],
    ['JPY', '0', 0n],
    ['USD', '12.4', 1240n],
    ['USD', '12.40', 1240n],
    ['USD', '12.4000000', 1240n],
    ['USD', '0.01', 1n],
    ['MXN', '100', 10000n],
    ['KWD', '1.234', 1234n],
    ['IQD', '0.001', 1n],
    ['CLF', '0.0001', 1n],
    ['USD', '92233720368547758.07', MAX_MINOR],
    ['JPY', '9223372036854775807', MAX_MINOR],
  ])('%s %s', (code, text, minor) => {
    expect(moneyFromDecimalText(currencyCode(code), text)).toEqual({ currency: code, minor });
  });

  it.each([
    ['CLP', '1.5'],
    ['JPY', '0.1'],
    ['USD', '1.005'],
    ['USD', '0.001'],
    ['KWD', '1.2345'],
    ['CLF', '0.00001'],
  ])('with an excess digit is refused, never rounded: %s %s', (code, text) => {
    expect(() => moneyFromDecimalText(currencyCode(code), text)).toThrow(/has [0-9] decimals$/);
  });

  const malformed = notDigits.filter((text) => text !== '10.5');
  it.each([...malformed, '.5', '5.', '.', '1.-5', '1..5', '1.5.5', '-0.01', '+0.01', '1.5e2', '01.5', '1,5'])('is not %j', (text) => {
    expect(() => moneyFromDecimalText(USD, text)).toThrow(InvalidAmount);
  });

  it.each(['92233720368547758.08', '1'.repeat(40), '1'.repeat(41), `1.${'0'.repeat(39)}`])(
    'is bounded, in value and in length: %s',
    (text) => {
      expect(() => moneyFromDecimalText(USD, text)).toThrow(InvalidAmount);
    },
  );

  it('is never a number that a float has touched', () => {
    expect(moneyFromDecimalText(USD, '0.29').minor).toBe(29n);
    expect(moneyFromDecimalText(USD, '1.15').minor).toBe(115n);
    expect(moneyFromDecimalText(USD, '90071992547409.93').minor).toBe(9_007_199_254_740_993n);
  });
});

describe('the decimal text of an amount', () => {
  it.each([
    ['CLP', 12000n, '12000'],
    ['JPY', 0n, '0'],
    ['USD', 0n, '0'],
    ['USD', 1n, '0.01'],
    ['USD', 10n, '0.1'],
    ['USD', 1240n, '12.4'],
    ['USD', 100000n, '1000'],
    ['KWD', 1n, '0.001'],
    ['KWD', 1234n, '1.234'],
    ['CLF', 10n, '0.001'],
    ['USD', MAX_MINOR, '92233720368547758.07'],
  ])('%s %s', (code, minor, text) => {
    expect(toDecimalText({ currency: currencyCode(code), minor })).toBe(text);
  });

  it('has no sign', () => {
    expect(() => toDecimalText({ currency: USD, minor: -5n })).toThrow(InvalidAmount);
  });

  it.each(Object.entries(exponents).map(([exponent, codes]) => [exponent, codes[0] ?? ''] as const))(
    'gives back every amount with %s decimals',
    (_, code) => {
      const currency = currencyCode(code);
      fc.assert(
        fc.property(fc.bigInt(0n, MAX_MINOR), (minor) => {
          const text = toDecimalText({ currency, minor });
          expect(moneyFromDecimalText(currency, text)).toEqual({ currency, minor });
          expect(text).toMatch(/^(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$/);
        }),
      );
    },
  );
});
