import type { CurrencyCode } from '@interlock/domain';

import type { Appointment } from '../core/agenda.js';
import type { MagicName } from '../core/magic-amounts.js';
import type { Payment as BookedPayment } from '../core/payments.js';
import type { Records, Shelf } from '../core/records.js';
import { once, serial } from '../core/serials.js';
import type { Client } from './clients.js';
import type { PaymentKeys } from './requests.js';

/** `CREATED` is reported as PROCESSING. */
export type PaymentState = 'CREATED' | 'AUTH_SUCCESS' | 'SUCCESS' | 'FAIL' | 'CANCELLED';
export type RefundState = 'PROCESSING' | 'SUCCESS' | 'FAIL';

/** One further movement of a payment, as inquiries list it. */
export interface Step {
  readonly id: string;
  readonly type: 'CAPTURE' | 'VOID' | 'CANCEL';
  readonly amount: bigint;
  readonly atMs: number;
}

export interface Payment {
  readonly client: Client;
  readonly paymentId: string;
  readonly paymentRequestId: string;
  readonly product: 'cashier' | 'authorize' | 'agreement';
  /** Charged (or held) in the call, by a payer's agreement; others have a cashier page. */
  readonly direct: boolean;
  readonly productCode: string;
  /** Of the agreement's token, which is only compared. */
  readonly authCodeHash: string | undefined;
  readonly currency: CurrencyCode;
  /** Minor units. */
  readonly amount: bigint;
  readonly description: string;
  readonly notifyUrl: string | undefined;
  readonly voidNotifyUrl: string | undefined;
  readonly redirectUrl: string | undefined;
  readonly magic: MagicName | undefined;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly booked: BookedPayment;
  state: PaymentState;
  /** The first answer was this failure: an identical repeat hears it again. */
  refusedWith?: string;
  failReason?: string;
  authorizedAtMs?: number;
  /** An authorization that is not captured ends then. */
  authExpiresAtMs?: number;
  /** Reserved on the payer's account. */
  held: bigint;
  paidAtMs?: number;
  canceledAtMs?: number;
  /** The capture, voids and the cancel, in their order. */
  readonly steps: Step[];
  /** Inquiries that still hear UNKNOWN_EXCEPTION, this one included. */
  blindInquiries: number;
  /** Its end was kept back from the merchant, and is notified once an inquiry has learned it. */
  endUntold?: boolean;
  /** The fault `wrong_amount`: its notifications state one minor unit too much. */
  notifiesWrong?: boolean;
  /** The one error of `cancel_error_once` was given. */
  cancelErrorGiven: boolean;
  expiry?: Appointment | undefined;
  ending?: Appointment | undefined;
}

export interface Refund {
  readonly payment: Payment;
  readonly refundId: string;
  readonly refundRequestId: string;
  readonly captureId: string | undefined;
  readonly amount: bigint;
  readonly reason: string | undefined;
  readonly notifyUrl: string | undefined;
  readonly acceptedAtMs: number;
  state: RefundState;
  failReason?: string;
  blindInquiries: number;
}

/** What one request id of a refund, capture or void led to: a refund, a step, or a failure that an identical repeat hears again. */
export interface RequestRecord {
  readonly payment: Payment;
  readonly amount: bigint;
  readonly refund?: Refund;
  readonly step?: Step;
  readonly refusedWith?: string;
}
export type RequestKind = 'refund' | 'capture' | 'void';

/** What the payer has paid: an authorization its captured part. */
export function takenOf(payment: Payment): bigint {
  if (payment.state !== 'SUCCESS') return 0n;
  return captureOf(payment)?.amount ?? payment.amount;
}

export function captureOf({ steps }: Payment): Step | undefined {
  return steps.find(({ type }) => type === 'CAPTURE');
}

/** Payments and refunds of all clients; each client sees its own only. */
export class Payments {
  readonly #payments: Shelf<Payment>;
  readonly #refunds: Shelf<Refund>;
  readonly #requests: Shelf<RequestRecord>;
  readonly #byRequestId = new Map<string, Payment>();
  readonly #refundsOf = new Map<Payment, Refund[]>();
  readonly #nextId: () => number;
  readonly #firstTime: (heard: string) => boolean;

  constructor(
    private readonly clock: { now(): number },
    records: Records,
  ) {
    this.#payments = records.shelf('wallet payment', (payment) => {
      this.#byRequestId.set(keyOf(payment.client, payment.paymentRequestId), payment);
    });
    this.#refunds = records.shelf('wallet refund', (refund) => {
      const others = this.#refundsOf.get(refund.payment) ?? [];
      this.#refundsOf.set(refund.payment, others);
      others.push(refund);
    });
    this.#requests = records.shelf('wallet request');
    this.#nextId = serial(records, 'wallet');
    this.#firstTime = once(records, 'wallet');
  }

  /** 32 digits: the time to the second, and a serial. */
  newId(): string {
    const second = new Date(this.clock.now()).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14);
    return second + this.#nextId().toString().padStart(18, '0');
  }

  add(payment: Payment): void {
    this.#payments.add(payment.paymentId, payment);
  }

  byRequestId(client: Client, paymentRequestId: string): Payment | undefined {
    return this.#payments.touch(this.#byRequestId.get(keyOf(client, paymentRequestId)));
  }

  /** `paymentId` wins where both are given. */
  find(client: Client, keys: PaymentKeys): Payment | undefined {
    if (keys.paymentId === undefined) return this.byRequestId(client, keys.paymentRequestId ?? '');
    const found = this.#payments.get(keys.paymentId);
    return found?.client === client ? found : undefined;
  }

  /** For the control door and the cashier page, which name no client: the latest where clients chose the same number. */
  byAnyNumber(number: string, clients: Iterable<Client>): Payment | undefined {
    const candidates = [this.#payments.get(number), ...[...clients].map((client) => this.byRequestId(client, number))];
    return candidates.filter((one) => one !== undefined).sort((a, b) => b.createdAtMs - a.createdAtMs)[0];
  }

  addRefund(refund: Refund): void {
    this.#refunds.add(refund.refundId, refund);
  }

  /** All refunds of a payment, failed ones too, the oldest first. */
  refundsOf(payment: Payment): readonly Refund[] {
    return this.#refundsOf.get(payment) ?? [];
  }

  /** Whether a refund has taken from it, or is about to. */
  isRefunded(payment: Payment): boolean {
    return this.refundsOf(payment).some(({ state }) => state !== 'FAIL');
  }

  /** What no refund has taken or is taking. */
  refundable(payment: Payment): bigint {
    const counted = this.refundsOf(payment).filter(({ state }) => state !== 'FAIL');
    return takenOf(payment) - counted.reduce((sum, { amount }) => sum + amount, 0n);
  }

  record(kind: RequestKind, client: Client, requestId: string, record: RequestRecord): void {
    this.#requests.add(`${kind} ${keyOf(client, requestId)}`, record);
  }

  recordOf(kind: RequestKind, client: Client, requestId: string): RequestRecord | undefined {
    return this.#requests.get(`${kind} ${keyOf(client, requestId)}`);
  }

  /** `refundId` wins where both are given. A refused refund is none. */
  findRefund(client: Client, refundId: string | undefined, refundRequestId: string): Refund | undefined {
    if (refundId === undefined) return this.#refunds.touch(this.recordOf('refund', client, refundRequestId)?.refund);
    const found = this.#refunds.get(refundId);
    return found?.payment.client === client ? found : undefined;
  }

  /** True for the first call with this key: an error or a silence that only the first one meets. */
  isFirstTry(client: Client, what: string, key: string): boolean {
    return this.#firstTime(`${what} ${keyOf(client, key)}`);
  }
}

function keyOf(client: Client, key: string): string {
  return `${client.clientId} ${key}`;
}
