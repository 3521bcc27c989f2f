import { isDisputed } from '../cases.js';
import { nextLook } from '../operation/schedule.js';
import type { Decision, FollowUp } from './decision.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/** Cancels of one charge that are begun without anybody asking: one that an earlier wish left undone is taken up again when the schedule is over. */
const MOST_CANCELS = 3;

/** When a charge that is not decided is looked at next, and what its time brings. */
export interface Timing {
  readonly dueAt: number | null;
  readonly followUp: FollowUp | undefined;
  readonly caseDetail: string | undefined;
}

/** What that means for the decision. */
export function timelyEffects(timing: Timing): Pick<Decision, 'followUp' | 'clearsCancelRequest' | 'cases'> {
  return {
    followUp: timing.followUp,
    clearsCancelRequest: timing.followUp !== undefined,
    cases: timing.caseDetail === undefined ? [] : [{ kind: 'outcome_unknown', detail: timing.caseDetail }],
  };
}

/** This very exchange opens such a case. */
function contradicts({ result }: Evidence): boolean {
  return result.outcome === 'unknown' && (result.cause === 'amount_mismatch' || result.cause === 'currency_mismatch');
}

/** When to look next, whether the time for a cancel has come (asked by somebody, or the schedule is over), and whether only a person is left. */
export function timingOf(snapshot: Snapshot, evidence: Evidence, rules: Rules): Timing {
  const { order, charge } = snapshot;
  const next = nextLook(rules.schedule, charge.createdAt, evidence.receivedAt, rules.spread);
  const dueAt = next.at ?? null;
  if (charge.openExclusive !== null) return { dueAt, followUp: undefined, caseDetail: undefined };
  // Where the provider states money, only in figures that contradict ours, nobody but a person cancels.
  const disputed = isDisputed(snapshot.openCases) || contradicts(evidence);
  if (rules.cancel.available && order.cancelRequested !== null && (order.cancelRequested === 'merchant' || !disputed)) {
    return {
      dueAt,
      followUp: {
        kind: 'cancel',
        reason: order.cancelRequested === 'expiry' ? 'expiry' : 'requested',
      },
      caseDetail: undefined,
    };
  }
  if (next.stepsOver && rules.schedule.cancelAtEnd && rules.cancel.available && !disputed && snapshot.cancelsBegun < MOST_CANCELS) {
    return {
      dueAt,
      followUp: { kind: 'cancel', reason: 'schedule_over' },
      caseDetail: undefined,
    };
  }
  return {
    dueAt,
    followUp: undefined,
    caseDetail: dueAt === null ? 'the query schedule is over and the provider has not said what became of it' : undefined,
  };
}
