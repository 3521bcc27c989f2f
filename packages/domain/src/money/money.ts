import { InvalidAmount, UnknownCurrency } from '../errors.js';
import currencies from 'currency-codes';

/** ISO 4217 alphabetic code, upper case. */
export type CurrencyCode = string & { readonly __currency: unique symbol };

/** An amount in minor units (1 = one cent of USD, one peso of CLP, one fils of KWD) and its currency. Never a float. */
export interface Money {
  readonly currency: CurrencyCode;
  readonly minor: bigint;
}

/** PostgreSQL's bigint; far above any provider's field. */
export const MAX_MINOR = 9_223_372_036_854_775_807n;

/** Listed without a minor unit ("N.A."): metals, baskets, test codes. Nobody pays in them. Source: ISO 4217, list one. */
const WITHOUT_MINOR_UNIT: ReadonlySet<string> = new Set('XAG XAU XBA XBB XBC XBD XDR XPD XPT XSU XTS XUA XXX'.split(' '));

const DIGITS = /^(0|[1-9][0-9]*)$/;
const DECIMAL = /^(0|[1-9][0-9]*)(?:\.([0-9]+))?$/;

/** Throws `UnknownCurrency` for anything that ISO 4217 does not list or that has no minor unit (XAU, XXX). */
export function currencyCode(text: string): CurrencyCode {
  const record = /^[A-Z]{3}$/.test(text) ? currencies.code(text) : undefined;
  if (record === undefined || WITHOUT_MINOR_UNIT.has(text)) throw new UnknownCurrency(text);
  return text as CurrencyCode;
}

/** Digits after the decimal point, from ISO 4217: CLP 0, USD 2, KWD 3. */
export function exponentOf(currency: CurrencyCode): number {
  const record = currencies.code(currency);
  if (record === undefined) throw new UnknownCurrency(currency);
  return record.digits;
}

/** Money from minor units as text, as our API and most wires write them: digits only, no sign, no leading zero. Throws `InvalidAmount`. */
export function moneyFromMinorText(currency: CurrencyCode, text: string): Money {
  if (text.length > 19 || !DIGITS.test(text))
    throw new InvalidAmount(text, 'an amount is digits only, in minor units, without sign, decimals or leading zeros');
  const minor = BigInt(text);
  if (minor > MAX_MINOR) throw new InvalidAmount(text, 'the amount is larger than this system can hold');
  return { currency, minor };
}

/** Money from a decimal of major units ("12.4" USD = 1240). Trailing zeros beyond the exponent are no excess; any other excess digit throws `InvalidAmount`. */
export function moneyFromDecimalText(currency: CurrencyCode, text: string): Money {
  const match = text.length <= 40 ? DECIMAL.exec(text) : null;
  if (match === null) throw new InvalidAmount(text, 'not a plain decimal number');
  const exponent = exponentOf(currency);
  const fraction = (match[2] ?? '').replace(/0+$/, '');
  if (fraction.length > exponent) throw new InvalidAmount(text, `${currency} has ${String(exponent)} decimals`);
  const minor = BigInt((match[1] ?? '0') + fraction.padEnd(exponent, '0'));
  if (minor > MAX_MINOR) throw new InvalidAmount(text, 'the amount is larger than this system can hold');
  return { currency, minor };
}

/** Shortest decimal of major units: 1240 USD minor = "12.4". Throws `InvalidAmount` below zero: no wire of ours has a sign. */
export function toDecimalText(money: Money): string {
  if (money.minor < 0n) throw new InvalidAmount(money.minor.toString(), 'an amount has no sign');
  const exponent = exponentOf(money.currency);
  const digits = money.minor.toString().padStart(exponent + 1, '0');
  const whole = digits.slice(0, digits.length - exponent);
  const fraction = digits.slice(digits.length - exponent).replace(/0+$/, '');
  return fraction === '' ? whole : `${whole}.${fraction}`;
}
