import type { Payment, Refund } from './payments.js';
import { writeTime } from './times.js';

export interface AmountView {
  readonly currency: string;
  readonly value: string;
}

export function amountView(minor: bigint, currency: string): AmountView {
  return { currency, value: minor.toString() };
}

/** `paymentStatus`, as inquiries report it. */
export function paymentStatus({ state }: Payment): string {
  return state === 'CREATED' ? 'PROCESSING' : state;
}

/** inquiryPayment. `error` is the fault `wrong_amount`, in minor units. */
export function paymentView(payment: Payment, refunds: readonly Refund[], error: bigint): Record<string, unknown> {
  return {
    paymentId: payment.paymentId,
    paymentRequestId: payment.paymentRequestId,
    paymentAmount: amountView(payment.amount + error, payment.currency),
    paymentTime: timeOf(payment.paidAtMs ?? payment.authorizedAtMs),
    paymentStatus: paymentStatus(payment),
    paymentFailReason: payment.state === 'FAIL' ? payment.failReason : undefined,
    authExpiryTime: payment.state === 'AUTH_SUCCESS' ? timeOf(payment.authExpiresAtMs) : undefined,
    transactions: transactionsOf(payment, refunds),
  };
}

/** inquiryRefund. */
export function refundView(refund: Refund, error: bigint): Record<string, unknown> {
  return {
    refundId: refund.refundId,
    refundRequestId: refund.refundRequestId,
    refundAmount: amountView(refund.amount + error, refund.payment.currency),
    refundReason: refund.reason,
    refundTime: writeTime(refund.acceptedAtMs),
    refundStatus: refund.state,
    refundFailReason: refund.state === 'FAIL' ? refund.failReason : undefined,
  };
}

/** What happened to the payer's money, in its order; an authorization that was captured has succeeded. */
function transactionsOf(payment: Payment, refunds: readonly Refund[]): Record<string, unknown>[] {
  const { currency, product, state } = payment;
  const isHold = product === 'authorize';
  const first = {
    transactionId: payment.paymentId,
    transactionType: isHold ? 'AUTHORIZATION' : 'PAYMENT',
    transactionStatus: isHold && state === 'AUTH_SUCCESS' ? 'SUCCESS' : paymentStatus(payment),
    transactionAmount: amountView(payment.amount, currency),
    transactionTime: timeOf(isHold ? payment.authorizedAtMs : payment.paidAtMs),
  };
  const steps = payment.steps.map(({ id, type, amount, atMs }) => ({ id, type, amount, atMs, status: 'SUCCESS' }));
  const returned = refunds.map(({ refundId, amount, acceptedAtMs, state: status }) => ({
    id: refundId,
    type: 'REFUND',
    amount,
    atMs: acceptedAtMs,
    status,
  }));
  const others = [...steps, ...returned].map(({ id, type, amount, atMs, status }) => ({
    transactionId: id,
    transactionType: type,
    transactionStatus: status,
    transactionAmount: amountView(amount, currency),
    transactionTime: writeTime(atMs),
  }));
  return [first, ...others];
}

function timeOf(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : writeTime(ms);
}
