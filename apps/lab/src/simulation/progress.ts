/** How often the line is written anew. */
const EVERY_MS = 250;

/** One line that says how far a run is: a bar where somebody watches, a line for each seed where nobody does. */
export class Progress {
  private readonly begunAt = performance.now();
  private writtenAt = -Infinity;
  private orders = 0;
  private seeds = 0;
  private violations = 0;

  constructor(
    private readonly stream: NodeJS.WriteStream,
    private readonly of: { readonly seeds: number; readonly orders: number },
  ) {}

  order(): void {
    this.orders += 1;
    if (this.stream.isTTY && performance.now() - this.writtenAt >= EVERY_MS) this.write('\r', '');
  }

  seed(violations: number): void {
    this.seeds += 1;
    this.violations += violations;
    if (this.stream.isTTY) this.write('\r', '');
    else if (this.of.seeds > 1) this.write('', '\n');
  }

  end(): void {
    if (this.stream.isTTY && this.orders > 0) this.stream.write('\n');
  }

  private write(before: string, after: string): void {
    this.writtenAt = performance.now();
    const seconds = (this.writtenAt - this.begunAt) / 1_000;
    const all = this.of.seeds * this.of.orders;
    const done = Math.round((this.orders / all) * 20);
    const bar = `[${'#'.repeat(done)}${'.'.repeat(20 - done)}]`;
    const rate = (this.orders / Math.max(seconds, 0.001)).toFixed(1);
    const line = `${bar} ${String(this.seeds)} of ${String(this.of.seeds)} seeds, ${String(this.orders)} of ${String(all)} orders, ${rate} orders/s, ${String(this.violations)} violations`;
    this.stream.write(`${before}${line}${after}`);
  }
}
