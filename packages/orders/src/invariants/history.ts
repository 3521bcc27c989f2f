import type { Invariant } from './invariant.js';

/** The order's history, its evidence, and what is told of it. */
export const historyInvariants: readonly Invariant[] = [
  {
    name: 'one_line_per_version',
    says: 'The history of an order has one line for each version from 1 to the order’s own, without a gap.',
    severity: 'violation',
    sql: `
select o.id as order_id, null::uuid as operation_id, format('version %s, %s lines from %s to %s', o.version, coalesce(t.many, 0), t.lowest, t.highest) as detail
from "order" o left join (select order_id, count(*) as many, min(version) as lowest, max(version) as highest from transition group by order_id) t on t.order_id = o.id
where t.many is distinct from o.version or t.lowest <> 1 or t.highest <> o.version`,
  },
  {
    name: 'history_is_a_chain',
    says: 'Each line of a history begins in the state in which the one before it ended; the first begins in none, and the last ends in the order’s state.',
    severity: 'violation',
    sql: `
select t.order_id, t.operation_id, format('version %s from %s to %s, after %s', t.version, coalesce(t.from_state, 'nothing'), t.to_state, coalesce(t.before, 'nothing')) as detail
from (select order_id, operation_id, version, from_state, to_state, lag(to_state) over (partition by order_id order by version) as before from transition) t
where t.from_state is distinct from t.before
union all
select o.id, null::uuid, format('the order is %s, its history ends in %s', o.state, t.to_state)
from "order" o join transition t on t.order_id = o.id and t.version = o.version where t.to_state <> o.state`,
  },
  {
    name: 'outbox_is_complete',
    says: 'Each version of an order has exactly one event in the outbox, and each event is of a version.',
    severity: 'violation',
    sql: `
select coalesce(t.order_id, e.order_id) as order_id, t.operation_id, format('version %s has no %s', coalesce(t.version, e.version), case when e.id is null then 'event' else 'line in the history' end) as detail
from transition t full join outbox e on e.order_id = t.order_id and e.version = t.version
where t.order_id is null or e.id is null`,
  },
  {
    name: 'change_has_its_evidence',
    says: 'What an answer, a query or a notification changed names the exchange that proves it, and that exchange is kept, of the same order.',
    severity: 'violation',
    sql: `
select t.order_id, t.operation_id, format('version %s by %s has no exchange', t.version, t.cause) as detail
from transition t left join fact f on f.id = t.fact_id and f.order_id = t.order_id
where f.id is null and (t.fact_id is not null or t.cause in ('answer', 'query', 'notification'))`,
  },
];
