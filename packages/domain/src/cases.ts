/** What a person has to look at. Each is opened at most once per operation while it is open. */
export const CASE_KINDS = [
  'amount_mismatch',
  'currency_mismatch',
  'late_success',
  'duplicate_charge',
  'state_conflict',
  'unknown_code',
  'outcome_unknown',
  'external_change',
  'excess',
] as const;
export type CaseKind = (typeof CASE_KINDS)[number];

/** `awaiting_second`: one person has said what to make of it, and another must agree. */
export const CASE_STATES = ['open', 'awaiting_second', 'closed'] as const;
export type CaseState = (typeof CASE_STATES)[number];

/** What a person may make of a case. */
export const RESOLUTIONS = ['confirm', 'decline', 'adopt', 'refund_duplicate', 'refund', 'keep', 'write_off', 'ask_again'] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

/** How long a person has before the case is overdue. */
export const CASE_DUE_MS = 24 * 60 * 60 * 1000;

/** The provider states money in figures that contradict ours: while such a case is open, nothing but the merchant's own wish cancels the charge. */
export function isDisputed(open: readonly CaseKind[]): boolean {
  return open.includes('amount_mismatch') || open.includes('currency_mismatch');
}
