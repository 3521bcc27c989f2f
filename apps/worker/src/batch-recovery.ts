import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { BatchRepository, isConnectionLoss } from '@interlock/persistence';
import type { BatchRecord } from '@interlock/persistence';
import { ResumeBatch } from '@interlock/settlement';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Trouble } from './trouble.js';
import { Turns } from './turns.js';
import type { Job, Turn } from './turns.js';

/** A close waits seconds at the least before it is asked again. */
const POLL_MS = 1_000;
/** Closes that are carried on at once; an account has one at a time. */
const MOST = 4;
/** A claim's `due_at`: longer than a call takes. Who marks payments for longer than this is joined by another, which harms nothing. */
const LEASE_MS = 60_000;

/** Closes of batches that their process left behind, or that are asked again, beside the operations. */
@Injectable()
export class BatchRecovery implements Job {
  readonly steps: readonly Turn[] = [{ what: 'carrying on batches', pauseMs: POLL_MS, take: () => this.claim() }];
  private readonly logger = new Logger('BatchRecovery');
  private readonly turns: Turns;
  private active = 0;

  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly commands: CommandBus,
    private readonly batches: BatchRepository,
    trouble: Trouble,
  ) {
    this.turns = new Turns(trouble);
  }

  /** Looks at the table since the start. */
  get looks(): number {
    return this.turns.taken;
  }

  start(): void {
    this.turns.start(...this.steps);
  }

  stop(timeoutMs: number): Promise<void> {
    return this.turns.stop(timeoutMs);
  }

  private async claim(): Promise<boolean> {
    this.runtime.assertReady();
    const now = this.runtime.clock.now();
    const free = MOST - this.active;
    if (free === 0) return false;
    const claimed = await this.batches.claimDue({ now, most: free, leaseUntil: now + LEASE_MS });
    for (const batch of claimed) this.carryOn(batch);
    return false;
  }

  private carryOn(batch: BatchRecord): void {
    this.active += 1;
    this.turns.track(
      this.commands.execute(new ResumeBatch(batch)).catch((error: unknown) => {
        // A database that is away is told by the loops, once.
        if (!isConnectionLoss(error))
          this.logger.error({ err: error, batchId: batch.id }, 'a batch was not carried on; it is claimed again');
      }),
      () => {
        this.active -= 1;
      },
    );
  }
}
