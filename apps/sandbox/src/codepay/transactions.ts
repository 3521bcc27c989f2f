import type { CurrencyCode } from '@interlock/domain';

import type { Appointment } from '../core/agenda.js';
import type { MagicName } from '../core/magic-amounts.js';
import type { Payment as Line } from '../core/payments.js';
import type { Records, Shelf } from '../core/records.js';

/** 9 created, 0 processing, 1 closed, 2 completed, 3 canceled. */
export type TransStatus = 9 | 0 | 1 | 2 | 3;
export type Scenario = 'SWIPE_CARD' | 'BSCANQR_PAY' | 'SCANQR_PAY' | 'WEB_PAY';

/** `code` and text with which a processor or the gateway ends a transaction. */
export interface GatewayError {
  readonly code: string;
  readonly text: string;
}

/** What a refund gives back, minor units. */
export interface Parts {
  readonly order: bigint;
  readonly tip: bigint;
  readonly cashback: bigint;
}

/** Transactions are plain data: they name each other, their app and their terminal by number. */
interface Common {
  readonly appId: string;
  readonly merchantNo: string;
  readonly merchantOrderNo: string;
  readonly transNo: string;
  /** The operation that made it: notification faults are armed on it. */
  readonly method: string;
  readonly currency: CurrencyCode;
  readonly cashbackAmount: bigint;
  /** Where it was pushed to; undefined for what was done without a terminal. */
  readonly terminalSn: string | undefined;
  readonly storeNo: string | undefined;
  readonly attach: string | undefined;
  readonly notifyUrl: string | undefined;
  readonly description: string;
  readonly createdAtMs: number;
  readonly expiresAtMs: number | undefined;
  readonly channelTransNo: string;
  readonly messageId: string;
  readonly authNo: string;
  /** Of the payment at its root. */
  readonly magic: MagicName | undefined;
  /** A fault's code: how it ends whatever is done at the terminal. */
  readonly scriptedError: GatewayError | undefined;
  /** Base amount, minor units; increments raise an authorization's. */
  orderAmount: bigint;
  tipAmount: bigint;
  status: TransStatus;
  /** When it became final. */
  endAtMs: number | undefined;
  error: GatewayError | undefined;
  /** How it will end by itself, and when it expires. */
  later: Appointment | undefined;
  expiry: Appointment | undefined;
  /** Queries that are still answered with a technical error, this one included (0: the gateway tells what it knows). */
  blindQueries: number;
  /** It ended while the gateway was silent about it, and its notification is still to come. */
  untold: boolean;
  /** The fault `wrong_amount`: whatever is stated about it is one minor unit too much. */
  misstated: boolean;
  /** The batch that it was closed with. */
  batchNo: string | undefined;
}

/** Sale, authorization, sale with cashback: what the payer's money is taken or held by. */
export interface Payment extends Common {
  readonly kind: 'payment';
  /** What the payer's account sees of it and of whatever follows it. */
  readonly line: Line;
  readonly transType: 1 | 4 | 11;
  readonly scenario: Scenario;
  readonly cardType: string | undefined;
  readonly returnUrl: string | undefined;
  readonly onScreenTip: boolean;
  /** The card as it was typed in, masked, and its brand; a terminal's payers have one of their own. */
  readonly payerAccount: string | undefined;
  readonly payMethod: string;
  /** Waits for the payer on the 3-D Secure page. */
  challenged: boolean;
  /** The caller revoked it; a repeated revoke gets the same answer. */
  revoked: boolean;
  /** The one error of `cancel_error_once` was given. */
  cancelErrorGiven: boolean;
  /** The capture of an authorization. */
  capturedBy: string | undefined;
}

interface FollowUp extends Common {
  /** `trans_no` of the transaction that it acts on. */
  readonly origNo: string;
  /** `trans_no` of the payment that it goes back to. */
  readonly rootNo: string;
}

export interface Capture extends FollowUp {
  readonly kind: 'capture';
  readonly transType: 6;
}

export interface Void extends FollowUp {
  readonly kind: 'void';
  readonly transType: 2;
}

export interface Refund extends FollowUp {
  readonly kind: 'refund';
  readonly transType: 3;
  readonly returns: Parts;
}

export type Transaction = Payment | Capture | Void | Refund;
/** What can be refunded and tipped: a payment, or the capture of one. */
export type Taken = Payment | Capture;

export function isFinal(status: TransStatus): boolean {
  return status === 1 || status === 2 || status === 3;
}

/** `trans_amount`: base, tip and cashback. */
export function totalOf({ orderAmount, tipAmount, cashbackAmount }: Transaction): bigint {
  return orderAmount + tipAmount + cashbackAmount;
}

/** A card taken by a terminal cannot be revoked; a QR or online payment can. */
export function isCardOnTerminal(payment: Payment): boolean {
  return payment.terminalSn !== undefined && payment.scenario === 'SWIPE_CARD';
}

export function isQr({ scenario }: Payment): boolean {
  return scenario === 'BSCANQR_PAY' || scenario === 'SCANQR_PAY';
}

/**
 * Every transaction of the gateway, found by the merchant's number and by the gateway's. A merchant's numbers are one
 * space: payments and whatever follows them, over all of its apps.
 */
export class Transactions {
  readonly #shelf: Shelf<Transaction>;
  readonly #byOrderNo = new Map<string, Transaction>();
  readonly #refundsOf = new Map<string, Refund[]>();

  constructor(records: Records) {
    this.#shelf = records.shelf<Transaction>('codepay transaction', (transaction) => {
      this.#byOrderNo.set(orderKey(transaction.merchantNo, transaction.merchantOrderNo), transaction);
      if (transaction.kind !== 'refund') return;
      const refunds = this.#refundsOf.get(transaction.origNo);
      if (refunds === undefined) this.#refundsOf.set(transaction.origNo, [transaction]);
      else refunds.push(transaction);
    });
  }

  add(transaction: Transaction): void {
    this.#shelf.add(transaction.transNo, transaction);
  }

  byOrderNo(merchantNo: string, merchantOrderNo: string): Transaction | undefined {
    return this.#shelf.touch(this.#byOrderNo.get(orderKey(merchantNo, merchantOrderNo)));
  }

  /** Only the merchant's own. */
  byTransNo(merchantNo: string, transNo: string): Transaction | undefined {
    const found = this.#shelf.get(transNo);
    return found?.merchantNo === merchantNo ? found : undefined;
  }

  /** The payment that a transaction goes back to, itself for a payment. */
  rootOf(transaction: Transaction): Payment {
    if (transaction.kind === 'payment') return transaction;
    const root = this.#shelf.get(transaction.rootNo);
    if (root?.kind !== 'payment') throw new Error(`${transaction.transNo} goes back to no payment`);
    return root;
  }

  /** What a follow-up acts on. */
  originalOf({ transNo, origNo }: Exclude<Transaction, Payment>): Taken {
    const original = this.#shelf.get(origNo);
    if (original?.kind !== 'payment' && original?.kind !== 'capture') throw new Error(`${transNo} acts on nothing`);
    return original;
  }

  /** The refunds that were not turned down, those on their way too. */
  refundsOf({ transNo }: Taken): readonly Refund[] {
    return (this.#refundsOf.get(transNo) ?? []).filter(({ status }) => status !== 1);
  }

  /** To be read; what is changed is `touch`ed. */
  ofMerchant(merchantNo: string): readonly Transaction[] {
    return [...this.#shelf.values()].filter((transaction) => transaction.merchantNo === merchantNo);
  }

  touch<T extends Transaction>(transaction: T): T {
    return this.#shelf.touch(transaction);
  }

  /** For the control door, which names no merchant: by either number, the latest where merchants chose the same one. */
  byAnyNumber(number: string, merchants: Iterable<string>): Transaction | undefined {
    const candidates = [this.#shelf.get(number), ...[...merchants].map((merchantNo) => this.byOrderNo(merchantNo, number))];
    return candidates.filter((one) => one !== undefined).sort((a, b) => b.createdAtMs - a.createdAtMs)[0];
  }
}

function orderKey(merchantNo: string, merchantOrderNo: string): string {
  return `${merchantNo} ${merchantOrderNo}`;
}
