import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The events that a relay has still to send, in the order in which it sends them. The index empties as they are sent; what was sent stays in the
 * table, which is the log of every order's versions. An entry of the index dies with each event that is sent, and a look begins at the dead ones:
 * the table is vacuumed after a hundredth of it has changed instead of a fifth.
 */
export class OutboxRelay1700000000011 implements MigrationInterface {
  name = 'OutboxRelay1700000000011';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index outbox_unrelayed on outbox (order_id, version) where relayed_at is null');
    await runner.query('alter table outbox set (autovacuum_vacuum_scale_factor = 0.01)');
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}
