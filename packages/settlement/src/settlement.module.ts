import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { BatchRepository } from '@interlock/persistence';
import { Module } from '@nestjs/common';
import { BatchReads } from './batches/batch-reads.js';
import { BatchScopes } from './batches/batch-scopes.js';
import { BatchMembers } from './batches/batch-members.js';
import { CloseBatchHandler } from './batches/close-batch.js';
import { Closing } from './batches/closing.js';
import { RefreshBatchHandler } from './batches/refresh-batch.js';
import { ResumeBatchHandler } from './batches/resume-batch.js';

/** What happens to payments once they are taken: batches. An app composes it beside the accounts, which are there for every module. */
@Module({
  providers: [
    { provide: BatchRepository, inject: [RUNTIME], useFactory: ({ pool }: Runtime) => new BatchRepository(pool) },
    BatchScopes,
    BatchMembers,
    Closing,
    BatchReads,
    CloseBatchHandler,
    RefreshBatchHandler,
    ResumeBatchHandler,
  ],
  exports: [BatchReads, BatchRepository],
})
export class SettlementModule {}
