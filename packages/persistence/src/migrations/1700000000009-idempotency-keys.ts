import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One namespace of keys for a merchant, whatever the write is that one stands for: each row that takes a key takes it here in the same statement,
 * or is not written. Triggers see to it, so that no statement can forget it.
 */
export class IdempotencyKeys1700000000009 implements MigrationInterface {
  name = 'IdempotencyKeys1700000000009';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table idempotency_key (
  merchant_id uuid not null,
  key text not null,
  used_for text not null check (used_for in ('operation', 'batch', 'agreement', 'confirmation')),
  row_id uuid not null,
  primary key (merchant_id, key)
);
insert into idempotency_key select merchant_id, idempotency_key, 'operation', id from operation where idempotency_key is not null on conflict do nothing;
insert into idempotency_key select merchant_id, idempotency_key, 'batch', id from batch on conflict do nothing;
insert into idempotency_key select merchant_id, idempotency_key, 'agreement', id from agreement where idempotency_key is not null on conflict do nothing;
insert into idempotency_key select merchant_id, confirm_key, 'confirmation', id from agreement where confirm_key is not null on conflict do nothing;

create function take_idempotency_key() returns trigger language plpgsql as $$
begin
  insert into idempotency_key values (new.merchant_id, new.idempotency_key, tg_table_name, new.id);
  return null;
end $$;
create trigger operation_takes_key after insert on operation for each row when (new.idempotency_key is not null) execute function take_idempotency_key();
create trigger batch_takes_key after insert on batch for each row execute function take_idempotency_key();
create trigger agreement_takes_key after insert on agreement for each row when (new.idempotency_key is not null) execute function take_idempotency_key();

create function take_confirm_key() returns trigger language plpgsql as $$
begin
  insert into idempotency_key values (new.merchant_id, new.confirm_key, 'confirmation', new.id)
    on conflict (merchant_id, key) do update set row_id = excluded.row_id where idempotency_key.used_for = 'confirmation' and idempotency_key.row_id = new.id;
  if not found then
    raise unique_violation using constraint = 'idempotency_key_pkey', message = 'the idempotency key stands for another request';
  end if;
  return null;
end $$;
create trigger confirmation_takes_key after update of confirm_key on agreement for each row
  when (new.confirm_key is not null and new.confirm_key is distinct from old.confirm_key) execute function take_confirm_key();
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
