import type { ProviderResult, QueryResult } from '../src/operation/result.js';
import { AMOUNT, BEGUN, SECOND, at, charge, operation, order } from '../src/testing/rows.js';
import type { ChargeFacts, Evidence, OperationFacts, OrderFacts, Rules, Snapshot } from '../src/engine/snapshot.js';

/** Snapshots as a test needs them: a charge of 1000 USD begun at `BEGUN`, and only what the test is about said by the test. */
export { AMOUNT, BEGUN, SECOND, at, charge, operation, order };

/** A request may arrive until second 46: sent by 5, timed out after 10, the provider's window of 30, and the second that clocks may differ by. */
export const ARRIVED = 46;

export const rules: Rules = {
  schedule: { steps: [{ everyMs: 2 * SECOND, untilMs: 60 * SECOND }], cancelAtEnd: true, afterwardsMs: [60 * SECOND, 300 * SECOND] },
  notFound: { windowMs: 30 * SECOND, afterExpiry: false, answers: 1, apartMs: 5 * SECOND },
  totalTimeoutMs: 10 * SECOND,
  resend: 'same_key',
  cancel: { available: true, returnsMoneyWhenPaid: false, notBeforeMs: 0 },
  voidsHolds: true,
  latePolicy: 'refund',
  nextRoute: false,
};

/** A charge whose outcome is approved and whose money is taken. */
export function paidCharge(over: Partial<ChargeFacts> = {}): ChargeFacts {
  const end = { outcome: 'approved', finishedAt: at(1), dueAt: null, shown: true, providerReference: 'ref' } as const;
  return charge({ ...end, capturedMinor: AMOUNT, ...over });
}

/** A charge that was closed without money. */
export function deadCharge(over: Partial<ChargeFacts> = {}): ChargeFacts {
  return charge({ outcome: 'declined', declineCode: 'canceled', finishedAt: at(30), dueAt: null, ...over });
}

type Given = Partial<
  Pick<
    Snapshot,
    | 'otherLiveCharge'
    | 'cancelsBegun'
    | 'undoSentUntil'
    | 'settledAt'
    | 'followedUntil'
    | 'outsideRefundAt'
    | 'lateCancels'
    | 'lateRefunds'
    | 'lateMoneyHeld'
    | 'duplicateKept'
    | 'writtenOff'
    | 'ownSuspense'
    | 'refundsWrittenOff'
    | 'saidByPerson'
    | 'openCases'
  >
>;
const none = {
  otherLiveCharge: false,
  cancelEndedAt: null,
  undoSentUntil: null,
  /** Everything that was begun on the charge has ended. */
  settledAt: at(1),
  followedUntil: null,
  outsideRefundAt: null,
  cancelsBegun: 0,
  lateCancels: 0,
  lateRefunds: 0,
  lateMoneyHeld: false,
  duplicateKept: false,
  writtenOff: {},
  ownSuspense: [],
  refundsWrittenOff: [],
  duplicateRefunds: 0,
  saidByPerson: [],
  underWay: [],
  openCases: [],
};

/** The operation that is decided is the charge itself. */
export function ofCharge(orderGiven: Partial<OrderFacts>, chargeGiven: Partial<ChargeFacts>, given: Given = {}): Snapshot {
  const its = charge(chargeGiven);
  return { order: order(orderGiven), charge: its, operation: its, ...none, ...given };
}

/** A cancel of the charge, begun at second 10. */
export function ofCancel(
  orderGiven: Partial<OrderFacts>,
  chargeGiven: Partial<ChargeFacts>,
  cancelGiven: Partial<OperationFacts> = {},
  given: Given = {},
): Snapshot {
  return {
    order: order({ state: 'pending', ...orderGiven }),
    charge: charge({ outcome: 'pending', openExclusive: 'cancel', ...chargeGiven }),
    operation: operation({
      id: 'cancel',
      kind: 'cancel',
      amountMinor: null,
      createdAt: at(10),
      sendUntil: at(15),
      dueAt: at(30),
      ...cancelGiven,
    }),
    ...none,
    cancelsBegun: 1,
    ...given,
  };
}

/** A refund of 400 of a paid charge of 1000, begun at second 100. */
export function ofRefund(
  chargeGiven: Partial<ChargeFacts> = {},
  refundGiven: Partial<OperationFacts> = {},
  orderGiven: Partial<OrderFacts> = {},
  given: Given = {},
): Snapshot {
  return {
    order: order({ state: 'paid', ...orderGiven }),
    charge: paidCharge({ refundingMinor: 400n, openRefunds: 1, ...chargeGiven }),
    operation: operation({
      id: 'refund',
      kind: 'refund',
      amountMinor: 400n,
      createdAt: at(100),
      sendUntil: at(105),
      dueAt: at(120),
      ...refundGiven,
    }),
    ...none,
    ...given,
  };
}

/** An operation that stands alone on its charge, begun at second 100: of a hold of 1000, or of a payment of 1000. */
export function ofExclusive(
  kind: 'capture' | 'increment' | 'adjust_tip' | 'void',
  operationGiven: Partial<OperationFacts> = {},
  chargeGiven: Partial<ChargeFacts> = {},
  orderGiven: Partial<OrderFacts> = {},
): Snapshot {
  const hold = kind === 'capture' || kind === 'increment';
  const held = { outcome: 'approved', finishedAt: at(1), dueAt: null, shown: true, providerReference: 'ref' } as const;
  return {
    order: order({ state: hold ? 'authorized' : 'paid', ...orderGiven }),
    charge: (hold ? charge : paidCharge)({ ...(hold ? { kind: 'authorize', ...held } : {}), openExclusive: kind, ...chargeGiven }),
    operation: operation({ id: kind, kind, amountMinor: null, createdAt: at(100), sendUntil: at(105), dueAt: at(120), ...operationGiven }),
    ...none,
  };
}

type Over = Partial<Omit<Evidence, 'source' | 'result'>>;

/** What the call itself answered, a second after it was asked. */
export function answer(result: ProviderResult, over: Over = {}): Evidence {
  return { source: 'answer', askedAt: at(0), receivedAt: at(1), attempt: 1, lease: 1, result, ...over };
}

/** What a query showed that was asked at this second. */
export function query(result: QueryResult, askedSeconds: number, over: Over = {}): Evidence {
  const askedAt = at(askedSeconds);
  return { source: 'query', askedAt, receivedAt: askedAt + SECOND, attempt: 1, lease: 2, result, ...over };
}

/** A verified notification: it counts as asked when its operation was begun. */
export function notification(result: ProviderResult, receivedSeconds: number, over: Over = {}): Evidence {
  return { source: 'notification', askedAt: BEGUN, receivedAt: at(receivedSeconds), attempt: 1, lease: 1, result, ...over };
}

type Of<O extends QueryResult['outcome']> = Extract<QueryResult, { outcome: O }>;

export const approved: Of<'approved'> = { outcome: 'approved', providerRef: 'ref', stated: { base: AMOUNT } };
export const notStated: Of<'approved'> = { outcome: 'approved', providerRef: 'ref', stated: 'not_stated' };
export const otherAmount: Of<'approved'> = { outcome: 'approved', providerRef: 'ref', stated: { base: 999n } };
export const declined: Of<'declined'> = { outcome: 'declined', code: 'insufficient_funds', providerCode: 'NO_MONEY' };
export const retryable: Of<'declined'> = { outcome: 'declined', code: 'provider_busy', providerCode: 'BUSY' };
export const canceled: Of<'declined'> = { outcome: 'declined', code: 'canceled', providerCode: 'CANCELED' };
export const pending: Of<'pending'> = { outcome: 'pending', providerRef: 'ref' };
export const unknown: Of<'unknown'> = { outcome: 'unknown', cause: 'timeout' };
export const notSent: Extract<ProviderResult, { outcome: 'not_sent' }> = { outcome: 'not_sent', cause: 'connection_refused' };
export const reversed: Of<'reversed'> = { outcome: 'reversed', providerRef: 'ref', stated: { base: AMOUNT } };
export const notFound: Of<'not_found'> = { outcome: 'not_found', providerCode: 'NOT_FOUND' };
export const noAnswer: Of<'no_answer'> = { outcome: 'no_answer', cause: 'timeout' };
