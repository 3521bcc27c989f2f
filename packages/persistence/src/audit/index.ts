export { AuditEntry } from './audit-entry.entity.js';
export * from './audit-log.js';
export * from './setting-change.js';
export * from './setting-changes.js';
export { tellStale } from './settings-channel.js';
export { SettingsListener, type StaleListener } from './settings-listener.js';
