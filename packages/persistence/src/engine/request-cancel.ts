import type { Pool } from 'pg';
import type { Cause } from './cause.js';

/**
 * Notes that a cancel is wanted while the payment is being sent, or cannot be asked of the provider now; `finish` carries it out. A charge that
 * nobody would have looked at any more is looked at now, or the wish would be noted for ever.
 */
export const requestCancelStatement = {
  name: 'request_cancel',
  text: `
with guard as (
  select o.id as order_id from "order" o where o.id = $1 and o.state in ('created', 'pending', 'uncertain') and o.cancel_requested is null for update of o
), moved as (
  update "order" o set version = o.version + 1, cancel_requested = $2::text, expiry_handled = o.expiry_handled or $2::text = 'expiry', updated_at = $3
  from guard where o.id = guard.order_id returning o.id, o.version, o.state, o.merchant_id, o.merchant_order_no
), looked as (
  update operation c set due_at = $3 from guard
  where c.order_id = guard.order_id and c.id = c.charge_id and c.due_at is null and (c.outcome is null or c.outcome in ('pending', 'unknown'))
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
