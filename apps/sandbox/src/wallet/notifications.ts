import type { Delivery } from '../core/notifier.js';
import type { SandboxContext } from '../core/twin.js';
import type { Payment } from './payments.js';
import { resultOf } from './results.js';
import { writeTime } from './times.js';
import { amountView } from './views.js';
import { signatureHeader } from './wallet.signing.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Up to eight deliveries over 24 h 22 min, each counted from the one before. */
const SCHEDULE_MS = [0, 2 * MINUTE_MS, 10 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 6 * HOUR_MS, 15 * HOUR_MS];

/** `notifyPayment`: sent to `paymentNotifyUrl` when a payment succeeded or failed, signed as any request. */
export class Notifications {
  constructor(private readonly context: SandboxContext) {}

  opened(payment: Payment): void {
    const delivery = this.#delivery(payment);
    if (delivery !== undefined) this.context.notifier.opened(delivery);
  }

  ended(payment: Payment): void {
    const delivery = this.#delivery(payment);
    if (delivery !== undefined) this.context.notifier.notify(delivery);
  }

  #delivery(payment: Payment): Delivery | undefined {
    const { notifyUrl, client } = payment;
    if (notifyUrl === undefined) return undefined;
    const url = new URL(notifyUrl);
    const told = body(payment, payment.state === 'SUCCESS', this.context.clock.now());
    const paid = body(payment, true, this.context.clock.now());
    return {
      provider: 'wallet',
      operation: 'pay',
      keys: [payment.paymentRequestId, payment.paymentId],
      url: notifyUrl,
      scheduleMs: SCHEDULE_MS,
      magic: payment.magic,
      compose: (forged) => {
        const message = {
          method: 'POST',
          uri: url.pathname + url.search,
          clientId: client.clientId,
          time: writeTime(this.context.clock.now()),
          body: told,
        };
        // A forger has no key: the signature is a genuine one, of another body.
        const signed = forged ? { ...message, body: '{}' } : message;
        const headers = {
          'content-type': 'application/json; charset=UTF-8',
          'client-id': client.clientId,
          'request-time': message.time,
          signature: signatureHeader(signed, client.walletKey, client.keyVersion),
        };
        return { headers, body: forged ? paid : told };
      },
      acknowledged: ({ status, body: answer }) => status === 200 && isAcknowledgement(answer),
    };
  }
}

function body(payment: Payment, success: boolean, nowMs: number): string {
  return JSON.stringify({
    paymentId: payment.paymentId,
    paymentRequestId: payment.paymentRequestId,
    paymentAmount: amountView(payment.amount, payment.currency),
    paymentStatus: success ? 'SUCCESS' : 'FAIL',
    paymentResult: resultOf(success ? 'SUCCESS' : (payment.failReason ?? 'PROCESS_FAIL')),
    paymentTime: success ? writeTime(payment.paidAtMs ?? nowMs) : undefined,
    paymentCreateTime: writeTime(payment.createdAtMs),
    paymentFailReason: success ? undefined : payment.failReason,
  });
}

/** Only `resultStatus` S is one; anything else makes the wallet send again. */
function isAcknowledgement(answer: string): boolean {
  try {
    const json: unknown = JSON.parse(answer);
    return typeof json === 'object' && json !== null && 'result' in json && isAccepted(json.result);
  } catch {
    return false; // not JSON: not acknowledged
  }
}

function isAccepted(result: unknown): boolean {
  return typeof result === 'object' && result !== null && 'resultStatus' in result && result.resultStatus === 'S';
}
