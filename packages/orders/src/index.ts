export * from './commands.js';
export { Engine } from './engine/engine.js';
export { RUNTIME } from './engine/runtime.js';
export type { Clock, Runtime } from './engine/runtime.js';
export * from './errors.js';
export { OrderReads } from './orders/order-reads.js';
export type { TimelineEntryView } from './orders/order-reads.js';
export * from './orders/order-view.js';
export { OrdersModule } from './orders.module.js';
