/** What is wrong with an amount, in the words that the schemas use: a caller tells an amount from a currency by the problem's code. */
export const amountFaults = {
  shape: 'must be an amount: { "currency": "USD", "value": "1000" }',
  above: 'must be text: a whole number of minor units above zero, digits only',
  atLeast: 'must be text: a whole number of minor units, digits only',
  tooLarge: 'is larger than this system can hold',
} as const;

export const currencyFault = 'must be an ISO 4217 code, upper case';

const amountWords: ReadonlySet<string> = new Set(Object.values(amountFaults));

/** The code of a request in which this alone is at fault; undefined: it is none of an amount. */
export function amountCodeOf(message: string): 'invalid_amount' | 'unknown_currency' | undefined {
  if (message === currencyFault) return 'unknown_currency';
  return amountWords.has(message) ? 'invalid_amount' : undefined;
}
