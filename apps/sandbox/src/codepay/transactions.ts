import type { CurrencyCode } from '@interlock/domain';
import type { KeyObject } from 'node:crypto';

import type { Appointment } from '../core/clock.js';
import type { MagicName } from '../core/magic-amounts.js';
import type { Payment } from '../core/payments.js';

/** 9 created, 0 processing, 1 closed, 2 completed, 3 canceled. */
export type TransStatus = 9 | 0 | 1 | 2 | 3;

/** A payment app of a merchant, as the portal knows it. */
export interface App {
  readonly appId: string;
  readonly merchantNo: string;
  readonly publicKey: KeyObject;
  readonly gatewayKey: KeyObject;
  readonly currency: CurrencyCode;
  readonly terminals: ReadonlySet<string>;
  readonly basicAuth: { readonly username: string; readonly password: string } | undefined;
}

export interface GatewayError {
  readonly code: string;
  readonly text: string;
}

interface Common {
  readonly app: App;
  readonly merchantOrderNo: string;
  readonly transNo: string;
  /** The method that made it: notification faults are armed on it. */
  readonly method: string;
  readonly currency: CurrencyCode;
  /** Base amount, minor units. */
  readonly orderAmount: bigint;
  readonly notifyUrl: string | undefined;
  readonly createdAtMs: number;
  status: TransStatus;
  /** When it became final. */
  endAtMs?: number;
  error?: GatewayError;
  /** Queries that are still answered with a technical error, this one included (0: the gateway tells what it knows). */
  blindQueries: number;
}

export interface Sale extends Common {
  readonly kind: 'sale';
  /** Pushed to a terminal, or paid on a page of the gateway. */
  readonly terminalSn: string | undefined;
  readonly scenario: Scenario;
  readonly payMethod: string;
  readonly storeNo: string | undefined;
  readonly attach: string | undefined;
  readonly returnUrl: string | undefined;
  readonly description: string;
  readonly onScreenTip: boolean;
  readonly magic: MagicName | undefined;
  readonly expiresAtMs: number;
  readonly payment: Payment;
  readonly channelTransNo: string;
  readonly messageId: string;
  readonly refunds: Refund[];
  tipAmount: bigint;
  /** The caller revoked it; a repeated revoke gets the same answer. */
  revoked: boolean;
  /** The fault `decline:<processor code>`: how it ends whatever the payer does. */
  readonly scriptedError: GatewayError | undefined;
  /** The one error of `cancel_error_once` was given. */
  cancelErrorGiven: boolean;
  /** What the clock will still do to it. */
  expiry?: Appointment;
  ending?: Appointment;
}

export interface Refund extends Common {
  readonly kind: 'refund';
  readonly sale: Sale;
}

export type Transaction = Sale | Refund;
export type Scenario = 'SWIPE_CARD' | 'BSCANQR_PAY' | 'SCANQR_PAY' | 'WEB_PAY';

export function isFinal(status: TransStatus): boolean {
  return status === 1 || status === 2 || status === 3;
}

/** A card taken by a terminal cannot be revoked; a QR or online payment can. */
export function isCardOnTerminal(sale: Sale): boolean {
  return sale.terminalSn !== undefined && sale.scenario === 'SWIPE_CARD';
}

/** What the payer paid and no refund has taken or is taking, minor units. */
export function refundable(sale: Sale): bigint {
  const spoken = sale.refunds.filter(({ status }) => status !== 1).reduce((sum, { orderAmount }) => sum + orderAmount, 0n);
  return sale.orderAmount + sale.tipAmount - spoken;
}

/**
 * Every transaction of the gateway, found by the merchant's number and by the gateway's. A merchant's numbers are one
 * space: payments and refunds, over all of its apps.
 */
export class Transactions {
  readonly #byOrderNo = new Map<string, Transaction>();
  readonly #byTransNo = new Map<string, Transaction>();

  add(transaction: Transaction): void {
    this.#byOrderNo.set(orderKey(transaction.app.merchantNo, transaction.merchantOrderNo), transaction);
    this.#byTransNo.set(transaction.transNo, transaction);
  }

  byOrderNo(merchantNo: string, merchantOrderNo: string): Transaction | undefined {
    return this.#byOrderNo.get(orderKey(merchantNo, merchantOrderNo));
  }

  /** Only the merchant's own. */
  byTransNo(merchantNo: string, transNo: string): Transaction | undefined {
    const found = this.#byTransNo.get(transNo);
    return found?.app.merchantNo === merchantNo ? found : undefined;
  }

  /** For the control door, which names no merchant: by either number, the latest where merchants chose the same one. */
  saleByAnyNumber(number: string, merchants: Iterable<string>): Sale | undefined {
    const byTransNo = this.#byTransNo.get(number);
    const candidates = [byTransNo, ...[...merchants].map((merchantNo) => this.byOrderNo(merchantNo, number))];
    return candidates.filter((one) => one?.kind === 'sale').sort((a, b) => b.createdAtMs - a.createdAtMs)[0];
  }
}

function orderKey(merchantNo: string, merchantOrderNo: string): string {
  return `${merchantNo} ${merchantOrderNo}`;
}
