import type { ActResult, CashierView, PayerAction } from '../core/twin.js';
import type { CodepaySettings } from './codepay.settings.js';
import type { Lifecycle } from './lifecycle.js';
import { isFinal, type Sale } from './transactions.js';

/** What the payer or the cashier does with an order, and what the terminal can still do with a paid one. */
export function actOn(
  sale: Sale,
  action: PayerAction,
  tipAmount: bigint | undefined,
  lifecycle: Lifecycle,
  settings: CodepaySettings,
): ActResult {
  const open = !isFinal(sale.status);
  switch (action) {
    case 'pay':
      if (!open) return closed(sale);
      lifecycle.payerPays(sale);
      break;
    case 'decline':
      if (!open) return closed(sale);
      lifecycle.close(sale, settings.errors.declined);
      break;
    case 'abandon':
      if (!open) return closed(sale);
      lifecycle.payerLeaves(sale);
      break;
    case 'tip':
      if (tipAmount === undefined) return { outcome: 'refused', reason: 'a tip needs an amount' };
      if (sale.terminalSn === undefined) return { outcome: 'refused', reason: 'only a terminal takes tips' };
      if (open) sale.tipAmount = tipAmount;
      else if (sale.status === 2 && sale.refunds.length === 0) lifecycle.adjustTip(sale, tipAmount);
      else return closed(sale);
      break;
    case 'refund':
      return { outcome: 'refused', reason: 'the device refunds by an order of its own' };
    case 'void':
      if (sale.status !== 2 || sale.refunds.length > 0)
        return { outcome: 'refused', reason: 'only a paid order without refunds can be voided' };
      lifecycle.undo(sale, 'void', sale.orderAmount + sale.tipAmount);
      break;
  }
  return { outcome: 'done', state: String(sale.status) };
}

function closed(sale: Sale): ActResult {
  return { outcome: 'refused', reason: `the order is in state ${String(sale.status)}` };
}

/** The hosted checkout's page; an order on a terminal has none. */
export function cashierView(sale: Sale): CashierView | undefined {
  if (sale.terminalSn !== undefined) return undefined;
  return {
    title: sale.description,
    amount: sale.orderAmount,
    currency: sale.currency,
    state: String(sale.status),
    open: sale.status === 9,
    ...(sale.returnUrl === undefined ? {} : { returnUrl: withNumbers(sale.returnUrl, sale) }),
  };
}

/** The shopper comes back with the order's numbers in the address; the shop must ask, not believe them. */
function withNumbers(returnUrl: string, sale: Sale): string {
  const url = new URL(returnUrl);
  url.searchParams.set('merchant_order_no', sale.merchantOrderNo);
  url.searchParams.set('trans_no', sale.transNo);
  return url.href;
}
