import type { Terminal } from '../src/terminal.js';

export interface RecordedTerminal extends Terminal {
  readonly said: { out: string; err: string; readonly passing: string[]; readonly asked: string[]; readonly waitedMs: number[] };
}

interface Played {
  readonly marked?: boolean;
  readonly columns?: number;
  /** What the person answers to every question; nobody is there when absent. */
  readonly answer?: string;
  readonly input?: string;
}

/** A terminal that keeps what it is told, and waits for nothing; styles become marks where `marked`. Its numbers are number-1, number-2. */
export function recordedTerminal(
  env: Terminal['env'],
  { marked = false, columns = 120, answer, input = '' }: Played = {},
): RecordedTerminal {
  const said = { out: '', err: '', passing: [] as string[], asked: [] as string[], waitedMs: [] as number[] };
  let numbers = 0;
  return {
    env,
    columns,
    said,
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
    paint: (style, text) => (marked ? `<${[style].flat().join(' ')}>${text}</>` : text),
    passing: (text) => void said.passing.push(text),
    ask:
      answer === undefined
        ? undefined
        : (question) => {
            said.asked.push(question);
            return Promise.resolve(answer);
          },
    input: () => Promise.resolve(input),
    wait: (ms) => {
      said.waitedMs.push(ms);
      return Promise.resolve();
    },
    newNumber: () => `number-${String((numbers += 1))}`,
    whenBrokenOff: () => () => undefined,
  };
}
