import { currencyCode, exponentOf } from '@interlock/domain';

/** Minor units as a person reads them: "120.00 MXN", "4500 CLP". */
export function amountText(minor: bigint, currency: string): string {
  const decimals = exponentOf(currencyCode(currency));
  const digits = (minor < 0n ? -minor : minor).toString().padStart(decimals + 1, '0');
  const whole = digits.slice(0, digits.length - decimals);
  const text = decimals === 0 ? whole : `${whole}.${digits.slice(-decimals)}`;
  return `${minor < 0n ? '-' : ''}${text} ${currency}`;
}
