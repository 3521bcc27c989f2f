import { QUERIES_UNTIL_KNOWN, QUERIES_UNTIL_REFUND_KNOWN, SLOW_CLOSED_MS, SLOW_PAID_MS, SLOW_REFUND_MS } from '../core/magic-amounts.js';
import type { FaultOrder } from '../core/faults.js';
import type { SandboxContext } from '../core/twin.js';
import type { CodepaySettings } from './codepay.settings.js';
import type { Notifications } from './notifications.js';
import { isFinal, type GatewayError, type Refund, type Sale, type TransStatus } from './transactions.js';

/** How a payment ends that the payer has begun. */
interface Ending {
  readonly afterMs: number;
  readonly with: 'paid' | GatewayError;
}

/** Moves transactions in time and money, writes each movement into the book, and notifies each final state. */
export class Lifecycle {
  constructor(
    private readonly context: SandboxContext,
    private readonly settings: CodepaySettings,
    private readonly notifications: Notifications,
  ) {}

  /** A new order: it will expire, and a terminal's cashier takes it up. */
  opened(sale: Sale, fault: FaultOrder | undefined): void {
    sale.expiry = this.context.clock.after(sale.expiresAtMs - this.context.clock.now(), () =>
      this.close(sale, this.settings.errors.expired),
    );
    this.notifications.opened(sale);
    if (fault?.name === 'unknown_then_paid') this.#payUnseen(sale);
    else if (fault?.name === 'unknown_then_failed') this.#failUnseen(sale);
    else if (sale.magic === 'answer_withheld') this.#pay(sale);
    else if (sale.terminalSn !== undefined && !this.settings.offlineTerminals.includes(sale.terminalSn)) this.#pushed(sale);
  }

  /** The payer acts on an open order. Most orders end at once; a slow one is on its way first. */
  payerPays(sale: Sale): void {
    const ending = this.#ending(sale, 0);
    this.#status(sale, 0);
    if (sale.magic === 'unknown_then_paid') this.#payUnseen(sale);
    else if (ending.afterMs === 0) this.#end(sale, ending);
    else sale.ending = this.context.clock.after(ending.afterMs, () => this.#end(sale, ending));
  }

  /** It ends now, but the gateway says that it does not know until the third query. */
  #payUnseen(sale: Sale): void {
    sale.blindQueries = QUERIES_UNTIL_KNOWN;
    this.#pay(sale);
  }

  /** The payer walks away: nothing ends the order but its expiry or the caller. On a terminal the cashier has taken it up. */
  payerLeaves(sale: Sale): void {
    sale.ending?.cancel();
    if (sale.terminalSn !== undefined) this.#status(sale, 0);
  }

  /** Counts a query. True when the gateway tells what it knows; what it kept to itself is notified then. */
  queried(transaction: Sale | Refund): boolean {
    if (transaction.blindQueries === 0) return true;
    transaction.blindQueries -= 1;
    if (transaction.blindQueries > 0) return false;
    if (isFinal(transaction.status)) this.notifications.ended(transaction);
    return true;
  }

  /** Ends an unpaid order. `error` tells why; closed by the caller it has none. */
  close(sale: Sale, error: GatewayError | undefined): void {
    if (isFinal(sale.status)) return;
    if (error !== undefined) sale.error = error;
    this.#final(sale, 1);
  }

  /** A paid order is undone whole: what no refund has returned goes back to the payer. */
  undo(sale: Sale, kind: 'cancel' | 'void', amount: bigint): void {
    this.context.book.giveBack(sale.payment, amount, kind, sale.merchantOrderNo);
    this.#final(sale, 3);
  }

  /** Replaces the tip of a paid order. */
  adjustTip(sale: Sale, tipAmount: bigint): void {
    const change = tipAmount - sale.tipAmount;
    sale.tipAmount = tipAmount;
    if (change > 0n) this.context.book.take(sale.payment, change, 'tip', sale.merchantOrderNo);
    if (change < 0n) this.context.book.giveBack(sale.payment, -change, 'tip', sale.merchantOrderNo);
  }

  /** An accepted refund is on its way; the money moves when it arrives. `error`: it will fail. */
  refundAccepted(refund: Refund, fate: { readonly error?: GatewayError; readonly unseen: boolean }): void {
    this.notifications.opened(refund);
    const { magic } = refund.sale;
    const end = (): void => this.#endRefund(refund, fate.error);
    if (fate.unseen || magic === 'refund_unknown') {
      refund.blindQueries = QUERIES_UNTIL_REFUND_KNOWN;
      end();
    } else {
      this.context.clock.after(magic === 'refund_slow' ? SLOW_REFUND_MS : this.settings.refundMs, end);
    }
  }

  #failUnseen(sale: Sale): void {
    sale.blindQueries = QUERIES_UNTIL_KNOWN;
    this.close(sale, this.settings.errors.declined);
  }

  #pushed(sale: Sale): void {
    if (sale.magic === 'unknown_then_paid') {
      this.#payUnseen(sale);
      return;
    }
    if (sale.magic === 'cancel_error_once') return; // waits, so that there is something to cancel
    const scripted = sale.magic !== undefined && scriptedOnTerminal.has(sale.magic);
    if (!scripted && !this.context.autoPay) return;
    this.context.clock.after(this.settings.takenUpMs, () => {
      if (sale.status === 9) this.#status(sale, 0);
    });
    if (sale.magic === 'cancel_aborts') return; // under way until somebody cancels it
    const ending = this.#ending(sale, this.settings.paidMs);
    sale.ending = this.context.clock.after(ending.afterMs, () => this.#end(sale, ending));
  }

  #ending(sale: Sale, afterMs: number): Ending {
    if (sale.scriptedError !== undefined) return { afterMs, with: sale.scriptedError };
    if (sale.magic === 'slow_then_paid') return { afterMs: SLOW_PAID_MS, with: 'paid' };
    if (sale.magic === 'slow_then_closed') return { afterMs: SLOW_CLOSED_MS, with: this.settings.errors.expired };
    return { afterMs, with: sale.magic === 'declined' ? this.settings.errors.insufficientFunds : 'paid' };
  }

  #end(sale: Sale, ending: Ending): void {
    if (isFinal(sale.status)) return; // closed, revoked or expired meanwhile
    if (ending.with === 'paid') this.#pay(sale);
    else this.close(sale, ending.with);
  }

  #pay(sale: Sale): void {
    this.context.book.take(sale.payment, sale.orderAmount + sale.tipAmount, 'payment', sale.merchantOrderNo);
    this.#final(sale, 2);
  }

  #final(sale: Sale, status: TransStatus): void {
    sale.expiry?.cancel();
    sale.endAtMs = this.context.clock.now();
    this.#status(sale, status);
    if (sale.blindQueries === 0) this.notifications.ended(sale);
  }

  #status(sale: Sale, status: TransStatus): void {
    sale.status = status;
    this.context.book.state(sale.payment, String(status));
  }

  #endRefund(refund: Refund, error: GatewayError | undefined): void {
    refund.endAtMs = this.context.clock.now();
    if (error === undefined) {
      refund.status = 2;
      this.context.book.giveBack(refund.sale.payment, refund.orderAmount, 'refund', refund.merchantOrderNo);
    } else {
      refund.status = 1;
      refund.error = error;
    }
    if (refund.blindQueries === 0) this.notifications.ended(refund);
  }
}

/** Magic that happens on a terminal whether or not the cashier pays by itself. */
const scriptedOnTerminal: ReadonlySet<string> = new Set(['slow_then_paid', 'slow_then_closed', 'declined', 'cancel_aborts']);
