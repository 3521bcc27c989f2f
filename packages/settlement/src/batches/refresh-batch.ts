import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { BatchRepository } from '@interlock/persistence';
import type { BatchRecord } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { batchOf } from './batch-reads.js';
import { answerOf } from './close-batch.js';
import { Closing } from './closing.js';
import { RefreshBatch } from './commands.js';
import type { BatchAnswer } from './commands.js';

/** `POST /v1/batches/{id}/refresh` */
@CommandHandler(RefreshBatch)
export class RefreshBatchHandler implements ICommandHandler<RefreshBatch> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly repository: BatchRepository,
    private readonly closing: Closing,
  ) {}

  async execute({ actor, batchId }: RefreshBatch): Promise<BatchAnswer> {
    const batch = await batchOf(this.repository, actor.merchantId, batchId);
    return answerOf((await this.asked(batch)) ?? (await batchOf(this.repository, actor.merchantId, batchId)), false);
  }

  /** Undefined where there is nothing to ask, or somebody is at it: a call that may still be answered is not overtaken. */
  private async asked(batch: BatchRecord): Promise<BatchRecord | undefined> {
    const { clock } = this.runtime;
    if (batch.state !== 'closing') return batch;
    const batches = await this.closing.batchesOf(batch);
    if (batch.closedAsOf === null && clock.now() < batch.sendUntil + batches.totalTimeoutMs) return undefined;
    this.runtime.assertReady();
    const claimed = await this.repository.claim(batch, this.closing.attempt(batches).dueAt);
    return claimed && this.closing.resume(claimed);
  }
}
