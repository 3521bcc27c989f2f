import { currencyCode, moneyFromDecimalText, type CurrencyCode } from '@interlock/domain';
import type { Receipt, Stated } from '@interlock/provider-kit';
import { z } from 'zod';
import type { JsonTexts } from './codepay.json.js';
import { brandOf, entryModeOf } from './codepay.mapping.js';
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
export type StatedRead =
  | { readonly type: 'stated'; readonly stated: Stated | 'not_stated' }
  | { readonly type: 'unreadable' }
  | { readonly type: 'contradiction' };

/**
 * The amounts of a transaction in minor units of its own currency. trans_amount = order_amount + tip_amount + cashback_amount by the
 * document, so any other sum is a contradiction. Without order_amount or price_currency nothing is stated.
 */
export function readStated(transaction: Transaction): StatedRead {
  if (transaction.order_amount === undefined || transaction.price_currency === undefined) return { type: 'stated', stated: 'not_stated' };
  const currency = knownCurrency(transaction.price_currency);
  if (currency === undefined) return { type: 'unreadable' };
  const [base, tip, cashback, total] = [
    transaction.order_amount,
    transaction.tip_amount,
    transaction.cashback_amount,
    transaction.trans_amount,
  ].map((decimal) => minorOf(currency, decimal));
  if (base === undefined || base === 'unreadable' || tip === 'unreadable' || cashback === 'unreadable' || total === 'unreadable')
    return { type: 'unreadable' };
  if (total !== undefined && total !== base + (tip ?? 0n) + (cashback ?? 0n)) return { type: 'contradiction' };
  return {
    type: 'stated',
    stated: { base, currency, ...(tip === undefined ? {} : { tip }), ...(cashback === undefined ? {} : { cashback }) },
  };
}

function knownCurrency(code: string): CurrencyCode | undefined {
  try {
    return currencyCode(code);
  } catch {
    return undefined;
  }
}

function minorOf(currency: CurrencyCode, decimal: string | undefined): bigint | undefined | 'unreadable' {
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

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
/** Absent members instead of undefined ones. */
export function withoutUndefined<T extends object>(members: T): Defined<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Defined<T>;
}
