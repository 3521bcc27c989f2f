import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who a delivery is for is found before the order is copied, each by an index: the endpoints that listen, and the one lane of this order's own
 * notifyUrl, however many lanes its merchant has. What people noted of a case (its history, what was proposed, whose it is) is not copied.
 */
export class DeliveryReceivers1700000000021 implements MigrationInterface {
  name = 'DeliveryReceivers1700000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(listening);
    await runner.query(deliveries);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}

/** The lanes have an index of their own by their address: webhook_endpoint_notify. */
const listening = `
create index webhook_endpoint_listening on webhook_endpoint (merchant_id) where kind = 'endpoint' and state in ('enabled', 'failing');
`;

/** A merchant that has neither pays one probe of an index, as before. */
const deliveries = `
create or replace function write_webhook_deliveries() returns trigger language plpgsql as $$
declare
  notify_url text;
  receivers uuid[];
  shown jsonb;
begin
  perform from webhook_endpoint e where e.merchant_id = new.merchant_id and e.state in ('enabled', 'failing') limit 1;
  if not found then return null; end if;
  select o.content ->> 'notifyUrl' into notify_url from "order" o where o.id = new.order_id;
  receivers := array(
    select e.id from webhook_endpoint e
    where e.merchant_id = new.merchant_id and e.kind = 'endpoint' and e.state in ('enabled', 'failing') and (e.event_types is null or new.type = any(e.event_types))
    union all
    select e.id from webhook_endpoint e
    where e.merchant_id = new.merchant_id and e.kind = 'notify' and e.url = substring(notify_url from '^https?://[^/?#]+') and e.state in ('enabled', 'failing'));
  if receivers = '{}' then return null; end if;
  select jsonb_build_object(
      'order', to_jsonb(o) || '{"content": {}, "content_hashes": {}}',
      'operations', (select jsonb_agg(to_jsonb(p) || '{"content": null, "idempotency_hashes": null, "request_hash": "\\\\x"}' order by p.id)
        from operation p where p.order_id = o.id),
      'cases', (select coalesce(jsonb_agg(to_jsonb(k) || '{"notes": null, "proposal": null, "owner": null}' order by k.id), '[]')
        from "case" k where k.order_id = o.id))
    into shown from "order" o where o.id = new.order_id;
  insert into webhook_delivery (id, merchant_id, endpoint_id, order_id, version, type, occurred_at, url, snapshot, state, reason, attempts, tries,
    lease, in_flight, due_at, created_at, finished_at)
  select webhook_delivery_id(new.id, e.id), new.merchant_id, e.id, new.order_id, new.version, new.type, new.created_at,
    case e.kind when 'notify' then notify_url end, shown, case e.state when 'enabled' then 'pending' else 'dead' end,
    case e.state when 'enabled' then null else 'endpoint_disabled' end, 0, '[]', 0, false,
    case e.state when 'enabled' then new.created_at end, new.created_at, case e.state when 'enabled' then null else new.created_at end
  from webhook_endpoint e where e.id = any(receivers) and e.state in ('enabled', 'failing');
  return null;
end $$;
`;
