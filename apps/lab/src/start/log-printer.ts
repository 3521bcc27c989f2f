import { prettyFactory } from 'pino-pretty';
import type { ServiceName } from '../system/index.js';

/** pino's numbers grow with the weight of what is said. */
const levels: Readonly<Record<string, number>> = { trace: 10, debug: 20, info: 30, warn: 40, error: 50, fatal: 60 };
const [INFO, WARN] = [30, 40];
const NAME_WIDTH = 'gateway'.length;

/** Where the children's lines go. */
export interface LogPrinter {
  /** One line as the child wrote it: JSON, or plain words of a program that ends. */
  line(service: ServiceName, line: string): void;
  /** From now on, ordinary lines are shown as well. */
  showAll(): void;
}

/**
 * In a terminal: short and coloured, the process's name first, and until everything runs only what is wrong. Elsewhere somebody collects
 * the lines, who gets every one of them as it is.
 */
export function logPrinter(output: NodeJS.WriteStream): LogPrinter {
  if (!output.isTTY) return { line: (_service, line) => void output.write(`${line}\n`), showAll: () => undefined };
  const pretty = prettyFactory({ colorize: true, singleLine: true, translateTime: 'SYS:HH:MM:ss', ignore: 'pid,hostname,process,context' });
  let least = WARN;
  return {
    line: (service, line) => {
      const level = levelOf(line);
      // Plain words tell what is no news: that it listens, or why it ended, which is said in a line of ours.
      if ((level ?? INFO) < least) return;
      output.write(`${service.padEnd(NAME_WIDTH)} ${level === undefined ? `${line}\n` : pretty(line)}`);
    },
    showAll: () => (least = 0),
  };
}

/** A program may write its level by name. Undefined where the line is no log line. */
function levelOf(line: string): number | undefined {
  try {
    const { level } = JSON.parse(line) as { readonly level?: unknown };
    return typeof level === 'string' ? levels[level] : typeof level === 'number' ? level : undefined;
  } catch {
    return undefined;
  }
}
