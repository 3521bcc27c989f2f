import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What a provider calls a POS stands for one terminal of ours: two would push their orders to one till, and close each other's batches. Where two have
 * it already, a person has to say which is meant: an order for the one that was unbound here would wait for a till that does not fetch it.
 */
export class OneTerminalForAPos1700000000036 implements MigrationInterface {
  name = 'OneTerminalForAPos1700000000036';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(refuseDuplicates);
    await runner.query('create unique index terminal_binding_of_pos on terminal_binding (provider_account_id, provider_terminal_sn)');
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}

const refuseDuplicates = `
do $$
declare found text;
begin
  select string_agg(said, '; ') into found from (
    select format('%s of account %s is bound to %s', b.provider_terminal_sn, b.provider_account_id, string_agg(t.terminal_sn, ', ' order by t.terminal_sn)) as said
    from terminal_binding b join terminal t on t.id = b.terminal_id group by b.provider_account_id, b.provider_terminal_sn having count(*) > 1
  ) duplicates;
  if found is not null then
    raise exception 'A POS of a provider is bound to more than one terminal: %. Unbind all but one (DELETE /v1/terminals/{terminalSn}/bindings/{accountId}) with the version before this one.', found;
  end if;
end $$;
`;
