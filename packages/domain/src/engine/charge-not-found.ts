import { closeUnpaid } from './close-unpaid.js';
import type { Decision } from './decision.js';
import { countNotFound } from './not-found-count.js';
import { closingBound } from './snapshot.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

/** How long after the closing of a charge that "never arrived" it is asked for once more, and again. */
export const LATE_LOOKS_MS = [60 * 60 * 1000, 24 * 60 * 60 * 1000] as const;

/**
 * A verified "not found" about an open charge; `asked` is the decision of an answer that says nothing. It closes the charge only when no send
 * can still arrive, the provider never showed it, and enough answers said so, far enough apart.
 */
export function chargeNotFound(snapshot: Snapshot, evidence: Evidence, rules: Rules, providerCode: string, asked: Decision): Decision {
  const { charge } = snapshot;
  if (charge.shown) return asked;
  const bound = closingBound(snapshot, rules);
  if (evidence.askedAt < bound) {
    // Ask right after the bound rather than a whole pause later.
    const due = asked.operation.dueAt;
    return {
      ...asked,
      operation: {
        ...asked.operation,
        dueAt: due === null || due > bound ? Math.max(bound, evidence.receivedAt) : due,
      },
    };
  }
  const { enough, counted } = countNotFound(charge, evidence, rules);
  if (!enough) return { ...asked, operation: { ...asked.operation, ...counted, dueAt: evidence.receivedAt + rules.notFound.apartMs } };
  const ended = closeUnpaid(snapshot, 'declined', 'never_arrived', providerCode, null);
  return {
    ...ended,
    operation: {
      ...ended.operation,
      dueAt: evidence.receivedAt + LATE_LOOKS_MS[0],
    },
  };
}
