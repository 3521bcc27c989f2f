import type { CurrencyCode } from '@interlock/domain';

import type { Appointment } from '../core/clock.js';
import type { MagicName } from '../core/magic-amounts.js';
import type { Payment as BookedPayment } from '../core/payments.js';
import type { Client } from './clients.js';
import type { PaymentKeys } from './requests.js';

/** `CREATED` is reported as PROCESSING. */
export type PaymentState = 'CREATED' | 'SUCCESS' | 'FAIL' | 'CANCELLED';
export type RefundState = 'PROCESSING' | 'SUCCESS' | 'FAIL';

export interface Payment {
  readonly client: Client;
  readonly paymentId: string;
  readonly paymentRequestId: string;
  readonly product: 'cashier' | 'agreement';
  readonly productCode: string;
  readonly paymentAuthCode: string | undefined;
  readonly currency: CurrencyCode;
  /** Minor units. */
  readonly amount: bigint;
  readonly description: string;
  readonly notifyUrl: string | undefined;
  readonly redirectUrl: string | undefined;
  readonly magic: MagicName | undefined;
  readonly createdAtMs: number;
  readonly expiresAtMs: number;
  readonly booked: BookedPayment;
  readonly refunds: Refund[];
  state: PaymentState;
  /** The first answer was this failure: an identical repeat hears it again. */
  refusedWith?: string;
  failReason?: string;
  paidAtMs?: number;
  canceledAtMs?: number;
  /** Inquiries that still hear UNKNOWN_EXCEPTION, this one included. */
  blindInquiries: number;
  /** The one error of `cancel_error_once` was given. */
  cancelErrorGiven: boolean;
  expiry?: Appointment;
  ending?: Appointment;
}

export interface Refund {
  readonly payment: Payment;
  readonly refundId: string;
  readonly refundRequestId: string;
  readonly amount: bigint;
  readonly reason: string | undefined;
  readonly acceptedAtMs: number;
  state: RefundState;
  failReason?: string;
  blindInquiries: number;
}

/** What one `refundRequestId` led to: a refund, or a failure that an identical repeat hears again. */
export interface RefundRecord {
  readonly payment: Payment;
  readonly amount: bigint;
  readonly outcome: Refund | { readonly refusedWith: string };
}

/** What no refund has taken or is taking. */
export function refundable(payment: Payment): bigint {
  return payment.amount - payment.refunds.filter(({ state }) => state !== 'FAIL').reduce((sum, { amount }) => sum + amount, 0n);
}

/** Payments and refunds of all clients; each client sees its own only. */
export class Payments {
  #serial = 0;
  readonly #byRequestId = new Map<string, Payment>();
  readonly #byPaymentId = new Map<string, Payment>();
  readonly #refundRecords = new Map<string, RefundRecord>();
  readonly #refundsById = new Map<string, Refund>();
  readonly #triedOnce = new Set<string>();

  constructor(private readonly clock: { now(): number }) {}

  /** 32 digits: the time to the second, and a serial. */
  newId(): string {
    this.#serial += 1;
    return new Date(this.clock.now()).toISOString().replaceAll(/[-:T]/g, '').slice(0, 14) + this.#serial.toString().padStart(18, '0');
  }

  add(payment: Payment): void {
    this.#byRequestId.set(keyOf(payment.client, payment.paymentRequestId), payment);
    this.#byPaymentId.set(payment.paymentId, payment);
  }

  byRequestId(client: Client, paymentRequestId: string): Payment | undefined {
    return this.#byRequestId.get(keyOf(client, paymentRequestId));
  }

  /** `paymentId` wins where both are given. */
  find(client: Client, keys: PaymentKeys): Payment | undefined {
    if (keys.paymentId === undefined) return this.byRequestId(client, keys.paymentRequestId ?? '');
    const found = this.#byPaymentId.get(keys.paymentId);
    return found?.client === client ? found : undefined;
  }

  /** For the control door and the cashier page, which name no client: the latest where clients chose the same number. */
  byAnyNumber(number: string, clients: Iterable<Client>): Payment | undefined {
    const candidates = [this.#byPaymentId.get(number), ...[...clients].map((client) => this.byRequestId(client, number))];
    return candidates.filter((one) => one !== undefined).sort((a, b) => b.createdAtMs - a.createdAtMs)[0];
  }

  record(client: Client, refundRequestId: string, record: RefundRecord): void {
    this.#refundRecords.set(keyOf(client, refundRequestId), record);
    if ('refundId' in record.outcome) this.#refundsById.set(record.outcome.refundId, record.outcome);
  }

  refundRecord(client: Client, refundRequestId: string): RefundRecord | undefined {
    return this.#refundRecords.get(keyOf(client, refundRequestId));
  }

  /** `refundId` wins where both are given. A refused refund is none. */
  findRefund(client: Client, refundId: string | undefined, refundRequestId: string): Refund | undefined {
    if (refundId !== undefined) {
      const found = this.#refundsById.get(refundId);
      return found?.payment.client === client ? found : undefined;
    }
    const outcome = this.refundRecord(client, refundRequestId)?.outcome;
    return outcome !== undefined && 'refundId' in outcome ? outcome : undefined;
  }

  /** `server_error_once`: true for the first call with this key, which then does nothing. */
  isFirstTry(client: Client, key: string): boolean {
    const name = keyOf(client, key);
    if (this.#triedOnce.has(name)) return false;
    this.#triedOnce.add(name);
    return true;
  }
}

function keyOf(client: Client, key: string): string {
  return `${client.clientId} ${key}`;
}
