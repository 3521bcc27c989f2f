import type { CaseKind } from '../cases.js';
import type { DeclineCode } from '../operation/decline-codes.js';
import type { Outcome } from '../operation/operation.js';
import type { CustomerAction, Receipt } from '../operation/result.js';
import type { OrderState } from '../order/states.js';
import type { OperationFacts, Snapshot } from './snapshot.js';

/** Ledger accounts. What the provider owes us stands as a receivable, what we owe the merchant as a payable, money without an owner in suspense. */
export type LedgerAccount = 'provider_receivable' | 'merchant_payable' | 'suspense';

/** One movement, two legs: `amountMinor` (> 0) is debited to one account and credited to the other. */
export interface Movement {
  readonly debit: LedgerAccount;
  readonly credit: LedgerAccount;
  readonly amountMinor: bigint;
}

/** The members of an operation's row that a finish may write. */
export interface OperationChange {
  readonly outcome: Outcome | null;
  readonly providerReference: string | null;
  readonly declineCode: DeclineCode | null;
  readonly providerCode: string | null;
  readonly shown: boolean;
  readonly answer: 'yes' | 'no' | null;
  readonly answeredAt: number | null;
  readonly notFoundCount: number;
  readonly notFoundAt: number | null;
  readonly sendAgain: boolean;
  readonly duplicate: boolean;
  /** Epoch milliseconds; null clears it. Written only where the row still holds the value that the decision saw. */
  readonly dueAt: number | null;
}

/** Added to the charge's amounts, in minor units. */
export interface AmountDeltas {
  readonly authorized: bigint;
  readonly capturing: bigint;
  readonly captured: bigint;
  readonly tip: bigint;
  readonly cashback: bigint;
  readonly surcharge: bigint;
  readonly excess: bigint;
  readonly refunding: bigint;
  readonly refunded: bigint;
  readonly overRefunded: bigint;
  readonly openRefunds: number;
}
export const NO_DELTAS: AmountDeltas = {
  authorized: 0n,
  capturing: 0n,
  captured: 0n,
  tip: 0n,
  cashback: 0n,
  surcharge: 0n,
  excess: 0n,
  refunding: 0n,
  refunded: 0n,
  overRefunded: 0n,
  openRefunds: 0,
};

/** An operation of our own that the same statement begins. */
export type FollowUp =
  | { readonly kind: 'next_route' }
  | {
      readonly kind: 'cancel';
      readonly reason: 'requested' | 'expiry' | 'schedule_over' | 'late_success';
    }
  /** Of a late authorization, or of a second one. */
  | { readonly kind: 'void'; readonly reason: 'late_success' | 'duplicate' }
  | {
      readonly kind: 'refund';
      readonly refundNo: string;
      readonly amountMinor: bigint;
    };

/**
 * A change made outside us (at the provider's portal, on a device) that a query has proven in figures: an operation's row of `origin: provider`,
 * finished as it is written. Nobody ever sends it, so it is no follow-up.
 */
export interface OutsideChange {
  readonly kind: 'capture' | 'adjust_tip' | 'void' | 'refund';
  /** Of a capture or a refund, in minor units. */
  readonly amountMinor: bigint | null;
  /** Of a tip: the whole tip. */
  readonly tipMinor: bigint | null;
}

/**
 * What one finish writes. `news`: something visible changed, or something new was said: a fact, a transition, a higher version.
 * `repeat`: the provider said again what we know. `nothing_said`: the query failed; only `dueAt` moves.
 */
export interface Decision {
  readonly weight: 'news' | 'repeat' | 'nothing_said';
  readonly state: OrderState;
  readonly operation: OperationChange;
  /** The charge's own row, where the operation is not the charge. */
  readonly charge: OperationChange | undefined;
  readonly deltas: AmountDeltas;
  /** The exclusive operation of the charge is over. */
  readonly releasesExclusive: boolean;
  readonly clearsCancelRequest: boolean;
  /** `undefined`: as it was; null: nothing more to do for anybody. */
  readonly nextAction: CustomerAction | null | undefined;
  readonly receipt: Receipt | undefined;
  readonly movements: readonly Movement[];
  readonly cases: readonly {
    readonly kind: CaseKind;
    readonly detail: string;
  }[];
  readonly closesCases: readonly CaseKind[];
  /** Of the cases that it opens again, those by which nothing stands in suspense any more; its movements are among these. */
  readonly settlesSuspense: readonly CaseKind[];
  /** Ids of closed operations of the charge that are asked after as well: nobody but the provider's word about each tells what became of it. */
  readonly asksAfter: readonly string[];
  /** Begun by the same statement, and sent by who wrote it. */
  readonly followUp: FollowUp | undefined;
  /** Written by the same statement, and over: movements, transition and cases are this operation's. */
  readonly records: OutsideChange | undefined;
  /** Written only under the lease that the evidence carries (`not_sent`, the next route). */
  readonly requiresLease: boolean;
}

/** The row as it is, to be written back. */
export function unchangedRow(row: OperationFacts): OperationChange {
  const {
    outcome,
    providerReference,
    declineCode,
    providerCode,
    shown,
    answer,
    answeredAt,
    notFoundCount,
    notFoundAt,
    sendAgain,
    duplicate,
    dueAt,
  } = row;
  return {
    outcome,
    providerReference,
    declineCode,
    providerCode,
    shown,
    answer,
    answeredAt,
    notFoundCount,
    notFoundAt,
    sendAgain,
    duplicate,
    dueAt,
  };
}

/** A decision that changes nothing but when to look next. */
export function look(snapshot: Snapshot, weight: Decision['weight'], dueAt: number | null): Decision {
  return {
    weight,
    state: snapshot.order.state,
    operation: { ...unchangedRow(snapshot.operation), dueAt },
    charge: undefined,
    deltas: NO_DELTAS,
    releasesExclusive: false,
    clearsCancelRequest: false,
    nextAction: undefined,
    receipt: undefined,
    movements: [],
    cases: [],
    closesCases: [],
    settlesSuspense: [],
    asksAfter: [],
    followUp: undefined,
    records: undefined,
    requiresLease: false,
  };
}
