import type { FaultOrder } from '../core/faults.js';
import { QUERIES_UNTIL_KNOWN, QUERIES_UNTIL_REFUND_KNOWN, SLOW_CLOSED_MS, SLOW_PAID_MS, SLOW_REFUND_MS } from '../core/magic-amounts.js';
import type { SandboxContext } from '../core/twin.js';
import type { Notifications } from './notifications.js';
import type { Payment, PaymentState, Refund } from './payments.js';
import type { WalletSettings } from './wallet.settings.js';

/** Moves payments in time and money, writes each movement into the book, and notifies final states. */
export class Lifecycle {
  constructor(
    private readonly context: SandboxContext,
    private readonly settings: WalletSettings,
    private readonly notifications: Notifications,
  ) {}

  /** A new order on the cashier page: it waits for its payer, until it expires. */
  openedOnCashier(payment: Payment, fault: FaultOrder | undefined): void {
    this.#expires(payment);
    this.notifications.opened(payment);
    if (fault?.name === 'unknown_then_paid') this.#payUnseen(payment);
    else if (fault?.name === 'unknown_then_failed') this.#failUnseen(payment);
    else if (payment.magic === 'answer_withheld') this.#pay(payment);
  }

  /** An agreement is charged in the call itself, unless the amount is a slow one. */
  charged(payment: Payment, fault: FaultOrder | undefined): void {
    this.notifications.opened(payment);
    if (fault?.name === 'unknown_then_paid' || payment.magic === 'unknown_then_paid') this.#payUnseen(payment);
    else if (fault?.name === 'unknown_then_failed') this.#failUnseen(payment);
    else if (isSlow(payment)) {
      this.#expires(payment);
      this.#onItsWay(payment);
    } else this.#pay(payment, this.settings.notifyAgreements ? 'notify' : 'silent');
  }

  /** Refused in the call: the key is used up. */
  refused(payment: Payment, code: string): void {
    payment.refusedWith = code;
    payment.failReason = code;
    this.#state(payment, 'FAIL');
  }

  /** The payer agrees on the cashier page. */
  payerPays(payment: Payment): void {
    if (payment.magic === 'declined') this.fail(payment, this.settings.insufficientFunds);
    else if (payment.magic === 'unknown_then_paid') this.#payUnseen(payment);
    else if (isSlow(payment)) this.#onItsWay(payment);
    else this.#pay(payment);
  }

  /** The payer walks away: nothing ends the order but its expiry or the merchant. */
  payerLeaves(payment: Payment): void {
    payment.ending?.cancel();
  }

  fail(payment: Payment, reason: string): void {
    payment.failReason = reason;
    this.#final(payment, 'FAIL');
  }

  /** Closes an unpaid order, or gives a paid one back whole. */
  cancel(payment: Payment, kind: 'cancel' | 'void'): void {
    if (payment.state === 'SUCCESS') this.context.book.giveBack(payment.booked, payment.amount, kind, payment.paymentRequestId);
    payment.canceledAtMs = this.context.clock.now();
    this.#final(payment, 'CANCELLED', 'silent');
  }

  /** Counts an inquiry. True when the wallet tells what it knows; what it kept to itself is notified then. */
  inquired(payment: Payment): boolean {
    if (payment.blindInquiries === 0) return true;
    payment.blindInquiries -= 1;
    if (payment.blindInquiries > 0) return false;
    this.notifications.ended(payment);
    return true;
  }

  /** The merchant is debited; the payer's money arrives a little later. `failsWith`: it will come back to the merchant. */
  refundAccepted(refund: Refund, fate: { readonly unseen: boolean; readonly failsWith?: string }): void {
    const end = (): void => this.#endRefund(refund, fate.failsWith);
    if (fate.unseen) {
      refund.blindInquiries = QUERIES_UNTIL_REFUND_KNOWN;
      end();
    } else {
      this.context.clock.after(refund.payment.magic === 'refund_slow' ? SLOW_REFUND_MS : this.settings.refundMs, end);
    }
  }

  #expires(payment: Payment): void {
    payment.expiry = this.context.clock.after(payment.expiresAtMs - this.context.clock.now(), () => this.cancel(payment, 'cancel'));
  }

  #onItsWay(payment: Payment): void {
    if (payment.magic === 'cancel_aborts') return; // under way until somebody cancels it, or it expires
    const { clock } = this.context;
    payment.ending?.cancel();
    payment.ending =
      payment.magic === 'slow_then_paid'
        ? clock.after(SLOW_PAID_MS, () => this.#pay(payment))
        : clock.after(SLOW_CLOSED_MS, () => this.cancel(payment, 'cancel'));
  }

  #payUnseen(payment: Payment): void {
    payment.blindInquiries = QUERIES_UNTIL_KNOWN;
    this.#pay(payment, 'silent');
  }

  #failUnseen(payment: Payment): void {
    payment.blindInquiries = QUERIES_UNTIL_KNOWN;
    payment.failReason = this.settings.declined;
    this.#final(payment, 'FAIL', 'silent');
  }

  #pay(payment: Payment, notify: 'notify' | 'silent' = 'notify'): void {
    payment.paidAtMs = this.context.clock.now();
    this.context.book.take(payment.booked, payment.amount, 'payment', payment.paymentRequestId);
    this.#final(payment, 'SUCCESS', notify);
  }

  #final(payment: Payment, state: PaymentState, notify: 'notify' | 'silent' = 'notify'): void {
    payment.expiry?.cancel();
    payment.ending?.cancel();
    this.#state(payment, state);
    if (notify === 'notify') this.notifications.ended(payment);
  }

  #state(payment: Payment, state: PaymentState): void {
    payment.state = state;
    this.context.book.state(payment.booked, state);
  }

  #endRefund(refund: Refund, failsWith: string | undefined): void {
    if (failsWith === undefined) {
      refund.state = 'SUCCESS';
      this.context.book.giveBack(refund.payment.booked, refund.amount, 'refund', refund.refundRequestId);
    } else {
      refund.state = 'FAIL';
      refund.failReason = failsWith;
    }
  }
}

/** Amounts whose payment takes its time once the payer has agreed. */
function isSlow({ magic }: Payment): boolean {
  return magic === 'slow_then_paid' || magic === 'slow_then_closed' || magic === 'cancel_aborts';
}
