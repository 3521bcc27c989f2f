import { move } from '../order/transitions.js';
import type { Cause, Verdict } from '../order/transitions.js';
import type { OrderState } from '../order/states.js';
import { agreementOf } from './agreement.js';
import { NO_DELTAS } from './decision.js';
import { givenBack } from './end-cancel.js';
import type { Effects, FollowingVerb, Reading } from './following-verb.js';
import { returnedMovement, takenMovement } from './movements.js';
import { takenOf } from './snapshot.js';
import type { Snapshot } from './snapshot.js';

/** The state as it was, where the table has the cell. */
const unmoved = ({ order }: Snapshot, cause: Cause, verdict: Verdict): OrderState => move(order.state, cause, verdict, order.state);
const nothing = (snapshot: Snapshot, cause: Cause): Effects => ({
  state: unmoved(snapshot, cause, 'declined'),
  deltas: NO_DELTAS,
  movements: [],
});
const conflict = (noun: string): { readonly kind: 'state_conflict'; readonly detail: string } => ({
  kind: 'state_conflict',
  detail: `${noun} that was declined turned out to be done`,
});
/** What turned out late still fits where the order is as it was, and nothing else is being done to the charge. */
const fitsLate = ({ order, charge }: Snapshot, state: OrderState): boolean =>
  order.state === state && charge.openExclusive === null && charge.openRefunds === 0;

const mismatch = (what: string, asked: bigint, stated: bigint): Reading => ({
  type: 'disagrees',
  kind: 'amount_mismatch',
  detail: `${what} should be ${String(asked)}, the provider states ${String(stated)} (minor units)`,
});

const captured = (snapshot: Snapshot, reserved: bigint): Effects => {
  const amount = snapshot.operation.amountMinor ?? 0n;
  return {
    state: move(snapshot.order.state, 'capture', 'approved', 'paid'),
    deltas: { ...NO_DELTAS, capturing: -reserved, captured: amount },
    movements: [takenMovement(amount)],
  };
};

/** Takes what an authorization holds, or a part of it; the rest of the hold is let go. */
export const captureVerb: FollowingVerb = {
  noun: 'the capture',
  exclusive: true,
  receipt: true,
  reads(snapshot, shown) {
    if (shown.outcome === 'reversed') return { type: 'unclear' };
    const agreement = agreementOf(snapshot.order, snapshot.operation, shown.stated);
    return agreement.type === 'disagrees' ? agreement : { type: 'done' };
  },
  approved: (snapshot) => captured(snapshot, snapshot.operation.amountMinor ?? 0n),
  released(snapshot) {
    return {
      ...nothing(snapshot, 'capture'),
      deltas: { ...NO_DELTAS, capturing: -(snapshot.operation.amountMinor ?? 0n) },
    };
  },
  approvedLate: (snapshot) =>
    fitsLate(snapshot, 'authorized') ? { ...captured(snapshot, 0n), cases: [conflict('a capture')] } : undefined,
};

const raised = (snapshot: Snapshot): Effects => ({
  state: unmoved(snapshot, 'increment', 'approved'),
  deltas: { ...NO_DELTAS, authorized: snapshot.operation.amountMinor ?? 0n },
  movements: [],
});

/** Raises what an authorization holds. A query shows the charge's present total, which tells whether it was raised. */
export const incrementVerb: FollowingVerb = {
  noun: 'the increment',
  exclusive: true,
  receipt: false,
  reads({ charge, operation, order }, shown, source) {
    if (shown.outcome === 'reversed') return { type: 'gone' };
    const { stated } = shown;
    if (stated !== 'not_stated' && stated.currency !== undefined && stated.currency !== order.currency) {
      return { type: 'disagrees', kind: 'currency_mismatch', detail: `asked in ${order.currency}, the provider states ${stated.currency}` };
    }
    const total = stated === 'not_stated' ? undefined : stated.authorizedTotal;
    if (total === undefined) return source === 'answer' ? { type: 'done' } : { type: 'unclear' };
    const wanted = charge.authorizedMinor + (operation.amountMinor ?? 0n);
    if (total === wanted) return { type: 'done' };
    return total === charge.authorizedMinor ? { type: 'no_effect' } : mismatch('the authorized total', wanted, total);
  },
  approved: raised,
  released: (snapshot) => nothing(snapshot, 'increment'),
  approvedLate: (snapshot) => (fitsLate(snapshot, 'authorized') ? { ...raised(snapshot), cases: [conflict('an increment')] } : undefined),
};

const tipSet = (snapshot: Snapshot): Effects => {
  const change = (snapshot.operation.tipMinor ?? 0n) - snapshot.charge.tipTakenMinor;
  return {
    state: unmoved(snapshot, 'adjust_tip', 'approved'),
    deltas: { ...NO_DELTAS, tip: change },
    movements: change === 0n ? [] : [change > 0n ? takenMovement(change) : returnedMovement(-change)],
  };
};

/** Sets the tip; it does not add. A query shows the charge's present tip. */
export const tipVerb: FollowingVerb = {
  noun: 'the tip',
  exclusive: true,
  receipt: false,
  reads({ charge, operation }, shown, source) {
    if (shown.outcome === 'reversed') return { type: 'gone' };
    const tip = shown.stated === 'not_stated' ? undefined : shown.stated.tip;
    if (tip === undefined) return source === 'answer' ? { type: 'done' } : { type: 'unclear' };
    const wanted = operation.tipMinor ?? 0n;
    if (tip === wanted) return { type: 'done' };
    return tip === charge.tipTakenMinor ? { type: 'no_effect' } : mismatch('the tip', wanted, tip);
  },
  approved: tipSet,
  released: (snapshot) => nothing(snapshot, 'adjust_tip'),
  approvedLate: (snapshot) => (fitsLate(snapshot, 'paid') ? { ...tipSet(snapshot), cases: [conflict('a tip')] } : undefined),
};

const undone = (snapshot: Snapshot): Effects => {
  const { order, charge } = snapshot;
  // The order lives by its other charge; a second hold that is let go has moved nothing.
  if (charge.duplicate) return { state: order.state, deltas: NO_DELTAS, movements: [] };
  const taken = takenOf(charge);
  const hold = order.state === 'authorized';
  return {
    state: move(order.state, 'void', 'approved', hold ? 'canceled' : 'reversed'),
    deltas: hold ? NO_DELTAS : givenBack(charge),
    movements: taken > 0n ? [returnedMovement(taken)] : [],
  };
};

/** Undoes a hold, or a payment before its batch closes; always whole. */
export const voidVerb: FollowingVerb = {
  noun: 'the void',
  exclusive: true,
  receipt: false,
  reads({ charge, order }, shown) {
    const { stated } = shown;
    if (stated === 'not_stated') return { type: 'done' };
    const whole = order.state === 'authorized' || charge.duplicate ? [charge.authorizedMinor] : [charge.capturedMinor, takenOf(charge)];
    return whole.includes(stated.base) ? { type: 'done' } : mismatch('what is undone', whole[0] ?? 0n, stated.base);
  },
  approved: undone,
  released: (snapshot) =>
    snapshot.charge.duplicate ? { state: snapshot.order.state, deltas: NO_DELTAS, movements: [] } : nothing(snapshot, 'void'),
  approvedLate(snapshot) {
    const fits = fitsLate(snapshot, 'authorized') || (fitsLate(snapshot, 'paid') && snapshot.charge.refundedMinor === 0n);
    return fits ? { ...undone(snapshot), cases: [conflict('a void')] } : undefined;
  },
};
