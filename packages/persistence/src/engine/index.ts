export { applied } from './applied.js';
export * from './begin.js';
export * from './claim.js';
export * from './finish.js';
export * from './reads.js';
export * from './records.js';
export { operationFromRow, orderFromRow, toJson } from './rows.js';
