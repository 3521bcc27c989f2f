import { isLiveCharge, isOpen, takenOf, type Invariant } from './invariant.js';

/** What an order says of itself against its charges. */
export const orderInvariants: readonly Invariant[] = [
  {
    name: 'one_live_charge',
    says: 'An order has at most one sale or authorization that is open or approved and not marked as a duplicate.',
    severity: 'violation',
    sql: `
select c.order_id, max(c.id::text)::uuid as operation_id, format('%s live charges', count(*)) as detail
from operation c where ${isLiveCharge('c')} group by c.order_id having count(*) > 1`,
  },
  {
    name: 'undecided_order_has_open_charge',
    says: 'An order that is created, pending or uncertain has a charge that is open, or one that is approved beside an open cancel, or waits for one of our own terminals.',
    severity: 'violation',
    sql: `
select o.id as order_id, null::uuid as operation_id, format('%s without a charge that could decide it', o.state) as detail
from "order" o where o.state in ('created', 'pending', 'uncertain') and not exists (
  select from operation c where c.order_id = o.id and ${isLiveCharge('c')} and (${isOpen('c')} or c.open_exclusive is not null))
  and not (o.state = 'created' and exists (select from terminal_order w where w.order_id = o.id and w.state = 'waiting'))`,
  },
  {
    name: 'waiting_order_was_not_begun',
    says: 'An order that waits for one of our own terminals is created and has no operation; one that was taken has a charge, one that was closed has none.',
    severity: 'violation',
    sql: `
select o.id as order_id, null::uuid as operation_id, format('%s at its terminal, and %s', w.state, o.state) as detail
from terminal_order w join "order" o on o.id = w.order_id
where (w.state <> 'begun') = exists (select from operation c where c.order_id = o.id)
  or w.state = 'waiting' and o.state <> 'created' or w.state = 'closed' and o.state <> 'canceled'`,
  },
  {
    name: 'paid_order_holds_money',
    says: 'An order that is paid, refunded or refunded in part says so by the amounts of its charge.',
    severity: 'violation',
    sql: `
select o.id as order_id, c.id as operation_id, format('%s with %s taken and %s refunded', o.state, coalesce(${takenOf('c')}, 0), coalesce(c.refunded_minor, 0)) as detail
from "order" o left join operation c on c.order_id = o.id and ${isLiveCharge('c')}
where o.state in ('paid', 'partially_refunded', 'refunded') and (c.outcome is distinct from 'approved' or ${takenOf('c')} = 0 or case o.state::text
  when 'paid' then c.refunded_minor <> 0
  when 'partially_refunded' then c.refunded_minor = 0 or c.refunded_minor >= ${takenOf('c')}
  else c.refunded_minor < ${takenOf('c')} end)`,
  },
  {
    name: 'authorized_order_holds_a_hold',
    says: 'An order that is authorized has an approved authorization of which nothing was taken.',
    severity: 'violation',
    sql: `
select o.id as order_id, c.id as operation_id, format('authorized with %s taken', coalesce(${takenOf('c')}, 0)) as detail
from "order" o left join operation c on c.order_id = o.id and ${isLiveCharge('c')}
where o.state = 'authorized' and (c.kind is distinct from 'authorize' or c.outcome is distinct from 'approved' or ${takenOf('c')} <> 0)`,
  },
  {
    name: 'closed_order_holds_nothing',
    says: 'An order that failed, was canceled or reversed has no open charge and holds no money but in a duplicate.',
    severity: 'violation',
    sql: `
select o.id as order_id, c.id as operation_id, format('%s with a charge %s and %s taken', o.state, coalesce(c.outcome, 'being sent'), ${takenOf('c')}) as detail
from "order" o join operation c on c.order_id = o.id and ${isLiveCharge('c')}
where o.state in ('failed', 'canceled', 'reversed') and (${isOpen('c')} or ${takenOf('c')} <> 0 or (o.state = 'failed' and c.outcome = 'approved'))`,
  },
];
