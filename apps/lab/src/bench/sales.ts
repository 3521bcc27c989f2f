import { budgetLines } from './budgets.js';
import { salesSection } from './document.js';
import { measure } from './measure.js';
import type { BenchRun } from './named-bench.js';
import { fullPlan, quickPlan } from './plan.js';

/** What a sale costs, beside a bare handler that does the same writes and the same call. */
export async function sales({ quick, date, say }: BenchRun): Promise<string> {
  const report = await measure(quick ? quickPlan : fullPlan, date, say);
  for (const { what, budget, reached, kept } of budgetLines(report)) say(`${kept ? 'kept  ' : 'MISSED'}  ${what}: ${reached} (${budget})`);
  return salesSection(report);
}
