import { describe, expect, it } from '@jest/globals';
import {
  AMOUNT,
  answer,
  approved,
  at,
  canceled,
  deadCharge,
  declined,
  noAnswer,
  notFound,
  notStated,
  notification,
  ofCancel,
  ofCharge,
  otherAmount,
  paidCharge,
  query,
  reversed,
  rules,
} from '../../testing/snapshots.js';
import { decide } from './decide.js';
import { NO_DELTAS } from './decision.js';
import type { ChargeFacts, Rules, Snapshot } from './snapshot.js';

const returning: Rules = { ...rules, cancel: { ...rules.cancel, returnsMoneyWhenPaid: true } };
const taken = { debit: 'provider_receivable', credit: 'merchant_payable', amountMinor: AMOUNT };
const returned = { debit: 'merchant_payable', credit: 'provider_receivable', amountMinor: AMOUNT };
const both = [taken, returned];
const throughSuspense = [
  { ...taken, credit: 'suspense' },
  { ...returned, debit: 'suspense' },
];
const refundedWhole = { ...approved, stated: { base: AMOUNT, refunded: AMOUNT } };

type Given = Parameters<typeof ofCharge>[2];
const dead = (charge: Partial<ChargeFacts> = {}, given: Given = {}, state: 'canceled' | 'failed' = 'failed'): Snapshot =>
  ofCharge({ state, updatedAt: at(30) }, deadCharge(charge), given);

describe('a charge that we had written off, shown taken and given back whole', () => {
  it.each([
    ['as reversed', reversed],
    ['as refunded whole', refundedWhole],
  ])('%s has both movements in the books, once; its order was reversed then', (_, result) => {
    for (const state of ['canceled', 'failed'] as const) {
      const decision = decide(dead({ declineCode: 'never_arrived' }, {}, state), query(result, 40), returning);
      expect(decision).toMatchObject({
        weight: 'news',
        state: 'reversed',
        operation: { outcome: 'approved', declineCode: null, duplicate: false, dueAt: null },
        deltas: NO_DELTAS,
        movements: both,
        followUp: undefined,
        cases: [{ kind: 'late_success' }],
      });
    }
    const known = ofCharge({ state: 'reversed', updatedAt: at(41) }, paidCharge({ capturedMinor: 0n, finishedAt: at(41) }), {
      settledAt: at(41),
    });
    for (const again of [reversed, refundedWhole, canceled])
      expect(decide(known, query(again, 400), returning)).toMatchObject({ weight: 'repeat', state: 'reversed', movements: [], cases: [] });
  });

  it('beside another charge that is live leaves the order alone: its money came and went through suspense', () => {
    for (const result of [reversed, refundedWhole]) {
      expect(decide(dead({}, { otherLiveCharge: true }), query(result, 40), rules)).toMatchObject({
        state: 'failed',
        operation: { outcome: 'approved', duplicate: true },
        movements: throughSuspense,
        cases: [{ kind: 'duplicate_charge' }],
      });
    }
  });

  it('without figures is a case, and nothing is in the books', () => {
    expect(decide(dead(), query({ ...reversed, stated: 'not_stated' }, 40), rules)).toMatchObject({
      weight: 'news',
      state: 'failed',
      operation: { outcome: 'declined', dueAt: null },
      movements: [],
      cases: [{ kind: 'late_success' }],
    });
  });

  it('is not believed from anything but a query asked after the end', () => {
    expect(decide(dead(), query(reversed, 29), rules)).toMatchObject({
      weight: 'repeat',
      state: 'failed',
      operation: { dueAt: at(31) },
      movements: [],
    });
    expect(decide(dead(), query(reversed, 30.999), rules)).toMatchObject({ weight: 'repeat', state: 'failed', movements: [] });
    const beside = dead({}, {}, 'canceled');
    const ended = { ...beside, cancelEndedAt: at(50) };
    expect(decide(ended, query(reversed, 49), rules)).toMatchObject({ state: 'canceled', movements: [] });
  });

  it('that was a hold moved no money', () => {
    expect(decide(dead({ kind: 'authorize' }), query(reversed, 40), rules)).toMatchObject({
      weight: 'repeat',
      state: 'failed',
      movements: [],
      cases: [],
    });
  });

  it('while its money stands in suspense for a cancel: it has come already, and only goes back', () => {
    const canceling = ofCancel(
      { state: 'canceled', updatedAt: at(30) },
      deadCharge({ openExclusive: 'cancel' }),
      { outcome: 'pending', answer: 'yes', answeredAt: at(11) },
      { lateMoneyHeld: true, lateCancels: 1 },
    );
    expect(decide(canceling, query(refundedWhole, 200), returning)).toMatchObject({
      state: 'reversed',
      charge: { outcome: 'approved' },
      releasesExclusive: true,
      movements: [{ debit: 'suspense', credit: 'provider_receivable', amountMinor: AMOUNT }],
    });
  });
});

describe('late money of which a part was given back by somebody else', () => {
  it('is neither canceled nor refunded by us: the charge is asked again, and a person has the rest', () => {
    const some = query({ ...approved, stated: { base: AMOUNT, refunded: 300n } }, 40);
    expect(decide(dead(), some, returning)).toMatchObject({
      state: 'paid',
      operation: { outcome: 'approved', dueAt: at(41) },
      deltas: { captured: AMOUNT, refunded: 0n },
      movements: [taken],
      followUp: undefined,
      cases: [{ kind: 'late_success' }],
    });
  });
});

describe('a verified word from before the end that shows the payment taken', () => {
  it.each([
    ['a notification', notification(approved, 40)],
    ['the first call’s own answer', answer(approved, { receivedAt: at(40) })],
    ['an older query', query(approved, 29)],
  ])('opens nothing, and is remembered: %s', (_, evidence) => {
    const decision = decide(dead({}, {}, 'canceled'), evidence, returning);
    expect(decision).toMatchObject({ state: 'canceled', operation: { outcome: 'declined', answer: 'yes' }, movements: [], cases: [] });
    expect(decision.operation.dueAt).not.toBeNull();
  });

  it('in figures that are not ours is a case at once', () => {
    expect(decide(dead(), notification(otherAmount, 40), rules)).toMatchObject({
      weight: 'news',
      operation: { answer: null, dueAt: at(40) },
      cases: [{ kind: 'amount_mismatch' }],
    });
    expect(decide(dead(), notification(notStated, 40), rules)).toMatchObject({ operation: { answer: null, dueAt: at(40) }, cases: [] });
  });

  const shownPaid = (charge: Partial<ChargeFacts> = {}): Snapshot =>
    dead({ answer: 'yes', answeredAt: at(40), shown: true, ...charge }, {}, 'canceled');

  it('and then a query that shows it closed: the money came and went, and the order was reversed', () => {
    expect(decide(shownPaid(), query(canceled, 41), rules)).toMatchObject({
      weight: 'news',
      state: 'reversed',
      operation: { outcome: 'approved', answer: null },
      movements: both,
    });
    const tipped = shownPaid({ tipMinor: 150n });
    expect(decide(tipped, query(canceled, 41), rules).movements).toEqual([
      { ...taken, amountMinor: AMOUNT + 150n },
      { ...returned, amountMinor: AMOUNT + 150n },
    ]);
  });

  it.each([
    ['failed', declined],
    ['not found', notFound],
  ])('and then a query that shows it %s: a contradiction, for a person', (_, result) => {
    expect(decide(shownPaid(), query(result, 41), rules)).toMatchObject({
      weight: 'news',
      state: 'canceled',
      operation: { answer: null, dueAt: null },
      movements: [],
      cases: [{ kind: 'state_conflict' }],
    });
  });

  it('and then a query that shows it paid: late money, as ever', () => {
    expect(decide(shownPaid(), query(approved, 41), rules)).toMatchObject({
      state: 'paid',
      operation: { outcome: 'approved', answer: null },
      followUp: { kind: 'refund' },
    });
  });

  it('and then a query that fails: it is asked again until it is answered', () => {
    const decision = decide(shownPaid(), query(noAnswer, 41), rules);
    expect(decision).toMatchObject({ weight: 'nothing_said', operation: { answer: 'yes' } });
    expect(decision.operation.dueAt).toBeGreaterThan(at(42));
  });
});

describe('a hold that turns out late', () => {
  const hold = (given: Given = {}): Snapshot => dead({ kind: 'authorize' }, given, 'canceled');

  it('is let go by a void, unless the merchant keeps what comes late, or it was captured by then', () => {
    expect(decide(hold(), query(approved, 40), rules)).toMatchObject({ state: 'authorized', followUp: { kind: 'void' } });
    expect(decide(hold(), query(approved, 40), { ...rules, latePolicy: 'keep' })).toMatchObject({
      state: 'authorized',
      followUp: undefined,
    });
    expect(decide(hold(), query(approved, 40), { ...rules, voidsHolds: false })).toMatchObject({
      state: 'authorized',
      followUp: undefined,
    });
    const captured = { ...approved, stated: { base: AMOUNT, captured: 600n } };
    expect(decide(hold(), query(captured, 40), rules)).toMatchObject({
      state: 'authorized',
      operation: { dueAt: at(41) },
      followUp: undefined,
    });
  });

  it('is looked at every day for as long as it stands', () => {
    expect(decide(hold(), query(approved, 40), { ...rules, latePolicy: 'keep' }).operation.dueAt).toBe(at(41 + 24 * 3_600));
  });

  it('beside another charge is a duplicate that has taken nothing', () => {
    expect(decide(hold({ otherLiveCharge: true }), query(approved, 40), rules)).toMatchObject({
      state: 'canceled',
      operation: { outcome: 'approved', duplicate: true, dueAt: at(41 + 24 * 3_600) },
      deltas: NO_DELTAS,
      movements: [],
      cases: [{ kind: 'duplicate_charge' }],
    });
  });
});
