import { EXCLUSIVE, isOpen, takenOf, type Invariant } from './invariant.js';

/** Of each charge, the amounts of those operations that follow it, added up. */
const sumOf = (kind: string, which: string): string =>
  `(select p.charge_id, sum(p.amount_minor) as amount, count(*) as many from operation p where p.kind = '${kind}' and ${which} group by p.charge_id)`;
const APPROVED = `p.outcome = 'approved'`;

/** The charge of that row was let go or given back whole: nothing of it is counted as taken any more. */
const undone = (row: string): string =>
  `exists (select from operation u where u.order_id = ${row}.order_id and u.charge_id = ${row}.id and u.kind in ('void', 'cancel') and u.outcome = 'approved')`;

const AMOUNTS = [
  'authorized',
  'capturing',
  'captured',
  'tip_taken',
  'cashback',
  'surcharge',
  'excess',
  'refunding',
  'refunded',
  'over_refunded',
];

/** A charge's own row against the operations that follow it. */
export const chargeInvariants: readonly Invariant[] = [
  {
    name: 'reserved_for_refunds',
    says: 'A charge reserves what its open refunds may give back, and counts them.',
    severity: 'violation',
    sql: `
select c.order_id, c.id as operation_id, format('%s reserved for %s refunds, open are %s in %s', c.refunding_minor, c.open_refunds, coalesce(s.amount, 0), coalesce(s.many, 0)) as detail
from operation c left join ${sumOf('refund', isOpen('p'))} s on s.charge_id = c.id
where c.id = c.charge_id and (c.refunding_minor <> coalesce(s.amount, 0) or c.open_refunds <> coalesce(s.many, 0))`,
  },
  {
    name: 'refunded_by_refunds',
    says: 'What a charge has given back is the sum of its approved refunds.',
    severity: 'violation',
    sql: `
select c.order_id, c.id as operation_id, format('%s refunded, approved refunds are %s', c.refunded_minor, coalesce(s.amount, 0)) as detail
from operation c left join ${sumOf('refund', APPROVED)} s on s.charge_id = c.id
where c.id = c.charge_id and c.refunded_minor <> coalesce(s.amount, 0)`,
  },
  {
    name: 'reserved_for_capture',
    says: 'A hold reserves what its open capture may take.',
    severity: 'violation',
    sql: `
select c.order_id, c.id as operation_id, format('%s reserved, open captures are %s', c.capturing_minor, coalesce(s.amount, 0)) as detail
from operation c left join ${sumOf('capture', isOpen('p'))} s on s.charge_id = c.id
where c.id = c.charge_id and c.capturing_minor <> coalesce(s.amount, 0)`,
  },
  {
    name: 'captured_by_captures',
    says: 'What was taken of a hold, with what is above it, is the sum of its approved captures, or nothing once it was undone.',
    severity: 'violation',
    sql: `
select c.order_id, c.id as operation_id, format('%s captured, approved captures are %s', c.captured_minor + c.excess_minor, coalesce(s.amount, 0)) as detail
from operation c left join ${sumOf('capture', APPROVED)} s on s.charge_id = c.id
where c.kind = 'authorize' and not c.duplicate and c.captured_minor + c.excess_minor <> coalesce(s.amount, 0) and not (c.captured_minor = 0 and ${undone('c')})`,
  },
  {
    name: 'authorized_by_increments',
    says: 'What a charge may take is what was asked for, and its approved increments.',
    severity: 'violation',
    sql: `
select c.order_id, c.id as operation_id, format('%s authorized, asked were %s and increments %s', c.authorized_minor, c.amount_minor, coalesce(s.amount, 0)) as detail
from operation c left join ${sumOf('increment', APPROVED)} s on s.charge_id = c.id
where c.id = c.charge_id and c.authorized_minor <> coalesce(c.amount_minor, 0) + coalesce(s.amount, 0)`,
  },
  {
    name: 'tip_by_last_adjustment',
    says: 'The tip of a charge is the one that was set last, or nothing once the charge was undone.',
    severity: 'violation',
    sql: `
select c.order_id, c.id as operation_id, format('a tip of %s, set last was %s', c.tip_taken_minor, s.tip_minor) as detail
from operation c join (
  select distinct on (p.charge_id) p.charge_id, p.tip_minor from operation p where p.kind = 'adjust_tip' and p.outcome = 'approved'
  order by p.charge_id, p.finished_at desc, p.id desc
) s on s.charge_id = c.id
where c.tip_taken_minor is distinct from s.tip_minor and not (c.tip_taken_minor = 0 and ${undone('c')})`,
  },
  {
    name: 'open_exclusive_is_named',
    says: 'A charge names the one capture, increment, tip, void or cancel that is open on it, and none where none is.',
    severity: 'violation',
    sql: `
select c.order_id, c.id as operation_id, format('names %s, which is not open on it', c.open_exclusive) as detail
from operation c left join operation p on p.id = c.open_exclusive and p.charge_id = c.id and p.kind in ${EXCLUSIVE} and ${isOpen('p')}
where c.open_exclusive is not null and p.id is null
union all
select p.order_id, p.id, format('%s is open and its charge does not name it', p.kind)
from operation p join operation c on c.id = p.charge_id
where p.kind in ${EXCLUSIVE} and ${isOpen('p')} and c.open_exclusive is distinct from p.id`,
  },
  {
    name: 'amounts_within_bounds',
    says: 'No more is captured than was authorized, no more given back than was taken but what is marked as such, and no refund is open beside an exclusive operation.',
    severity: 'violation',
    sql: `
select c.order_id, c.id as operation_id, format('authorized %s, captured %s and %s being captured; taken %s, refunded %s and %s being refunded, %s of it above the taken; %s refunds open',
  c.authorized_minor, c.captured_minor, c.capturing_minor, ${takenOf('c')}, c.refunded_minor, c.refunding_minor, c.over_refunded_minor, c.open_refunds) as detail
from operation c
where c.captured_minor + c.capturing_minor > c.authorized_minor or c.refunded_minor + c.refunding_minor - c.over_refunded_minor > ${takenOf('c')}
  or (c.open_exclusive is not null and c.open_refunds > 0)`,
  },
  {
    name: 'only_charges_hold_amounts',
    says: 'Only a sale or an authorization carries amounts, and each is its own charge.',
    severity: 'violation',
    sql: `
select p.order_id, p.id as operation_id, format('%s of charge %s', p.kind, p.charge_id) as detail
from operation p
where (p.kind in ('sale', 'authorize')) <> (p.id = p.charge_id)
  or (p.id <> p.charge_id and (p.open_exclusive is not null or p.open_refunds <> 0 or ${AMOUNTS.map((name) => `p.${name}_minor <> 0`).join(' or ')}))`,
  },
  {
    name: 'unproven_charges_hold_nothing',
    says: 'Money counts as taken only of a charge that the provider said an explicit yes to.',
    severity: 'violation',
    sql: `
select c.order_id, c.id as operation_id, format('%s with %s taken and %s refunded', coalesce(c.outcome, 'being sent'), ${takenOf('c')}, c.refunded_minor) as detail
from operation c
where c.id = c.charge_id and c.outcome is distinct from 'approved' and (${takenOf('c')} <> 0 or c.capturing_minor <> 0 or c.refunded_minor <> 0 or c.refunding_minor <> 0)`,
  },
];
