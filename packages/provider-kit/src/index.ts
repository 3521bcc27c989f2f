export * from './adapter.js';
export * from './base-url.js';
export * from './open-call.js';
export * from './pools.js';
export * from './redact.js';
export type { SendBounds, SendUntil } from './send-once.js';
export { MAX_ANSWER_BYTES } from './send-once.js';
export * from './transport.js';
