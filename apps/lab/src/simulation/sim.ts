import type { SimulationFlags } from './options.js';
import { Progress } from './progress.js';
import { runSeeds } from './seeds/run-seeds.js';
import type { SimulationResult } from './simulate.js';

/** `npm run sim`: the seeds, as many at a time as there are processors; the last line is one JSON object. Returns the exit code: 1 for a violation. */
export async function sim(flags: SimulationFlags): Promise<number> {
  const begunAt = performance.now();
  const progress = new Progress(process.stderr, flags);
  const results = await runSeeds(flags, {
    order: () => progress.order(),
    seed: (result) => {
      progress.seed(result.violations.length);
      tellViolations(result);
    },
  }).finally(() => progress.end());
  const wallSeconds = Math.round((performance.now() - begunAt) / 10) / 100;
  const [first] = results;
  const line = first === undefined || results.length > 1 ? lineOfAll(flags, results, wallSeconds) : lineOf(first);
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return results.some(({ violations }) => violations.length > 0) ? 1 : 0;
}

function tellViolations({ seed, orders, violations, timelines }: SimulationResult): void {
  if (violations.length === 0) return;
  process.stdout.write(
    `seed ${String(seed)}: ${String(violations.length)} violations (npm run -s sim -- --seed ${String(seed)} --orders ${String(orders)})\n`,
  );
  for (const order of new Set(violations.map((violation) => violation.order))) {
    for (const violation of violations) if (violation.order === order) process.stdout.write(`  ${order}: ${violation.what}\n`);
    process.stdout.write(`${timelines[order] ?? ''}\n`);
  }
}

function lineOf({ timelines: _timelines, ...result }: SimulationResult): object {
  return result;
}

/** The same members over many seeds: sums, and the violations with their seeds; the time is that of all of them, several of which ran at once. */
function lineOfAll({ seed, seeds }: SimulationFlags, results: readonly SimulationResult[], wallSeconds: number): object {
  const sum = (of: (result: SimulationResult) => number): number => results.reduce((total, result) => total + of(result), 0);
  return {
    ...{ seed, seeds, orders: sum(({ orders }) => orders), operations: sum(({ operations }) => operations) },
    ...{ effects: sum(({ effects }) => effects), crashes: sum(({ crashes }) => crashes) },
    faults: sums(results.map(({ faults }) => faults)),
    violations: results.flatMap((result) => result.violations.map((violation) => ({ seed: result.seed, ...violation }))),
    cases: sums(results.map(({ cases }) => cases)),
    virtualSeconds: sum(({ virtualSeconds }) => virtualSeconds),
    wallSeconds,
    trace: results.map(({ trace }) => trace),
  };
}

function sums(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const one of counts) for (const [name, count] of Object.entries(one)) total[name] = (total[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(total).sort(([one], [other]) => one.localeCompare(other)));
}
