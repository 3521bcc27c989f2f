import type { Snapshot } from '../engine/snapshot.js';
import { isOpen } from '../operation/operation.js';
import type { Read, Row } from './read.js';

/** What a decision about an operation is made on, of the rows of one read. */
export function snapshotOf({ order, rows, openCases }: Read, id: string): Snapshot {
  const rowOf = (wanted: string): Row => {
    const found = rows.find((row) => row.id === wanted);
    if (found === undefined) throw new Error(`no operation ${wanted}`);
    return found;
  };
  const operation = rowOf(id);
  const its = rowOf(operation.chargeId);
  const cancels = rows.filter(({ kind, chargeId }) => kind === 'cancel' && chargeId === its.id);
  return {
    order,
    charge: its,
    operation,
    otherLiveCharge: rows.some((other) => other.id === other.chargeId && other.id !== its.id && isLive(other)),
    openCases: openCases
      .filter(({ operationId, kind }) => operationId === id || (operationId === its.id && kind !== 'outcome_unknown'))
      .map(({ kind }) => kind),
    cancelsBegun: cancels.length,
    cancelEndedAt: cancels.reduce<number | null>(
      (latest, { finishedAt }) => (finishedAt !== null && finishedAt > (latest ?? 0) ? finishedAt : latest),
      null,
    ),
    undoSentUntil: rows
      .filter(({ kind, chargeId, outcome }) => (kind === 'cancel' || kind === 'void') && chargeId === its.id && !isOpen(outcome))
      .reduce<number | null>((latest, { sendUntil }) => Math.max(latest ?? 0, sendUntil), null),
    lateRefunds: rows.filter(({ kind, chargeId, late }) => kind === 'refund' && chargeId === its.id && late).length,
    lateCancels: cancels.filter(({ late }) => late).length,
    lateMoneyHeld: its.outcome !== 'approved' && cancels.some(({ late, outcome }) => late && isOpen(outcome)),
  };
}

/** Open or approved, and not marked duplicate: at most one charge of an order is that. */
export function isLive(row: Row): boolean {
  return !row.duplicate && (isOpen(row.outcome) || row.outcome === 'approved');
}
