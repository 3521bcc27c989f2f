import type { PaymentsBook } from '../core/payments.js';
import type { Payment } from './transactions.js';

/** Where transactions meet the book of what payers really saw: one line per payment, whatever follows it. */
export class Ledger {
  constructor(private readonly book: PaymentsBook) {}

  take({ line }: Payment, amount: bigint, kind: 'payment' | 'capture' | 'tip' | 'cashback', key: string): void {
    if (amount > 0n) this.book.take(line, amount, kind, key);
  }

  giveBack({ line }: Payment, amount: bigint, kind: 'refund' | 'cancel' | 'void' | 'tip', key: string): void {
    if (amount > 0n) this.book.giveBack(line, amount, kind, key);
  }

  hold({ line }: Payment, amount: bigint): void {
    this.book.hold(line, amount);
  }

  state({ line, status }: Payment): void {
    this.book.state(line, String(status));
  }
}
