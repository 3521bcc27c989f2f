import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartupError } from '@interlock/persistence';
import type { BenchOptions } from './bench.js';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** `[--quick] [--date 2026-11-21] [--out file]`. Throws a `StartupError` that says what is wrong. */
export function benchOptions(flags: readonly string[]): BenchOptions {
  const { quick, date, out } = parse(flags);
  if (!ISO_DATE.test(date)) throw new StartupError('--date is written as 2026-11-21.');
  return { quick, date, ...(out === undefined ? {} : { out: resolve(out) }) };
}

function parse(flags: readonly string[]): { readonly quick: boolean; readonly date: string; readonly out?: string | undefined } {
  const today = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  try {
    const { values } = parseArgs({
      args: [...flags],
      options: { quick: { type: 'boolean', default: false }, date: { type: 'string', default: today }, out: { type: 'string' } },
    });
    return values;
  } catch (error) {
    throw new StartupError(error instanceof Error ? error.message : String(error));
  }
}
