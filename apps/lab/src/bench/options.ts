import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { StartupError } from '@interlock/persistence';
import type { BenchOptions } from './bench.js';
import { benchNames } from './benches.js';
import type { BenchName } from './benches.js';

const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/** `[<name>] [--quick] [--date 2026-11-21] [--out file]`. Throws a `StartupError` that says what is wrong. */
export function benchOptions(args: readonly string[]): BenchOptions {
  const { positionals, values } = parse(args);
  const { quick, date, out } = values;
  const [name = 'sales', ...more] = positionals;
  if (!isBench(name) || more.length > 0)
    throw new StartupError(`One thing is measured at a time, and there are: ${benchNames.join(', ')}; not "${positionals.join(' ')}".`);
  if (!ISO_DATE.test(date)) throw new StartupError('--date is written as 2026-11-21.');
  return { name, quick, date, ...(out === undefined ? {} : { out: resolve(out) }) };
}

function isBench(name: string): name is BenchName {
  return benchNames.some((known) => known === name);
}

interface Parsed {
  readonly positionals: readonly string[];
  readonly values: { readonly quick: boolean; readonly date: string; readonly out?: string | undefined };
}

function parse(args: readonly string[]): Parsed {
  const today = new Date().toISOString().slice(0, 'yyyy-mm-dd'.length);
  try {
    return parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { quick: { type: 'boolean', default: false }, date: { type: 'string', default: today }, out: { type: 'string' } },
    });
  } catch (error) {
    throw new StartupError(error instanceof Error ? error.message : String(error));
  }
}
