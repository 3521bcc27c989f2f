import type { Pool } from 'pg';
import type { BatchException, StoredScope } from './batch-record.js';
import { serialsOf } from './batch-record.js';

/** What a batch of this scope may hold, and what of the scope is not decided. The scope is that of the charge: by the serial that the provider was given. */
const inScope = `p.provider_account_id = $1 and ($2::text[] is null or o.routing -> 'terminals' ->> p.provider_account_id::text = any($2::text[]))`;
const of = 'from operation p join "order" o on o.id = p.order_id';

/**
 * Charges that took money, and refunds, finished by then and in no batch; by id, from `after` on. Whether the batch takes each of them is the
 * adapter's to say.
 */
export async function batchCandidates(
  pool: Pool,
  input: {
    readonly providerAccountId: string;
    readonly scope: StoredScope;
    readonly finishedBy: number;
    readonly after: string | undefined;
    readonly limit: number;
  },
): Promise<{ readonly id: string; readonly orderId: string }[]> {
  const { rows } = await pool.query<{ id: string; orderId: string }>({
    name: 'batch_candidates',
    text: `select p.id, p.order_id as "orderId" ${of}
      where ${inScope} and p.batch_id is null and p.outcome = 'approved' and p.finished_at <= $3 and ($4::uuid is null or p.id > $4)
        and (p.kind = 'refund' or (p.kind in ('sale', 'authorize') and p.captured_minor > 0))
      order by p.id limit $5`,
    values: [input.providerAccountId, serialsOf(input.scope), new Date(input.finishedBy), input.after ?? null, input.limit],
  });
  return rows;
}

/** Operations of the scope that are open, oldest first. */
export async function openInScope(pool: Pool, providerAccountId: string, scope: StoredScope, limit: number): Promise<BatchException[]> {
  const { rows } = await pool.query<BatchException>({
    name: 'open_in_scope',
    text: `select p.order_id as "orderId", p.id as "operationId", p.kind, p.outcome ${of}
      where ${inScope} and (p.outcome is null or p.outcome in ('pending', 'unknown')) order by p.id limit $3`,
    values: [providerAccountId, serialsOf(scope), limit],
  });
  return rows;
}

/** What was marked as handed in with it: refunds count, and are taken off the total. */
export async function stampedFigures(pool: Pool, batchId: string): Promise<{ readonly count: number; readonly totalMinor: bigint }> {
  const { rows } = await pool.query<{ count: number; total: bigint }>({
    name: 'stamped_figures',
    text: `select count(*)::integer as count, coalesce(sum(case when kind = 'refund' then -amount_minor
        else captured_minor + tip_taken_minor + cashback_minor + surcharge_minor + excess_minor end), 0)::bigint as total
      from operation where batch_id = $1`,
    values: [batchId],
  });
  return { count: rows[0]?.count ?? 0, totalMinor: rows[0]?.total ?? 0n };
}
