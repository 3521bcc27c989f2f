import { cell } from './cell.js';

/** Of a table: the heading, and where its text stands in a row, as `order.merchantOrderNo`. */
export type Columns = Readonly<Record<string, string>>;

/** Columns as wide as what stands in them, two spaces between; an empty cell is a dash. */
export function table(columns: Columns, rows: readonly object[]): string {
  const lines = [Object.keys(columns), ...rows.map((row) => Object.values(columns).map((path) => cell(at(row, path))))];
  const widths = Object.keys(columns).map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)));
  return lines
    .map(
      (line) =>
        `${line
          .map((text, column) => text.padEnd(widths[column] ?? 0))
          .join('  ')
          .trimEnd()}\n`,
    )
    .join('');
}

function at(row: object, path: string): unknown {
  return path.split('.').reduce<unknown>((within, member) => (within as Readonly<Record<string, unknown>> | undefined)?.[member], row);
}
