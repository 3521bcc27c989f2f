import { describe, expect, it } from '@jest/globals';
import {
  AMOUNT,
  answer,
  approved,
  at,
  declined,
  noAnswer,
  notFound,
  notSent,
  notStated,
  notification,
  ofExclusive,
  ofRefund,
  pending,
  query,
  reversed,
  rules,
  unknown,
} from '../../testing/snapshots.js';
import { decide } from './decide.js';
import { NO_DELTAS } from './decision.js';
import type { OperationFacts, Rules } from './snapshot.js';

/** The refund of the fixture is of 400, begun at second 100, and may arrive until 146. */
const REFUND_ARRIVED = 146;
const never: Rules = { ...rules, resend: 'never' };
const done = { ...approved, stated: { base: 400n } };
const returned = { debit: 'merchant_payable', credit: 'provider_receivable', amountMinor: 400n };
const RELEASED = { ...NO_DELTAS, refunding: -400n, openRefunds: -1 };

describe('a refund', () => {
  it.each([
    ['its answer', answer(done)],
    ['a query', query(done, 130)],
    ['a notification', notification(done, 130)],
  ])('approved by %s is given back: out of the reservation, into the books', (_, evidence) => {
    expect(decide(ofRefund(), evidence, rules)).toMatchObject({
      weight: 'news',
      state: 'partially_refunded',
      operation: { outcome: 'approved', providerReference: 'ref', shown: true, sendAgain: false, dueAt: null },
      charge: undefined,
      deltas: { ...NO_DELTAS, refunding: -400n, refunded: 400n, openRefunds: -1 },
      movements: [returned],
    });
  });

  it('moves the order by the sum: the last of all that was taken makes it refunded', () => {
    const second = ofRefund({ refundedMinor: 600n }, {}, { state: 'partially_refunded' });
    expect(decide(second, answer(done), rules).state).toBe('refunded');
    expect(decide(ofRefund({ refundedMinor: 599n }, {}, { state: 'partially_refunded' }), answer(done), rules).state).toBe(
      'partially_refunded',
    );
    const tipped = ofRefund({ refundedMinor: 600n, tipTakenMinor: 1n }, {}, { state: 'partially_refunded' });
    expect(decide(tipped, answer(done), rules).state).toBe('partially_refunded');
  });

  it('is confirmed by a yes that states no amount', () => {
    expect(decide(ofRefund(), query(notStated, 130), rules)).toMatchObject({ state: 'partially_refunded', movements: [returned] });
  });

  it('of another amount is unknown, and shown to a person', () => {
    expect(decide(ofRefund(), query({ ...done, stated: { base: 399n } }, 130), rules)).toMatchObject({
      weight: 'news',
      state: 'paid',
      operation: { outcome: 'unknown' },
      deltas: NO_DELTAS,
      movements: [],
      cases: [{ kind: 'amount_mismatch' }],
    });
  });

  it('of another amount at the end of its schedule leaves both cases, and its yes closes none of the charge’s', () => {
    const other = query({ ...done, stated: { base: 399n } }, 600);
    expect(decide(ofRefund({}, { outcome: 'unknown' }), other, rules).cases.map(({ kind }) => kind)).toEqual([
      'outcome_unknown',
      'amount_mismatch',
    ]);
    expect(decide(ofRefund(), query(done, 130), rules).closesCases).toEqual(['outcome_unknown']);
  });

  it.each([
    ['its answer', answer(declined)],
    ['a query', query(declined, 130)],
    ['a notification', notification(declined, 130)],
  ])('declined by %s releases its reservation', (_, evidence) => {
    expect(decide(ofRefund(), evidence, rules)).toMatchObject({
      weight: 'news',
      state: 'paid',
      operation: { outcome: 'declined', declineCode: 'insufficient_funds', providerCode: 'NO_MONEY', dueAt: null },
      charge: undefined,
      deltas: RELEASED,
      movements: [],
    });
  });

  it.each(['invalid_state', 'amount_exceeds_remaining', 'already_settled'] as const)(
    'declined as %s contradicts what we believe of the charge: that is asked now',
    (code) => {
      expect(decide(ofRefund(), answer({ ...declined, code }, { receivedAt: at(101) }), rules)).toMatchObject({
        operation: { outcome: 'declined', declineCode: code },
        charge: { outcome: 'approved', dueAt: at(101) },
        deltas: RELEASED,
      });
    },
  );

  it('that fits by our guard and is too much for the provider tells of money given back by somebody else, and is shown to a person', () => {
    const tooMuch = { ...declined, code: 'amount_exceeds_remaining' } as const;
    expect(decide(ofRefund(), answer(tooMuch), rules).cases).toMatchObject([
      { kind: 'external_change', detail: expect.stringContaining('400') },
    ]);
    expect(decide(ofRefund(), answer({ ...declined, code: 'invalid_state' }), rules).cases).toEqual([]);
    // What is too much of a hold is a capture's own matter.
    expect(decide(ofExclusive('capture', { amountMinor: 400n }), answer(tooMuch), rules).cases).toEqual([]);
  });

  it.each(['approved', 'declined'] as const)(
    'that is over (%s) and is shown under way is asked after until it is shown with an end',
    (outcome) => {
      const over = ofRefund({ refundingMinor: 0n, openRefunds: 0 }, { outcome, finishedAt: at(110), dueAt: at(600) });
      const decision = decide(over, query(pending, 600), rules);
      expect(decision).toMatchObject({ weight: 'nothing_said', operation: { outcome } });
      expect(decision.operation.dueAt).toBeGreaterThan(at(600));
    },
  );

  it('keeps the order’s state and its reservation while nothing is known', () => {
    for (const state of ['paid', 'partially_refunded', 'refunded'] as const) {
      for (const evidence of [answer(unknown, { receivedAt: at(101) }), query(unknown, 100), query(reversed, 100)]) {
        expect(decide(ofRefund({}, {}, { state }), evidence, rules)).toMatchObject({
          weight: 'news',
          state,
          operation: { outcome: 'unknown', dueAt: at(103) },
          deltas: NO_DELTAS,
          movements: [],
        });
      }
    }
  });

  it('accepted is pending until a query says that it is done', () => {
    expect(decide(ofRefund(), answer(pending, { receivedAt: at(101) }), rules)).toMatchObject({
      weight: 'news',
      state: 'paid',
      operation: { outcome: 'pending', shown: true, providerReference: 'ref', dueAt: at(103) },
      deltas: NO_DELTAS,
      movements: [],
    });
    expect(decide(ofRefund({}, { outcome: 'pending' }), query(pending, 110), rules).weight).toBe('repeat');
  });

  it('whose query failed is as it was, but for the next look', () => {
    expect(decide(ofRefund({}, { outcome: 'pending' }), query(noAnswer, 110), rules)).toMatchObject({
      weight: 'nothing_said',
      operation: { outcome: 'pending', dueAt: at(113) },
    });
  });

  it.each([
    ['pending', pending],
    ['unknown', unknown],
    ['not found', notFound],
    ['no answer', noAnswer],
  ])('of which its schedule never hears more than "%s" ends in a case', (_, result) => {
    expect(decide(ofRefund({}, { outcome: 'unknown', shown: true }), query(result, 600), rules)).toMatchObject({
      weight: 'news',
      state: 'paid',
      operation: { dueAt: null },
      deltas: NO_DELTAS,
      cases: [{ kind: 'outcome_unknown' }],
    });
  });

  it('that was sent again is not ended by a decline of one send', () => {
    const resent = ofRefund({}, { outcome: 'unknown', attempts: 2, lease: 2 });
    expect(decide(resent, answer(declined, { attempt: 2, lease: 2 }), rules)).toMatchObject({
      operation: { outcome: 'unknown' },
      deltas: NO_DELTAS,
    });
    expect(decide(resent, query(declined, 130), rules)).toMatchObject({ operation: { outcome: 'declined' }, deltas: RELEASED });
    expect(decide(resent, answer(done, { attempt: 1 }), rules).operation.outcome).toBe('approved');
  });

  it('does not hear of an older send what it does not say explicitly', () => {
    const resent = ofRefund({}, { outcome: 'unknown', attempts: 2, lease: 2 });
    expect(decide(resent, answer(unknown), rules)).toMatchObject({
      weight: 'nothing_said',
      operation: { outcome: 'unknown', dueAt: at(120) },
    });
    expect(decide(ofRefund({}, { outcome: 'unknown' }), answer(pending), rules)).toMatchObject({
      weight: 'repeat',
      operation: { outcome: 'unknown' },
    });
  });
});

describe('a refund of which no byte left, in three tries of its first holder', () => {
  it('is declined, and its reservation released', () => {
    expect(decide(ofRefund(), answer(notSent), rules)).toMatchObject({
      state: 'paid',
      operation: { outcome: 'declined', declineCode: 'provider_unreachable' },
      deltas: RELEASED,
      requiresLease: true,
    });
  });

  it.each([
    ['a later attempt', ofRefund({}, { attempts: 2, lease: 2 }), answer(notSent, { attempt: 2, lease: 2 })],
    ['a holder whose lease has moved on', ofRefund({}, { lease: 2 }), answer(notSent)],
    ['a refund of which something was heard', ofRefund({}, { outcome: 'unknown' }), answer(notSent)],
  ])('is not said by %s: the reservation stays', (_, snapshot, evidence) => {
    const decision = decide(snapshot, evidence, rules);
    expect(decision).toMatchObject({ operation: { outcome: 'unknown' }, deltas: NO_DELTAS, requiresLease: false });
  });
});

describe('a refund that the provider does not find', () => {
  const lost = (over: Partial<OperationFacts> = {}) => ofRefund({}, { outcome: 'unknown', ...over });

  it('may still arrive: asked again, at the bound at the latest', () => {
    expect(decide(lost(), query(notFound, REFUND_ARRIVED - 1), rules)).toMatchObject({
      operation: { outcome: 'unknown', sendAgain: false, dueAt: at(REFUND_ARRIVED) },
      deltas: NO_DELTAS,
    });
  });

  it.each([1, 2])('is sent again under its one number (attempt %i)', (attempts) => {
    expect(decide(lost({ attempts }), query(notFound, REFUND_ARRIVED), rules)).toMatchObject({
      weight: 'news',
      operation: { outcome: 'unknown', sendAgain: true, dueAt: at(REFUND_ARRIVED + 1) },
      deltas: NO_DELTAS,
    });
  });

  it.each([
    ['after the third attempt', lost({ attempts: 3 }), rules],
    ['where it must not be repeated', lost(), never],
  ])('is given up %s, and its reservation released', (_, snapshot, given) => {
    expect(decide(snapshot, query(notFound, REFUND_ARRIVED), given)).toMatchObject({
      operation: { outcome: 'declined', declineCode: 'never_arrived', sendAgain: false },
      deltas: RELEASED,
    });
  });

  it('is given up only after as many answers as the provider’s document wants, so far apart', () => {
    const twice: Rules = { ...rules, resend: 'never', notFound: { ...rules.notFound, answers: 2 } };
    expect(decide(lost(), query(notFound, 150), twice)).toMatchObject({
      operation: { outcome: 'unknown', notFoundCount: 1, notFoundAt: at(150), dueAt: at(156) },
      deltas: NO_DELTAS,
    });
    expect(decide(lost({ notFoundCount: 1, notFoundAt: at(150) }), query(notFound, 154), twice).operation.outcome).toBe('unknown');
    expect(decide(lost({ notFoundCount: 1, notFoundAt: at(150) }), query(notFound, 155), twice).operation.outcome).toBe('declined');
  });

  it('though it has shown it before is not given up', () => {
    expect(decide(lost({ shown: true, attempts: 3 }), query(notFound, 200), rules)).toMatchObject({
      operation: { outcome: 'unknown' },
      deltas: NO_DELTAS,
    });
  });
});

describe('a refund that is over', () => {
  const over = { outcome: 'declined', declineCode: 'never_arrived', finishedAt: at(200), dueAt: null } as const;
  const released = { refundingMinor: 0n, openRefunds: 0 };

  it('declined, and shown as done by a later query, is recorded, and a person looks', () => {
    expect(decide(ofRefund(released, over), query(done, 300), rules)).toMatchObject({
      weight: 'news',
      state: 'partially_refunded',
      operation: { outcome: 'approved', dueAt: null },
      deltas: { ...NO_DELTAS, refunded: 400n },
      movements: [returned],
      cases: [{ kind: 'state_conflict' }],
    });
  });

  it('and done above what was taken is recorded all the same, as excess', () => {
    const full = ofRefund({ ...released, refundedMinor: 700n }, over, { state: 'partially_refunded' });
    expect(decide(full, query(done, 300), rules)).toMatchObject({
      state: 'refunded',
      deltas: { ...NO_DELTAS, refunded: 400n, overRefunded: 100n },
      movements: [returned],
      cases: [{ kind: 'excess' }],
    });
    const all = ofRefund({ ...released, refundedMinor: AMOUNT }, over, { state: 'refunded' });
    expect(decide(all, query(done, 300), rules)).toMatchObject({ state: 'refunded', deltas: { refunded: 400n, overRefunded: 400n } });
  });

  it('and done beside another one that is open: marked as above the taken until that is over, and released with it', () => {
    const first = ofRefund({ refundingMinor: AMOUNT, openRefunds: 1 }, { ...over, amountMinor: AMOUNT });
    const whole = { ...approved, stated: { base: AMOUNT } };
    expect(decide(first, query(whole, 300), rules)).toMatchObject({
      state: 'refunded',
      deltas: { ...NO_DELTAS, refunded: AMOUNT, overRefunded: AMOUNT },
    });
    const beside = { refundingMinor: AMOUNT, refundedMinor: AMOUNT, overRefundedMinor: AMOUNT, openRefunds: 1 };
    const second = ofRefund(beside, { amountMinor: AMOUNT }, { state: 'refunded' });
    expect(decide(second, query(declined, 310), rules)).toMatchObject({
      state: 'refunded',
      deltas: { ...NO_DELTAS, refunding: -AMOUNT, overRefunded: -AMOUNT, openRefunds: -1 },
    });
    expect(decide(second, query(whole, 310), rules)).toMatchObject({
      state: 'refunded',
      deltas: { ...NO_DELTAS, refunding: -AMOUNT, refunded: AMOUNT, openRefunds: -1 },
    });
  });

  it('releases of what is marked as above the taken only what it caused', () => {
    const beside = { refundingMinor: 300n, refundedMinor: AMOUNT, overRefundedMinor: 300n, openRefunds: 1 };
    const small = ofRefund(beside, { amountMinor: 300n }, { state: 'refunded' });
    expect(decide(small, query(declined, 310), rules).deltas).toMatchObject({ refunding: -300n, overRefunded: -300n });
    const really = ofRefund({ ...beside, refundedMinor: 1_050n, overRefundedMinor: 350n }, { amountMinor: 300n }, { state: 'refunded' });
    expect(decide(really, query(declined, 310), rules).deltas).toMatchObject({ refunding: -300n, overRefunded: -300n });
  });

  it('is not opened by anything but a later query: the rest is kept, and one is asked now', () => {
    expect(decide(ofRefund(released, over), notification(done, 300), rules)).toMatchObject({
      weight: 'news',
      state: 'paid',
      operation: { outcome: 'declined', dueAt: at(300) },
      deltas: NO_DELTAS,
      movements: [],
    });
    expect(decide(ofRefund(released, over), query(done, 199), rules)).toMatchObject({
      weight: 'repeat',
      operation: { outcome: 'declined', dueAt: at(201) },
    });
    // As late as its end by the clock of its process, and not later by more than clocks may differ.
    expect(decide(ofRefund(released, over), query(done, 200.999), rules)).toMatchObject({
      weight: 'repeat',
      operation: { outcome: 'declined', dueAt: at(201.999) },
      cases: [],
    });
    expect(decide(ofRefund(released, over), query(done, 201), rules)).toMatchObject({ operation: { outcome: 'approved' } });
  });

  it('keeps the look that is due: a message that says what we know does not end it, nor a query that says nothing', () => {
    const ended = ofRefund(released, { ...over, dueAt: at(201) });
    for (const result of [declined, pending, unknown])
      expect(decide(ended, notification(result, 200.5), rules)).toMatchObject({ operation: { outcome: 'declined', dueAt: at(201) } });
    for (const result of [unknown, noAnswer])
      expect(decide(ended, query(result, 201), rules)).toMatchObject({ weight: 'nothing_said', operation: { dueAt: at(202 + 60) } });
  });

  it('of another amount than ours is shown to a person, and touches nothing', () => {
    expect(decide(ofRefund(released, over), query({ ...done, stated: { base: 1n } }, 300), rules)).toMatchObject({
      operation: { outcome: 'declined' },
      deltas: NO_DELTAS,
      movements: [],
      cases: [{ kind: 'amount_mismatch' }],
    });
  });

  it('done, and told again, is a repeat; anything vaguer says nothing', () => {
    const ended = ofRefund(
      { ...released, refundedMinor: 400n },
      { ...over, outcome: 'approved', declineCode: null },
      { state: 'partially_refunded' },
    );
    expect(decide(ended, query(done, 300), rules)).toMatchObject({ weight: 'repeat', operation: { dueAt: null }, deltas: NO_DELTAS });
    for (const result of [pending, unknown, notFound, noAnswer]) {
      expect(decide(ended, query(result, 300), rules)).toMatchObject({
        weight: 'nothing_said',
        state: 'partially_refunded',
        operation: { outcome: 'approved' },
      });
    }
  });

  it('done, and shown as declined by a later query, is a case, never forced', () => {
    const ended = ofRefund(
      { ...released, refundedMinor: 400n },
      { ...over, outcome: 'approved', declineCode: null },
      { state: 'partially_refunded' },
    );
    expect(decide(ended, query(declined, 300), rules)).toMatchObject({
      weight: 'news',
      state: 'partially_refunded',
      operation: { outcome: 'approved' },
      deltas: NO_DELTAS,
      movements: [],
      cases: [{ kind: 'state_conflict' }],
    });
    expect(decide(ended, query(declined, 199), rules)).toMatchObject({ weight: 'repeat', cases: [], operation: { dueAt: at(201) } });
  });
});
