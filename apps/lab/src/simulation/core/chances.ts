import type { OwnFault, SimulatedFault } from './faults.js';
import type { Random } from './random.js';

/** How often each thing goes wrong, where it can. */
const probabilities: Readonly<Record<Exclude<OwnFault, 'crash' | 'freeze' | 'outside_change'>, number>> = {
  disconnect: 0.002,
  stall: 0.006,
  refuse: 0.01,
  lose_request: 0.005,
  lose_answer: 0.01,
  slow_request: 0.006,
  slow_answer: 0.01,
  lose_notification: 0.1,
  copy_notification: 0.1,
  hold_notification: 0.15,
  lose_merchant_answer: 0.03,
  lose_webhook: 0.05,
  refuse_webhook: 0.05,
  lose_webhook_answer: 0.05,
};

/** Draws what goes wrong, and counts it. */
export class Chances {
  readonly counts: Record<string, number> = {};

  constructor(
    private readonly random: Random,
    private readonly enabled: ReadonlySet<SimulatedFault>,
    /** Times as often as usual. */
    private readonly often = 1,
  ) {}

  /** False from now on: the end of a run, in which everything may come to rest. */
  calm = false;

  strikes(fault: keyof typeof probabilities): boolean {
    if (this.calm || !this.enabled.has(fault) || !this.random.chance(Math.min(0.9, probabilities[fault] * this.often))) return false;
    this.count(fault);
    return true;
  }

  has(fault: SimulatedFault): boolean {
    return !this.calm && this.enabled.has(fault);
  }

  count(fault: string): void {
    this.counts[fault] = (this.counts[fault] ?? 0) + 1;
  }

  /** Milliseconds on the way, or at work. */
  between(fromMs: number, toMs: number): number {
    return this.random.int(fromMs, toMs);
  }

  pick<T>(from: readonly T[]): T {
    return this.random.pick(from);
  }
}
