import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often a code or a renewing token was sent: from the second time on a provider's no says nothing about the first. */
export class AgreementSends1700000000006 implements MigrationInterface {
  name = 'AgreementSends1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table agreement add column sends counter;
update agreement set sends = 0;
alter table agreement alter column sends set not null;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
