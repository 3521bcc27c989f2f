import type { ClaimBounds } from '../engine/claim.js';

/** Bounds of every provider that no test meets by accident; those that it is about it says. */
export function claimBounds(given: Partial<Omit<ClaimBounds, 'provider'>> = {}): readonly ClaimBounds[] {
  return ['upay', 'codepay', 'wallet'].map((provider) => ({ provider, inFlight: 1_000, perSecond: 1e9, orderEveryMs: 0, ...given }));
}
