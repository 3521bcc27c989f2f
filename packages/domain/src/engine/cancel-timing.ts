import { nextLook } from '../operation/schedule.js';
import { look } from './decision.js';
import type { Decision } from './decision.js';
import { arrivalBound } from './snapshot.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/**
 * Whether "still paid" or "still open" is an end of the cancel. After an explicit no it is, where it was sent once. After a yes, or silence, only once
 * the latest send can no longer take effect: what a provider shows lags behind what it does, and an earlier send of which nothing was heard (its
 * process was killed) may still arrive, and return the money of an order that we would call paid. The no is compared without the tolerance of clocks:
 * nearly always its own process asks, right after it, and a query that another has asked a moment before a no that has done nothing shows the same.
 */
export function conclusive(snapshot: Snapshot, evidence: Evidence, rules: Rules): boolean {
  const { operation } = snapshot;
  const arrived = evidence.askedAt >= arrivalBound(operation, rules);
  if (operation.answer !== 'no' || operation.answeredAt === null) return arrived;
  return evidence.askedAt >= operation.answeredAt && (arrived || operation.attempts === 1);
}

/** The case of a cancel of which nothing is heard any more. */
export const unheard = {
  kind: 'outcome_unknown',
  detail: 'the cancel was asked, and the provider has not said what became of it',
} as const;

/** By the cancel's own schedule, and right when its last send can have arrived, also where the pauses have grown longer or are over. */
export function nextAsk(snapshot: Snapshot, evidence: Evidence, rules: Rules): number | undefined {
  const scheduled = nextLook(rules.schedule, snapshot.operation.createdAt, evidence.receivedAt, rules.spread).at;
  const bound = arrivalBound(snapshot.operation, rules);
  return bound > evidence.receivedAt ? Math.min(scheduled ?? bound, bound) : scheduled;
}

/** Nothing conclusive: ask again, and show it to a person when there is nothing left to ask for. */
export function again(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const next = nextAsk(snapshot, evidence, rules);
  if (next !== undefined) return look(snapshot, evidence.result.outcome === 'no_answer' ? 'nothing_said' : 'repeat', next);
  return {
    ...look(snapshot, 'news', null),
    cases: [unheard],
  };
}
