import type { SimulatedFault } from '../core/faults.js';
import type { SimulationResult } from '../simulate.js';

/** What a process is asked for: one seed. */
export interface SeedRequest {
  readonly seed: number;
  readonly orders: number;
  readonly faults: readonly SimulatedFault[];
  /** Prints every effect. */
  readonly verbose: boolean;
}

/** What it says: that an order's story is told, then how the seed ended. */
export type SeedWord = { readonly told: true } | { readonly result: SimulationResult } | { readonly failed: string };
