import type { CurrencyCode } from '@interlock/domain';

import type { App } from './apps.js';
import { amountOf, currencyOf, requiredText, textOf, type FieldRule } from './fields.js';
import type { Gateway } from './operations.js';
import { badField } from './refusal.js';
import type { TopLevel } from './top-level.js';

/** The currency and base amount that every order states. Throws `Refusal`. */
export function readMoney(app: App, fields: TopLevel): { currency: CurrencyCode; orderAmount: bigint } {
  const currency = currencyOf('price_currency', requiredText(fields, 'price_currency'));
  if (currency !== app.currency) throw badField('price_currency', `the merchant is paid in ${app.currency}`);
  return { currency, orderAmount: requiredAmount(fields, 'order_amount', currency) };
}

export function requiredAmount(fields: TopLevel, name: string, currency: CurrencyCode, least: 0n | 1n = 1n): bigint {
  const amount = amountOf(fields, name, currency, least);
  if (amount === undefined) throw badField(name, 'required');
  return amount;
}

/** A terminal is asked for under the store where it stands; the number is optional, and a wrong one is no store's. Throws `Refusal`. */
export function checkStore(app: App, fields: TopLevel, terminalSn?: string): void {
  const storeNo = textOf(fields, 'store_no');
  if (storeNo === undefined || app.stores === undefined) return;
  const terminals = Object.hasOwn(app.stores, storeNo) ? app.stores[storeNo] : undefined;
  if (terminals === undefined) throw badField('store_no', 'not a store of the merchant');
  if (terminalSn !== undefined && !terminals.includes(terminalSn)) throw badField('terminal_sn', 'not in the store');
}

/** `expires`, which the document requires and its own samples leave out. */
export function expiresRule({ settings }: Gateway, { profile }: App): FieldRule {
  const bounds = { type: 'integer', from: settings.minExpiresSeconds, to: settings.maxExpiresSeconds } as const;
  return profile.lenient ? bounds : { ...bounds, required: true };
}

export function expiresOf({ settings }: Gateway, fields: TopLevel): number {
  return Number(textOf(fields, 'expires') ?? settings.expiresSeconds);
}
