import type { Pool } from 'pg';
import { bound, named } from './named.js';
import { operationRow, orderColumns, orderRow, parametersFor } from './rows.js';
import type { Cause } from './cause.js';
import type { OperationRecord, OrderRecord } from './records.js';
import type { CancelWords } from './request-cancel.js';
import { eventOf, operationBegun } from './moved.js';

/** On which PostgreSQL tells every gateway which terminal an order waits for; a message is its serial number. */
export const WAITING_CHANNEL = 'interlock_terminal_order';

/**
 * Commit 1 of an order that waits for one of our own terminals: the order alone, since nobody is asked before the terminal takes it. Guarded as
 * `begin_charge` is, by the order's number.
 */
export const beginWaitingStatement = {
  name: 'begin_waiting',
  text: `
with guard as (
  insert into "order" (${orderColumns.join(', ')}) values (${parametersFor(orderColumns, 7)})
  on conflict (merchant_id, merchant_order_no) do nothing
  returning id, merchant_id, state, version, terminal_sn, expires_at, created_at
), waiting as (
  insert into terminal_order (order_id, merchant_id, terminal_sn, state, lease, expires_at, created_at, updated_at)
  select guard.id, guard.merchant_id, guard.terminal_sn, 'waiting', 0, guard.expires_at, guard.created_at, guard.created_at from guard
), history as (
  insert into transition (order_id, version, from_state, to_state, cause, actor, request_id, at)
  select guard.id, guard.version, null, guard.state, $1, $2, $3, guard.created_at from guard
), event as (
  insert into outbox (id, merchant_id, order_id, version, type, payload, created_at)
  select $4::uuid, guard.merchant_id, guard.id, guard.version, $5, $6::jsonb, guard.created_at from guard
)
select version, pg_notify('${WAITING_CHANNEL}', guard.terminal_sn) from guard`,
} as const;

/** An order that waits has a terminal and an end. */
export type WaitingOrderRecord = OrderRecord & { readonly terminalSn: string; readonly expiresAt: number };

/** Returns whether the order waits now; false when this merchant already has the order number, and then nothing was written. */
export async function beginWaiting(
  pool: Pool,
  { order, cause, eventId }: { readonly order: WaitingOrderRecord; readonly cause: Cause; readonly eventId: string },
): Promise<boolean> {
  const { id: orderId, merchantOrderNo, state, version } = order;
  const begun = orderRow(order);
  const values = [
    cause.cause,
    cause.actor,
    cause.requestId,
    eventId,
    'order.created',
    JSON.stringify({ orderId, merchantOrderNo, state, version }),
    ...orderColumns.map((column) => begun[column]),
  ];
  return (await pool.query({ ...beginWaitingStatement, values })).rowCount === 1;
}

/**
 * The terminal takes the order: its first charge begins. Both rows are locked, the order before its waiting, as whoever closes it does: of a payment
 * and a cancel that come together one writes, and the other writes nothing. From here on the order is as any other that is being sent.
 */
export const beginWaitingChargeStatement = named(
  'begin_waiting_charge',
  `
with guard as (
  select o.id as order_id from "order" o join terminal_order w on w.order_id = o.id
  where o.id = :order_id and o.state = 'created' and w.state = 'waiting' and w.terminal_sn = :terminal_sn and w.expires_at > :at
  for update of o, w
), moved as (
  update "order" o set version = o.version + 1, method = :method::jsonb, routing = :routing::jsonb, operator = coalesce(o.operator, :operator::text),
    next_action = null, expires_at = null, expiry_handled = true, updated_at = :at
  from guard where o.id = guard.order_id returning o.id, o.version, o.state, o.merchant_id, o.merchant_order_no
), taken as (
  update terminal_order w set state = 'begun', leased_until = null, updated_at = :at from guard where w.order_id = guard.order_id
), ${operationBegun}`,
);

/** Returns the order's new version; undefined where the order waits for this terminal no more, and then nothing was written. */
export async function beginWaitingCharge(
  pool: Pool,
  input: {
    readonly charge: OperationRecord;
    readonly terminalSn: string;
    readonly method: OrderRecord['method'];
    readonly routing: OrderRecord['routing'];
    readonly operator: string | undefined;
    readonly cause: Cause;
    readonly eventId: string;
  },
): Promise<number | undefined> {
  const { charge, cause } = input;
  const answer = await pool.query<{ version: number }>(
    bound(beginWaitingChargeStatement, {
      order_id: charge.orderId,
      terminal_sn: input.terminalSn,
      at: new Date(charge.createdAt),
      method: JSON.stringify(input.method),
      routing: JSON.stringify(input.routing),
      operator: input.operator ?? null,
      operation: JSON.stringify(operationRow(charge)),
      cause: cause.cause,
      actor: cause.actor,
      request_id: cause.requestId,
      event_id: input.eventId,
    }),
  );
  return answer.rows[0]?.version;
}

/**
 * The end of an order that nobody has taken: nothing was sent, so nobody is asked. An expiry ends it only once its time is over, whoever says so
 * first. A merchant's words are kept where those of every other cancel are.
 */
export const closeWaitingStatement = named(
  'close_waiting',
  `
with guard as (
  select o.id as order_id from "order" o join terminal_order w on w.order_id = o.id
  where o.id = :order_id and o.state = 'created' and w.state = 'waiting' and (:by::text <> 'expiry' or w.expires_at <= :at)
  for update of o, w
), moved as (
  update "order" o set state = :state::text, version = o.version + 1, next_action = null, cancel_requested = nullif(:by::text, 'terminal'), expiry_handled = true,
    updated_at = :at
  from guard where o.id = guard.order_id returning o.id, o.version, o.state, o.merchant_id, o.merchant_order_no
), ended as (
  update terminal_order w set state = 'closed', leased_until = null, updated_at = :at from guard where w.order_id = guard.order_id
), wish as (
  insert into cancel_wish (order_id, operator, reason, content, noted_at)
  select guard.order_id, :operator::text, :reason::text, null, :at from guard where :by::text <> 'expiry'
), history as (
  insert into transition (order_id, version, from_state, to_state, cause, actor, request_id, at)
  select moved.id, moved.version, 'created', moved.state, :cause, :actor, :request_id, :at from moved
), ${eventOf("'order.' || moved.state")}
select version from moved`,
);

/** Who ends the waiting: the merchant, the order's time, or the terminal that does not take it. */
export type WaitingCloser = 'merchant' | 'expiry' | 'terminal';

/** Returns the order's new version; undefined where it waits no more, or where its time is not over yet, and then nothing was written. */
export async function closeWaiting(
  pool: Pool,
  input: {
    readonly orderId: string;
    readonly by: WaitingCloser;
    readonly state: OrderRecord['state'];
    readonly at: number;
    readonly words: CancelWords;
    readonly cause: Cause;
    readonly eventId: string;
  },
): Promise<number | undefined> {
  const { cause, words } = input;
  const answer = await pool.query<{ version: number }>(
    bound(closeWaitingStatement, {
      order_id: input.orderId,
      by: input.by,
      state: input.state,
      at: new Date(input.at),
      operator: words.operator ?? null,
      reason: words.reason ?? null,
      cause: cause.cause,
      actor: cause.actor,
      request_id: cause.requestId,
      event_id: input.eventId,
    }),
  );
  return answer.rows[0]?.version;
}

/** What a poll is given: the order, and which handing out of it this is. */
export interface HandedOut {
  readonly orderId: string;
  readonly delivery: number;
  readonly expiresAt: number;
  readonly leasedUntil: number;
}
type HandedRow = { readonly order_id: string; readonly lease: number; readonly expires_at: Date; readonly leased_until: Date };
const handed = ({ order_id: orderId, lease, expires_at: expiresAt, leased_until: until }: HandedRow): HandedOut => ({
  orderId,
  delivery: lease,
  expiresAt: expiresAt.getTime(),
  leasedUntil: until.getTime(),
});

/** The oldest order of the terminal that no poll holds. Of two polls at once one gets it: the other passes over what is locked. */
export const handOutStatement = named(
  'hand_out_terminal_order',
  `
with guard as (
  select w.order_id from terminal_order w
  where w.terminal_sn = :terminal_sn and w.state = 'waiting' and w.expires_at > :at and (w.leased_until is null or w.leased_until <= :at)
  order by w.order_id limit 1 for update of w skip locked
), held as (
  update terminal_order w set lease = w.lease + 1, leased_until = :leased_until, updated_at = :at from guard where w.order_id = guard.order_id
  returning w.order_id, w.lease, w.expires_at, w.leased_until
)
select order_id, lease, expires_at, leased_until from held`,
);

export async function handOutTerminalOrder(
  pool: Pool,
  input: { readonly terminalSn: string; readonly at: number; readonly leasedUntil: number },
): Promise<HandedOut | undefined> {
  const { rows } = await pool.query<HandedRow>(
    bound(handOutStatement, { terminal_sn: input.terminalSn, at: new Date(input.at), leased_until: new Date(input.leasedUntil) }),
  );
  return rows[0] && handed(rows[0]);
}

/** Kept by the terminal for longer. Only the newest handing out holds the order. */
export const acknowledgeStatement = named(
  'acknowledge_terminal_order',
  `
update terminal_order w set acknowledged_at = coalesce(w.acknowledged_at, :at), leased_until = :leased_until, updated_at = :at
where w.order_id = :order_id and w.terminal_sn = :terminal_sn and w.state = 'waiting' and w.expires_at > :at and w.lease = :delivery
returning w.order_id, w.lease, w.expires_at, w.leased_until`,
);

export async function acknowledgeTerminalOrder(
  pool: Pool,
  input: {
    readonly orderId: string;
    readonly terminalSn: string;
    readonly delivery: number;
    readonly at: number;
    readonly leasedUntil: number;
  },
): Promise<HandedOut | undefined> {
  const { rows } = await pool.query<HandedRow>(
    bound(acknowledgeStatement, {
      order_id: input.orderId,
      terminal_sn: input.terminalSn,
      delivery: input.delivery,
      at: new Date(input.at),
      leased_until: new Date(input.leasedUntil),
    }),
  );
  return rows[0] && handed(rows[0]);
}
