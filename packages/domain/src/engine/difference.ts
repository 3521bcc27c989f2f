import type { CaseKind } from '../cases.js';
import type { Stated } from '../operation/result.js';
import { takenOf } from './snapshot.js';
import type { ChargeFacts, Snapshot } from './snapshot.js';

/** In what a provider's figures of an approved charge differ from ours, after captures, increments, tips and refunds. */
export type Difference =
  /** Taken of a hold beyond what we have captured. */
  | { readonly type: 'capture'; readonly amountMinor: bigint }
  /** Another tip than we know; of which a read that lags may show the one before. */
  | { readonly type: 'tip'; readonly tipMinor: bigint }
  /** Given back beyond what we have refunded. */
  | { readonly type: 'refund'; readonly amountMinor: bigint }
  /** Less was done than we know of, and a read that lags may say so. */
  | { readonly type: 'less'; readonly detail: string }
  /** Only a person can tell what it means. */
  | { readonly type: 'unclear'; readonly kind: CaseKind; readonly detail: string };

/** The first of the differences; undefined where all that is stated is what we know. */
export function differenceOf(snapshot: Snapshot, stated: Stated): Difference | undefined {
  const { order, charge } = snapshot;
  if (stated.currency !== undefined && stated.currency !== order.currency) {
    const detail = `after the payment: asked in ${order.currency}, the provider states ${stated.currency}`;
    return { type: 'unclear', kind: 'currency_mismatch', detail };
  }
  return ofBase(charge, stated) ?? ofCapture(snapshot, stated) ?? ofParts(order.state, charge, stated) ?? ofRefunds(snapshot, stated);
}

function ofBase(charge: ChargeFacts, stated: Stated): Difference | undefined {
  const figure = charge.kind === 'authorize' ? (stated.authorizedTotal ?? stated.base) : stated.base;
  const asked = charge.amountMinor ?? charge.authorizedMinor;
  // A hold is stated as it was asked, as it was raised to, or by what was captured of it; a payment as it was asked, or as it was proven.
  const known = charge.kind === 'sale' ? [asked, charge.capturedMinor + charge.excessMinor] : holdFigures(charge, stated);
  if (known.includes(figure)) return undefined;
  const detail = `after the payment: asked ${String(known[0])}, the provider states ${String(figure)} (minor units)`;
  return { type: 'unclear', kind: 'amount_mismatch', detail };
}

function holdFigures(charge: ChargeFacts, { captured }: Stated): readonly bigint[] {
  const known = [charge.authorizedMinor, charge.amountMinor ?? charge.authorizedMinor, charge.capturedMinor, takenOf(charge)];
  return typeof captured === 'bigint' ? [...known, captured] : known;
}

function ofCapture(snapshot: Snapshot, { captured }: Stated): Difference | undefined {
  const { charge, order, writtenOff } = snapshot;
  if (charge.kind !== 'authorize' || captured === undefined) return undefined;
  const ours = charge.capturedMinor + charge.excessMinor + (writtenOff.capture ?? 0n) + (writtenOff.authorize ?? 0n);
  if (captured === 'not_stated') {
    const detail = 'the provider shows the hold as captured, and does not state how much; we did not ask for that';
    return ours > 0n || charge.duplicate ? undefined : { type: 'unclear', kind: 'external_change', detail };
  }
  if (captured === ours) return undefined;
  if (captured < ours) return less('captured', captured, ours);
  // Beside a refund, or of another charge than the order lives by, it is a person's to sort out.
  const plain = (order.state === 'authorized' || order.state === 'paid') && !charge.duplicate;
  const detail = `the provider has captured ${String(captured)}, we know of ${String(ours)} (minor units)`;
  return plain ? { type: 'capture', amountMinor: captured - ours } : { type: 'unclear', kind: 'external_change', detail };
}

function ofParts(state: Snapshot['order']['state'], charge: ChargeFacts, stated: Stated): Difference | undefined {
  if (takenOf(charge) === 0n) return undefined;
  if (stated.tip !== undefined && stated.tip !== charge.tipTakenMinor) {
    const detail = `the provider shows a tip of ${String(stated.tip)}, we know of ${String(charge.tipTakenMinor)} (minor units)`;
    const plain = state === 'paid' && charge.refundedMinor === 0n && !charge.duplicate;
    return plain ? { type: 'tip', tipMinor: stated.tip } : { type: 'unclear', kind: 'external_change', detail };
  }
  // What a refund leaves of the parts is stated by nobody in the same way.
  if (charge.refundedMinor > 0n) return undefined;
  const parts = [
    ['cashback', stated.cashback, charge.cashbackMinor],
    ['surcharge', stated.surcharge, charge.surchargeMinor],
  ] as const;
  for (const [name, theirs, ours] of parts) {
    if (theirs === undefined || theirs === ours) continue;
    const detail = `after the payment: the provider states a ${name} of ${String(theirs)}, we know of ${String(ours)} (minor units)`;
    return { type: 'unclear', kind: 'amount_mismatch', detail };
  }
  return undefined;
}

function ofRefunds({ charge, writtenOff }: Snapshot, { refunded }: Stated): Difference | undefined {
  // What was given back beyond our refunds, as a person has said, stands in suspense below zero.
  const ours = charge.refundedMinor - (writtenOff.refund ?? 0n);
  if (refunded === undefined || refunded === ours) return undefined;
  if (takenOf(charge) === 0n) {
    const detail = `the provider has given back ${String(refunded)} of a charge of which we know nothing taken (minor units)`;
    return { type: 'unclear', kind: 'external_change', detail };
  }
  return refunded > ours ? { type: 'refund', amountMinor: refunded - ours } : less('given back', refunded, ours);
}

function less(what: string, theirs: bigint, ours: bigint): Difference {
  return { type: 'less', detail: `the provider has ${what} ${String(theirs)}, we know of ${String(ours)} (minor units)` };
}
