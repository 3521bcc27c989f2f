import type { OperationKind } from '@interlock/domain';
import type { Pool } from 'pg';
import type { Cause } from './cause.js';
import { bound, named } from './named.js';
import type { NamedStatement } from './named.js';
import type { OperationRecord } from './records.js';
import { operationRow } from './rows.js';
import { operationBegun } from './moved.js';

/** What one kind of operation after the payment judges and reserves. `o` is the order, `c` the charge: both are locked, and nothing else is judged. */
interface Begin {
  readonly when: string;
  /** Set on the charge's row. */
  readonly reserves: string;
  /** Set on the order's row beside its version. */
  readonly notes?: string;
}

/** No other capture, increment, tip, void, cancel or refund is open on the charge. */
const alone = 'c.open_exclusive is null and c.open_refunds = 0';
const held = `o.state = 'authorized' and c.outcome = 'approved' and c.kind = 'authorize'`;
/** Handed in for settlement: what was taken can only be refunded. */
const batchOpen = 'c.batch_id is null';

/**
 * Commit 1 of everything after the payment. Amounts are reserved by predicate, not by version: of fifty racing refunds exactly those that fit
 * win, without a retry; where a provider bounds their number, that was counted on one version of the order, and stands on no other. A capture stays within what is held, an increment and a capture need the hold, a tip and a void need a payment of which
 * nothing was given back, in a batch that is open.
 */
const begins = {
  refund: {
    when: `o.state in ('paid', 'partially_refunded') and c.outcome = 'approved' and c.open_exclusive is null
    and c.refunded_minor + c.refunding_minor - c.over_refunded_minor + :amount::bigint
      <= c.captured_minor + c.tip_taken_minor + c.cashback_minor + c.surcharge_minor + c.excess_minor
    and (:seen_version::integer is null or o.version = :seen_version::integer)`,
    reserves: 'refunding_minor = c.refunding_minor + :amount::bigint, open_refunds = c.open_refunds + 1',
  },
  cancel: {
    when: `o.state in ('pending', 'uncertain') and (c.outcome is null or c.outcome in ('pending', 'unknown')) and ${alone}
    and (:seen_version::integer is null or o.version = :seen_version::integer)`,
    reserves: 'open_exclusive = :operation_id::uuid',
    notes: 'cancel_requested = null, expiry_handled = o.expiry_handled or :for_expiry',
  },
  void: {
    when: `o.state in ('paid', 'authorized') and c.outcome = 'approved' and ${alone} and c.refunded_minor = 0 and c.capturing_minor = 0 and ${batchOpen}`,
    reserves: 'open_exclusive = :operation_id::uuid',
  },
  capture: {
    when: `${held} and ${alone} and c.captured_minor + c.capturing_minor + :amount::bigint <= c.authorized_minor`,
    reserves: 'open_exclusive = :operation_id::uuid, capturing_minor = c.capturing_minor + :amount::bigint',
  },
  increment: {
    when: `${held} and ${alone} and c.captured_minor = 0`,
    reserves: 'open_exclusive = :operation_id::uuid',
  },
  adjust_tip: {
    when: `o.state = 'paid' and c.outcome = 'approved' and ${alone} and c.refunded_minor = 0 and ${batchOpen}`,
    reserves: 'open_exclusive = :operation_id::uuid',
  },
} as const satisfies Partial<Record<OperationKind, Begin>>;
export type FollowingKind = keyof typeof begins;

const statementOf = (kind: FollowingKind, { when, reserves, notes }: Begin): NamedStatement =>
  named(
    `begin_${kind}`,
    `
with guard as (
  select o.id as order_id, c.id as charge_id
  from "order" o join operation c on c.order_id = o.id
  where o.id = :order_id and c.id = :charge_id and ${when}
  for update of o, c
), moved as (
  update "order" o set version = o.version + 1, updated_at = :at${notes === undefined ? '' : `, ${notes}`}
  from guard where o.id = guard.order_id returning o.id, o.version, o.state, o.merchant_id, o.merchant_order_no
), reserved as (
  update operation c set ${reserves} from guard where c.id = guard.charge_id
), ${operationBegun}`,
  );

export const beginStatements: Readonly<Record<FollowingKind, NamedStatement>> = {
  refund: statementOf('refund', begins.refund),
  cancel: statementOf('cancel', begins.cancel),
  void: statementOf('void', begins.void),
  capture: statementOf('capture', begins.capture),
  increment: statementOf('increment', begins.increment),
  adjust_tip: statementOf('adjust_tip', begins.adjust_tip),
};

export interface BeginInput {
  readonly operation: OperationRecord;
  readonly cause: Cause;
  readonly eventId: string;
  /** Of a cancel that the order's expiry asks for: the version on which nothing spoke against it. A merchant's wish stands on every version. */
  readonly expirySeen?: number;
  /** Of a refund at a provider that takes only so many of one payment: the version on which they were counted. */
  readonly countedOn?: number | undefined;
}

/**
 * Returns the order's new version, or undefined when the guard refused (state, open operation, amount, batch). A repeated refund number or
 * idempotency key throws PostgreSQL's unique violation of `operation_refund_no` or `operation_idempotency_key`.
 */
export async function beginFollowing(
  pool: Pool,
  { operation, cause, eventId, expirySeen, countedOn }: BeginInput,
): Promise<number | undefined> {
  const statement = beginStatements[operation.kind as FollowingKind];
  const answer = await pool.query<{ version: number }>(
    bound(statement, {
      order_id: operation.orderId,
      charge_id: operation.chargeId,
      operation_id: operation.id,
      operation: JSON.stringify(operationRow(operation)),
      amount: operation.amountMinor ?? 0n,
      for_expiry: expirySeen !== undefined,
      seen_version: expirySeen ?? countedOn ?? null,
      at: new Date(operation.createdAt),
      cause: cause.cause,
      actor: cause.actor,
      request_id: cause.requestId,
      event_id: eventId,
    }),
  );
  return answer.rows[0]?.version;
}
