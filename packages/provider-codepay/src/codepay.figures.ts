import type { QueryResult } from '@interlock/provider-kit';
import { ruleForFigures } from './codepay.mapping.js';
import { isAbout, reversed } from './codepay.outcome.js';
import { readAmounts, statedOfPayment, withoutUndefined, type Transaction } from './codepay.transaction.js';

/**
 * The charge's present figures, after its total or its tip was to be changed: whether they are the new ones is for the engine to compare.
 * Source: Open API, Query Order; Incremental Authorization ("the new total authorized amount").
 */
export function resultOfFigures(transaction: Transaction, kind: 'increment' | 'adjust_tip', providerKey: string): QueryResult {
  if (!isAbout(transaction, providerKey)) return { outcome: 'no_answer', cause: 'unreadable_answer' };
  const status = transaction.trans_status;
  const reference = withoutUndefined({ providerRef: transaction.trans_no });
  const isHold = kind === 'increment';
  switch (ruleForFigures(kind, status)) {
    case 'figures': {
      const read = readAmounts(transaction, isHold);
      if (transaction.trans_no === undefined || read.type === 'unreadable')
        return { outcome: 'unknown', cause: 'unreadable_answer', providerCode: status, ...reference };
      if (read.type === 'contradiction') return { outcome: 'unknown', cause: 'amount_mismatch', providerCode: status, ...reference };
      if (read.type === 'not_stated') return { outcome: 'approved', providerRef: transaction.trans_no, stated: 'not_stated' };
      const stated = statedOfPayment(read.amounts, isHold);
      // A total that the other parts make up says that there is no tip.
      const noTip = !isHold && stated.tip === undefined && transaction.trans_amount !== undefined;
      return { outcome: 'approved', providerRef: transaction.trans_no, stated: noTip ? { ...stated, tip: 0n } : stated };
    }
    case 'pending':
      return { outcome: 'pending', providerCode: status, ...reference };
    case 'closed':
      return { outcome: 'declined', code: 'invalid_state', providerCode: status, ...reference };
    case 'undone':
      return reversed(transaction, isHold ? 'authorize' : 'sale', reference);
    case undefined:
      return { outcome: 'unknown', cause: 'unknown_code', providerCode: status, ...reference };
  }
}
