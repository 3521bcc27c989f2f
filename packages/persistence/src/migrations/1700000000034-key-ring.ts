import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Secrets are a type of their own, so that the schema itself says which columns hold them and none takes a text in clear; `kid_of` says which
 * master key sealed one. The keys of stored hashes become secrets of their own, so that no master key has to stay for their sake: the first
 * process that starts after this writes them, as they were derived until then.
 */
export class KeyRing1700000000034 implements MigrationInterface {
  name = 'KeyRing1700000000034';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create domain sealed as text check (value ~ '^[A-Za-z0-9_-]+[.][.][A-Za-z0-9_-]+[.][A-Za-z0-9_-]*[.][A-Za-z0-9_-]+$');

create function kid_of(secret text) returns text language sql immutable strict parallel safe as $$
  select convert_from(decode(rpad(translate(header, '-_', '+/'), (length(header) + 3) / 4 * 4, '='), 'base64'), 'utf8')::jsonb ->> 'kid'
  from (select split_part(secret, '.', 1) as header) as parts
$$;

alter table provider_account alter column secrets type sealed;
alter table agreement alter column token type sealed, alter column refresh_token type sealed;
alter table webhook_secret alter column secret type sealed;
alter table vendor alter column secrets type sealed;
alter table terminal alter column notification_key type sealed;
alter table terminal_key alter column secret type sealed;

create table hash_key (
  purpose text primary key,
  secret sealed not null,
  created_at timestamptz not null
);
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
