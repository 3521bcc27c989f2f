import type { Invariant } from './invariant.js';

/** How long after its time something may be before it counts as late: no query, back-off or restart takes so long. */
export const LATE_AFTER_MS = 60 * 60 * 1000;

/** What a worker that runs would have done long ago. */
export const delays: readonly Invariant[] = [
  {
    name: 'due_operations_are_looked_at',
    says: 'No operation waits for a worker for more than an hour.',
    severity: 'delay',
    sql: `
select p.order_id, p.id as operation_id, format('%s %s, due since %s', p.kind, coalesce(p.outcome, 'being sent'), p.due_at) as detail
from operation p where p.due_at < $1`,
  },
  {
    name: 'expired_orders_are_closed',
    says: 'No order waits for more than an hour after its payer’s time is over.',
    severity: 'delay',
    sql: `
select o.id as order_id, null::uuid as operation_id, format('%s, expired at %s', o.state, o.expires_at) as detail
from "order" o where not o.expiry_handled and o.state in ('created', 'pending', 'uncertain') and o.expires_at < $1`,
  },
  {
    name: 'due_batches_are_carried_on',
    says: 'No close of a batch waits for a worker for more than an hour.',
    severity: 'delay',
    sql: `
select null::uuid as order_id, null::uuid as operation_id, format('batch %s, due since %s', b.id, b.due_at) as detail
from batch b where b.due_at < $1`,
  },
];
