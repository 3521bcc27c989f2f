import type { Money } from '@interlock/domain';
import { ruleFor, transactionStatuses, transactionTypes, type TransactionType } from './wallet.mapping.js';
import { sumOf, type WireTransaction } from './wallet.wire.js';

export type Effect = (typeof transactionTypes)[keyof typeof transactionTypes];
export type Progress = (typeof transactionStatuses)[keyof typeof transactionStatuses];

/** `transactions[]` of an inquiry: what was done to the payer's money, entry by entry. Words that no document names say nothing. */
export class Transactions {
  constructor(private readonly entries: readonly WireTransaction[]) {}

  any(effects: readonly Effect[], progress: Progress): boolean {
    return this.of(effects, progress).length > 0;
  }

  of(effects: readonly Effect[], progress: Progress): readonly WireTransaction[] {
    return this.entries.filter(({ transactionType = '', transactionStatus = '' }) => {
      const effect = ruleFor<Effect>(transactionTypes, transactionType);
      return effect !== undefined && effects.includes(effect) && ruleFor<Progress>(transactionStatuses, transactionStatus) === progress;
    });
  }

  /** What those that are done come to, as far as each names an amount, all in one currency. */
  sum(effects: readonly Effect[]): Money | undefined {
    return sumOf(this.of(effects, 'done'));
  }

  /** The entries of one type; where the wallet told us the number of ours and shows it, that one alone. */
  ours(type: TransactionType, reference: string | undefined): Transactions {
    const ofType = this.entries.filter(({ transactionType }) => transactionType === type);
    const named = ofType.filter(({ transactionId }) => reference !== undefined && transactionId === reference);
    return new Transactions(named.length > 0 ? named : ofType);
  }

  /** Whether one of these entries carries the number that the wallet gave us. */
  names(reference: string | undefined): boolean {
    return reference !== undefined && this.entries.some(({ transactionId }) => transactionId === reference);
  }
}
