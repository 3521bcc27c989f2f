import { countsFrom } from './asked-after.js';
import { look } from './decision.js';
import type { Decision } from './decision.js';
import type { Evidence, Snapshot } from './snapshot.js';

/**
 * What another source, or a query that was not asked after this end, says against what is known: it changes nothing but that a query is asked. After
 * a query it is asked when it counts, for an earlier one says no more; after anything else now, which no other writer of `due_at` overrules, and
 * what is new is kept.
 */
export function disagrees(snapshot: Snapshot, evidence: Evidence, endedAt: number): Decision {
  if (evidence.source !== 'query') return look(snapshot, 'news', evidence.receivedAt);
  return look(snapshot, 'repeat', Math.max(countsFrom(endedAt), evidence.receivedAt));
}
