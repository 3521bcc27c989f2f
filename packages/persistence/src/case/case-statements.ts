import { named } from '../engine/named.js';
import { eventOf } from '../engine/moved.js';

/**
 * A line of history that changes nothing which the order's view shows: a comment, an owner, that the provider is asked. An owner is given to what is
 * not closed. `notes` are told apart from the ones before by their key or id.
 */
export const noteCaseStatement = named(
  'note_case',
  `
with guard as (
  select k.id as case_id from "case" k
  where k.id = :case_id and k.merchant_id = :merchant_id and (not :sets_owner::boolean or k.state <> 'closed')
  for update of k
)
update "case" k set owner = case when :sets_owner::boolean then :owner::text else k.owner end, notes = :notes::jsonb
from guard where k.id = guard.case_id returning k.id`,
);

/**
 * A case begins to wait for a second person, or no longer does. The order's view shows that, so its version rises; the version is also what the
 * guard judges, for every change of a case's state has raised it.
 */
export const moveCaseStatement = named(
  'move_case',
  `
with guard as (
  select o.id as order_id, k.id as case_id from "order" o join "case" k on k.order_id = o.id
  where k.id = :case_id and k.merchant_id = :merchant_id and k.state = :seen_state and o.version = :seen_version
  for update of o, k
), waiting as (
  update "case" k set state = :state, proposal = :proposal::jsonb, notes = :notes::jsonb from guard where k.id = guard.case_id returning k.operation_id
), moved as (
  update "order" o set version = o.version + 1, updated_at = :at
  from guard where o.id = guard.order_id returning o.id, o.version, o.state, o.merchant_id, o.merchant_order_no
), history as (
  insert into transition (order_id, version, from_state, to_state, operation_id, cause, actor, request_id, at)
  select moved.id, moved.version, moved.state, moved.state, waiting.operation_id, :cause, :actor, :request_id, :at from moved, waiting
), ${eventOf("'order.updated'")}
select version from moved`,
);
