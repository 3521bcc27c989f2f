import { declineCodes } from '../operation/decline-codes.js';
import type { DeclineCode } from '../operation/decline-codes.js';
import { isUndecided } from '../order/states.js';
import type { OrderState } from '../order/states.js';
import { move } from '../order/transitions.js';
import type { Cause } from '../order/transitions.js';
import { ANSWERED_BY_END } from './closed-by-facts.js';
import { look, unchangedRow } from './decision.js';
import type { Decision, OperationChange } from './decision.js';
import type { Snapshot } from './snapshot.js';

/** Ends the charge and the order with no money kept: canceled where somebody wanted that or the code says so, otherwise failed. */
export function closeUnpaid(
  snapshot: Snapshot,
  outcome: 'declined' | 'not_sent',
  code: DeclineCode,
  providerCode: string | null,
  reference: string | null,
): Decision {
  const { order, charge } = snapshot;
  const wanted = order.cancelRequested !== null || charge.openExclusive !== null;
  const target: OrderState = wanted || declineCodes[code].closes === 'canceled' ? 'canceled' : 'failed';
  return {
    ...look(snapshot, 'news', null),
    state: isUndecided(order.state) ? move(order.state, chargeCause(snapshot), outcome, target) : order.state,
    operation: {
      ...closedCharge(snapshot, outcome),
      declineCode: code,
      providerCode,
      providerReference: reference ?? charge.providerReference,
    },
    clearsCancelRequest: true,
    nextAction: null,
    closesCases: ANSWERED_BY_END,
  };
}

/** The charge's row, closed: nothing is due any more. */
export function closedCharge(snapshot: Snapshot, outcome: 'approved' | 'declined' | 'not_sent'): OperationChange {
  return {
    ...unchangedRow(snapshot.charge),
    outcome,
    dueAt: null,
    notFoundCount: 0,
    notFoundAt: null,
  };
}

/** The row of the state table that a sale or authorization stands in: another one while a cancel is open. */
export function chargeCause(snapshot: Snapshot): Cause {
  const kind = snapshot.charge.kind === 'authorize' ? 'authorize' : 'sale';
  return snapshot.charge.openExclusive === null ? kind : `${kind}_beside_cancel`;
}
