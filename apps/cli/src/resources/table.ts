/** Columns as wide as what stands in them, two spaces between; an empty cell is a dash. */
export function table(columns: Readonly<Record<string, string>>, rows: readonly object[]): string {
  const lines = [Object.keys(columns), ...rows.map((row) => Object.values(columns).map((path) => cellOf(row, path)))];
  const widths = Object.keys(columns).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function cellOf(row: object, path: string): string {
  const value = path
    .split('.')
    .reduce<unknown>((within, member) => (within as Readonly<Record<string, unknown>> | undefined)?.[member], row);
  if (value === undefined || value === null || value === '') return '–';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  const { currency, value: minor } = value as { readonly currency?: unknown; readonly value?: unknown };
  return typeof currency === 'string' && typeof minor === 'string' ? `${minor} ${currency}` : JSON.stringify(value);
}
