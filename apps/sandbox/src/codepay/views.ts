import { toDecimalText, type CurrencyCode } from '@interlock/domain';

import { gatewayTime } from './numbers.js';
import type { Refund, Sale, Transaction } from './transactions.js';

/** What queries and notifications say of a transaction. Members that are undefined do not appear on the wire. */
export interface TransactionView {
  readonly trans_no: string;
  readonly merchant_order_no: string;
  readonly trans_type: 1 | 3;
  readonly trans_status: number;
  readonly price_currency: string;
  readonly order_amount: string;
  readonly trans_amount: string;
  readonly [field: string]: string | number | undefined;
}

/** Amounts leave as decimal text of major units. */
export function amountText(minor: bigint, currency: CurrencyCode): string {
  return toDecimalText({ currency, minor });
}

export function viewOf(transaction: Transaction): TransactionView {
  return transaction.kind === 'sale' ? saleView(transaction) : refundView(transaction);
}

/** Query Order: `trans_amount` is base and tip; the payer's side is filled in only once it is completed. */
function saleView(sale: Sale): TransactionView {
  const total = amountText(sale.orderAmount + sale.tipAmount, sale.currency);
  const completed = sale.status === 2;
  return {
    trans_no: sale.transNo,
    trans_end_time: completed ? gatewayTime(sale.endAtMs ?? sale.createdAtMs) : undefined,
    pay_user_account_id: completed ? payerOf(sale) : undefined,
    store_no: sale.storeNo,
    terminal_sn: sale.terminalSn,
    pay_scenario: sale.scenario,
    pay_method_id: sale.payMethod,
    trans_fee_c: '0',
    trans_amount: total,
    merchant_order_no: sale.merchantOrderNo,
    pay_channel_trans_no: completed ? sale.channelTransNo : undefined,
    discount_bpc: '0',
    vat_amount: '0',
    order_amount: amountText(sale.orderAmount, sale.currency),
    tip_amount: sale.tipAmount > 0n || sale.onScreenTip ? amountText(sale.tipAmount, sale.currency) : undefined,
    paid_amount: completed ? total : undefined,
    trans_status: sale.status,
    price_currency: sale.currency,
    trans_type: 1,
    discount_bmopc: '0',
    attach: sale.attach,
    ...errorOf(sale),
  };
}

/** Query Refund. */
function refundView(refund: Refund): TransactionView {
  const amount = amountText(refund.orderAmount, refund.currency);
  const completed = refund.status === 2;
  return {
    trans_no: refund.transNo,
    orig_trans_no: refund.sale.transNo,
    trans_end_time: completed ? gatewayTime(refund.endAtMs ?? refund.createdAtMs) : undefined,
    trans_fee_c: '0',
    trans_amount: amount,
    merchant_order_no: refund.merchantOrderNo,
    pay_channel_trans_no: completed ? refund.sale.channelTransNo : undefined,
    vat_amount: '0',
    order_amount: amount,
    trans_status: refund.status,
    price_currency: refund.currency,
    trans_type: 3,
    ...errorOf(refund),
  };
}

/** Only a closed transaction explains itself. */
function errorOf({ status, error }: Transaction): { trans_error_code?: string; trans_error_msg?: string } {
  return status === 1 && error !== undefined ? { trans_error_code: error.code, trans_error_msg: error.text } : {};
}

/** A masked card, or the payer's account at the wallet. */
function payerOf(sale: Sale): string {
  return sale.scenario === 'SWIPE_CARD' || sale.scenario === 'WEB_PAY' ? '411111******1111' : `2102${sale.channelTransNo.slice(-16)}`;
}

/** The fault `wrong_amount`: every stated amount is one minor unit too high. */
export function withWrongAmount(view: TransactionView, transaction: Transaction): TransactionView {
  const { currency, orderAmount } = transaction;
  const tip = transaction.kind === 'sale' ? transaction.tipAmount : 0n;
  const total = amountText(orderAmount + tip + 1n, currency);
  return {
    ...view,
    order_amount: amountText(orderAmount + 1n, currency),
    trans_amount: total,
    ...(view['paid_amount'] === undefined ? {} : { paid_amount: total }),
  };
}
