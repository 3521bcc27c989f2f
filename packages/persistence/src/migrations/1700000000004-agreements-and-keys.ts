import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An agreement from its first call to its end, with the token that renews it; and who changes an account's keys, one process at a time. */
export class AgreementsAndKeys1700000000004 implements MigrationInterface {
  name = 'AgreementsAndKeys1700000000004';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table agreement drop constraint agreement_state_check, drop constraint agreement_check;
alter table agreement
  add constraint agreement_state check (state in ('preparing', 'prepared', 'active', 'ending', 'ended', 'refused')),
  add constraint agreement_active_has_token check (state not in ('active', 'ending') or token is not null),
  add column refresh_token text, add column refresh_expires_at timestamptz, add column payer_id text, add column content jsonb, add column next_action jsonb,
  add column provider_code text, add column message text, add column idempotency_key text, add column idempotency_hashes jsonb,
  add column confirm_key text, add column confirm_hashes jsonb, add column due_at timestamptz, add column lease ordinal;
update agreement set lease = 1;
alter table agreement alter column lease set not null;
create unique index agreement_idempotency_key on agreement (merchant_id, idempotency_key) where idempotency_key is not null;
create index agreement_due on agreement (due_at) where due_at is not null;

alter table provider_account add column key_issued_at timestamptz, add column check_in_due_at timestamptz,
  add column rotation_lease ordinal, add column rotation_until timestamptz;
update provider_account set rotation_lease = 1;
alter table provider_account alter column rotation_lease set not null;
create index provider_account_check_in on provider_account (check_in_due_at) where check_in_due_at is not null;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
