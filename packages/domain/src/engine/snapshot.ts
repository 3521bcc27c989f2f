import type { CaseKind, Resolution } from '../cases.js';
import type { CurrencyCode } from '../money/money.js';
import type { DeclineCode } from '../operation/decline-codes.js';
import type { OperationKind, Outcome } from '../operation/operation.js';
import type { ProviderResult, QueryResult, Stated } from '../operation/result.js';
import type { NotFoundRule, QuerySchedule, ResendRule } from '../operation/schedule.js';
import type { OrderState } from '../order/states.js';

/** The order, as far as a decision looks at it. Times everywhere below: epoch milliseconds. */
export interface OrderFacts {
  readonly id: string;
  readonly state: OrderState;
  /** Raised by every change: a decision is written only on the version that it was made on. */
  readonly version: number;
  readonly amountMinor: bigint;
  readonly currency: CurrencyCode;
  readonly cancelRequested: 'merchant' | 'expiry' | null;
  readonly expiresAt: number | null;
  readonly updatedAt: number;
}

/** An operation's row, as far as a decision looks at it. */
export interface OperationFacts {
  readonly id: string;
  readonly kind: OperationKind;
  readonly outcome: Outcome | null;
  readonly amountMinor: bigint | null;
  /** Of a sale or authorization the tip that was asked for beside the amount, of a tip operation the tip that is set. */
  readonly tipMinor: bigint | null;
  readonly cashbackAskedMinor: bigint | null;
  /** The payer chooses the tip on the terminal: what the provider states is right. */
  readonly tipOnScreen: boolean;
  readonly providerReference: string | null;
  readonly attempts: number;
  readonly lease: number;
  readonly sendAgain: boolean;
  readonly sendUntil: number;
  readonly dueAt: number | null;
  /** The provider has shown that it knows the operation; "not found" says nothing any more. */
  readonly shown: boolean;
  /** Of a cancel what was answered to it; of a charge `yes` once a verified word from before its end has shown it paid in our figures. */
  readonly answer: 'yes' | 'no' | null;
  readonly answeredAt: number | null;
  readonly notFoundCount: number;
  readonly notFoundAt: number | null;
  readonly declineCode: DeclineCode | null;
  readonly providerCode: string | null;
  readonly duplicate: boolean;
  readonly createdAt: number;
  readonly finishedAt: number | null;
}

/** A sale or authorization with its amounts, in minor units. */
export interface ChargeFacts extends OperationFacts {
  readonly authorizedMinor: bigint;
  readonly capturingMinor: bigint;
  readonly capturedMinor: bigint;
  readonly tipTakenMinor: bigint;
  readonly cashbackMinor: bigint;
  readonly surchargeMinor: bigint;
  readonly excessMinor: bigint;
  readonly refundingMinor: bigint;
  readonly refundedMinor: bigint;
  readonly overRefundedMinor: bigint;
  readonly openExclusive: string | null;
  readonly openRefunds: number;
}

/** Of an operation that holds, takes and returns nothing. */
export const NO_AMOUNTS: Omit<ChargeFacts, keyof OperationFacts> = {
  authorizedMinor: 0n,
  capturingMinor: 0n,
  capturedMinor: 0n,
  tipTakenMinor: 0n,
  cashbackMinor: 0n,
  surchargeMinor: 0n,
  excessMinor: 0n,
  refundingMinor: 0n,
  refundedMinor: 0n,
  overRefundedMinor: 0n,
  openExclusive: null,
  openRefunds: 0,
};

/** What a decision is made on; the guarded statement checks that it still holds. `operation` is the charge itself for a sale or authorization. */
export interface Snapshot {
  readonly order: OrderFacts;
  readonly charge: ChargeFacts;
  readonly operation: OperationFacts;
  /** Another charge of this order is open or approved: an approval of this one is a duplicate. */
  readonly otherLiveCharge: boolean;
  /** Kinds of the cases that are open on the operation or its charge; those that ask what became of it (`ownCases`) only of the operation itself, for each waits for its own end. */
  readonly openCases: readonly CaseKind[];
  /** Cancels of this charge begun so far. */
  readonly cancelsBegun: number;
  /** When the latest cancel of this charge ended; null: none has. What was asked before says nothing about what came after. */
  readonly cancelEndedAt: number | null;
  /** Until when the cancels and voids of this charge that have ended might still be sent; null: none has. What is shown before they can have arrived may lag. */
  readonly undoSentUntil: number | null;
  /** When the latest of what was begun on this charge, itself included, came to its end; null: something is still open. */
  readonly settledAt: number | null;
  /** Until when anything that follows the charge might still be sent; null: nothing has followed it. */
  readonly followedUntil: number | null;
  /** When the latest refund of this charge that was made outside us was found; null: none was. */
  readonly outsideRefundAt: number | null;
  /** Refunds of late money of this charge begun so far. */
  readonly lateRefunds: number;
  /** Cancels of this charge begun after the order had been closed. */
  readonly lateCancels: number;
  /** Money that turned up late stands in suspense, for the cancel that is to return it is open; it never ends without saying where the money went. */
  readonly lateMoneyHeld: boolean;
  /**
   * What stands in suspense by the closed and open cases of this charge's operations, by their kind, in minor units; above zero where the provider
   * holds more than our rows say. What it shows again is that, and no further change; a kind that is absent: nothing.
   */
  readonly writtenOff: Readonly<Partial<Record<OperationKind, bigint>>>;
  /** Of that, what stands there by the operation's own closed cases, each with its kind: a proof that our rows are right opens them again, and it leaves suspense. */
  readonly ownSuspense: readonly { readonly kind: CaseKind; readonly amountMinor: bigint }[];
  /** Ids of the refunds of this charge that our rows have as done and a person has written off as not: what stands in suspense by a closed case of each. Its own query alone tells when that is over. */
  readonly refundsWrittenOff: readonly string[];
  /** The merchant was given the money of this duplicate, as a person has said: it stands in what we owe, and no longer in suspense. */
  readonly duplicateKept: boolean;
  /** Refunds of this charge as a duplicate begun so far. */
  readonly duplicateRefunds: number;
  /** Kinds of the operation's cases that a person's word about its outcome has closed: a fact that contradicts it opens them again. */
  readonly saidByPerson: readonly CaseKind[];
  /** Kinds of the open cases of the operation or its charge that wait for an operation which a person has had begun. */
  readonly underWay: readonly CaseKind[];
}

/** One exchange with the provider and where it came from. A notification counts as asked when its operation was begun. */
export interface Evidence {
  readonly source: 'answer' | 'query' | 'notification';
  readonly askedAt: number;
  readonly receivedAt: number;
  readonly attempt: number;
  readonly lease: number;
  readonly result: QueryResult | ProviderResult;
}

/** What a person makes of a case, after the provider was asked once more. */
export interface PersonEvidence {
  readonly source: 'person';
  readonly receivedAt: number;
  readonly word: PersonsWord;
}
export interface PersonsWord {
  readonly resolution: Exclude<Resolution, 'ask_again'>;
  readonly kind: CaseKind;
  /** What the provider has stated, as it was heard last. */
  readonly stated: Stated | 'not_stated';
  /** The figures that the person gives, in minor units; absent: what was asked. */
  readonly given?: { readonly base: bigint; readonly tip?: bigint };
  /** What stands in suspense by an earlier write-off of this case, in minor units; above zero where the provider holds more. */
  readonly writtenOff: bigint;
}

/** What the adapter says about this operation, and what the merchant and the process allow. */
export interface Rules {
  readonly schedule: QuerySchedule;
  /** 0 up to 1, the operation's own: how far its looks are put off, within their bound. Absent: not at all. */
  readonly spread?: number;
  readonly notFound: NotFoundRule;
  readonly totalTimeoutMs: number;
  readonly resend: ResendRule;
  readonly cancel: {
    readonly available: boolean;
    readonly returnsMoneyWhenPaid: boolean;
    readonly notBeforeMs: number;
  };
  /** A late authorization can be let go by a void. */
  readonly voidsHolds: boolean;
  readonly latePolicy: 'refund' | 'keep';
  /** Another candidate is left and this process holds what its call needs (the payer's credential). */
  readonly nextRoute: boolean;
}

/** All of the money that a charge has taken. */
export function takenOf(charge: ChargeFacts): bigint {
  return charge.capturedMinor + charge.tipTakenMinor + charge.cashbackMinor + charge.surchargeMinor + charge.excessMinor;
}

/** A request may still take effect until here: the latest send, its time-out, the provider's window and the second that clocks may differ by. */
export function arrivalBound(operation: OperationFacts, rules: Pick<Rules, 'notFound' | 'totalTimeoutMs'>): number {
  return operation.sendUntil + rules.totalTimeoutMs + rules.notFound.windowMs + CLOCK_TOLERANCE_MS;
}
/** So far may the clocks of two processes be apart: every window includes it, and "asked afterwards" means later by it. */
export const CLOCK_TOLERANCE_MS = 1_000;
/** So far may each of them be from PostgreSQL's, on either side: further apart, a process begins nothing and claims nothing. */
export const MAX_CLOCK_SKEW_MS = CLOCK_TOLERANCE_MS / 2;

/** From here on what a provider shows of the charge is what its cancels and voids have left. */
export function undoneBound({ order, undoSentUntil }: Snapshot, rules: Pick<Rules, 'notFound' | 'totalTimeoutMs'>): number {
  const arrived = undoSentUntil === null ? 0 : undoSentUntil + rules.totalTimeoutMs + rules.notFound.windowMs + CLOCK_TOLERANCE_MS;
  return Math.max(order.updatedAt + CLOCK_TOLERANCE_MS, arrived);
}

/** From here on what a provider shows of the charge has everything in it that we have asked for. */
export function settledBound({ followedUntil }: Snapshot, rules: Pick<Rules, 'notFound' | 'totalTimeoutMs'>): number {
  return followedUntil === null ? 0 : followedUntil + rules.totalTimeoutMs + rules.notFound.windowMs + CLOCK_TOLERANCE_MS;
}

/** From here on "not found" counts: after the latest send can have arrived, and after expiry where the provider's document wants that. */
export function closingBound(snapshot: Snapshot, rules: Rules): number {
  const { order, charge } = snapshot;
  const bound = arrivalBound(charge, rules);
  return rules.notFound.afterExpiry && order.expiresAt !== null ? Math.max(bound, order.expiresAt + rules.notFound.windowMs) : bound;
}
