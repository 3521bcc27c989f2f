import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the counter and the office look for. A plain sale pays for none of these: an index of a store, a terminal or an operator holds only orders that
 * name one, that of the states leaves out the two that a sale passes through, and the books are found by ranges of time (BRIN), since they only grow.
 */
export class ListFilters1700000000035 implements MigrationInterface {
  name = 'ListFilters1700000000035';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(indexes);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}

const indexes = `
create index order_of_store on "order" (merchant_id, store_no, id) where store_no is not null;
create index order_of_terminal on "order" (merchant_id, terminal_sn, id) where terminal_sn is not null;
create index order_of_operator on "order" (merchant_id, operator, id) where operator is not null;
create index order_of_state on "order" (merchant_id, state, id) where state not in ('created', 'paid');
create index entry_at on entry using brin (at) with (pages_per_range = 32, autosummarize = on);
`;
