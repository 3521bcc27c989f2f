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
  ofCancel,
  otherAmount,
  paidCharge,
  pending,
  query,
  reversed,
  rules,
  unknown,
} from '../../testing/snapshots.js';
import { decide } from './decide.js';
import { NO_DELTAS } from './decision.js';
import type { ChargeFacts, OperationFacts, OrderFacts, Rules } from './snapshot.js';

/** The cancel of the fixture is begun at second 10, sent by 15, and may arrive until 56; the charge may arrive until 46. */
const CANCEL_ARRIVED = 56;
const never: Rules = { ...rules, resend: 'never' };
const taken = { debit: 'provider_receivable', credit: 'merchant_payable', amountMinor: AMOUNT };
const returned = { debit: 'merchant_payable', credit: 'provider_receivable', amountMinor: AMOUNT };

/** A cancel that was answered at second 20. */
const answered = (
  answerGiven: 'yes' | 'no' = 'yes',
  orderGiven: Partial<OrderFacts> = {},
  chargeGiven: Partial<ChargeFacts> = {},
  cancelGiven: Partial<OperationFacts> = {},
  given = {},
) => ofCancel(orderGiven, chargeGiven, { outcome: 'pending', answer: answerGiven, answeredAt: at(20), ...cancelGiven }, given);
/** A cancel of which nothing was heard. */
const unheard = (chargeGiven: Partial<ChargeFacts> = {}, cancelGiven: Partial<OperationFacts> = {}, orderGiven: Partial<OrderFacts> = {}) =>
  ofCancel({ state: 'uncertain', ...orderGiven }, chargeGiven, { outcome: 'unknown', ...cancelGiven });

describe('the answer to a cancel', () => {
  it.each([
    ['yes', { ...approved, stated: 'not_stated' } as const, 'yes', null],
    ['no', declined, 'no', 'NO_MONEY'],
  ])('%s closes nothing: the charge is asked after it, now', (_, result, said, providerCode) => {
    for (const state of ['pending', 'uncertain', 'paid', 'canceled', 'failed', 'reversed'] as const) {
      const decision = decide(ofCancel({ state }, {}), answer(result, { receivedAt: at(20) }), rules);
      expect(decision).toMatchObject({
        weight: 'news',
        state,
        operation: { outcome: 'pending', answer: said, answeredAt: at(20), providerCode, dueAt: at(20) },
        charge: undefined,
        deltas: NO_DELTAS,
        movements: [],
        releasesExclusive: false,
        followUp: undefined,
      });
    }
  });

  it.each([
    ['pending', pending],
    ['unknown', unknown],
  ])('that says nothing (%s) leaves the order uncertain, and the charge is asked on the schedule', (_, result) => {
    expect(decide(ofCancel({}, {}), answer(result, { receivedAt: at(20) }), rules)).toMatchObject({
      weight: 'news',
      state: 'uncertain',
      operation: { outcome: 'unknown', answer: null, dueAt: at(22) },
      releasesExclusive: false,
      cases: [],
    });
  });

  it.each(['paid', 'authorized', 'canceled', 'failed', 'reversed'] as const)(
    'that says nothing does not touch an order that is %s',
    (state) => {
      expect(decide(ofCancel({ state }, {}), answer(unknown, { receivedAt: at(20) }), rules)).toMatchObject({
        state,
        operation: { outcome: 'unknown' },
      });
    },
  );

  it('that never comes, with the schedule over, leaves a case', () => {
    expect(decide(ofCancel({}, {}, { attempts: 3 }), answer(unknown, { attempt: 3, receivedAt: at(1_000) }), rules)).toMatchObject({
      operation: { dueAt: null },
      cases: [{ kind: 'outcome_unknown' }],
    });
  });

  it('to an older attempt is a report; the current attempt decides', () => {
    const decision = decide(ofCancel({}, {}, { attempts: 2, lease: 2 }), answer(declined, { receivedAt: at(20) }), rules);
    expect(decision).toMatchObject({ weight: 'repeat', state: 'pending', operation: { outcome: null, answer: null, dueAt: at(30) } });
  });

  it('to a closed cancel changes nothing', () => {
    const over = ofCancel({ state: 'canceled' }, deadCharge(), { outcome: 'approved', finishedAt: at(25) });
    expect(decide(over, answer(declined), rules)).toMatchObject({
      weight: 'repeat',
      state: 'canceled',
      operation: { outcome: 'approved' },
    });
  });
});

describe('a cancel of which no byte left, in three tries of its first holder', () => {
  it('is declined, and the charge goes on where it stood', () => {
    expect(decide(ofCancel({}, {}), answer(notSent, { receivedAt: at(20) }), rules)).toMatchObject({
      state: 'pending',
      operation: { outcome: 'declined', declineCode: 'provider_unreachable', dueAt: null },
      charge: { outcome: 'pending', dueAt: at(22) },
      releasesExclusive: true,
      requiresLease: true,
    });
  });

  it('makes the order paid that was found paid meanwhile', () => {
    const found = ofCancel({ state: 'uncertain' }, paidCharge({ openExclusive: 'cancel' }));
    expect(decide(found, answer(notSent, { receivedAt: at(20) }), rules)).toMatchObject({
      state: 'paid',
      operation: { outcome: 'declined' },
      charge: undefined,
      releasesExclusive: true,
      movements: [],
    });
    const held = ofCancel({ state: 'uncertain' }, paidCharge({ kind: 'authorize', capturedMinor: 0n, openExclusive: 'cancel' }));
    expect(decide(held, answer(notSent), rules).state).toBe('authorized');
  });

  it('leaves a charge that was closed beside it to be asked after: what was shown of it meanwhile had been left to the cancel', () => {
    const closed = ofCancel({ state: 'canceled' }, deadCharge({ declineCode: 'never_arrived', openExclusive: 'cancel' }));
    expect(decide(closed, answer(notSent, { receivedAt: at(40) }), rules)).toMatchObject({
      state: 'canceled',
      operation: { outcome: 'declined' },
      charge: { outcome: 'declined', declineCode: 'never_arrived', dueAt: at(40) },
      releasesExclusive: true,
    });
  });

  it('that was to return late money is not given up: the charge is asked until it says where the money is', () => {
    const late = ofCancel({ state: 'canceled' }, deadCharge({ openExclusive: 'cancel' }), {}, { lateCancels: 1, lateMoneyHeld: true });
    expect(decide(late, answer(notSent, { receivedAt: at(40) }), rules)).toMatchObject({
      state: 'canceled',
      operation: { outcome: 'unknown', dueAt: at(42) },
      charge: undefined,
      releasesExclusive: false,
      requiresLease: false,
    });
  });

  it.each([
    ['a later attempt', ofCancel({}, {}, { attempts: 2, lease: 2 }), answer(notSent, { attempt: 2, lease: 2 })],
    ['a holder whose lease has moved on', ofCancel({}, {}, { lease: 2 }), answer(notSent)],
    ['a cancel of which something was heard', ofCancel({}, {}, { outcome: 'unknown' }), answer(notSent)],
  ])('is not said by %s: nothing is known', (_, snapshot, evidence) => {
    expect(decide(snapshot, evidence, rules)).toMatchObject({
      state: 'uncertain',
      operation: { outcome: 'unknown' },
      requiresLease: false,
    });
  });
});

describe('a query asked after the answer', () => {
  it.each(['pending', 'uncertain'] as const)('that shows the charge closed ends the cancel: canceled (from %s)', (state) => {
    expect(decide(answered('yes', { state }), query(canceled, 20), rules)).toMatchObject({
      weight: 'news',
      state: 'canceled',
      operation: { outcome: 'approved', dueAt: null },
      charge: { outcome: 'declined', declineCode: 'canceled', providerCode: 'CANCELED', dueAt: null },
      deltas: NO_DELTAS,
      movements: [],
      releasesExclusive: true,
      clearsCancelRequest: true,
      nextAction: null,
    });
  });

  it('that shows it closed though the answer was no ends the cancel all the same', () => {
    expect(decide(answered('no'), query(canceled, 20), rules).state).toBe('canceled');
  });

  it('that shows the money returned ends reversed, with both movements', () => {
    expect(decide(answered(), query(reversed, 20), rules)).toMatchObject({
      state: 'reversed',
      operation: { outcome: 'approved' },
      charge: { outcome: 'approved', shown: true },
      deltas: NO_DELTAS,
      movements: [taken, returned],
      releasesExclusive: true,
      cases: [],
    });
  });

  it('that shows it paid still declines the cancel: paid', () => {
    for (const [said, second] of [
      ['yes', CANCEL_ARRIVED],
      ['no', 20],
    ] as const) {
      expect(decide(answered(said), query(approved, second), rules)).toMatchObject({
        state: 'paid',
        operation: { outcome: 'declined', declineCode: 'operation_refused', dueAt: null },
        charge: { outcome: 'approved', providerReference: 'ref' },
        deltas: { captured: AMOUNT },
        movements: [taken],
        releasesExclusive: true,
        clearsCancelRequest: true,
        nextAction: null,
      });
    }
  });

  it('that shows it paid leaves a look at the payment that was put off because of the cancel', () => {
    const found = answered('no', { state: 'uncertain' }, { ...paidCharge(), openExclusive: 'cancel', dueAt: at(3_600) });
    expect(decide(found, query(approved, CANCEL_ARRIVED), rules)).toMatchObject({ state: 'paid', charge: { dueAt: at(3_600) } });
  });

  it('that shows it paid right after a yes ends nothing: what is shown lags behind what is done', () => {
    expect(decide(answered('yes'), query(approved, CANCEL_ARRIVED - 1), rules)).toMatchObject({
      state: 'uncertain',
      operation: { outcome: 'pending' },
      charge: { outcome: 'approved' },
      releasesExclusive: false,
    });
    expect(decide(answered('yes'), query(pending, CANCEL_ARRIVED - 1), rules)).toMatchObject({
      operation: { outcome: 'pending', sendAgain: false },
      releasesExclusive: false,
    });
  });

  it('that shows a hold still held declines the cancel: authorized', () => {
    expect(decide(answered('no', {}, { kind: 'authorize' }), query(approved, 20), rules)).toMatchObject({
      state: 'authorized',
      operation: { outcome: 'declined' },
      movements: [],
    });
  });

  it('of a payment that was found paid meanwhile: paid once, in the books once', () => {
    const found = answered('no', { state: 'uncertain' }, paidCharge({ openExclusive: 'cancel' }));
    expect(decide(found, query(approved, 20), rules)).toMatchObject({ state: 'paid', deltas: NO_DELTAS, movements: [] });
  });

  it('of a payment that was found paid meanwhile and is returned: reversed, and the charge holds nothing', () => {
    const found = answered('yes', { state: 'uncertain' }, paidCharge({ tipTakenMinor: 50n, openExclusive: 'cancel' }));
    for (const result of [reversed, canceled]) {
      expect(decide(found, query(result, 20), rules)).toMatchObject({
        state: 'reversed',
        operation: { outcome: 'approved' },
        charge: { outcome: 'approved' },
        deltas: { captured: -AMOUNT, tip: -50n },
        movements: [{ ...returned, amountMinor: AMOUNT + 50n }],
        releasesExclusive: true,
      });
    }
  });

  it.each([
    ['paid', paidCharge({ openExclusive: 'cancel' }), 'reversed'],
    ['authorized', paidCharge({ kind: 'authorize', capturedMinor: 0n, openExclusive: 'cancel' }), 'canceled'],
  ] as const)('of an order that is %s, a cancel begun before we knew: undone, or unchanged', (state, charge, undone) => {
    expect(decide(answered('yes', { state }, charge), query(canceled, 20), rules).state).toBe(undone);
    expect(decide(answered('no', { state }, charge), query(approved, 20), rules)).toMatchObject({
      state,
      operation: { outcome: 'declined' },
    });
    expect(decide(answered('no', { state }, charge), query(unknown, 20), rules)).toMatchObject({
      state,
      operation: { outcome: 'pending' },
    });
  });

  it.each(['canceled', 'failed', 'reversed'] as const)('of an order that is %s leaves it so', (state) => {
    const over = answered(
      'yes',
      { state },
      state === 'reversed' ? paidCharge({ capturedMinor: 0n, openExclusive: 'cancel' }) : deadCharge({ openExclusive: 'cancel' }),
    );
    for (const result of [canceled, reversed]) {
      expect(decide(over, query(result, 40), rules)).toMatchObject({
        state,
        operation: { outcome: 'approved' },
        movements: [],
        releasesExclusive: true,
      });
    }
    expect(decide(over, query(unknown, 40), rules)).toMatchObject({ state, releasesExclusive: false });
  });

  it.each([
    ['another amount', otherAmount],
    ['no amount', notStated],
  ])('that says paid and states %s: still uncertain, shown to a person', (_, result) => {
    expect(decide(answered('no', { state: 'uncertain' }), query(result, 20), rules)).toMatchObject({
      weight: 'news',
      state: 'uncertain',
      operation: { outcome: 'pending' },
      charge: { outcome: 'pending', shown: true, providerReference: 'ref' },
      deltas: NO_DELTAS,
      releasesExclusive: false,
      cases: [{ kind: 'amount_mismatch' }],
    });
  });
});

describe('a query that is not conclusive', () => {
  it('for it was asked before the answer: a payment it shows is known, and the order stays uncertain', () => {
    expect(decide(answered(), query(approved, 19.9), rules)).toMatchObject({
      weight: 'news',
      state: 'uncertain',
      operation: { outcome: 'pending' },
      charge: { outcome: 'approved' },
      deltas: { captured: AMOUNT },
      movements: [taken],
      releasesExclusive: false,
    });
    const known = answered('yes', { state: 'uncertain' }, paidCharge({ openExclusive: 'cancel' }));
    expect(decide(known, query(approved, 19.9), rules)).toMatchObject({
      weight: 'repeat',
      state: 'uncertain',
      movements: [],
      deltas: NO_DELTAS,
    });
  });

  it('for nothing was heard of the cancel, which may still arrive', () => {
    expect(decide(unheard(), query(approved, CANCEL_ARRIVED - 1), rules)).toMatchObject({ state: 'uncertain', releasesExclusive: false });
    expect(decide(unheard(), query(approved, CANCEL_ARRIVED), rules)).toMatchObject({ state: 'paid', operation: { outcome: 'declined' } });
  });

  it('is judged by the latest attempt', () => {
    const again = unheard({}, { attempts: 2, sendUntil: at(45) });
    expect(decide(again, query(approved, CANCEL_ARRIVED + 29), rules).releasesExclusive).toBe(false);
    expect(decide(again, query(approved, CANCEL_ARRIVED + 30), rules).releasesExclusive).toBe(true);
  });

  it('of a cancel that was sent again: its answer is not enough, for an earlier send may still arrive and return the money', () => {
    const again = answered('no', { state: 'uncertain' }, {}, { attempts: 2 });
    expect(decide(again, query(approved, CANCEL_ARRIVED - 1), rules)).toMatchObject({ state: 'uncertain', releasesExclusive: false });
    expect(decide(again, query(pending, CANCEL_ARRIVED - 1), rules)).toMatchObject({
      operation: { sendAgain: false },
      releasesExclusive: false,
    });
    expect(decide(again, query(approved, CANCEL_ARRIVED), rules)).toMatchObject({ state: 'paid', releasesExclusive: true });
    expect(decide(again, query(canceled, 20), rules)).toMatchObject({ state: 'canceled', releasesExclusive: true });
  });

  it('shows at any time that the charge is closed or returned: nothing can make that undone', () => {
    expect(decide(unheard(), query(canceled, 11), rules)).toMatchObject({ state: 'canceled', operation: { outcome: 'approved' } });
    expect(decide(unheard(), query(reversed, 11), rules)).toMatchObject({ state: 'reversed', operation: { outcome: 'approved' } });
  });

  it.each([
    ['unknown', unknown, 'repeat'],
    ['no answer', noAnswer, 'nothing_said'],
  ])('says nothing (%s): asked again by the cancel’s own schedule, in the end a case', (_, result, weight) => {
    expect(decide(unheard(), query(result, 20), rules)).toMatchObject({
      weight,
      state: 'uncertain',
      operation: { outcome: 'unknown', dueAt: at(23) },
      cases: [],
    });
    expect(decide(unheard(), query(result, 1_000), rules)).toMatchObject({
      weight: 'news',
      state: 'uncertain',
      operation: { outcome: 'unknown', dueAt: null },
      cases: [{ kind: 'outcome_unknown' }],
    });
  });
});

it('a notification about a cancel closes nothing: it is kept, and the charge is asked now', () => {
  for (const result of [approved, canceled, pending]) {
    expect(decide(answered(), notification(result, 30), rules)).toMatchObject({
      weight: 'news',
      state: 'pending',
      operation: { outcome: 'pending', answer: 'yes', dueAt: at(30) },
      charge: undefined,
      movements: [],
      releasesExclusive: false,
    });
  }
});

it('a cancel is asked after right when its last send can have arrived, also where the pauses have grown longer or are over', () => {
  expect(decide(unheard(), query(unknown, CANCEL_ARRIVED - 2), rules).operation.dueAt).toBe(at(CANCEL_ARRIVED));
  const resent = unheard({}, { attempts: 3, sendUntil: at(995) });
  expect(decide(resent, query(unknown, 1_000), rules)).toMatchObject({ operation: { dueAt: at(1_036) }, cases: [] });
});

describe('a charge that the provider still shows open', () => {
  it('before the query is conclusive is asked again', () => {
    expect(decide(answered(), query(pending, 19), rules)).toMatchObject({
      operation: { sendAgain: false, outcome: 'pending' },
      releasesExclusive: false,
    });
    expect(decide(unheard(), query(pending, CANCEL_ARRIVED - 1), rules).operation.sendAgain).toBe(false);
  });

  it('is canceled again, under the same key, a little later each time', () => {
    expect(decide(answered('no'), query(pending, 20), rules)).toMatchObject({
      weight: 'news',
      state: 'pending',
      operation: { outcome: 'pending', answer: null, answeredAt: null, sendAgain: true, dueAt: at(22) },
      releasesExclusive: false,
    });
    expect(decide(answered('no', {}, {}, { attempts: 2 }), query(pending, 60), rules).operation).toMatchObject({
      sendAgain: true,
      dueAt: at(63),
    });
  });

  it('is canceled again not before the provider’s document allows', () => {
    const patient: Rules = { ...rules, cancel: { ...rules.cancel, notBeforeMs: 60_000 } };
    expect(decide(answered('no'), query(pending, 20), patient).operation).toMatchObject({ sendAgain: true, dueAt: at(60) });
  });

  it.each([
    ['the third attempt', answered('no', {}, {}, { attempts: 3 }), rules],
    ['an attempt that must not be repeated', answered('no'), never],
  ])('after %s is left open: the cancel is declined and the charge asked on', (_, snapshot, given) => {
    expect(decide(snapshot, query(pending, 57), given)).toMatchObject({
      state: 'pending',
      operation: { outcome: 'declined', declineCode: 'operation_refused', sendAgain: false },
      charge: { outcome: 'pending', dueAt: at(60) },
      releasesExclusive: true,
    });
    const late = decide(snapshot, query(pending, 100_000), given);
    expect(late.charge?.dueAt).toBe(at(100_001 + 60));
  });

  it('is known to the provider from then on: "not found" closes it no more', () => {
    const unseen = { outcome: 'unknown', shown: false } as const;
    const cases = [
      decide(answered('no', { state: 'uncertain' }, unseen), query(pending, 19), rules),
      decide(answered('no', { state: 'uncertain' }, unseen), query(pending, 20), rules),
      decide(answered('no', { state: 'uncertain' }, unseen, { attempts: 3 }), query(pending, 60), rules),
    ];
    for (const decision of cases) {
      expect(decision).toMatchObject({ weight: 'news', charge: { outcome: 'unknown', shown: true, providerReference: 'ref' } });
    }
  });

  it('though it is known to be paid is asked on; no further cancel is sent, for it would return the money', () => {
    const known = answered('no', { state: 'uncertain' }, paidCharge({ openExclusive: 'cancel' }));
    expect(decide(known, query(pending, 40), rules)).toMatchObject({
      state: 'uncertain',
      operation: { sendAgain: false, outcome: 'pending' },
      charge: undefined,
      releasesExclusive: false,
    });
  });
});

describe('"not found" under a cancel', () => {
  const accepted = (over: Partial<ChargeFacts> = {}) => answered('yes', { state: 'uncertain' }, { outcome: 'unknown', ...over });

  it('closes nothing while the charge or the cancel may still arrive, though the cancel was accepted', () => {
    expect(decide(accepted(), query(notFound, CANCEL_ARRIVED - 1), rules)).toMatchObject({ state: 'uncertain', releasesExclusive: false });
    expect(decide(accepted({ sendUntil: at(100) }), query(notFound, CANCEL_ARRIVED), rules).releasesExclusive).toBe(false);
  });

  it('is asked again at the bound rather than a whole pause later', () => {
    expect(decide(accepted(), query(notFound, 54.5), rules).operation.dueAt).toBe(at(CANCEL_ARRIVED));
  });

  it('closes both when neither can arrive; the charge is looked at once more after an hour', () => {
    expect(decide(accepted(), query(notFound, CANCEL_ARRIVED), rules)).toMatchObject({
      state: 'canceled',
      operation: { outcome: 'approved' },
      charge: { outcome: 'declined', declineCode: 'never_arrived', dueAt: at(CANCEL_ARRIVED + 1 + 3_600) },
      movements: [],
      releasesExclusive: true,
    });
  });

  it('closes nothing once the provider has shown the charge, or it is paid', () => {
    expect(decide(accepted({ shown: true }), query(notFound, 100), rules)).toMatchObject({ state: 'uncertain', releasesExclusive: false });
    const paid = answered('yes', { state: 'uncertain' }, paidCharge({ openExclusive: 'cancel', shown: false }));
    expect(decide(paid, query(notFound, 100), rules)).toMatchObject({ state: 'uncertain', releasesExclusive: false });
  });

  it('is said as often as the provider’s document wants, so far apart, and counted on the charge', () => {
    const twice: Rules = { ...rules, notFound: { ...rules.notFound, answers: 2 } };
    expect(decide(accepted(), query(notFound, 60), twice)).toMatchObject({
      state: 'uncertain',
      operation: { dueAt: at(66) },
      charge: { outcome: 'unknown', notFoundCount: 1, notFoundAt: at(60) },
    });
    const once = { notFoundCount: 1, notFoundAt: at(60) };
    expect(decide(accepted(once), query(notFound, 64), twice)).toMatchObject({
      state: 'uncertain',
      charge: { notFoundCount: 1, notFoundAt: at(60) },
    });
    expect(decide(accepted(once), query(notFound, 65), twice).state).toBe('canceled');
  });

  it('of a charge that was declined meanwhile ends the cancel alone', () => {
    const dead = answered('yes', { state: 'canceled' }, deadCharge({ openExclusive: 'cancel' }));
    expect(decide(dead, query(notFound, 100), rules)).toMatchObject({
      state: 'canceled',
      operation: { outcome: 'approved' },
      charge: undefined,
      releasesExclusive: true,
    });
  });
});

describe('the cancel of money that turned up late', () => {
  const given = { lateCancels: 1, lateMoneyHeld: true, cancelsBegun: 2 };
  const late = (over: Partial<OperationFacts> = {}) =>
    answered('yes', { state: 'canceled' }, deadCharge({ openExclusive: 'cancel' }), over, given);
  const returning: Rules = { ...rules, cancel: { ...rules.cancel, returnsMoneyWhenPaid: true } };

  it.each([
    ['closed', canceled],
    ['reversed', reversed],
  ])('has returned it when the charge is shown %s: it leaves suspense', (_, result) => {
    expect(decide(late(), query(result, 40), returning)).toMatchObject({
      state: 'canceled',
      operation: { outcome: 'approved' },
      movements: [{ debit: 'suspense', credit: 'provider_receivable', amountMinor: AMOUNT }],
      releasesExclusive: true,
    });
  });

  it('has not when it is still paid: refunded, out of suspense, once no cancel is open', () => {
    expect(decide(late(), query(approved, CANCEL_ARRIVED), returning)).toMatchObject({
      state: 'paid',
      operation: { outcome: 'declined' },
      charge: { outcome: 'approved' },
      deltas: { captured: AMOUNT },
      movements: [{ debit: 'suspense', credit: 'merchant_payable', amountMinor: AMOUNT }],
      releasesExclusive: true,
      followUp: { kind: 'refund', refundNo: 'late-charge', amountMinor: AMOUNT },
    });
  });

  it('is not judged by a query asked before its answer', () => {
    expect(decide(late(), query(approved, 19), returning)).toMatchObject({ state: 'canceled', movements: [], releasesExclusive: false });
  });

  it('is not judged by a query asked before the order was closed', () => {
    const closedLater = answered('yes', { state: 'canceled' }, deadCharge({ finishedAt: at(CANCEL_ARRIVED + 1), openExclusive: 'cancel' }));
    expect(decide(closedLater, query(approved, CANCEL_ARRIVED), returning)).toMatchObject({
      state: 'canceled',
      operation: { dueAt: at(CANCEL_ARRIVED + 2) },
      movements: [],
      releasesExclusive: false,
    });
    expect(decide(closedLater, query(approved, CANCEL_ARRIVED + 1.999), returning).releasesExclusive).toBe(false);
    expect(decide(closedLater, query(approved, CANCEL_ARRIVED + 2), returning).releasesExclusive).toBe(true);
  });

  it('that finds another amount ends; what the provider proves is recorded and given back, and a person looks', () => {
    expect(decide(late(), query(otherAmount, CANCEL_ARRIVED), returning)).toMatchObject({
      state: 'paid',
      operation: { outcome: 'declined', answer: 'yes' },
      charge: { outcome: 'approved', answer: null, dueAt: null },
      deltas: { captured: 999n, excess: 0n },
      movements: [
        { debit: 'suspense', credit: 'provider_receivable', amountMinor: 1n },
        { debit: 'suspense', credit: 'merchant_payable', amountMinor: 999n },
      ],
      releasesExclusive: true,
      followUp: { kind: 'refund', amountMinor: 999n },
      cases: [{ kind: 'late_success' }, { kind: 'amount_mismatch' }],
    });
  });

  it('that finds more than stood in suspense takes the rest of it into the books', () => {
    const more = { ...approved, stated: { base: AMOUNT, surcharge: 7n } };
    expect(decide(late(), query(more, CANCEL_ARRIVED), returning)).toMatchObject({
      deltas: { captured: AMOUNT, surcharge: 7n },
      movements: [
        { debit: 'provider_receivable', credit: 'suspense', amountMinor: 7n },
        { debit: 'suspense', credit: 'merchant_payable', amountMinor: AMOUNT + 7n },
      ],
      followUp: { kind: 'refund', amountMinor: AMOUNT + 7n },
    });
  });

  it.each([
    ['paid, and no figures', notStated, late()],
    ['still open, after the last attempt', pending, late({ attempts: 3 })],
  ])('is not given up while the provider shows %s: the money stands in suspense', (_, result, snapshot) => {
    expect(decide(snapshot, query(result, 60), returning)).toMatchObject({
      state: 'canceled',
      operation: { outcome: 'pending' },
      charge: undefined,
      movements: [],
      releasesExclusive: false,
    });
  });

  it('beside a payment that we know was taken: "it failed" is not "it was given back"', () => {
    const known = answered('yes', { state: 'uncertain' }, { outcome: 'approved', capturedMinor: AMOUNT });
    expect(decide(known, query(declined, 60), rules)).toMatchObject({
      state: 'uncertain',
      releasesExclusive: false,
      cases: [{ kind: 'state_conflict' }],
    });
    expect(decide(known, query(canceled, 60), rules)).toMatchObject({ state: 'reversed', releasesExclusive: true });
  });
});

describe('an ordinary cancel that outlived its charge', () => {
  it('and finds it paid ends, and is followed by the one that returns the money', () => {
    const returning: Rules = { ...rules, cancel: { ...rules.cancel, returnsMoneyWhenPaid: true } };
    const outlived = answered('yes', { state: 'canceled' }, deadCharge({ openExclusive: 'cancel' }));
    expect(decide(outlived, query(approved, CANCEL_ARRIVED), returning)).toMatchObject({
      state: 'canceled',
      operation: { outcome: 'declined' },
      charge: { outcome: 'declined' },
      movements: [{ debit: 'provider_receivable', credit: 'suspense', amountMinor: AMOUNT }],
      releasesExclusive: true,
      followUp: { kind: 'cancel', reason: 'late_success' },
    });
  });
});
