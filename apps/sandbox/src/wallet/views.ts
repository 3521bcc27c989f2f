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
export function paymentView(payment: Payment, error: bigint): Record<string, unknown> {
  return {
    paymentId: payment.paymentId,
    paymentRequestId: payment.paymentRequestId,
    paymentAmount: amountView(payment.amount + error, payment.currency),
    paymentTime: timeOf(payment.paidAtMs),
    paymentStatus: paymentStatus(payment),
    paymentFailReason: payment.state === 'FAIL' ? payment.failReason : undefined,
    transactions: transactionsOf(payment),
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

function transactionsOf(payment: Payment): Record<string, unknown>[] {
  const { currency } = payment;
  const refunds = payment.refunds.map(({ refundId, state, amount, acceptedAtMs }) => ({
    transactionId: refundId,
    transactionType: 'REFUND',
    transactionStatus: state,
    transactionAmount: amountView(amount, currency),
    transactionTime: writeTime(acceptedAtMs),
  }));
  const paid = {
    transactionId: payment.paymentId,
    transactionType: 'PAYMENT',
    transactionStatus: paymentStatus(payment),
    transactionAmount: amountView(payment.amount, currency),
    transactionTime: timeOf(payment.paidAtMs),
  };
  return [paid, ...refunds];
}

function timeOf(ms: number | undefined): string | undefined {
  return ms === undefined ? undefined : writeTime(ms);
}
