import type { Pool } from 'pg';

/**
 * The right to begin a query of an order: one at a time within `everyMs`, whoever asks (worker, refresh, a run that goes on), and none while the
 * provider wants fewer requests. The row decides, so that processes agree. Returns nothing where it was given, else from when on it may be had.
 */
export const takeAskStatement = {
  name: 'take_ask',
  text: `
with guard as (
  select c.id as charge_id, c.asked_at, w.paused_until from operation c join account_pace w on w.provider_account_id = c.provider_account_id
  where c.id = $1 for update of c
), taken as (
  update operation c set asked_at = $2 from guard
  where c.id = guard.charge_id and (guard.asked_at is null or guard.asked_at <= $3) and (guard.paused_until is null or guard.paused_until <= $2)
  returning c.id
)
select guard.asked_at, guard.paused_until from guard where not exists (select from taken)`,
} as const;

export async function takeAsk(
  pool: Pool,
  input: { readonly chargeId: string; readonly now: number; readonly everyMs: number },
): Promise<{ readonly from: number } | undefined> {
  const { chargeId, now, everyMs } = input;
  const { rows } = await pool.query<{ asked_at: Date | null; paused_until: Date | null }>({
    ...takeAskStatement,
    values: [chargeId, new Date(now), new Date(now - everyMs)],
  });
  const refused = rows[0];
  if (refused === undefined) return undefined;
  const free = refused.asked_at === null ? now : refused.asked_at.getTime() + everyMs;
  return { from: Math.max(free, refused.paused_until?.getTime() ?? 0, now + 1) };
}

/** Puts off a look that this holder has claimed and may not make yet; a hint that came meanwhile stands, and so does another's claim. */
export const putOffStatement = {
  name: 'put_off',
  text: `update operation set due_at = $4 where id = $1 and lease = $2 and due_at = $3`,
} as const;

export async function putOff(
  pool: Pool,
  input: { readonly operationId: string; readonly lease: number; readonly claimedDueAt: number; readonly until: number },
): Promise<void> {
  const { operationId, lease, claimedDueAt, until } = input;
  await pool.query({ ...putOffStatement, values: [operationId, lease, new Date(claimedDueAt), new Date(until)] });
}

/** How the pauses of an account grow. */
export interface BackOff {
  readonly firstMs: number;
  readonly mostMs: number;
}

/** A pause that is followed by none for so long was the last one: the next begins small again. */
const CALM_MS = 60_000;

/**
 * The provider wants fewer requests: nothing is claimed at the account for a while, twice as long each time. What was asked before a pause began, and
 * is refused during it, belongs to that pause and makes no other.
 */
export const pauseAccountStatement = {
  name: 'pause_account',
  text: `
with guard as (
  select w.provider_account_id as account_id, case when w.paused_until is null or w.paused_until <= $3 then 0 else w.pauses end as pauses
  from account_pace w where w.provider_account_id = $1 and (w.paused_until is null or w.paused_until <= $2) for update of w
)
update account_pace w set pauses = guard.pauses + 1,
  paused_until = $4::timestamptz + greatest($7::double precision, least($5::double precision * 2 ^ least(guard.pauses, 30), $6) * $8::double precision)
    * interval '1 millisecond'
from guard where w.provider_account_id = guard.account_id returning w.pauses, w.paused_until`,
} as const;

export async function pauseAccount(
  pool: Pool,
  input: {
    readonly accountId: string;
    readonly askedAt: number;
    readonly now: number;
    readonly backOff: BackOff;
    /** What the provider itself asked for (`Retry-After`); 0: nothing. */
    readonly atLeastMs: number;
    /** 0 to 1: pauses of many accounts at one provider do not end together. */
    readonly spread: number;
  },
): Promise<{ readonly until: number; readonly pauses: number } | undefined> {
  const { accountId, askedAt, now, backOff, atLeastMs, spread } = input;
  const calm = new Date(askedAt - CALM_MS);
  const values = [accountId, new Date(askedAt), calm, new Date(now), backOff.firstMs, backOff.mostMs, atLeastMs, 1 + spread / 4];
  const { rows } = await pool.query<{ pauses: number; paused_until: Date }>({ ...pauseAccountStatement, values });
  const paused = rows[0];
  return paused === undefined ? undefined : { until: paused.paused_until.getTime(), pauses: paused.pauses };
}
