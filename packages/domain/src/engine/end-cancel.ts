import { isOpen } from '../operation/operation.js';
import type { QueryResult } from '../operation/result.js';
import { isClosedUnpaid, isUndecided } from '../order/states.js';
import { move } from '../order/transitions.js';
import { ANSWERED_BY_END } from './closed-by-facts.js';
import { NO_DELTAS, look, unchangedRow } from './decision.js';
import type { AmountDeltas, Decision, OperationChange } from './decision.js';
import { returnedMovement, suspend } from './movements.js';
import { takenOf } from './snapshot.js';
import type { ChargeFacts, Snapshot } from './snapshot.js';
import { takenAndReturned } from './taken-and-returned.js';

type Reversed = Extract<QueryResult, { outcome: 'reversed' }>;

/** The provider shows the charge closed. Where it does not tell "never paid" from "given back", what we had seen before tells. */
export function cancelClosed(snapshot: Snapshot, why: Pick<OperationChange, 'declineCode' | 'providerCode'>): Decision {
  const { order, charge } = snapshot;
  if (charge.outcome === 'approved') return cancelReturned(snapshot, { stated: 'not_stated' });
  const wasOpen = isOpen(charge.outcome);
  return {
    ...ended(snapshot),
    state: isUndecided(order.state) ? move(order.state, 'cancel', 'approved', 'canceled') : order.state,
    charge: wasOpen
      ? {
          ...unchangedRow(charge),
          outcome: 'declined',
          ...why,
          declineCode: 'canceled',
          dueAt: null,
        }
      : undefined,
    movements: wasOpen ? [] : suspend(snapshot, 0n),
  };
}

/** The money had been taken and is given back whole. */
export function cancelReturned(snapshot: Snapshot, shown: Pick<Reversed, 'providerRef' | 'stated'>): Decision {
  const { order, charge } = snapshot;
  const row: OperationChange = {
    ...unchangedRow(charge),
    outcome: 'approved',
    providerReference: shown.providerRef ?? charge.providerReference,
    shown: true,
    dueAt: null,
  };
  if (isOpen(charge.outcome)) {
    return {
      ...ended(snapshot),
      state: move(order.state, 'cancel', 'approved', charge.kind === 'sale' ? 'reversed' : 'canceled'),
      charge: row,
      ...takenAndReturned(snapshot, shown.stated),
    };
  }
  if (charge.outcome !== 'approved') return { ...ended(snapshot), movements: suspend(snapshot, 0n) };
  const held = charge.kind === 'sale';
  const amount = takenOf(charge);
  const target = held ? 'reversed' : 'canceled';
  return {
    ...ended(snapshot),
    state: isClosedUnpaid(order.state) ? order.state : move(order.state, 'cancel', 'approved', target),
    charge: row,
    deltas: held ? givenBack(charge) : NO_DELTAS,
    movements: amount > 0n ? [returnedMovement(amount)] : [],
  };
}

function ended(snapshot: Snapshot): Decision {
  return {
    ...look(snapshot, 'news', null),
    operation: {
      ...unchangedRow(snapshot.operation),
      outcome: 'approved',
      sendAgain: false,
      dueAt: null,
    },
    releasesExclusive: true,
    clearsCancelRequest: true,
    nextAction: null,
    closesCases: ANSWERED_BY_END,
  };
}

/** After a reversal the charge holds nothing; what it had taken stands in the entries. */
export function givenBack(charge: ChargeFacts): AmountDeltas {
  return {
    ...NO_DELTAS,
    captured: -charge.capturedMinor,
    tip: -charge.tipTakenMinor,
    cashback: -charge.cashbackMinor,
    surcharge: -charge.surchargeMinor,
    excess: -charge.excessMinor,
  };
}
