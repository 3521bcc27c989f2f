import type { Pool } from 'pg';
import type { OperationRecord } from './records.js';
import { operationFromRow } from './rows.js';

/** How much of a provider the worker may ask, per account. An account's settings may lower the first two (`queries`). */
export interface ClaimBounds {
  readonly provider: string;
  /** Operations of an account that one process carries on at a time. */
  readonly inFlight: number;
  /** Operations of an account claimed in a second, by all processes together. */
  readonly perSecond: number;
  /** Between two queries of one order. */
  readonly orderEveryMs: number;
}

/** How late a claim may be and still make up for it, since a worker looks only so often; of a longer rest nothing is saved. */
const MADE_UP_MS = 400;

/**
 * Claims operations that are due, as leases: a claim raises `lease`, so that a holder of an old one sends nothing more, and moves `due_at`
 * past the call that it announces. Fair by provider account: each gives its own share, so that a provider that is down starves nobody. What an account
 * may be asked (its provider's bounds, lowered by its settings) is kept for all processes together by the row of its pace: a claim moves it by as
 * long as what it took lasts at that rate, and until then the account gives nothing. `due` reads the pace to know whether it is worth looking, `paced`
 * locks and judges it. A charge whose order was asked after a moment ago is left. What is claimed is named as an array: by a join the generic plan, which
 * knows no limit, would read the whole table for a handful of rows.
 */
export const claimStatement = {
  name: 'claim_due',
  text: `
with due as (
  select d.id, a.id as account_id, 1000 / least(b.per_second, (a.settings #>> '{queries,perSecond}')::double precision) as every_ms
  from account_pace w join provider_account a on a.id = w.provider_account_id
  join unnest($4::text[], $5::integer[], $6::double precision[], $7::double precision[]) as b (provider, in_flight, per_second, order_every_ms)
    on b.provider = a.provider
  left join unnest($8::uuid[], $9::integer[]) as running (account_id, operations) on running.account_id = a.id
  cross join lateral (
    select p.id from operation p where p.provider_account_id = a.id and p.due_at <= $1
      and (p.id <> p.charge_id or p.asked_at is null or p.asked_at <= $1 - b.order_every_ms * interval '1 millisecond')
    order by p.due_at
    limit greatest(0, least(
      ceil(least(b.per_second, (a.settings #>> '{queries,perSecond}')::double precision) / 4),
      least(b.in_flight, (a.settings #>> '{queries,inFlight}')::integer) - coalesce(running.operations, 0)))
    for update of p skip locked
  ) d
  where w.next_claim_at <= $1 and (w.paused_until is null or w.paused_until <= $1)
), paced as (
  select due.id, due.account_id, due.every_ms from due join account_pace w on w.provider_account_id = due.account_id
  where w.next_claim_at <= $1 and (w.paused_until is null or w.paused_until <= $1) for update of w skip locked
), lasting as (
  select paced.account_id, sum(paced.every_ms) * interval '1 millisecond' as time from paced group by paced.account_id
), taken as (
  update account_pace w set next_claim_at = case when w.next_claim_at >= $2 then w.next_claim_at else $1 end + lasting.time
  from lasting where w.provider_account_id = lasting.account_id
)
update operation p set lease = p.lease + 1, due_at = $3, asked_at = case when p.id = p.charge_id then $1 else p.asked_at end
where p.id = any (array(select paced.id from paced)) returning p.*`,
} as const;

export async function claimDue(
  pool: Pool,
  input: {
    readonly now: number;
    readonly leaseUntil: number;
    /** One for each provider that this process can ask; accounts of others give nothing. */
    readonly bounds: readonly ClaimBounds[];
    /** What this process carries on by now, by account. */
    readonly running: ReadonlyMap<string, number>;
  },
): Promise<OperationRecord[]> {
  const { now, leaseUntil, bounds, running } = input;
  const answer = await pool.query({
    ...claimStatement,
    values: [
      new Date(now),
      new Date(now - MADE_UP_MS),
      new Date(leaseUntil),
      bounds.map(({ provider }) => provider),
      bounds.map(({ inFlight }) => inFlight),
      bounds.map(({ perSecond }) => perSecond),
      bounds.map(({ orderEveryMs }) => orderEveryMs),
      [...running.keys()],
      [...running.values()],
    ],
  });
  // Who was looked at less goes first, so that each of an order's gets its turn; the order of the rows in the table is anybody's.
  return answer.rows.map(operationFromRow).sort((one, other) => one.looks - other.looks || (one.id < other.id ? -1 : 1));
}

/** Claims one operation, due or not: somebody asked for a look now. Returns undefined where its lease has moved on since it was seen. */
export const claimOneStatement = {
  name: 'claim_one',
  text: `update operation set lease = lease + 1, due_at = $2 where id = $1 and lease = $3 returning *`,
} as const;

export async function claimOne(
  pool: Pool,
  input: {
    readonly operationId: string;
    readonly lease: number;
    readonly leaseUntil: number;
  },
): Promise<OperationRecord | undefined> {
  const answer = await pool.query<Record<string, unknown>>({
    ...claimOneStatement,
    values: [input.operationId, new Date(input.leaseUntil), input.lease],
  });
  const row = answer.rows[0];
  return row === undefined ? undefined : operationFromRow(row);
}

/** A further send of the same operation under the same key: only by the holder of the lease, and only while the operation is open. */
export const beginAttemptStatement = {
  name: 'begin_attempt',
  text: `
with guard as (
  select p.id as operation_id from operation c join operation p on p.charge_id = c.id
  where p.id = $1 and p.lease = $2 and (p.outcome is null or p.outcome in ('pending', 'unknown'))
    and (p.kind <> 'cancel' or c.outcome is distinct from 'approved')
  for update of c, p
)
update operation p set attempts = p.attempts + 1, send_again = false, send_until = $3, due_at = $4, answer = null, answered_at = null
from guard where p.id = guard.operation_id returning p.*`,
} as const;

export async function beginAttempt(
  pool: Pool,
  input: {
    readonly operationId: string;
    readonly lease: number;
    readonly sendUntil: number;
    readonly dueAt: number;
  },
): Promise<OperationRecord | undefined> {
  const values = [input.operationId, input.lease, new Date(input.sendUntil), new Date(input.dueAt)];
  const answer = await pool.query<Record<string, unknown>>({
    ...beginAttemptStatement,
    values,
  });
  const row = answer.rows[0];
  return row === undefined ? undefined : operationFromRow(row);
}

/** Due by now, and never what a claim or a begin has written: a holder that is still at it, also one that has stalled until it was due again, does not clear it. */
const DUE_NOW = `least(due_at - interval '1 millisecond', $2)`;

/** Somebody has reason to believe that there is news: the next claim asks. Also on a closed operation. */
export const lookNowStatement = {
  name: 'look_now',
  text: `update operation set due_at = ${DUE_NOW} where id = $1`,
} as const;

export async function lookNow(pool: Pool, operationId: string, now: number): Promise<void> {
  await pool.query({
    ...lookNowStatement,
    values: [operationId, new Date(now)],
  });
}

/**
 * A hint came: the same, but for an operation whose first outcome is still being waited for. There `due_at` stands, which is when its holder can
 * no longer be at it: an earlier claim would take the lease from under the call, and with it the next route and the certainty of a "not sent".
 * Nothing is lost, for the answer of that call, or the claim at `due_at`, says what is to be looked at next.
 */
export const hintedStatement = {
  name: 'hinted',
  text: `update operation set due_at = ${DUE_NOW} where id = $1 and outcome is not null`,
} as const;

export async function hinted(pool: Pool, operationId: string, now: number): Promise<void> {
  await pool.query({ ...hintedStatement, values: [operationId, new Date(now)] });
}

/** Orders whose time is over and that are not decided; bounded, oldest first. */
export const expiredStatement = {
  name: 'expired_orders',
  text: `select id from "order" where not expiry_handled and state in ('created', 'pending', 'uncertain') and expires_at <= $1 and cancel_requested is null
    and not exists (select 1 from operation c where c.order_id = "order".id and c.open_exclusive is not null) order by expires_at limit $2`,
} as const;

export async function expiredOrders(pool: Pool, now: number, limit: number): Promise<string[]> {
  const answer = await pool.query<{ id: string }>({
    ...expiredStatement,
    values: [new Date(now), limit],
  });
  return answer.rows.map((row) => row.id);
}
