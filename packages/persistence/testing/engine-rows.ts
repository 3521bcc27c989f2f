import type pg from 'pg';
import { v7 as uuid } from 'uuid';
import type { FollowingKind } from '../src/engine/begin-following.js';
import type { Cause } from '../src/engine/cause.js';
import type { FactRecord, OperationRecord } from '../src/engine/records.js';
import {
  NOW,
  chargeRecord,
  createTestKeyRing,
  insertOrder,
  orderRecord,
  seedAccount,
  seedMerchant,
  type Place,
} from '../src/testing/index.js';

/** Rows of an order and its operations in any state, past every statement: what a guard is tried on. */
export { NOW, chargeRecord, insertOrder, orderRecord, type Place };

export const SECOND = 1_000;

export async function seedPlace(pool: pg.Pool): Promise<Place> {
  const merchant = await seedMerchant(pool);
  const account = await seedAccount(pool, createTestKeyRing());
  return { merchantId: merchant.id, accountId: account.id };
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
