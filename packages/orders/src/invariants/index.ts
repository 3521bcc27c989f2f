export { checkInvariants, invariants, violationsOf, type Checked, type Contradiction } from './check-invariants.js';
export type { Invariant } from './invariant.js';
