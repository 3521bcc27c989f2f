import type { ChargeKind, Money, QueryResult } from '@interlock/domain';
import { paymentStatuses, payWords, ruleFor, transactionStatuses, transactionTypes } from './wallet.mapping.js';
import { statedFrom, sumOf, wordOf, type WireResult, type WireTransaction } from './wallet.wire.js';

/** What inquiryPayment and notifyPayment say of a payment. */
export interface ShownPayment {
  readonly paymentStatus?: string | undefined;
  readonly paymentResult?: WireResult | undefined;
  readonly paymentAmount?: Money | undefined;
  readonly transactions?: readonly WireTransaction[] | undefined;
}

/** `paymentStatus` decides; Alipay+ has `paymentResult` in its place. */
export function paymentShown(shown: ShownPayment, kind: ChargeKind, providerRef: string): QueryResult {
  const { paymentStatus: status, paymentResult } = shown;
  if (status === undefined) {
    return paymentResult === undefined
      ? { outcome: 'no_answer', cause: 'unreadable_answer' }
      : resultShown(shown, paymentResult, providerRef);
  }
  const rule = ruleFor(paymentStatuses, status);
  if (rule === undefined) return { outcome: 'unknown', cause: 'unknown_code', providerCode: status, providerRef };
  const contradiction = { outcome: 'unknown', cause: 'provider_error', providerCode: status, providerRef } as const;
  const entries = new Transactions(shown.transactions ?? []);
  switch (rule.outcome) {
    case 'pending':
      return { outcome: 'pending', providerRef, providerCode: status };
    case 'approved':
      // A hold where a sale was asked for, or money that is on its way back beside a status that says it was taken.
      if (
        !rule.kinds.some((approves) => approves === kind) ||
        entries.any(['gave_back'], 'done') ||
        entries.any(['gave_back'], 'under_way')
      )
        return contradiction;
      return {
        outcome: 'approved',
        providerRef,
        stated: statedFrom(shown.paymentAmount, sumOf(entries.of(['refunded'], 'done'), shown.paymentAmount)),
      };
    case 'declined':
      if (!entries.any(['took'], 'done')) return { outcome: 'declined', code: rule.code, providerCode: status, providerRef };
      if (status !== 'CANCELLED') return contradiction; // failed, yet an entry shows the money taken
      return canceledAfterPayment(shown, entries, providerRef);
  }
}

/** The wallet gives a paid order back whole when it is canceled; only its own entries can show that it had been paid. */
function canceledAfterPayment(shown: ShownPayment, entries: Transactions, providerRef: string): QueryResult {
  const back = ['gave_back', 'released'] as const;
  if (entries.any(back, 'under_way')) return { outcome: 'pending', providerRef, providerCode: 'CANCELLED' };
  if (entries.any(back, 'not_done') && !entries.any(back, 'done'))
    return { outcome: 'unknown', cause: 'provider_error', providerCode: 'CANCELLED', providerRef };
  return { outcome: 'reversed', providerRef, stated: statedFrom(shown.paymentAmount) };
}

/** `paymentResult` in place of a status: S is the payment's yes, any other word means what it means in the answer to pay. */
function resultShown(shown: ShownPayment, result: WireResult, providerRef: string): QueryResult {
  const providerCode = result.resultCode;
  const rule = ruleFor(payWords, wordOf(result));
  switch (rule?.outcome) {
    case undefined:
      return { outcome: 'unknown', cause: 'unknown_code', providerCode, providerRef };
    case 'accepted':
      return { outcome: 'approved', providerRef, stated: statedFrom(shown.paymentAmount) };
    case 'pending':
      return { outcome: 'pending', providerRef, providerCode };
    case 'declined':
      return { outcome: 'declined', code: rule.code, providerCode, providerRef };
    case 'unknown':
      return { outcome: 'unknown', cause: rule.cause, providerCode, providerRef };
  }
}

/** `transactions[]` of an inquiry: what was done to the payer's money, entry by entry. */
class Transactions {
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
}

type Effect = (typeof transactionTypes)[keyof typeof transactionTypes];
type Progress = (typeof transactionStatuses)[keyof typeof transactionStatuses];
