import { isConnectionLoss } from '@interlock/persistence';
import type { Turn } from '@interlock/worker';
import type { Scheduler } from '../core/scheduler.js';
import type { WorkerProcess } from './start-engine.js';

/** What rests for seconds keeps keys and agreements, which live for hours: once in a minute is enough of a time that costs nothing. */
const SELDOM_MS = 5_000;
const SELDOM_EVERY_MS = 60_000;

/** The turns of one worker, each taken when the one before it is over, as its loops do. */
export class WorkerTurns {
  private readonly takenAt = new Map<Turn, number>();
  private readonly running = new Set<Turn>();
  private asked = false;

  constructor(
    private readonly process: WorkerProcess,
    private readonly world: { readonly scheduler: Scheduler },
  ) {}

  wake(): void {
    if (this.asked) return;
    this.asked = true;
    this.world.scheduler.add(
      `${this.process.name} looks`,
      0,
      () => {
        this.asked = false;
        for (const { steps } of this.process.jobs) for (const step of steps) this.take(step);
      },
      this.process,
    );
  }

  private take(step: Turn): void {
    const { now } = this.world.scheduler;
    const everyMs = step.pauseMs >= SELDOM_MS ? SELDOM_EVERY_MS : step.pauseMs;
    if (this.running.has(step) || now - (this.takenAt.get(step) ?? -Infinity) < everyMs) return;
    this.takenAt.set(step, now);
    this.running.add(step);
    void this.taken(step);
  }

  private async taken(step: Turn): Promise<void> {
    try {
      while (await step.take());
    } catch (error) {
      if (!isConnectionLoss(error)) throw error;
    } finally {
      this.running.delete(step);
    }
  }
}
