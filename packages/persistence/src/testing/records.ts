import { NO_AMOUNTS, currencyCode } from '@interlock/domain';
import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import type { BatchRecord } from '../batch/batch-record.js';
import type { OperationRecord, OrderRecord } from '../engine/records.js';
import { operationRow, orderRow } from '../engine/rows.js';
import { insertRow } from './rows.js';

/** When the rows of a test were written, where it does not say. */
export const NOW = Date.UTC(2026, 0, 2, 12);

/** A merchant and one of its provider accounts. */
export interface Place {
  readonly merchantId: string;
  readonly accountId: string;
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
    platformSn: null,
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
    sendUntil: NOW + 5_000,
    dueAt: NOW + 20_000,
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
    ...NO_AMOUNTS,
    authorizedMinor: 1000n,
    ...over,
  };
}

/** A close of everything at the account, being asked for the first time. */
export function batchRecord(place: Place, over: Partial<BatchRecord> = {}): BatchRecord {
  const id = uuid();
  return {
    id,
    merchantId: place.merchantId,
    providerAccountId: place.accountId,
    scope: { type: 'all' },
    state: 'closing',
    attempts: 1,
    lease: 1,
    sendUntil: NOW + 5_000,
    dueAt: NOW + 20_000,
    askedAt: NOW,
    closedAsOf: null,
    statedCount: null,
    statedTotalMinor: null,
    ownCount: null,
    ownTotalMinor: null,
    currency: currencyCode('USD'),
    providerCode: null,
    message: null,
    exceptions: [],
    exchanges: [],
    idempotencyKey: `key-${id}`,
    idempotencyHashes: {},
    actor: 'sk_test_abcd',
    requestId: 'request-1',
    createdAt: NOW,
    finishedAt: null,
    ...over,
  };
}

/** An order and its operations as they are, past every command. */
export async function insertOrder(pool: pg.Pool, order: OrderRecord, ...operations: readonly OperationRecord[]): Promise<void> {
  await insertRow(pool, 'order', orderRow(order));
  for (const operation of operations) await insertRow(pool, 'operation', operationRow(operation));
}
