import type { Pool } from 'pg';
import { chargeInvariants } from './charges.js';
import { LATE_AFTER_MS, delays } from './delays.js';
import { historyInvariants } from './history.js';
import type { Invariant } from './invariant.js';
import { keyAndBatchInvariants } from './keys-and-batches.js';
import { ledgerInvariants } from './ledger.js';
import { operationInvariants } from './operations.js';
import { orderInvariants } from './orders.js';

/** Everything that is true of the whole database; one list. */
export const invariants: readonly Invariant[] = [
  ...chargeInvariants,
  ...orderInvariants,
  ...operationInvariants,
  ...historyInvariants,
  ...ledgerInvariants,
  ...keyAndBatchInvariants,
  ...delays,
];

/** One row that contradicts an invariant. */
export interface Contradiction {
  readonly orderId: string | null;
  readonly operationId: string | null;
  readonly detail: string;
}

export interface Checked extends Pick<Invariant, 'name' | 'says' | 'severity'> {
  /** What contradicts it, at most as many rows as were asked for; none where it holds. */
  readonly rows: readonly Contradiction[];
  /** There are more of them. */
  readonly more: boolean;
}

/** How many rows of each are returned, where the caller does not say. */
const ROWS = 100;

/**
 * Asks the database for what contradicts each invariant, one statement at a time; nothing is written and nothing is locked, so it may run
 * beside gateways and workers. Each statement sees one instant, and every write of ours is one statement, so what it finds is wrong and not
 * only in between. Bounded in rows, and in memory on both sides.
 */
export async function checkInvariants(
  pool: Pick<Pool, 'query'>,
  options: {
    /** Epoch milliseconds; without it nothing is said about delays. */
    readonly now?: number;
    readonly rows?: number;
    /** Told of each invariant before it is asked for, with its place in the list. */
    readonly onNext?: (invariant: Invariant, place: number, of: number) => void;
    /** Told of each as soon as it is known. */
    readonly onChecked?: (checked: Checked) => void;
  } = {},
): Promise<readonly Checked[]> {
  const { now, rows: most = ROWS } = options;
  const asked = invariants.filter(({ severity }) => severity === 'violation' || now !== undefined);
  const checked: Checked[] = [];
  for (const [place, invariant] of asked.entries()) {
    options.onNext?.(invariant, place, asked.length);
    const { name, says, severity, sql } = invariant;
    // Materialized, so that it is planned for all of its rows: planned for a few, it would look for them one order at a time.
    const found = await pool.query<{ order_id: string | null; operation_id: string | null; detail: string }>(
      `with found as materialized (${sql}) select order_id, operation_id, detail from found limit ${String(most + 1)}`,
      severity === 'delay' && now !== undefined ? [new Date(now - LATE_AFTER_MS)] : [],
    );
    const rows = found.rows
      .slice(0, most)
      .map(({ order_id: orderId, operation_id: operationId, detail }) => ({ orderId, operationId, detail }));
    const known = { name, says, severity, rows, more: found.rows.length > most };
    checked.push(known);
    options.onChecked?.(known);
  }
  return checked;
}

/** Those that do not hold; a delay is none of them. */
export function violationsOf(checked: readonly Checked[]): readonly Checked[] {
  return checked.filter(({ severity, rows }) => severity === 'violation' && rows.length > 0);
}
