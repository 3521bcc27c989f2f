import { look } from './decision.js';
import type { Decision } from './decision.js';
import type { Evidence, Snapshot } from './snapshot.js';

/** What another source, or an older query, says against what is known: it changes nothing but that a query is asked now. What is new is kept. */
export function disagrees(snapshot: Snapshot, evidence: Evidence): Decision {
  return look(snapshot, evidence.source === 'query' ? 'repeat' : 'news', evidence.receivedAt);
}
