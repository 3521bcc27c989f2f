import { describe, expect, it } from '@jest/globals';
import { AMOUNT, approved, at, ofCharge, ofExclusive, ofRefund, paidCharge, query, rules } from '../../testing/snapshots.js';
import { allowedResolutions, decidePerson, suspendedBy } from '../index.js';
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

  it.each([
    ['shown again in the same figures', { base: 1200n }, []],
    ['the same with its tip', { base: 1150n, tip: 50n }, []],
    ['in other figures', { base: 1201n }, ['amount_mismatch']],
    ['in ours', { base: AMOUNT }, ['amount_mismatch']],
    ['with a tip beside it', { base: 1200n, tip: 50n }, ['amount_mismatch']],
  ])('of a payment is no further difference, and other figures are shown to a person: %s', (_what, stated, kinds) => {
    const sale = ofCharge({ state: 'paid' }, paidCharge(), { writtenOff: { sale: 200n } });
    const decision = decide(sale, shown(stated), rules);
    expect(decision).toMatchObject({ movements: [], records: undefined });
    expect(decision.cases.map(({ kind }) => kind)).toEqual(kinds);
  });

  it('of a tip that was adopted in its figures is no tip of somebody else', () => {
    const paid = (tipTakenMinor: bigint): Snapshot =>
      ofCharge({ state: 'paid' }, paidCharge({ tipTakenMinor }), { writtenOff: { adjust_tip: 20n } });
    expect(decide(paid(100n), shown({ base: AMOUNT, tip: 120n }), rules)).toMatchObject({ movements: [], records: undefined, cases: [] });
    // Whose a further change is nobody but a person can tell.
    const further = decide(paid(100n), shown({ base: AMOUNT, tip: 130n }), rules);
    expect(further).toMatchObject({ movements: [], records: undefined, cases: [{ kind: 'external_change' }] });
  });

  it('of the tip of a hold is no further difference, where the provider does not state what was captured', () => {
    const taken = (writtenOff: Snapshot['writtenOff']): Snapshot =>
      ofCharge({ state: 'partially_refunded' }, paidCharge({ kind: 'authorize', refundedMinor: 300n }), { writtenOff });
    const stated: Stated = { base: AMOUNT, captured: 'not_stated', tip: 50n };
    expect(decide(taken({}), shown(stated), rules).cases).toMatchObject([{ kind: 'external_change' }]);
    expect(decide(taken({ authorize: 50n }), shown(stated), rules)).toMatchObject({ weight: 'repeat', cases: [] });
    const further = decide(taken({ authorize: 50n }), shown({ ...stated, tip: 60n }), rules);
    expect(further).toMatchObject({ movements: [], records: undefined, cases: [{ kind: 'external_change' }] });
  });

  it('of a refund that was shown as not done is no refund of somebody else where it is shown done again', () => {
    const again = decide(refunded(400n, { refund: 400n }), shown({ base: AMOUNT, refunded: 400n }), rules);
    expect(again).toMatchObject({ movements: [], records: undefined, cases: [{ kind: 'state_conflict' }] });
  });

  it('of a refund that the payment shows done again is asked after at that refund, as often as the payment is asked', () => {
    const given = { writtenOff: { refund: 400n }, refundsWrittenOff: ['refund'] } as const;
    const partly = ofCharge({ state: 'partially_refunded' }, paidCharge({ refundedMinor: 400n }), given);
    const again = { base: AMOUNT, refunded: 400n };
    expect(decide(partly, shown(again), rules)).toMatchObject({ weight: 'news', asksAfter: ['refund'] });
    expect(decide({ ...partly, openCases: ['state_conflict'] }, shown(again), rules)).toMatchObject({
      weight: 'news',
      cases: [],
      asksAfter: ['refund'],
    });
    // Shown as it was written off, or in other respects not ours, nothing is asked of the refund.
    expect(decide(partly, shown({ base: AMOUNT, refunded: 0n }), rules).asksAfter).toEqual([]);
    expect(decide(partly, shown({ base: 999n, refunded: 400n }), rules).asksAfter).toEqual([]);
  });

  it('is put there once, by whichever of two cases of one payment', () => {
    const word = (writtenOff: bigint): PersonsWord => ({
      resolution: 'write_off',
      kind: 'external_change',
      stated: { base: 1200n },
      writtenOff,
    });
    const sale = (inSuspense: bigint): Snapshot => ofCharge({ state: 'paid' }, paidCharge(), { writtenOff: { sale: inSuspense } });
    expect(suspendedBy(sale(0n), word(0n))).toBe(200n);
    // By another case, by this one before, and a part by another one.
    expect([suspendedBy(sale(200n), word(0n)), suspendedBy(sale(200n), word(200n)), suspendedBy(sale(150n), word(0n))]).toEqual([
      0n,
      200n,
      50n,
    ]);
  });

  it('by a case that is closed leaves it by the word about another one, where the provider states our figures by now', () => {
    const word: PersonsWord = { resolution: 'write_off', kind: 'amount_mismatch', stated: { base: AMOUNT }, writtenOff: 0n };
    const sale = ofCharge({ state: 'paid' }, paidCharge(), { writtenOff: { sale: 200n } });
    expect(suspendedBy(sale, word)).toBe(-200n);
    expect(suspendedBy(sale, { ...word, stated: 'not_stated' })).toBe(0n);
  });

  const no = { outcome: 'declined', finishedAt: at(110), dueAt: null } as const;
  const yes = { ...no, outcome: 'approved' } as const;
  const gone = { openExclusive: null, capturingMinor: 0n } as const;
  it.each([
    // Of what was refused nothing is in our books.
    ['a refused refund of 400', ofRefund({ refundingMinor: 0n, openRefunds: 0 }, no), { base: 300n }, -300n],
    ['a refund of 400 that was done', ofRefund({ refundingMinor: 0n, refundedMinor: 400n, openRefunds: 0 }, yes), { base: 300n }, 100n],
    [
      'a refused capture of 1000',
      ofExclusive('capture', { ...no, amountMinor: AMOUNT }, { ...gone, capturedMinor: 0n }),
      { base: 700n },
      700n,
    ],
    [
      'a refused tip of 150, beside one of 50',
      ofExclusive('adjust_tip', { ...no, tipMinor: 150n }, { ...gone, tipTakenMinor: 50n }),
      { base: AMOUNT, tip: 120n },
      70n,
    ],
    ['a refused void', ofExclusive('void', no, gone), { base: 600n }, -600n],
    [
      'a refused void of what was only held',
      ofExclusive('void', no, { ...gone, kind: 'authorize', capturedMinor: 0n }),
      { base: 600n },
      0n,
    ],
    ['a void of which nobody knows', ofExclusive('void', { outcome: 'unknown' }, {}), { base: 600n }, 400n],
  ] as const)('is all that is stated beyond our books: %s', (_what, snapshot, stated, amount) => {
    const resolution = snapshot.operation.outcome === 'unknown' ? 'adopt' : 'write_off';
    expect(suspendedBy(snapshot, { resolution, kind: 'amount_mismatch', stated, writtenOff: 0n })).toBe(amount);
  });

  it('of a refused refund that was done in another amount is no further change of the payment', () => {
    const snapshot = ofRefund({ refundingMinor: 0n, openRefunds: 0 }, no);
    const inSuspense = suspendedBy(snapshot, { resolution: 'write_off', kind: 'amount_mismatch', stated: { base: 300n }, writtenOff: 0n });
    const payment = ofCharge({ state: 'paid' }, paidCharge(), { writtenOff: { refund: inSuspense } });
    expect(decide(payment, shown({ base: AMOUNT, refunded: 300n }), rules)).toMatchObject({ movements: [], records: undefined, cases: [] });
  });

  it('keeps figures from being adopted that have a part of it in them', () => {
    const offers = (given: Partial<Snapshot>, writtenOff = 0n): string[] =>
      allowedResolutions(
        { ...ofCharge({ state: 'paid' }, paidCharge()), ...given },
        { kind: 'external_change', writtenOff },
        { base: 1200n, tip: 5n },
        rules,
      ).map(({ resolution }) => resolution);
    expect(offers({})).toContain('adopt');
    expect(offers({ ownSuspense: [{ kind: 'amount_mismatch', amountMinor: 200n }] })).not.toContain('adopt');
    expect(offers({ writtenOff: { adjust_tip: 5n } })).not.toContain('adopt');
    // By a case that is open again: through that one alone, for its word settles what stands there.
    expect(offers({ writtenOff: { sale: 200n } })).not.toContain('adopt');
    expect(offers({ writtenOff: { sale: 200n } }, 200n)).toContain('adopt');
  });

  it('of a hold is what was captured beyond our books, and nothing of what is only held', () => {
    const word = (stated: Stated): PersonsWord => ({ resolution: 'write_off', kind: 'amount_mismatch', stated, writtenOff: 0n });
    expect(suspendedBy(hold(), word({ base: AMOUNT }))).toBe(0n);
    expect(suspendedBy(hold(), word({ base: AMOUNT, captured: 'not_stated' }))).toBe(0n);
    expect(suspendedBy(hold(), word({ base: AMOUNT, captured: 450n }))).toBe(50n);
    expect(suspendedBy(hold({ capture: 50n }), word({ base: AMOUNT, captured: 450n }))).toBe(0n);
    // Of which we have captured nothing: other figures of the hold are nobody's money, what somebody else has captured of it is.
    const held = ofCharge({ state: 'authorized' }, paidCharge({ kind: 'authorize', capturedMinor: 0n }));
    expect(suspendedBy(held, word({ base: 1200n, authorizedTotal: 1200n }))).toBe(0n);
    expect(suspendedBy(held, word({ base: 1200n, captured: 450n }))).toBe(450n);
  });
});

describe('what follows a payment, was written off, and is shown by its own query', () => {
  const ownSuspense = [{ kind: 'state_conflict', amountMinor: -400n }] as const;
  const refund = query({ ...approved, stated: { base: 400n } }, 600);
  const back = { debit: 'merchant_payable', credit: 'provider_receivable', amountMinor: 400n };

  it('as done although it was refused: it is counted once, out of suspense, and its case is open again', () => {
    const refused = ofRefund(
      { refundingMinor: 0n, openRefunds: 0 },
      { outcome: 'declined', dueAt: null, finishedAt: at(110) },
      {},
      { ownSuspense, writtenOff: { refund: -400n } },
    );
    const decision = decide(refused, refund, rules);
    expect(decision.movements).toEqual([back, { debit: 'provider_receivable', credit: 'suspense', amountMinor: 400n }]);
    expect(decision).toMatchObject({ deltas: { refunded: 400n }, settlesSuspense: ['state_conflict'], operation: { outcome: 'approved' } });
    expect(decision.cases.map(({ kind }) => kind)).toEqual(['state_conflict']);
    expect(decide({ ...refused, ownSuspense: [], writtenOff: {} }, refund, rules)).toMatchObject({
      movements: [back],
      settlesSuspense: [],
    });
  });

  it('as done after it had been shown refused: what it gave back leaves suspense', () => {
    const done = ofRefund(
      { refundingMinor: 0n, openRefunds: 0, refundedMinor: 400n },
      { outcome: 'approved', dueAt: null, finishedAt: at(110) },
      { updatedAt: at(500) },
      { ownSuspense: [{ kind: 'state_conflict', amountMinor: 400n }], writtenOff: { refund: 400n } },
    );
    expect(decide(done, refund, rules)).toMatchObject({
      weight: 'news',
      charge: { outcome: 'approved', dueAt: at(601) },
      movements: [{ debit: 'suspense', credit: 'provider_receivable', amountMinor: 400n }],
      cases: [{ kind: 'state_conflict' }],
      settlesSuspense: ['state_conflict'],
    });
    // Also beside a case of the same kind that the payment has open: that one is not this.
    expect(decide({ ...done, openCases: ['state_conflict'] }, refund, rules)).toMatchObject({
      cases: [{ kind: 'state_conflict' }],
      settlesSuspense: ['state_conflict'],
    });
    // In other figures it is what was written off; asked before the word it may be what the person was told.
    expect(decide(done, query({ ...approved, stated: { base: 300n } }, 600), rules)).toMatchObject({ weight: 'repeat', movements: [] });
    expect(decide(done, query({ ...approved, stated: { base: 400n } }, 499), rules)).toMatchObject({
      weight: 'repeat',
      movements: [],
      operation: { dueAt: at(501) },
    });
  });

  it('as what was written off, is no further contradiction', () => {
    const end = { dueAt: null, finishedAt: at(110) } as const;
    const charge = { refundingMinor: 0n, openRefunds: 0 };
    const suspense = (amountMinor: bigint): Partial<Snapshot> => ({
      ownSuspense: [{ kind: 'state_conflict', amountMinor }],
      writtenOff: { refund: amountMinor },
    });
    const done = ofRefund({ ...charge, refundedMinor: 400n }, { ...end, outcome: 'approved' });
    const no = query({ outcome: 'declined', code: 'declined_by_provider', providerCode: 'FAILED' }, 600);
    expect(decide(done, no, rules).cases).toMatchObject([{ kind: 'state_conflict' }]);
    expect(decide({ ...done, ...suspense(400n) }, no, rules)).toMatchObject({ weight: 'repeat', cases: [], operation: { dueAt: null } });
    const saidDone = { ...done, saidByPerson: ['outcome_unknown'] } as const;
    const unheardOf = query({ outcome: 'not_found', providerCode: 'NOT_FOUND' }, 600);
    expect(decide(saidDone, unheardOf, rules).cases).toMatchObject([{ kind: 'state_conflict' }, { kind: 'outcome_unknown' }]);
    expect(decide({ ...saidDone, ...suspense(400n) }, unheardOf, rules)).toMatchObject({ weight: 'repeat', cases: [] });
    // Beside a refund made outside us it does not fit.
    const refused = ofRefund(charge, { ...end, outcome: 'declined' }, {}, { outsideRefundAt: at(200) });
    expect(decide(refused, refund, rules).cases).toMatchObject([{ kind: 'state_conflict' }]);
    expect(decide({ ...refused, ...suspense(-400n) }, refund, rules)).toMatchObject({ weight: 'repeat', cases: [], charge: undefined });
  });

  it('and a person says that it was done after all: what stands by the case itself is settled by the word', () => {
    const refused = ofRefund(
      { refundingMinor: 0n, openRefunds: 0 },
      { outcome: 'declined', dueAt: null, finishedAt: at(110) },
      {},
      { writtenOff: { refund: -400n } },
    );
    const word: PersonsWord = { resolution: 'confirm', kind: 'state_conflict', stated: 'not_stated', writtenOff: -400n };
    expect(decidePerson(refused, { source: 'person', receivedAt: at(600), word }, rules).movements).toEqual([
      back,
      { debit: 'provider_receivable', credit: 'suspense', amountMinor: 400n },
    ]);
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
