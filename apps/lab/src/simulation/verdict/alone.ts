import type { Pool } from 'pg';
import type { Finding } from './books.js';

/** A name as people read it, by PostgreSQL's own means: the engine's are what is judged. */
const read = (name: string): string => `lower(regexp_replace(btrim(normalize(${name}, NFKC)), '\\s+', ' ', 'g'))`;

/** Who agreed is who had proposed it, however the name was written. */
const withOneself = `
select o.merchant_order_no as "order", format('case %s: %s agreed to what the same person had proposed', k.kind, a.person) as what
from case_event a join "case" k on k.id = a.case_id join "order" o on o.id = k.order_id
join lateral (select person from case_event p where p.case_id = a.case_id and p.what = 'proposed' and p.number < a.number order by p.number desc limit 1) p on true
where a.what = 'agreed' and ${read('p.person')} = ${read('a.person')}`;

/** Nobody has agreed, and more is at stake than one person may decide on. */
const unheard = `
select o.merchant_order_no as "order", format('case %s: %s resolved it alone, and %s are at stake', k.kind, r.person, coalesce(p.amount_minor, c.amount_minor, o.amount_minor)) as what
from case_event r join "case" k on k.id = r.case_id join operation p on p.id = k.operation_id join operation c on c.id = p.charge_id join "order" o on o.id = k.order_id
where r.what = 'resolved' and coalesce(p.amount_minor, c.amount_minor, o.amount_minor) > $1
  and not exists (select from case_event a where a.case_id = r.case_id and a.what = 'agreed' and a.number = r.number - 1)`;

/** Batches whose close is still looked after: at the end of a run each is closed, or waits for a person alone and is due no more. */
const forgotten = `
select 'batch' as "order", format('%s is %s, due at %s', id, state, due_at) as what from batch where state = 'closing' and due_at is not null`;

/** What people and closes have left behind that must not be: a word of one person where two are needed, a close without an end. */
export async function leftAlone(pool: Pool, secondPersonAbove: bigint): Promise<readonly Finding[]> {
  const asked = [pool.query<Finding>(withOneself), pool.query<Finding>(unheard, [secondPersonAbove]), pool.query<Finding>(forgotten)];
  return (await Promise.all(asked)).flatMap(({ rows }) => rows);
}
