import { CASE_DUE_MS, eventFor } from '@interlock/domain';
import type { CaseKind, Decision, OperationChange, Snapshot } from '@interlock/domain';
import type { Pool } from 'pg';
import type { Cause } from './begin.js';
import type { FactRecord, OperationRecord, RoutingRecord } from './records.js';
import { operationRow, toJson } from './rows.js';

const change = `(outcome text, provider_reference text, decline_code text, provider_code text, shown boolean, answer text, answered_at timestamptz,
  not_found_count integer, not_found_at timestamptz, send_again boolean, duplicate boolean, due_at timestamptz, seen_due_at timestamptz)`;

/**
 * What a decision writes to an operation's row. `due_at` only where it still holds what the decision saw: a hint that came meanwhile is not lost.
 * What the provider has shown of itself (that it knows the operation, by which reference) is never taken back.
 */
const setChange = (row: string, ch: string): string => `
    outcome = ${ch}.outcome, provider_reference = coalesce(${ch}.provider_reference, ${row}.provider_reference), decline_code = ${ch}.decline_code, provider_code = ${ch}.provider_code,
    shown = ${row}.shown or ${ch}.shown, answer = ${ch}.answer, answered_at = ${ch}.answered_at, not_found_count = ${ch}.not_found_count,
    not_found_at = ${ch}.not_found_at, send_again = ${ch}.send_again, duplicate = ${ch}.duplicate,
    due_at = case when ${row}.due_at is not distinct from ${ch}.seen_due_at then ${ch}.due_at else ${row}.due_at end,
    finished_at = case when ${ch}.outcome in ('approved', 'declined', 'not_sent') then coalesce(${row}.finished_at, $4) else null end`;

const setAmounts = (row: string): string => `
    captured_minor = ${row}.captured_minor + d.captured, tip_taken_minor = ${row}.tip_taken_minor + d.tip,
    cashback_minor = ${row}.cashback_minor + d.cashback, surcharge_minor = ${row}.surcharge_minor + d.surcharge,
    excess_minor = ${row}.excess_minor + d.excess, refunding_minor = ${row}.refunding_minor + d.refunding,
    refunded_minor = ${row}.refunded_minor + d.refunded, over_refunded_minor = ${row}.over_refunded_minor + d.over_refunded,
    open_refunds = ${row}.open_refunds + d.open_refunds, open_exclusive = d.open_exclusive`;
const deltas = `(captured bigint, tip bigint, cashback bigint, surcharge bigint, excess bigint, refunding bigint, refunded bigint, over_refunded bigint,
  open_refunds integer, open_exclusive uuid)`;

/**
 * The guard locks order, charge and operation, in this order, and judges only their columns: the state, outcomes, amounts and open operation
 * that the decision was made on, and the lease where only its holder may write. The rest selects from it, so a lost guard writes nothing.
 */
const guard = `
with guard as (
  select o.id as order_id, o.merchant_id, c.id as charge_id, p.id as operation_id, p.provider_account_id
  from "order" o join operation c on c.order_id = o.id join operation p on p.order_id = o.id and p.charge_id = c.id
  where o.id = $1 and c.id = $2 and p.id = $3 and o.state = $5 and o.cancel_requested is not distinct from $6
    and c.outcome is not distinct from $7 and c.open_exclusive is not distinct from $8::uuid
    and c.captured_minor = $9 and c.refunded_minor = $10 and c.over_refunded_minor = $11
    and p.outcome is not distinct from $12 and p.answer is not distinct from $13 and p.attempts = $14 and p.lease = coalesce($15::integer, p.lease)
  for update of o, c, p
)`;

const effects = `, moved as (
  update "order" o set state = $17, version = o.version + 1, cancel_requested = case when $18 then null else o.cancel_requested end,
    next_action = case when $19 then $20::jsonb else o.next_action end, payment = coalesce($21::jsonb, o.payment),
    routing = coalesce($22::jsonb, o.routing), updated_at = $4
  from guard where o.id = guard.order_id returning o.id, o.version, o.state, o.merchant_id, o.merchant_order_no
), fact_row as (
  insert into fact (id, operation_id, order_id, source, attempt, lease, asked_at, received_at, outcome, result, exchanges, body_sha256, signature, request_id)
  select f.id, guard.operation_id, guard.order_id, f.source, f.attempt, f.lease, f.asked_at, f.received_at, f.outcome, f.result, f.exchanges, f.body_sha256, f.signature, f.request_id
  from guard, jsonb_populate_record(null::fact, $23::jsonb) f
), history as (
  insert into transition (order_id, version, from_state, to_state, operation_id, operation_outcome, fact_id, cause, actor, request_id, at)
  select moved.id, moved.version, $5, moved.state, $3, $24, $25::uuid, $26, $27, $28, $4 from moved
), event as (
  insert into outbox (id, merchant_id, order_id, version, type, payload, created_at)
  select $29::uuid, moved.merchant_id, moved.id, moved.version, $30,
    jsonb_build_object('orderId', moved.id, 'merchantOrderNo', moved.merchant_order_no, 'state', moved.state, 'version', moved.version, 'operationId', $3::uuid), $4 from moved
), entries as (
  insert into entry (id, movement_id, order_id, operation_id, merchant_id, provider_account_id, account, currency, amount_minor, at)
  select e.id, e.movement_id, guard.order_id, guard.operation_id, guard.merchant_id, guard.provider_account_id, e.account, e.currency, e.amount_minor, $4
  from guard, jsonb_populate_recordset(null::entry, $31::jsonb) e
)`;

/**
 * Cases and a follow-up operation, from parameter `first` on. The follow-up selects from the row that this statement closes, for the database
 * must see it closed: a next charge stands beside no live one, a next cancel beside no open one.
 */
const rareEffects = (first: number, closed: 'charge_row' | 'operation_row'): string => `, cases as (
  insert into "case" (id, merchant_id, order_id, operation_id, kind, state, detail, fact_id, opened_at, due_at)
  select k.id, guard.merchant_id, guard.order_id, guard.operation_id, k.kind, 'open', k.detail, $25::uuid, $4, k.due_at
  from guard, jsonb_populate_recordset(null::"case", $${String(first)}::jsonb) k
  on conflict (operation_id, kind) where state = 'open' do nothing
), closed_cases as (
  update "case" k set state = 'closed', closed_at = $4 from guard
  where k.order_id = guard.order_id and k.operation_id in (guard.operation_id, guard.charge_id) and k.state = 'open' and k.kind = any($${String(first + 1)}::text[])
), follow_up as (
  insert into operation select n.* from ${closed}, jsonb_populate_record(null::operation, $${String(first + 2)}::jsonb) n
  where $${String(first + 2)}::jsonb is not null returning id
)`;
const result = `
select version from moved`;

const chargeRow = `, charge_row as (
  update operation c set ${setChange('c', 'ch')}, ${setAmounts('c')}, looks = c.looks + $32
  from guard, jsonb_to_record($16::jsonb) as ch${change}, jsonb_to_record($33::jsonb) as d${deltas}
  where c.id = guard.charge_id returning c.id
)`;
const followingRows = `, charge_row as (
  update operation c set ${setChange('c', 'ch')}, ${setAmounts('c')}
  from guard, jsonb_to_record($34::jsonb) as ch${change}, jsonb_to_record($33::jsonb) as d${deltas}
  where c.id = guard.charge_id and guard.operation_id <> guard.charge_id returning c.id
), operation_row as (
  update operation p set ${setChange('p', 'ch')}, looks = p.looks + $32
  from guard, jsonb_to_record($16::jsonb) as ch${change}
  where p.id = guard.operation_id and guard.operation_id <> guard.charge_id returning p.id
)`;

/** Commit 2 where the operation is the charge itself. The follow-up selects from the closed charge, so that one live charge stands at a time. */
export const finishChargeStatement = {
  name: 'finish_charge',
  text: `${guard}${chargeRow}${effects}${rareEffects(34, 'charge_row')}${result}`,
} as const;

/** The same where the decision opens and closes no case and begins nothing: PostgreSQL sets up every part of a statement, also one that does nothing. */
export const finishPlainChargeStatement = { name: 'finish_plain_charge', text: `${guard}${chargeRow}${effects}${result}` } as const;

/** Commit 2 where the operation follows a charge: two rows, each written by one statement of its own. */
export const finishFollowingStatement = {
  name: 'finish_following',
  text: `${guard}${followingRows}${effects}${rareEffects(35, 'operation_row')}${result}`,
} as const;

/** A repeat or a failed query: no fact, no version, only what to do next. Under the same guard, on the one row. */
export const touchStatement = {
  name: 'touch_operation',
  text: `
with guard as (
  select p.id as operation_id from operation p
  where p.id = $1 and p.outcome is not distinct from $2 and p.answer is not distinct from $3 and p.attempts = $5
  for update of p
)
update operation p set ${setChange('p', 'ch')}, looks = p.looks + $6, repeat_count = p.repeat_count + $7
from guard, jsonb_to_record($8::jsonb) as ch${change}
where p.id = guard.operation_id returning p.id`,
} as const;

export interface FinishInput {
  readonly snapshot: Snapshot;
  readonly decision: Decision;
  readonly fact: FactRecord;
  readonly cause: Cause;
  readonly at: number;
  /** The `due_at` that the caller's own begin or claim wrote, epoch milliseconds; null: none. */
  readonly claimedDueAt: number | null;
  readonly lease: number;
  readonly isQuery: boolean;
  readonly providerAccountId: string;
  readonly currency: string;
  readonly followUp: OperationRecord | undefined;
  /** Of the kinds that the decision closes, those that are open on the order. */
  readonly closesCases: readonly CaseKind[];
  readonly routing: RoutingRecord | undefined;
  /** Makes an id; UUIDv7 in processes, seeded in a simulation. */
  readonly newId: () => string;
}

const changeRow = (to: OperationChange, seenDueAt: number | null): Record<string, unknown> => ({
  outcome: to.outcome,
  provider_reference: to.providerReference,
  decline_code: to.declineCode,
  provider_code: to.providerCode,
  shown: to.shown,
  answer: to.answer,
  answered_at: iso(to.answeredAt),
  not_found_count: to.notFoundCount,
  not_found_at: iso(to.notFoundAt),
  send_again: to.sendAgain,
  duplicate: to.duplicate,
  due_at: iso(to.dueAt),
  seen_due_at: iso(seenDueAt),
});

/** Writes a decision. Returns the order's version (undefined for a mere touch that won), or `lost` when the rows are no longer those that it was made on: read and decide again. */
export async function writeFinish(pool: Pool, input: FinishInput): Promise<{ readonly version: number | undefined } | 'lost'> {
  return input.decision.weight === 'news' ? writeNews(pool, input) : touch(pool, input);
}

async function touch(pool: Pool, input: FinishInput): Promise<{ readonly version: undefined } | 'lost'> {
  const { snapshot, decision } = input;
  const { operation } = snapshot;
  const answer = await pool.query({
    ...touchStatement,
    values: [
      operation.id,
      operation.outcome,
      operation.answer,
      new Date(input.at),
      operation.attempts,
      input.isQuery ? 1 : 0,
      decision.weight === 'repeat' ? 1 : 0,
      JSON.stringify(changeRow(decision.operation, input.claimedDueAt)),
    ],
  });
  return answer.rowCount === 1 ? { version: undefined } : 'lost';
}

async function writeNews(pool: Pool, input: FinishInput): Promise<{ readonly version: number | undefined } | 'lost'> {
  const { snapshot, decision, fact, cause, newId } = input;
  const { order, charge, operation } = snapshot;
  const own = operation.id === charge.id;
  const d = decision.deltas;
  const follow = input.followUp;
  const refundFollows = follow?.kind === 'refund' ? (follow.amountMinor ?? 0n) : 0n;
  const exclusive = follow?.kind === 'cancel' ? follow.id : decision.releasesExclusive ? null : charge.openExclusive;
  const amounts = {
    captured: d.captured.toString(),
    tip: d.tip.toString(),
    cashback: d.cashback.toString(),
    surcharge: d.surcharge.toString(),
    excess: d.excess.toString(),
    refunding: (d.refunding + refundFollows).toString(),
    refunded: d.refunded.toString(),
    over_refunded: d.overRefunded.toString(),
    open_refunds: d.openRefunds + (refundFollows > 0n ? 1 : 0),
    open_exclusive: exclusive,
  };
  const legs = decision.movements.flatMap((movement) => {
    const movementId = newId();
    const leg = (account: string, amount: bigint): Record<string, unknown> => ({
      id: newId(),
      movement_id: movementId,
      account,
      currency: input.currency,
      amount_minor: amount.toString(),
    });
    return [leg(movement.debit, movement.amountMinor), leg(movement.credit, -movement.amountMinor)];
  });
  const cases = decision.cases.map((opened) => ({
    id: newId(),
    kind: opened.kind,
    detail: opened.detail,
    due_at: iso(input.at + CASE_DUE_MS),
  }));
  const values = [
    order.id,
    charge.id,
    operation.id,
    new Date(input.at),
    order.state,
    order.cancelRequested,
    charge.outcome,
    charge.openExclusive,
    charge.capturedMinor,
    charge.refundedMinor,
    charge.overRefundedMinor,
    operation.outcome,
    operation.answer,
    operation.attempts,
    decision.requiresLease ? input.lease : null,
    JSON.stringify(changeRow(decision.operation, input.claimedDueAt)),
    decision.state,
    decision.clearsCancelRequest,
    decision.nextAction !== undefined,
    decision.nextAction === undefined || decision.nextAction === null ? null : toJson(decision.nextAction),
    decision.receipt === undefined ? null : toJson(decision.receipt),
    input.routing === undefined ? null : toJson(input.routing),
    toJson(factRow(fact)),
    decision.operation.outcome,
    fact.id,
    cause.cause,
    cause.actor,
    cause.requestId,
    newId(),
    eventFor(order.state, decision.state),
    JSON.stringify(legs),
    input.isQuery ? 1 : 0,
    JSON.stringify(amounts),
  ];
  const rare = [JSON.stringify(cases), input.closesCases, follow === undefined ? null : JSON.stringify(operationRow(follow))];
  const statement = own
    ? isPlain(input)
      ? { ...finishPlainChargeStatement, values }
      : { ...finishChargeStatement, values: [...values, ...rare] }
    : { ...finishFollowingStatement, values: [...values, JSON.stringify(changeRow(decision.charge ?? charge, charge.dueAt)), ...rare] };
  const answer = await pool.query<{ version: number }>(statement);
  const version = answer.rows[0]?.version;
  return version === undefined ? 'lost' : { version };
}

/** No case and no follow-up, of the charge itself: nearly every sale. */
export function isPlain(input: Pick<FinishInput, 'snapshot' | 'decision' | 'followUp' | 'closesCases'>): boolean {
  const { decision, snapshot } = input;
  return (
    decision.weight === 'news' &&
    snapshot.operation.id === snapshot.charge.id &&
    decision.cases.length === 0 &&
    input.closesCases.length === 0 &&
    input.followUp === undefined
  );
}

function factRow(fact: FactRecord): Record<string, unknown> {
  return {
    id: fact.id,
    source: fact.source,
    attempt: fact.attempt,
    lease: fact.lease,
    asked_at: iso(fact.askedAt),
    received_at: iso(fact.receivedAt),
    outcome: fact.outcome,
    result: fact.result,
    exchanges: fact.exchanges,
    body_sha256: fact.bodySha256,
    signature: fact.signature,
    request_id: fact.requestId,
  };
}

function iso(ms: number | null): string | null {
  return ms === null ? null : new Date(ms).toISOString();
}
