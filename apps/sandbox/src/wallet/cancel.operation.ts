import { faultsOfAll, paymentOf, playCancelError, playDecline, type Operation, type Wallet } from './operations.js';
import type { Payment } from './payments.js';
import { cancelRequest, checked } from './requests.js';
import { Refusal } from './results.js';
import { writeTime } from './times.js';

const DAY_MS = 86_400_000;

/** `POST /v1/payments/cancel` (and `cancelPayment`): closes an unpaid order, releases a hold, gives a paid order back whole. */
export const cancel: Operation = {
  name: 'cancel',
  faults: new Set([...faultsOfAll, 'unknown_then_paid', 'unknown_then_failed']),
  check(wallet, client, body) {
    const request = checked(cancelRequest, body);
    return {
      keys: [request.paymentRequestId, request.paymentId],
      work: (fault) => {
        playDecline(fault);
        const payment = paymentOf(wallet, client, request);
        playCancelError(payment);
        const isNew = payment.state !== 'CANCELLED' || wasVoided(payment);
        if (isNew) checkCancel(wallet, payment);
        if (fault?.name === 'unknown_then_paid' || fault?.name === 'unknown_then_failed') {
          // The payment stays in the one case, and is undone in the other.
          if (isNew && fault.name === 'unknown_then_failed') wallet.lifecycle.canceledByMerchant(payment);
          wallet.lifecycle.hide(payment);
          throw new Refusal('UNKNOWN_EXCEPTION');
        }
        if (isNew) wallet.lifecycle.canceledByMerchant(payment);
        const { paymentId, paymentRequestId, canceledAtMs } = payment;
        return { members: { paymentId, paymentRequestId, cancelTime: writeTime(canceledAtMs ?? 0) } };
      },
    };
  },
};

function wasVoided({ steps }: Payment): boolean {
  return steps.some(({ type }) => type === 'VOID');
}

/** Throws `Refusal`. */
function checkCancel({ context, payments, settings }: Wallet, payment: Payment): void {
  if (payment.state === 'FAIL') throw new Refusal('PROCESS_FAIL', 'The payment has failed.');
  if (payment.steps.some(({ type }) => type === 'CAPTURE')) throw new Refusal('PROCESS_FAIL', 'The payment was captured.');
  if (wasVoided(payment)) throw new Refusal('PROCESS_FAIL', 'The payment was voided.');
  if (payment.state !== 'SUCCESS') return;
  if (payments.isRefunded(payment)) throw new Refusal('PROCESS_FAIL', 'The payment has refunds.');
  const paidLocalMs = (payment.paidAtMs ?? 0) + settings.cancelDayOffsetMs;
  const nextDayMs = Math.floor(paidLocalMs / DAY_MS + 1) * DAY_MS - settings.cancelDayOffsetMs;
  if (context.clock.now() > nextDayMs + settings.cancelGraceMs) throw new Refusal('CANCEL_WINDOW_EXCEED');
}
