import type { Pool } from 'pg';
import type { Cause } from './cause.js';

/**
 * Notes that a cancel is wanted while the payment is being sent, or cannot be asked of the provider now; `finish` carries it out. A charge that
 * nobody would have looked at any more is looked at now, or the wish would be noted for ever. A merchant's wish takes the place of an expiry's:
 * it stands also where something speaks against the other. What the merchant says with it is kept for the cancel that is begun later.
 */
export const requestCancelStatement = {
  name: 'request_cancel',
  text: `
with guard as (
  select o.id as order_id from "order" o where o.id = $1 and o.state in ('created', 'pending', 'uncertain') 
    and (o.cancel_requested is null or o.cancel_requested = 'expiry' and $2::text = 'merchant') for update of o
), moved as (
  update "order" o set version = o.version + 1, cancel_requested = $2::text, expiry_handled = o.expiry_handled or $2::text = 'expiry', updated_at = $3
  from guard where o.id = guard.order_id returning o.id, o.version, o.state, o.merchant_id, o.merchant_order_no
), looked as (
  update operation c set due_at = $3 from guard
  where c.order_id = guard.order_id and c.id = c.charge_id and c.due_at is null and (c.outcome is null or c.outcome in ('pending', 'unknown'))
), wish as (
  insert into cancel_wish (order_id, operator, reason, content, noted_at) select guard.order_id, $8::text, $9::text, $10::jsonb, $3 from guard where $2::text = 'merchant'
  on conflict (order_id) do update set operator = excluded.operator, reason = excluded.reason, content = excluded.content, noted_at = excluded.noted_at
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

/** What a merchant said with a cancel. */
export interface CancelWords {
  readonly operator?: string | undefined;
  readonly reason?: string | undefined;
  readonly content?: object | undefined;
}

export async function requestCancel(
  pool: Pool,
  input: {
    readonly orderId: string;
    readonly by: 'merchant' | 'expiry';
    readonly at: number;
    readonly cause: Cause;
    readonly eventId: string;
    readonly words?: CancelWords;
  },
): Promise<number | undefined> {
  const { cause, words = {} } = input;
  const values = [
    ...[input.orderId, input.by, new Date(input.at), cause.cause, cause.actor, cause.requestId, input.eventId],
    ...[words.operator ?? null, words.reason ?? null, words.content ?? null],
  ];
  const answer = await pool.query<{ version: number }>({
    ...requestCancelStatement,
    values,
  });
  return answer.rows[0]?.version;
}

/** The words of the latest cancel that was noted; empty where none was. */
export async function notedWords(pool: Pool, orderId: string): Promise<CancelWords> {
  type Row = { readonly operator: string | null; readonly reason: string | null; readonly content: object | null };
  const { rows } = await pool.query<Row>({
    name: 'noted_words',
    text: 'select operator, reason, content from cancel_wish where order_id = $1',
    values: [orderId],
  });
  const { operator, reason, content } = rows[0] ?? {};
  return { operator: operator ?? undefined, reason: reason ?? undefined, content: content ?? undefined };
}
