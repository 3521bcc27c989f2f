import { claim } from './claim/claim.js';
import type { Bench } from './named-bench.js';
import { recovery } from './recovery/recovery.js';
import { sales } from './sales.js';
import { simulation } from './simulation/simulation.js';
import { terminal } from './terminal/terminal.js';
import { webhooks } from './webhooks/webhooks.js';

/** What `npm run bench -- <name>` can measure, in the order of the document. */
export const benches = {
  sales: { summary: 'sales per second and what the framework costs; what is run where no name is given', run: sales },
  terminal: { summary: 'what the terminal door adds to the same order by /v1/orders', run: terminal },
  webhooks: { summary: 'deliveries per second to a fast receiver, alone and beside a dead endpoint', run: webhooks },
  recovery: {
    summary: 'operations per second that are resolved after an outage, against the account’s bound, and the worker’s memory',
    run: recovery,
  },
  claim: { summary: 'what a claim of due operations costs beside a million that are finished', run: claim },
  simulation: { summary: 'orders per second in the simulation, of one seed and of several at once', run: simulation },
} as const satisfies Readonly<Record<string, Bench>>;
export type BenchName = keyof typeof benches;
export const benchNames = Object.keys(benches) as readonly BenchName[];
