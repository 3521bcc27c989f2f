import type pg from 'pg';
import { v7 as uuid } from 'uuid';

/**
 * So many paid orders of the merchant like one that is there, each with the event that says so, in one commit: its deliveries are written by the
 * trigger, as the engine's commits write them, and are all due from that moment on. `named` tells the orders of one filling from another's.
 */
export async function writeChanges(pool: pg.Pool, sampleId: string, count: number, named: string): Promise<void> {
  const ids = (): string[] => Array.from({ length: count }, () => uuid());
  await pool.query(
    `with fresh as materialized (
      select * from unnest($2::uuid[], $4::uuid[], $5::uuid[]) with ordinality as f (order_id, charge_id, event_id, i)
    ), orders as (
      insert into "order" select (jsonb_populate_record(o, jsonb_build_object('id', fresh.order_id, 'merchant_order_no', $3::text || fresh.i, 'version', 1))).*
      from "order" o, fresh where o.id = $1
    ), charges as (
      insert into operation select (jsonb_populate_record(p, jsonb_build_object('id', fresh.charge_id, 'order_id', fresh.order_id, 'charge_id', fresh.charge_id,
        'provider_key', fresh.charge_id))).*
      from operation p, fresh where p.order_id = $1 and p.id = p.charge_id
    )
    insert into outbox (id, merchant_id, order_id, version, type, payload, created_at)
    select fresh.event_id, e.merchant_id, fresh.order_id, 1, 'order.paid', '{}', e.created_at + fresh.i * interval '1 microsecond'
    from fresh, (select merchant_id, created_at from outbox where order_id = $1 order by version limit 1) e`,
    [sampleId, ids(), named, ids(), ids()],
  );
}
