export { startWorker } from './start-worker.js';
export type { WorkerOptions } from './start-worker.js';
