import type { CaseKind } from '../cases.js';
import type { OperationKind } from '../operation/operation.js';
import type { Evidence, Snapshot } from './snapshot.js';

/** Cases that ask what became of the operation: whoever says that has answered them all. */
export const OUTCOME_KINDS: readonly CaseKind[] = [
  'outcome_unknown',
  'unknown_code',
  'amount_mismatch',
  'currency_mismatch',
  'state_conflict',
];

/** A charge, and the cancel that a query of the charge closes. */
const ABOUT_THE_PAYMENT: readonly OperationKind[] = ['sale', 'authorize', 'cancel'];

/** Kinds that this operation opens and closes of its own alone: what became of a refund, capture, tip or void answers nothing that is asked about its payment, nor the other way. */
export function ownCases({ operation }: Pick<Snapshot, 'operation'>): readonly CaseKind[] {
  return ABOUT_THE_PAYMENT.includes(operation.kind) ? [] : OUTCOME_KINDS;
}

/** Cases of a charge that its end answers, whatever the end is: nobody had said what became of it, or in a word that nobody documented. */
export const ANSWERED_BY_END: readonly CaseKind[] = ['outcome_unknown', 'unknown_code'];

/** And those of figures that were not ours, once a query that was asked later states ours. What else speaks is older, or not asked. */
export function answeredByYes({ source }: Evidence): readonly CaseKind[] {
  return source === 'query' ? [...ANSWERED_BY_END, 'amount_mismatch', 'currency_mismatch'] : ANSWERED_BY_END;
}

/** Of a charge that is over: contradictions that a query no longer shows. Only those that are open, for closing one is news. */
export function contradictionsGone({ openCases }: Snapshot, { source }: Evidence): readonly CaseKind[] {
  const contradictions: readonly CaseKind[] = ['amount_mismatch', 'currency_mismatch', 'state_conflict'];
  return source === 'query' ? contradictions.filter((kind) => openCases.includes(kind)) : [];
}
