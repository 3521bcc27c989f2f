import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline/promises';
import { text as readAll } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** What a command sees of the outside: where it reads and writes, the environment, time and chance. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Characters in a line. */
  readonly columns: number;
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** In colour where the terminal has it and NO_COLOR is not set. */
  readonly paint: (style: Style, text: string) => string;
  /** One line that is written over while something takes its time, and taken away by an empty text; nothing where nobody looks on. */
  readonly passing: (text: string) => void;
  /** What the person answers in one line; undefined where nobody is there to be asked. */
  readonly ask: ((question: string) => Promise<string>) | undefined;
  /** All of standard input. */
  readonly input: () => Promise<string>;
  readonly wait: (ms: number) => Promise<void>;
  /** A number that nobody else has. */
  readonly newNumber: () => string;
  /** Says this if the person breaks the program off meanwhile. Returns what takes it back. */
  readonly whenBrokenOff: (text: string) => () => void;
}

const NARROW = 60;
const USUAL = 100;
/** What shells make of an end by Ctrl-C: 128 and the number of SIGINT. */
const INTERRUPTED = 130;

/** The process's own. */
export function systemTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  const err = (text: string): void => void stderr.write(text);
  return {
    env,
    columns: Math.max(stdout.isTTY ? stdout.columns : USUAL, NARROW),
    out: (text) => void stdout.write(text),
    err,
    paint: (style, text) => styleText(style, text, { stream: stdout, validateStream: true }),
    passing: (text) => {
      if (stderr.isTTY) stderr.write(`\r\u001B[2K${text.slice(0, stderr.columns - 1)}`);
    },
    ask: stdin.isTTY && stderr.isTTY ? askAt(stdin, stderr) : undefined,
    input: () => readAll(stdin),
    wait: (ms) => delay(ms),
    newNumber: randomUUID,
    whenBrokenOff: (text) => {
      const say = (): void => {
        err(text);
        process.exit(INTERRUPTED);
      };
      process.once('SIGINT', say).once('SIGTERM', say);
      return () => void process.off('SIGINT', say).off('SIGTERM', say);
    },
  };
}

/** The question goes to standard error, so that standard output holds the answer of the command alone. */
function askAt(input: NodeJS.ReadStream, output: NodeJS.WriteStream): (question: string) => Promise<string> {
  return async (question) => {
    const lines = createInterface({ input, output });
    try {
      // Ctrl-C and Ctrl-D say no.
      const gone = new Promise<string>((answer) => void lines.once('close', () => answer('')));
      return await Promise.race([lines.question(question), gone]);
    } finally {
      lines.close();
    }
  };
}
