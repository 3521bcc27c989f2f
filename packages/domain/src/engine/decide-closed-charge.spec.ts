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
  notSent,
  notStated,
  notification,
  ofCharge,
  otherAmount,
  paidCharge,
  pending,
  query,
  reversed,
  rules,
  SECOND,
  unknown,
} from '../../testing/snapshots.js';
import { decide } from './decide.js';
import { NO_DELTAS } from './decision.js';
import type { Rules } from './snapshot.js';

const returning: Rules = { ...rules, cancel: { ...rules.cancel, returnsMoneyWhenPaid: true } };
const keeping: Rules = { ...returning, latePolicy: 'keep' };
const taken = { debit: 'provider_receivable', credit: 'merchant_payable', amountMinor: AMOUNT };
const intoSuspense = { debit: 'provider_receivable', credit: 'suspense', amountMinor: AMOUNT };
const nothing = { deltas: NO_DELTAS, movements: [], followUp: undefined, cases: [] };

/** Closed at second 30. */
const closed = (state: 'canceled' | 'failed' = 'canceled', given = {}) => ofCharge({ state, updatedAt: at(30) }, deadCharge(), given);

describe.each(['canceled', 'failed'] as const)('money that turns up after an order was %s', (state) => {
  it.each([
    ['the first call’s own answer', answer(approved, { receivedAt: at(40) })],
    ['a notification', notification(approved, 40)],
  ])('is not believed from %s: it is kept, and a query is asked now', (_, evidence) => {
    expect(decide(closed(state), evidence, returning)).toMatchObject({
      weight: 'news',
      state,
      operation: { outcome: 'declined', dueAt: at(40) },
      ...nothing,
    });
  });

  it('is not believed from a query asked before the end, which only makes us ask again', () => {
    const decision = decide(closed(state), query(approved, 29.9), returning);
    expect(decision).toMatchObject({ weight: 'repeat', state, operation: { outcome: 'declined', dueAt: at(31) }, ...nothing });
  });

  it('is canceled first where a cancel returns it; it stands in suspense until then', () => {
    expect(decide(closed(state), query(approved, 31), returning)).toMatchObject({
      weight: 'news',
      state,
      operation: { outcome: 'declined', shown: true, providerReference: 'ref', dueAt: null },
      deltas: NO_DELTAS,
      movements: [intoSuspense],
      followUp: { kind: 'cancel', reason: 'late_success' },
      cases: [{ kind: 'late_success' }],
    });
  });

  it('is refunded under its one number where a cancel returns nothing', () => {
    expect(decide(closed(state), query(approved, 31), rules)).toMatchObject({
      state: 'paid',
      operation: { outcome: 'approved', duplicate: false, dueAt: null },
      deltas: { captured: AMOUNT },
      movements: [taken],
      followUp: { kind: 'refund', refundNo: 'late-charge', amountMinor: AMOUNT },
      cases: [{ kind: 'late_success' }],
    });
  });

  it('is refunded, newly taken, when it comes again after a cancel had returned it', () => {
    const decision = decide(closed(state, { lateCancels: 1 }), query(approved, 60), returning);
    expect(decision).toMatchObject({ state: 'paid', movements: [taken], followUp: { kind: 'refund' } });
  });

  it('is refunded where a surcharge has made it more than we asked for: a cancel might not return that', () => {
    const more = { ...approved, stated: { base: AMOUNT, surcharge: 7n } };
    expect(decide(closed(state), query(more, 31), returning)).toMatchObject({
      state: 'paid',
      movements: [{ ...taken, amountMinor: AMOUNT + 7n }],
      followUp: { kind: 'refund', amountMinor: AMOUNT + 7n },
    });
  });

  it('of nothing is shown to a person: there is nothing to record or to give back', () => {
    expect(decide(closed(state), query({ ...approved, stated: { base: 0n } }, 31), rules)).toMatchObject({
      state,
      operation: { outcome: 'declined' },
      movements: [],
      followUp: undefined,
      cases: [{ kind: 'late_success' }],
    });
  });

  it('is refunded where the provider has no cancel for this charge', () => {
    const none: Rules = { ...returning, cancel: { ...returning.cancel, available: false } };
    expect(decide(closed(state), query(approved, 31), none).followUp).toMatchObject({ kind: 'refund' });
  });

  it('is kept where the merchant wants it, and shown to a person all the same', () => {
    expect(decide(closed(state), query(approved, 31), keeping)).toMatchObject({
      state: 'paid',
      operation: { outcome: 'approved' },
      deltas: { captured: AMOUNT },
      movements: [taken],
      followUp: undefined,
      cases: [{ kind: 'late_success' }],
    });
  });

  it('of another amount is recorded as the provider proves it, given back, and shown to a person', () => {
    const proven = { outcome: 'approved', providerRef: 'ref', stated: { base: AMOUNT + 200n } } as const;
    expect(decide(closed(state), query(proven, 31), rules)).toMatchObject({
      state: 'paid',
      operation: { outcome: 'approved' },
      deltas: { captured: AMOUNT, excess: 200n },
      movements: [{ amountMinor: AMOUNT + 200n }],
      followUp: { kind: 'refund', amountMinor: AMOUNT + 200n },
      cases: [{ kind: 'late_success' }, { kind: 'amount_mismatch' }],
    });
  });

  it('is not believed from a query asked before the latest cancel ended', () => {
    const snapshot = { ...closed(state), cancelEndedAt: at(40) };
    expect(decide(snapshot, query(approved, 39), rules)).toMatchObject({ state, movements: [], followUp: undefined });
    expect(decide(snapshot, query(approved, 40.999), rules)).toMatchObject({ state, operation: { dueAt: at(41.999) }, movements: [] });
    expect(decide(snapshot, query(approved, 41), rules)).toMatchObject({ state: 'paid' });
  });

  it('of no stated amount is shown to a person and touched by nobody', () => {
    expect(decide(closed(state), query(notStated, 31), rules)).toMatchObject({
      weight: 'news',
      state,
      operation: { outcome: 'declined' },
      deltas: NO_DELTAS,
      movements: [],
      followUp: undefined,
      cases: [{ kind: 'late_success' }],
    });
  });

  it('waits for a cancel that is still open: its own queries decide', () => {
    const beside = ofCharge({ state, updatedAt: at(30) }, deadCharge({ openExclusive: 'cancel' }));
    expect(decide(beside, query(approved, 40), returning)).toMatchObject({ weight: 'repeat', state, ...nothing });
  });

  it('is a hold where it was an authorization', () => {
    const hold = ofCharge({ state, updatedAt: at(30) }, deadCharge({ kind: 'authorize' }));
    expect(decide(hold, query(approved, 31), returning)).toMatchObject({
      state: 'authorized',
      operation: { outcome: 'approved' },
      deltas: NO_DELTAS,
      movements: [],
      cases: [{ kind: 'late_success' }],
    });
  });
});

describe('a charge that was shown paid, canceled and given back before that was written', () => {
  /** The process that asked has a clock ahead of the one that wrote the end, by less than they may differ, or of the same millisecond. */
  it.each([30, 30.001, 30.5, 30.999])('is not believed from it, asked at %d by its clock: the next query counts', (asked) => {
    const remembered = decide(closed(), query(approved, asked, { receivedAt: at(30.6) }), keeping);
    expect(remembered).toMatchObject({
      weight: 'repeat',
      state: 'canceled',
      operation: { outcome: 'declined', answer: 'yes', dueAt: at(31) },
      ...nothing,
    });
    const yes = ofCharge({ state: 'canceled', updatedAt: at(30) }, deadCharge({ answer: 'yes', answeredAt: at(30.6), dueAt: at(31) }));
    expect(decide(yes, query(canceled, 31), keeping)).toMatchObject({
      state: 'reversed',
      operation: { outcome: 'approved', dueAt: null },
      movements: [taken, { debit: 'merchant_payable', credit: 'provider_receivable', amountMinor: AMOUNT }],
      cases: [{ kind: 'late_success' }],
    });
  });

  it('is asked after again where a query that shows it closed was too early as well, and no message ends that', () => {
    const yes = ofCharge({ state: 'canceled', updatedAt: at(30) }, deadCharge({ answer: 'yes', answeredAt: at(30.1), dueAt: at(31) }));
    for (const result of [canceled, declined, notFound]) {
      expect(decide(yes, query(result, 30.2, { receivedAt: at(30.3) }), keeping)).toMatchObject({
        weight: 'repeat',
        operation: { outcome: 'declined', answer: 'yes', dueAt: at(31) },
        ...nothing,
      });
    }
    for (const evidence of [notification(canceled, 30.4), answer(declined, { receivedAt: at(30.4) }), answer(notSent)])
      expect(decide(yes, evidence, keeping)).toMatchObject({ operation: { answer: 'yes', dueAt: at(31) }, ...nothing });
  });

  it('asked too late to be told before it counts, is asked at once', () => {
    expect(decide(closed(), query(approved, 30.5, { receivedAt: at(35) }), keeping).operation.dueAt).toBe(at(35));
  });
});

describe('a closed charge that took no money', () => {
  it.each([
    ['unknown', unknown],
    ['no answer', noAnswer],
  ])('is asked after again where the query says nothing (%s): the reason that it was asked for is not lost', (_, result) => {
    expect(decide(closed(), query(result, 40), rules)).toMatchObject({
      weight: 'nothing_said',
      operation: { dueAt: at(41 + 60) },
      ...nothing,
    });
    expect(decide(closed(), query(result, 8_000), rules).operation.dueAt).toBe(at(8_001) + Math.floor((8_001 * SECOND) / 8));
    expect(decide(closed(), answer(result as typeof unknown, { receivedAt: at(40) }), rules).operation.dueAt).toBeNull();
  });

  it.each([
    ['declined', declined],
    ['canceled', canceled],
    ['not found', notFound],
  ])('stays closed, and nothing is due: %s', (_, result) => {
    const decision = decide(closed(), query(result, 40), rules);
    expect(decision).toMatchObject({ state: 'canceled', operation: { outcome: 'declined', dueAt: null }, ...nothing });
    expect(decision.weight).not.toBe('news');
  });

  it('seen pending is asked after again, and in the end shown to a person', () => {
    expect(decide(closed(), query(pending, 40), rules)).toMatchObject({
      weight: 'repeat',
      state: 'canceled',
      operation: { outcome: 'declined', dueAt: at(43) },
    });
    expect(decide(closed(), query(pending, 450), rules)).toMatchObject({
      weight: 'news',
      state: 'canceled',
      operation: { outcome: 'declined', dueAt: null },
      cases: [{ kind: 'state_conflict' }],
    });
  });

  it('is not lowered by its own first answer', () => {
    for (const result of [pending, unknown, notSent, declined]) {
      const decision = decide(closed('failed'), answer(result, { receivedAt: at(40) }), rules);
      expect(decision).toMatchObject({ state: 'failed', operation: { outcome: 'declined' }, ...nothing });
    }
  });

  it('that never arrived is looked at an hour and a day later, and then no more', () => {
    const lost = ofCharge({ state: 'failed', updatedAt: at(30) }, deadCharge({ declineCode: 'never_arrived' }));
    expect(decide(lost, query(notFound, 30 + 3_600), rules).operation.dueAt).toBe(at(30 + 24 * 3_600));
    expect(decide(lost, query(noAnswer, 30 + 3_600), rules).operation.dueAt).toBeLessThan(at(2 * 3_600));
    expect(decide(lost, query(notFound, 30 + 24 * 3_600), rules).operation.dueAt).toBeNull();
  });
});

describe('a charge that we had written off beside a live one', () => {
  const other = closed('failed', { otherLiveCharge: true });

  it('is recorded as a duplicate when it turns out taken, its money in suspense, and shown to a person', () => {
    expect(decide(other, query(approved, 40), rules)).toMatchObject({
      state: 'failed',
      operation: { outcome: 'approved', duplicate: true, dueAt: null },
      deltas: { captured: AMOUNT },
      movements: [intoSuspense],
      followUp: undefined,
      cases: [{ kind: 'duplicate_charge' }],
    });
  });

  it.each(['created', 'pending', 'uncertain', 'paid', 'partially_refunded', 'refunded'] as const)('leaves an order that is %s', (state) => {
    const dead = ofCharge({ state }, deadCharge(), { otherLiveCharge: true });
    expect(decide(dead, query(approved, 40), rules)).toMatchObject({ state, operation: { duplicate: true } });
  });

  it('of another amount is recorded as the provider proves it', () => {
    expect(decide(other, query(otherAmount, 40), rules)).toMatchObject({
      operation: { outcome: 'approved', duplicate: true },
      deltas: { captured: 999n, excess: 0n },
      movements: [{ debit: 'provider_receivable', credit: 'suspense', amountMinor: 999n }],
      cases: [{ kind: 'duplicate_charge' }],
    });
  });

  it('is believed from a later query alone', () => {
    expect(decide(other, notification(approved, 40), rules)).toMatchObject({
      operation: { outcome: 'declined', dueAt: at(40) },
      cases: [],
    });
  });

  it('never is a late payment of the order that the other charge brought to an end', () => {
    const second = ofCharge({ state: 'reversed', updatedAt: at(50) }, paidCharge({ duplicate: true }));
    expect(decide(second, query(approved, 60), rules)).toMatchObject({ weight: 'repeat', state: 'reversed', ...nothing });
  });
});

describe('a paid charge', () => {
  const paid = ofCharge({ state: 'paid', updatedAt: at(1) }, paidCharge());

  it.each([
    ['its own answer', answer(approved)],
    ['a notification', notification(approved, 40)],
    ['a query', query(approved, 40)],
  ])('told again by %s is a repeat', (_, evidence) => {
    expect(decide(paid, evidence, rules)).toMatchObject({
      weight: 'repeat',
      state: 'paid',
      operation: { outcome: 'approved', dueAt: null },
      ...nothing,
    });
  });

  it.each([
    ['pending', pending, at(41 + 60)],
    ['unknown', unknown, at(41 + 60)],
    ['no answer', noAnswer, at(41 + 60)],
    ['not found', notFound, null],
  ])('is not lowered by "%s"', (_, result, dueAt) => {
    expect(decide(paid, query(result, 40), rules)).toMatchObject({
      weight: 'nothing_said',
      state: 'paid',
      operation: { outcome: 'approved', dueAt },
      ...nothing,
    });
  });

  it('is not lowered by an answer that says nothing was sent', () => {
    expect(decide(paid, answer(notSent), rules)).toMatchObject({ state: 'paid', operation: { outcome: 'approved' } });
  });

  it.each([
    ['declined', declined],
    ['canceled', canceled],
    ['reversed, without figures', { ...reversed, stated: 'not_stated' as const }],
  ])('shown undone by a later query (%s) is a case; the state stays', (_, result) => {
    expect(decide(paid, query(result, 40), rules)).toMatchObject({
      weight: 'news',
      state: 'paid',
      cases: [{ kind: 'external_change' }],
      movements: [],
    });
  });

  it('is not disputed by a query asked before the approval: asked again', () => {
    const later = ofCharge({ state: 'paid', updatedAt: at(41) }, paidCharge({ finishedAt: at(41) }), { settledAt: at(41) });
    expect(decide(later, query(canceled, 40), rules)).toMatchObject({
      weight: 'repeat',
      state: 'paid',
      cases: [],
      operation: { dueAt: at(42) },
    });
  });

  it('disputed by a notification: kept, a query is asked now, nothing more', () => {
    expect(decide(paid, notification(canceled, 40), rules)).toMatchObject({
      weight: 'news',
      state: 'paid',
      operation: { outcome: 'approved', dueAt: at(40) },
      ...nothing,
    });
  });

  it('whose figures change afterwards is a case', () => {
    expect(decide(paid, query(otherAmount, 40), rules)).toMatchObject({
      state: 'paid',
      cases: [{ kind: 'amount_mismatch' }],
      deltas: NO_DELTAS,
    });
  });

  it('is left to the queries of a cancel that is open on it', () => {
    const beside = ofCharge({ state: 'uncertain' }, paidCharge({ openExclusive: 'cancel' }));
    for (const result of [approved, canceled, pending]) {
      expect(decide(beside, query(result, 40), rules)).toMatchObject({ weight: 'repeat', state: 'uncertain', ...nothing });
    }
  });
});

describe('a charge that was reversed', () => {
  const undone = ofCharge({ state: 'reversed', updatedAt: at(30) }, paidCharge({ capturedMinor: 0n }));

  it('shown paid by a query asked after the reversal holds money again: refunded, or kept', () => {
    expect(decide(undone, query(approved, 31), returning)).toMatchObject({
      state: 'paid',
      deltas: { captured: AMOUNT },
      movements: [taken],
      followUp: { kind: 'refund', refundNo: 'late-charge' },
      cases: [{ kind: 'late_success' }],
    });
    expect(decide(undone, query(approved, 31), keeping)).toMatchObject({ state: 'paid', followUp: undefined });
  });

  it('shown paid by anything older, or by anything else, stays reversed', () => {
    expect(decide(undone, query(approved, 30.999), returning)).toMatchObject({ state: 'reversed', ...nothing });
    expect(decide(undone, notification(approved, 40), returning)).toMatchObject({
      state: 'reversed',
      operation: { dueAt: at(40) },
      ...nothing,
    });
  });

  it('shown paid beside a look that is due leaves it due: a message was not asked for', () => {
    const due = ofCharge({ state: 'paid', updatedAt: at(1) }, paidCharge({ dueAt: at(2) }));
    for (const evidence of [notification(approved, 1.5), notification(notStated, 1.5), answer(approved), answer(notSent)])
      expect(decide(due, evidence, rules)).toMatchObject({ state: 'paid', operation: { dueAt: at(2) }, ...nothing });
    expect(decide(due, query(approved, 2), rules)).toMatchObject({ operation: { dueAt: null }, ...nothing });
  });

  it('shown undone is what we know', () => {
    for (const result of [reversed, canceled]) {
      expect(decide(undone, query(result, 40), rules)).toMatchObject({ weight: 'repeat', state: 'reversed', ...nothing });
    }
  });
});
