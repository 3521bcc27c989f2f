import { describe, expect, it } from '@jest/globals';
import { AMOUNT, approved, at, ofCharge, ofRefund, paidCharge, query, rules } from '../../testing/snapshots.js';
import { decidePerson, suspendedBy } from '../index.js';
import type { PersonsWord, Snapshot, Stated } from '../index.js';
import { decide } from './decide.js';

const shown = (stated: Stated): Parameters<typeof decide>[1] => query({ ...approved, stated }, 600);
const refunded = (refundedMinor: bigint, writtenOff: Snapshot['writtenOff']): Snapshot =>
  ofCharge({ state: 'partially_refunded' }, paidCharge({ refundedMinor }), { writtenOff });
const hold = (writtenOff: Snapshot['writtenOff'] = {}): Snapshot =>
  ofCharge({ state: 'paid' }, paidCharge({ kind: 'authorize', capturedMinor: 400n }), { writtenOff });

describe('what stands in suspense by a case', () => {
  it.each([
    ['a refund of 400 adopted as 700', 400n, { refund: -300n }, 700n],
    ['a refused refund of 400 that was done', 300n, { refund: -400n }, 700n],
    ['a refund of 400 that was not done', 400n, { refund: 400n }, 0n],
  ])('is no further change when the provider shows it: %s', (_what, ours, writtenOff, theirs) => {
    const stated = { base: AMOUNT, refunded: theirs };
    expect(decide(refunded(ours, writtenOff), shown(stated), rules)).toMatchObject({ movements: [], records: undefined, cases: [] });
    const beyond = decide(refunded(ours, writtenOff), shown({ ...stated, refunded: theirs + 50n }), rules);
    expect(beyond).toMatchObject({ records: { kind: 'refund', amountMinor: 50n }, movements: [{ amountMinor: 50n }] });
  });

  it('of a capture is no further capture', () => {
    const stated = { base: AMOUNT, captured: 700n };
    expect(decide(hold({ capture: 300n }), shown(stated), rules)).toMatchObject({ movements: [], records: undefined });
    expect(decide(hold(), shown(stated), rules)).toMatchObject({ records: { kind: 'capture', amountMinor: 300n } });
  });

  it('of a refused void is no further reversal', () => {
    const paid = (writtenOff: Snapshot['writtenOff']): Snapshot => ofCharge({ state: 'paid' }, paidCharge(), { writtenOff });
    const reversed = query({ outcome: 'reversed', stated: { base: AMOUNT } }, 600);
    expect(decide(paid({ void: -AMOUNT }), reversed, rules)).toMatchObject({ movements: [], records: undefined });
    expect(decide(paid({}), reversed, rules)).toMatchObject({ records: { kind: 'void' } });
  });

  it('of a hold is what was captured beyond our books, and nothing of what is only held', () => {
    const word = (stated: Stated): PersonsWord => ({ resolution: 'write_off', kind: 'amount_mismatch', stated, writtenOff: 0n });
    expect(suspendedBy(hold(), word({ base: AMOUNT }))).toBe(0n);
    expect(suspendedBy(hold(), word({ base: AMOUNT, captured: 'not_stated' }))).toBe(0n);
    expect(suspendedBy(hold(), word({ base: AMOUNT, captured: 450n }))).toBe(50n);
    expect(suspendedBy(hold({ capture: 50n }), word({ base: AMOUNT, captured: 450n }))).toBe(0n);
  });
});

describe('a word of a person', () => {
  it('about one operation closes no case of its payment beside it', () => {
    const done = ofRefund(
      { refundingMinor: 0n, openRefunds: 0, refundedMinor: 400n },
      { outcome: 'approved', dueAt: null, finishedAt: at(110) },
    );
    for (const kind of ['external_change', 'excess', 'outcome_unknown'] as const) {
      const word: PersonsWord = { resolution: 'keep', kind, stated: 'not_stated', writtenOff: 0n };
      expect(decidePerson(done, { source: 'person', receivedAt: at(600), word }, rules).closesCases).toEqual([]);
    }
  });

  const confirmed = ofCharge({ state: 'paid' }, paidCharge(), { saidByPerson: ['outcome_unknown'] });

  it('is not contradicted by a change made outside us that was recorded beside it', () => {
    const { cases, records } = decide(confirmed, shown({ base: AMOUNT, refunded: 300n }), rules);
    expect(records).toMatchObject({ kind: 'refund' });
    expect(cases.map(({ kind }) => kind)).toEqual(['external_change']);
  });

  it('is shown again where the provider states other figures', () => {
    const { cases } = decide(confirmed, shown({ base: 999n }), rules);
    expect(cases.map(({ kind }) => kind)).toEqual(['amount_mismatch', 'outcome_unknown']);
  });
});
