import type { Pool } from 'pg';

/** Events are counted up to here: whoever has so many waiting needs no better number, and a scrape must stay cheap. */
export const LAG_COUNTED_TO = 100_000;

/** What waits to be relayed. The oldest is found among those counted, which begin with the oldest orders. */
export interface OutboxLag {
  readonly events: number;
  /** When the oldest was written; null where none waits. */
  readonly oldestAt: Date | null;
}

const lagStatement = {
  name: 'outbox_lag',
  text: `select count(*)::int as events, min(created_at) as "oldestAt"
    from (select created_at from outbox where relayed_at is null order by order_id, version limit ${String(LAG_COUNTED_TO)}) waiting`,
} as const;

/** By the index of what waits: its cost is what waits, not what was ever written. */
export async function outboxLag(pool: Pool): Promise<OutboxLag> {
  const { rows } = await pool.query<OutboxLag>(lagStatement);
  return rows[0] ?? { events: 0, oldestAt: null };
}
