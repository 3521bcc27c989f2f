import { upayAdapter } from '@interlock/provider-upay';
import type pg from 'pg';
import { compareBooks } from '../../demo/books.js';
import { ControlDoor, eventually, startThrowAwaySystem } from '../../system/index.js';
import { machine } from '../machine.js';
import type { BenchRun } from '../named-bench.js';
import { DatabaseView } from '../observe/database.js';
import { MemoryWatch, type Held } from '../observe/memory.js';
import { table } from '../sections.js';
import { comeBack, loseAnswers } from './outage.js';

/** Of the account's bound: what a claim that comes a moment late may cost. */
const MIN_OF_BOUND = 0.95;
/** What the last quarter's memory may be over the second's; in the first, code is still compiled. */
const MOST_GROWTH = 1.15;
/** A run that takes so many times what the bound allows has failed. */
const MOST_TIMES = 10;

interface Resolved {
  readonly perSecond: number;
  /** Questions to the provider for each operation. */
  readonly asked: number;
  readonly memory: Held | undefined;
}

/** How fast one worker resolves what a provider's outage has left, and what it holds in memory meanwhile. */
export async function recovery({ quick, date, say }: BenchRun): Promise<string> {
  const operations = quick ? 300 : 10_000;
  const { perSecond: bound } = upayAdapter.queryBounds;
  const system = await startThrowAwaySystem({ durable: true, restart: false });
  const view = new DatabaseView(system.databaseUrl);
  try {
    if (system.demo === undefined || system.worker.pid === undefined)
      throw new Error('a system without its demo merchant and worker cannot be measured');
    say(`losing the answers of ${String(operations)} sales`);
    await loseAnswers(system, system.demo.apiKey, view.pool, operations);
    say(`resolving them; the account's bound is ${String(bound)} a second`);
    const resolved = await resolve(view.pool, {
      workerPid: system.worker.pid,
      operations,
      withinMs: (operations / bound) * 1_000 * MOST_TIMES,
    });
    say(`${resolved.perSecond.toFixed(1)} operations/s; comparing the books`);
    const { lines, violations } = await compareBooks(system.databaseUrl, new ControlDoor(system.urls.sandbox));
    const differing = lines.filter(({ equal }) => !equal);
    if (lines.length !== operations || differing.length + violations.length > 0)
      throw new Error(`the books do not agree: ${JSON.stringify([lines.length, differing.slice(0, 5), violations.slice(0, 5)])}`);
    return section({ date, quick, operations, bound, resolved, version: await view.version(), durability: await view.durability() });
  } finally {
    await view.close();
    await system.stop();
  }
}

async function resolve(
  pool: pg.Pool,
  { workerPid, operations, withinMs }: { readonly workerPid: number; readonly operations: number; readonly withinMs: number },
): Promise<Resolved> {
  const memory = new MemoryWatch(workerPid);
  await comeBack(pool);
  const begunMs = performance.now();
  const arePaid = async (): Promise<boolean> => {
    const { rows } = await pool.query<{ paid: number }>(`select count(*)::int as paid from "order" where state = 'paid'`);
    return rows[0]?.paid === operations;
  };
  await eventually('every order is paid', arePaid, { withinMs, everyMs: 100 });
  const perSecond = operations / ((performance.now() - begunMs) / 1_000);
  const { rows } = await pool.query<{ looks: number }>('select sum(looks)::int as looks from operation');
  return { perSecond, asked: (rows[0]?.looks ?? 0) / operations, memory: memory.stop() };
}

function section(given: {
  readonly date: string;
  readonly quick: boolean;
  readonly operations: number;
  readonly bound: number;
  readonly resolved: Resolved;
  readonly version: string;
  readonly durability: string;
}): string {
  const { processor, cores, memoryGiB } = machine();
  const { date, quick, operations, bound, version, durability } = given;
  const { perSecond, asked, memory } = given.resolved;
  const kept = (yes: boolean): string => (yes ? 'kept' : '**missed**');
  const share = perSecond / bound;
  const mib = (value: number | undefined): string => (value === undefined ? 'not told' : `${value.toFixed(0)} MiB`);
  const [, second = 0, , last = 0] = memory?.quarters ?? [];
  const growth = last / second;
  return [
    '## Recovery',
    `Measured by \`npm run bench -- recovery${quick ? ' --quick' : ''}\` on ${date}: ${processor}, ${String(cores)} cores, ${String(memoryGiB)} GiB, PostgreSQL ${version} (${durability}).`,
    `${operations.toLocaleString('en')} sales at one account took the money and lost their answers and notifications. All were due when the provider came back; one worker asked after each, and every order ended as paid. Gateway, sandbox and PostgreSQL ran beside it; afterwards our books and the payers' account said the same of each order, and no invariant was broken. The bound is the provider's as its adapter declares it, for one account and all processes together.`,
    table(
      ['what', 'budget', 'reached', ''],
      [
        [
          'operations resolved a second, over the bound',
          `at least ${MIN_OF_BOUND.toFixed(2)}`,
          `${share.toFixed(2)} (${perSecond.toFixed(1)} of ${String(bound)})`,
          kept(share >= MIN_OF_BOUND),
        ],
        ['questions to the provider for each operation', '1', asked.toFixed(2), kept(asked === 1)],
        [
          "the worker's memory in the last quarter of the run, over the second",
          `at most ${MOST_GROWTH.toFixed(2)}`,
          memory === undefined ? 'not told' : growth.toFixed(2),
          memory === undefined ? '' : kept(growth <= MOST_GROWTH),
        ],
      ],
    ),
    "The worker's memory (RSS); of each quarter of the run the median:",
    table(
      ['start', 'first quarter', 'second', 'third', 'last', 'end', 'peak'],
      [[memory?.start, ...(memory?.quarters ?? Array<undefined>(4).fill(undefined)), memory?.end, memory?.peak].map(mib)],
    ),
  ].join('\n\n');
}
