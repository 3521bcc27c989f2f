import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a platform team is told of an account: since when each of its secrets is the present one, and since when its check-in fails, and why. */
export class AccountSettings1700000000032 implements MigrationInterface {
  name = 'AccountSettings1700000000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table provider_account
  add column secret_dates jsonb,
  add column check_in_error text,
  add column check_in_failing_since timestamptz;
update provider_account set secret_dates = '{}';
alter table provider_account
  alter column secret_dates set not null,
  add constraint check_in_fails_for_a_reason check ((check_in_error is null) = (check_in_failing_since is null));
create index provider_account_in_order on provider_account (mode, id);
create index provider_account_failing on provider_account (provider) where check_in_failing_since is not null;
create index account_binding_of_account on account_binding (provider_account_id, merchant_id);
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
