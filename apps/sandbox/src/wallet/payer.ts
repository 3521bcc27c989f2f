import type { ActResult, CashierView, PayerAction } from '../core/twin.js';
import type { Lifecycle } from './lifecycle.js';
import type { Payment } from './payments.js';
import { paymentStatus } from './views.js';
import type { WalletSettings } from './wallet.settings.js';

/** What the payer does on the cashier page, and what the wallet's portal can do with a paid order. */
export function actOn(payment: Payment, action: PayerAction, lifecycle: Lifecycle, settings: WalletSettings): ActResult {
  const open = payment.state === 'CREATED';
  switch (action) {
    case 'pay':
      if (!open) return closed(payment);
      lifecycle.payerPays(payment);
      break;
    case 'decline':
      if (!open) return closed(payment);
      lifecycle.fail(payment, settings.declined);
      break;
    case 'abandon':
      if (!open) return closed(payment);
      lifecycle.payerLeaves(payment);
      break;
    case 'tip':
      return { outcome: 'refused', reason: 'the wallet knows no tips' };
    case 'void':
      if (payment.state !== 'SUCCESS' || payment.refunds.length > 0)
        return { outcome: 'refused', reason: 'only a paid order without refunds can be voided' };
      lifecycle.cancel(payment, 'void');
      break;
  }
  return { outcome: 'done', state: paymentStatus(payment) };
}

function closed(payment: Payment): ActResult {
  return { outcome: 'refused', reason: `the order is ${paymentStatus(payment)}` };
}

/** The wallet's cashier page; an agreement payment has none. */
export function cashierView(payment: Payment): CashierView | undefined {
  if (payment.product !== 'cashier') return undefined;
  return {
    title: payment.description,
    amount: payment.amount,
    currency: payment.currency,
    state: paymentStatus(payment),
    open: payment.state === 'CREATED',
    ...(payment.redirectUrl === undefined ? {} : { returnUrl: payment.redirectUrl }),
  };
}
