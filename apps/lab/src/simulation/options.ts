import { StartupError } from '@interlock/persistence';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { faultsOf } from './core/faults.js';
import type { SimulatedFault } from './core/faults.js';

export interface SimulationFlags {
  /** The first seed. */
  readonly seed: number;
  /** How many seeds, each a run of its own. */
  readonly seeds: number;
  /** How many of them at a time. */
  readonly jobs: number;
  readonly orders: number;
  readonly faults: ReadonlySet<SimulatedFault>;
  /** Prints every effect. */
  readonly verbose: boolean;
}

const MOST = 100_000;
const MOST_JOBS = 64;

/** `--seed N --orders N --faults all|none|<list> --seeds N --jobs N`. Throws `StartupError`. */
export function simulationOptions(flags: readonly string[]): SimulationFlags {
  const values = parsed(flags);
  return {
    seed: whole('--seed', values.seed, 0, Number.MAX_SAFE_INTEGER),
    seeds: whole('--seeds', values.seeds, 1, MOST),
    // Effects of several seeds would stand among each other.
    jobs: values.verbose ? 1 : whole('--jobs', values.jobs, 1, MOST_JOBS),
    orders: whole('--orders', values.orders, 1, MOST),
    faults: faultsOf(values.faults),
    verbose: values.verbose,
  };
}

function parsed(flags: readonly string[]) {
  try {
    return parseArgs({
      args: [...flags],
      options: {
        seed: { type: 'string', default: '1' },
        seeds: { type: 'string', default: '1' },
        jobs: { type: 'string', default: String(Math.min(availableParallelism(), MOST_JOBS)) },
        orders: { type: 'string', default: '200' },
        faults: { type: 'string', default: 'all' },
        verbose: { type: 'boolean', default: false },
      },
    }).values;
  } catch (error) {
    throw new StartupError(`sim: ${error instanceof Error ? error.message : 'the flags cannot be read'}`);
  }
}

function whole(flag: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value < least || value > most)
    throw new StartupError(`${flag} must be a whole number, ${String(least)} to ${String(most)}.`);
  return value;
}
