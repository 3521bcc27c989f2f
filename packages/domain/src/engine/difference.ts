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
  /** Only a person can tell what it means. `refunds`: or the own queries of the refunds that were written off. */
  | { readonly type: 'unclear'; readonly kind: CaseKind; readonly detail: string; readonly refunds?: true };

/** The first of the differences; undefined where all that is stated is what we know. */
export function differenceOf(snapshot: Snapshot, stated: Stated): Difference | undefined {
  const { order } = snapshot;
  if (stated.currency !== undefined && stated.currency !== order.currency) {
    const detail = `after the payment: asked in ${order.currency}, the provider states ${stated.currency}`;
    return { type: 'unclear', kind: 'currency_mismatch', detail };
  }
  return ofBase(snapshot, stated) ?? ofCapture(snapshot, stated) ?? ofParts(snapshot, stated) ?? ofRefunds(snapshot, stated);
}

/** What the provider states as tip above ours, in minor units (below zero: less); of a tip that was adopted in its figures a part stands in suspense. */
export function tipBeyond({ charge, writtenOff }: Pick<Snapshot, 'charge' | 'writtenOff'>, { tip }: Pick<Stated, 'tip'>): bigint {
  return tip === undefined ? 0n : tip - charge.tipTakenMinor - (writtenOff.adjust_tip ?? 0n);
}

/** What of a payment's base and tip a person has written off stands in suspense as one sum. */
const paymentWrittenOff = ({ writtenOff }: Snapshot): bigint => writtenOff.sale ?? 0n;

/** Of a hold of which the provider does not state how much was captured, nothing but another tip can have been written off. */
function tipOfHoldWrittenOff({ charge, writtenOff }: Snapshot, { captured }: Stated): bigint {
  return charge.kind === 'authorize' && typeof captured !== 'bigint' ? (writtenOff.authorize ?? 0n) : 0n;
}

function ofBase(snapshot: Snapshot, stated: Stated): Difference | undefined {
  const { charge } = snapshot;
  const inSuspense = paymentWrittenOff(snapshot);
  if (inSuspense !== 0n) {
    const beyond = stated.base - charge.capturedMinor - charge.excessMinor + tipBeyond(snapshot, stated);
    if (beyond === inSuspense) return undefined;
    const why = `the provider states ${String(beyond)} beyond our books, ${String(inSuspense)} of that was written off (minor units)`;
    return { type: 'unclear', kind: 'amount_mismatch', detail: `after the payment: ${why}` };
  }
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

function ofParts(snapshot: Snapshot, stated: Stated): Difference | undefined {
  const { charge, order, writtenOff } = snapshot;
  if (takenOf(charge) === 0n) return undefined;
  const inSuspense = tipOfHoldWrittenOff(snapshot, stated);
  if (stated.tip !== undefined && tipBeyond(snapshot, stated) !== inSuspense && paymentWrittenOff(snapshot) === 0n) {
    const detail = `the provider shows a tip of ${String(stated.tip)}, we know of ${String(charge.tipTakenMinor)} (minor units)`;
    // Beside a part that stands in suspense nobody but a person can tell whose the change is.
    const suspended = inSuspense !== 0n || (writtenOff.adjust_tip ?? 0n) !== 0n;
    const plain = order.state === 'paid' && charge.refundedMinor === 0n && !charge.duplicate && !suspended;
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
  // What is shown as our rows have it may be the refund that was written off.
  if ((writtenOff.refund ?? 0n) > 0n && refunded >= charge.refundedMinor) {
    const detail = `${String(charge.refundedMinor - ours)} were written off as not given back, and the provider has given back ${String(refunded)} (minor units)`;
    return { type: 'unclear', kind: 'state_conflict', detail, refunds: true };
  }
  if (takenOf(charge) === 0n) {
    const detail = `the provider has given back ${String(refunded)} of a charge of which we know nothing taken (minor units)`;
    return { type: 'unclear', kind: 'external_change', detail };
  }
  return refunded > ours ? { type: 'refund', amountMinor: refunded - ours } : less('given back', refunded, ours);
}

function less(what: string, theirs: bigint, ours: bigint): Difference {
  return { type: 'less', detail: `the provider has ${what} ${String(theirs)}, we know of ${String(ours)} (minor units)` };
}
