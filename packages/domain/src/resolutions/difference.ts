import type { CaseKind } from '../cases.js';
import type { Movement } from '../engine/decision.js';
import { tipBeyond } from '../engine/difference.js';
import { takenOf } from '../engine/snapshot.js';
import type { Snapshot } from '../engine/snapshot.js';
import type { Stated } from '../operation/result.js';
import { situationOf } from './situation.js';

/** Figures of another currency than the order's are no figures of it. */
export function usable({ order }: Snapshot, stated: Stated | 'not_stated'): Stated | undefined {
  return stated === 'not_stated' || (stated.currency !== undefined && stated.currency !== order.currency) ? undefined : stated;
}

/**
 * What the provider holds for this operation above what our books say, in minor units (below zero: less), as far as it has stated figures, or as
 * the case itself says: a refund that is shown as not done, a capture that is shown as done. What is only held is nobody's money yet: of a hold it is
 * what was captured of it, so of one that nobody has captured it is nothing, whatever amount is held. Undefined where nothing says it.
 */
export function beyondOurBooks(snapshot: Snapshot, kind: CaseKind, stated: Stated | 'not_stated'): bigint | undefined {
  const { charge, operation } = snapshot;
  const situation = situationOf(snapshot);
  if (situation === 'done_change' && kind === 'state_conflict') return -effectOf(snapshot, operation.amountMinor ?? 0n);
  if (situation === 'refused_change' && kind === 'state_conflict') return effectOf(snapshot, operation.amountMinor ?? 0n);
  const figures = usable(snapshot, stated);
  if (figures === undefined) return undefined;
  if (operation.id !== charge.id) {
    // Of what was refused our books have nothing: all that is stated is beyond them.
    const refused = situation === 'refused_change';
    if (operation.kind === 'adjust_tip')
      return figures.tip === undefined ? undefined : figures.tip - (refused ? charge.tipTakenMinor : (operation.tipMinor ?? 0n));
    return statedEffect(snapshot, figures.base) - (refused ? 0n : effectOf(snapshot, operation.amountMinor ?? figures.base));
  }
  // A second payment stands in suspense as it was recorded.
  if (charge.duplicate) return undefined;
  const taken = takenOf(charge) > 0n;
  if (charge.kind === 'sale')
    return taken ? figures.base - charge.capturedMinor - charge.excessMinor + tipBeyond(snapshot, figures) : undefined;
  const tip = taken && figures.tip !== undefined ? tipBeyond(snapshot, figures) : undefined;
  const captured = capturedBeyond(snapshot, figures);
  return captured === undefined ? tip : captured + (tip ?? 0n);
}

/** Of a hold the provider owes what was captured of it, and nothing of what is only held; undefined figures say nothing. */
function capturedBeyond({ charge, writtenOff }: Snapshot, { captured }: Stated): bigint | undefined {
  return typeof captured === 'bigint' ? captured - charge.capturedMinor - charge.excessMinor - (writtenOff.capture ?? 0n) : undefined;
}

/** What the operation has added to what the provider holds, as the provider states it: a void may have undone another amount than all that was taken. */
function statedEffect(snapshot: Snapshot, base: bigint): bigint {
  if (snapshot.operation.kind !== 'void') return effectOf(snapshot, base);
  return takenOf(snapshot.charge) > 0n ? -base : 0n;
}

/** What an operation of this amount adds to what the provider holds. */
function effectOf({ operation, charge }: Snapshot, amount: bigint): bigint {
  switch (operation.kind) {
    case 'capture':
      return amount;
    case 'refund':
      return -amount;
    case 'void':
      return -takenOf(charge);
    case 'adjust_tip':
      return (operation.tipMinor ?? 0n) - charge.tipTakenMinor;
    case 'sale':
    case 'authorize':
    case 'increment':
    case 'cancel':
      return 0n;
  }
}

/** What the provider holds beyond our books has no owner yet; below zero, nobody has paid for what is missing. */
export function suspenseMovement(amountMinor: bigint): readonly Movement[] {
  if (amountMinor === 0n) return [];
  return amountMinor > 0n
    ? [{ debit: 'provider_receivable', credit: 'suspense', amountMinor }]
    : [{ debit: 'suspense', credit: 'provider_receivable', amountMinor: -amountMinor }];
}
