/** Something that is true of the whole database at every instant, whoever died in the middle of what. */
export interface Invariant {
  /** Stable; snake_case. */
  readonly name: string;
  /** One sentence: what is true. */
  readonly says: string;
  /** A violation is wrong for ever; a delay is only late, which a worker that runs again mends by itself. */
  readonly severity: 'violation' | 'delay';
  /**
   * Selects what contradicts it, a row each: `order_id`, `operation_id` (either may be null) and `detail`, a sentence. One statement, so that it
   * sees one instant of a database that others write to. That of a delay takes one parameter, before when something should have been done.
   */
  readonly sql: string;
}

/** The operation of that row has no end yet. */
export const isOpen = (row: string): string => `(${row}.outcome is null or ${row}.outcome in ('pending', 'unknown'))`;

/** The charge of that row holds or held money or a hold: the provider said an explicit yes. */
export const isLiveCharge = (row: string): string =>
  `(${row}.id = ${row}.charge_id and not ${row}.duplicate and (${isOpen(row)} or ${row}.outcome = 'approved'))`;

/** All of the money that the charge of that row took, in minor units. */
export const takenOf = (row: string): string =>
  `(${row}.captured_minor + ${row}.tip_taken_minor + ${row}.cashback_minor + ${row}.surcharge_minor + ${row}.excess_minor)`;

/** Kinds of which one at most is open on a charge. */
export const EXCLUSIVE = `('capture', 'increment', 'adjust_tip', 'void', 'cancel')`;
