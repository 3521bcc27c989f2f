import { isConnectionLoss } from '@interlock/persistence';
import type { Turn } from '@interlock/worker';
import type { Scheduler } from '../core/scheduler.js';
import type { WorkerProcess } from './start-engine.js';

/** Steps that found nothing the last time are taken so often all the same: they keep what lives for hours. */
const SELDOM_MS = 600_000;

/** The turns of one worker, each taken when the one before it is over, as its loops do. */
export class WorkerTurns {
  private readonly takenAt = new Map<Turn, number>();
  private readonly running = new Set<Turn>();
  private asked: ReadonlySet<string> | undefined;

  constructor(
    private readonly process: WorkerProcess,
    private readonly world: { readonly scheduler: Scheduler; readonly complain: (what: string) => void },
  ) {}

  /** `wanted`: the steps that find something to do. */
  wake(wanted: ReadonlySet<string>): void {
    const scheduled = this.asked !== undefined;
    this.asked = new Set([...(this.asked ?? []), ...wanted]);
    if (scheduled) return;
    const look = (): void => {
      const asked = this.asked ?? wanted;
      this.asked = undefined;
      for (const { steps } of this.process.jobs) for (const step of steps) this.take(step, asked.has(step.what) ? step.pauseMs : SELDOM_MS);
    };
    this.world.scheduler.add(`${this.process.name} looks`, 0, look, this.process);
  }

  private take(step: Turn, everyMs: number): void {
    const { now } = this.world.scheduler;
    if (this.running.has(step) || now - (this.takenAt.get(step) ?? -Infinity) < everyMs) return;
    this.takenAt.set(step, now);
    this.running.add(step);
    void this.taken(step);
  }

  private async taken(step: Turn): Promise<void> {
    try {
      await step.take();
    } catch (error) {
      if (!isConnectionLoss(error)) this.world.complain(`${step.what} failed: ${error instanceof Error ? error.message : String(error)}`);
    } finally {
      this.running.delete(step);
    }
  }
}
