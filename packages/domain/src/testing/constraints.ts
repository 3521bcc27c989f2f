import { takenOf } from '../engine/snapshot.js';
import { EXCLUSIVE_KINDS, isOpen } from '../operation/operation.js';
import { isLive } from './snapshot-in-memory.js';
import type { Read } from './read.js';

/** What the database itself refuses, in its own words; nothing where all holds. */
export function brokenConstraints({ rows }: Pick<Read, 'rows'>): string[] {
  const broken: string[] = [];
  for (const row of rows) {
    if (
      row.authorizedMinor < 0n ||
      row.capturingMinor < 0n ||
      row.capturedMinor < 0n ||
      row.tipTakenMinor < 0n ||
      row.cashbackMinor < 0n ||
      row.surchargeMinor < 0n ||
      row.excessMinor < 0n ||
      row.refundingMinor < 0n ||
      row.refundedMinor < 0n ||
      row.overRefundedMinor < 0n
    )
      broken.push('a negative amount');
    if (row.capturedMinor + row.capturingMinor > row.authorizedMinor) broken.push('captured_within_authorized');
    if (row.refundedMinor + row.refundingMinor - row.overRefundedMinor > takenOf(row)) broken.push('refunded_within_taken');
    if (row.openExclusive !== null && row.openRefunds > 0) broken.push('exclusive_beside_no_refund');
    if (isOpen(row.outcome) !== (row.finishedAt === null)) broken.push('finished_when_closed');
  }
  const charges = rows.filter(({ id, chargeId }) => id === chargeId);
  if (charges.filter(isLive).length > 1) broken.push('operation_one_live_charge');
  for (const { id, openExclusive, openRefunds } of charges) {
    const of = rows.filter((row) => row.chargeId === id && row.id !== id);
    const open = of.filter((row) => isOpen(row.outcome));
    const exclusive = open.filter(({ kind }) => EXCLUSIVE_KINDS.some((one) => one === kind));
    if (exclusive.length > 1) broken.push('operation_one_exclusive');
    if ((exclusive[0]?.id ?? null) !== openExclusive) broken.push('open_exclusive names what is open');
    if (open.filter(({ kind }) => kind === 'refund').length !== openRefunds) broken.push('open_refunds counts the open refunds');
    // The number of the refund of late money is made of the charge's id.
    if (of.filter(({ kind, late }) => kind === 'refund' && late).length > 1) broken.push('operation_refund_no');
  }
  return broken;
}
