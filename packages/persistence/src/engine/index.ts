export { applied } from './applied.js';
export * from './begin.js';
export * from './claim.js';
export * from './finish.js';
export * from './finish-statements.js';
export { bound, type NamedStatement } from './named.js';
export * from './reads.js';
export * from './records.js';
export { operationColumns, operationFromRow, orderColumns, orderFromRow, toJson } from './rows.js';
