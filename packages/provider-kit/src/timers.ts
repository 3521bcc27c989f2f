import { performance } from 'node:perf_hooks';

/** The timers that bound a call. A simulation gives its own, so that what is waited for costs it no time. */
export interface Timers {
  /** Milliseconds; never goes back and runs on while the process is stopped. */
  readonly monotonic: () => number;
  /** Runs `action` once `ms` have passed; what it returns calls it off. */
  readonly after: (ms: number, action: () => void) => () => void;
}

/** Those of a real process. */
export const systemTimers: Timers = {
  monotonic: () => performance.now(),
  after: (ms, action) => {
    const timer = setTimeout(action, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
