export { createUpayAdapter, upayAdapter } from './upay.adapter.js';
export { upayTables } from './upay.tables.js';
export { upaySecrets, upaySettings } from './upay.settings.js';
export type { UpaySecrets, UpaySettings } from './upay.settings.js';
