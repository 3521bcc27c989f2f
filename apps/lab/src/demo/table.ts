/** A table that is printed row by row while its story goes on, so its widths are given. A text longer than its column moves the rest of its row. */
export class Table {
  constructor(
    private readonly columns: readonly { readonly title: string; readonly width: number }[],
    private readonly write: (text: string) => void,
  ) {}

  head(): void {
    this.row(this.columns.map(({ title }) => title));
    this.rule();
  }

  row(cells: readonly string[]): void {
    const line = this.columns.map(({ width }, index) => (cells[index] ?? '').padEnd(width)).join('  ');
    this.write(`${line.trimEnd()}\n`);
  }

  rule(): void {
    this.write(`${this.columns.map(({ width }) => '-'.repeat(width)).join('  ')}\n`);
  }
}
