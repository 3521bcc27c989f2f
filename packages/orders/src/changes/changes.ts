import { InvalidReference } from '@interlock/domain';
import type { Money } from '@interlock/domain';
import { takenOf } from '@interlock/domain';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import { AmountExceedsRemaining, BatchClosed, InvalidState } from '../errors.js';
import type { Change } from './change-order.js';

/** Takes what is held, or a part of it. */
export const capture = (amount: Money | undefined): Change => ({
  kind: 'capture',
  path: 'captures',
  figures(read, charge) {
    assertHeld(read, 'capture');
    const left = charge.authorizedMinor - charge.capturedMinor - charge.capturingMinor;
    const amountMinor = amount === undefined ? left : minorOf(amount, read);
    if (amountMinor > left) throw new AmountExceedsRemaining(String(amountMinor), String(left));
    return { amountMinor };
  },
});

/** Raises what is held. */
export const increment = (amount: Money): Change => ({
  kind: 'increment',
  path: 'increments',
  figures(read) {
    assertHeld(read, 'increment');
    return { amountMinor: minorOf(amount, read) };
  },
});

/** Sets the tip. */
export const adjustTip = (amount: Money): Change => ({
  kind: 'adjust_tip',
  path: 'tip',
  figures(read, charge) {
    assertPaid(read, charge, 'tip');
    return { amountMinor: null, tipMinor: minorOf(amount, read) };
  },
});

/** Undoes a hold or a payment whole. */
export const undo: Change = {
  kind: 'void',
  path: 'void',
  figures(read, charge) {
    if (read.order.state !== 'authorized') assertPaid(read, charge, 'void');
    return { amountMinor: null };
  },
};

function assertHeld({ order }: OrderWithOperations, kind: string): void {
  if (order.state === 'authorized') return;
  throw new InvalidState(
    `the order is ${order.state}: ${kind === 'capture' ? 'a capture' : 'an increment'} needs an authorization that is held and not captured`,
  );
}

function assertPaid({ order }: OrderWithOperations, charge: OperationRecord, kind: string): void {
  if (order.state !== 'paid')
    throw new InvalidState(`the order is ${order.state}: a ${kind} needs a payment of which nothing was given back`);
  if (charge.refundedMinor > 0n)
    throw new InvalidState(`${String(charge.refundedMinor)} of ${String(takenOf(charge))} was given back: a ${kind} is no longer possible`);
  if (charge.batchId !== null) throw new BatchClosed(kind);
}

function minorOf(amount: Money, { order }: OrderWithOperations): bigint {
  if (amount.currency !== order.currency) throw new InvalidReference('amount.currency', `the order is in ${order.currency}`);
  return amount.minor;
}
