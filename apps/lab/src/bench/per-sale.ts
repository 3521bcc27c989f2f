import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '../system/index.js';
import { startAnotherGateway } from './another-gateway.js';
import type { Run, RunResult } from './load/runs.js';
import type { DatabaseView } from './observe/database.js';
import { startCountingProxy } from './observe/round-trips.js';
import type { Report } from './report.js';
import { NOTIFIED_WITHIN_MS } from './rounds.js';

const IN_FLIGHT = 4;
const RUN_MS = 60_000;
/** Connections, caches and prepared statements are there before anything is counted. */
const WARM_UP_SALES = 50;

export interface Counting {
  readonly sales: number;
  readonly gateway: (origin: string) => (run: Run) => Promise<RunResult>;
  readonly bare: (run: Run) => Promise<RunResult>;
}

/** Sales by a gateway whose way to the database is counted. The worker sleeps meanwhile, for it asks and writes too. */
export async function countPerSale(system: System, view: DatabaseView, { sales, gateway, bare }: Counting): Promise<Report['perSale']> {
  const proxy = await startCountingProxy(system.databaseUrl);
  const counted = await startAnotherGateway(system, { databaseUrl: proxy.url });
  const count = async (sell: (run: Run) => Promise<RunResult>, prefix: string) => {
    const closed = { type: 'closed', inFlight: IN_FLIGHT, runMs: RUN_MS } as const;
    await sell({ ...closed, prefix: `${prefix}-warm`, atMost: WARM_UP_SALES });
    await sleep(NOTIFIED_WITHIN_MS);
    const before = await totals();
    const done = (await sell({ ...closed, prefix, atMost: sales })).latenciesMs.length;
    await sleep(NOTIFIED_WITHIN_MS);
    const after = await totals();
    const each = (of: keyof typeof after): number => (after[of] - before[of]) / done;
    return { roundTrips: each('roundTrips'), commits: each('commits'), walBytes: each('walBytes') };
  };
  const totals = async () => ({
    roundTrips: proxy.roundTrips(),
    commits: await view.writingTransactions(),
    walBytes: await view.walBytes(),
  });
  system.worker.freeze();
  try {
    const { roundTrips, commits, walBytes } = await count(gateway(counted.url), 'counted');
    const other = await count(bare, 'counted-bare');
    return { sales, roundTrips, commits, walBytes: { gateway: walBytes, bare: other.walBytes } };
  } finally {
    system.worker.thaw();
    await counted.stop();
    await proxy.close();
  }
}
