export { BatchReads } from './batches/batch-reads.js';
export type { OpenBatchView } from './batches/batch-reads.js';
export type { BatchExceptionView, BatchView, FiguresView, ScopeView } from './batches/batch-view.js';
export * from './batches/commands.js';
export * from './batches/errors.js';
export { SettlementModule } from './settlement.module.js';
