import { toDecimalText, type CurrencyCode } from '@interlock/domain';

import { gatewayTime } from './numbers.js';
import { totalOf, type Payment, type Transaction, type Transactions } from './transactions.js';

/** What queries and notifications say of a transaction. Members that are undefined do not appear on the wire. */
export interface TransactionView {
  readonly trans_no: string;
  readonly merchant_order_no: string;
  readonly trans_type: number;
  readonly trans_status: number;
  readonly price_currency: string;
  readonly order_amount: string;
  readonly trans_amount: string;
  readonly [field: string]: string | number | undefined;
}

/** How the card was read: 3 contactless on a terminal, 4 typed in. */
const CONTACTLESS = 3;
const TYPED_IN = 4;

/** Amounts leave as decimal text of major units. */
export function amountText(minor: bigint, currency: CurrencyCode): string {
  return toDecimalText({ currency, minor });
}

/** `capturedStatus`: what is said of an authorization that was captured. */
export function viewOf(transaction: Transaction, transactions: Transactions, capturedStatus: 2 | 4): TransactionView {
  const view =
    transaction.kind === 'payment' ? paymentView(transaction, capturedStatus) : followUpView(transaction, transactions.rootOf(transaction));
  return transaction.misstated ? withWrongAmount(view, transaction) : view;
}

/** Query Order: `trans_amount` is base, tip and cashback; the payer's side is filled in only once it is completed. */
function paymentView(payment: Payment, capturedStatus: 2 | 4): TransactionView {
  const { currency, scenario } = payment;
  const total = amountText(totalOf(payment), currency);
  const completed = payment.status === 2;
  const card = scenario === 'SWIPE_CARD' || payment.payerAccount !== undefined;
  return {
    trans_no: payment.transNo,
    trans_end_time: completed ? gatewayTime(payment.endAtMs ?? payment.createdAtMs) : undefined,
    pay_user_account_id: completed ? payerOf(payment) : undefined,
    store_no: payment.storeNo,
    terminal_sn: payment.terminalSn,
    pay_scenario: scenario,
    pay_method_id: payment.payMethod,
    trans_fee_c: '0',
    trans_amount: total,
    merchant_order_no: payment.merchantOrderNo,
    pay_channel_trans_no: completed ? payment.channelTransNo : undefined,
    ref_no: completed ? refNoOf(payment) : undefined,
    auth_no: completed && card ? payment.authNo : undefined,
    entry_model: completed && card ? (payment.terminalSn === undefined ? TYPED_IN : CONTACTLESS) : undefined,
    discount_bpc: '0',
    vat_amount: '0',
    order_amount: amountText(payment.orderAmount, currency),
    tip_amount: payment.tipAmount > 0n || payment.onScreenTip ? amountText(payment.tipAmount, currency) : undefined,
    cashback_amount: payment.transType === 11 ? amountText(payment.cashbackAmount, currency) : undefined,
    paid_amount: completed ? total : undefined,
    trans_status: completed && payment.capturedBy !== undefined ? capturedStatus : payment.status,
    price_currency: currency,
    trans_type: payment.transType,
    discount_bmopc: '0',
    attach: payment.attach,
    ...errorOf(payment),
  };
}

/** Query Refund, and Query Order for a capture or a void. */
function followUpView(transaction: Exclude<Transaction, Payment>, root: Payment): TransactionView {
  const { currency } = transaction;
  const completed = transaction.status === 2;
  return {
    trans_no: transaction.transNo,
    orig_trans_no: transaction.origNo,
    trans_end_time: completed ? gatewayTime(transaction.endAtMs ?? transaction.createdAtMs) : undefined,
    store_no: transaction.storeNo,
    terminal_sn: transaction.terminalSn,
    trans_fee_c: '0',
    trans_amount: amountText(totalOf(transaction), currency),
    merchant_order_no: transaction.merchantOrderNo,
    pay_channel_trans_no: completed ? root.channelTransNo : undefined,
    auth_no: completed && transaction.kind === 'capture' ? transaction.authNo : undefined,
    vat_amount: '0',
    order_amount: amountText(transaction.orderAmount, currency),
    tip_amount: transaction.tipAmount > 0n ? amountText(transaction.tipAmount, currency) : undefined,
    paid_amount: completed && transaction.kind === 'capture' ? amountText(totalOf(transaction), currency) : undefined,
    trans_status: transaction.status,
    price_currency: currency,
    trans_type: transaction.transType,
    attach: transaction.attach,
    ...errorOf(transaction),
  };
}

/** Only a closed transaction explains itself. */
function errorOf({ status, error }: Transaction): { trans_error_code?: string; trans_error_msg?: string } {
  return status === 1 && error !== undefined ? { trans_error_code: error.code, trans_error_msg: error.text } : {};
}

/** A masked card, or the payer's account at the wallet. */
export function payerOf({ payerAccount, scenario, channelTransNo }: Payment): string {
  if (payerAccount !== undefined) return payerAccount;
  return scenario === 'SWIPE_CARD' || scenario === 'WEB_PAY' ? '411111******1111' : `2102${channelTransNo.slice(-16)}`;
}

/** The retrieval reference number: twelve digits. */
export function refNoOf({ channelTransNo }: Payment): string {
  return channelTransNo.slice(-12);
}

/** The fault `wrong_amount`: every stated amount is one minor unit too high. */
export function withWrongAmount(view: TransactionView, transaction: Transaction): TransactionView {
  const { currency, orderAmount } = transaction;
  const total = amountText(totalOf(transaction) + 1n, currency);
  return {
    ...view,
    order_amount: amountText(orderAmount + 1n, currency),
    trans_amount: total,
    ...(view['paid_amount'] === undefined ? {} : { paid_amount: total }),
  };
}
