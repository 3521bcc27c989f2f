import { setTimeout as sleep } from 'node:timers/promises';
import { demoStores } from '../../demo-merchant/ids.js';
import { startThrowAwaySystem, Till } from '../../system/index.js';
import { latencyOf, median, type Latency } from '../latency.js';
import type { LoadRequest } from '../load/load.main.js';
import type { Run, RunResult } from '../load/runs.js';
import { machine } from '../machine.js';
import type { BenchRun } from '../named-bench.js';
import { DatabaseView } from '../observe/database.js';
import { countPerSale } from '../per-sale.js';
import { Program } from '../program.js';
import { NOTIFIED_WITHIN_MS } from '../rounds.js';
import { doors, type Door, type Level } from './report.js';
import { terminalSection } from './section.js';

/** One round is short, and the doors take turns, so that whatever else the machine does hits both alike. */
interface Plan {
  readonly warmUp: number;
  readonly levels: readonly { readonly inFlight: number; readonly rounds: number; readonly ordersInRound: number }[];
  readonly counted: number;
}
const fullPlan: Plan = {
  warmUp: 2_000,
  levels: [
    { inFlight: 1, rounds: 60, ordersInRound: 100 },
    { inFlight: 16, rounds: 20, ordersInRound: 500 },
  ],
  counted: 1_000,
};
const quickPlan: Plan = { warmUp: 20, levels: [{ inFlight: 1, rounds: 2, ordersInRound: 20 }], counted: 200 };
const MOST_MS = 60_000;
const NEVER_REACHED = 99_999;

/** What the terminal door costs beside the same order by `/v1/orders`. */
export async function terminal({ quick, date, say }: BenchRun): Promise<string> {
  const plan = quick ? quickPlan : fullPlan;
  const system = await startThrowAwaySystem({
    durable: true,
    restart: false,
    // On, and never reached.
    settings: { keyRequestsPerSecond: NEVER_REACHED, terminalRequestsPerSecond: NEVER_REACHED },
  });
  const view = new DatabaseView(system.databaseUrl);
  const load = new Program<LoadRequest, RunResult>('load/load');
  try {
    if (system.demo === undefined) throw new Error('a system without a demo merchant cannot be measured');
    const { apiKey, vendor } = system.demo;
    const till = await Till.activated(system.urls.gateway, { ...vendor, code: vendor.codes.upay });
    const key = till.key;
    // Two keys are accepted now, and the older one signs: each signature is checked with both.
    await till.checkIn();
    const place = { sn: till.sn, storeNo: demoStores.upay.storeNo };
    const sellers = {
      v1: (origin: string) => (run: Run) => load.ask({ origin, apiKey, till: place, run }),
      till: (origin: string) => (run: Run) => load.ask({ origin, apiKey, till: { ...place, key }, run }),
    } as const;
    let runs = 0;
    const sold = async (door: Door, inFlight: number, orders: number): Promise<readonly number[]> => {
      runs += 1;
      const run: Run = { type: 'closed', prefix: `${door}-${String(runs)}`, inFlight, atMost: orders, runMs: MOST_MS };
      return (await sellers[door](system.urls.gateway)(run)).latenciesMs;
    };
    say('warming up');
    for (const door of doors) await sold(door, 16, plan.warmUp);
    await sleep(NOTIFIED_WITHIN_MS);
    const levels: Level[] = [];
    for (const level of plan.levels) {
      levels.push(await measured(level, sold));
      const { v1, till: byTill } = levels.at(-1)?.results ?? { v1: NONE, till: NONE };
      say(`${String(level.inFlight)} in flight: p50 ${v1.p50Ms.toFixed(2)} ms by /v1/orders, ${byTill.p50Ms.toFixed(2)} ms by the till`);
      await sleep(NOTIFIED_WITHIN_MS);
    }
    say('counting round trips and commits');
    const counted = await countPerSale(system, view, plan.counted, sellers);
    return terminalSection({
      ...{ date, quick, machine: machine(), postgres: await view.version(), durability: await view.durability(), levels },
      counted: { ...counted, orders: plan.counted },
    });
  } finally {
    await Promise.all([load.stop(), view.close()]);
    await system.stop();
  }
}

const NONE: Latency = { p50Ms: 0, p99Ms: 0 };

async function measured(
  { inFlight, rounds, ordersInRound }: Plan['levels'][number],
  sold: (door: Door, inFlight: number, orders: number) => Promise<readonly number[]>,
): Promise<Level> {
  const all: Record<Door, number[]> = { v1: [], till: [] };
  const added: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    // Who comes first in one round comes second in the next.
    const order = round % 2 === 0 ? doors : doors.toReversed();
    const p50Ms: Record<Door, number> = { v1: 0, till: 0 };
    for (const door of order) {
      const latencies = await sold(door, inFlight, ordersInRound);
      all[door].push(...latencies);
      p50Ms[door] = latencyOf(latencies).p50Ms;
    }
    added.push(p50Ms.till - p50Ms.v1);
  }
  const results = { v1: latencyOf(all.v1), till: latencyOf(all.till) };
  return { inFlight, results, added: { p50Ms: median(added), p99Ms: results.till.p99Ms - results.v1.p99Ms }, orders: all.till.length };
}
