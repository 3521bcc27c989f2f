import type pg from 'pg';

/** Every row of every table, as json text, in an order of its own: two of them are equal only where not a single column differs. */
export type Dump = Readonly<Record<string, readonly string[]>>;

export async function dumpDatabase(pool: pg.Pool): Promise<Dump> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE' order by table_name`,
  );
  const dump: Record<string, readonly string[]> = {};
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: string }>(`select to_jsonb(t)::text as row from "${name}" t order by 1`);
    dump[name] = rows.map(({ row }) => row);
  }
  return dump;
}

export type JsonRow = Readonly<Record<string, unknown>>;

/** What came, went and changed between two dumps, by table; tables that are as they were are left out. Rows are matched by their `id`. */
export function changesBetween(
  before: Dump,
  after: Dump,
): Readonly<Record<string, { readonly added: JsonRow[]; readonly changed: JsonRow[] }>> {
  const changes: Record<string, { added: JsonRow[]; changed: JsonRow[] }> = {};
  for (const [table, rows] of Object.entries(after)) {
    const old = new Set(before[table]);
    const fresh = rows.filter((row) => !old.has(row)).map(parse);
    const gone = new Map([...old].filter((row) => !rows.includes(row)).map((row) => [parse(row)['id'], parse(row)]));
    const added = fresh.filter((row) => !gone.has(row['id']));
    const changed = fresh.filter((row) => gone.has(row['id'])).map((row) => onlyChanged(gone.get(row['id']) ?? {}, row));
    if (added.length > 0 || changed.length > 0) changes[table] = { added, changed };
    if (gone.size > changed.length) throw new Error(`rows of ${table} are gone`);
  }
  return changes;
}

function parse(row: string): JsonRow {
  return JSON.parse(row) as JsonRow;
}

/** The columns that differ, beside the id. */
function onlyChanged(before: JsonRow, after: JsonRow): JsonRow {
  const differing = Object.entries(after).filter(([column, value]) => JSON.stringify(value) !== JSON.stringify(before[column]));
  return { id: after['id'], ...Object.fromEntries(differing) };
}
