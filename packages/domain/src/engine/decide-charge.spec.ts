import { describe, expect, it } from '@jest/globals';
import {
  AMOUNT,
  ARRIVED,
  answer,
  approved,
  at,
  canceled,
  declined,
  noAnswer,
  notFound,
  notSent,
  notStated,
  notification,
  ofCharge,
  otherAmount,
  pending,
  query,
  retryable,
  reversed,
  rules,
  unknown,
} from '../../testing/snapshots.js';
import { decide } from './decide.js';
import { NO_DELTAS } from './decision.js';
import type { Rules } from './snapshot.js';

const undecided = ['created', 'pending', 'uncertain'] as const;
const outcomeIn = { created: null, pending: 'pending', uncertain: 'unknown' } as const;
const isOpenIn = (state: (typeof undecided)[number]) => ofCharge({ state }, { outcome: outcomeIn[state] });
const taken = { debit: 'provider_receivable', credit: 'merchant_payable', amountMinor: AMOUNT } as const;

describe('a sale', () => {
  describe.each(undecided)('of an order that is %s', (state) => {
    it.each([
      ['its answer', answer(approved)],
      ['a query', query(approved, 10)],
      ['a notification', notification(approved, 10)],
    ])('approved by %s is paid, with its money in the books', (_, evidence) => {
      expect(decide(isOpenIn(state), evidence, rules)).toMatchObject({
        weight: 'news',
        state: 'paid',
        operation: { outcome: 'approved', providerReference: 'ref', shown: true, dueAt: null },
        deltas: { ...NO_DELTAS, captured: AMOUNT },
        movements: [taken],
        clearsCancelRequest: true,
        nextAction: null,
        cases: [],
        followUp: undefined,
        requiresLease: false,
      });
    });

    it.each([
      ['its answer', answer(declined)],
      ['a query', query(declined, 10)],
      ['a notification', notification(declined, 10)],
    ])('declined by %s has failed, and nothing stands in the books', (_, evidence) => {
      expect(decide(isOpenIn(state), evidence, rules)).toMatchObject({
        weight: 'news',
        state: 'failed',
        operation: { outcome: 'declined', declineCode: 'insufficient_funds', providerCode: 'NO_MONEY', dueAt: null },
        deltas: NO_DELTAS,
        movements: [],
        followUp: undefined,
      });
    });

    it('declined because it was canceled or had expired is canceled', () => {
      expect(decide(isOpenIn(state), query(canceled, 10), rules).state).toBe('canceled');
    });

    it('declined while a cancel is wanted is canceled, whatever the code', () => {
      const snapshot = ofCharge({ state, cancelRequested: 'merchant' }, { outcome: outcomeIn[state] });
      expect(decide(snapshot, query(declined, 10), rules)).toMatchObject({ state: 'canceled', clearsCancelRequest: true });
    });

    it('seen pending is pending, and looked at on the schedule', () => {
      const decision = decide(isOpenIn(state), query(pending, 10), rules);
      expect(decision).toMatchObject({
        weight: state === 'pending' ? 'repeat' : 'news',
        state: 'pending',
        operation: { outcome: 'pending', providerReference: 'ref', shown: true, dueAt: at(13) },
        movements: [],
        followUp: undefined,
      });
    });

    it('of which nothing certain is heard is uncertain, and looked at on the schedule', () => {
      const decision = decide(isOpenIn(state), query(unknown, 10), rules);
      expect(decision).toMatchObject({
        weight: state === 'uncertain' ? 'repeat' : 'news',
        state: 'uncertain',
        operation: { outcome: 'unknown', dueAt: at(13) },
        movements: [],
        followUp: undefined,
      });
    });

    it('whose query failed is as it was, but for the next look', () => {
      const snapshot = isOpenIn(state);
      const decision = decide(snapshot, query(noAnswer, 10), rules);
      expect(decision).toMatchObject({ weight: 'nothing_said', state, followUp: undefined, cases: [] });
      expect(decision.operation).toMatchObject({ outcome: snapshot.charge.outcome, dueAt: at(13) });
    });

    it('shown as taken and given back is reversed, with both movements, and a person looks', () => {
      expect(decide(isOpenIn(state), query(reversed, 10), rules)).toMatchObject({
        state: 'reversed',
        operation: { outcome: 'approved', dueAt: null },
        deltas: NO_DELTAS,
        movements: [taken, { debit: 'merchant_payable', credit: 'provider_receivable', amountMinor: AMOUNT }],
        cases: [{ kind: 'external_change' }],
      });
    });
  });

  it('shown as given back after a cancel of ours needs no person', () => {
    const snapshot = ofCharge({ state: 'uncertain' }, { outcome: 'unknown' }, { cancelsBegun: 1 });
    expect(decide(snapshot, query(reversed, 10), rules).cases).toEqual([]);
  });

  it('keeps what the payer has to do, and says it once', () => {
    const shown = { ...pending, customerAction: { type: 'show_qr', qr: 'https://example.test/1' } } as const;
    expect(decide(ofCharge({}, {}), answer(shown), rules)).toMatchObject({ weight: 'news', nextAction: shown.customerAction });
    expect(decide(ofCharge({ state: 'pending' }, { outcome: 'pending' }), query(pending, 10), rules).nextAction).toBeUndefined();
  });

  it('keeps the receipt', () => {
    const receipt = { brand: 'VISA', maskedAccount: '411111******1111' };
    expect(decide(ofCharge({}, {}), answer({ ...approved, receipt }), rules).receipt).toEqual(receipt);
  });
});

describe('an authorization', () => {
  const hold = ofCharge({ state: 'pending' }, { kind: 'authorize', outcome: 'pending' });

  it('approved is a hold: nothing is taken', () => {
    expect(decide(hold, query(approved, 10), rules)).toMatchObject({
      state: 'authorized',
      operation: { outcome: 'approved' },
      deltas: NO_DELTAS,
      movements: [],
    });
  });

  it('given back is canceled: nothing had been taken', () => {
    expect(decide(hold, query(reversed, 10), rules)).toMatchObject({ state: 'canceled', movements: [] });
  });
});

describe('what a provider states', () => {
  const expectedCase = (kind: string) => ({ cases: [{ kind }] });

  it.each([
    ['another amount', { ...approved, stated: { base: 999n } }, 'amount_mismatch'],
    ['more than asked', { ...approved, stated: { base: 1001n } }, 'amount_mismatch'],
    ['another currency', { ...approved, stated: { base: AMOUNT, currency: 'EUR' as never } }, 'currency_mismatch'],
    ['a tip that nobody asked', { ...approved, stated: { base: AMOUNT, tip: 1n } }, 'amount_mismatch'],
    ['a cashback that nobody asked', { ...approved, stated: { base: AMOUNT, cashback: 1n } }, 'amount_mismatch'],
  ])('%s: never paid; uncertain, looked at on, and shown to a person', (_, result, kind) => {
    for (const evidence of [answer(result), query(result, 10)]) {
      expect(decide(ofCharge({}, {}), evidence, rules)).toMatchObject({
        weight: 'news',
        state: 'uncertain',
        operation: { outcome: 'unknown', shown: true, providerReference: 'ref' },
        deltas: NO_DELTAS,
        movements: [],
        ...expectedCase(kind),
      });
    }
  });

  it('in a notification, where it disagrees: a fact and a case; the state stays, a query is asked now', () => {
    const decision = decide(ofCharge({ state: 'pending' }, { outcome: 'pending' }), notification(otherAmount, 10), rules);
    expect(decision).toMatchObject({
      weight: 'news',
      state: 'pending',
      operation: { outcome: 'pending', shown: true, dueAt: at(10) },
      ...expectedCase('amount_mismatch'),
    });
  });

  it('no amount: one query confirms it, at once', () => {
    for (const evidence of [answer(notStated), notification(notStated, 1)]) {
      expect(decide(ofCharge({}, {}), evidence, rules)).toMatchObject({
        weight: 'news',
        state: 'uncertain',
        operation: { outcome: 'unknown', shown: true, providerReference: 'ref', dueAt: at(1) },
        movements: [],
        cases: [],
      });
    }
  });

  it('no amount in the query either: uncertain, and a person looks', () => {
    const decision = decide(ofCharge({ state: 'uncertain' }, { outcome: 'unknown' }), query(notStated, 10), rules);
    expect(decision).toMatchObject({
      state: 'uncertain',
      operation: { outcome: 'unknown', shown: true },
      ...expectedCase('amount_mismatch'),
    });
  });

  it('no tip where one was asked: confirmed by a query like an amount', () => {
    const decision = decide(ofCharge({}, { tipMinor: 100n }), answer(approved), rules);
    expect(decision).toMatchObject({ state: 'uncertain', operation: { dueAt: at(1) } });
  });

  it('the tip that was asked, a surcharge, our own currency: paid, each in its place', () => {
    const stated = { base: AMOUNT, currency: 'USD' as never, tip: 100n, surcharge: 7n };
    const decision = decide(ofCharge({}, { tipMinor: 100n }), answer({ ...approved, stated }), rules);
    expect(decision).toMatchObject({
      state: 'paid',
      deltas: { ...NO_DELTAS, captured: AMOUNT, tip: 100n, surcharge: 7n },
      movements: [{ ...taken, amountMinor: 1107n }],
    });
  });

  it('another tip than was asked: never paid', () => {
    const decision = decide(ofCharge({}, { tipMinor: 100n }), answer({ ...approved, stated: { base: AMOUNT, tip: 99n } }), rules);
    expect(decision).toMatchObject({ state: 'uncertain', ...expectedCase('amount_mismatch') });
  });
});

describe('a provider’s unknown word', () => {
  it.each(['unknown_code', 'amount_mismatch', 'currency_mismatch'] as const)('%s is shown to a person, once', (cause) => {
    const result = { outcome: 'unknown', cause, providerCode: '77', providerRef: 'ref' } as const;
    const first = decide(ofCharge({ state: 'pending' }, { outcome: 'pending' }), query(result, 10), rules);
    expect(first).toMatchObject({ weight: 'news', state: 'uncertain', cases: [{ kind: cause }], operation: { providerCode: '77' } });
    const known = ofCharge({ state: 'uncertain' }, { outcome: 'unknown', providerCode: '77', shown: true }, { openCases: [cause] });
    const again = decide(known, query(result, 12), rules);
    expect(again).toMatchObject({ weight: 'repeat', cases: [] });
  });

  it('that names the payment shows that the provider knows it', () => {
    const decision = decide(ofCharge({}, {}), answer({ ...unknown, providerRef: 'ref' }), rules);
    expect(decision.operation).toMatchObject({ outcome: 'unknown', shown: true, providerReference: 'ref' });
    expect(decide(ofCharge({}, {}), answer(unknown), rules).operation.shown).toBe(false);
  });
});

describe('an answer that comes after a query or a notification has spoken', () => {
  const known = ofCharge({ state: 'pending' }, { outcome: 'pending', dueAt: at(12) });

  it('with an explicit word still counts', () => {
    expect(decide(known, answer(approved), rules).state).toBe('paid');
    expect(decide(known, answer(declined), rules).state).toBe('failed');
  });

  it('without one changes nothing, not even when to look', () => {
    const late = decide(known, answer(unknown), rules);
    expect(late).toMatchObject({ weight: 'nothing_said', state: 'pending', operation: { outcome: 'pending', dueAt: at(12) } });
    const uncertain = ofCharge({ state: 'uncertain' }, { outcome: 'unknown', dueAt: at(12) });
    expect(decide(uncertain, answer(pending), rules)).toMatchObject({
      weight: 'repeat',
      state: 'uncertain',
      operation: { outcome: 'unknown', providerReference: 'ref', shown: true, dueAt: at(12) },
    });
  });

  it('never says that nothing was sent', () => {
    expect(decide(known, answer(notSent), rules)).toMatchObject({
      weight: 'nothing_said',
      state: 'pending',
      operation: { outcome: 'pending' },
    });
  });
});

describe('not_sent', () => {
  it('is a statement of attempt 1 under the first lease by the process that began it', () => {
    expect(decide(ofCharge({}, {}), answer(notSent), rules)).toMatchObject({ state: 'failed', operation: { outcome: 'not_sent' } });
  });

  it.each([
    ['a later attempt', ofCharge({}, {}), answer(notSent, { attempt: 2 })],
    ['a later lease', ofCharge({}, {}), answer(notSent, { lease: 2 })],
    ['a holder whose lease has moved on', ofCharge({}, { lease: 2 }), answer(notSent)],
    ['the first holder after a resend', ofCharge({}, { attempts: 2, lease: 2 }), answer(notSent)],
    ['the holder of a resend', ofCharge({}, { attempts: 2, lease: 2 }), answer(notSent, { attempt: 2, lease: 2 })],
  ])('said by %s is unknown', (_, snapshot, evidence) => {
    expect(decide(snapshot, evidence, rules)).toMatchObject({
      state: 'uncertain',
      operation: { outcome: 'unknown', declineCode: null },
      requiresLease: false,
      followUp: undefined,
    });
  });

  it('while a cancel was wanted ends the order canceled', () => {
    expect(decide(ofCharge({ cancelRequested: 'merchant' }, {}), answer(notSent), rules)).toMatchObject({
      state: 'canceled',
      operation: { outcome: 'not_sent' },
      clearsCancelRequest: true,
    });
  });
});

describe('a decline of an operation that was sent again', () => {
  const resent = ofCharge({ state: 'uncertain' }, { outcome: null, attempts: 2, lease: 2 });

  it.each([
    ['the first send', answer(declined)],
    ['the second send', answer(declined, { attempt: 2, lease: 2 })],
    ['the second send, retryable', answer(retryable, { attempt: 2, lease: 2 })],
  ])('says nothing about the other one: %s', (_, evidence) => {
    expect(decide(resent, evidence, { ...rules, nextRoute: true })).toMatchObject({
      state: 'uncertain',
      operation: { outcome: 'unknown' },
      followUp: undefined,
    });
  });

  it('counts when a query says it', () => {
    expect(decide(resent, query(declined, 10), rules).state).toBe('failed');
  });
});

describe('"not found"', () => {
  const lost = (over = {}) => ofCharge({ state: 'uncertain' }, { outcome: 'unknown', ...over });

  it('asked before the request can have arrived says nothing, and is asked again right after', () => {
    const decision = decide(lost(), query(notFound, ARRIVED - 1), rules);
    expect(decision).toMatchObject({ state: 'uncertain', operation: { outcome: 'unknown', dueAt: at(ARRIVED) } });
    expect(decide(lost(), query(notFound, 20), rules).operation.dueAt).toBe(at(23));
    // With the pauses grown long, the bound comes first.
    expect(decide(lost({ createdAt: at(-100) }), query(notFound, 20), rules).operation.dueAt).toBe(at(ARRIVED));
  });

  it('asked after it ends the order failed, and is looked at once more after an hour', () => {
    expect(decide(lost(), query(notFound, ARRIVED), rules)).toMatchObject({
      weight: 'news',
      state: 'failed',
      operation: { outcome: 'declined', declineCode: 'never_arrived', dueAt: at(ARRIVED + 1 + 3_600) },
      movements: [],
      followUp: undefined,
    });
  });

  it('is judged by when it was asked, not by when it was heard', () => {
    const slow = { ...query(notFound, ARRIVED - 1), receivedAt: at(ARRIVED + 30) };
    expect(decide(lost(), slow, rules).state).toBe('uncertain');
  });

  it('counts from the latest send', () => {
    expect(decide(lost({ sendUntil: at(25), attempts: 2 }), query(notFound, ARRIVED + 19), rules).state).toBe('uncertain');
    expect(decide(lost({ sendUntil: at(25), attempts: 2 }), query(notFound, ARRIVED + 20), rules).state).toBe('failed');
  });

  it('closes nothing once the provider has shown the charge', () => {
    expect(decide(lost({ shown: true }), query(notFound, 100), rules)).toMatchObject({
      state: 'uncertain',
      operation: { outcome: 'unknown' },
    });
  });

  it('counts only after the order’s expiry where the provider’s document wants that', () => {
    const patient: Rules = { ...rules, notFound: { ...rules.notFound, afterExpiry: true } };
    const expiring = ofCharge({ state: 'uncertain', expiresAt: at(600) }, { outcome: 'unknown' });
    expect(decide(expiring, query(notFound, 629), patient).state).toBe('uncertain');
    expect(decide(expiring, query(notFound, 630), patient).state).toBe('failed');
    expect(decide(expiring, query(notFound, ARRIVED), rules).state).toBe('failed');
    expect(decide(lost(), query(notFound, ARRIVED), patient).state).toBe('failed');
  });

  it('is said as often as the provider’s document wants, so far apart', () => {
    const thrice: Rules = { ...rules, notFound: { ...rules.notFound, answers: 3 } };
    const first = decide(lost(), query(notFound, 50), thrice);
    expect(first).toMatchObject({ state: 'uncertain', operation: { notFoundCount: 1, notFoundAt: at(50), dueAt: at(56) } });
    const tooSoon = decide(lost({ notFoundCount: 1, notFoundAt: at(50) }), query(notFound, 54), thrice);
    expect(tooSoon.operation).toMatchObject({ outcome: 'unknown', notFoundCount: 1, notFoundAt: at(50), dueAt: at(60) });
    const second = decide(lost({ notFoundCount: 1, notFoundAt: at(50) }), query(notFound, 55), thrice);
    expect(second.operation).toMatchObject({ notFoundCount: 2, notFoundAt: at(55) });
    expect(decide(lost({ notFoundCount: 2, notFoundAt: at(55) }), query(notFound, 60), thrice).state).toBe('failed');
  });

  it('before its time is not counted, and counts from one again once the charge was seen', () => {
    const twice: Rules = { ...rules, notFound: { ...rules.notFound, answers: 2 } };
    expect(decide(lost(), query(notFound, 20), twice).operation.notFoundCount).toBe(0);
    expect(decide(lost({ notFoundCount: 1, notFoundAt: at(50) }), query(pending, 52), twice).operation).toMatchObject({
      notFoundCount: 0,
      notFoundAt: null,
    });
  });

  it('while a cancel is wanted ends the order canceled', () => {
    const wanted = ofCharge({ state: 'uncertain', cancelRequested: 'expiry' }, { outcome: 'unknown' });
    expect(decide(wanted, query(notFound, ARRIVED), { ...rules, cancel: { ...rules.cancel, available: false } }).state).toBe('canceled');
  });
});

describe('a cancel that is wanted while the payment is being sent', () => {
  it.each([
    ['merchant', 'requested'],
    ['expiry', 'expiry'],
  ] as const)('by the %s is begun by the finish', (cancelRequested, reason) => {
    for (const evidence of [answer(pending), answer(unknown), query(pending, 10), query(unknown, 10)]) {
      expect(decide(ofCharge({ cancelRequested }, {}), evidence, rules)).toMatchObject({
        weight: 'news',
        followUp: { kind: 'cancel', reason },
        clearsCancelRequest: true,
      });
    }
  });

  it('is begun also where the query fails; the order is uncertain then', () => {
    expect(decide(ofCharge({ cancelRequested: 'merchant' }, {}), query(noAnswer, 10), rules)).toMatchObject({
      state: 'uncertain',
      operation: { outcome: 'unknown' },
      followUp: { kind: 'cancel', reason: 'requested' },
    });
    expect(
      decide(ofCharge({ state: 'pending', cancelRequested: 'merchant' }, { outcome: 'pending' }), query(noAnswer, 10), rules),
    ).toMatchObject({
      state: 'pending',
      followUp: { kind: 'cancel', reason: 'requested' },
    });
  });

  it('waits where the provider has none for this charge, and beside an open one', () => {
    const none: Rules = { ...rules, cancel: { ...rules.cancel, available: false } };
    const waiting = decide(ofCharge({ state: 'pending', cancelRequested: 'merchant' }, { outcome: 'pending' }), query(pending, 10), none);
    expect(waiting).toMatchObject({ followUp: undefined, clearsCancelRequest: false });
    const beside = ofCharge({ state: 'pending', cancelRequested: 'merchant' }, { outcome: 'pending', openExclusive: 'cancel' });
    expect(decide(beside, query(pending, 10), rules)).toMatchObject({ followUp: undefined, clearsCancelRequest: false });
  });

  it('is over when the payment turns out paid', () => {
    expect(decide(ofCharge({ cancelRequested: 'merchant' }, {}), answer(approved), rules)).toMatchObject({
      state: 'paid',
      clearsCancelRequest: true,
      followUp: undefined,
    });
  });
});

describe('beside an open cancel', () => {
  const beside = ofCharge({ state: 'pending' }, { outcome: 'pending', openExclusive: 'cancel' }, { cancelsBegun: 1 });

  it('an approval makes the order uncertain: our own cancel may return the money', () => {
    expect(decide(beside, query(approved, 20), rules)).toMatchObject({
      state: 'uncertain',
      operation: { outcome: 'approved', dueAt: null },
      deltas: { captured: AMOUNT },
      movements: [taken],
    });
  });

  it('a decline closes it as canceled', () => {
    expect(decide(beside, query(declined, 20), rules)).toMatchObject({ state: 'canceled', operation: { outcome: 'declined' } });
  });

  it('pending and unknown are what they are, and no second cancel is begun, nor a case opened', () => {
    expect(decide(beside, query(pending, 20), rules)).toMatchObject({ state: 'pending', followUp: undefined });
    expect(decide(beside, query(unknown, 20), rules)).toMatchObject({ state: 'uncertain', followUp: undefined });
    expect(decide(beside, query(pending, 100_000), rules)).toMatchObject({ followUp: undefined, cases: [], operation: { dueAt: null } });
  });
});

describe('the end of the query schedule', () => {
  const unresolved = (over = {}, given = {}) => ofCharge({ state: 'uncertain' }, { outcome: 'unknown', ...over }, given);

  it.each([
    ['unknown', query(unknown, 59)],
    ['pending', query(pending, 59)],
    ['no answer', query(noAnswer, 59)],
  ])('begins a cancel where the provider has one (%s)', (_, evidence) => {
    expect(decide(unresolved(), evidence, rules)).toMatchObject({ weight: 'news', followUp: { kind: 'cancel', reason: 'schedule_over' } });
  });

  it('has not come before', () => {
    expect(decide(unresolved(), query(unknown, 58), rules).followUp).toBeUndefined();
  });

  it('takes up a cancel that an earlier wish left undone, at most three in all, and none where the schedule or the provider has none', () => {
    expect(decide(unresolved({}, { cancelsBegun: 2 }), query(unknown, 59), rules).followUp).toMatchObject({ kind: 'cancel' });
    expect(decide(unresolved({}, { cancelsBegun: 3 }), query(unknown, 59), rules).followUp).toBeUndefined();
    const schedule = { ...rules.schedule, cancelAtEnd: false };
    expect(decide(unresolved(), query(unknown, 59), { ...rules, schedule }).followUp).toBeUndefined();
    expect(decide(unresolved(), query(unknown, 59), { ...rules, cancel: { ...rules.cancel, available: false } }).followUp).toBeUndefined();
  });

  it.each([
    ['unknown', query(unknown, 420)],
    ['pending', query(pending, 420)],
    ['not found', query(notFound, 420)],
    ['no answer', query(noAnswer, 420)],
  ])('and of the looks after it leaves a case (%s)', (_, evidence) => {
    const asked = unresolved({ shown: true }, { cancelsBegun: 3 });
    expect(decide(asked, evidence, rules)).toMatchObject({
      weight: 'news',
      operation: { dueAt: null },
      cases: [{ kind: 'outcome_unknown' }],
    });
  });

  it('of an order that its gateway left in "created" comes too: a cancel, then a case; never silence', () => {
    expect(decide(ofCharge({}, {}), query(noAnswer, 59), rules)).toMatchObject({
      weight: 'news',
      state: 'uncertain',
      operation: { outcome: 'unknown' },
      followUp: { kind: 'cancel', reason: 'schedule_over' },
    });
    expect(decide(ofCharge({}, {}, { cancelsBegun: 3 }), query(noAnswer, 420), rules)).toMatchObject({
      weight: 'news',
      state: 'uncertain',
      cases: [{ kind: 'outcome_unknown' }],
    });
  });

  it('cancels nothing of its own accord while the provider states money in other figures; a merchant may', () => {
    const first = decide(unresolved(), query(otherAmount, 59), rules);
    expect(first).toMatchObject({ followUp: undefined, cases: [{ kind: 'amount_mismatch' }] });
    const open = { openCases: ['amount_mismatch'] as const };
    for (const evidence of [query(unknown, 59), query(noAnswer, 59), query(otherAmount, 59)]) {
      expect(decide(unresolved({ shown: true }, open), evidence, rules).followUp).toBeUndefined();
    }
    const wanted = ofCharge({ state: 'uncertain', cancelRequested: 'merchant' }, { outcome: 'unknown', shown: true }, open);
    expect(decide(wanted, query(unknown, 59), rules).followUp).toMatchObject({ kind: 'cancel', reason: 'requested' });
    const expired = ofCharge({ state: 'uncertain', cancelRequested: 'expiry' }, { outcome: 'unknown', shown: true }, open);
    expect(decide(expired, query(unknown, 59), rules).followUp).toBeUndefined();
  });

  it('closes its case when something certain is heard', () => {
    for (const result of [approved, declined, reversed]) {
      expect(decide(unresolved(), query(result, 1_000), rules).closesCases).toContain('outcome_unknown');
    }
  });
});
