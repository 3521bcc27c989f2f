import { isOpen } from '../operation/operation.js';
import type { Snapshot } from '../engine/snapshot.js';

/** What a case's operation is by now, as far as it matters to what a person may make of the case. */
export const SITUATIONS = [
  /** A sale or authorization of which nobody knows yet what became of it. */
  'open_charge',
  /** A cancel of which nobody knows whether it closed anything. */
  'open_cancel',
  /** The same of a capture, increment, tip, void or refund. */
  'open_change',
  /** A payment or a hold that the order lives by. */
  'standing_charge',
  /** A payment or a hold that stands beside another one of the order. */
  'duplicate',
  /** A sale or authorization that ended without money. */
  'closed_charge',
  /** The same, with late money in suspense that an open cancel is to return. */
  'suspended',
  /** A capture, increment, tip, void, refund or cancel that was done. */
  'done_change',
  /** The same, refused or never sent. */
  'refused_change',
] as const;
export type Situation = (typeof SITUATIONS)[number];

export function situationOf({ operation, charge, lateMoneyHeld }: Snapshot): Situation {
  if (operation.id === charge.id) {
    if (isOpen(charge.outcome)) return 'open_charge';
    if (charge.outcome === 'approved') return charge.duplicate ? 'duplicate' : 'standing_charge';
    return lateMoneyHeld ? 'suspended' : 'closed_charge';
  }
  if (isOpen(operation.outcome)) return operation.kind === 'cancel' ? 'open_cancel' : 'open_change';
  return operation.outcome === 'approved' ? 'done_change' : 'refused_change';
}
