import { currencyCode } from '@interlock/domain';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import type { FollowingKind } from '../src/engine/begin-following.js';
import type { Cause } from '../src/engine/cause.js';
import type { FactRecord, OperationRecord, OrderRecord } from '../src/engine/records.js';
import { operationRow, orderRow } from '../src/engine/rows.js';
import { createTestKeyRing, insertRow, seedAccount, seedMerchant } from '../src/testing/index.js';

/** Rows of an order and its operations in any state, past every statement: what a guard is tried on. */
export const NOW = Date.UTC(2026, 0, 2, 12);
export const SECOND = 1_000;

/** A merchant and one of its provider accounts. */
export interface Place {
  readonly merchantId: string;
  readonly accountId: string;
}

export async function seedPlace(pool: pg.Pool): Promise<Place> {
  const merchant = await seedMerchant(pool);
  const account = await seedAccount(pool, createTestKeyRing());
  return { merchantId: merchant.id, accountId: account.id };
}

export function orderRecord(place: Place, over: Partial<OrderRecord> = {}): OrderRecord {
  const id = uuid();
  return {
    id,
    merchantId: place.merchantId,
    merchantOrderNo: `no-${id}`,
    state: 'created',
    version: 1,
    amountMinor: 1000n,
    currency: currencyCode('USD'),
    method: { type: 'payer_code' },
    content: {},
    contentHashes: {},
    metadata: null,
    storeNo: null,
    terminalSn: null,
    operator: null,
    routing: { candidates: [], proofs: [] },
    nextAction: null,
    payment: null,
    cancelRequested: null,
    expiresAt: null,
    expiryHandled: false,
    createdAt: NOW,
    updatedAt: NOW,
    ...over,
  };
}

/** A sale of 1000 that is being sent: leased once, attempted once. */
export function chargeRecord(place: Place, orderId: string, over: Partial<OperationRecord> = {}): OperationRecord {
  const id = uuid();
  return {
    id,
    orderId,
    chargeId: id,
    merchantId: place.merchantId,
    kind: 'sale',
    outcome: null,
    origin: 'merchant',
    providerAccountId: place.accountId,
    provider: 'upay',
    providerKey: id.replaceAll('-', ''),
    providerReference: null,
    requestHash: '00'.repeat(32),
    currency: currencyCode('USD'),
    amountMinor: 1000n,
    tipMinor: null,
    cashbackAskedMinor: null,
    tipOnScreen: false,
    content: null,
    batchId: null,
    refundNo: null,
    idempotencyKey: null,
    idempotencyHashes: null,
    operator: null,
    reason: null,
    credentialHeld: true,
    attempts: 1,
    sendAgain: false,
    lease: 1,
    sendUntil: NOW + 5 * SECOND,
    dueAt: NOW + 20 * SECOND,
    looks: 0,
    shown: false,
    answer: null,
    answeredAt: null,
    notFoundCount: 0,
    notFoundAt: null,
    repeatCount: 0,
    duplicate: false,
    declineCode: null,
    providerCode: null,
    createdAt: NOW,
    finishedAt: null,
    authorizedMinor: 1000n,
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
    ...over,
  };
}

/** What makes a charge a paid one. */
export const PAID = { outcome: 'approved', finishedAt: NOW, dueAt: null, capturedMinor: 1000n, shown: true } as const;

/** What makes a charge an authorization that holds its amount. */
export const HELD = { kind: 'authorize', outcome: 'approved', finishedAt: NOW, dueAt: null, shown: true } as const;

/** An operation that names its charge; being sent unless the test says otherwise. */
export function followingRecord(charge: OperationRecord, kind: FollowingKind, over: Partial<OperationRecord> = {}): OperationRecord {
  const place = { merchantId: charge.merchantId, accountId: charge.providerAccountId };
  const bare = chargeRecord(place, charge.orderId, { kind, chargeId: charge.id, authorizedMinor: 0n, credentialHeld: false });
  const own = kind === 'refund' ? { amountMinor: 400n, refundNo: `refund-${bare.id}` } : { amountMinor: null };
  return { ...bare, ...own, ...over };
}

export async function insertOrder(pool: pg.Pool, order: OrderRecord, ...operations: readonly OperationRecord[]): Promise<void> {
  await insertRow(pool, 'order', orderRow(order));
  for (const operation of operations) await insertRow(pool, 'operation', operationRow(operation));
}

export const cause: Cause = { cause: 'request', actor: 'sk_test_abcd', requestId: 'request-1' };

export function factRecord(over: Partial<FactRecord> = {}): FactRecord {
  return {
    id: uuid(),
    source: 'answer',
    attempt: 1,
    lease: 1,
    askedAt: NOW,
    receivedAt: NOW + SECOND,
    outcome: 'approved',
    result: { outcome: 'approved' },
    exchanges: [],
    bodySha256: null,
    signature: 'valid',
    requestId: cause.requestId,
    ...over,
  };
}
