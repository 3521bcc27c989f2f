import type { Pool } from 'pg';
import { operationColumns, operationRow, orderColumns, orderRow, parametersFor } from './rows.js';
import type { Cause } from './cause.js';
import type { OperationRecord, OrderRecord } from './records.js';

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
