import { StartupError } from '@interlock/persistence';
import { codepaySubject } from '@interlock/provider-codepay/testing';
import { conform, missesOfAll, tableText, type ConformanceSubject, type Report, type Row } from '@interlock/provider-kit/testing';
import { upaySubject } from '@interlock/provider-upay/testing';
import { walletSubject } from '@interlock/provider-wallet/testing';

export const subjects: readonly ConformanceSubject[] = [upaySubject, codepaySubject, walletSubject];

/** Tries the named providers' adapters, or all of them, prints each row as it is done and the tables at the end. Returns the exit code: 1 for a miss. */
export async function conformance(
  names: readonly string[],
  write: (text: string) => void,
  known: readonly ConformanceSubject[] = subjects,
): Promise<number> {
  const reports: Report[] = [];
  for (const subject of chosen(names, known)) {
    const { adapter, scenarios, messages } = subject;
    const rows = scenarios.length + messages.length;
    let done = 0;
    const onRow = (row: Row): void => write(`${adapter.name} ${String((done += 1)).padStart(2)}/${String(rows)}  ${lineOf(row)}\n`);
    reports.push(await conform(subject, onRow));
  }
  for (const report of reports) write(`\n${tableText(report)}`);
  const misses = reports.flatMap((report) => missesOfAll(report).map((miss) => `MISS  ${report.provider} | ${miss}`));
  const cases = reports
    .flatMap(({ operations, messages }) => [...operations, ...messages])
    .reduce((sum, { cells }) => sum + cells.length, 0);
  write(`\n${[...misses, `${String(cases)} cells, ${String(misses.length)} misses`].join('\n')}\n`);
  return misses.length === 0 ? 0 : 1;
}

function chosen(names: readonly string[], known: readonly ConformanceSubject[]): readonly ConformanceSubject[] {
  const all = known.map(({ adapter }) => adapter.name);
  const strange = names.find((name) => !all.some((each) => each === name));
  if (strange !== undefined) throw new StartupError(`There is no provider "${strange}"; there is ${all.join(', ')}.`);
  return names.length === 0 ? known : known.filter(({ adapter }) => names.includes(adapter.name));
}

function lineOf({ label, cells }: Row): string {
  const count = (is: string): number => cells.filter(({ verdict }) => verdict.is === is).length;
  const missed = count('miss');
  return `${label}: ${String(count('ok'))} ok, ${String(count('not_applicable'))} not applicable${missed === 0 ? '' : `, ${String(missed)} MISSED`}`;
}
