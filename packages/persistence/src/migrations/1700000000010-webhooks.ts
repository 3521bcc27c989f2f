import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Webhooks to merchants. A delivery carries the order as it stands at its version, so it is written in the commit of the change itself: by a
 * trigger on the outbox, so that no statement can forget it (docs/adr, the snapshot of a delivery). A merchant without endpoints costs one probe
 * of an index, and nothing is written.
 */
export class Webhooks1700000000010 implements MigrationInterface {
  name = 'Webhooks1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(tables);
    await runner.query(keys);
    await runner.query(deliveries);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}

const tables = `
create table webhook_endpoint (
  id uuid primary key,
  merchant_id uuid not null references merchant (id),
  kind text not null check (kind in ('endpoint', 'notify')),
  url text not null,
  description text,
  event_types text[],
  state text not null check (state in ('enabled', 'disabled', 'failing', 'gone', 'deleted')),
  state_at timestamptz not null,
  failures counter not null,
  failing_since timestamptz,
  idempotency_key text,
  idempotency_hashes jsonb,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint failing_since_the_first_failure check ((failures = 0) = (failing_since is null))
);
create index webhook_endpoint_live on webhook_endpoint (merchant_id) where state in ('enabled', 'failing');
create index webhook_endpoint_of_merchant on webhook_endpoint (merchant_id, id);
create unique index webhook_endpoint_notify on webhook_endpoint (merchant_id, url) where kind = 'notify';

-- Without an endpoint: it signs what goes to the orders' own notifyUrl.
create table webhook_secret (
  id uuid primary key,
  merchant_id uuid not null references merchant (id),
  endpoint_id uuid references webhook_endpoint (id),
  secret text not null,
  idempotency_key text,
  idempotency_hashes jsonb,
  created_at timestamptz not null,
  expires_at timestamptz
);
create unique index webhook_secret_newest on webhook_secret (merchant_id, coalesce(endpoint_id, merchant_id)) where expires_at is null;
create index webhook_secret_of_owner on webhook_secret (merchant_id, endpoint_id, id);

-- No foreign key to the endpoint: each sale of a busy merchant would lock that one row. Endpoints are never deleted, only marked.
create table webhook_delivery (
  id uuid primary key,
  merchant_id uuid not null,
  endpoint_id uuid not null,
  order_id uuid,
  version integer,
  type text not null,
  occurred_at timestamptz not null,
  url text,
  snapshot jsonb,
  payload jsonb,
  state text not null check (state in ('pending', 'delivered', 'skipped', 'dead', 'replayed')),
  reason text,
  replay_of uuid,
  replayed_as uuid,
  attempts counter not null,
  tries jsonb not null,
  lease counter not null,
  in_flight boolean not null,
  due_at timestamptz,
  idempotency_key text,
  idempotency_hashes jsonb,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint pending_is_due check ((state = 'pending') = (due_at is not null) and (state = 'pending') = (finished_at is null)),
  constraint an_order_or_a_payload check (
    (order_id is null) = (snapshot is null) and (order_id is null) = (version is null) and (order_id is null) = (payload is not null))
);
create index webhook_delivery_due on webhook_delivery (endpoint_id, due_at) where due_at is not null;
create index webhook_delivery_of_order on webhook_delivery (endpoint_id, order_id, version);
create index webhook_delivery_of_endpoint on webhook_delivery (endpoint_id, id);
create index webhook_delivery_dead on webhook_delivery (endpoint_id, id) where state = 'dead';
create index webhook_delivery_finished on webhook_delivery (finished_at) where finished_at is not null;

-- Deliveries of the past that are to be sent again, page by page.
create table webhook_replay (
  id uuid primary key,
  merchant_id uuid not null references merchant (id),
  endpoint_id uuid not null references webhook_endpoint (id),
  selection jsonb not null,
  cursor_id uuid,
  replayed counter not null,
  idempotency_key text not null,
  idempotency_hashes jsonb not null,
  created_at timestamptz not null,
  finished_at timestamptz
);
create index webhook_replay_open on webhook_replay (id) where finished_at is null;
`;

const keys = `
create unique index webhook_endpoint_idempotency_key on webhook_endpoint (merchant_id, idempotency_key) where idempotency_key is not null;
create unique index webhook_secret_idempotency_key on webhook_secret (merchant_id, idempotency_key) where idempotency_key is not null;
create unique index webhook_delivery_idempotency_key on webhook_delivery (merchant_id, idempotency_key) where idempotency_key is not null;
create unique index webhook_replay_idempotency_key on webhook_replay (merchant_id, idempotency_key);
create trigger webhook_endpoint_takes_key after insert on webhook_endpoint for each row when (new.idempotency_key is not null) execute function take_idempotency_key();
create trigger webhook_secret_takes_key after insert on webhook_secret for each row when (new.idempotency_key is not null) execute function take_idempotency_key();
create trigger webhook_delivery_takes_key after insert on webhook_delivery for each row when (new.idempotency_key is not null) execute function take_idempotency_key();
create trigger webhook_replay_takes_key after insert on webhook_replay for each row execute function take_idempotency_key();
`;

/**
 * The id of a delivery comes from its event and its endpoint, and begins as the event's does: ids in the order of time, and no source of chance
 * in the database. A row trigger runs at the end of its statement and sees all that every part of it has written. What an order's view does
 * not show is not copied: what the merchant sent, and hashes.
 */
const deliveries = `
create function webhook_delivery_id(event_id uuid, endpoint_id uuid) returns uuid language sql immutable as $$
  select (left(replace(event_id::text, '-', ''), 16) || '8' || left(md5(event_id::text || endpoint_id::text), 15))::uuid
$$;

create function write_webhook_deliveries() returns trigger language plpgsql as $$
declare
  shown jsonb;
  notify_url text;
begin
  perform from webhook_endpoint e where e.merchant_id = new.merchant_id and e.state in ('enabled', 'failing')
    and (e.kind = 'notify' or e.event_types is null or new.type = any(e.event_types)) limit 1;
  if not found then return null; end if;
  select o.content ->> 'notifyUrl', jsonb_build_object(
      'order', to_jsonb(o) || '{"content": {}, "content_hashes": {}}',
      'operations', (select jsonb_agg(to_jsonb(p) || '{"content": null, "idempotency_hashes": null, "request_hash": "\\\\x"}' order by p.id)
        from operation p where p.order_id = o.id),
      'cases', (select coalesce(jsonb_agg(to_jsonb(k) order by k.id), '[]') from "case" k where k.order_id = o.id))
    into notify_url, shown from "order" o where o.id = new.order_id;
  insert into webhook_delivery (id, merchant_id, endpoint_id, order_id, version, type, occurred_at, url, snapshot, state, reason, attempts, tries,
    lease, in_flight, due_at, created_at, finished_at)
  select webhook_delivery_id(new.id, e.id), new.merchant_id, e.id, new.order_id, new.version, new.type, new.created_at,
    case e.kind when 'notify' then notify_url end, shown, case e.state when 'enabled' then 'pending' else 'dead' end,
    case e.state when 'enabled' then null else 'endpoint_disabled' end, 0, '[]', 0, false,
    case e.state when 'enabled' then new.created_at end, new.created_at, case e.state when 'enabled' then null else new.created_at end
  from webhook_endpoint e
  where e.merchant_id = new.merchant_id and e.state in ('enabled', 'failing')
    and case e.kind when 'endpoint' then e.event_types is null or new.type = any(e.event_types)
      else e.url = substring(notify_url from '^https?://[^/?#]+') end;
  return null;
end $$;
create trigger outbox_writes_deliveries after insert on outbox for each row execute function write_webhook_deliveries();
`;
