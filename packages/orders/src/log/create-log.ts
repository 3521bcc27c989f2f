import type { Settings } from '@interlock/persistence';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import pretty from 'pino-pretty';
import { currentRequest } from './current-request.js';

/** Headers that hold a secret, wherever an object with headers is logged. Bodies are logged nowhere. */
const SECRET_HEADERS = ['authorization', 'cookie', 'signature'].flatMap((name) => [
  `headers.${name}`,
  `*.headers.${name}`,
  `req.headers.${name}`,
]);

export interface LogOptions {
  /** `gateway` or `worker`, on every line. */
  readonly process: string;
  readonly level: Settings['logLevel'];
  readonly destination?: DestinationStream;
}

/** JSON lines on standard output, for people in a terminal; one form for every process. Each line names the request under which it was written. */
export function createLog({ process: name, level, destination = standardOutput() }: LogOptions): Logger {
  return pino(
    {
      level,
      base: { process: name },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_HEADERS, censor: '[redacted]' },
      serializers: { err: errorLine },
      mixin: () => ({ ...currentRequest.getStore() }),
      // What a line says itself holds against its surroundings.
      mixinMergeStrategy: (line, mixed) => ({ ...mixed, ...line }),
    },
    destination,
  );
}

function standardOutput(): DestinationStream {
  return process.stdout.isTTY ? pretty({ colorize: true, sync: true, ignore: 'pid,hostname,process' }) : pino.destination(1);
}

/** Chosen members alone: a driver's error also carries what it was given, and that is nobody's to read. */
function errorLine(error: unknown): unknown {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, constraint, table } = error as { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    type: error.name,
    message: error.message,
    stack: error.stack,
    ...textsOf({ code, constraint, table }),
    ...(error.cause === undefined ? {} : { cause: errorLine(error.cause) }),
  };
}

function textsOf(members: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(members).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
