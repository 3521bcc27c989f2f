import type { Pool } from 'pg';
import type { OperationRecord } from './records.js';
import { operationFromRow } from './rows.js';

/**
 * Claims operations that are due, as leases: a claim raises `lease`, so that a holder of an old one sends nothing more, and moves `due_at`
 * past the call that it announces. Fair by provider account: each gives at most `perAccount`, and accounts whose calls already fill their
 * share (`except`) give none, so that a provider that is down starves nobody.
 */
export const claimStatement = {
  name: 'claim_due',
  text: `
with due as (
  select d.id from provider_account a cross join lateral (
    select p.id from operation p where p.provider_account_id = a.id and p.due_at <= $1 order by p.due_at limit $2 for update of p skip locked
  ) d
  where a.id <> all($4::uuid[])
)
update operation p set lease = p.lease + 1, due_at = $3 from due where p.id = due.id returning p.*`,
} as const;

export async function claimDue(
  pool: Pool,
  input: {
    readonly now: number;
    readonly perAccount: number;
    readonly leaseUntil: number;
    readonly except: readonly string[];
  },
): Promise<OperationRecord[]> {
  const answer = await pool.query({
    ...claimStatement,
    values: [new Date(input.now), input.perAccount, new Date(input.leaseUntil), input.except],
  });
  return answer.rows.map(operationFromRow);
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

/** Somebody has reason to believe that there is news: the next claim asks. Also on a closed operation. */
export const lookNowStatement = {
  name: 'look_now',
  text: `update operation set due_at = $2 where id = $1 and (due_at is null or due_at > $2)`,
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
  text: `update operation set due_at = $2 where id = $1 and outcome is not null and (due_at is null or due_at > $2)`,
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
