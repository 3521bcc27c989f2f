import type { CaseKind, Resolution } from '@interlock/domain';
import { describe, expect, it } from '@jest/globals';
import { chargeRecord, orderRecord } from '../testing/records.js';
import { snapshotOf } from './reads.js';
import type { CaseRecord } from './records.js';

const place = { merchantId: 'merchant', accountId: 'account' };
const order = orderRecord(place);
const charge = chargeRecord(place, order.id, { outcome: 'approved', duplicate: true });

const caseOf = (kind: CaseKind, state: CaseRecord['state'], resolution: Resolution | null, operationId = charge.id): CaseRecord => ({
  ...{ id: `case-${kind}`, operationId, kind, state, resolution },
  ...{ detail: 'a case of the test', openedAt: 0, suspense: null },
});
const snapshotWith = (...cases: readonly CaseRecord[]): ReturnType<typeof snapshotOf> =>
  snapshotOf({ order, operations: [charge], cases }, charge.id);

describe('what a decision is made on', () => {
  it.each([
    ['a duplicate that the merchant was given', caseOf('duplicate_charge', 'closed', 'keep'), true],
    ['one that stays in suspense', caseOf('duplicate_charge', 'closed', 'write_off'), false],
    ['one that was shown again since', caseOf('duplicate_charge', 'open', 'keep'), false],
    ['another case of it', caseOf('amount_mismatch', 'closed', 'keep'), false],
    ['a case of another charge', caseOf('duplicate_charge', 'closed', 'keep', 'another'), false],
  ])('tells whether a duplicate is kept: %s', (_what, told, kept) => {
    expect(snapshotWith(told).duplicateKept).toBe(kept);
  });

  it('is told of the cases of its payment, but what became of a refund is asked by its own alone', () => {
    const refund = { ...charge, id: 'refund', kind: 'refund' } as const;
    const cases = [
      caseOf('state_conflict', 'open', null),
      caseOf('duplicate_charge', 'open', null),
      caseOf('excess', 'open', null, refund.id),
    ];
    const seenBy = (id: string): readonly CaseKind[] => snapshotOf({ order, operations: [charge, refund], cases }, id).openCases;
    expect(seenBy(refund.id)).toEqual(['duplicate_charge', 'excess']);
    expect(seenBy(charge.id)).toEqual(['state_conflict', 'duplicate_charge']);
  });

  it('names the refunds that were done and written off as not, for their own queries to settle', () => {
    const refund = { ...charge, id: 'refund', chargeId: charge.id, kind: 'refund' } as const;
    const named = (one: Partial<CaseRecord>, outcome: 'approved' | 'declined' = 'approved'): readonly string[] => {
      const cases = [{ ...caseOf('state_conflict', 'closed', 'write_off', refund.id), suspense: '400', ...one }];
      return snapshotOf({ order, operations: [charge, { ...refund, outcome }], cases }, charge.id).refundsWrittenOff;
    };
    expect(named({})).toEqual([refund.id]);
    expect([named({ suspense: '-400' }), named({ state: 'open' }), named({ suspense: null }), named({}, 'declined')]).toEqual([
      [],
      [],
      [],
      [],
    ]);
  });

  it('adds up what stands in suspense by cases, by the kind of their operation', () => {
    const inSuspense = (kind: CaseKind, suspense: string, of = charge.id): CaseRecord => ({
      ...caseOf(kind, 'closed', 'write_off', of),
      suspense,
    });
    const told = [
      inSuspense('amount_mismatch', '-300'),
      inSuspense('state_conflict', '-400'),
      inSuspense('external_change', '5', 'another'),
    ];
    expect(snapshotWith(...told).writtenOff).toEqual({ sale: -700n });
    expect(snapshotWith(caseOf('excess', 'open', null)).writtenOff).toEqual({});
  });
});
