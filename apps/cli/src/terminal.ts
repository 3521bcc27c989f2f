import { styleText } from 'node:util';

type Style = Parameters<typeof styleText>[0];

/** What a command sees of the outside: where it writes, and the environment. */
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
}

const NARROW = 60;
const USUAL = 100;

/** The process's own. */
export function systemTerminal(): Terminal {
  const { stdout, stderr, env } = process;
  return {
    env,
    columns: Math.max(stdout.isTTY ? stdout.columns : USUAL, NARROW),
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    paint: (style, text) => styleText(style, text, { stream: stdout, validateStream: true }),
    passing: (text) => {
      if (stderr.isTTY) stderr.write(`\r\u001B[2K${text.slice(0, stderr.columns - 1)}`);
    },
  };
}
