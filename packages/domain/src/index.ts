export * from './errors.js';
export * from './money/money.js';
export * from './operation/decline-codes.js';
export * from './operation/operation.js';
