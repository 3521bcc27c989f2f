import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a platform team sets up, and the record of it: vendors, activation codes, the keys of terminals, what merchants, stores, terminals and API
 * keys may be set to, and `audit_entry`, which is written in the transaction of each change.
 */
export class FrontDoor1700000000030 implements MigrationInterface {
  name = 'FrontDoor1700000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(merchants);
    await runner.query(vendors);
    await runner.query(terminals);
    await runner.query(apiKeys);
    await runner.query(audit);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}

const merchants = `
alter table merchant add column state text, add column updated_at timestamptz;
update merchant set state = 'enabled', updated_at = created_at;
alter table merchant
  alter column state set not null,
  alter column updated_at set not null,
  add constraint merchant_state_check check (state in ('enabled', 'disabled'));

-- A business day begins so many minutes after midnight, by the clock of the store's own time zone.
alter table store add column enabled boolean, add column day_starts_minute integer, add column updated_at timestamptz;
update store set enabled = true, day_starts_minute = 0, updated_at = created_at;
alter table store
  alter column enabled set not null,
  alter column day_starts_minute set not null,
  alter column updated_at set not null,
  add constraint store_day_starts_within_a_day check (day_starts_minute between 0 and 1439),
  add constraint store_of_merchant unique (id, merchant_id);
create index store_in_order on store (merchant_id, id);
`;

/** A code names merchant, store and vendor with their modes, so that test and live never meet in it. */
const vendors = `
create table vendor (
  id uuid primary key,
  mode text not null check (mode in ('test', 'live')),
  name text not null,
  vendor_sn text not null unique,
  app_id text not null unique,
  secrets text not null,
  previous_until timestamptz,
  enabled boolean not null,
  failures counter not null,
  locked_until timestamptz,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (id, mode)
);

create table activation_code (
  id uuid primary key,
  mode text not null,
  merchant_id uuid not null,
  store_id uuid not null,
  vendor_id uuid not null,
  terminal_id uuid,
  code_hash bytea not null unique,
  prefix text not null,
  uses ordinal not null,
  uses_left counter not null,
  expires_at timestamptz not null,
  created_by text not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  foreign key (merchant_id, mode) references merchant (id, mode),
  foreign key (vendor_id, mode) references vendor (id, mode),
  foreign key (store_id, merchant_id) references store (id, merchant_id),
  constraint no_more_uses_than_given check (uses_left <= uses),
  constraint a_terminal_is_activated_once check (terminal_id is null or uses = 1)
);
create index activation_code_by_prefix on activation_code (vendor_id, prefix);
create index activation_code_of_store on activation_code (store_id, id);
`;

const terminals = `
alter table terminal
  add column vendor_id uuid references vendor (id),
  add column client_sn text,
  add column device_id text,
  add column os_info text,
  add column sdk_version text,
  add column activation_code_id uuid references activation_code (id),
  add column activated_at timestamptz,
  add column last_seen_at timestamptz,
  add column ip_list text[],
  add column notification_key text,
  add column notify_with_terminal_key boolean,
  add column updated_at timestamptz;
update terminal set ip_list = '{}', notify_with_terminal_key = false, updated_at = created_at;
alter table terminal
  alter column ip_list set not null,
  alter column notify_with_terminal_key set not null,
  alter column updated_at set not null,
  add constraint terminal_is_activated_on_a_device check ((activated_at is null) = (device_id is null)),
  add constraint terminal_in_a_store_of_its_merchant foreign key (store_id, merchant_id) references store (id, merchant_id),
  add constraint terminal_of_merchant unique (id, merchant_id);
create unique index terminal_client_sn on terminal (vendor_id, client_sn) where client_sn is not null;
create index terminal_in_order on terminal (merchant_id, id);
create index terminal_of_store on terminal (store_id, id);
create index terminal_of_code on terminal (activation_code_id, device_id) where activation_code_id is not null;
alter table activation_code add constraint activation_code_for_a_terminal_of_its_merchant
  foreign key (terminal_id, merchant_id) references terminal (id, merchant_id);

create table terminal_key (
  id uuid primary key,
  terminal_id uuid not null references terminal (id),
  number ordinal not null,
  secret text not null,
  issued_at timestamptz not null,
  request_hash bytea,
  unique (terminal_id, number)
);
`;

/** Keys that were there before have their first characters for a name. */
const apiKeys = `
alter table api_key
  add column name text,
  add column ip_list text[],
  add column expires_at timestamptz,
  add column last_used_at timestamptz,
  add column created_by text,
  add column successor_id uuid references api_key (id);
update api_key set name = prefix, ip_list = '{}';
alter table api_key alter column name set not null, alter column ip_list set not null;
create index api_key_of_merchant on api_key (merchant_id, id);
`;

/**
 * `idempotency_scope` is the merchant's id, or the platform's of one mode; a merchant's key stands in its one namespace too. The present view of
 * the subject answers a repeat.
 */
const audit = `
create table audit_entry (
  id uuid primary key,
  at timestamptz not null,
  mode text not null check (mode in ('test', 'live')),
  merchant_id uuid,
  actor text not null,
  request_id text not null,
  address text,
  action text not null,
  subject_type text not null,
  subject_id uuid not null,
  before jsonb,
  after jsonb,
  idempotency_scope text,
  idempotency_key text,
  idempotency_hashes jsonb,
  constraint audit_entry_idempotency_key unique (idempotency_scope, idempotency_key),
  constraint keyed_as_a_whole check (
    (idempotency_key is null) = (idempotency_scope is null) and (idempotency_key is null) = (idempotency_hashes is null)),
  constraint keyed_by_its_merchant_or_the_platform check (
    idempotency_scope is null or idempotency_scope = 'platform:' || mode or (merchant_id is not null and idempotency_scope = merchant_id::text))
);
create index audit_entry_in_order on audit_entry (mode, id);
create index audit_entry_of_merchant on audit_entry (merchant_id, id);
create index audit_entry_of_subject on audit_entry (subject_id, id);
create trigger audit_entry_append_only before update or delete or truncate on audit_entry for each statement execute function refuse_change();

alter table idempotency_key drop constraint idempotency_key_used_for_check;
alter table idempotency_key add constraint idempotency_key_used_for_check check (used_for in (
  'operation', 'batch', 'agreement', 'confirmation', 'case', 'webhook_endpoint', 'webhook_secret', 'webhook_delivery', 'webhook_replay', 'setting'));
create function take_setting_key() returns trigger language plpgsql as $$
begin
  insert into idempotency_key values (new.merchant_id, new.idempotency_key, 'setting', new.id);
  return null;
end $$;
create trigger audit_entry_takes_key after insert on audit_entry for each row
  when (new.idempotency_scope = new.merchant_id::text) execute function take_setting_key();
`;
