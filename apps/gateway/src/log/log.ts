import type { Settings } from '@interlock/persistence';
import { pino } from 'pino';
import type { DestinationStream, Logger } from 'pino';
import pretty from 'pino-pretty';
import { currentRequest } from '../http/request-id.js';

/** Headers that hold a secret, wherever an object with headers is logged. Bodies are logged nowhere. */
const SECRET_HEADERS = ['authorization', 'cookie', 'signature'].flatMap((name) => [
  `headers.${name}`,
  `*.headers.${name}`,
  `req.headers.${name}`,
]);

/** JSON lines on standard output, for people in a terminal; every line made under a request carries its id. */
export function createLog(level: Settings['logLevel'], destination: DestinationStream = standardOutput()): Logger {
  return pino(
    {
      level,
      base: { process: 'gateway' },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: SECRET_HEADERS, censor: '[redacted]' },
      serializers: { err: errorLine },
      mixin: () => {
        const requestId = currentRequest.getStore();
        return requestId === undefined ? {} : { requestId };
      },
      // What a line says itself of its request holds.
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
