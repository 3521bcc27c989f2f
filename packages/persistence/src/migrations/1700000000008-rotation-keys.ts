import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Under which key of its caller an account's keys were changed last, so that the request is known when it comes again. */
export class RotationKeys1700000000008 implements MigrationInterface {
  name = 'RotationKeys1700000000008';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table provider_account add column rotation_key text, add column rotation_hashes jsonb,
  add constraint rotation_key_has_hashes check ((rotation_key is null) = (rotation_hashes is null));
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
