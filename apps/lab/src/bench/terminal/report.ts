import type { Latency } from '../latency.js';
import type { machine } from '../machine.js';
import type { PerSale } from '../per-sale.js';

/** The same order by `/v1/orders`, and by the till that it is paid at. */
export const doors = ['v1', 'till'] as const;
export type Door = (typeof doors)[number];

export interface Level {
  readonly inFlight: number;
  readonly results: Readonly<Record<Door, Latency>>;
  /** What the terminal door adds: the median of the rounds' own differences of p50, and of p99 over all. */
  readonly added: Latency;
  readonly orders: number;
}
export interface TerminalReport {
  readonly date: string;
  readonly quick: boolean;
  readonly machine: ReturnType<typeof machine>;
  readonly postgres: string;
  readonly durability: string;
  readonly levels: readonly Level[];
  readonly counted: Readonly<Record<Door, PerSale>> & { readonly orders: number };
}
