import { named } from '../engine/named.js';

/** What a holder of a claim needs to know. `e` is the endpoint. */
const claimedColumns = (row: string): string =>
  `${row}.id, ${row}.merchant_id as "merchantId", ${row}.endpoint_id as "endpointId", ${row}.order_id as "orderId", ${row}.version, ${row}.type,
  ${row}.occurred_at as "occurredAt", coalesce(${row}.url, e.url) as url, e.kind, ${row}.payload, ${row}.attempts, ${row}.lease, ${row}.created_at as "createdAt",
  e.failures >= :failing_after::integer as failing`;

/** Of the same order to the same endpoint: a lower version, or the same one asked for earlier, goes first. */
const before = (one: string, other: string): string =>
  `${one}.endpoint_id = ${other}.endpoint_id and ${one}.order_id = ${other}.order_id and ${one}.state = 'pending' and (${one}.version, ${one}.id) < (${other}.version, ${other}.id)`;

/**
 * Claims deliveries that are due, as leases. Fair by endpoint: each that has something waiting (a skip scan over the index, so that what is
 * finished costs nothing) gives its share, one that fails gives one, and those whose calls fill their share (`except`) give none.
 * Only the lowest undelivered version of an order is claimed. What waits behind it is put off until then: to when that one is due again, and
 * only for a moment while it is on its way, since its end wakes the next. What goes to an endpoint that is no longer enabled is given up.
 * Of a till's order nothing waits: its protocol promises no order, and a receiver that never acknowledges would hear of a refund ten minutes late.
 * Rows are named as arrays too: by a join alone the generic plan, which knows no limit, would read the whole table for a handful of them. For the same
 * reason an order is asked about by a value of it, never by whether one exists, for which the plan would read them all.
 */
export const claimDeliveriesStatement = named(
  'claim_deliveries',
  `
with recursive lane (id) as (
  (select d.endpoint_id from webhook_delivery d where d.due_at is not null order by d.endpoint_id limit 1)
  union all
  select (select d.endpoint_id from webhook_delivery d where d.due_at is not null and d.endpoint_id > lane.id order by d.endpoint_id limit 1)
  from lane where lane.id is not null
), due as (
  select d.*, e.state as endpoint_state, e.kind as endpoint_kind from lane join webhook_endpoint e on e.id = lane.id cross join lateral (
    select d.id, d.endpoint_id, d.order_id, d.version from webhook_delivery d where d.endpoint_id = lane.id and d.due_at <= :now
    order by d.due_at, d.version, d.id limit case when e.failures >= :failing_after::integer then 1 else :per_endpoint::integer end for update of d skip locked
  ) d
  where lane.id <> all(:except::uuid[])
), judged as (
  select due.id, due.endpoint_state, head.id as head_id, head.due_at as head_due_at, head.in_flight as head_in_flight
  from due left join lateral (
    select h.id, h.due_at, h.in_flight from webhook_delivery h where ${before('h', 'due')} order by h.version, h.id limit 1
  ) head on due.endpoint_kind = 'endpoint' or (select o.content -> 'terminal' is null from "order" o where o.id = due.order_id)
), given_up as (
  update webhook_delivery d set state = 'dead', reason = case j.endpoint_state when 'deleted' then 'endpoint_deleted' else 'endpoint_disabled' end,
    in_flight = false, due_at = null, finished_at = :now
  from judged j where d.id = any (array(select id from due)) and d.id = j.id and j.endpoint_state <> 'enabled' returning d.id
), put_off as (
  update webhook_delivery d set due_at = case when j.head_in_flight then :a_moment_later::timestamptz else greatest(j.head_due_at, :a_moment_later) end
  from judged j where d.id = any (array(select id from due)) and d.id = j.id and j.endpoint_state = 'enabled' and j.head_id is not null and not exists (select from due h where h.id = j.head_id)
  returning d.id
), claimed as (
  update webhook_delivery d set lease = d.lease + 1, in_flight = true, due_at = :lease_until
  from judged j where d.id = any (array(select id from due)) and d.id = j.id and j.endpoint_state = 'enabled' and j.head_id is null returning d.*
)
select ${claimedColumns('c')},
  case when c.attempts > 0 then (select n.id from webhook_delivery n where n.endpoint_id = c.endpoint_id and n.order_id = c.order_id and n.state = 'pending'
    and (n.version, n.id) > (c.version, c.id) and n.created_at <= :superseded_before::timestamptz order by n.version desc, n.id desc limit 1) end as "supersededBy"
from claimed c join webhook_endpoint e on e.id = c.endpoint_id`,
);

/** In the place of a view that could not be delivered goes a later one that has waited for an hour; what lies between is skipped. Only by the lease's holder. */
export const supersedeStatement = named(
  'supersede_delivery',
  `
with head as (
  select d.id, d.attempts from webhook_delivery d where d.id = :id and d.lease = :lease and d.state = 'pending' for update of d
), taken as (
  update webhook_delivery d set lease = d.lease + 1, in_flight = true, due_at = :lease_until, attempts = head.attempts
  from head where d.id = :superseded_by and d.state = 'pending' and not d.in_flight returning d.*
), skipped as (
  update webhook_delivery d set state = 'skipped', reason = 'superseded', in_flight = false, due_at = null, finished_at = :now
  from taken where ${before('d', 'taken')} returning d.id
)
select ${claimedColumns('c')}, null as "supersededBy" from taken c join webhook_endpoint e on e.id = c.endpoint_id`,
);

/** The next view of the order goes now. */
const woken = (when: string, at: string): string => `, woken as (
  update webhook_delivery n set due_at = ${at} from done
  where ${when} and n.due_at > ${at} and not n.in_flight and n.id = (
    select m.id from webhook_delivery m where m.endpoint_id = done.endpoint_id and m.order_id = done.order_id and m.state = 'pending' and m.id <> done.id
    order by m.version, m.id limit 1)
)`;

/** They were taken. That is true whoever heard it, so no lease is asked for. Their endpoints have no failures any more, and the next view of each order goes. */
export const deliveredStatement = named(
  'delivered',
  `
with given as (
  select * from unnest(:ids::uuid[], :tries::text[], :ats::timestamptz[]) as g (id, try, at)
), done as (
  update webhook_delivery d set state = 'delivered', reason = null, in_flight = false, due_at = null, attempts = d.attempts + 1,
    tries = d.tries || given.try::jsonb, finished_at = given.at
  from given where d.id = given.id and d.state = 'pending' returning d.id, d.endpoint_id, d.order_id, given.at
)${woken('true', 'done.at')}, healthy as (
  update webhook_endpoint e set failures = 0, failing_since = null where e.failures > 0 and e.id in (select done.endpoint_id from done)
)
select id from done`,
);

/** It was not taken: it is due again, or given up (no `due_at`). Only by the lease's holder. `counts`: whether it speaks against the endpoint. */
export const failedStatement = named(
  'delivery_failed',
  `
with done as (
  update webhook_delivery d set state = case when :due_at::timestamptz is null then 'dead' else 'pending' end, reason = :reason, in_flight = false,
    due_at = :due_at, attempts = d.attempts + 1, tries = d.tries || :try::jsonb,
    finished_at = case when :due_at::timestamptz is null then :at::timestamptz end
  where d.id = :id and d.lease = :lease and d.state = 'pending' returning d.id, d.endpoint_id, d.order_id
)${woken(':due_at::timestamptz is null', ':at')}, failing as (
  update webhook_endpoint e set failures = e.failures + 1, failing_since = coalesce(e.failing_since, :at) from done
  where e.id = done.endpoint_id and :counts returning e.id, e.failures, e.failing_since
)
select done.id, failing.failures, failing.failing_since as "failingSince" from done left join failing on true`,
);

/** The endpoint takes nothing more, and the merchant's other endpoints hear of it. */
export const disableStatement = named(
  'disable_webhook_endpoint',
  `
with disabled as (
  update webhook_endpoint e set state = :state, state_at = :at::timestamptz, updated_at = :at where e.id = :id and e.state = 'enabled'
  returning e.id, e.merchant_id, e.url
), told as (
  insert into webhook_delivery (id, merchant_id, endpoint_id, type, occurred_at, payload, state, attempts, tries, lease, in_flight, due_at, created_at)
  select webhook_delivery_id(:event_id::uuid, o.id), o.merchant_id, o.id, 'webhook.endpoint_disabled', :at,
    jsonb_build_object('endpointId', disabled.id, 'url', disabled.url, 'reason', :state::text, 'failingSince', :failing_since::text), 'pending', 0, '[]', 0, false, :at, :at
  from disabled join webhook_endpoint o on o.merchant_id = disabled.merchant_id and o.id <> disabled.id and o.kind = 'endpoint' and o.state = 'enabled'
    and (o.event_types is null or 'webhook.endpoint_disabled' = any(o.event_types))
)
select id from disabled`,
);

/** A page of what ended long ago. A test takes the key that stood for it along: no key stands for nothing. */
export const forgetStatement = named(
  'forget_deliveries',
  `
with gone as (
  delete from webhook_delivery where id = any (array(
    select id from webhook_delivery where finished_at < :before order by finished_at limit :most for update skip locked))
  returning id, merchant_id, idempotency_key
), keys as (
  delete from idempotency_key k where k.merchant_id = any (array(select merchant_id from gone where idempotency_key is not null))
    and k.key = any (array(select idempotency_key from gone where idempotency_key is not null))
    and k.used_for = 'webhook_delivery' and k.row_id in (select id from gone)
)
select count(*)::integer as count from gone`,
);

/** A test: written as it is being sent, by the process that sends it. */
export const beginTestStatement = named(
  'begin_webhook_test',
  `
insert into webhook_delivery (id, merchant_id, endpoint_id, type, occurred_at, payload, state, attempts, tries, lease, in_flight, due_at,
  idempotency_key, idempotency_hashes, created_at)
values (:id, :merchant_id, :endpoint_id, 'webhook.test', :at::timestamptz, :payload, 'pending', 0, '[]', 1, true, :lease_until, :idempotency_key, :idempotency_hashes, :at)
on conflict (merchant_id, idempotency_key) where idempotency_key is not null do nothing returning id`,
);
