import { currencyCode } from '@interlock/domain';
import { printable } from './printable.js';
import { amountText } from './texts.js';

/** A value in a few words: an amount as people write it, yes and no, a dash for nothing. */
export function cell(value: unknown): string {
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return printable(String(value));
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object')) return value.length === 0 ? '–' : value.map(cell).join(', ');
  return amountOf(value) ?? printable(JSON.stringify(value));
}

/** "120.00 MXN" of what the API writes as currency and minor units; undefined for everything else. */
export function amountOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { currency, value: minor, ...more } = value as { readonly currency?: unknown; readonly value?: unknown };
  if (typeof currency !== 'string' || typeof minor !== 'string' || !/^-?\d+$/.test(minor) || Object.keys(more).length > 0) return undefined;
  if (!isCurrency(currency)) return undefined;
  return `${minor.startsWith('-') ? '-' : ''}${amountText({ currency, value: BigInt(minor.replace('-', '')) })}`;
}

function isCurrency(text: string): boolean {
  try {
    return currencyCode(text) === text;
  } catch {
    return false;
  }
}
