import type pg from 'pg';

/** So many orders are copied by one statement. */
const PAGE = 50_000;

/** Copies of a paid order and its sale, each with ids of its own; `dueAt`: when each is looked at, or null for finished ones that nobody looks at. */
export async function copyOrder(pool: pg.Pool, orderId: string, count: number, label: string, dueAt: Date | null): Promise<void> {
  for (let from = 0; from < count; from += PAGE) await pool.query(copied, [orderId, label, from, Math.min(from + PAGE, count) - 1, dueAt]);
}

const copied = `
with template as (select o as order_row, c as charge_row from operation c join "order" o on o.id = c.order_id where o.id = $1 limit 1),
  copy as (select md5($2 || 'o' || n)::uuid as order_id, md5($2 || 'c' || n)::uuid as charge_id from generate_series($3::integer, $4::integer) n),
  orders as (
    insert into "order" select r.* from template, copy,
      jsonb_populate_record(template.order_row, jsonb_build_object('id', copy.order_id, 'merchant_order_no', copy.order_id)) r returning id
  )
insert into operation select r.* from template, copy, jsonb_populate_record(template.charge_row, jsonb_build_object('id', copy.charge_id,
  'charge_id', copy.charge_id, 'order_id', copy.order_id, 'provider_key', copy.charge_id, 'due_at', $5::timestamptz)) r`;
