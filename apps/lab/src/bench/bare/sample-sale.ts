import type pg from 'pg';

type Row = Readonly<Record<string, unknown>>;

/** The rows of a sale that the gateway has made: the bare handler writes the same ones under other ids, so that both write alike. */
export interface SampleSale {
  readonly order: Row;
  readonly charge: Row;
  readonly fact: Row;
  readonly entries: readonly Row[];
  readonly events: readonly Row[];
  readonly transitions: readonly Row[];
}

export async function readSample(pool: pg.Pool, orderId: string): Promise<SampleSale> {
  const rows = async (table: string, key: string, order: string): Promise<readonly Row[]> => {
    const answer = await pool.query<{ row: Row }>(`select to_jsonb(t) as row from ${table} t where ${key} = $1 order by ${order}`, [
      orderId,
    ]);
    return answer.rows.map(({ row }) => row);
  };
  return {
    order: one(await rows('"order"', 'id', 'id')),
    charge: one(await rows('operation', 'order_id', 'id')),
    fact: one(await rows('fact', 'order_id', 'id')),
    entries: await rows('entry', 'order_id', 'id'),
    events: await rows('outbox', 'order_id', 'version'),
    transitions: await rows('transition', 'order_id', 'version'),
  };
}

function one(rows: readonly Row[]): Row {
  const [row] = rows;
  if (row === undefined || rows.length > 1) throw new Error(`a paid sale has one such row, not ${String(rows.length)}`);
  return row;
}
