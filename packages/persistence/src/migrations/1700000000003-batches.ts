import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Batches that we close at a provider, what a provider calls a store, and the proof that a stamped operation's batch is there. */
export class Batches1700000000003 implements MigrationInterface {
  name = 'Batches1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table store_binding (
  store_id uuid not null references store (id),
  provider_account_id uuid not null references provider_account (id),
  provider_store_no text not null,
  created_at timestamptz not null,
  primary key (store_id, provider_account_id)
);
create table batch (
  id uuid primary key,
  merchant_id uuid not null references merchant (id),
  provider_account_id uuid not null references provider_account (id),
  scope jsonb not null,
  state text not null check (state in ('closing', 'closed', 'refused')),
  attempts counter not null,
  lease ordinal not null,
  send_until timestamptz not null,
  due_at timestamptz,
  asked_at timestamptz not null,
  closed_as_of timestamptz,
  stated_count counter,
  stated_total_minor bigint,
  own_count counter,
  own_total_minor bigint,
  currency char(3) not null,
  provider_code text,
  message text,
  exceptions jsonb not null,
  exchanges jsonb not null,
  idempotency_key text not null,
  idempotency_hashes jsonb not null,
  actor text not null,
  request_id text not null,
  created_at timestamptz not null,
  finished_at timestamptz,
  constraint finished_when_ended check ((state = 'closing') = (finished_at is null)),
  constraint closed_by_an_answer check (state = 'closing' or (state = 'closed') = (closed_as_of is not null)),
  constraint ended_is_not_due check (state = 'closing' or due_at is null),
  constraint figures_are_two check ((stated_count is null) = (stated_total_minor is null))
);
create unique index batch_idempotency_key on batch (merchant_id, idempotency_key);
create unique index batch_one_closing on batch (provider_account_id) where state = 'closing';
create index batch_due on batch (due_at) where due_at is not null;
create index batch_of_merchant on batch (merchant_id, id);
alter table operation add constraint operation_batch_id_fkey foreign key (batch_id) references batch (id);
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
