import type { ActResult, CashierView, PayerAction } from '../core/twin.js';
import type { Wallet } from './operations.js';
import { captureOf, type Payment } from './payments.js';
import { newRefund } from './refund.operation.js';
import { paymentStatus } from './views.js';

/** What the payer does on the cashier page, and what the merchant's people do at the wallet's portal with an order that is paid or held. */
export function actOn(wallet: Wallet, payment: Payment, action: PayerAction, amount: bigint | undefined): ActResult {
  const { lifecycle, payments, settings } = wallet;
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
      if (
        payment.state !== 'AUTH_SUCCESS' &&
        (payment.state !== 'SUCCESS' || captureOf(payment) !== undefined || payments.isRefunded(payment))
      )
        return { outcome: 'refused', reason: 'only a hold, or a paid order without captures and refunds, can be voided' };
      lifecycle.cancel(payment, 'void');
      break;
    case 'refund': {
      const refunded = amount ?? payments.refundable(payment);
      if (refunded === 0n || refunded > payments.refundable(payment)) return { outcome: 'refused', reason: 'more than can be refunded' };
      const refund = newRefund(wallet, payment, { refundRequestId: `PORTAL-${payments.newId()}`, amount: refunded });
      lifecycle.refundAccepted(refund, { unseen: false });
      break;
    }
  }
  return { outcome: 'done', state: paymentStatus(payment) };
}

function closed(payment: Payment): ActResult {
  return { outcome: 'refused', reason: `the order is ${paymentStatus(payment)}` };
}

/** The wallet's cashier page; what an agreement pays for has none. */
export function cashierView(payment: Payment): CashierView | undefined {
  if (payment.direct) return undefined;
  return {
    title: payment.description,
    amount: payment.amount,
    currency: payment.currency,
    state: paymentStatus(payment),
    open: payment.state === 'CREATED',
    ...(payment.redirectUrl === undefined ? {} : { returnUrl: payment.redirectUrl }),
  };
}
