import { invariants } from '@interlock/orders/invariants';
import type { ControlDoor } from '../system/index.js';
import { amountText } from './amount-text.js';
import { compareBooks, totals, type BookLine, type Moved } from './books.js';
import { Table } from './table.js';

/** Prints our books beside what the payers' accounts saw. Returns how many lines differ. */
export async function showBooks(databaseUrl: string, door: ControlDoor, write: (text: string) => void): Promise<number> {
  const { lines, violations } = await compareBooks(databaseUrl, door);
  const table = new Table(
    [
      { title: 'provider', width: 10 },
      { title: 'order', width: 10 },
      { title: 'our books: taken', width: 18 },
      { title: 'returned', width: 14 },
      { title: 'payers saw: taken', width: 18 },
      { title: 'returned', width: 14 },
      { title: '', width: 2 },
    ],
    write,
  );
  table.head();
  const show = (line: BookLine): void => {
    const cells = (moved: Moved | undefined): string[] =>
      moved === undefined ? ['–', '–'] : [moved.taken, moved.returned].map((minor) => amountText(minor, line.currency));
    table.row([line.account, line.order, ...cells(line.ours), ...cells(line.theirs), line.equal ? 'ok' : 'DIFFERS']);
  };
  lines.forEach(show);
  table.rule();
  const sums = totals(lines);
  sums.forEach(show);
  write(
    `\nWhat must be true of our rows at every instant, each of ${String(invariants.length)} sentences: ${violations.length === 0 ? 'ok' : 'DIFFERS'}\n`,
  );
  for (const { says, rows } of violations) write(`  ${says} ${String(rows.length)} rows differ, such as ${JSON.stringify(rows[0])}\n`);
  return [...lines, ...sums].filter((line) => !line.equal).length + violations.length;
}
