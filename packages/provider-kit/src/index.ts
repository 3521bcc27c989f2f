export * from './adapter.js';
export * from './transport.js';
