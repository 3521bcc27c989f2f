export { codepayAdapter } from './codepay.adapter.js';
