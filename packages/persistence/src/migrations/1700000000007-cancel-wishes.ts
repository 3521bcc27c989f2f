import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a merchant said with a cancel that could only be noted: it goes to the provider when the cancel is begun. */
export class CancelWishes1700000000007 implements MigrationInterface {
  name = 'CancelWishes1700000000007';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table cancel_wish (
  order_id uuid primary key references "order" (id),
  operator text,
  reason text,
  content jsonb,
  noted_at timestamptz not null
);
`);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
