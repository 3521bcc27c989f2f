export { migrate } from './migrations/migrate.js';
export { createPool, type PoolOptions } from './server/pool.js';
export { startEmbeddedServer, type EmbeddedServer, type EmbeddedServerOptions } from './server/embedded-server.js';
export { DatabaseUnusable, DataDirectoryInUse, EmbeddedServerFailed, StartupError } from './server/startup-error.js';
export * from './engine/index.js';
