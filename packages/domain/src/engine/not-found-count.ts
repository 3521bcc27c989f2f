import type { OperationChange } from './decision.js';
import type { Evidence, OperationFacts, Rules } from './snapshot.js';

/** Counts a "not found" that may count: only so far apart from the last one, and `enough` when the provider's document is satisfied. */
export function countNotFound(
  row: OperationFacts,
  evidence: Evidence,
  rules: Rules,
): { readonly enough: boolean; readonly counted: Pick<OperationChange, 'notFoundCount' | 'notFoundAt'> } {
  const apart = row.notFoundAt === null || evidence.askedAt - row.notFoundAt >= rules.notFound.apartMs;
  const notFoundCount = row.notFoundCount + (apart ? 1 : 0);
  return {
    enough: notFoundCount >= rules.notFound.answers,
    counted: { notFoundCount, notFoundAt: apart ? evidence.askedAt : row.notFoundAt },
  };
}
