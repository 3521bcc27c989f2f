import type { FaultOrder } from '../core/faults.js';
import type { Client } from './clients.js';
import { faultsOfAll, paymentOf, playServerError, type Answer, type Operation, type Wallet } from './operations.js';
import { captureOf, type Payment, type Refund } from './payments.js';
import { checked, currencyOf, refundRequest, type RefundRequest } from './requests.js';
import { isFinalFailure, Refusal } from './results.js';
import { writeTime } from './times.js';
import { amountView } from './views.js';

/** `POST /v1/payments/refund` (and `refundApply`): S means that the merchant is debited, not that the payer has the money. */
export const refund: Operation = {
  name: 'refund',
  faults: new Set([
    ...faultsOfAll,
    'wrong_amount',
    'unknown_then_paid',
    'unknown_then_failed',
    'notify_twice',
    'notify_never',
    'notify_late',
  ]),
  check(wallet, client, body) {
    const request = checked(refundRequest, body);
    currencyOf(request.refundAmount.currency);
    return {
      keys: [request.refundRequestId, request.paymentRequestId, request.paymentId],
      requestId: request.refundRequestId,
      work: (fault) => {
        const payment = paymentOf(wallet, client, request);
        const amount = BigInt(request.refundAmount.value);
        const error = fault?.name === 'wrong_amount' ? 1n : 0n;
        const record = wallet.payments.recordOf('refund', client, request.refundRequestId);
        if (record === undefined) return accepted(firstTime(wallet, client, request, payment, amount, fault), error);
        if (record.payment !== payment || record.amount !== amount || request.refundAmount.currency !== payment.currency) {
          throw new Refusal('REPEAT_REQ_INCONSISTENT');
        }
        if (record.refund === undefined) throw new Refusal(record.refusedWith ?? '');
        return accepted(record.refund, error);
      },
    };
  },
};

function firstTime(
  wallet: Wallet,
  client: Client,
  request: RefundRequest,
  payment: Payment,
  amount: bigint,
  fault: FaultOrder | undefined,
): Refund {
  const { payments, lifecycle, settings } = wallet;
  const { refundRequestId } = request;
  playServerError(wallet, payment, refundRequestId);
  const refusal = fault?.name === 'decline' ? (fault.code ?? '') : refusalOf(wallet, request, payment, amount);
  if (refusal !== undefined) {
    if (isFinalFailure(refusal)) payments.record('refund', client, refundRequestId, { payment, amount, refusedWith: refusal });
    throw new Refusal(refusal);
  }
  const made = newRefund(wallet, payment, {
    refundRequestId,
    amount,
    captureId: request.captureId,
    reason: request.refundReason,
    notifyUrl: request.refundNotifyUrl,
  });
  payments.record('refund', client, refundRequestId, { payment, amount, refund: made });
  const unseen = payment.magic === 'refund_unknown' || fault?.name === 'unknown_then_paid' || fault?.name === 'unknown_then_failed';
  lifecycle.refundAccepted(made, { unseen, ...(fault?.name === 'unknown_then_failed' ? { failsWith: settings.declined } : {}) });
  if (unseen) throw new Refusal('UNKNOWN_EXCEPTION');
  return made;
}

interface Wanted {
  readonly refundRequestId: string;
  readonly amount: bigint;
  readonly captureId?: string | undefined;
  readonly reason?: string | undefined;
  readonly notifyUrl?: string | undefined;
}

/** A refund that the wallet has accepted, asked for by the merchant's system or at the portal. */
export function newRefund({ context, payments }: Wallet, payment: Payment, wanted: Wanted): Refund {
  const made: Refund = {
    payment,
    refundId: payments.newId(),
    refundRequestId: wanted.refundRequestId,
    captureId: wanted.captureId,
    amount: wanted.amount,
    reason: wanted.reason,
    notifyUrl: wanted.notifyUrl,
    acceptedAtMs: context.clock.now(),
    state: 'PROCESSING',
    blindInquiries: 0,
  };
  payments.addRefund(made);
  return made;
}

function refusalOf({ context, payments, settings }: Wallet, request: RefundRequest, payment: Payment, amount: bigint): string | undefined {
  if (payment.state !== 'SUCCESS') return 'ORDER_STATUS_INVALID';
  if (request.captureId !== undefined && request.captureId !== captureOf(payment)?.id) return 'ORDER_NOT_EXIST';
  if (request.refundAmount.currency !== payment.currency) return 'CURRENCY_NOT_SUPPORT';
  if (context.clock.now() - (payment.paidAtMs ?? 0) > settings.refundWindowMs) return 'REFUND_WINDOW_EXCEED';
  return amount > payments.refundable(payment) ? 'REFUND_AMOUNT_EXCEED' : undefined;
}

function accepted({ refundId, refundRequestId, payment, amount, acceptedAtMs }: Refund, error: bigint): Answer {
  return {
    members: {
      refundId,
      refundRequestId,
      paymentId: payment.paymentId,
      refundAmount: amountView(amount + error, payment.currency),
      refundTime: writeTime(acceptedAtMs),
    },
  };
}
