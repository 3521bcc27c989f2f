import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benches, benchNames } from './benches.js';
import type { BenchName } from './benches.js';
import { withSection } from './sections.js';

export interface BenchOptions {
  readonly name: BenchName;
  /** A short run, which shows that the measurement works. */
  readonly quick: boolean;
  /** ISO 8601, for the document. */
  readonly date: string;
  /** Absent: docs/benchmarks.md, and of a quick run none. */
  readonly out?: string;
}

const DOCUMENT = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'benchmarks.md');

/** `npm run bench [-- <name>]`: measures, and writes its section of the document. Returns the exit code: a budget that is missed is told, not failed. */
export async function bench({ name, quick, date, out = quick ? undefined : DOCUMENT }: BenchOptions): Promise<number> {
  const section = await benches[name].run({ quick, date, say: (line) => void process.stdout.write(`bench: ${line}\n`) });
  if (out === undefined) {
    process.stdout.write(`\n${await withSection('', benchNames, name, section)}`);
    return 0;
  }
  await writeFile(out, await withSection(await readOrNothing(out), benchNames, name, section));
  process.stdout.write(`bench: written to ${out}\n`);
  return 0;
}

async function readOrNothing(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}
