import { NO_AMOUNTS } from '../engine/snapshot.js';
import type { ChargeFacts, OperationFacts, OrderFacts } from '../engine/snapshot.js';
import { currencyCode } from '../money/money.js';

/** An order of 1000 USD and its sale, both begun at `BEGUN`: what a test starts from. */
export const SECOND = 1_000;
export const BEGUN = Date.UTC(2026, 0, 2);
export const AMOUNT = 1000n;

/** Seconds after the begin of the charge, as epoch milliseconds. */
export const at = (seconds: number): number => BEGUN + seconds * SECOND;

export function order(over: Partial<OrderFacts> = {}): OrderFacts {
  return {
    id: 'order',
    state: 'created',
    version: 1,
    amountMinor: AMOUNT,
    currency: currencyCode('USD'),
    cancelRequested: null,
    expiresAt: null,
    updatedAt: BEGUN,
    ...over,
  };
}

export function operation(over: Partial<OperationFacts> = {}): OperationFacts {
  return {
    id: 'charge',
    kind: 'sale',
    outcome: null,
    amountMinor: AMOUNT,
    tipMinor: null,
    cashbackAskedMinor: null,
    tipOnScreen: false,
    providerReference: null,
    attempts: 1,
    lease: 1,
    sendAgain: false,
    sendUntil: at(5),
    dueAt: at(20),
    shown: false,
    answer: null,
    answeredAt: null,
    notFoundCount: 0,
    notFoundAt: null,
    declineCode: null,
    providerCode: null,
    duplicate: false,
    createdAt: BEGUN,
    finishedAt: null,
    ...over,
  };
}

export function charge(over: Partial<ChargeFacts> = {}): ChargeFacts {
  return {
    ...operation(),
    ...NO_AMOUNTS,
    authorizedMinor: AMOUNT,
    ...over,
  };
}
