import { named } from './named.js';

/**
 * What a decision writes to an operation's row. `due_at` only where it still holds what the decision saw: a hint that came meanwhile is not lost. Nor is
 * the wish to look now, of a notification that contradicts what is known, when the worker has cleared `due_at` since it was read. What the decision saw
 * and is due by now stays due: its holder has stalled, and whoever had reason to ask meanwhile may have found nothing to write.
 * What the provider has shown of itself (that it knows the operation, by which reference) is never taken back. Columns with a domain are
 * given the type that it is made of, so that its check runs in the plan, which is kept.
 */
const setChange = (row: string, of = ''): string => `
    outcome = :${of}outcome::text, provider_reference = coalesce(:${of}provider_reference, ${row}.provider_reference),
    decline_code = :${of}decline_code, provider_code = :${of}provider_code, shown = ${row}.shown or :${of}shown,
    answer = :${of}answer::text, answered_at = :${of}answered_at, not_found_count = :${of}not_found_count::integer, not_found_at = :${of}not_found_at,
    send_again = :${of}send_again, duplicate = :${of}duplicate,
    due_at = case when :${of}due_at::timestamptz <= :at::timestamptz
      or (${row}.due_at is not distinct from :${of}seen_due_at::timestamptz and (:${of}seen_due_at::timestamptz <= :at::timestamptz) is not true)
      then :${of}due_at::timestamptz else ${row}.due_at end,
    finished_at = case when :${of}outcome::text not in ('approved', 'declined', 'not_sent') or :${of}outcome::text is null then null
      when :${of}outcome::text = 'approved' and ${row}.outcome in ('declined', 'not_sent') then :at
      else coalesce(${row}.finished_at, :at) end`;

const setAmounts = (row: string): string => `
    authorized_minor = ${row}.authorized_minor + :authorized::bigint, capturing_minor = ${row}.capturing_minor + :capturing::bigint,
    captured_minor = ${row}.captured_minor + :captured::bigint, tip_taken_minor = ${row}.tip_taken_minor + :tip::bigint,
    cashback_minor = ${row}.cashback_minor + :cashback::bigint, surcharge_minor = ${row}.surcharge_minor + :surcharge::bigint,
    excess_minor = ${row}.excess_minor + :excess::bigint, refunding_minor = ${row}.refunding_minor + :refunding::bigint,
    refunded_minor = ${row}.refunded_minor + :refunded::bigint, over_refunded_minor = ${row}.over_refunded_minor + :over_refunded::bigint,
    open_refunds = ${row}.open_refunds + :open_refunds::integer, open_exclusive = :open_exclusive::uuid`;

/**
 * The guard locks order, charge and operation, in this order, and judges only their columns: the version (every other change of the order, also
 * one of rows that are not locked here, has raised it), the state, outcomes, amounts and open operation
 * that the decision was made on, and the lease where only its holder may write. The rest selects from it, so a lost guard writes nothing.
 * Where the operation is the charge itself, one row is both.
 */
const guard = (operation: 'c' | 'p', also = ''): string => `
with guard as (
  select o.id as order_id, o.merchant_id, c.id as charge_id${also}, ${operation}.id as operation_id, ${operation}.provider_account_id
  from "order" o join operation c on c.order_id = o.id${operation === 'p' ? ' join operation p on p.order_id = o.id and p.charge_id = c.id' : ''}
  where o.id = :order_id and c.id = :charge_id and ${operation}.id = :operation_id and o.state = :seen_state and o.version = :seen_version
    and o.cancel_requested is not distinct from :seen_cancel_requested
    and c.outcome is not distinct from :seen_charge_outcome and c.open_exclusive is not distinct from :seen_open_exclusive::uuid
    and c.captured_minor = :seen_captured and c.refunded_minor = :seen_refunded and c.over_refunded_minor = :seen_over_refunded
    and ${operation}.outcome is not distinct from :seen_outcome and ${operation}.answer is not distinct from :seen_answer
    and ${operation}.attempts = :seen_attempts and ${operation}.lease = coalesce(:lease_held::integer, ${operation}.lease)
  for update of o, c${operation === 'p' ? ', p' : ''}
)`;

/** `operation`: whose line in the history this is, and whose movements; `outcome`: what became of it. */
const effects = (operation: string, outcome: string): string => `, moved as (
  update "order" o set state = :state::text, version = o.version + 1, cancel_requested = case when :clears_cancel_request then null else o.cancel_requested end,
    next_action = case when :sets_next_action then :next_action::jsonb else o.next_action end, payment = coalesce(:payment::jsonb, o.payment),
    routing = coalesce(:routing::jsonb, o.routing), updated_at = :at
  from guard where o.id = guard.order_id returning o.id, o.version, o.state, o.merchant_id, o.merchant_order_no
), fact_row as (
  insert into fact (id, operation_id, order_id, source, attempt, lease, asked_at, received_at, outcome, result, exchanges, body_sha256, signature, request_id)
  select :fact_id::uuid, guard.operation_id, guard.order_id, :fact_source::text, :fact_attempt::integer, :fact_lease::integer, :fact_asked_at::timestamptz,
    :fact_received_at::timestamptz, :fact_outcome, :fact_result::jsonb, :fact_exchanges::jsonb, :fact_body_sha256, :fact_signature, :fact_request_id from guard
), history as (
  insert into transition (order_id, version, from_state, to_state, operation_id, operation_outcome, fact_id, cause, actor, request_id, at)
  select moved.id, moved.version, :seen_state, moved.state, ${operation}, ${outcome}, :fact_id::uuid, :cause, :actor, :request_id, :at from moved
), event as (
  insert into outbox (id, merchant_id, order_id, version, type, payload, created_at)
  select :event_id::uuid, moved.merchant_id, moved.id, moved.version, :event_type,
    jsonb_build_object('orderId', moved.id, 'merchantOrderNo', moved.merchant_order_no, 'state', moved.state, 'version', moved.version, 'operationId', ${operation}::uuid), :at
  from moved
), entries as (
  insert into entry (id, movement_id, order_id, operation_id, merchant_id, provider_account_id, account, currency, amount_minor, at)
  select leg.id, leg.movement_id, guard.order_id, ${operation}::uuid, guard.merchant_id, guard.provider_account_id, leg.account, :currency::text, leg.amount_minor, :at
  from guard, unnest(:leg_ids::uuid[], :leg_movement_ids::uuid[], :leg_accounts::text[], :leg_amounts::bigint[]) as leg (id, movement_id, account, amount_minor)
)`;

/** Nearly every finish is about the operation that was decided. One that records a change made outside us is about that. */
const ofDecided = effects(':operation_id', ':outcome::text');
const ofSubject = effects(':subject_id::uuid', ':subject_outcome::text');

/**
 * Cases, a follow-up operation, and a change made outside us. A case that was closed is opened again, in its own row; what a person makes of
 * one is written with the rest. New operations select from the row that this statement closes, for the database must see it closed: a next
 * charge stands beside no live one, a next cancel beside no open one.
 */
const rareEffects = (closed: 'charge_row' | 'operation_row'): string => `, cases as (
  insert into "case" (id, merchant_id, order_id, operation_id, kind, state, detail, fact_id, opened_at, due_at)
  select k.id, guard.merchant_id, guard.order_id, :subject_id::uuid, k.kind, 'open', k.detail, :fact_id::uuid, :at, k.due_at
  from guard, jsonb_populate_recordset(null::"case", :cases::jsonb) k
  on conflict (operation_id, kind) where superseded_by is null do update set state = 'open', detail = excluded.detail, fact_id = excluded.fact_id,
    due_at = excluded.due_at, closed_at = null, resolution = null,
    suspense_minor = case when excluded.kind = any(:settles_suspense::text[]) then null else "case".suspense_minor end, notes = jsonb_build_array(jsonb_build_object(
      'what', 'reopened', 'reason', excluded.detail, 'factId', excluded.fact_id, 'at', excluded.opened_at))
    where "case".state = 'closed'
), closed_cases as (
  update "case" k set state = 'closed', closed_at = :at, proposal = null,
    notes = jsonb_build_array(jsonb_build_object('what', 'closed_by_fact', 'factId', :fact_id::uuid, 'at', :at::timestamptz))
  from guard where k.order_id = guard.order_id and k.operation_id in (guard.operation_id, guard.charge_id) and k.state <> 'closed'
    and k.kind = any(:closes_cases::text[]) and k.id is distinct from :case_id::uuid
    and (k.operation_id = guard.operation_id or not k.kind = any(:own_cases::text[]))
), settled_case as (
  update "case" k set state = case when :case_closes::boolean then 'closed' else 'open' end, closed_at = case when :case_closes::boolean then :at::timestamptz end,
    proposal = null, resolution = :resolution::text, suspense_minor = :suspense::bigint, notes = :case_notes::jsonb
  from guard where k.id = :case_id::uuid and k.order_id = guard.order_id and k.state <> 'closed'
), added as (
  insert into operation select n.* from ${closed}, jsonb_populate_recordset(null::operation, :added::jsonb) n returning id
)`;
const result = `
select version from moved`;

const chargeRow = `, charge_row as (
  update operation c set ${setChange('c')}, ${setAmounts('c')}, looks = c.looks + :looks::integer
  from guard where c.id = guard.charge_id returning c.id
)`;
const followingRows = `, charge_row as (
  update operation c set ${setChange('c', 'charge_')}, ${setAmounts('c')}
  from guard where c.id = guard.charge_id and guard.operation_id <> guard.charge_id returning c.id
), operation_row as (
  update operation p set ${setChange('p')}, looks = p.looks + :looks::integer
  from guard where p.id = guard.operation_id and guard.operation_id <> guard.charge_id returning p.id
)`;

/**
 * A cancel or void that was given up asking (it has its case) ends by what its charge shows: it is due once more as soon as the charge has spoken, by
 * the same commit, so that a process that dies after it leaves nothing to a person alone. `heard`: the charge was not asked in vain.
 */
const takenUp = `, taken_up as (
  update operation w set due_at = :at::timestamptz
  from guard where w.id = guard.open_exclusive and :heard and w.due_at is null and w.outcome in ('pending', 'unknown')
)`;

/** What the charge shows leaves open what became of something else that is over: it is due by the same commit, and its own query tells. */
const askedAfter = `, asked_after as (
  update operation w set due_at = :at::timestamptz
  from guard where w.charge_id = guard.charge_id and w.id <> guard.charge_id and w.id = any(:asks_after::uuid[]) and w.due_at is null
)`;

/** Commit 2 where the operation is the charge itself. A next route selects from the closed charge, so that one live charge stands at a time. */
export const finishChargeStatement = named(
  'finish_charge',
  `${guard('c', ', c.open_exclusive')}${chargeRow}${takenUp}${askedAfter}${ofSubject}${rareEffects('charge_row')}${result}`,
);

/** The same where the decision opens and closes no case, begins nothing and records nothing: PostgreSQL sets up every part of a statement, also one that does nothing. */
export const finishPlainChargeStatement = named('finish_plain_charge', `${guard('c')}${chargeRow}${ofDecided}${result}`);

/** Commit 2 where the operation follows a charge: two rows, each written by one statement of its own. */
export const finishFollowingStatement = named(
  'finish_following',
  `${guard('p')}${followingRows}${ofSubject}${rareEffects('operation_row')}${result}`,
);

/** A repeat or a failed query: no fact, no version, only what to do next. Under the same guard, on the one row; and what waits for it is taken up. */
export const touchStatement = named(
  'touch_operation',
  `
with guard as (
  select p.id as operation_id, p.open_exclusive from operation p
  where p.id = :operation_id and p.outcome is not distinct from :seen_outcome and p.answer is not distinct from :seen_answer and p.attempts = :seen_attempts
  for update of p
)${takenUp}
update operation p set ${setChange('p')}, looks = p.looks + :looks::integer, repeat_count = p.repeat_count + :repeats::integer
from guard where p.id = guard.operation_id returning p.id`,
);
