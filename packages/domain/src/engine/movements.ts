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

/** Money that had turned up after the order was closed and stood in suspense goes back. */
export function backFromSuspense(snapshot: Snapshot): readonly Movement[] {
  if (!snapshot.lateMoneyHeld) return [];
  return [
    {
      debit: 'suspense',
      credit: 'provider_receivable',
      amountMinor: snapshot.charge.amountMinor ?? snapshot.order.amountMinor,
    },
  ];
}
