import type { FaultOrder } from '../core/faults.js';
import type { Client } from './clients.js';
import { faultsOfAll, paymentOf, playCancelError, playServerError, type Answer, type Operation, type Wallet } from './operations.js';
import type { Payment, Step } from './payments.js';
import { captureRequest, checked, currencyOf, voidRequest } from './requests.js';
import { isFinalFailure, Refusal } from './results.js';
import { writeTime } from './times.js';
import { amountView } from './views.js';

const faults = new Set([...faultsOfAll, 'wrong_amount', 'unknown_then_paid', 'unknown_then_failed'] as const);

/** What a capture and a void have in common: a number of their own, and an amount that is all of the hold when absent. */
interface Wanted {
  readonly kind: 'capture' | 'void';
  readonly requestId: string;
  readonly amount: { readonly currency: string; readonly value: string } | undefined;
}

/** `POST /v1/payments/capture`: once per authorization, in part or whole; what is left of the hold is released. */
export const capture: Operation = {
  name: 'capture',
  faults,
  check(wallet, client, body) {
    const { captureRequestId: requestId, paymentId, captureAmount: amount } = checked(captureRequest, body);
    if (amount !== undefined) currencyOf(amount.currency);
    return {
      keys: [requestId, paymentId],
      requestId,
      work: (fault) => {
        const payment = paymentOf(wallet, client, { paymentId });
        const step = taken(wallet, client, payment, { kind: 'capture', requestId, amount }, fault, (value) =>
          wallet.lifecycle.capture(payment, value, requestId),
        );
        return answer(payment, step, fault, { captureRequestId: requestId, captureId: step.id }, 'captureAmount', 'captureTime');
      },
    };
  },
};

/** `POST /v1/payments/void`: releases the hold, or a part of it. */
export const voidHold: Operation = {
  name: 'void',
  faults: new Set([...faults, 'notify_twice', 'notify_never', 'notify_late']),
  check(wallet, client, body) {
    const { voidRequestId: requestId, paymentId, voidAmount: amount } = checked(voidRequest, body);
    if (amount !== undefined) currencyOf(amount.currency);
    return {
      keys: [requestId, paymentId],
      requestId,
      work: (fault) => {
        const payment = paymentOf(wallet, client, { paymentId });
        const step = taken(wallet, client, payment, { kind: 'void', requestId, amount }, fault, (value) => {
          const made = wallet.lifecycle.void(payment, value);
          wallet.notifications.voided(payment, requestId, made);
          return made;
        });
        return answer(payment, step, fault, { voidRequestId: requestId, voidId: step.id }, 'voidAmount', 'voidTime');
      },
    };
  },
};

/** The step that this request made now or before. Throws `Refusal`. */
function taken(
  wallet: Wallet,
  client: Client,
  payment: Payment,
  { kind, requestId, amount }: Wanted,
  fault: FaultOrder | undefined,
  make: (value: bigint) => Step,
): Step {
  const { payments, settings } = wallet;
  const known = payments.recordOf(kind, client, requestId);
  if (known !== undefined) {
    const value = amount === undefined ? known.amount : BigInt(amount.value);
    if (known.payment !== payment || known.amount !== value || (amount?.currency ?? payment.currency) !== payment.currency)
      throw new Refusal('REPEAT_REQ_INCONSISTENT');
    if (known.step === undefined) throw new Refusal(known.refusedWith ?? '');
    return known.step;
  }
  playServerError(wallet, payment, requestId);
  if (kind === 'void') playCancelError(payment);
  const value = amount === undefined ? payment.held : BigInt(amount.value);
  const refusal = fault?.name === 'decline' ? (fault.code ?? '') : refusalOf(payment, amount?.currency, value, settings.exceedsHold);
  if (refusal !== undefined) {
    if (isFinalFailure(refusal)) payments.record(kind, client, requestId, { payment, amount: value, refusedWith: refusal });
    throw new Refusal(refusal);
  }
  // The words of the faults speak of the payer's money: a capture takes it, a void lets it go.
  const isHidden = fault?.name === 'unknown_then_paid' || fault?.name === 'unknown_then_failed';
  if (!isHidden || (fault.name === 'unknown_then_paid') === (kind === 'capture')) {
    const step = make(value);
    payments.record(kind, client, requestId, { payment, amount: value, step });
    if (!isHidden) return step;
  }
  wallet.lifecycle.hide(payment);
  throw new Refusal('UNKNOWN_EXCEPTION');
}

function refusalOf(payment: Payment, currency: string | undefined, value: bigint, exceedsHold: string): string | undefined {
  if (payment.state !== 'AUTH_SUCCESS') return 'ORDER_STATUS_INVALID';
  if (currency !== undefined && currency !== payment.currency) return 'CURRENCY_NOT_SUPPORT';
  return value > payment.held ? exceedsHold : undefined;
}

function answer(
  { paymentId, currency }: Payment,
  { amount, atMs }: Step,
  fault: FaultOrder | undefined,
  ids: Readonly<Record<string, string>>,
  amountName: string,
  timeName: string,
): Answer {
  const error = fault?.name === 'wrong_amount' ? 1n : 0n;
  return { members: { ...ids, paymentId, [amountName]: amountView(amount + error, currency), [timeName]: writeTime(atMs) } };
}
