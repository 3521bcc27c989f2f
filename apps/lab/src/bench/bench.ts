import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { benchmarkDocument } from './document.js';
import { budgetLines } from './budgets.js';
import { measure } from './measure.js';
import { fullPlan, quickPlan } from './plan.js';

export interface BenchOptions {
  /** A short run, which shows that the measurement works. */
  readonly quick: boolean;
  /** ISO 8601, for the document. */
  readonly date: string;
  /** Absent: docs/benchmarks.md, and of a quick run none. */
  readonly out?: string;
}

const DOCUMENT = join(import.meta.dirname, '..', '..', '..', '..', 'docs', 'benchmarks.md');

/** `npm run bench`: measures, prints the budgets, writes the document. Returns the exit code: a budget that is missed is told, not failed. */
export async function bench({ quick, date, out = quick ? undefined : DOCUMENT }: BenchOptions): Promise<number> {
  const report = await measure(quick ? quickPlan : fullPlan, date, (line) => void process.stdout.write(`bench: ${line}\n`));
  for (const { what, budget, reached, kept } of budgetLines(report)) {
    process.stdout.write(`${kept ? 'kept  ' : 'MISSED'}  ${what}: ${reached} (${budget})\n`);
  }
  const document = await benchmarkDocument(report);
  if (out === undefined) process.stdout.write(`\n${document}`);
  else {
    await writeFile(out, document);
    process.stdout.write(`bench: written to ${out}\n`);
  }
  return 0;
}
