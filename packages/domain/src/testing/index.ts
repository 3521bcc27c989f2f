export * from './constraints.js';
export * from './read.js';
export * from './rows.js';
export * from './snapshot-of.js';
export * from './world.js';
