import type { Movement } from './decision.js';

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
