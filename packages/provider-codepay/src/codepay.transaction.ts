import { currencyCode, moneyFromDecimalText, type CurrencyCode } from '@interlock/domain';
import type { Receipt, Stated } from '@interlock/provider-kit';
import { z } from 'zod';
import type { JsonTexts } from './codepay.json.js';
import { brandOf, entryModeOf } from './codepay.words.js';
import { exact, maskPayerAccount, shown } from './codepay.wire.js';

/** A transaction as Query Order, Query Refund and the notification show it; numbers and strings alike as text. Members that we do not use are dropped. */
const transactionSchema = z.object({
  merchant_order_no: exact(64),
  trans_no: exact(64),
  trans_type: exact(64),
  trans_status: exact(64),
  trans_error_code: exact(64),
  trans_error_msg: shown,
  price_currency: exact(64),
  order_amount: exact(64),
  tip_amount: exact(64),
  cashback_amount: exact(64),
  surcharge_amount: exact(64),
  sales_tax_amount: exact(64),
  service_charge_amount: exact(64),
  trans_amount: exact(64),
  paid_amount: shown,
  trans_fee_c: shown,
  pay_scenario: shown,
  pay_method_id: shown,
  pay_user_account_id: shown,
  pay_channel_trans_no: shown,
  auth_no: shown,
  ref_no: shown,
  entry_model: shown,
});
export type Transaction = z.output<typeof transactionSchema>;

export function readTransaction(members: JsonTexts): Transaction | undefined {
  return transactionSchema.safeParse(Object.fromEntries(members)).data;
}

/** `contradiction`: the parts do not add up to the total; `unreadable`: not amounts of a currency. */
export type AmountsRead =
  | { readonly type: 'amounts'; readonly amounts: Amounts }
  | { readonly type: 'not_stated' }
  | { readonly type: 'unreadable' }
  | { readonly type: 'contradiction' };

/** In minor units of the transaction's own currency; a part that it does not name is absent. */
export interface Amounts {
  readonly currency: CurrencyCode;
  readonly base: bigint;
  readonly tip?: bigint;
  readonly cashback?: bigint;
  /** What was added to the payment: surcharge, sales tax and service charge. */
  readonly surcharge?: bigint;
  readonly total: bigint;
}

/**
 * trans_amount = order_amount + tip_amount + cashback_amount by the document, and what the processor added where it is named, so any other
 * sum is a contradiction. `isWhole`: the total stands for itself and may be above the parts that are named, as that of a hold that was raised,
 * or of a void or refund, which is compared as one sum. Without order_amount or price_currency nothing is stated.
 */
export function readAmounts(transaction: Transaction, isWhole = false): AmountsRead {
  if (transaction.order_amount === undefined || transaction.price_currency === undefined) return { type: 'not_stated' };
  const currency = knownCurrency(transaction.price_currency);
  if (currency === undefined) return { type: 'unreadable' };
  const base = minorOf(currency, transaction.order_amount);
  const tip = minorOf(currency, transaction.tip_amount);
  const cashback = minorOf(currency, transaction.cashback_amount);
  const surcharge = sumOf([
    minorOf(currency, transaction.surcharge_amount),
    minorOf(currency, transaction.sales_tax_amount),
    minorOf(currency, transaction.service_charge_amount),
  ]);
  const total = minorOf(currency, transaction.trans_amount);
  if (base === undefined || base === 'unreadable' || tip === 'unreadable' || cashback === 'unreadable') return { type: 'unreadable' };
  if (surcharge === 'unreadable' || total === 'unreadable') return { type: 'unreadable' };
  const sum = base + (tip ?? 0n) + (cashback ?? 0n) + (surcharge ?? 0n);
  if (total !== undefined && total !== sum && !(isWhole && total > sum)) return { type: 'contradiction' };
  return { type: 'amounts', amounts: { currency, base, total: total ?? sum, ...withoutUndefined({ tip, cashback, surcharge }) } };
}

/** Nothing where none is named. */
function sumOf(parts: readonly Minor[]): Minor {
  if (parts.includes('unreadable')) return 'unreadable';
  const named = parts.filter((part) => typeof part === 'bigint');
  return named.length === 0 ? undefined : named.reduce((sum, part) => sum + part, 0n);
}

/** Of what was paid: its parts. Of a hold also what is held in all. */
export const statedOfPayment = ({ total, ...parts }: Amounts, isHold: boolean): Stated => ({
  ...parts,
  ...(isHold ? { authorizedTotal: total - (parts.tip ?? 0n) - (parts.cashback ?? 0n) - (parts.surcharge ?? 0n) } : {}),
});

/** Of what was given back: all of it, for a refund or a void is asked for in one sum, whatever parts it falls to. */
export const statedOfReturn = ({ currency, total }: Amounts): Stated => ({ base: total, currency });

function knownCurrency(code: string): CurrencyCode | undefined {
  try {
    return currencyCode(code);
  } catch {
    return undefined;
  }
}

type Minor = bigint | undefined | 'unreadable';

export function minorOf(currency: CurrencyCode, decimal: string | undefined): Minor {
  if (decimal === undefined) return undefined;
  try {
    return moneyFromDecimalText(currency, decimal).minor;
  } catch {
    return 'unreadable';
  }
}

/** What a receipt needs. An amount that cannot be read is left out: it decides nothing. */
export function readReceipt(transaction: Transaction): Receipt | undefined {
  const currency = knownCurrency(transaction.price_currency ?? '');
  const minor = (decimal: string | undefined): bigint | undefined => {
    const read = currency === undefined ? undefined : minorOf(currency, decimal);
    return read === 'unreadable' ? undefined : read;
  };
  const receipt = withoutUndefined({
    brand: transaction.pay_method_id === undefined ? undefined : brandOf(transaction.pay_method_id),
    maskedAccount: transaction.pay_user_account_id === undefined ? undefined : maskPayerAccount(transaction.pay_user_account_id),
    authCode: transaction.auth_no,
    referenceNo: transaction.ref_no,
    entryMode: transaction.entry_model === undefined ? undefined : entryModeOf(transaction.entry_model),
    payerPaid: minor(transaction.paid_amount),
    fee: minor(transaction.trans_fee_c),
  });
  return Object.keys(receipt).length === 0 ? undefined : receipt;
}

/** Why a transaction was closed: its own error code, or the one that stands in brackets before the message. */
export const errorCodeOf = (transaction: Transaction): string | undefined =>
  transaction.trans_error_code ?? /^\[([0-9A-Za-z-]{1,32})\]/.exec(transaction.trans_error_msg ?? '')?.[1];

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
/** Absent members instead of undefined ones. */
export function withoutUndefined<T extends object>(members: T): Defined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}
