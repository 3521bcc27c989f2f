import type { CaseKind } from '../cases.js';
import type { QueryResult } from '../operation/result.js';
import type { Decision, OperationChange } from './decision.js';
import type { Evidence, Snapshot } from './snapshot.js';

/** What shows an operation done: a yes, or (of a void) that the charge has been given back. */
export type Shown = Extract<QueryResult, { outcome: 'approved' | 'reversed' }>;

/** What a provider's yes says of an operation that follows a charge. */
export type Reading =
  | { readonly type: 'done' }
  /** The charge is as it was before: the same as "not found". */
  | { readonly type: 'no_effect' }
  | { readonly type: 'disagrees'; readonly kind: CaseKind; readonly detail: string }
  /** What it was to change is not there any more: whether it came before that end or not is no longer anybody's matter. */
  | { readonly type: 'gone' }
  /** A query that leaves out what would tell. */
  | { readonly type: 'unclear' };

/** What an end does to the order, the charge's money, the books, and what waited for it. */
export type Effects = Pick<Decision, 'state' | 'deltas' | 'movements'> & {
  readonly charge?: OperationChange | undefined;
  readonly closesCases?: Decision['closesCases'];
};

/** In what the operations after a payment differ; how they are asked, resent and given up is one thing for all (decide-following.ts). */
export interface FollowingVerb {
  /** As a person reads it in a case: "the refund". */
  readonly noun: string;
  readonly exclusive: boolean;
  /** Its receipt is the payment's: of a capture. */
  readonly receipt: boolean;
  readonly reads: (snapshot: Snapshot, shown: Shown, source: Evidence['source']) => Reading;
  readonly approved: (snapshot: Snapshot) => Effects;
  /** What was reserved is free again. */
  readonly released: (snapshot: Snapshot) => Effects;
  /** Written down as declined, and a query asked after that end shows it done. Undefined: it no longer fits, and only a person can tell. */
  readonly approvedLate: (snapshot: Snapshot) => (Effects & { readonly cases: Decision['cases'] }) | undefined;
}
