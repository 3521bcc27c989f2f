export * from './commands.js';
export * from './errors.js';
export * from './orders/order-view.js';
