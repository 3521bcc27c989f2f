import { takenOf, type Invariant } from './invariant.js';

/** What the entries of a charge, and of what follows it, add up to by account: a receivable is a debit, the others are credits. */
const BOOKS = `
with books as (
  select p.charge_id,
    sum(e.amount_minor) filter (where e.account = 'provider_receivable') as receivable,
    -sum(e.amount_minor) filter (where e.account = 'merchant_payable') as payable,
    -sum(e.amount_minor) filter (where e.account = 'suspense') as suspense
  from entry e join operation p on p.id = e.operation_id group by p.charge_id
), written_off as (
  select p.charge_id, sum(k.suspense_minor) as amount from "case" k join operation p on p.id = k.operation_id
  where k.suspense_minor is not null group by p.charge_id
)`;

/** What is left of a duplicate, as long as the merchant was not given it: then it is owed like every other payment. */
const NOT_KEPT = `case when c.duplicate and not exists (
    select from "case" k where k.operation_id = c.id and k.kind = 'duplicate_charge' and k.state = 'closed' and k.resolution = 'keep'
  ) then ${takenOf('c')} - c.refunded_minor else 0 end`;

/** The ledger by itself and against the amounts of the charges. */
export const ledgerInvariants: readonly Invariant[] = [
  {
    name: 'movements_balance',
    says: 'Every movement in the ledger has two legs of one currency that add up to zero.',
    severity: 'violation',
    sql: `
select min(e.order_id::text)::uuid as order_id, min(e.operation_id::text)::uuid as operation_id,
  format('movement %s has %s legs that add up to %s', e.movement_id, count(*), sum(e.amount_minor)) as detail
from entry e group by e.movement_id having count(*) <> 2 or sum(e.amount_minor) <> 0 or min(e.currency) <> max(e.currency)`,
  },
  {
    name: 'entries_are_of_their_operation',
    says: 'An entry is in the currency of its order, at the account and of the merchant of its operation.',
    severity: 'violation',
    sql: `
select e.order_id, e.operation_id, format('entry %s: %s at account %s of merchant %s', e.id, e.currency, e.provider_account_id, e.merchant_id) as detail
from entry e left join operation p on p.id = e.operation_id
where p.order_id is distinct from e.order_id or p.currency is distinct from e.currency or p.provider_account_id is distinct from e.provider_account_id
  or p.merchant_id is distinct from e.merchant_id`,
  },
  {
    name: 'ledger_says_what_charges_say',
    says: 'What the provider owes for a charge is what it took less what it gave back, and the same is owed to the merchant, but for what stands in suspense.',
    severity: 'violation',
    sql: `${BOOKS}
select c.order_id, c.id as operation_id, format('taken %s and refunded %s; the ledger says receivable %s, payable %s, suspense %s',
  ${takenOf('c')}, c.refunded_minor, coalesce(b.receivable, 0), coalesce(b.payable, 0), coalesce(b.suspense, 0)) as detail
from operation c left join books b on b.charge_id = c.id left join written_off w on w.charge_id = c.id
where c.id = c.charge_id and ${takenOf('c')} - c.refunded_minor <>
  case when c.duplicate then coalesce(b.receivable, 0) - coalesce(w.amount, 0) else coalesce(b.payable, 0) end`,
  },
  {
    name: 'suspense_is_explained',
    says: 'Money stands in suspense only for a duplicate charge that nobody has kept, all that is left of it, for one whose cancel is open, where a case is open, or as a case was written off.',
    severity: 'violation',
    sql: `${BOOKS}
select c.order_id, c.id as operation_id, format('%s in suspense', coalesce(b.suspense, 0)) as detail
from books b join operation c on c.id = b.charge_id left join written_off w on w.charge_id = c.id
where coalesce(b.suspense, 0) <> coalesce(w.amount, 0) + ${NOT_KEPT}
  and (c.duplicate or coalesce(b.suspense, 0) < 0 or (c.open_exclusive is null and not exists (select from "case" k where k.order_id = c.order_id and k.state <> 'closed')))`,
  },
];
