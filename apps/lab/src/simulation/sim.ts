import { makeIdentities } from '../demo-merchant/identities.js';
import type { SimulationFlags } from './options.js';
import { Progress } from './progress.js';
import { simulate } from './simulate.js';
import type { SimulationResult } from './simulate.js';
import { startThrowAwayDatabases } from './throw-away-databases.js';

/** `npm run sim`: one seed after the other; the last line is one JSON object. Returns the exit code: 1 for a violation. */
export async function sim(flags: SimulationFlags): Promise<number> {
  const databases = await startThrowAwayDatabases();
  const progress = new Progress(process.stderr, flags);
  const results: SimulationResult[] = [];
  try {
    const identities = await makeIdentities();
    for (let seed = flags.seed; seed < flags.seed + flags.seeds; seed += 1) {
      const database = await databases.take();
      const result = await simulate({
        ...{ seed, orders: flags.orders, faults: flags.faults, databaseUrl: database.url, identities },
        onOrder: () => progress.order(),
        ...(flags.verbose ? { onEffect: (label, at) => process.stdout.write(`${new Date(at).toISOString()} ${label}\n`) } : {}),
      });
      await database.drop();
      results.push(result);
      progress.seed(result.violations.length);
      tellViolations(result);
    }
  } finally {
    progress.end();
    await databases.stop();
  }
  const [first] = results;
  if (first !== undefined) process.stdout.write(`${JSON.stringify(results.length === 1 ? lineOf(first) : lineOfAll(flags, results))}\n`);
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

/** The same members over many seeds: sums, and the violations with their seeds. */
function lineOfAll({ seed, seeds }: SimulationFlags, results: readonly SimulationResult[]): object {
  const sum = (of: (result: SimulationResult) => number): number => results.reduce((total, result) => total + of(result), 0);
  return {
    ...{ seed, seeds, orders: sum(({ orders }) => orders), operations: sum(({ operations }) => operations) },
    ...{ effects: sum(({ effects }) => effects), crashes: sum(({ crashes }) => crashes) },
    faults: sums(results.map(({ faults }) => faults)),
    violations: results.flatMap((result) => result.violations.map((violation) => ({ seed: result.seed, ...violation }))),
    cases: sums(results.map(({ cases }) => cases)),
    virtualSeconds: sum(({ virtualSeconds }) => virtualSeconds),
    wallSeconds: Math.round(sum(({ wallSeconds }) => wallSeconds) * 100) / 100,
    trace: results.map(({ trace }) => trace),
  };
}

function sums(counts: readonly Readonly<Record<string, number>>[]): Record<string, number> {
  const total: Record<string, number> = {};
  for (const one of counts) for (const [name, count] of Object.entries(one)) total[name] = (total[name] ?? 0) + count;
  return Object.fromEntries(Object.entries(total).sort(([one], [other]) => one.localeCompare(other)));
}
