import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The tables of the model (docs/architecture.md). Rules that money depends on are constraints here, so that no code path, and no person with a
 * SQL prompt, can pass them. There are no defaults and no clocks: ids and times come from the caller, so that a simulation owns both.
 */
export class Initial1700000000001 implements MigrationInterface {
  name = 'Initial1700000000001';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(merchants);
    await runner.query(accounts);
    await runner.query(domains);
    await runner.query(orders);
    await runner.query(evidence);
    await runner.query(appendOnly);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('The first migration is not undone: drop the database instead.'));
  }
}

const merchants = `
create table merchant (
  id uuid primary key,
  name text not null,
  mode text not null check (mode in ('test', 'live')),
  late_payment_policy text not null check (late_payment_policy in ('refund', 'keep')),
  created_at timestamptz not null,
  unique (id, mode)
);
create table api_key (
  id uuid primary key,
  merchant_id uuid,
  scope text not null check (scope in ('merchant', 'platform')),
  mode text not null check (mode in ('test', 'live')),
  prefix text not null,
  key_hash bytea not null unique,
  permissions text[] not null,
  created_at timestamptz not null,
  revoked_at timestamptz,
  check ((scope = 'platform') = (merchant_id is null)),
  foreign key (merchant_id, mode) references merchant (id, mode)
);
create table store (
  id uuid primary key,
  merchant_id uuid not null references merchant (id),
  store_no text not null,
  name text not null,
  currency char(3) not null,
  time_zone text not null,
  created_at timestamptz not null,
  unique (merchant_id, store_no)
);
create table terminal (
  id uuid primary key,
  merchant_id uuid not null references merchant (id),
  store_id uuid not null references store (id),
  terminal_sn text not null unique,
  name text not null,
  enabled boolean not null,
  created_at timestamptz not null
);
`;

const accounts = `
create table provider_account (
  id uuid primary key,
  mode text not null check (mode in ('test', 'live')),
  provider text not null check (provider in ('upay', 'codepay', 'wallet')),
  name text not null,
  currency char(3) not null,
  enabled boolean not null,
  settings jsonb not null,
  secrets text not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (id, mode)
);
-- A merchant and an account bind only to their like: both foreign keys carry the same mode.
create table account_binding (
  merchant_id uuid not null,
  provider_account_id uuid not null,
  mode text not null,
  priority integer not null,
  enabled boolean not null,
  created_at timestamptz not null,
  primary key (merchant_id, provider_account_id),
  foreign key (merchant_id, mode) references merchant (id, mode),
  foreign key (provider_account_id, mode) references provider_account (id, mode)
);
create table terminal_binding (
  terminal_id uuid not null references terminal (id),
  provider_account_id uuid not null references provider_account (id),
  provider_terminal_sn text not null,
  created_at timestamptz not null,
  primary key (terminal_id, provider_account_id)
);
create table agreement (
  id uuid primary key,
  merchant_id uuid not null references merchant (id),
  provider_account_id uuid not null references provider_account (id),
  state text not null check (state in ('prepared', 'active', 'ended')),
  token text,
  created_at timestamptz not null,
  expires_at timestamptz,
  check (state <> 'active' or token is not null)
);
create sequence provider_key_sequence;
`;

/**
 * Words and numbers with bounds are domains rather than checks of a table: PostgreSQL reads and plans every check of a table anew in each
 * statement that writes to it, which was a fifth of a sale's time there; a domain's it keeps.
 */
const domains = `
create domain order_state as text check (value in ('created', 'pending', 'uncertain', 'authorized', 'paid', 'partially_refunded', 'refunded', 'reversed', 'canceled', 'failed'));
create domain cancel_requester as text check (value in ('merchant', 'expiry'));
create domain operation_kind as text check (value in ('sale', 'authorize', 'capture', 'increment', 'adjust_tip', 'cancel', 'void', 'refund'));
create domain operation_origin as text check (value in ('merchant', 'interlock', 'provider'));
create domain outcome as text check (value in ('approved', 'declined', 'pending', 'unknown', 'not_sent'));
create domain provider_answer as text check (value in ('yes', 'no'));
create domain fact_source as text check (value in ('answer', 'query', 'notification', 'no_answer'));
create domain ledger_account as text check (value in ('provider_receivable', 'merchant_payable', 'suspense'));
create domain minor_units as bigint check (value >= 0);
create domain positive_minor_units as bigint check (value > 0);
create domain counter as integer check (value >= 0);
create domain ordinal as integer check (value > 0);
`;

const orders = `
create table "order" (
  id uuid primary key,
  merchant_id uuid not null references merchant (id),
  merchant_order_no text not null,
  state order_state not null,
  version ordinal not null,
  amount_minor positive_minor_units not null,
  currency char(3) not null,
  method jsonb not null,
  content jsonb not null,
  content_hashes jsonb not null,
  metadata jsonb,
  store_no text,
  terminal_sn text,
  operator text,
  routing jsonb not null,
  next_action jsonb,
  payment jsonb,
  cancel_requested cancel_requester,
  expires_at timestamptz,
  expiry_handled boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  unique (merchant_id, merchant_order_no)
);
create index order_of_merchant on "order" (merchant_id, id);
create index order_expiring on "order" (expires_at) where not expiry_handled and state in ('created', 'pending', 'uncertain');

-- One money verb on an order, at one provider account, with one provider key for ever. A charge (sale, authorize) is its own charge_id and carries the amounts.
create table operation (
  id uuid primary key,
  order_id uuid not null references "order" (id),
  charge_id uuid not null,
  merchant_id uuid not null,
  kind operation_kind not null,
  outcome outcome,
  origin operation_origin not null,
  provider_account_id uuid not null references provider_account (id),
  provider text not null,
  provider_key text not null,
  provider_reference text,
  request_hash bytea not null,
  currency char(3) not null,
  amount_minor positive_minor_units,
  tip_minor minor_units,
  refund_no text,
  idempotency_key text,
  idempotency_hashes jsonb,
  operator text,
  reason text,
  credential_held boolean not null,
  attempts counter not null,
  send_again boolean not null,
  lease ordinal not null,
  send_until timestamptz not null,
  due_at timestamptz,
  looks counter not null,
  shown boolean not null,
  answer provider_answer,
  answered_at timestamptz,
  not_found_count counter not null,
  not_found_at timestamptz,
  repeat_count counter not null,
  duplicate boolean not null,
  decline_code text,
  provider_code text,
  created_at timestamptz not null,
  finished_at timestamptz,
  authorized_minor minor_units not null,
  capturing_minor minor_units not null,
  captured_minor minor_units not null,
  tip_taken_minor minor_units not null,
  cashback_minor minor_units not null,
  surcharge_minor minor_units not null,
  excess_minor minor_units not null,
  refunding_minor minor_units not null,
  refunded_minor minor_units not null,
  over_refunded_minor minor_units not null,
  open_exclusive uuid,
  open_refunds counter not null,
  unique (order_id, id),
  -- A charge and what follows it are of one order.
  foreign key (order_id, charge_id) references operation (order_id, id),
  constraint charge_is_its_own check ((kind in ('sale', 'authorize')) = (charge_id = id)),
  constraint captured_within_authorized check (captured_minor + capturing_minor <= authorized_minor),
  constraint refunded_within_taken check (
    refunded_minor + refunding_minor - over_refunded_minor <= captured_minor + tip_taken_minor + cashback_minor + surcharge_minor + excess_minor),
  constraint exclusive_beside_no_refund check (open_exclusive is null or open_refunds = 0),
  constraint finished_when_closed check ((outcome is null or outcome in ('pending', 'unknown')) = (finished_at is null))
);
create unique index operation_provider_key on operation (provider_account_id, provider_key);
create unique index operation_refund_no on operation (order_id, refund_no) where refund_no is not null;
create unique index operation_idempotency_key on operation (merchant_id, idempotency_key) where idempotency_key is not null;
create unique index operation_one_live_charge on operation (order_id)
  where kind in ('sale', 'authorize') and not duplicate and (outcome is null or outcome in ('pending', 'unknown', 'approved'));
create unique index operation_one_exclusive on operation (charge_id)
  where kind in ('capture', 'increment', 'adjust_tip', 'void', 'cancel') and (outcome is null or outcome in ('pending', 'unknown'));
create index operation_due on operation (provider_account_id, due_at) where due_at is not null;
`;

/** Evidence names its order and operation together, so that one key proves both: the operation is there, and it is of that order. */
const evidence = `
create table fact (
  id uuid primary key,
  operation_id uuid not null,
  order_id uuid not null,
  source fact_source not null,
  attempt integer not null,
  lease integer not null,
  asked_at timestamptz not null,
  received_at timestamptz not null,
  outcome text not null,
  result jsonb not null,
  exchanges jsonb not null,
  body_sha256 text,
  signature text,
  request_id text not null,
  foreign key (order_id, operation_id) references operation (order_id, id)
);
create index fact_of_order on fact (order_id, id);
create table transition (
  order_id uuid not null,
  version integer not null,
  from_state text,
  to_state text not null,
  operation_id uuid,
  operation_outcome text,
  fact_id uuid,
  cause text not null,
  actor text not null,
  request_id text not null,
  at timestamptz not null,
  primary key (order_id, version),
  foreign key (order_id, operation_id) references operation (order_id, id)
);
create table entry (
  id uuid primary key,
  movement_id uuid not null,
  order_id uuid not null,
  operation_id uuid not null,
  merchant_id uuid not null,
  provider_account_id uuid not null,
  account ledger_account not null,
  currency char(3) not null,
  amount_minor bigint not null check (amount_minor <> 0),
  at timestamptz not null,
  foreign key (order_id, operation_id) references operation (order_id, id)
);
create index entry_of_order on entry (order_id, id);
create table "case" (
  id uuid primary key,
  merchant_id uuid not null,
  order_id uuid not null references "order" (id),
  operation_id uuid not null references operation (id),
  kind text not null,
  state text not null check (state in ('open', 'closed')),
  owner text,
  detail text not null,
  fact_id uuid,
  opened_at timestamptz not null,
  due_at timestamptz not null,
  closed_at timestamptz,
  check ((state = 'closed') = (closed_at is not null))
);
create unique index case_open_once on "case" (operation_id, kind) where state = 'open';
create index case_of_order on "case" (order_id, id);
create table outbox (
  id uuid primary key,
  merchant_id uuid not null,
  order_id uuid not null,
  version integer not null,
  type text not null,
  payload jsonb not null,
  created_at timestamptz not null,
  relayed_at timestamptz,
  unique (order_id, version)
);
create table unmatched_notification (
  id uuid primary key,
  provider_account_id uuid not null references provider_account (id),
  body_sha256 text not null,
  body jsonb not null,
  seen_count integer not null check (seen_count > 0),
  first_seen_at timestamptz not null,
  last_seen_at timestamptz not null,
  unique (provider_account_id, body_sha256)
);
`;

const appendOnly = `
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger fact_append_only before update or delete or truncate on fact for each statement execute function refuse_change();
create trigger transition_append_only before update or delete or truncate on transition for each statement execute function refuse_change();
create trigger entry_append_only before update or delete or truncate on entry for each statement execute function refuse_change();

create function movements_balance() returns trigger language plpgsql as $$
begin
  if exists (select 1 from inserted group by movement_id having count(*) <> 2 or sum(amount_minor) <> 0 or min(currency) <> max(currency)) then
    raise exception 'a movement has two legs of one currency that sum to zero' using errcode = 'check_violation';
  end if;
  return null;
end $$;
create trigger entry_balances after insert on entry referencing new table as inserted for each statement execute function movements_balance();
`;
