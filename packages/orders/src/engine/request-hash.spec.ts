import { describe, expect, it } from '@jest/globals';
import { BrokenInvariant } from '@interlock/domain';
import type { OperationRecord } from '@interlock/persistence';
import { newOperation } from './new-operation.js';
import { assertSameRequest, requestHashOf } from './request-hash.js';

const refund = newOperation({
  id: 'refund',
  order: { id: 'order', merchantId: 'merchant', currency: 'USD' as OperationRecord['currency'] },
  kind: 'refund',
  chargeId: 'charge',
  account: { id: 'account', provider: 'upay' },
  providerKey: 'key',
  amountMinor: 400n,
  origin: 'merchant',
  credentialHeld: false,
  now: 0,
  totalTimeoutMs: 10_000,
  refundNo: 'refund-1',
});

describe('the hash of a request', () => {
  it.each([
    { orderId: 'other' },
    { kind: 'void' },
    { chargeId: 'other' },
    { providerAccountId: 'other' },
    { providerKey: 'other' },
    { currency: 'CLP' as OperationRecord['currency'] },
    { amountMinor: 401n },
    { tipMinor: 1n },
    { cashbackAskedMinor: 1n },
    { tipOnScreen: true },
    { content: { parts: { order: '400' } } },
    { refundNo: 'refund-2' },
    { operator: 'other' },
    { reason: 'other' },
  ] satisfies Partial<OperationRecord>[])('tells another content: %p is not sent under the same key', (changed) => {
    expect(() => {
      assertSameRequest({ ...refund, ...changed });
    }).toThrow(BrokenInvariant);
  });

  it('is the same whatever has become of the operation since, and in whichever order the database keeps members', () => {
    const since = { ...refund, outcome: 'unknown', attempts: 3, lease: 7, looks: 9, dueAt: null, providerReference: 'ref' } as const;
    expect(() => {
      assertSameRequest(since);
    }).not.toThrow();
    const parts = { order: '300', tip: '100' };
    const there = { ...refund, content: { parts, onTerminal: true } };
    expect(requestHashOf(there)).toBe(requestHashOf({ ...refund, content: { onTerminal: true, parts: { tip: '100', order: '300' } } }));
  });
});
