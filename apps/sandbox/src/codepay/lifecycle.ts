import { QUERIES_UNTIL_KNOWN, QUERIES_UNTIL_REFUND_KNOWN, SLOW_CLOSED_MS, SLOW_PAID_MS, SLOW_REFUND_MS } from '../core/magic-amounts.js';
import type { AppointmentKind } from '../core/agenda.js';
import type { SandboxContext } from '../core/twin.js';
import type { CodepaySettings } from './codepay.settings.js';
import type { Effects } from './effects.js';
import type { Ledger } from './ledger.js';
import type { Notifications } from './notifications.js';
import {
  isFinal,
  totalOf,
  type GatewayError,
  type Payment,
  type Refund,
  type Taken,
  type Transaction,
  type TransStatus,
} from './transactions.js';

/** What a fault makes of a transaction: its end, and whether the gateway keeps it to itself for a while. */
export interface Fate {
  readonly error: GatewayError | undefined;
  readonly unseen: boolean;
}

interface About {
  readonly transaction: Transaction;
  readonly error?: GatewayError | undefined;
}

/** Moves transactions through their states in time, and notifies each final one. What an end does to money stands in `Effects`. */
export class Lifecycle {
  readonly #expiry: AppointmentKind<About>;
  readonly #takenUp: AppointmentKind<About>;
  readonly #end: AppointmentKind<About>;
  readonly #lapse: AppointmentKind<About>;

  constructor(
    private readonly context: SandboxContext,
    private readonly settings: CodepaySettings,
    private readonly effects: Effects,
    private readonly ledger: Ledger,
    private readonly notifications: Notifications,
    private readonly isOffline: (transaction: Transaction) => boolean,
  ) {
    const { agenda } = context;
    this.#expiry = agenda.kind('codepay expiry', ({ transaction }) => this.close(transaction, settings.errors.expired));
    this.#takenUp = agenda.kind('codepay taken up', ({ transaction }) => {
      if (transaction.status === 9) this.#status(transaction, 0);
    });
    this.#end = agenda.kind('codepay end', ({ transaction, error }) => this.settle(transaction, { error, unseen: false }));
    this.#lapse = agenda.kind('codepay authorization lapses', ({ transaction }) => {
      if (transaction.kind === 'payment' && transaction.status === 2 && transaction.capturedBy === undefined)
        this.undo(transaction, 'void', transaction.merchantOrderNo);
    });
  }

  /** A new order: it will expire, and a terminal's cashier takes it up. */
  opened(transaction: Transaction, fate: Fate): void {
    this.notifications.opened(transaction);
    if (transaction.expiresAtMs !== undefined)
      transaction.expiry = this.#expiry.in(transaction.expiresAtMs - this.context.clock.now(), { transaction });
    if (fate.unseen) this.settle(transaction, fate);
    else if (transaction.kind === 'payment' && transaction.magic === 'answer_withheld') this.complete(transaction);
    else if (transaction.terminalSn !== undefined && !this.isOffline(transaction)) this.#pushed(transaction);
  }

  /** Done by the gateway itself, now. With `unseen` it does not tell before it was asked some times. */
  settle(transaction: Transaction, fate: Fate): void {
    if (fate.unseen) this.keepQuiet(transaction);
    if (fate.error === undefined) this.complete(transaction);
    else this.close(transaction, fate.error);
  }

  /** An accepted refund is on its way; the money moves when it arrives. */
  refundAccepted(refund: Refund, fate: Fate, afterMs: number): void {
    this.notifications.opened(refund);
    if (fate.unseen || refund.magic === 'refund_unknown') {
      this.settle(refund, { ...fate, unseen: true });
      return;
    }
    const waitMs = refund.magic === 'refund_slow' ? SLOW_REFUND_MS : afterMs;
    if (waitMs === 0) this.settle(refund, fate);
    else this.#plan(refund, waitMs, fate.error);
  }

  /** The payer or the cashier acts on an open order. Most orders end at once; a slow one is on its way first. */
  acts(transaction: Transaction): void {
    if (transaction.kind === 'payment') transaction.challenged = false;
    const plan = this.#planOf(transaction, 0);
    this.#status(transaction, 0);
    if (transaction.kind === 'payment' && transaction.magic === 'unknown_then_paid')
      this.settle(transaction, { error: undefined, unseen: true });
    else if (plan.afterMs === 0) this.settle(transaction, { error: plan.error, unseen: false });
    else this.#plan(transaction, plan.afterMs, plan.error);
  }

  /** The payer must first prove who he is, on the 3-D Secure page. */
  challenge(payment: Payment): void {
    payment.challenged = true;
    this.#status(payment, 0);
  }

  /** The payer walks away: nothing ends the order but its expiry or the caller. On a terminal the cashier has taken it up. */
  leaves(transaction: Transaction): void {
    this.#forget(transaction);
    if (transaction.terminalSn !== undefined) this.#status(transaction, 0);
  }

  /** The next queries learn nothing. */
  keepQuiet(transaction: Transaction): void {
    transaction.blindQueries = transaction.kind === 'refund' ? QUERIES_UNTIL_REFUND_KNOWN : QUERIES_UNTIL_KNOWN;
  }

  /** Counts a query. True when the gateway tells what it knows; what it kept to itself is notified then. */
  queried(transaction: Transaction): boolean {
    if (transaction.blindQueries === 0) return true;
    transaction.blindQueries -= 1;
    if (transaction.blindQueries > 0) return false;
    if (transaction.untold) this.notifications.ended(transaction);
    transaction.untold = false;
    return true;
  }

  /** Ends an open transaction without effect. `error` tells why; closed by the caller it has none. */
  close(transaction: Transaction, error: GatewayError | undefined): void {
    if (isFinal(transaction.status)) return;
    transaction.error = error;
    this.#final(transaction, 1);
  }

  /** It goes through: its effect happens, unless the transaction that it acts on has changed meanwhile. */
  complete(transaction: Transaction): void {
    if (isFinal(transaction.status)) return;
    const objection = this.effects.happen(transaction, (original) => this.#final(original, 3));
    if (objection !== undefined) {
      this.close(transaction, objection);
      return;
    }
    this.#final(transaction, 2);
    if (transaction.kind === 'payment' && transaction.transType === 4) this.#lapse.in(this.settings.authorizationMs, { transaction });
  }

  /** A paid order is given back whole by its caller or at the portal: what no refund has returned. `key` names the call. */
  undo(payment: Payment, kind: 'cancel' | 'void', key: string): void {
    this.effects.undo(payment, kind, key);
    this.#final(payment, 3);
  }

  /** Replaces the tip. */
  setTip(taken: Taken, tipAmount: bigint): void {
    this.effects.setTip(taken, tipAmount);
  }

  /** Raises an authorization. */
  increment(authorization: Payment, amount: bigint): void {
    authorization.orderAmount += amount;
    this.ledger.hold(authorization, totalOf(authorization));
  }

  #pushed(transaction: Transaction): void {
    const magic = transaction.kind === 'payment' ? transaction.magic : undefined;
    if (magic === 'unknown_then_paid') {
      this.settle(transaction, { error: undefined, unseen: true });
      return;
    }
    if (magic === 'cancel_error_once') return; // waits, so that there is something to cancel
    const scripted = magic !== undefined && scriptedOnTerminal.has(magic);
    if (!scripted && !this.context.autoPay) return;
    this.#takenUp.in(this.settings.takenUpMs, { transaction });
    if (magic === 'cancel_aborts') return; // under way until somebody cancels it
    const plan = this.#planOf(transaction, this.settings.doneMs);
    this.#plan(transaction, plan.afterMs, plan.error);
  }

  #planOf(transaction: Transaction, afterMs: number): { afterMs: number; error: GatewayError | undefined } {
    if (transaction.scriptedError !== undefined) return { afterMs, error: transaction.scriptedError };
    if (transaction.kind === 'refund' && transaction.magic === 'refund_slow') return { afterMs: SLOW_REFUND_MS, error: undefined };
    if (transaction.kind !== 'payment') return { afterMs, error: undefined };
    const { errors } = this.settings;
    if (transaction.magic === 'slow_then_paid') return { afterMs: SLOW_PAID_MS, error: undefined };
    if (transaction.magic === 'slow_then_closed') return { afterMs: SLOW_CLOSED_MS, error: errors.expired };
    return { afterMs, error: transaction.magic === 'declined' ? errors.insufficientFunds : undefined };
  }

  /** A later plan takes the place of an earlier one. */
  #plan(transaction: Transaction, afterMs: number, error: GatewayError | undefined): void {
    this.#forget(transaction);
    transaction.later = this.#end.in(afterMs, { transaction, ...(error === undefined ? {} : { error }) });
  }

  #forget(transaction: Transaction): void {
    this.context.agenda.cancel(transaction.later);
    transaction.later = undefined;
  }

  #final(transaction: Transaction, status: TransStatus): void {
    this.#forget(transaction);
    this.context.agenda.cancel(transaction.expiry);
    transaction.expiry = undefined;
    transaction.endAtMs = this.context.clock.now();
    this.#status(transaction, status);
    transaction.untold = transaction.blindQueries > 0;
    if (!transaction.untold) this.notifications.ended(transaction);
  }

  #status(transaction: Transaction, status: TransStatus): void {
    transaction.status = status;
    if (transaction.kind === 'payment') this.ledger.state(transaction);
  }
}

/** Magic that happens on a terminal whether or not the cashier acts by itself. */
const scriptedOnTerminal: ReadonlySet<string> = new Set(['slow_then_paid', 'slow_then_closed', 'declined', 'cancel_aborts']);
