import { availableParallelism, loadavg } from 'node:os';
import { faultsOf } from '../../simulation/core/faults.js';
import { runSeeds } from '../../simulation/seeds/run-seeds.js';
import type { SimulationResult } from '../../simulation/simulate.js';
import { machine } from '../machine.js';
import type { BenchRun } from '../named-bench.js';
import { table } from '../sections.js';

const MIN_PER_SECOND = 20;

interface Rate {
  readonly what: string;
  readonly orders: number;
  readonly perSecond: number;
  readonly effectsPerSecond: number;
  readonly effectsPerOrder: number;
  /** Of the machine while it ran: what else there was to do on it. */
  readonly load: number;
}

/** How many orders a second the simulation tells, with all its faults: of one seed, which is one process and its PostgreSQL, and of several beside each other. */
export async function simulation({ quick, date, say }: BenchRun): Promise<string> {
  const orders = quick ? 10 : 300;
  const rates: Rate[] = [];
  for (const { what, seeds } of [
    { what: 'one seed', seeds: 1 },
    { what: 'as many seeds at once as there are processors', seeds: availableParallelism() },
  ]) {
    say(`${what}: ${String(seeds)} of ${String(orders)} orders`);
    const rate = await measured(what, seeds, orders);
    say(`${rate.perSecond.toFixed(1)} orders/s`);
    rates.push(rate);
  }
  return section({ date, quick, rates });
}

async function measured(what: string, seeds: number, orders: number): Promise<Rate> {
  const results = await runSeeds(
    { seed: 1, seeds, jobs: seeds, orders, faults: faultsOf('all'), verbose: false },
    { order: () => undefined, seed: () => undefined },
  );
  const broken = results.filter(({ violations }) => violations.length > 0);
  if (broken.length > 0) throw new Error(`seed ${String(broken[0]?.seed)} ended with a violation: npm run sim shows it`);
  const sum = (of: (result: SimulationResult) => number): number => results.reduce((total, result) => total + of(result), 0);
  // Each seed's own time, from its empty database to its verdict: what starts a process and makes a PostgreSQL's files comes once to a whole run.
  const seconds = Math.max(...results.map(({ wallSeconds }) => wallSeconds));
  const told = sum((result) => result.orders);
  const effects = sum((result) => result.effects);
  const ratesOf = { perSecond: told / seconds, effectsPerSecond: effects / seconds, effectsPerOrder: effects / told };
  return { what, orders: told, ...ratesOf, load: loadavg()[0] ?? 0 };
}

function section({ date, quick, rates }: { readonly date: string; readonly quick: boolean; readonly rates: readonly Rate[] }): string {
  const { processor, cores, memoryGiB } = machine();
  return [
    '## Simulation',
    `Measured by \`npm run bench -- simulation${quick ? ' --quick' : ''}\` on ${date}: ${processor}, ${String(cores)} cores, ${String(memoryGiB)} GiB, Node ${process.versions.node}.`,
    `Orders of the simulation with all its faults, from the empty database to the verdict. A seed is one Node process and its own PostgreSQL, of which one works at a time: every statement and every leg of a call is an effect, and effects are released one by one. The load is the machine's average over a minute at the end: what is above the seeds is the work of others.`,
    table(
      ['what', 'budget', 'orders', 'orders/s', 'effects/s', 'effects an order', 'load', ''],
      rates.map(({ what, orders, perSecond, effectsPerSecond, effectsPerOrder, load }) => [
        what,
        `at least ${String(MIN_PER_SECOND)} orders/s`,
        String(orders),
        perSecond.toFixed(1),
        effectsPerSecond.toFixed(0),
        effectsPerOrder.toFixed(0),
        load.toFixed(1),
        perSecond >= MIN_PER_SECOND ? 'kept' : '**missed**',
      ]),
    ),
  ].join('\n\n');
}
