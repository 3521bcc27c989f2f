export * from './constraints.js';
export * from './read.js';
export * from './rows.js';
export * from './snapshot-in-memory.js';
export * from './world.js';
