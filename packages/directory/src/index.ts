export * from './activation/index.js';
export { AuditReads } from './audit/audit-reads.js';
export type { AuditView } from './audit/audit-view.js';
export { BriefCache } from './cache/brief-cache.js';
export { SETTINGS_FRESH_MS, settingsCache } from './cache/settings-cache.js';
export { StaleSettings } from './cache/stale-settings.js';
export { DirectoryModule } from './directory.module.js';
export * from './errors.js';
