import { nextLook } from '../operation/schedule.js';
import { afterApproval } from './after-approval.js';
import { LATE_LOOKS_MS } from './charge-not-found.js';
import { look } from './decision.js';
import type { Decision } from './decision.js';
import { disagrees } from './disagrees.js';
import { heldAfterAll } from './late-money.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/**
 * What an exchange means once the charge is closed. A final state is never lowered by an older fact, and money that shows up after the
 * end is believed only from a query asked after it: everything else sets `dueAt = now`, so that such a query is asked.
 */
export function decideClosedCharge(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  return snapshot.charge.outcome === 'approved' ? afterApproval(snapshot, evidence, rules) : afterNo(snapshot, evidence, rules);
}

function afterNo(snapshot: Snapshot, evidence: Evidence, rules: Rules): Decision {
  const { charge } = snapshot;
  const { result } = evidence;
  const finishedAt = charge.finishedAt ?? charge.createdAt;
  switch (result.outcome) {
    case 'approved': {
      const proven = evidence.source === 'query' && evidence.askedAt >= Math.max(finishedAt, snapshot.cancelEndedAt ?? finishedAt);
      if (!proven) return disagrees(snapshot, evidence);
      if (charge.openExclusive !== null && !snapshot.otherLiveCharge) return look(snapshot, 'repeat', null);
      return heldAfterAll(snapshot, result, rules);
    }
    case 'pending': {
      const next = nextLook(rules.schedule, finishedAt, evidence.receivedAt, rules.spread).at;
      if (next !== undefined) return look(snapshot, 'repeat', next);
      return {
        ...look(snapshot, 'news', null),
        cases: [{ kind: 'state_conflict', detail: 'the order is closed, and the provider still shows the payment open' }],
      };
    }
    case 'no_answer':
    case 'unknown':
      return look(snapshot, 'nothing_said', nextLateLook(snapshot, evidence.receivedAt));
    case 'declined':
    case 'reversed':
    case 'not_found':
    case 'not_sent':
      return look(snapshot, 'repeat', nextLateLook(snapshot, evidence.receivedAt));
  }
}

/** A charge that "never arrived" is asked for again an hour and a day later; afterwards reconciliation finds what is left. */
function nextLateLook(snapshot: Snapshot, now: number): number | null {
  const { charge } = snapshot;
  if (charge.declineCode !== 'never_arrived' || charge.finishedAt === null) return null;
  const { finishedAt } = charge;
  return LATE_LOOKS_MS.map((after) => finishedAt + after).find((at) => at > now) ?? null;
}
