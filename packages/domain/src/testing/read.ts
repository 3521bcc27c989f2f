import type { CaseKind } from '../cases.js';
import type { ChargeFacts, OrderFacts } from '../engine/snapshot.js';

/** A row of operation as the memory keeps it. */
export interface Row extends ChargeFacts {
  readonly chargeId: string;
  /** Begun because money had turned up late. */
  readonly late: boolean;
  /** A change made outside us: over as it is written. */
  readonly outside: boolean;
}
/** The order's row; `expiryHandled`: its expiry needs nobody any more. */
export interface OrderRow extends OrderFacts {
  readonly expiryHandled: boolean;
}
export interface OpenCase {
  readonly operationId: string;
  readonly kind: CaseKind;
  /** For the end of what a person has had begun. */
  readonly waits?: boolean;
}
/** The rows as one read saw them. What was read does not change. */
export interface Read {
  readonly order: OrderRow;
  readonly rows: readonly Row[];
  readonly openCases: readonly OpenCase[];
  /** Cases that a person's word of the outcome has closed. */
  readonly answered: readonly OpenCase[];
}
