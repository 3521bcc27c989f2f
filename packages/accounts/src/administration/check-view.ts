import type { AccountChecked } from '@interlock/provider-kit';

/** What a check found, without a word of the answer's body. */
export interface AccountCheckView {
  readonly providerAccountId: string;
  readonly checkedAt: string;
  readonly tookMs: number;
  /** Somebody answered. */
  readonly reachable: boolean;
  readonly credentials: AccountChecked['credentials'];
  /** How far the provider's clock is ahead of ours, by the Date of its answer, which is exact to a second. */
  readonly clockAheadMs?: number;
  readonly providerCode?: string;
  /** Why there is no answer that says more. */
  readonly cause?: string;
  /** Of no answer: what the connection met, such as a name that is not known. */
  readonly detail?: string;
}
