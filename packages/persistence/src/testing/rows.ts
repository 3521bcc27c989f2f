import type pg from 'pg';

/** Writes one row as it is, past every command: for tests of what the database itself refuses. Objects become jsonb. */
export async function insertRow(pool: pg.Pool, table: string, row: Readonly<Record<string, unknown>>): Promise<void> {
  await insertRows(pool, table, [row]);
}

/** Several rows of the same columns by one statement. */
export async function insertRows(pool: pg.Pool, table: string, rows: readonly Readonly<Record<string, unknown>>[]): Promise<void> {
  const names = Object.keys(rows[0] ?? {});
  const columns = names.map((name) => `"${name}"`).join(', ');
  const tuples = rows.map((_, row) => `(${names.map((_name, column) => `$${String(row * names.length + column + 1)}`).join(', ')})`);
  const values = rows.flatMap((row) => names.map((name) => asParameter(row[name])));
  await pool.query(`insert into "${table}" (${columns}) values ${tuples.join(', ')}`, values);
}

/** The driver would write an array as a PostgreSQL array; in our tables it is jsonb but for `permissions`, which no test writes by this. */
function asParameter(value: unknown): unknown {
  return Array.isArray(value) ? JSON.stringify(value) : value;
}

/** Every column of every table that holds the text somewhere, as `table.column`: where a secret lies in clear. Binary columns are read as text too. */
export async function columnsHolding(pool: pg.Pool, text: string): Promise<string[]> {
  const { rows: columns } = await pool.query<{ table: string; column: string; type: string }>(
    `select table_name as table, column_name as column, data_type as type from information_schema.columns
     where table_schema = 'public' order by table_name, ordinal_position`,
  );
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    const content = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`;
    const { rowCount } = await pool.query(`select from "${table}" where strpos(${content}, $1) > 0 limit 1`, [text]);
    if (rowCount !== 0) found.push(`${table}.${column}`);
  }
  return found;
}
