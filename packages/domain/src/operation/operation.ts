/** The money verbs on an order. `query` is not one of them: it moves no money and every provider must have it. */
export const OPERATION_KINDS = ['sale', 'authorize', 'capture', 'increment', 'adjust_tip', 'cancel', 'void', 'refund'] as const;
export type OperationKind = (typeof OPERATION_KINDS)[number];

/** The operations that open a charge, with amounts of its own. */
export type ChargeKind = Extract<OperationKind, 'sale' | 'authorize'>;

/** At most one of these is open on a charge, and none beside an open refund. */
export const EXCLUSIVE_KINDS = ['capture', 'increment', 'adjust_tip', 'void', 'cancel'] as const satisfies readonly OperationKind[];

/**
 * What is known of an operation. `approved` and `declined` are explicit words of the provider, `pending` and `unknown` are looked into,
 * `not_sent` means that certainly no byte reached the provider. While it runs it has none (null).
 */
export const OUTCOMES = ['approved', 'declined', 'pending', 'unknown', 'not_sent'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** An operation that may still move money. */
export function isOpen(outcome: Outcome | null): outcome is null | 'pending' | 'unknown' {
  return outcome === null || outcome === 'pending' || outcome === 'unknown';
}

export const PROVIDER_NAMES = ['upay', 'codepay', 'wallet'] as const;
export type ProviderName = (typeof PROVIDER_NAMES)[number];
