import { performance } from 'node:perf_hooks';

/** The clock of a real process: wall time in epoch milliseconds, and one that never goes back and runs on while the process is stopped. */
export const systemClock = {
  now: (): number => Date.now(),
  monotonic: (): number => performance.now(),
};
