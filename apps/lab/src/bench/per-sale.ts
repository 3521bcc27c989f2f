import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '../system/index.js';
import { startAnotherGateway } from './another-gateway.js';
import type { Run, RunResult } from './load/runs.js';
import type { DatabaseView } from './observe/database.js';
import { startCountingProxy } from './observe/round-trips.js';
import { NOTIFIED_WITHIN_MS } from './rounds.js';

const IN_FLIGHT = 4;
const RUN_MS = 60_000;
/** Connections, caches and prepared statements are there before anything is counted. */
const WARM_UP_SALES = 50;

/** What one sale costs the database. */
export interface PerSale {
  readonly roundTrips: number;
  readonly commits: number;
  readonly walBytes: number;
}

/** How sales are made, given where the counted gateway listens. */
export type Seller = (origin: string) => (run: Run) => Promise<RunResult>;

/** Sales of each kind by a gateway whose way to the database is counted. The worker sleeps meanwhile, for it asks and writes too. */
export async function countPerSale<Name extends string>(
  system: System,
  view: DatabaseView,
  sales: number,
  sellers: Readonly<Record<Name, Seller>>,
): Promise<Readonly<Record<Name, PerSale>>> {
  const proxy = await startCountingProxy(system.databaseUrl);
  const counted = await startAnotherGateway(system, { databaseUrl: proxy.url });
  const totals = async (): Promise<PerSale> => ({
    roundTrips: proxy.roundTrips(),
    commits: await view.writingTransactions(),
    walBytes: await view.walBytes(),
  });
  const count = async (sell: (run: Run) => Promise<RunResult>, prefix: string): Promise<PerSale> => {
    const closed = { type: 'closed', inFlight: IN_FLIGHT, runMs: RUN_MS } as const;
    await sell({ ...closed, prefix: `${prefix}-warm`, atMost: WARM_UP_SALES });
    await sleep(NOTIFIED_WITHIN_MS);
    const before = await totals();
    const done = (await sell({ ...closed, prefix, atMost: sales })).latenciesMs.length;
    await sleep(NOTIFIED_WITHIN_MS);
    const after = await totals();
    const each = (of: keyof PerSale): number => (after[of] - before[of]) / done;
    return { roundTrips: each('roundTrips'), commits: each('commits'), walBytes: each('walBytes') };
  };
  system.worker.freeze();
  try {
    const counts: Partial<Record<Name, PerSale>> = {};
    for (const name of Object.keys(sellers) as Name[]) counts[name] = await count(sellers[name](counted.url), `counted-${name}`);
    return counts as Record<Name, PerSale>;
  } finally {
    system.worker.thaw();
    await counted.stop();
    await proxy.close();
  }
}
