import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Batches that were closed before only the holder of a batch's lease could mark and close: who had lost it went on marking, after the holder had counted.
 * Nothing is marked with a closed batch any more, so what is marked is what it took, and its figures are counted anew where they say otherwise.
 */
export class BatchCounts1700000000038 implements MigrationInterface {
  name = 'BatchCounts1700000000038';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(countedAnew);
  }

  async down(): Promise<void> {
    return Promise.reject(new Error('A migration is not undone: restore the backup that was taken before it.'));
  }
}

const countedAnew = `
update batch b set own_count = marked.count, own_total_minor = marked.total
from (
  select f.id, count(p.id)::integer as count, coalesce(sum(case when p.kind = 'refund' then -p.amount_minor
    else p.captured_minor + p.tip_taken_minor + p.cashback_minor + p.surcharge_minor + p.excess_minor end), 0)::bigint as total
  from batch f left join operation p on p.batch_id = f.id where f.state = 'closed' group by f.id
) marked
where b.id = marked.id and b.state = 'closed' and b.own_count is distinct from marked.count;
`;
