import { UnknownCurrency, currencyCode } from '@interlock/domain';

const LIMIT = /^([A-Z]{3}|\*):(0|[1-9]\d{0,17})$/;

/** `USD:100000,*:0`: an amount in minor units for each currency, `*` for every one that is not named. Nothing, of an empty text. */
export function parseLimits(text: string): Readonly<Record<string, bigint>> {
  const limits = text === '' ? [] : text.split(',').map((limit) => LIMIT.exec(limit));
  return Object.fromEntries(limits.flatMap((limit) => (limit === null ? [] : [[limit[1] ?? '', BigInt(limit[2] ?? '0')]])));
}

/** Whether every part of the text is a limit of a currency that exists, each named once. */
export function isLimits(text: string): boolean {
  const parts = text.split(',').map((limit) => LIMIT.exec(limit)?.[1]);
  return (
    new Set(parts).size === parts.length && parts.every((currency) => currency === '*' || (currency !== undefined && isCurrency(currency)))
  );
}

function isCurrency(code: string): boolean {
  try {
    return currencyCode(code) === code;
  } catch (error) {
    if (error instanceof UnknownCurrency) return false;
    throw error;
  }
}
