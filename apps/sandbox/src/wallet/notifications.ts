import type { Letter, Mailbox } from '../core/notifier.js';
import type { SandboxContext } from '../core/twin.js';
import type { Client } from './clients.js';
import type { Payment, Refund, Step } from './payments.js';
import { resultOf } from './results.js';
import { writeTime } from './times.js';
import { triggerOf } from './triggers.js';
import { amountView } from './views.js';
import { signatureHeader } from './wallet.signing.js';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Up to eight deliveries over 24 h 22 min, each counted from the one before. */
const SCHEDULE_MS = [0, 2 * MINUTE_MS, 10 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 2 * HOUR_MS, 6 * HOUR_MS, 15 * HOUR_MS];

interface Content {
  readonly client: Client;
  readonly url: string;
  readonly body: string;
}

/** `notifyPayment`, and where the client's contract has them `notifyRefund` and `notifyVoid`, signed as any request. */
export class Notifications {
  readonly #mailbox: Mailbox<Content>;

  constructor(private readonly context: SandboxContext) {
    this.#mailbox = context.notifier.mailbox<Content>('wallet', 'wallet', {
      scheduleMs: SCHEDULE_MS,
      compose: (content, forged) => this.#composed(content, forged),
      acknowledged: ({ status, body: answer }) => status === 200 && isAcknowledgement(answer),
    });
  }

  /** A stranger may claim at once that the new order is paid. */
  opened(payment: Payment): void {
    const claim = JSON.stringify(this.#paymentBody(payment, true));
    if (payment.notifyUrl !== undefined) this.#mailbox.opened(letter(payment, 'pay', payment.notifyUrl, claim));
  }

  /** Succeeded or failed. */
  ended(payment: Payment): void {
    if (triggerOf(payment.paymentRequestId)?.effect === 'notifies_after_cancel') return;
    this.#notifyPayment(payment, payment.state === 'SUCCESS');
  }

  /** The success that the merchant hears of only after its cancel. */
  paidBeforeCancel(payment: Payment): void {
    this.#notifyPayment(payment, true);
  }

  refunded(refund: Refund): void {
    const { payment, notifyUrl } = refund;
    if (notifyUrl === undefined || !payment.client.notifies.has('refund')) return;
    const body = {
      notifyType: 'REFUND_RESULT',
      refundRequestId: refund.refundRequestId,
      refundId: refund.refundId,
      refundStatus: refund.state,
      refundAmount: amountView(refund.amount, payment.currency),
      refundTime: writeTime(refund.acceptedAtMs),
      result: resultOf(refund.failReason ?? 'SUCCESS'),
    };
    this.#mailbox.notify(letter(payment, 'refund', notifyUrl, JSON.stringify(body)));
  }

  voided(payment: Payment, voidRequestId: string, step: Step): void {
    const { voidNotifyUrl } = payment;
    if (voidNotifyUrl === undefined || !payment.client.notifies.has('void')) return;
    const body = {
      paymentId: payment.paymentId,
      voidRequestId,
      voidId: step.id,
      voidAmount: amountView(step.amount, payment.currency),
      voidTime: writeTime(step.atMs),
      voidSource: 'MERCHANT',
      voidResult: resultOf('SUCCESS'),
    };
    this.#mailbox.notify(letter(payment, 'void', voidNotifyUrl, JSON.stringify(body)));
  }

  #notifyPayment(payment: Payment, success: boolean): void {
    const body = JSON.stringify(this.#paymentBody(payment, success));
    if (payment.notifyUrl !== undefined) this.#mailbox.notify(letter(payment, 'pay', payment.notifyUrl, body));
  }

  #composed({ client, url: notifyUrl, body }: Content, forged: boolean): { headers: Record<string, string>; body: string } {
    const url = new URL(notifyUrl);
    const time = writeTime(this.context.clock.now());
    // A forger has no key: the signature is a genuine one, of another body.
    const signed = { method: 'POST', uri: url.pathname + url.search, clientId: client.clientId, time, body: forged ? '{}' : body };
    const headers = {
      'content-type': 'application/json; charset=UTF-8',
      'client-id': client.clientId,
      'request-time': time,
      signature: signatureHeader(signed, client.walletKey.key, client.walletKey.version, client.signatureEncoding),
    };
    return { headers, body };
  }

  #paymentBody(payment: Payment, success: boolean): object {
    const isWrong = payment.notifiesWrong === true || triggerOf(payment.paymentRequestId)?.effect === 'notifies_wrong_amount';
    return {
      paymentId: payment.paymentId,
      paymentRequestId: payment.paymentRequestId,
      paymentAmount: amountView(payment.amount + (isWrong ? 1n : 0n), payment.currency),
      paymentStatus: success ? 'SUCCESS' : 'FAIL',
      paymentResult: resultOf(success ? 'SUCCESS' : (payment.failReason ?? 'PROCESS_FAIL')),
      paymentTime: success ? writeTime(payment.paidAtMs ?? this.context.clock.now()) : undefined,
      paymentCreateTime: writeTime(payment.createdAtMs),
      paymentFailReason: success ? undefined : payment.failReason,
    };
  }
}

function letter(payment: Payment, operation: string, url: string, body: string): Letter<Content> {
  const { client, paymentId, paymentRequestId, magic } = payment;
  const isTwice = triggerOf(paymentRequestId)?.effect === 'notifies_twice';
  return { operation, keys: [paymentRequestId, paymentId], url, magic: isTwice ? 'notified_twice' : magic, content: { client, url, body } };
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
