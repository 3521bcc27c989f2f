export { claimBounds } from './claim-bounds.js';
export { startTestServer, type TestServer } from './test-server.js';
export { createTestDatabase, type TestDatabase } from './test-database.js';
export * from './seed.js';
export { columnsHolding, insertRow, insertRows } from './rows.js';
export * from './records.js';
export * from './webhook-rows.js';
export { seedCase, type SeededCase } from './case-rows.js';
export { until } from './until.js';
