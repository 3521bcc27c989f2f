import { isOpen, type Invariant } from './invariant.js';

/** Somebody will look at the operation of that row: a worker, at its time, or a person, by an open case. */
const attended = (row: string): string =>
  `(${row}.due_at is not null or exists (select from "case" k where k.order_id = ${row}.order_id and k.operation_id = ${row}.id and k.state <> 'closed'))`;

/** Each operation by itself, and against the order that it stands in. */
export const operationInvariants: readonly Invariant[] = [
  {
    name: 'open_operation_is_attended',
    says: 'Every open operation is due at some time, or a case about it is open; a charge may also wait for the cancel, void or capture that is open on it.',
    severity: 'violation',
    sql: `
select p.order_id, p.id as operation_id, format('%s %s, and nobody looks at it', p.kind, coalesce(p.outcome, 'being sent')) as detail
from operation p
where ${isOpen('p')} and not ${attended('p')} and not exists (select from operation x where x.id = p.open_exclusive and ${isOpen('x')} and ${attended('x')})`,
  },
  {
    name: 'operation_is_of_its_order',
    says: 'An operation has the merchant and currency of its order, and follows a charge of the same order at the same provider account.',
    severity: 'violation',
    sql: `
select p.order_id, p.id as operation_id, format('merchant %s, currency %s, account %s, charge %s', p.merchant_id, p.currency, p.provider_account_id, p.charge_id) as detail
from operation p left join "order" o on o.id = p.order_id left join operation c on c.id = p.charge_id
where o.id is null or c.id is null or p.merchant_id <> o.merchant_id or p.currency <> o.currency or c.order_id <> p.order_id
  or c.provider_account_id <> p.provider_account_id or c.id <> c.charge_id`,
  },
  {
    name: 'provider_key_is_used_once',
    says: 'No two operations at a provider account have the same provider key.',
    severity: 'violation',
    sql: `
select min(p.order_id::text)::uuid as order_id, min(p.id::text)::uuid as operation_id, format('%s operations with the key %s', count(*), p.provider_key) as detail
from operation p group by p.provider_account_id, p.provider_key having count(*) > 1`,
  },
  {
    name: 'outcome_is_in_the_history',
    says: 'What became of an operation after the payment is what the last line about it in its order’s history says.',
    severity: 'violation',
    sql: `
select p.order_id, p.id as operation_id, format('%s, the history says %s', p.outcome, coalesce(t.operation_outcome, 'nothing')) as detail
from operation p left join lateral (
  select h.operation_outcome from transition h where h.order_id = p.order_id and h.operation_id = p.id and h.operation_outcome is not null
  order by h.version desc limit 1
) t on true
where p.id <> p.charge_id and p.outcome is not null and t.operation_outcome is distinct from p.outcome`,
  },
  {
    name: 'case_is_about_its_order',
    says: 'A case names an operation of its own order, and is closed at a time that is not before it was opened.',
    severity: 'violation',
    sql: `
select k.order_id, k.operation_id, format('case %s (%s, %s)', k.id, k.kind, k.state) as detail
from "case" k left join operation p on p.id = k.operation_id
where p.order_id is distinct from k.order_id or p.merchant_id is distinct from k.merchant_id or (k.state = 'closed') <> (k.closed_at is not null) or k.closed_at < k.opened_at`,
  },
  {
    name: 'case_has_its_history',
    says: 'The history of a case begins when it was opened and has no gap.',
    severity: 'violation',
    sql: `
select k.order_id, k.operation_id, format('case %s (%s): %s lines up to %s', k.id, k.kind, coalesce(e.many, 0), e.highest) as detail
from "case" k left join (
  select case_id, count(*) as many, max(number) as highest, min(at) filter (where number = 1 and what = 'opened') as opened_at from case_event group by case_id
) e on e.case_id = k.id
where e.many is distinct from e.highest or e.opened_at is distinct from k.opened_at`,
  },
];
