import type { DeclineCode } from '../operation/decline-codes.js';
import { closedCharge } from './close-unpaid.js';
import { look } from './decision.js';
import type { Decision } from './decision.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/** Promise 3, as far as it can be seen here; the statement checks the lease again. */
export function mayOpenNextRoute(snapshot: Snapshot, evidence: Evidence, rules: Rules): boolean {
  const { order, charge } = snapshot;
  return (
    rules.nextRoute &&
    evidence.source === 'answer' &&
    evidence.attempt === 1 &&
    evidence.lease === charge.lease &&
    charge.attempts === 1 &&
    charge.outcome === null &&
    order.cancelRequested === null &&
    charge.openExclusive === null &&
    (order.expiresAt === null || evidence.receivedAt < order.expiresAt)
  );
}

/** Ends this charge; the same statement begins the next one. Only under the current lease. */
export function endOfRoute(snapshot: Snapshot, outcome: 'declined' | 'not_sent', code: DeclineCode, providerCode: string | null): Decision {
  return {
    ...look(snapshot, 'news', null),
    operation: {
      ...closedCharge(snapshot, outcome),
      declineCode: code,
      providerCode,
    },
    followUp: { kind: 'next_route' },
    requiresLease: true,
  };
}
