export { codepayAdapter } from './codepay.adapter.js';
export { codepayTables } from './codepay.tables.js';
