import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the terminal door keeps. An order's number of sixteen digits, which a till knows it by: of an order that came by another door only once a till
 * has asked after it, so that the index costs nobody else anything. How long a till's pay is held open, by store. And the copy that a delivery carries
 * keeps what the till said of its order, since the flat form says it back; such a delivery goes a second after its change, and only of a state that is an end.
 */
export class TerminalDoor1700000000031 implements MigrationInterface {
  name = 'TerminalDoor1700000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(numbers);
    await runner.query(deliveries);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}

const numbers = `
create sequence platform_number minvalue 0 start 0;
alter table "order" add column platform_sn bigint;
create unique index order_platform_sn on "order" (platform_sn) where platform_sn is not null;
alter table store add column pay_wait_seconds integer check (pay_wait_seconds between 0 and 45);
`;

const deliveries = `
create or replace function write_webhook_deliveries() returns trigger language plpgsql as $$
declare
  notify_url text;
  terminal jsonb;
  receivers uuid[];
  shown jsonb;
begin
  perform from webhook_endpoint e where e.merchant_id = new.merchant_id and e.state in ('enabled', 'failing') limit 1;
  if not found then return null; end if;
  select o.content ->> 'notifyUrl', o.content -> 'terminal' into notify_url, terminal from "order" o where o.id = new.order_id;
  if terminal is not null and new.type not in ('order.paid', 'order.partially_refunded', 'order.refunded', 'order.reversed', 'order.canceled', 'order.failed') then
    notify_url := null;
  end if;
  receivers := array(
    select e.id from webhook_endpoint e
    where e.merchant_id = new.merchant_id and e.kind = 'endpoint' and e.state in ('enabled', 'failing') and (e.event_types is null or new.type = any(e.event_types))
    union all
    select e.id from webhook_endpoint e
    where e.merchant_id = new.merchant_id and e.kind = 'notify' and e.url = substring(notify_url from '^https?://[^/?#]+') and e.state in ('enabled', 'failing'));
  if receivers = '{}' then return null; end if;
  select jsonb_build_object(
      'order', to_jsonb(o) || jsonb_build_object('content', case when terminal is null then '{}'::jsonb else jsonb_build_object('terminal', terminal) end, 'content_hashes', '{}'::jsonb),
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
    case e.state when 'enabled' then new.created_at + case when e.kind = 'notify' and terminal is not null then interval '1 second' else interval '0' end end,
    new.created_at, case e.state when 'enabled' then null else new.created_at end
  from webhook_endpoint e where e.id = any(receivers) and e.state in ('enabled', 'failing');
  return null;
end $$;
`;
