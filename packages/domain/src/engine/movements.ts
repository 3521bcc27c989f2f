import type { Movement } from './decision.js';
import type { Snapshot } from './snapshot.js';

/** The provider owes us, and we the merchant, what a payer paid. */
export function takenMovement(amountMinor: bigint): Movement {
  return {
    debit: 'provider_receivable',
    credit: 'merchant_payable',
    amountMinor,
  };
}

/** And no longer, once it is given back. */
export function returnedMovement(amountMinor: bigint): Movement {
  return {
    debit: 'merchant_payable',
    credit: 'provider_receivable',
    amountMinor,
  };
}

/** What comes back of this charge: out of what we owe the merchant, or, of a duplicate, out of suspense, where its money stands until the merchant is given it. */
export function backMovement({ charge, duplicateKept }: Pick<Snapshot, 'charge' | 'duplicateKept'>, amountMinor: bigint): Movement {
  return charge.duplicate && !duplicateKept
    ? { debit: 'suspense', credit: 'provider_receivable', amountMinor }
    : returnedMovement(amountMinor);
}

/** What stands in suspense for this charge, in minor units: late money that one cancel was asked to return, always of the charge's own amount. */
export function suspendedOf(snapshot: Snapshot): bigint {
  return snapshot.lateMoneyHeld ? (snapshot.charge.amountMinor ?? snapshot.order.amountMinor) : 0n;
}

/** Brings what stands in suspense for this charge to `amountMinor`; to nothing, once it has gone back. */
export function suspend(snapshot: Snapshot, amountMinor: bigint): readonly Movement[] {
  const more = amountMinor - suspendedOf(snapshot);
  if (more === 0n) return [];
  return more > 0n
    ? [{ debit: 'provider_receivable', credit: 'suspense', amountMinor: more }]
    : [{ debit: 'suspense', credit: 'provider_receivable', amountMinor: -more }];
}

/** Late money that the merchant is to have, out of suspense where it stands there. */
export function keepLateMoney(snapshot: Snapshot, amountMinor: bigint): readonly Movement[] {
  if (!snapshot.lateMoneyHeld) return [takenMovement(amountMinor)];
  return [...suspend(snapshot, amountMinor), { debit: 'suspense', credit: 'merchant_payable', amountMinor }];
}
