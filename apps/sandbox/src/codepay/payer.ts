import type { ActResult, CashierView, PayerAction } from '../core/twin.js';
import type { App } from './apps.js';
import { makeFollowUp } from './making.js';
import type { Gateway } from './operations.js';
import { Refusal } from './refusal.js';
import { checkRefundable, checkVoid, remainingOf, spread, sumOf, tippedBy } from './rules.js';
import { isFinal, type Payment, type Transaction } from './transactions.js';

/**
 * What the payer or the cashier does with an order, and what the terminal or the portal can still do with a paid one without the
 * merchant's system: a tip, a void, a refund.
 */
export function actOn(gateway: Gateway, app: App, transaction: Transaction, action: PayerAction, amount: bigint | undefined): ActResult {
  try {
    act(gateway, app, transaction, action, amount);
    return { outcome: 'done', state: String(transaction.status) };
  } catch (error) {
    if (error instanceof Refusal) return { outcome: 'refused', reason: error.text };
    throw error;
  }
}

function act(gateway: Gateway, app: App, transaction: Transaction, action: PayerAction, amount: bigint | undefined): void {
  const { lifecycle, transactions, settings } = gateway;
  const open = !isFinal(transaction.status);
  switch (action) {
    case 'pay':
      checkOpen(transaction);
      lifecycle.acts(transaction);
      return;
    case 'decline':
      checkOpen(transaction);
      lifecycle.close(transaction, settings.errors.declined);
      return;
    case 'abandon':
      checkOpen(transaction);
      lifecycle.leaves(transaction);
      return;
    case 'tip':
      if (amount === undefined) throw impossible('a tip needs an amount');
      if (transactions.rootOf(transaction).terminalSn === undefined) throw impossible('only a terminal takes tips');
      if (open) transaction.tipAmount = amount;
      else lifecycle.setTip(tippedBy(transaction, transactions), amount);
      return;
    case 'void':
      checkVoid(transaction, transactions);
      lifecycle.undo(transaction, 'void', transaction.merchantOrderNo);
      return;
    case 'refund':
      refundAtDevice(gateway, app, transaction, amount);
      return;
  }
}

/** A refund under a number of the terminal's own, of which nobody is notified; all that is left where no amount is named. */
function refundAtDevice(gateway: Gateway, app: App, transaction: Transaction, amount: bigint | undefined): void {
  const { transactions, numbers, lifecycle } = gateway;
  checkRefundable(transaction, transactions, app.profile.maxRefunds);
  const left = remainingOf(transaction, transactions.refundsOf(transaction));
  const orderAmount = amount ?? sumOf(left);
  if (orderAmount === 0n) throw impossible('nothing is left to refund');
  const asked = {
    method: 'device',
    merchantOrderNo: numbers.deviceOrderNo(),
    orderAmount,
    tipAmount: 0n,
    terminalSn: undefined,
    storeNo: transaction.storeNo,
    attach: undefined,
    notifyUrl: undefined,
    description: '',
    expiresSeconds: undefined,
  };
  const what = { kind: 'refund', transType: 3, returns: spread(orderAmount, left) } as const;
  const { made } = makeFollowUp(gateway, app, transaction, asked, what, undefined);
  lifecycle.settle(made, { error: undefined, unseen: false });
  if (made.error !== undefined) throw impossible(made.error.text);
}

function checkOpen({ status }: Transaction): void {
  if (isFinal(status)) throw impossible(`the order is in state ${String(status)}`);
}

function impossible(reason: string): Refusal {
  return new Refusal('', reason);
}

/** The hosted checkout's page, or the page of 3-D Secure; an order on a terminal has none. */
export function cashierView(payment: Payment): CashierView | undefined {
  const { description, terminalSn, status, challenged, currency, returnUrl, payerAccount } = payment;
  if (terminalSn !== undefined) return undefined;
  return {
    title: payerAccount === undefined ? description : `3-D Secure: ${description}`,
    amount: payment.orderAmount,
    currency,
    state: String(status),
    open: challenged ? status === 0 : status === 9,
    ...(returnUrl === undefined ? {} : { returnUrl: withNumbers(returnUrl, payment) }),
  };
}

/** The shopper comes back with the order's numbers in the address; the shop must ask, not believe them. */
function withNumbers(returnUrl: string, { merchantOrderNo, transNo }: Payment): string {
  const url = new URL(returnUrl);
  url.searchParams.set('merchant_order_no', merchantOrderNo);
  url.searchParams.set('trans_no', transNo);
  return url.href;
}
