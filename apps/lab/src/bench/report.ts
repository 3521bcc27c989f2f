import type { Latency } from './latency.js';
import type { Connections } from './observe/database.js';
import type { ProfileSummary } from './observe/profile.js';

/** The gateway; a bare handler that does the same writes and the same call; the writes alone. */
export const targets = ['gateway', 'bare', 'writes'] as const;
export type Target = (typeof targets)[number];

/** Who uses processor time for a sale. */
export const consumers = ['target', 'postgres', 'sandbox', 'load', 'worker'] as const;
export type Consumer = (typeof consumers)[number];

export interface TargetResult extends Latency {
  /** The median of the rounds. */
  readonly salesPerSecond: number;
  /** Processor time per sale, microseconds; absent where the system does not tell. */
  readonly cpuMicros?: Readonly<Record<Consumer, number>>;
}

export interface LevelResult {
  readonly inFlight: number;
  readonly results: Readonly<Record<Target, TargetResult>>;
  /** The gateway's sales per second over the bare handler's, the median of the rounds, each compared within itself. */
  readonly ratio: number;
}

export interface Report {
  /** ISO 8601, as it was passed in. */
  readonly date: string;
  readonly quick: boolean;
  readonly machine: { readonly processor: string; readonly cores: number; readonly memoryGiB: number; readonly system: string };
  readonly versions: { readonly node: string; readonly postgres: string };
  /** What PostgreSQL keeps of its durability. */
  readonly durability: string;
  readonly levels: readonly LevelResult[];
  readonly halfLoad: { readonly perSecond: number; readonly gateway: Latency; readonly bare: Latency };
  readonly perSale: {
    readonly sales: number;
    readonly roundTrips: number;
    readonly commits: number;
    readonly walBytes: { readonly gateway: number; readonly bare: number };
  };
  readonly hanging: {
    readonly calls: number;
    readonly connections: Connections;
    readonly otherAccountMs: number;
  };
  /** From `npm start` to the first paid order, milliseconds; absent from a quick run. */
  readonly firstOrder?: { readonly emptyMs: number; readonly againMs: number };
  readonly profile?: ProfileSummary;
}
