import type { ProviderName } from '@interlock/domain';

import type { Records, Shelf } from './records.js';

/** What moved the payer's money. */
export type ChargeKind = 'payment' | 'capture' | 'tip' | 'cashback' | 'refund' | 'cancel' | 'void';

/** One movement on the payer's account: `amount` in minor units, + taken, − given back; `key` is the number of the call that caused it. */
export interface Charge {
  readonly atMs: number;
  readonly amount: bigint;
  readonly kind: ChargeKind;
  readonly key: string;
}

/** One order as the payer's account saw it. `state` is the provider's own word. */
export interface Payment {
  readonly provider: ProviderName;
  /** The provider's name for the caller: Upay's terminal, CodePay's app, the wallet's client. */
  readonly account: string;
  /** The caller's number of the order. */
  readonly key: string;
  /** The provider's number of the order. */
  readonly reference: string;
  readonly currency: string;
  charged: bigint;
  refunded: bigint;
  held: bigint;
  state: string;
  changedAtMs: number;
  readonly charges: Charge[];
}

export type NewPayment = Pick<Payment, 'provider' | 'account' | 'key' | 'reference' | 'currency' | 'state'>;

/** A payment in JSON: amounts as text in minor units, times in ISO 8601. */
export interface PaymentView {
  readonly key: string;
  readonly reference: string;
  readonly account: string;
  readonly currency: string;
  readonly charged: string;
  readonly refunded: string;
  readonly held: string;
  readonly state: string;
  readonly charges: readonly { readonly at: string; readonly amount: string; readonly kind: ChargeKind; readonly key: string }[];
}

/**
 * What payers really paid and got back, for all three providers. It judges nothing: a twin with a bug that takes
 * twice is written down as having taken twice. Twins call it at the moment the money moves, not when they say so.
 */
export class PaymentsBook {
  readonly #payments: Record<ProviderName, Payment[]> = { upay: [], codepay: [], wallet: [] };
  readonly #shelf: Shelf<Payment>;

  constructor(
    private readonly clock: { now(): number },
    records: Records,
  ) {
    this.#shelf = records.shelf<Payment>('payment', (payment) => this.#payments[payment.provider].push(payment));
  }

  open(payment: NewPayment): Payment {
    const opened: Payment = { ...payment, charged: 0n, refunded: 0n, held: 0n, changedAtMs: this.clock.now(), charges: [] };
    return this.#shelf.add(`${payment.provider} ${payment.reference}`, opened);
  }

  /** The payer's money is taken. */
  take(payment: Payment, amount: bigint, kind: ChargeKind, key: string): void {
    payment.charged += amount;
    this.#move(payment, amount, kind, key);
  }

  /** The payer gets money back. */
  giveBack(payment: Payment, amount: bigint, kind: ChargeKind, key: string): void {
    payment.refunded += amount;
    this.#move(payment, -amount, kind, key);
  }

  /** Sets what is reserved on the payer's account and not taken (authorizations). */
  hold(payment: Payment, amount: bigint): void {
    payment.held = amount;
    this.#changed(payment);
  }

  /** Repeats the order's state in the provider's own word. */
  state(payment: Payment, state: string): void {
    payment.state = state;
    this.#changed(payment);
  }

  /** Every payment of the provider that changed at or after `sinceMs`, in the order in which they were opened. */
  truth(provider: ProviderName, sinceMs = 0): PaymentView[] {
    return this.#payments[provider].filter((payment) => payment.changedAtMs >= sinceMs).map(viewOf);
  }

  #move(payment: Payment, amount: bigint, kind: ChargeKind, key: string): void {
    this.#changed(payment);
    payment.charges.push({ atMs: payment.changedAtMs, amount, kind, key });
  }

  #changed(payment: Payment): void {
    this.#shelf.touch(payment).changedAtMs = this.clock.now();
  }
}

function viewOf(payment: Payment): PaymentView {
  return {
    key: payment.key,
    reference: payment.reference,
    account: payment.account,
    currency: payment.currency,
    charged: payment.charged.toString(),
    refunded: payment.refunded.toString(),
    held: payment.held.toString(),
    state: payment.state,
    charges: payment.charges.map(({ atMs, amount, kind, key }) => ({
      at: new Date(atMs).toISOString(),
      amount: amount.toString(),
      kind,
      key,
    })),
  };
}
