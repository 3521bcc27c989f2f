import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a key may stand for: every table whose rows take one, in one list, whichever migrations before this one had lists of their own. */
export class KeyUses1700000000020 implements MigrationInterface {
  name = 'KeyUses1700000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table idempotency_key drop constraint idempotency_key_used_for_check;
alter table idempotency_key add constraint idempotency_key_used_for_check check (used_for in (
  'operation', 'batch', 'agreement', 'confirmation', 'case', 'webhook_endpoint', 'webhook_secret', 'webhook_delivery', 'webhook_replay'));
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
