import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the operations after a payment carry: their own content, the cashback and tip that a sale asks for, and the batch that ends void and tip. */
export class AfterPayment1700000000002 implements MigrationInterface {
  name = 'AfterPayment1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table operation add column content jsonb, add column cashback_asked_minor minor_units, add column tip_on_screen boolean, add column batch_id uuid;
update operation set tip_on_screen = false;
alter table operation alter column tip_on_screen set not null;
create index operation_of_batch on operation (batch_id) where batch_id is not null;
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
