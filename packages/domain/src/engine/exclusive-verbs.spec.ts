import { describe, expect, it } from '@jest/globals';
import {
  answer,
  approved,
  at,
  declined,
  noAnswer,
  notFound,
  notSent,
  notStated,
  ofCharge,
  ofExclusive,
  pending,
  query,
  reversed,
  rules,
  unknown,
} from '../../testing/snapshots.js';
import type { Stated } from '../operation/result.js';
import type { OrderState } from '../order/states.js';
import { NO_DELTAS } from './decision.js';
import { decide } from './decide.js';
import type { Rules, Snapshot } from './snapshot.js';

/** Begun at second 100, each may arrive until 146. */
const ARRIVED = 146;
const taken = (amountMinor: bigint) => ({ debit: 'provider_receivable', credit: 'merchant_payable', amountMinor });
const returned = (amountMinor: bigint) => ({ debit: 'merchant_payable', credit: 'provider_receivable', amountMinor });
const states = (stated: Stated) => ({ ...approved, stated });

const capture = (...given: Partial<Record<string, unknown>>[]): Snapshot =>
  ofExclusive('capture', { amountMinor: 600n, ...given[0] }, { capturingMinor: 600n, ...given[1] }, given[2]);
const increment = (...given: Partial<Record<string, unknown>>[]): Snapshot =>
  ofExclusive('increment', { amountMinor: 250n, ...given[0] }, given[1], given[2]);
const tip = (...given: Partial<Record<string, unknown>>[]): Snapshot =>
  ofExclusive('adjust_tip', { tipMinor: 150n, ...given[0] }, given[1], given[2]);
const aVoid = (...given: Partial<Record<string, unknown>>[]): Snapshot => ofExclusive('void', given[0], given[1], given[2]);
const voidOfHold = (given: Partial<Record<string, unknown>> = {}): Snapshot =>
  aVoid(given, { kind: 'authorize', capturedMinor: 0n }, { state: 'authorized' });

/** What each does when the provider says a yes that agrees. */
const done: readonly {
  readonly what: string;
  readonly snapshot: Snapshot;
  readonly stated: Stated;
  readonly state: OrderState;
  readonly deltas: object;
  readonly movements: readonly object[];
}[] = [
  {
    what: 'a capture of a part takes it, and the order is paid',
    snapshot: capture(),
    stated: { base: 600n },
    state: 'paid',
    deltas: { ...NO_DELTAS, capturing: -600n, captured: 600n },
    movements: [taken(600n)],
  },
  {
    what: 'an increment raises the hold, and moves no money',
    snapshot: increment(),
    stated: { base: 1250n, authorizedTotal: 1250n },
    state: 'authorized',
    deltas: { ...NO_DELTAS, authorized: 250n },
    movements: [],
  },
  {
    what: 'a tip is set beside what was captured',
    snapshot: tip(),
    stated: { base: 1000n, tip: 150n },
    state: 'paid',
    deltas: { ...NO_DELTAS, tip: 150n },
    movements: [taken(150n)],
  },
  {
    what: 'a lower tip gives the difference back',
    snapshot: tip({}, { tipTakenMinor: 400n }),
    stated: { base: 1000n, tip: 150n },
    state: 'paid',
    deltas: { ...NO_DELTAS, tip: -250n },
    movements: [returned(250n)],
  },
  {
    what: 'the tip that is there already is no movement',
    snapshot: tip({}, { tipTakenMinor: 150n }),
    stated: { base: 1000n, tip: 150n },
    state: 'paid',
    deltas: NO_DELTAS,
    movements: [],
  },
  {
    what: 'a void of a payment gives back everything that was taken, the tip too',
    snapshot: aVoid({}, { tipTakenMinor: 50n, surchargeMinor: 5n }),
    stated: { base: 1055n },
    state: 'reversed',
    deltas: { ...NO_DELTAS, captured: -1000n, tip: -50n, surcharge: -5n },
    movements: [returned(1055n)],
  },
  {
    what: 'a void of a hold lets it go, and no money moves',
    snapshot: voidOfHold(),
    stated: { base: 1000n },
    state: 'canceled',
    deltas: NO_DELTAS,
    movements: [],
  },
];

describe.each(done)('$what', ({ snapshot, stated, state, deltas, movements }) => {
  it.each([
    ['by its answer', answer(states(stated))],
    ['by a query', query(states(stated), 130)],
    ['by an answer that states no figures', answer(notStated)],
  ])('%s', (_, evidence) => {
    expect(decide(snapshot, evidence, rules)).toMatchObject({
      weight: 'news',
      state,
      deltas,
      movements,
      operation: { outcome: 'approved', shown: true, sendAgain: false, dueAt: null, providerReference: 'ref' },
      charge: undefined,
      releasesExclusive: true,
      nextAction: null,
      cases: [],
    });
  });
});

describe('a void', () => {
  it('is done where a query shows the charge as given back', () => {
    expect(decide(aVoid(), query(reversed, 130), rules)).toMatchObject({ state: 'reversed', movements: [returned(1000n)] });
  });

  it('of which the provider undid another amount stays unknown, and a person looks', () => {
    expect(decide(aVoid(), answer(states({ base: 400n })), rules)).toMatchObject({
      state: 'paid',
      operation: { outcome: 'unknown' },
      releasesExclusive: false,
      movements: [],
      cases: [{ kind: 'amount_mismatch' }],
    });
  });
});

describe.each([
  ['a capture', capture(), { ...NO_DELTAS, capturing: -600n }],
  ['an increment', increment(), NO_DELTAS],
  ['a tip', tip(), NO_DELTAS],
  ['a void', aVoid(), NO_DELTAS],
  ['a void of a hold', voidOfHold(), NO_DELTAS],
])('%s', (_, snapshot, released) => {
  const { state } = snapshot.order;
  const free = { state, deltas: released, movements: [], releasesExclusive: true, nextAction: null };

  it('that is declined leaves the order and the money as they were, and frees the charge', () => {
    expect(decide(snapshot, answer(declined), rules)).toMatchObject({
      ...free,
      operation: { outcome: 'declined', declineCode: 'insufficient_funds', dueAt: null },
    });
  });

  it('that was certainly never sent is declined, under its lease alone', () => {
    expect(decide(snapshot, answer(notSent), rules)).toMatchObject({
      ...free,
      requiresLease: true,
      operation: { outcome: 'declined', declineCode: 'provider_unreachable' },
    });
    expect(decide(snapshot, answer(notSent, { attempt: 2 }), rules)).toMatchObject({
      operation: { outcome: 'unknown' },
      releasesExclusive: false,
    });
  });

  it.each([
    ['pending', answer(pending, { askedAt: at(100), receivedAt: at(101) }), 'pending'],
    ['unknown', answer(unknown, { askedAt: at(100), receivedAt: at(101) }), 'unknown'],
  ])('that is %s keeps its place, and is asked again', (_word, evidence, outcome) => {
    expect(decide(snapshot, evidence, rules)).toMatchObject({
      state,
      deltas: NO_DELTAS,
      movements: [],
      releasesExclusive: false,
      operation: { outcome, dueAt: at(103) },
    });
  });

  it('that was sent again is not ended by a no to one of the sends', () => {
    const resent = { ...snapshot, operation: { ...snapshot.operation, attempts: 2 } };
    expect(decide(resent, answer(declined, { attempt: 2 }), rules)).toMatchObject({
      operation: { outcome: 'unknown' },
      releasesExclusive: false,
    });
  });

  it('of which nothing shows is sent again only once its send can no longer arrive', () => {
    const asked = { ...snapshot, operation: { ...snapshot.operation, outcome: 'unknown' as const } };
    expect(decide(asked, query(notFound, ARRIVED - 1), rules).operation).toMatchObject({
      outcome: 'unknown',
      sendAgain: false,
      dueAt: at(ARRIVED),
    });
    expect(decide(asked, query(notFound, ARRIVED), rules).operation).toMatchObject({ outcome: 'unknown', sendAgain: true });
  });

  it('that may not be resent is given up instead', () => {
    const never: Rules = { ...rules, resend: 'never' };
    const asked = { ...snapshot, operation: { ...snapshot.operation, outcome: 'unknown' as const } };
    expect(decide(asked, query(notFound, ARRIVED), never)).toMatchObject({
      ...free,
      operation: { outcome: 'declined', declineCode: 'never_arrived' },
    });
  });

  it('of which nobody has heard at the end of its schedule is shown to a person', () => {
    expect(decide(snapshot, query(noAnswer, 3000), rules)).toMatchObject({
      cases: [{ kind: 'outcome_unknown' }],
      operation: { dueAt: null },
    });
  });
});

describe('a query', () => {
  it.each([
    ['the old total', increment(), { base: 1000n, authorizedTotal: 1000n }],
    ['the old tip', tip({}, { tipTakenMinor: 70n }), { base: 1000n, tip: 70n }],
  ])('that shows %s shows no effect: it ends nothing before the send can no longer arrive', (_, snapshot, stated) => {
    const never: Rules = { ...rules, resend: 'never' };
    expect(decide(snapshot, query(states(stated), 130), never)).toMatchObject({
      operation: { outcome: 'unknown' },
      releasesExclusive: false,
    });
    expect(decide(snapshot, query(states(stated), ARRIVED), never)).toMatchObject({
      operation: { outcome: 'declined', declineCode: 'never_arrived' },
      releasesExclusive: true,
      deltas: NO_DELTAS,
    });
  });

  it.each([
    ['an increment', 'hold', increment()],
    ['a tip', 'payment', tip({}, { tipTakenMinor: 70n })],
  ])('of %s that shows the %s gone settles it, once it can no longer arrive, and the charge is asked at once', (_, _of, snapshot) => {
    const asked = { ...snapshot, operation: { ...snapshot.operation, outcome: 'unknown' as const } };
    expect(decide(asked, query(reversed, 130), rules)).toMatchObject({
      operation: { outcome: 'unknown' },
      releasesExclusive: false,
      cases: [],
    });
    expect(decide(asked, query(reversed, ARRIVED), rules)).toMatchObject({
      state: snapshot.order.state,
      operation: { outcome: 'declined', declineCode: 'invalid_state', dueAt: null },
      charge: { dueAt: at(ARRIVED + 1) },
      releasesExclusive: true,
      deltas: NO_DELTAS,
      movements: [],
      cases: [],
      closesCases: ['outcome_unknown'],
    });
  });

  it.each([
    ['neither total', increment(), { base: 1100n, authorizedTotal: 1100n }],
    ['neither tip', tip({}, { tipTakenMinor: 70n }), { base: 1000n, tip: 71n }],
    ['another captured amount', capture(), { base: 599n }],
  ])('that shows %s changes nothing and opens a case', (_, snapshot, stated) => {
    expect(decide(snapshot, query(states(stated), 130), rules)).toMatchObject({
      state: snapshot.order.state,
      deltas: NO_DELTAS,
      movements: [],
      releasesExclusive: false,
      operation: { outcome: 'unknown' },
      cases: [{ kind: 'amount_mismatch' }],
    });
  });

  it.each([
    ['increment', increment()],
    ['tip', tip()],
  ])('that leaves out the figure tells nothing of an %s', (_, snapshot) => {
    expect(decide(snapshot, query(approved, 130), rules)).toMatchObject({
      operation: { outcome: 'unknown' },
      releasesExclusive: false,
      deltas: NO_DELTAS,
    });
  });
});

describe('what was written down as declined and turns out to be done', () => {
  const over = { outcome: 'declined', declineCode: 'never_arrived', finishedAt: at(200), dueAt: null } as const;
  const free = { openExclusive: null, capturingMinor: 0n };

  it.each([
    [
      'a capture',
      capture(over, free),
      { base: 600n },
      { state: 'paid', deltas: { ...NO_DELTAS, captured: 600n }, movements: [taken(600n)] },
    ],
    [
      'an increment',
      increment(over, free),
      { base: 1250n, authorizedTotal: 1250n },
      { state: 'authorized', deltas: { ...NO_DELTAS, authorized: 250n } },
    ],
    [
      'a tip',
      tip(over, free),
      { base: 1000n, tip: 150n },
      { state: 'paid', deltas: { ...NO_DELTAS, tip: 150n }, movements: [taken(150n)] },
    ],
    ['a void', aVoid(over, free), { base: 1000n }, { state: 'reversed', movements: [returned(1000n)] }],
  ])('is recorded by a query asked after the end: %s', (_, snapshot, stated, expected) => {
    expect(decide(snapshot, query(states(stated), 300), rules)).toMatchObject({
      ...expected,
      operation: { outcome: 'approved' },
      cases: [{ kind: 'state_conflict' }],
    });
    expect(decide(snapshot, query(states(stated), 150), rules)).toMatchObject({
      state: snapshot.order.state,
      deltas: NO_DELTAS,
      // Of an end at second 200: a query counts from a second later on, by whatever clock.
      operation: { outcome: 'declined', dueAt: at(201) },
    });
  });

  it('waits for what is being done to the charge, and is asked for again', () => {
    const besides = capture(over, { openExclusive: 'void', capturingMinor: 0n });
    expect(decide(besides, query(states({ base: 600n }), 300), rules)).toMatchObject({
      weight: 'repeat',
      state: 'authorized',
      deltas: NO_DELTAS,
      movements: [],
      cases: [],
      operation: { outcome: 'declined', dueAt: at(361) },
    });
  });

  it('is only shown to a person where it no longer fits', () => {
    const gone = capture(over, free, { state: 'canceled' });
    expect(decide(gone, query(states({ base: 600n }), 300), rules)).toMatchObject({
      state: 'canceled',
      deltas: NO_DELTAS,
      movements: [],
      cases: [{ kind: 'state_conflict' }],
    });
  });
});

describe('a receipt', () => {
  const receipt = { authCode: 'A1' };
  it.each([
    ['of a capture is the payment’s', capture(), { base: 600n }, receipt],
    ['of a void is not', aVoid(), { base: 1000n }, undefined],
    ['of a tip is not', tip(), { base: 1000n, tip: 150n }, undefined],
  ])('%s', (_, snapshot, stated, expected) => {
    expect(decide(snapshot, answer({ ...states(stated), receipt }), rules).receipt).toEqual(expected);
  });
});

describe('a charge that has changed since it was approved', () => {
  const hold = { kind: 'authorize', outcome: 'approved', finishedAt: at(1), dueAt: null, authorizedMinor: 1250n } as const;
  const asked = (snapshot: Snapshot, stated: Stated) => decide(snapshot, query(states(stated), 300), rules);

  it.each([
    ['the raised total of a hold', ofCharge({ state: 'authorized' }, hold), { base: 1000n, authorizedTotal: 1250n }],
    ['what was held first', ofCharge({ state: 'authorized' }, hold), { base: 1000n }],
    ['what was captured of it', ofCharge({ state: 'paid' }, { ...hold, capturedMinor: 600n }), { base: 600n }],
    [
      'the tip that was set since',
      ofCharge({ state: 'paid' }, { outcome: 'approved', finishedAt: at(1), capturedMinor: 1000n, tipTakenMinor: 150n }),
      { base: 1000n, tip: 150n },
    ],
  ])('is stated as it is now: %s', (_, snapshot, stated) => {
    expect(asked(snapshot, stated)).toMatchObject({ weight: 'repeat', cases: [] });
  });

  it.each([
    ['another hold', ofCharge({ state: 'authorized' }, hold), { base: 1001n }, 'amount_mismatch'],
    ['a hold that we let go', ofCharge({ state: 'canceled' }, hold), { base: 1250n }, 'state_conflict'],
    ['a captured payment that we undid', ofCharge({ state: 'reversed' }, hold), { base: 1250n }, 'state_conflict'],
  ])('opens a case where the provider states %s, and changes nothing', (_, snapshot, stated, kind) => {
    expect(asked(snapshot, stated)).toMatchObject({
      weight: 'news',
      state: snapshot.order.state,
      deltas: NO_DELTAS,
      movements: [],
      cases: [{ kind }],
    });
  });
});

describe('a payment that we undid', () => {
  const undone = (given: object) =>
    ofCharge(
      { state: 'reversed', updatedAt: at(101) },
      { outcome: 'approved', finishedAt: at(1), dueAt: null },
      { undoSentUntil: at(105), ...given },
    );

  it('is believed to be there again only from a query asked when the void can no longer be on its way', () => {
    expect(decide(undone({}), query(approved, 120), rules)).toMatchObject({
      weight: 'repeat',
      state: 'reversed',
      movements: [],
      followUp: undefined,
      operation: { dueAt: at(ARRIVED) },
    });
    expect(decide(undone({}), query(approved, ARRIVED), rules)).toMatchObject({
      state: 'paid',
      followUp: { kind: 'refund', refundNo: 'late-charge' },
    });
  });

  it('is refunded by itself once, and then waits for a person', () => {
    const again = decide(undone({ lateRefunds: 1 }), query(approved, ARRIVED), rules);
    expect(again).toMatchObject({
      state: 'paid',
      followUp: undefined,
      cases: [{ kind: 'late_success', detail: expect.stringContaining('person') }],
    });
  });
});

describe('a hold that turns up after its order was closed', () => {
  const closed = ofCharge(
    { state: 'canceled' },
    { kind: 'authorize', outcome: 'declined', declineCode: 'canceled', finishedAt: at(30), dueAt: null },
  );

  it('is voided where the merchant wants late money back, and is ours no longer as declined', () => {
    expect(decide(closed, query(approved, 60), rules)).toMatchObject({
      state: 'authorized',
      operation: { outcome: 'approved', declineCode: null, providerCode: null },
      followUp: { kind: 'void', reason: 'late_success' },
      cases: [{ kind: 'late_success' }],
    });
    expect(decide(closed, query(approved, 60), { ...rules, latePolicy: 'keep' }).followUp).toBeUndefined();
    expect(decide(closed, query(approved, 60), { ...rules, voidsHolds: false }).followUp).toBeUndefined();
  });

  it('in other figures than ours is only shown to a person', () => {
    expect(decide(closed, query(states({ base: 77n }), 60), rules)).toMatchObject({
      state: 'canceled',
      operation: { outcome: 'declined' },
      followUp: undefined,
      cases: [{ kind: 'late_success', detail: expect.stringContaining('77') }],
    });
  });
});

describe('a hold', () => {
  it('is looked at every day for as long as it stands', () => {
    const begun = ofCharge({ state: 'pending' }, { kind: 'authorize', outcome: 'pending' });
    const held = decide(begun, query(approved, 20), rules);
    expect(held).toMatchObject({ state: 'authorized', operation: { outcome: 'approved', dueAt: at(21 + 86_400) } });
    expect(decide(hold, query(approved, 300), rules).operation.dueAt).toBe(at(301 + 86_400));
    expect(decide(hold, query(noAnswer, 300), rules).operation.dueAt).toBe(at(301 + 3_600));
    const paid = ofCharge({ state: 'paid' }, { kind: 'authorize', outcome: 'approved', finishedAt: at(1), capturedMinor: 1000n });
    expect(decide(paid, query(approved, 300), rules).operation.dueAt).toBeNull();
  });

  const hold = ofCharge({ state: 'authorized' }, { kind: 'authorize', outcome: 'approved', finishedAt: at(1), dueAt: null });

  it('that has lapsed is canceled, and nobody is called', () => {
    const lapsed = { ...declined, code: 'expired' } as const;
    expect(decide(hold, query(lapsed, 300), rules)).toMatchObject({ state: 'canceled', cases: [], movements: [] });
  });

  it('that somebody else let go is canceled, and a person is told', () => {
    expect(decide(hold, query(reversed, 300), rules)).toMatchObject({
      state: 'canceled',
      cases: [{ kind: 'external_change' }],
      movements: [],
    });
  });
});
