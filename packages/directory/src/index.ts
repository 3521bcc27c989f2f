export { AuditReads } from './audit/audit-reads.js';
export type { AuditView } from './audit/audit-view.js';
export { DirectoryModule } from './directory.module.js';
export * from './errors.js';
