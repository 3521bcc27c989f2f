import type { BatchResult } from '@interlock/provider-kit';

/** What an answer to a close means. */
export type CloseDecision =
  /** Everything of the scope is closed: by this send or, where it found nothing, by one before it. */
  | { readonly type: 'proven'; readonly stated: { readonly count: number; readonly totalMinor: bigint } | undefined }
  | { readonly type: 'refused' }
  /** Nothing certain was heard; null: it was asked as often as the provider's adapter wants it. */
  | { readonly type: 'open'; readonly againInMs: number | null };

/**
 * `attempt`: which send this answers, from 1. "Nothing to close" after an earlier send of which nothing was heard means that that one closed it;
 * any other no to a second send says nothing about the first, so the close stays open.
 */
export function decideClose(result: BatchResult, attempt: number, againAfterMs: readonly number[]): CloseDecision {
  const open = { type: 'open', againInMs: againAfterMs[attempt - 1] ?? null } as const;
  switch (result.outcome) {
    case 'approved':
      return {
        type: 'proven',
        stated: result.totals === undefined ? undefined : { count: result.totals.count, totalMinor: result.totals.total.minor },
      };
    case 'declined':
      if (attempt === 1) return { type: 'refused' };
      return result.empty ? { type: 'proven', stated: undefined } : open;
    case 'unknown':
      return open;
  }
}
