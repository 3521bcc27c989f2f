import type { CodepaySettings } from './codepay.settings.js';
import type { Ledger } from './ledger.js';
import { Refusal } from './refusal.js';
import { checkCapture, checkVoid, remainingOf, sumOf } from './rules.js';
import {
  isQr,
  totalOf,
  type GatewayError,
  type Payment,
  type Refund,
  type Taken,
  type Transaction,
  type Transactions,
} from './transactions.js';
import type { CodepayProfile } from '../core/accounts.js';

/** What a transaction that goes through does to the payer's money and to the transaction that it acts on. */
export class Effects {
  constructor(
    private readonly settings: CodepaySettings,
    private readonly transactions: Transactions,
    private readonly ledger: Ledger,
    private readonly profileOf: (appId: string) => CodepayProfile,
  ) {}

  /**
   * Answers why it cannot happen any more: an order waits on its terminal while its original moves on. `canceled` is told of an
   * original that ended with it.
   */
  happen(transaction: Transaction, canceled: (original: Payment) => void): GatewayError | undefined {
    switch (transaction.kind) {
      case 'payment':
        this.#pay(transaction);
        return undefined;
      case 'capture':
        return objectionOf(() => {
          const original = this.transactions.originalOf(transaction);
          checkCapture(original, totalOf(transaction));
          original.capturedBy = transaction.transNo;
          this.ledger.hold(original, 0n);
          this.ledger.take(original, transaction.orderAmount, 'capture', transaction.merchantOrderNo);
          this.ledger.take(original, transaction.tipAmount, 'tip', transaction.merchantOrderNo);
        });
      case 'void':
        return objectionOf(() => {
          const original = this.transactions.originalOf(transaction);
          checkVoid(original, this.transactions);
          this.undo(original, 'void', transaction.merchantOrderNo);
          canceled(original);
        });
      case 'refund':
        return this.#refund(transaction);
    }
  }

  /** Gives back what no refund has returned or is returning, or lets go of what is held. */
  undo(payment: Payment, kind: 'cancel' | 'void', key: string): void {
    if (payment.transType === 4) this.ledger.hold(payment, 0n);
    else this.ledger.giveBack(payment, sumOf(remainingOf(payment, this.transactions.refundsOf(payment))), kind, key);
  }

  setTip(taken: Taken, tipAmount: bigint): void {
    const root = this.transactions.rootOf(taken);
    const change = tipAmount - taken.tipAmount;
    taken.tipAmount = tipAmount;
    this.ledger.take(root, change, 'tip', taken.merchantOrderNo);
    this.ledger.giveBack(root, -change, 'tip', taken.merchantOrderNo);
  }

  #pay(payment: Payment): void {
    if (payment.transType === 4) {
      this.ledger.hold(payment, totalOf(payment));
      return;
    }
    this.ledger.take(payment, payment.orderAmount + payment.tipAmount, 'payment', payment.merchantOrderNo);
    this.ledger.take(payment, payment.cashbackAmount, 'cashback', payment.merchantOrderNo);
  }

  #refund(refund: Refund): GatewayError | undefined {
    const original = this.transactions.originalOf(refund);
    if (this.#waitsForSettlement(refund, original)) return this.settings.errors.notSettled;
    this.ledger.giveBack(this.transactions.rootOf(refund), sumOf(refund.returns), 'refund', refund.merchantOrderNo);
    return undefined;
  }

  /** The processor's own rule for card payments that no batch has closed. */
  #waitsForSettlement(refund: Refund, original: Taken): boolean {
    const { unsettledRefunds } = this.profileOf(refund.appId);
    if (unsettledRefunds === 'taken' || original.batchNo !== undefined || isQr(this.transactions.rootOf(refund))) return false;
    return unsettledRefunds === 'refused' || sumOf(refund.returns) < totalOf(original);
  }
}

function objectionOf(work: () => void): GatewayError | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    if (error instanceof Refusal) return { code: error.code, text: error.text };
    throw error;
  }
}
