import type { CaseKind } from '../cases.js';
import { ownCases } from '../engine/closed-by-facts.js';
import type { Snapshot } from '../engine/snapshot.js';
import { isOpen } from '../operation/operation.js';
import type { Read, Row } from './read.js';

/** What a decision about an operation is made on, of the rows of one read in memory; of a read of the database persistence makes it, from the same rules. */
export function snapshotInMemory({ order, rows, openCases, answered }: Read, id: string): Snapshot {
  const rowOf = (wanted: string): Row => {
    const found = rows.find((row) => row.id === wanted);
    if (found === undefined) throw new Error(`no operation ${wanted}`);
    return found;
  };
  const operation = rowOf(id);
  const its = rowOf(operation.chargeId);
  const all = rows.filter(({ chargeId }) => chargeId === its.id);
  const cancels = all.filter(({ kind }) => kind === 'cancel');
  const apart: readonly CaseKind[] = ['outcome_unknown', ...ownCases({ operation })];
  return {
    order,
    charge: its,
    operation,
    otherLiveCharge: rows.some((other) => other.id === other.chargeId && other.id !== its.id && isLive(other)),
    openCases: openCases
      .filter(({ operationId, kind }) => operationId === id || (operationId === its.id && !apart.includes(kind)))
      .map(({ kind }) => kind),
    cancelsBegun: cancels.length,
    cancelEndedAt: latest(cancels.flatMap(({ finishedAt }) => finishedAt ?? [])),
    undoSentUntil: latest(
      all.filter(({ kind, outcome }) => (kind === 'cancel' || kind === 'void') && !isOpen(outcome)).map(({ sendUntil }) => sendUntil),
    ),
    settledAt: all.some(({ outcome }) => isOpen(outcome)) ? null : latest(all.flatMap(({ finishedAt }) => finishedAt ?? [])),
    followedUntil: latest(all.filter((row) => row.id !== its.id).map(({ sendUntil }) => sendUntil)),
    outsideRefundAt: latest(all.filter(({ kind, outside }) => kind === 'refund' && outside).map(({ createdAt }) => createdAt)),
    lateRefunds: all.filter(({ kind, late }) => kind === 'refund' && late).length,
    lateCancels: cancels.filter(({ late }) => late).length,
    lateMoneyHeld: its.outcome !== 'approved' && cancels.some(({ late, outcome }) => late && isOpen(outcome)),
    writtenOff: {},
    ownSuspense: [],
    refundsWrittenOff: [],
    duplicateRefunds: 0,
    saidByPerson: answered.filter(({ operationId }) => operationId === id).map(({ kind }) => kind),
    underWay: openCases
      .filter(({ operationId, waits }) => waits === true && (operationId === id || operationId === its.id))
      .map(({ kind }) => kind),
    duplicateKept: false,
  };
}

/** Null where there is none. */
const latest = (times: readonly number[]): number | null => (times.length === 0 ? null : Math.max(...times));

/** Open or approved, and not marked duplicate: at most one charge of an order is that. */
export function isLive(row: Row): boolean {
  return !row.duplicate && (isOpen(row.outcome) || row.outcome === 'approved');
}
