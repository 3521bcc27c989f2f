/**
 * What the statements share that move an order: `moved` is the common table expression of their own that holds the order's new version. These
 * follow it, with the named parameters :event_id and :at.
 */

/** The change is told: the order's event, of a type that is given as SQL. */
export const eventOf = (type: string): string => `event as (
  insert into outbox (id, merchant_id, order_id, version, type, payload, created_at)
  select :event_id::uuid, moved.merchant_id, moved.id, moved.version, ${type},
    jsonb_build_object('orderId', moved.id, 'merchantOrderNo', moved.merchant_order_no, 'state', moved.state, 'version', moved.version), :at from moved
)`;

/** An operation begins, for the one row of `guard`: its row (:operation), the transition that it causes, the event; the result is the version. */
export const operationBegun = `begun as (
  insert into operation select p.* from guard, jsonb_populate_record(null::operation, :operation::jsonb) p returning id
), history as (
  insert into transition (order_id, version, from_state, to_state, operation_id, cause, actor, request_id, at)
  select moved.id, moved.version, moved.state, moved.state, begun.id, :cause, :actor, :request_id, :at from moved, begun
), ${eventOf("'order.updated'")}
select version from moved`;
