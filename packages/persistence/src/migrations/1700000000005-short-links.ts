import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Orders that wait for a payer who scans a short link of ours, by the link's code. */
export class ShortLinks1700000000005 implements MigrationInterface {
  name = 'ShortLinks1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create unique index order_short_link on "order" ((next_action -> 'link' ->> 'code')) where next_action -> 'link' is not null`,
    );
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
