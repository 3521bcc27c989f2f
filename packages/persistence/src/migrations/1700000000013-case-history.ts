import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Cases that people work on: one row for each operation and kind, opened again by a later fact, with a history that no statement can forget to
 * write. `notes` of the row say what its latest change was, one line each (`what`, `at`, and where they apply `person`, `actor`, `reason`,
 * `evidence`, `detail`, `factId`, `requestId`, `key`, `hashes`); a trigger appends them to `case_event`.
 */
export class CaseHistory1700000000013 implements MigrationInterface {
  name = 'CaseHistory1700000000013';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter domain fact_source drop constraint fact_source_check;
alter domain fact_source add constraint fact_source_check check (value in ('answer', 'query', 'notification', 'no_answer', 'person'));

-- Above this a second person must agree: currency to minor units as text, "*" for every other one; null: as the installation is set up.
alter table merchant add column case_limits jsonb check (jsonb_typeof(case_limits) = 'object');

alter table "case" drop constraint case_state_check;
alter table "case" add constraint case_state_check check (state in ('open', 'awaiting_second', 'closed'));
alter table "case"
  add column resolution text,
  add column proposal jsonb,
  add column suspense_minor bigint,
  add column notes jsonb,
  add column superseded_by uuid references "case" (id);
alter table "case" add constraint case_awaits_what_was_proposed check ((state = 'awaiting_second') = (proposal is not null));
drop index case_open_once;
-- Older rows of one operation and kind stay as they are, behind the newest.
update "case" k set superseded_by = n.id from (
  select distinct on (operation_id, kind) id, operation_id, kind from "case" order by operation_id, kind, id desc
) n where n.operation_id = k.operation_id and n.kind = k.kind and n.id <> k.id;
create unique index case_once on "case" (operation_id, kind) where superseded_by is null;
create index case_of_merchant on "case" (merchant_id, id);
create index case_waiting on "case" (merchant_id, due_at) where state <> 'closed';

create table case_event (
  case_id uuid not null references "case" (id),
  number integer not null check (number > 0),
  merchant_id uuid not null,
  what text not null check (what in
    ('opened', 'assigned', 'commented', 'asked', 'proposed', 'agreed', 'rejected', 'resolved', 'closed_by_fact', 'reopened')),
  person text,
  actor text,
  reason text,
  evidence text,
  detail jsonb,
  fact_id uuid,
  request_id text,
  idempotency_key text,
  idempotency_hashes jsonb,
  at timestamptz not null,
  primary key (case_id, number)
);
insert into case_event (case_id, number, merchant_id, what, reason, fact_id, at)
  select id, 1, merchant_id, 'opened', detail, fact_id, opened_at from "case";
insert into case_event (case_id, number, merchant_id, what, at)
  select id, 2, merchant_id, 'closed_by_fact', closed_at from "case" where closed_at is not null;
create trigger case_event_append_only before update or delete or truncate on case_event for each statement execute function refuse_change();

create function keep_case_history() returns trigger language plpgsql as $$
declare
  latest integer;
begin
  if tg_op = 'INSERT' then
    insert into case_event (case_id, number, merchant_id, what, reason, fact_id, at)
      values (new.id, 1, new.merchant_id, 'opened', new.detail, new.fact_id, new.opened_at);
    return null;
  end if;
  if new.notes is null or new.notes is not distinct from old.notes then
    raise exception 'a change of a case says what it was' using errcode = 'check_violation';
  end if;
  select max(e.number) into latest from case_event e where e.case_id = new.id;
  insert into case_event (case_id, number, merchant_id, what, person, actor, reason, evidence, detail, fact_id, request_id,
      idempotency_key, idempotency_hashes, at)
    select new.id, latest + n.place, new.merchant_id, n.note ->> 'what', n.note ->> 'person', n.note ->> 'actor', n.note ->> 'reason',
      n.note ->> 'evidence', n.note -> 'detail', (n.note ->> 'factId')::uuid, n.note ->> 'requestId', n.note ->> 'key', n.note -> 'hashes',
      (n.note ->> 'at')::timestamptz
    from jsonb_array_elements(new.notes) with ordinality as n (note, place);
  return null;
end $$;
create trigger case_history after insert or update on "case" for each row execute function keep_case_history();

-- A person's write on a case takes its key in the merchant's one namespace, as every other write does.
alter table idempotency_key drop constraint idempotency_key_used_for_check;
alter table idempotency_key add constraint idempotency_key_used_for_check
  check (used_for in ('operation', 'batch', 'agreement', 'confirmation', 'case'));
create function take_case_key() returns trigger language plpgsql as $$
begin
  insert into idempotency_key values (new.merchant_id, new.idempotency_key, 'case', new.case_id);
  return null;
end $$;
create trigger case_event_takes_key after insert on case_event for each row when (new.idempotency_key is not null) execute function take_case_key();
create index case_event_of_key on case_event (merchant_id, idempotency_key) where idempotency_key is not null;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
