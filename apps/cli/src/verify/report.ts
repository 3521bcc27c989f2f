import type { Checked, Contradiction, Invariant } from '@interlock/orders/invariants';
import type { Terminal } from '../terminal.js';
import { wrap } from '../show/wrap.js';

const GAP = 2;
const RESULT_WIDTH = 5;

/** The table of `verify`, a row as soon as its result is known: result, name, what it means; below it what is wrong. */
export class Report {
  readonly #nameWidth: number;

  constructor(
    place: string,
    invariants: readonly Pick<Invariant, 'name'>[],
    private readonly terminal: Terminal,
  ) {
    this.#nameWidth = Math.max(...invariants.map(({ name }) => name.length));
    terminal.out(`${terminal.paint('bold', `What must be true of ${place}`)}\n\n`);
  }

  line(checked: Checked): void {
    const { terminal } = this;
    const indent = RESULT_WIDTH + GAP + this.#nameWidth + GAP;
    const [first = '', ...more] = wrap(checked.says, terminal.columns - indent);
    terminal.out(`${this.result(checked)}  ${checked.name.padEnd(this.#nameWidth)}  ${first}\n`);
    for (const line of more) terminal.out(`${' '.repeat(indent)}${line}\n`);
    for (const row of checked.rows) terminal.out(this.contradiction(row));
    if (checked.more) terminal.out(`${' '.repeat(RESULT_WIDTH + GAP)}and more (--rows shows more of them)\n`);
  }

  end(checked: readonly Checked[], tookMs: number): void {
    const { terminal } = this;
    const broken = (severity: Checked['severity']): number =>
      checked.filter((one) => one.severity === severity && one.rows.length > 0).length;
    const [violations, delays] = [broken('violation'), broken('delay')];
    const seconds = `(${(tookMs / 1000).toFixed(1)} s)`;
    const late = delays === 0 ? '' : ` ${String(delays)} ${delays === 1 ? 'is' : 'are'} late: is a worker running?`;
    const said =
      violations === 0
        ? terminal.paint('green', `All ${String(checked.length - delays)} hold.`)
        : terminal.paint('red', `${String(violations)} of ${String(checked.length)} do not hold.`);
    terminal.out(`\n${said}${late} ${seconds}\n`);
  }

  private result({ rows, severity }: Checked): string {
    if (rows.length === 0) return this.terminal.paint('green', 'ok'.padEnd(RESULT_WIDTH));
    return severity === 'delay'
      ? this.terminal.paint('yellow', 'late'.padEnd(RESULT_WIDTH))
      : this.terminal.paint(['red', 'bold'], 'WRONG'.padEnd(RESULT_WIDTH));
  }

  private contradiction({ orderId, operationId, detail }: Contradiction): string {
    const where = [...(orderId === null ? [] : [`order ${orderId}`]), ...(operationId === null ? [] : [`operation ${operationId}`])];
    return `${' '.repeat(RESULT_WIDTH + GAP)}${[...where, detail].join('  ')}\n`;
  }
}
