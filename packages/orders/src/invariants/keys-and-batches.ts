import type { Invariant } from './invariant.js';

/** Rows that take an idempotency key, and what they are called in the table of keys. */
const KEYED = `
select merchant_id, idempotency_key as key, 'operation' as used_for, id as row_id, order_id from operation where idempotency_key is not null
union all select merchant_id, idempotency_key, 'batch', id, null::uuid from batch
union all select merchant_id, idempotency_key, 'agreement', id, null::uuid from agreement where idempotency_key is not null
union all select merchant_id, confirm_key, 'confirmation', id, null::uuid from agreement where confirm_key is not null
union all select merchant_id, idempotency_key, 'case', case_id, null::uuid from case_event where idempotency_key is not null
union all select merchant_id, idempotency_key, 'webhook_endpoint', id, null::uuid from webhook_endpoint where idempotency_key is not null
union all select merchant_id, idempotency_key, 'webhook_secret', id, null::uuid from webhook_secret where idempotency_key is not null
union all select merchant_id, idempotency_key, 'webhook_delivery', id, null::uuid from webhook_delivery where idempotency_key is not null
union all select merchant_id, idempotency_key, 'webhook_replay', id, null::uuid from webhook_replay
union all select merchant_id, idempotency_key, 'setting', id, null::uuid from audit_entry where idempotency_scope = merchant_id::text`;

/** A code that was refused leaves its key used, and the agreement carries that of the next one. */
const AN_EARLIER_CONFIRMATION = `(i.used_for = 'confirmation' and exists (
  select from agreement a where a.id = i.row_id and a.merchant_id = i.merchant_id and a.confirm_key is not null))`;

/** What stands for a request that comes again, and what is handed in for settlement. */
export const keyAndBatchInvariants: readonly Invariant[] = [
  {
    name: 'keys_stand_for_their_rows',
    says: 'Each idempotency key stands for the one row that was written under it, and each such row has its key.',
    severity: 'violation',
    sql: `
select coalesce(r.order_id, p.order_id) as order_id, case when coalesce(r.used_for, i.used_for) = 'operation' then coalesce(r.row_id, i.row_id) end as operation_id,
  case when i.key is null then format('%s %s has no key', r.used_for, r.row_id) else format('the key of %s %s stands for no row of its own', i.used_for, i.row_id) end as detail
from (${KEYED}) r full join idempotency_key i
  on i.merchant_id = r.merchant_id and i.key = r.key and i.used_for = r.used_for and i.row_id = r.row_id
  left join operation p on p.id = i.row_id and i.used_for = 'operation'
where i.row_id is null or (r.row_id is null and not ${AN_EARLIER_CONFIRMATION})`,
  },
  {
    name: 'key_has_its_content',
    says: 'An operation that was written under an idempotency key or a refund number of the merchant’s keeps the hashes of what was asked under it.',
    severity: 'violation',
    sql: `
select p.order_id, p.id as operation_id, format('%s without the hashes of its content', p.kind) as detail
from operation p where p.idempotency_hashes is null and (p.idempotency_key is not null or (p.kind = 'refund' and p.origin = 'merchant'))`,
  },
  {
    name: 'stamped_operations_are_settled',
    says: 'Only approved charges and refunds are marked as handed in, with a batch of their own account and merchant that the provider said is closed.',
    severity: 'violation',
    sql: `
select p.order_id, p.id as operation_id, format('%s %s in batch %s, which is %s', p.kind, coalesce(p.outcome, 'being sent'), p.batch_id, coalesce(b.state, 'not there')) as detail
from operation p left join batch b on b.id = p.batch_id
where p.batch_id is not null and (b.id is null or b.closed_as_of is null or b.provider_account_id <> p.provider_account_id or b.merchant_id <> p.merchant_id
  or p.kind not in ('sale', 'authorize', 'refund') or p.outcome is distinct from 'approved')`,
  },
  {
    name: 'closed_batches_count_what_is_in_them',
    says: 'A closed batch counts each operation that is marked with it.',
    severity: 'violation',
    sql: `
select null::uuid as order_id, null::uuid as operation_id, format('batch %s counts %s, and %s are marked with it', b.id, b.own_count, coalesce(p.marked, 0)) as detail
from batch b left join (select batch_id, count(*) as marked from operation where batch_id is not null group by batch_id) p on p.batch_id = b.id
where b.state = 'closed' and b.own_count is distinct from coalesce(p.marked, 0)`,
  },
];
