export { Batch } from './batch.entity.js';
export type { BatchException, BatchRecord, BatchState, StoredScope } from './batch-record.js';
export { batchCandidates, openInScope, stampedFigures } from './batch-members.js';
export { BatchRepository, type BatchEvidence } from './batch.repository.js';
export { STAMP_CHUNK, stampBatch, type StampInput } from './stamp.js';
