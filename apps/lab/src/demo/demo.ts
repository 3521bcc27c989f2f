import { isDeepStrictEqual } from 'node:util';
import { startThrowAwaySystem, type ThrowAwaySystem } from '../system/index.js';
import { aborted, hearStopSignals } from '../start/stop-signals.js';
import { amountText } from './amount-text.js';
import { compareBooks, totals, type BookLine, type Moved } from './books.js';
import { Stage, type Shown } from './stage.js';
import { story, type Step } from './story.js';
import { Table } from './table.js';

/** The exit code of what a signal broke off, as shells count it: 128 + the number of SIGINT. */
const BROKEN_OFF = 130;
/** Lines of the processes that are shown when something differs. */
const LOG_SHOWN = 30;

const write = (text: string): void => void process.stdout.write(text);

/** `npm run demo`: plays the story on a system of its own. Returns 0 when every cell is as expected and every line of the books is equal. */
export async function demo(): Promise<number> {
  const startedMs = performance.now();
  const signal = hearStopSignals(() => write('interlock: stopping\n'));
  write('starting PostgreSQL, gateway, worker and the three providers’ stand-ins, on free ports\n\n');
  let system: ThrowAwaySystem | undefined;
  let differences: number | undefined;
  try {
    system = await startThrowAwaySystem({ signal });
    differences = await Promise.race([play(system, new Stage(system, signal)), aborted(signal).then(() => undefined)]);
    if (differences !== undefined && differences > 0) write(`${system.log.slice(-LOG_SHOWN).join('\n')}\n`);
  } catch (error) {
    if (!signal.aborted) throw error;
  } finally {
    await system?.stop();
  }
  if (differences === undefined) return BROKEN_OFF;
  const seconds = ((performance.now() - startedMs) / 1000).toFixed(1);
  write(differences === 0 ? `\nEverything is as it must be (${seconds} s).\n` : `\n${String(differences)} lines differ (${seconds} s).\n`);
  return differences === 0 ? 0 : 1;
}

async function play(system: ThrowAwaySystem, stage: Stage): Promise<number> {
  const differences = await tell(stage);
  return differences + (await compare(system, stage));
}

/** Returns how many rows differ from what is expected. */
async function tell(stage: Stage): Promise<number> {
  const table = new Table(
    [
      { title: 'step', width: 15 },
      { title: 'asked', width: 33 },
      { title: 'state', width: 28 },
      { title: 'known by', width: 12 },
      { title: 'provider', width: 15 },
      { title: 'what the payer’s account saw', width: 42 },
      { title: '', width: 2 },
    ],
    write,
  );
  table.head();
  let differences = 0;
  for (const step of story) {
    for await (const { asked, expected, shown, first } of rowsOf(step, stage)) {
      const ok = isDeepStrictEqual(shown, expected);
      const cells = typeof shown === 'string' ? [shown] : [shown.state, shown.knownBy, shown.account, shown.twin];
      table.row([first ? step.title : '', asked, ...cells, ok ? 'ok' : 'DIFFERS']);
      if (ok) continue;
      differences += 1;
      table.row(['', 'expected', expected.state, expected.knownBy, expected.account, expected.twin]);
    }
  }
  return differences;
}

interface PlayedRow {
  readonly asked: string;
  readonly expected: Shown;
  /** What was seen, or why the row could not be played. */
  readonly shown: Shown | string;
  readonly first: boolean;
}

/** Every expected row comes out, also those behind one that failed. */
async function* rowsOf(step: Step, stage: Stage): AsyncGenerator<PlayedRow> {
  const played = step.play(stage);
  let failure: string | undefined;
  for (const [index, { asked, expected }] of step.rows.entries()) {
    let shown: Shown | string;
    try {
      const next = failure === undefined ? await played.next() : undefined;
      shown = next === undefined || next.done === true ? 'not played' : next.value;
    } catch (error) {
      shown = failure = `FAILED: ${error instanceof Error ? error.message : String(error)}`;
    }
    yield { asked, expected, shown, first: index === 0 };
  }
}

/** Returns how many lines differ. */
async function compare(system: ThrowAwaySystem, stage: Stage): Promise<number> {
  const { lines, balanced } = await compareBooks(system.databaseUrl, stage.door);
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
  write('\n');
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
  write(`\nEvery movement in our books sums to zero: ${balanced ? 'ok' : 'DIFFERS'}\n`);
  return [...lines, ...sums].filter((line) => !line.equal).length + (balanced ? 0 : 1);
}
