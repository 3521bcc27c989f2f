export { JobsModule, jobsOf } from './jobs.module.js';
export { providers } from './providers.js';
export { startWorker } from './start-worker.js';
export type { WorkerOptions } from './start-worker.js';
export type { Job, Turn } from './turns.js';
