import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * How fast an account is asked, shared by every process: when the next claim may be made, how long the provider wants fewer requests, and when an
 * order was last asked after. The pace stands in a table of its own, for every sale holds a key-share lock on its account's row. It comes with the
 * account, by a trigger: an account without one would never be claimed from.
 */
export class AccountPace1700000000015 implements MigrationInterface {
  name = 'AccountPace1700000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table account_pace (
  provider_account_id uuid primary key references provider_account (id),
  next_claim_at timestamptz not null,
  paused_until timestamptz,
  pauses counter not null
) with (fillfactor = 50);
insert into account_pace select id, created_at, null, 0 from provider_account;

create function begin_account_pace() returns trigger language plpgsql as $$
begin
  insert into account_pace values (new.id, new.created_at, null, 0);
  return null;
end $$;
create trigger account_has_pace after insert on provider_account for each row execute function begin_account_pace();

-- Of a charge: when a query of its order was last begun.
alter table operation add column asked_at timestamptz;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
