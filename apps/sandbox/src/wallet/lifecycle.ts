import type { AppointmentKind } from '../core/agenda.js';
import type { FaultOrder } from '../core/faults.js';
import { QUERIES_UNTIL_KNOWN, QUERIES_UNTIL_REFUND_KNOWN, SLOW_CLOSED_MS, SLOW_PAID_MS, SLOW_REFUND_MS } from '../core/magic-amounts.js';
import type { SandboxContext } from '../core/twin.js';
import type { Notifications } from './notifications.js';
import { takenOf, type Payment, type Payments, type PaymentState, type Refund, type Step } from './payments.js';
import { triggerOf } from './triggers.js';
import type { WalletSettings } from './wallet.settings.js';

interface OfPayment {
  readonly payment: Payment;
}

/** Moves payments in time and money, writes each movement into the book, and notifies final states. */
export class Lifecycle {
  readonly #closing: AppointmentKind<OfPayment>;
  readonly #paying: AppointmentKind<OfPayment>;
  readonly #refunding: AppointmentKind<{ readonly refund: Refund; readonly failsWith?: string }>;

  constructor(
    private readonly context: SandboxContext,
    private readonly settings: WalletSettings,
    private readonly payments: Payments,
    private readonly notifications: Notifications,
  ) {
    const { agenda } = context;
    this.#closing = agenda.kind('wallet payment closes', ({ payment }) => this.cancel(payment));
    this.#paying = agenda.kind('wallet payment is paid', ({ payment }) => this.#succeed(payment));
    this.#refunding = agenda.kind('wallet refund ends', ({ refund, failsWith }) => this.#endRefund(refund, failsWith));
  }

  /** A new order on the cashier page: it waits for its payer, until it expires. */
  openedOnCashier(payment: Payment, fault: FaultOrder | undefined): void {
    this.#expires(payment, payment.expiresAtMs);
    this.notifications.opened(payment);
    if (fault?.name === 'unknown_then_paid') this.#succeedUnseen(payment);
    else if (fault?.name === 'unknown_then_failed') this.#failUnseen(payment);
    else if (payment.magic === 'answer_withheld') this.#succeed(payment);
  }

  /** An agreement is charged in the call itself, unless the amount is a slow one. */
  charged(payment: Payment, fault: FaultOrder | undefined): void {
    this.notifications.opened(payment);
    if (fault?.name === 'unknown_then_paid' || payment.magic === 'unknown_then_paid') this.#succeedUnseen(payment);
    else if (fault?.name === 'unknown_then_failed') this.#failUnseen(payment);
    else if (isSlow(payment)) {
      this.#expires(payment, payment.expiresAtMs);
      this.#onItsWay(payment);
    } else this.#succeed(payment, payment.client.notifies.has('agreement') ? 'notify' : 'silent');
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
    else if (payment.magic === 'unknown_then_paid') this.#succeedUnseen(payment);
    else if (isSlow(payment)) this.#onItsWay(payment);
    else this.#succeed(payment);
  }

  /** The payer walks away: nothing ends the order but its expiry or the merchant. */
  payerLeaves(payment: Payment): void {
    this.context.agenda.cancel(payment.ending);
    payment.ending = undefined;
  }

  fail(payment: Payment, reason: string): void {
    payment.failReason = reason;
    this.#final(payment, 'FAIL');
  }

  /** Closes an unpaid order, releases a hold, or gives a paid order back whole. */
  cancel(payment: Payment, kind: 'cancel' | 'void' = 'cancel'): void {
    const { book, clock } = this.context;
    const undone = payment.state === 'SUCCESS' ? takenOf(payment) : payment.held;
    if (payment.state === 'SUCCESS') book.giveBack(payment.booked, undone, kind, payment.paymentRequestId);
    else this.#hold(payment, 0n);
    if (undone > 0n) this.#step(payment, kind === 'void' ? 'VOID' : 'CANCEL', undone);
    payment.canceledAtMs = clock.now();
    this.#final(payment, 'CANCELLED', 'silent');
  }

  /** As the merchant asks for it; with the trigger `LATE-` the payer was faster, and the wallet says so only afterwards. */
  canceledByMerchant(payment: Payment): void {
    const isLate = triggerOf(payment.paymentRequestId)?.effect === 'notifies_after_cancel' && payment.product !== 'authorize';
    if (isLate && payment.state === 'CREATED') this.#succeed(payment);
    this.cancel(payment);
    if (isLate) this.notifications.paidBeforeCancel(payment);
  }

  /** Takes a part of a hold or all of it; the rest is released. */
  capture(payment: Payment, amount: bigint, key: string): Step {
    this.#hold(payment, 0n);
    this.context.book.take(payment.booked, amount, 'capture', key);
    payment.paidAtMs = this.context.clock.now();
    this.#final(payment, 'SUCCESS', 'silent');
    return this.#step(payment, 'CAPTURE', amount);
  }

  /** Releases a part of a hold, or all of it, which closes the order. */
  void(payment: Payment, amount: bigint): Step {
    this.#hold(payment, payment.held - amount);
    const step = this.#step(payment, 'VOID', amount);
    if (payment.held === 0n) {
      payment.canceledAtMs = this.context.clock.now();
      this.#final(payment, 'CANCELLED', 'silent');
    }
    return step;
  }

  /** What was done, or was not, is kept from the merchant until the third inquiry. */
  hide(payment: Payment): void {
    payment.blindInquiries = QUERIES_UNTIL_KNOWN;
  }

  /** Counts an inquiry. True when the wallet tells what it knows; an end that it kept to itself is notified then. */
  inquired(payment: Payment): boolean {
    if (payment.blindInquiries === 0) return true;
    payment.blindInquiries -= 1;
    if (payment.blindInquiries > 0) return false;
    if (payment.endUntold === true) this.notifications.ended(payment);
    payment.endUntold = false;
    return true;
  }

  /** The merchant is debited; the payer's money arrives a little later. `failsWith`: it will come back to the merchant. */
  refundAccepted(refund: Refund, fate: { readonly unseen: boolean; readonly failsWith?: string }): void {
    const { failsWith } = fate;
    if (fate.unseen) {
      refund.blindInquiries = QUERIES_UNTIL_REFUND_KNOWN;
      this.#endRefund(refund, failsWith);
    } else {
      const takesMs = refund.payment.magic === 'refund_slow' ? SLOW_REFUND_MS : this.settings.refundMs;
      this.#refunding.in(takesMs, { refund, ...(failsWith === undefined ? {} : { failsWith }) });
    }
  }

  #expires(payment: Payment, atMs: number): void {
    payment.expiry = this.#closing.in(atMs - this.context.clock.now(), { payment });
  }

  #onItsWay(payment: Payment): void {
    if (payment.magic === 'cancel_aborts') return; // under way until somebody cancels it, or it expires
    this.context.agenda.cancel(payment.ending);
    const paid = payment.magic === 'slow_then_paid';
    payment.ending = paid ? this.#paying.in(SLOW_PAID_MS, { payment }) : this.#closing.in(SLOW_CLOSED_MS, { payment });
  }

  #succeedUnseen(payment: Payment): void {
    this.hide(payment);
    this.#succeed(payment, 'silent');
    // A hold is no end of its order: nobody is notified of it, late or in time.
    payment.endUntold = payment.product !== 'authorize';
  }

  #failUnseen(payment: Payment): void {
    this.hide(payment);
    payment.failReason = this.settings.declined;
    this.#final(payment, 'FAIL', 'silent');
    payment.endUntold = true;
  }

  /** The payer's money is taken, or held: an authorization is not final, so nobody is notified of it. */
  #succeed(payment: Payment, notify: 'notify' | 'silent' = 'notify'): void {
    const nowMs = this.context.clock.now();
    if (payment.product !== 'authorize') {
      payment.paidAtMs = nowMs;
      this.context.book.take(payment.booked, payment.amount, 'payment', payment.paymentRequestId);
      this.#final(payment, 'SUCCESS', notify);
      return;
    }
    payment.authorizedAtMs = nowMs;
    payment.authExpiresAtMs = nowMs + this.settings.authLifetimeMs;
    this.#hold(payment, payment.amount);
    this.#final(payment, 'AUTH_SUCCESS', 'silent');
    this.#expires(payment, payment.authExpiresAtMs);
  }

  #hold(payment: Payment, amount: bigint): void {
    if (payment.held === amount) return;
    payment.held = amount;
    this.context.book.hold(payment.booked, amount);
  }

  #step(payment: Payment, type: Step['type'], amount: bigint): Step {
    const step = { id: this.payments.newId(), type, amount, atMs: this.context.clock.now() };
    payment.steps.push(step);
    return step;
  }

  /** Ends what was awaited, and the state with it. */
  #final(payment: Payment, state: PaymentState, notify: 'notify' | 'silent' = 'notify'): void {
    this.context.agenda.cancel(payment.expiry);
    this.context.agenda.cancel(payment.ending);
    payment.expiry = undefined;
    payment.ending = undefined;
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
    this.notifications.refunded(refund);
  }
}

/** Amounts whose payment takes its time once the payer has agreed. */
function isSlow({ magic }: Payment): boolean {
  return magic === 'slow_then_paid' || magic === 'slow_then_closed' || magic === 'cancel_aborts';
}
