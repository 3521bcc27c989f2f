import { checkInvariants, invariants, violationsOf, type Checked } from '@interlock/orders/invariants';
import { systemClock } from '@interlock/persistence';
import { openDatabase } from '../connection/database.js';
import { CannotRun, EXIT } from '../failure.js';
import type { Terminal } from '../terminal.js';
import { Report } from './report.js';

export interface VerifyOptions {
  readonly json?: true;
  /** At most so many rows of each are shown. */
  readonly rows: number;
}

/** Checks every invariant on a live database. Returns 0 where all hold, 1 where one does not. A delay alone is no violation. */
export async function verify({ json, rows }: VerifyOptions, terminal: Terminal): Promise<number> {
  const database = await openDatabase(terminal);
  const startedMs = performance.now();
  try {
    const report = json === true ? undefined : new Report(database.place, invariants, terminal);
    const checked = await checkInvariants(database.connection, {
      now: systemClock.now(),
      rows,
      onNext: ({ name }, place, of) => terminal.passing(`checking ${String(place + 1)} of ${String(of)}: ${name}`),
      onChecked: (one) => {
        terminal.passing('');
        report?.line(one);
      },
    }).catch((error: unknown) => {
      throw new CannotRun(`The database broke off: ${error instanceof Error ? error.message : String(error)}`);
    });
    const tookMs = performance.now() - startedMs;
    if (report === undefined) terminal.out(`${JSON.stringify(documentOf(database.place, checked, tookMs), undefined, 2)}\n`);
    else report.end(checked, tookMs);
    return violationsOf(checked).length === 0 ? EXIT.fine : EXIT.found;
  } finally {
    await database.close();
  }
}

function documentOf(database: string, checked: readonly Checked[], tookMs: number): object {
  const broken = (severity: Checked['severity']): number =>
    checked.filter((one) => one.severity === severity && one.rows.length > 0).length;
  return { database, violations: broken('violation'), delays: broken('delay'), tookMs: Math.round(tookMs), checked };
}
