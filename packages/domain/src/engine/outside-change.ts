import { move } from '../order/transitions.js';
import { NO_DELTAS, look } from './decision.js';
import type { Decision } from './decision.js';
import type { Difference } from './difference.js';
import { givenBack } from './end-cancel.js';
import { backMovement, returnedMovement, takenMovement } from './movements.js';
import { takenOf } from './snapshot.js';
import type { ChargeFacts, Snapshot } from './snapshot.js';

/** What somebody else has done to the charge, as far as its figures say exactly what. */
export type Done = Extract<Difference, { type: 'capture' | 'tip' | 'refund' }>;

/**
 * Takes a change made outside us into the books: an operation of the provider's origin that is over, the money it moved, the state that follows,
 * and a case, for nobody here has wanted it. One at a time, each with its own line in the history; the charge is asked again for what is left.
 */
export function adopted(snapshot: Snapshot, done: Done, receivedAt: number): Decision {
  const again = { ...look(snapshot, 'news', receivedAt) };
  switch (done.type) {
    case 'capture':
      return { ...again, ...captured(snapshot, done.amountMinor) };
    case 'tip':
      return { ...again, ...tipped(snapshot, done.tipMinor) };
    case 'refund':
      return { ...again, ...refunded(snapshot, done.amountMinor) };
  }
}

type Effects = Pick<Decision, 'state' | 'deltas' | 'movements' | 'cases' | 'records'> & Partial<Pick<Decision, 'closesCases'>>;

const external = (detail: string): Decision['cases'][number] => ({ kind: 'external_change', detail });
const minor = (amount: bigint): string => `${String(amount)} (minor units)`;

function captured({ order, charge }: Snapshot, amountMinor: bigint): Effects {
  const room = charge.authorizedMinor - charge.capturedMinor - charge.capturingMinor;
  const within = amountMinor < room ? amountMinor : room;
  const above = amountMinor - within;
  return {
    state: move(order.state, 'external_capture', 'approved', 'paid'),
    deltas: { ...NO_DELTAS, captured: within, excess: above },
    movements: [takenMovement(amountMinor)],
    records: { kind: 'capture', amountMinor, tipMinor: null },
    cases: [
      external(`the hold was captured outside us: ${minor(amountMinor)}`),
      ...(above > 0n ? [{ kind: 'excess', detail: `captured ${minor(above)} more than was held` } as const] : []),
    ],
  };
}

function tipped({ order, charge }: Snapshot, tipMinor: bigint): Effects {
  const change = tipMinor - charge.tipTakenMinor;
  return {
    state: move(order.state, 'external_tip', 'approved', order.state),
    deltas: { ...NO_DELTAS, tip: change },
    movements: [change > 0n ? takenMovement(change) : returnedMovement(-change)],
    records: { kind: 'adjust_tip', amountMinor: null, tipMinor },
    cases: [external(`the tip was changed outside us from ${String(charge.tipTakenMinor)} to ${minor(tipMinor)}`)],
  };
}

function refunded(snapshot: Snapshot, amountMinor: bigint): Effects {
  const { order, charge } = snapshot;
  const taken = takenOf(charge);
  const returned = charge.refundedMinor + amountMinor;
  const over = returned - charge.overRefundedMinor > taken ? returned - charge.overRefundedMinor - taken : 0n;
  const all = returned >= taken;
  return {
    // A duplicate moves no order: that lives by its other charge.
    state: charge.duplicate ? order.state : move(order.state, 'external_refund', 'approved', all ? 'refunded' : 'partially_refunded'),
    deltas: { ...NO_DELTAS, refunded: amountMinor, overRefunded: over },
    movements: [backMovement(snapshot, amountMinor)],
    records: { kind: 'refund', amountMinor, tipMinor: null },
    cases: [
      external(`${minor(amountMinor)} were refunded outside us`),
      ...(over > 0n ? [{ kind: 'excess', detail: `given back ${minor(over)} more than was taken` } as const] : []),
    ],
    closesCases: charge.duplicate && all ? ['duplicate_charge'] : [],
  };
}

/** The payment was undone whole by somebody else. */
export function undoneOutside(snapshot: Snapshot): Decision {
  const { order, charge } = snapshot;
  const taken = takenOf(charge);
  return {
    ...look(snapshot, 'news', null),
    state: charge.duplicate ? order.state : move(order.state, 'external_reversal', 'approved', 'reversed'),
    deltas: givenBack(charge),
    movements: taken > 0n ? [backMovement(snapshot, taken)] : [],
    records: { kind: 'void', amountMinor: null, tipMinor: null },
    cases: [external(`the payment of ${minor(taken)} was undone outside us`)],
    closesCases: charge.duplicate ? ['duplicate_charge'] : [],
  };
}

/** The hold was let go by somebody else; where it had been captured before, that money came and went. */
export function heldNoMore(snapshot: Snapshot, takenAndReturned: bigint): Decision {
  return {
    ...look(snapshot, 'news', null),
    state: move(snapshot.order.state, 'external_reversal', 'approved', 'canceled'),
    movements: takenAndReturned > 0n ? [takenMovement(takenAndReturned), returnedMovement(takenAndReturned)] : [],
    records: { kind: 'void', amountMinor: null, tipMinor: null },
    cases: [external('the provider no longer holds the authorization; we did not ask for that')],
  };
}

/** What a provider states as undone is all of it: what was taken, or of a hold what was held. */
export function isWhole(charge: ChargeFacts, base: bigint): boolean {
  const asked = charge.amountMinor ?? charge.authorizedMinor;
  const whole = [charge.capturedMinor, takenOf(charge)];
  return (charge.kind === 'sale' ? [asked, ...whole] : [asked, charge.authorizedMinor, ...whole]).includes(base);
}
