import type { FaultOrder } from '../core/faults.js';
import type { Client } from './clients.js';
import { faultsOfAll, playDecline, type Answer, type Operation, type Wallet } from './operations.js';
import { refundable, type Payment, type Refund } from './payments.js';
import { cancelRequest, checked, currencyOf, refundRequest, type PaymentKeys, type RefundRequest } from './requests.js';
import { isFinalFailure, Refusal } from './results.js';
import { writeTime } from './times.js';

const DAY_MS = 86_400_000;

/** `POST /v1/payments/cancel` (and `cancelPayment`): closes an unpaid order, gives a paid one back whole. */
export const cancel: Operation = {
  name: 'cancel',
  faults: new Set(faultsOfAll),
  check(wallet, client, body) {
    const request = checked(cancelRequest, body);
    return {
      keys: [request.paymentRequestId, request.paymentId],
      work: (fault) => {
        playDecline(fault);
        const payment = paymentOf(wallet, client, request);
        if (payment.magic === 'cancel_error_once' && !payment.cancelErrorGiven) {
          payment.cancelErrorGiven = true;
          throw new Refusal('UNKNOWN_EXCEPTION');
        }
        if (payment.state !== 'CANCELLED') {
          checkCancel(wallet, payment);
          wallet.lifecycle.cancel(payment, 'cancel');
        }
        const { paymentId, paymentRequestId, canceledAtMs } = payment;
        return { members: { paymentId, paymentRequestId, cancelTime: writeTime(canceledAtMs ?? 0) } };
      },
    };
  },
};

function checkCancel({ context, settings }: Wallet, payment: Payment): void {
  if (payment.state === 'FAIL') throw new Refusal('PROCESS_FAIL', 'The payment has failed.');
  if (payment.state !== 'SUCCESS') return;
  if (payment.refunds.some(({ state }) => state !== 'FAIL')) throw new Refusal('PROCESS_FAIL', 'The payment has refunds.');
  const paidLocalMs = (payment.paidAtMs ?? 0) + settings.cancelDayOffsetMs;
  const nextDayMs = Math.floor(paidLocalMs / DAY_MS + 1) * DAY_MS - settings.cancelDayOffsetMs;
  if (context.clock.now() > nextDayMs + settings.cancelGraceMs) throw new Refusal('CANCEL_WINDOW_EXCEED');
}

/** `POST /v1/payments/refund` (and `refundApply`): S means that the merchant is debited, not that the payer has the money. */
export const refund: Operation = {
  name: 'refund',
  faults: new Set([...faultsOfAll, 'unknown_then_paid', 'unknown_then_failed']),
  check(wallet, client, body) {
    const request = checked(refundRequest, body);
    currencyOf(request.refundAmount.currency);
    return {
      keys: [request.refundRequestId, request.paymentRequestId, request.paymentId],
      work: (fault) => {
        const payment = paymentOf(wallet, client, request);
        const amount = BigInt(request.refundAmount.value);
        const record = wallet.payments.refundRecord(client, request.refundRequestId);
        if (record === undefined) return firstTime(wallet, client, request, payment, amount, fault);
        if (record.payment !== payment || record.amount !== amount || request.refundAmount.currency !== payment.currency) {
          throw new Refusal('REPEAT_REQ_INCONSISTENT');
        }
        if ('refusedWith' in record.outcome) throw new Refusal(record.outcome.refusedWith);
        return accepted(record.outcome);
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
): Answer {
  const { context, payments, lifecycle, settings } = wallet;
  const { refundRequestId } = request;
  if (payment.magic === 'server_error_once' && payments.isFirstTry(client, refundRequestId)) throw new Refusal('UNKNOWN_EXCEPTION');
  const refusal = fault?.name === 'decline' ? (fault.code ?? '') : refusalOf(wallet, request, payment, amount);
  if (refusal !== undefined) {
    if (isFinalFailure(refusal)) payments.record(client, refundRequestId, { payment, amount, outcome: { refusedWith: refusal } });
    throw new Refusal(refusal);
  }
  const made: Refund = {
    payment,
    refundId: payments.newId(),
    refundRequestId,
    amount,
    reason: request.refundReason,
    acceptedAtMs: context.clock.now(),
    state: 'PROCESSING',
    blindInquiries: 0,
  };
  payments.record(client, refundRequestId, { payment, amount, outcome: made });
  payment.refunds.push(made);
  const unseen = payment.magic === 'refund_unknown' || fault?.name === 'unknown_then_paid' || fault?.name === 'unknown_then_failed';
  lifecycle.refundAccepted(made, { unseen, ...(fault?.name === 'unknown_then_failed' ? { failsWith: settings.declined } : {}) });
  if (unseen) throw new Refusal('UNKNOWN_EXCEPTION');
  return accepted(made);
}

function refusalOf({ context, settings }: Wallet, request: RefundRequest, payment: Payment, amount: bigint): string | undefined {
  if (payment.state !== 'SUCCESS') return 'ORDER_STATUS_INVALID';
  if (request.refundAmount.currency !== payment.currency) return 'CURRENCY_NOT_SUPPORT';
  if (context.clock.now() - (payment.paidAtMs ?? 0) > settings.refundWindowMs) return 'REFUND_WINDOW_EXCEED';
  return amount > refundable(payment) ? 'REFUND_AMOUNT_EXCEED' : undefined;
}

function accepted({ refundId, refundRequestId, payment, acceptedAtMs }: Refund): Answer {
  return { members: { refundId, refundRequestId, paymentId: payment.paymentId, refundTime: writeTime(acceptedAtMs) } };
}

function paymentOf({ payments }: Wallet, client: Client, keys: PaymentKeys): Payment {
  const payment = payments.find(client, keys);
  if (payment === undefined) throw new Refusal('ORDER_NOT_EXIST');
  return payment;
}
