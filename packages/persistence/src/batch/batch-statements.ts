import { named } from '../engine/named.js';

/**
 * Commit 1 of a close. Nothing is there to lock: where the key was used, or another close of the account is not over, the insert returns nothing.
 */
export const beginBatchStatement = named(
  'begin_batch',
  'insert into batch select b.* from jsonb_populate_record(null::batch, :batch::jsonb) b on conflict do nothing returning *',
);

/** Every write after it: the guard locks the batch and judges its columns, and the one update selects from the guard. */
const write = (name: string, when: string, set: string) =>
  named(
    name,
    `
with guard as (
  select b.id as batch_id from batch b where b.id = :id and b.state = 'closing' and ${when} for update of b
)
update batch b set ${set} from guard where b.id = guard.batch_id returning b.*`,
  );

/** No answer has proved the close yet. */
const unproved = 'b.closed_as_of is null';
/** Exchanges that a close keeps, the latest: it may be asked again by hand without an end. */
export const MOST_EXCHANGES = 20;
const latest = `select jsonb_agg(e.exchange order by e.place) from (
  select * from jsonb_array_elements(b.exchanges || :exchanges::jsonb) with ordinality as all_of (exchange, place) order by place desc limit ${String(MOST_EXCHANGES)}) e`;
const evidence = `provider_code = :provider_code::text, message = :message::text, exchanges = coalesce((${latest}), '[]')`;

/** A further send: only by the holder of the lease. */
export const beginBatchAttemptStatement = write(
  'begin_batch_attempt',
  `b.lease = :lease and ${unproved}`,
  'attempts = b.attempts + 1, send_until = :send_until, due_at = :due_at, asked_at = :asked_at',
);

/**
 * The provider's word that all of the scope is closed is kept, whoever heard it. What is in it is stamped after this, by whoever heard it: the
 * lease becomes his. Until then the batch is due.
 */
export const proveBatchStatement = write(
  'prove_batch',
  unproved,
  `lease = b.lease + 1, closed_as_of = :asked_at, stated_count = :stated_count::integer, stated_total_minor = :stated_total::bigint, due_at = :due_at, ${evidence}`,
);

/** A no is believed of the only send: after a second one it says nothing about the first. */
export const refuseBatchStatement = write(
  'refuse_batch',
  `b.attempts = 1 and ${unproved}`,
  `state = 'refused', due_at = null, finished_at = :at, ${evidence}`,
);

/** Nothing certain was heard. When to ask again is for the holder of the lease to say. */
export const leaveBatchOpenStatement = write(
  'leave_batch_open',
  unproved,
  `due_at = case when b.lease = :lease then :due_at::timestamptz else b.due_at end, ${evidence}`,
);

/** Everything that the close took is stamped, and counted by the holder of the lease: who claims it meanwhile may stamp more, and counts again. */
export const finishBatchStatement = write(
  'finish_batch',
  'b.lease = :lease and b.closed_as_of is not null',
  `state = 'closed', due_at = null, finished_at = :at, own_count = :own_count, own_total_minor = :own_total`,
);

/** As operations are claimed: a lease, and `due_at` past what its holder may do. An account has one close at a time, so none starves another. */
export const claimBatchesStatement = named(
  'claim_batches',
  `
with due as (
  select b.id from batch b where b.due_at <= :now order by b.due_at limit :most for update of b skip locked
)
update batch b set lease = b.lease + 1, due_at = :lease_until from due where b.id = due.id returning b.*`,
);

/** One of them, due or not: somebody asked for it now. */
export const claimBatchStatement = named(
  'claim_batch',
  `update batch set lease = lease + 1, due_at = :lease_until where id = :id and lease = :lease and state = 'closing' returning *`,
);

/**
 * Marks charges, and refunds beside them, as handed in with a batch; each order changes by one version, however many of its operations are marked.
 * A charge to which something is being done is left for the next close: a void that has worked is not in this one, and that is not known yet.
 * It judges by itself what is still to be marked, so it may be run again over what was marked before. It holds the batch, and marks nothing
 * for one who has lost its lease: what the batch's holder has counted by then would no longer be all. After the batch, orders are locked in
 * the order of their ids, each before its operations, so that two of these and every other statement wait for each other in one direction.
 */
export const stampStatement = named(
  'stamp_batch',
  `
with held as (
  select b.id as batch_id from batch b
  where b.id = :batch_id and b.lease = :lease and b.state = 'closing' and b.closed_as_of is not null for no key update of b
), guard as (
  select held.batch_id, o.id as order_id, c.id as operation_id
  from held, "order" o join operation c on c.order_id = o.id
  where c.id = any(:operation_ids::uuid[]) and c.outcome = 'approved' and c.batch_id is null
    and (c.kind = 'refund' or (c.kind in ('sale', 'authorize') and c.captured_minor > 0 and c.open_exclusive is null))
  order by o.id, c.id
  for update of o, c
), stamped as (
  update operation c set batch_id = guard.batch_id from guard where c.id = guard.operation_id returning c.id
), moved as (
  update "order" o set version = o.version + 1, updated_at = :at
  from guard where o.id = guard.order_id returning o.id, o.version, o.state, o.merchant_id, o.merchant_order_no
), history as (
  insert into transition (order_id, version, from_state, to_state, cause, actor, request_id, at)
  select moved.id, moved.version, moved.state, moved.state, 'batch_closed', :actor, :request_id, :at from moved
), event as (
  insert into outbox (id, merchant_id, order_id, version, type, payload, created_at)
  select e.id, moved.merchant_id, moved.id, moved.version, 'order.updated',
    jsonb_build_object('orderId', moved.id, 'merchantOrderNo', moved.merchant_order_no, 'state', moved.state, 'version', moved.version), :at
  from moved join unnest(:order_ids::uuid[], :event_ids::uuid[]) as e (order_id, id) on e.order_id = moved.id
)
select id from stamped`,
);
