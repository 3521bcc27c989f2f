import { describe, expect, it } from '@jest/globals';
import {
  SECOND,
  approved,
  at,
  deadCharge,
  declined,
  notFound,
  notStated,
  ofCancel,
  ofCharge,
  ofExclusive,
  ofRefund,
  paidCharge,
  pending,
  query,
  reversed,
  rules,
} from '../../testing/snapshots.js';
import { currencyCode } from '../money/money.js';
import type { Stated } from '../operation/result.js';
import { contradicts, standsUnheard } from '../resolutions/allowed.js';
import { decide } from './decide.js';
import { decidePerson } from './decide-person.js';
import type { PersonEvidence, PersonsWord } from './snapshot.js';

const answers = { approved, declined, reversed, pending, not_found: notFound };
const said = ['approved', 'declined', 'reversed', 'pending', 'not_found'] as const;
const person = (word: Pick<PersonsWord, 'resolution' | 'kind'>, over: Partial<PersonsWord> = {}): PersonEvidence => ({
  source: 'person',
  receivedAt: at(200),
  word: { stated: 'not_stated', writtenOff: 0n, ...word, ...over },
});

describe('late money that a person speaks of', () => {
  const closed = ofCharge({ state: 'canceled' }, deadCharge(), { openCases: ['late_success'] });

  it.each(['keep', 'refund'] as const)(
    'is believed (%s) on an explicit yes to the question just asked, and on nothing else',
    (resolution) => {
      const word = { resolution, kind: 'late_success' } as const;
      expect(said.filter((outcome) => !contradicts(word, closed, answers[outcome]))).toEqual(['approved']);
      expect(standsUnheard(word, closed)).toBe(false);
      expect(decidePerson(closed, person(word), rules)).toMatchObject({ state: 'paid', operation: { outcome: 'approved' } });
    },
  );

  it('is not what another case of a closed charge is about: to keep what is recorded takes no money for there', () => {
    const word = { resolution: 'keep', kind: 'outcome_unknown' } as const;
    expect(said.filter((outcome) => contradicts(word, closed, answers[outcome]))).toEqual([]);
    expect(decidePerson(closed, person(word), rules)).toMatchObject({ state: 'canceled', movements: [], followUp: undefined });
  });
});

describe('figures that the provider has just contradicted', () => {
  const confirm = { resolution: 'confirm', kind: 'outcome_unknown' } as const;
  const stated = (figures: Stated) => ({ ...approved, stated: figures });
  const uncertain = ofCharge({ state: 'uncertain' }, { outcome: 'unknown' });

  it.each([
    ['another amount', { base: 1n }, { base: 12_001n }, true],
    ['the stated amount', { base: 12_001n }, { base: 12_001n }, false],
    ['no amount, so as it was asked', undefined, { base: 12_001n }, true],
    ['another tip', { base: 1000n, tip: 50n }, { base: 1000n, tip: 60n }, true],
    ['no tip, where one is stated', { base: 1000n }, { base: 1000n, tip: 60n }, true],
    ['no cashback, where one is stated', undefined, { base: 1000n, cashback: 60n }, true],
    ['a tip, where none is stated', { base: 1000n, tip: 50n }, { base: 1000n }, false],
  ] as const)('are confirmed by nobody: %s', (_what, given, figures, refused) => {
    const word = { ...confirm, ...(given === undefined ? {} : { given }) };
    expect(contradicts(word, uncertain, stated(figures))).toBe(refused);
  });

  it('are the person’s to give where the provider states none, or in another currency', () => {
    expect(contradicts({ ...confirm, given: { base: 1n } }, uncertain, notStated)).toBe(false);
    expect(contradicts({ ...confirm, given: { base: 1n } }, uncertain, stated({ base: 12_001n, currency: currencyCode('MXN') }))).toBe(
      false,
    );
  });

  it('may be adopted', () => {
    expect(contradicts({ resolution: 'adopt', kind: 'amount_mismatch' }, uncertain, stated({ base: 12_001n }))).toBe(false);
  });

  it('are no figures of a refund, a capture or a tip either', () => {
    const refund = ofRefund({}, { outcome: 'unknown' });
    const capture = ofExclusive('capture', { outcome: 'unknown', amountMinor: 400n });
    for (const subject of [refund, capture]) {
      expect(contradicts(confirm, subject, stated({ base: 700n }))).toBe(true);
      expect(contradicts(confirm, subject, stated({ base: 400n }))).toBe(false);
    }
    const tip = ofExclusive('adjust_tip', { outcome: 'unknown', tipMinor: 50n });
    expect(
      [{ base: 1000n, tip: 60n }, { base: 1000n, tip: 50n }, { base: 1000n }].map((one) => contradicts(confirm, tip, stated(one))),
    ).toEqual([true, false, false]);
  });

  it('carry no late money', () => {
    const closed = ofCharge({ state: 'canceled' }, deadCharge(), { openCases: ['late_success'] });
    for (const resolution of ['keep', 'refund'] as const) {
      const word = { resolution, kind: 'late_success' } as const;
      expect(contradicts({ ...word, given: { base: 1n } }, closed, stated({ base: 12_001n }))).toBe(true);
      expect(contradicts({ ...word, given: { base: 12_001n } }, closed, stated({ base: 12_001n }))).toBe(false);
    }
  });
});

describe('a cancel of which a person says that it did nothing', () => {
  const word = { resolution: 'decline', kind: 'outcome_unknown' } as const;
  const held = ofCancel({ state: 'canceled' }, deadCharge({ openExclusive: 'cancel' }), { outcome: 'unknown' }, { lateMoneyHeld: true });

  it('sends the late money back by a refund, so only an explicit yes to the question just asked carries it', () => {
    expect(said.filter((outcome) => !contradicts(word, held, answers[outcome]))).toEqual(['approved']);
    expect(standsUnheard(word, held)).toBe(false);
    expect(decidePerson(held, person(word), rules).followUp).toMatchObject({ kind: 'refund', amountMinor: 1000n });
  });

  it('moves no money where none is held: the word stands in silence, and while the payment is open', () => {
    const asked = ofCancel({}, {}, { outcome: 'unknown' });
    expect(standsUnheard(word, asked)).toBe(true);
    expect(said.filter((outcome) => contradicts(word, asked, answers[outcome]))).toEqual(['declined', 'reversed']);
  });
});

describe('what only a person has said', () => {
  const hour = at(200) + 3600 * SECOND;
  const outcome_unknown = { kind: 'outcome_unknown' } as const;

  it.each(['confirm', 'decline'] as const)('of a refund (%s): it is asked after an hour later, and its charge at once', (resolution) => {
    const open = ofRefund({}, { outcome: 'unknown', dueAt: null });
    expect(decidePerson(open, person({ ...outcome_unknown, resolution }), rules)).toMatchObject({
      operation: { outcome: resolution === 'confirm' ? 'approved' : 'declined', dueAt: hour },
      charge: { outcome: 'approved', dueAt: at(200) },
    });
  });

  it('of a refund that had been refused: the same', () => {
    const refused = ofRefund({ refundingMinor: 0n, openRefunds: 0 }, { outcome: 'declined', finishedAt: at(110), dueAt: null });
    const decision = decidePerson(refused, person({ resolution: 'confirm', kind: 'state_conflict' }), rules);
    expect(decision).toMatchObject({ operation: { outcome: 'approved', dueAt: hour }, charge: { dueAt: at(200) } });
  });

  it('of a refund that the provider was silent about goes on being asked after', () => {
    const written = { outcome: 'declined', declineCode: 'declined_by_person', finishedAt: at(200), dueAt: null } as const;
    const known = ofRefund({ refundingMinor: 0n, openRefunds: 0 }, written);
    const heard = decide(known, query({ outcome: 'no_answer', cause: 'timeout' }, 3800), rules);
    expect(heard.operation.dueAt).toBeGreaterThan(at(3800));
    expect(decide(known, query({ outcome: 'approved', providerRef: 'ref', stated: { base: 400n } }, 3800), rules)).toMatchObject({
      operation: { outcome: 'approved' },
      deltas: { refunded: 400n },
    });
  });

  it.each([
    ['done', { outcome: 'approved' }, { refundedMinor: 400n }],
    ['refused', { outcome: 'declined' }, {}],
  ] as const)('of a refund that was written off (%s): the same, for what stands in suspense by it', (_what, end, charge) => {
    const over = ofRefund({ refundingMinor: 0n, openRefunds: 0, ...charge }, { ...end, finishedAt: at(110), dueAt: null });
    expect(decidePerson(over, person({ resolution: 'write_off', kind: 'state_conflict' }), rules)).toMatchObject({
      operation: { outcome: end.outcome, dueAt: hour },
      charge: { dueAt: at(200) },
      movements: [{ amountMinor: 400n }],
    });
  });

  it('of a void that came undone and was written off: its payment is asked at once, and shows in figures what is there', () => {
    const gone = { capturedMinor: 0n, openExclusive: null };
    const end = { outcome: 'approved', finishedAt: at(110), dueAt: null } as const;
    const done = ofExclusive('void', end, gone, { state: 'reversed' });
    const written = decidePerson(done, person({ resolution: 'write_off', kind: 'state_conflict' }), rules);
    expect(written).toMatchObject({ operation: { dueAt: null }, charge: { outcome: 'approved', dueAt: at(200) }, movements: [] });
    const payment = ofCharge({ state: 'reversed', updatedAt: at(200) }, paidCharge(gone), { undoSentUntil: at(105) });
    expect(decide(payment, query(approved, 300), rules)).toMatchObject({
      movements: [{ debit: 'provider_receivable', credit: 'merchant_payable', amountMinor: 1000n }],
      cases: [{ kind: 'late_success' }],
    });
  });

  it.each([
    ['confirm', 'open', {}, {}],
    ['confirm', 'paid', { state: 'uncertain' }, paidCharge({ openExclusive: 'cancel' })],
    ['confirm', 'closed', { state: 'canceled' }, deadCharge({ openExclusive: 'cancel' })],
    ['decline', 'paid', { state: 'uncertain' }, paidCharge({ openExclusive: 'cancel' })],
  ] as const)('of a cancel (%s, the charge %s): the charge is asked after an hour later', (resolution, _is, order, charge) => {
    const cancel = ofCancel(order, { dueAt: null, ...charge }, { outcome: 'unknown', dueAt: null });
    expect(decidePerson(cancel, person({ ...outcome_unknown, resolution }), rules)).toMatchObject({ charge: { dueAt: hour } });
  });

  it('of a cancel that it did nothing: an open charge is asked after as before', () => {
    const cancel = ofCancel({}, { dueAt: null }, { outcome: 'unknown', dueAt: null });
    const { charge } = decidePerson(cancel, person({ ...outcome_unknown, resolution: 'decline' }), rules);
    expect(charge?.dueAt).toBeLessThan(hour);
  });
});
