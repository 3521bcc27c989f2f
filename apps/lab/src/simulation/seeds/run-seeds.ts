import type { SimulationFlags } from '../options.js';
import type { SimulationResult } from '../simulate.js';
import { SeedProcess } from './seed-process.js';

/** Hears what has happened, as it happens. */
export interface SeedsHeard {
  readonly order: () => void;
  readonly seed: (result: SimulationResult) => void;
}

/** Every seed once, `jobs` of them at a time, each in a process; in the order of the seeds. Throws where one of them could not be run. */
export async function runSeeds(flags: SimulationFlags, heard: SeedsHeard): Promise<readonly SimulationResult[]> {
  const { orders, verbose } = flags;
  const left = Array.from({ length: flags.seeds }, (_, index) => flags.seed + index);
  const results: SimulationResult[] = [];
  const runs = async (one: SeedProcess): Promise<void> => {
    for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
      const result = await one.run({ seed, orders, faults: [...flags.faults], verbose }, heard.order);
      results.push(result);
      heard.seed(result);
    }
  };
  const processes = Array.from({ length: Math.min(flags.jobs, flags.seeds) }, () => new SeedProcess());
  try {
    await Promise.all(processes.map(runs));
  } finally {
    left.length = 0;
    await Promise.all(processes.map((one) => one.stop()));
  }
  return results.sort((one, other) => one.seed - other.seed);
}
