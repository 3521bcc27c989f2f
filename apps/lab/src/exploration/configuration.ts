import { SECOND } from '@interlock/domain/testing';
import type { OperationKind, Rules } from '@interlock/domain';

/** The three kinds of provider that the adapters have: what a cancel does there, and what a notification proves. */
export type ProviderKind = 'upay' | 'wallet' | 'codepay';

/** Something that a person does at the provider's portal, or on a device of its, beside us. */
export type OutsideChange = 'refund' | 'void' | 'capture' | 'tip';

/** What happens no more often than a configuration says. */
export const COUNTED = [
  /** Losses altogether: a request or an answer that is lost, a connection that breaks or is refused, a query without an answer, a doubled notification, a process that stalls. */
  'faults',
  'gatewayCrashes',
  'workerCrashes',
  /** What the merchant asks for. */
  'cancels',
  'voids',
  'captures',
  'increments',
  'tips',
  'refreshes',
  'repeatedCreates',
  /** What a person makes of a case. */
  'words',
] as const;
export type Counted = (typeof COUNTED)[number];

/** What may happen to the one order of an exploration, and how often. Everything is tried in every order. */
export interface Configuration extends Readonly<Record<Counted, number>> {
  readonly name: string;
  readonly about: string;
  readonly provider: ProviderKind;
  readonly kind: 'sale' | 'authorize';
  /** A second account may be asked after a decline that says nothing of the payer. */
  readonly failover: boolean;
  /** A cancel may be refused now and taken later: the payer is at it, or the merchant's balance is too low. */
  readonly cancelsRefused: boolean;
  /** The payer acts after the call, and not only within it. */
  readonly payerActsLater: boolean;
  /** The order's time ends 10 s after its begin. */
  readonly expires: boolean;
  /** What somebody else does at the provider, one after the other, at any time. We hear that there was something as soon as we know of the payment, and have to ask what. */
  readonly outside: readonly OutsideChange[];
  /** In minor units of the 1000 that are paid; begun in this order. */
  readonly refunds: readonly bigint[];
  /** A charge that nothing has told of when its schedule is over is canceled by us. */
  readonly cancelAtEnd: boolean;
  /** What a provider shows lags behind what it has done, until the request that did it could no longer arrive. */
  readonly lag: boolean;
  /** Against our assumption: these requests may take effect after the provider's window, whenever. */
  readonly late: 'none' | 'charges' | 'refunds' | 'increments';
  /** `lossy`: a notification of a payment may never come. */
  readonly notifications: 'none' | 'lossy' | 'sure';
  /** Operations that the worker carries on at once. */
  readonly workers: number;
  /** A finish is decided on what was read before the call, as it is; without this, on what is there when the answer comes. */
  readonly staleReads: boolean;
  readonly latePolicy: 'refund' | 'keep';
}

/**
 * Times that coincide as often as they can, so that there are few of them: sent until second 5, timed out at 10, looked at from 15, and no longer
 * arriving, with the schedule over, at 20.
 */
export const TOTAL_TIMEOUT_MS = 5 * SECOND;
const WINDOW_MS = 9 * SECOND;
export const EXPIRY_MS = 10 * SECOND;
/** A claim's `due_at`: past everything that its holder may do. */
export const LEASE_MS = 15 * SECOND;

export function rulesOf({ provider, latePolicy, cancelAtEnd }: Configuration): Rules {
  return {
    schedule: { steps: [{ everyMs: 20 * SECOND, untilMs: 20 * SECOND }], cancelAtEnd, afterwardsMs: [20 * SECOND] },
    notFound: { windowMs: WINDOW_MS, afterExpiry: false, answers: 1, apartMs: 5 * SECOND },
    totalTimeoutMs: TOTAL_TIMEOUT_MS,
    resend: 'same_key',
    cancel: { available: true, returnsMoneyWhenPaid: provider !== 'codepay', notBeforeMs: 0 },
    voidsHolds: provider !== 'upay',
    latePolicy,
    nextRoute: false,
  };
}

/** As the adapters declare it. */
export function resendOf(kind: OperationKind): Rules['resend'] {
  if (kind === 'increment') return 'never';
  return kind === 'adjust_tip' ? 'sets_value' : 'same_key';
}
