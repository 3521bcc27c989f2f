import type { CaseKind } from '../cases.js';
import type { Stated } from '../operation/result.js';
import type { AmountDeltas } from './decision.js';
import { NO_DELTAS } from './decision.js';
import type { OrderFacts, OperationFacts } from './snapshot.js';

/** Whether what a provider states agrees with what we asked: base and currency equal; the tip equal ours, or whatever is stated where the payer chooses it; discounts are not compared. */
export type Agreement =
  | { readonly type: 'agrees'; readonly taken: AmountDeltas }
  | { readonly type: 'not_stated' }
  | {
      readonly type: 'disagrees';
      readonly kind: Extract<CaseKind, 'amount_mismatch' | 'currency_mismatch'>;
      readonly detail: string;
    };

export function agreementOf(order: OrderFacts, operation: OperationFacts, stated: Stated | 'not_stated'): Agreement {
  if (stated === 'not_stated') return { type: 'not_stated' };
  const asked = operation.amountMinor ?? order.amountMinor;
  if (stated.currency !== undefined && stated.currency !== order.currency) {
    return {
      type: 'disagrees',
      kind: 'currency_mismatch',
      detail: `asked in ${order.currency}, the provider states ${stated.currency}`,
    };
  }
  if (stated.base !== asked) {
    return {
      type: 'disagrees',
      kind: 'amount_mismatch',
      detail: `asked ${String(asked)}, the provider states ${String(stated.base)} (minor units)`,
    };
  }
  const tipAsked = operation.tipMinor ?? 0n;
  if (stated.tip === undefined && tipAsked > 0n && !operation.tipOnScreen) return { type: 'not_stated' };
  const tip = stated.tip ?? 0n;
  if (tip !== tipAsked && !operation.tipOnScreen) {
    return {
      type: 'disagrees',
      kind: 'amount_mismatch',
      detail: `asked a tip of ${String(tipAsked)}, the provider states ${String(tip)} (minor units)`,
    };
  }
  const cashbackAsked = operation.cashbackAskedMinor ?? 0n;
  if (stated.cashback === undefined && cashbackAsked > 0n) return { type: 'not_stated' };
  const cashback = stated.cashback ?? 0n;
  // Where it was asked the payer has the last word at the terminal, and what was paid out is what the provider states.
  if (cashback !== 0n && cashbackAsked === 0n) {
    return {
      type: 'disagrees',
      kind: 'amount_mismatch',
      detail: `no cashback was asked, the provider states ${String(cashback)} (minor units)`,
    };
  }
  return {
    type: 'agrees',
    taken: {
      ...NO_DELTAS,
      captured: stated.base,
      tip,
      cashback,
      surcharge: stated.surcharge ?? 0n,
    },
  };
}

/** All of the money in a set of deltas. */
export function sumTaken(deltas: AmountDeltas): bigint {
  return deltas.captured + deltas.tip + deltas.cashback + deltas.surcharge + deltas.excess;
}

/** What a provider proves to have taken, whatever we asked: above our amount it is excess. Undefined where it states none, or another currency. */
export function provenAmounts(order: OrderFacts, operation: OperationFacts, stated: Stated | 'not_stated'): AmountDeltas | undefined {
  if (stated === 'not_stated' || (stated.currency !== undefined && stated.currency !== order.currency)) return undefined;
  const asked = operation.amountMinor ?? order.amountMinor;
  const captured = stated.base < asked ? stated.base : asked;
  return {
    ...NO_DELTAS,
    captured,
    excess: stated.base - captured,
    tip: stated.tip ?? 0n,
    cashback: stated.cashback ?? 0n,
    surcharge: stated.surcharge ?? 0n,
  };
}
