import { currencyCode, exponentOf, InvalidAmount, moneyFromDecimalText, UnknownCurrency } from '@interlock/domain';
import { CannotRun } from '../failure.js';
import { amountText } from './texts.js';

/** An amount as the API writes it: minor units, as text. */
export interface ApiAmount {
  readonly currency: string;
  readonly value: string;
}

/** "120.00 MXN" as the API writes it. Throws `CannotRun`, which begins with `named`, the option's name. */
export function amountWithCurrency(typed: string, named: string): ApiAmount {
  const [figure, currency, ...more] = typed.trim().split(/\s+/);
  if (figure === undefined || currency === undefined || more.length > 0)
    throw new CannotRun(`${named}: "${typed}" must be written with its currency: "120.00 MXN".`);
  return amountIn(currency, figure, named);
}

/**
 * "20.00", or "20.00 MXN", of an order in MXN. It has exactly the decimals of its currency: a bare 2000 could be meant in minor units, and money is
 * not guessed. Throws `CannotRun`.
 */
export function amountIn(currency: string, typed: string, named: string): ApiAmount {
  const [figure = '', given = currency] = typed.trim().split(/\s+/);
  if (given !== currency) throw new CannotRun(`${named}: the order is in ${currency}, not ${given}.`);
  try {
    const code = currencyCode(currency);
    const decimals = exponentOf(code);
    if ((figure.split('.')[1] ?? '').length !== decimals) {
      const example = amountText({ currency, value: 12_000n });
      throw new CannotRun(`${named}: "${figure}" must be written with the ${String(decimals)} decimals of ${currency}, as in ${example}.`);
    }
    return { currency, value: moneyFromDecimalText(code, figure).minor.toString() };
  } catch (error) {
    if (error instanceof InvalidAmount || error instanceof UnknownCurrency) throw new CannotRun(`${named}: ${error.message}.`);
    throw error;
  }
}
