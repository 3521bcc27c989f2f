import { look } from './decision.js';
import type { Decision } from './decision.js';
import type { Snapshot } from './snapshot.js';

/**
 * What is written by a process that must begin nothing now (its clock is apart from the database's): everything but the
 * operation that the decision begins, which is due at once for a process that may. Late money is recorded together with what becomes of it, so
 * there nothing is written, and its query is asked again.
 */
export function postponed(snapshot: Snapshot, decision: Decision, at: number): Decision {
  const { followUp } = decision;
  if (followUp === undefined) return decision;
  if (followUp.kind !== 'cancel' || followUp.reason === 'late_success') return look(snapshot, 'nothing_said', at);
  return { ...decision, followUp: undefined, clearsCancelRequest: false, operation: { ...decision.operation, dueAt: at } };
}
