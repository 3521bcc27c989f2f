import { isDeepStrictEqual } from 'node:util';
import { Table } from './table.js';

/** What is shown of one command, cell by cell. */
export interface Shown {
  /** The order's states one after the other, as its timeline has them; or the refusal. */
  readonly state: string;
  /** What proved the last of them: an answer, a query or a notification. */
  readonly knownBy: string;
  /** The provider accounts that were asked, in turn. */
  readonly account: string;
  /** What the payer's account saw at each of them. */
  readonly twin: string;
}

/** What must be seen. Where two sources tell the same, either may be first. */
export interface Expected extends Omit<Shown, 'knownBy'> {
  readonly knownBy: string | readonly string[];
}

/** One step of a story: what is asked, what must be seen, and how it is played. A step may have several rows. */
export interface Step<S> {
  readonly title: string;
  readonly rows: readonly { readonly asked: string; readonly expected: Expected }[];
  play(stage: S): AsyncGenerator<Shown>;
}

/** Plays one step after the other and prints what was seen. Returns how many rows differ from what is expected. */
export async function tell<S>(story: readonly Step<S>[], stage: S, write: (text: string) => void): Promise<number> {
  const table = new Table(
    [
      { title: 'step', width: 15 },
      { title: 'asked', width: 33 },
      { title: 'state', width: 32 },
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
      const ok = typeof shown !== 'string' && isAsExpected(shown, expected);
      const cells = typeof shown === 'string' ? [shown] : [shown.state, shown.knownBy, shown.account, shown.twin];
      table.row([first ? step.title : '', asked, ...cells, ok ? 'ok' : 'DIFFERS']);
      if (ok) continue;
      differences += 1;
      table.row(['', 'expected', expected.state, sourcesOf(expected).join(' or '), expected.account, expected.twin]);
    }
  }
  return differences;
}

const sourcesOf = ({ knownBy }: Expected): readonly string[] => (typeof knownBy === 'string' ? [knownBy] : knownBy);

function isAsExpected(shown: Shown, expected: Expected): boolean {
  return sourcesOf(expected).some((knownBy) => isDeepStrictEqual(shown, { ...expected, knownBy }));
}

interface PlayedRow {
  readonly asked: string;
  readonly expected: Expected;
  /** What was seen, or why the row could not be played. */
  readonly shown: Shown | string;
  readonly first: boolean;
}

/** Every expected row comes out, also those behind one that failed. */
async function* rowsOf<S>(step: Step<S>, stage: S): AsyncGenerator<PlayedRow> {
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
