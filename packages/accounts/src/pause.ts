import { systemTimers } from '@interlock/provider-kit';
import type { Clock } from './runtime.js';

/** Runs `action` once `ms` have passed on this clock; what it returns calls it off. */
export function after(clock: Clock, ms: number, action: () => void): () => void {
  return (clock.after ?? systemTimers.after)(ms, action);
}

export function pause(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    after(clock, ms, resolve);
  });
}
