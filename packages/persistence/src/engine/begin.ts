import type { Pool } from 'pg';
import { operationColumns, operationRow, orderColumns, orderRow, parametersFor } from './rows.js';
import type { OperationRecord, OrderRecord } from './records.js';

/** Who did it, under which request; every transition names both. */
export interface Cause {
  readonly cause: string;
  readonly actor: string;
  readonly requestId: string;
}

/**
 * Commit 1 of a new order. Nothing is there to lock, so the insert of the order is the guard: where (merchant, merchantOrderNo) exists,
 * it returns nothing and no other row is written.
 */
export const beginChargeStatement = {
  name: 'begin_charge',
  text: `
with guard as (
  insert into "order" (${orderColumns.join(', ')}) values (${parametersFor(orderColumns, 7)})
  on conflict (merchant_id, merchant_order_no) do nothing
  returning id, merchant_id, state, version, created_at
), charge as (
  insert into operation (${operationColumns.join(', ')}) select ${parametersFor(operationColumns, 7 + orderColumns.length)} from guard returning id
), history as (
  insert into transition (order_id, version, from_state, to_state, operation_id, cause, actor, request_id, at)
  select guard.id, guard.version, null, guard.state, charge.id, $1, $2, $3, guard.created_at from guard, charge
), event as (
  insert into outbox (id, merchant_id, order_id, version, type, payload, created_at)
  select $4::uuid, guard.merchant_id, guard.id, guard.version, $5, $6::jsonb, guard.created_at from guard
)
select version from guard`,
} as const;

/** Returns whether the order was begun; false when this merchant already has the order number, and then nothing was written. */
export async function beginCharge(
  pool: Pool,
  input: {
    readonly order: OrderRecord;
    readonly charge: OperationRecord;
    readonly cause: Cause;
    readonly eventId: string;
  },
): Promise<boolean> {
  const { order, charge, cause } = input;
  const payload = JSON.stringify({
    orderId: order.id,
    merchantOrderNo: order.merchantOrderNo,
    state: order.state,
    version: order.version,
  });
  const [begun, begunCharge] = [orderRow(order), operationRow(charge)];
  const values = [
    cause.cause,
    cause.actor,
    cause.requestId,
    input.eventId,
    'order.created',
    payload,
    ...orderColumns.map((column) => begun[column]),
    ...operationColumns.map((column) => begunCharge[column]),
  ];
  const answer = await pool.query({ ...beginChargeStatement, values });
  return answer.rowCount === 1;
}

const record = `
), history as (
  insert into transition (order_id, version, from_state, to_state, operation_id, cause, actor, request_id, at)
  select moved.id, moved.version, moved.state, moved.state, begun.id, $5, $6, $7, $4 from moved, begun
), event as (
  insert into outbox (id, merchant_id, order_id, version, type, payload, created_at)
  select $8, moved.merchant_id, moved.id, moved.version, 'order.updated',
    jsonb_build_object('orderId', moved.id, 'merchantOrderNo', moved.merchant_order_no, 'state', moved.state, 'version', moved.version), $4 from moved
)
select version from moved`;

/**
 * Commit 1 of a refund. The amount is reserved by predicate, not by version: of fifty racing refunds exactly those that fit win,
 * without a retry. The guard judges only the two rows that it locks.
 */
export const beginRefundStatement = {
  name: 'begin_refund',
  text: `
with guard as (
  select o.id as order_id, c.id as charge_id
  from "order" o join operation c on c.order_id = o.id
  where o.id = $1 and c.id = $2 and o.state in ('paid', 'partially_refunded') and c.outcome = 'approved' and c.open_exclusive is null
    and c.refunded_minor + c.refunding_minor - c.over_refunded_minor + $9::bigint
      <= c.captured_minor + c.tip_taken_minor + c.cashback_minor + c.surcharge_minor + c.excess_minor
  for update of o, c
), moved as (
  update "order" o set version = o.version + 1, updated_at = $4 from guard where o.id = guard.order_id returning o.id, o.version, o.state, o.merchant_id, o.merchant_order_no
), reserved as (
  update operation c set refunding_minor = c.refunding_minor + $9::bigint, open_refunds = c.open_refunds + 1 from guard where c.id = guard.charge_id
), begun as (
  insert into operation select p.* from guard, jsonb_populate_record(null::operation, $3::jsonb) p returning id
${record}`,
} as const;

/** Commit 1 of a cancel: of an order not known to be paid, and only where no other exclusive operation and no refund is open on the charge. */
export const beginCancelStatement = {
  name: 'begin_cancel',
  text: `
with guard as (
  select o.id as order_id, c.id as charge_id
  from "order" o join operation c on c.order_id = o.id
  where o.id = $1 and c.id = $2 and o.state in ('pending', 'uncertain') and (c.outcome is null or c.outcome in ('pending', 'unknown'))
    and c.open_exclusive is null and c.open_refunds = 0
  for update of o, c
), moved as (
  update "order" o set version = o.version + 1, cancel_requested = null, expiry_handled = o.expiry_handled or $9, updated_at = $4
  from guard where o.id = guard.order_id returning o.id, o.version, o.state, o.merchant_id, o.merchant_order_no
), reserved as (
  update operation c set open_exclusive = $10::uuid from guard where c.id = guard.charge_id
), begun as (
  insert into operation select p.* from guard, jsonb_populate_record(null::operation, $3::jsonb) p returning id
${record}`,
} as const;

/** Commit 1 of a void: of a payment or hold of which nothing was given back or is being captured, where nothing else is open on the charge. */
export const beginVoidStatement = {
  name: 'begin_void',
  text: `
with guard as (
  select o.id as order_id, c.id as charge_id
  from "order" o join operation c on c.order_id = o.id
  where o.id = $1 and c.id = $2 and o.state in ('paid', 'authorized') and c.outcome = 'approved'
    and c.open_exclusive is null and c.open_refunds = 0 and c.refunded_minor = 0 and c.capturing_minor = 0
  for update of o, c
), moved as (
  update "order" o set version = o.version + 1, updated_at = $4 from guard where o.id = guard.order_id returning o.id, o.version, o.state, o.merchant_id, o.merchant_order_no
), reserved as (
  update operation c set open_exclusive = $9::uuid from guard where c.id = guard.charge_id
), begun as (
  insert into operation select p.* from guard, jsonb_populate_record(null::operation, $3::jsonb) p returning id
${record}`,
} as const;

interface BeginInput {
  readonly operation: OperationRecord;
  readonly cause: Cause;
  readonly eventId: string;
}

const common = (input: BeginInput): unknown[] => [
  input.operation.orderId,
  input.operation.chargeId,
  JSON.stringify(operationRow(input.operation)),
  new Date(input.operation.createdAt),
  input.cause.cause,
  input.cause.actor,
  input.cause.requestId,
  input.eventId,
];

/** Returns the order's new version, or undefined when the guard refused (state, open operation, amount). A repeated refund number throws PostgreSQL's unique violation of `operation_refund_no`. */
export async function beginRefund(pool: Pool, input: BeginInput & { readonly amountMinor: bigint }): Promise<number | undefined> {
  const answer = await pool.query<{ version: number }>({
    ...beginRefundStatement,
    values: [...common(input), input.amountMinor],
  });
  return answer.rows[0]?.version;
}

/** Returns the order's new version, or undefined when the guard refused. */
export async function beginCancel(pool: Pool, input: BeginInput & { readonly forExpiry: boolean }): Promise<number | undefined> {
  const answer = await pool.query<{ version: number }>({
    ...beginCancelStatement,
    values: [...common(input), input.forExpiry, input.operation.id],
  });
  return answer.rows[0]?.version;
}

/** Returns the order's new version, or undefined when the guard refused. */
export async function beginVoid(pool: Pool, input: BeginInput): Promise<number | undefined> {
  const answer = await pool.query<{ version: number }>({ ...beginVoidStatement, values: [...common(input), input.operation.id] });
  return answer.rows[0]?.version;
}

/** Notes that a cancel is wanted while the payment is being sent, or cannot be asked of the provider now; `finish` carries it out. */
export const requestCancelStatement = {
  name: 'request_cancel',
  text: `
with guard as (
  select o.id as order_id from "order" o where o.id = $1 and o.state in ('created', 'pending', 'uncertain') and o.cancel_requested is null for update of o
), moved as (
  update "order" o set version = o.version + 1, cancel_requested = $2::text, expiry_handled = o.expiry_handled or $2::text = 'expiry', updated_at = $3
  from guard where o.id = guard.order_id returning o.id, o.version, o.state, o.merchant_id, o.merchant_order_no
), history as (
  insert into transition (order_id, version, from_state, to_state, cause, actor, request_id, at)
  select moved.id, moved.version, moved.state, moved.state, $4, $5, $6, $3 from moved
), event as (
  insert into outbox (id, merchant_id, order_id, version, type, payload, created_at)
  select $7, moved.merchant_id, moved.id, moved.version, 'order.updated',
    jsonb_build_object('orderId', moved.id, 'merchantOrderNo', moved.merchant_order_no, 'state', moved.state, 'version', moved.version), $3 from moved
)
select version from moved`,
} as const;

export async function requestCancel(
  pool: Pool,
  input: {
    readonly orderId: string;
    readonly by: 'merchant' | 'expiry';
    readonly at: number;
    readonly cause: Cause;
    readonly eventId: string;
  },
): Promise<number | undefined> {
  const { cause } = input;
  const values = [input.orderId, input.by, new Date(input.at), cause.cause, cause.actor, cause.requestId, input.eventId];
  const answer = await pool.query<{ version: number }>({
    ...requestCancelStatement,
    values,
  });
  return answer.rows[0]?.version;
}
