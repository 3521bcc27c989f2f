import { RUNTIME, after } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { DeliveryJob, WebhookHousekeeping } from '@interlock/webhooks';
import { Inject, Injectable } from '@nestjs/common';
import { Trouble } from './trouble.js';
import { Turns } from './turns.js';
import type { Job, Turn } from './turns.js';

/** Pauses between looks at the table when nothing was due. */
const POLL_MS = 100;
const REPLAY_POLL_MS = 1_000;
const FORGET_POLL_MS = 60_000;

/** Takes webhooks to the merchants, carries their replays on, and removes what is old. */
@Injectable()
export class WebhooksOut implements Job {
  readonly steps: readonly Turn[] = [
    { what: 'delivering webhooks', pauseMs: POLL_MS, take: () => this.deliver() },
    { what: 'replaying webhooks', pauseMs: REPLAY_POLL_MS, take: () => this.housekeeping.replay() },
    { what: 'removing old webhooks', pauseMs: FORGET_POLL_MS, take: () => this.housekeeping.forget() },
  ];
  private readonly turns: Turns;
  private readonly running = new Set<Promise<void>>();

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly job: DeliveryJob,
    private readonly housekeeping: WebhookHousekeeping,
    trouble: Trouble,
  ) {
    this.turns = new Turns(trouble);
  }

  start(): void {
    this.turns.start(...this.steps);
  }

  /** Claims nothing more and waits for what runs, at most so long. */
  stop(timeoutMs: number): Promise<void> {
    return this.turns.stop(timeoutMs);
  }

  private async deliver(): Promise<boolean> {
    const { deliveries } = await this.job.turn();
    for (const delivery of deliveries) {
      this.running.add(delivery);
      this.turns.track(delivery, () => this.running.delete(delivery));
    }
    if (deliveries.length > 0) return true;
    if (this.running.size === 0) return false;
    // An endpoint whose share is full has more: the next end makes room.
    await this.someEnd();
    return true;
  }

  /** Until one of those that run is over, at most until the next look. */
  private async someEnd(): Promise<void> {
    let callOff = (): void => undefined;
    const poll = new Promise<void>((resolve) => {
      callOff = after(this.runtime.clock, POLL_MS, resolve);
    });
    await Promise.race([...this.running, poll]);
    callOff();
  }
}
