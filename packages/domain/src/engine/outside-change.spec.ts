import { describe, expect, it } from '@jest/globals';
import {
  AMOUNT,
  ARRIVED,
  SECOND,
  approved,
  at,
  canceled,
  declined,
  notStated,
  notification,
  ofCharge,
  ofRefund,
  paidCharge,
  query,
  reversed,
  rules,
} from '../../testing/snapshots.js';
import type { Stated } from '../operation/result.js';
import { decide } from './decide.js';
import { NO_DELTAS } from './decision.js';
import type { ChargeFacts, OrderFacts, Snapshot } from './snapshot.js';

/** A query asked at second 300, when everything of ours has ended and can no longer arrive. */
const shown = (stated: Partial<Stated>) => query({ ...approved, stated: { base: AMOUNT, ...stated } }, 300);
const taken = { debit: 'provider_receivable', credit: 'merchant_payable' };
const returned = { debit: 'merchant_payable', credit: 'provider_receivable' };
const nothing = { deltas: NO_DELTAS, movements: [], records: undefined, followUp: undefined };

type Given = Parameters<typeof ofCharge>[2];
const paid = (charge: Partial<ChargeFacts> = {}, given: Given = {}, order: Partial<OrderFacts> = {}): Snapshot =>
  ofCharge({ state: 'paid', updatedAt: at(1), ...order }, paidCharge(charge), given);
const HELD = { kind: 'authorize', outcome: 'approved', finishedAt: at(1), dueAt: null, shown: true, providerReference: 'ref' } as const;
const held = (charge: Partial<ChargeFacts> = {}, state: OrderFacts['state'] = 'authorized'): Snapshot =>
  ofCharge({ state, updatedAt: at(1) }, { ...HELD, ...charge });

describe('a refund made outside us', () => {
  it('of a part is in the books, as an operation that is over and a case; the charge is asked for more', () => {
    expect(decide(paid(), shown({ refunded: 300n }), rules)).toMatchObject({
      weight: 'news',
      state: 'partially_refunded',
      operation: { outcome: 'approved', dueAt: at(301) },
      deltas: { ...NO_DELTAS, refunded: 300n },
      movements: [{ ...returned, amountMinor: 300n }],
      records: { kind: 'refund', amountMinor: 300n, tipMinor: null },
      followUp: undefined,
      cases: [{ kind: 'external_change', detail: '300 (minor units) were refunded outside us' }],
    });
  });

  it('counts only what is above what we have refunded ourselves', () => {
    const some = paid({ refundedMinor: 500n }, {}, { state: 'partially_refunded' });
    expect(decide(some, shown({ refunded: 500n }), rules)).toMatchObject({ weight: 'repeat', cases: [], ...nothing });
    expect(decide(some, shown({ refunded: 501n }), rules)).toMatchObject({ deltas: { refunded: 1n }, records: { amountMinor: 1n } });
    expect(decide(some, shown({ refunded: AMOUNT }), rules)).toMatchObject({ state: 'refunded', deltas: { refunded: 500n } });
  });

  it('above what was taken is recorded as that, with a case of its own', () => {
    const all = paid({ refundedMinor: AMOUNT }, {}, { state: 'refunded' });
    expect(decide(all, shown({ refunded: 1200n }), rules)).toMatchObject({
      state: 'refunded',
      deltas: { ...NO_DELTAS, refunded: 200n, overRefunded: 200n },
      movements: [{ ...returned, amountMinor: 200n }],
      cases: [{ kind: 'external_change' }, { kind: 'excess' }],
    });
    const over = paid({ refundedMinor: 1200n, overRefundedMinor: 200n }, {}, { state: 'refunded' });
    expect(decide(over, shown({ refunded: 1300n }), rules).deltas).toMatchObject({ refunded: 100n, overRefunded: 100n });
    expect(decide(over, shown({ refunded: 1200n }), rules)).toMatchObject({ weight: 'repeat', ...nothing });
  });

  it('is never told from a refund of ours that is open: it waits for the end of that one', () => {
    const beside = paid({ refundingMinor: 400n, openRefunds: 1 }, { settledAt: null });
    for (const refunded of [300n, 400n, 700n]) {
      expect(decide(beside, shown({ refunded }), rules)).toMatchObject({
        weight: 'repeat',
        operation: { dueAt: at(301 + 3_600) },
        cases: [],
        ...nothing,
      });
    }
  });

  it('waits ever longer for one of ours that does not end, and does not wait at all where the provider states no figures', () => {
    const beside = paid({ refundedMinor: 400n, refundingMinor: 100n, openRefunds: 1 }, { followedUntil: at(205), settledAt: null });
    const same = { ...approved, stated: { base: AMOUNT, refunded: 400n } };
    const inTenDays = 240 * 3600;
    expect(decide(beside, query(same, inTenDays), rules).operation.dueAt).toBeGreaterThan(at(inTenDays + 24 * 3600));
    expect(decide(beside, query(notStated, 300), rules)).toMatchObject({ weight: 'repeat', operation: { dueAt: null }, ...nothing });
  });

  it('is believed only from a query asked after everything of ours has ended', () => {
    const just = paid({}, { settledAt: at(301) });
    expect(decide(just, shown({ refunded: 300n }), rules)).toMatchObject({ weight: 'repeat', operation: { dueAt: at(302) }, ...nothing });
    for (const settledAt of [at(300), at(299.001)])
      expect(decide(paid({}, { settledAt }), shown({ refunded: 300n }), rules)).toMatchObject({ cases: [], ...nothing });
    expect(decide(paid({}, { settledAt: at(299) }), shown({ refunded: 300n }), rules)).toMatchObject({ records: { kind: 'refund' } });
    const told = notification({ ...approved, stated: { base: AMOUNT, refunded: 300n } }, 300);
    expect(decide(paid(), told, rules)).toMatchObject({ weight: 'news', operation: { dueAt: at(300) }, cases: [], ...nothing });
  });

  it('of as much as a refund of ours that has ended since is not taken for that one: the charge is asked again', () => {
    const since = paid({ refundedMinor: 400n }, { followedUntil: at(205), settledAt: at(200) }, { state: 'partially_refunded' });
    const same = { ...approved, stated: { base: AMOUNT, refunded: 400n } };
    expect(decide(since, query(same, 199), rules)).toMatchObject({ weight: 'repeat', operation: { dueAt: at(201) }, ...nothing });
    expect(decide(since, query(same, 201), rules)).toMatchObject({ weight: 'repeat', operation: { dueAt: null }, ...nothing });
    const beside = paid({ refundedMinor: 400n, refundingMinor: 100n, openRefunds: 1 }, { followedUntil: at(205), settledAt: null });
    expect(decide(beside, query(same, 201), rules)).toMatchObject({ weight: 'repeat', operation: { dueAt: at(202 + 3600) }, ...nothing });
  });

  it('of a hold that we do not know as captured is a case alone', () => {
    expect(decide(held(), shown({ refunded: 300n }), rules)).toMatchObject({
      state: 'authorized',
      cases: [{ kind: 'external_change' }],
      ...nothing,
    });
  });

  it('of a duplicate comes out of suspense, leaves the order alone, and closes the case once all is back', () => {
    const twin = paid({ duplicate: true }, { openCases: ['duplicate_charge'] });
    const back = { debit: 'suspense', credit: 'provider_receivable' };
    expect(decide(twin, shown({ refunded: 300n }), rules)).toMatchObject({
      state: 'paid',
      movements: [{ ...back, amountMinor: 300n }],
      closesCases: [],
    });
    expect(decide(twin, shown({ refunded: AMOUNT }), rules)).toMatchObject({
      state: 'paid',
      movements: [{ ...back, amountMinor: AMOUNT }],
      closesCases: ['duplicate_charge'],
    });
  });

  it('that may be a refund of ours which was declined is not counted a second time: the total of the charge tells', () => {
    const dead = { outcome: 'declined', declineCode: 'never_arrived', createdAt: at(100), finishedAt: at(200), dueAt: null } as const;
    const late = query({ ...approved, stated: { base: 400n } }, 400);
    const ours = (given: Given) => ({ ...ofRefund({ refundingMinor: 0n, openRefunds: 0, refundedMinor: 400n }, dead), ...given });
    expect(decide(ours({ outsideRefundAt: at(300) }), late, rules)).toMatchObject({
      operation: { outcome: 'declined' },
      charge: { dueAt: at(401) },
      cases: [{ kind: 'state_conflict' }],
      deltas: NO_DELTAS,
      movements: [],
    });
    // One from before ours was begun is another.
    expect(decide(ours({ outsideRefundAt: at(99) }), late, rules)).toMatchObject({
      operation: { outcome: 'approved' },
      deltas: { refunded: 400n },
    });
  });
});

describe('less given back than we know of', () => {
  const some = (given: Given = {}): Snapshot => paid({ refundedMinor: 500n }, given, { state: 'partially_refunded' });

  it('is a contradiction for a person; no amount changes', () => {
    expect(decide(some(), shown({ refunded: 499n }), rules)).toMatchObject({
      weight: 'news',
      state: 'partially_refunded',
      cases: [{ kind: 'state_conflict' }],
      ...nothing,
    });
  });

  it('is not believed while a read may lag behind our refund: it is asked again when that is over', () => {
    const bound = at(290) + ARRIVED * SECOND - 5 * SECOND;
    expect(decide(some({ followedUntil: at(290) }), shown({ refunded: 0n }), rules)).toMatchObject({
      weight: 'repeat',
      operation: { dueAt: bound },
      cases: [],
      ...nothing,
    });
  });
});

describe('a tip changed outside us', () => {
  it.each([
    [300n, 0n, { ...taken, amountMinor: 300n }],
    [100n, 150n, { ...returned, amountMinor: 50n }],
    [0n, 150n, { ...returned, amountMinor: 150n }],
  ])('to %s from %s is set, and the difference is in the books', (tip, before, movement) => {
    expect(decide(paid({ tipTakenMinor: before }), shown({ tip }), rules)).toMatchObject({
      state: 'paid',
      deltas: { ...NO_DELTAS, tip: tip - before },
      movements: [movement],
      records: { kind: 'adjust_tip', amountMinor: null, tipMinor: tip },
      cases: [{ kind: 'external_change' }],
    });
  });

  it('is not told from a read that lags behind a tip of ours', () => {
    const just = paid({ tipTakenMinor: 150n }, { followedUntil: at(299) });
    expect(decide(just, shown({ tip: 0n }), rules)).toMatchObject({
      weight: 'repeat',
      operation: { dueAt: at(299 + 41) },
      cases: [],
      ...nothing,
    });
  });

  it('beside a refund is a person’s: what the refund took of it is not stated', () => {
    const some = paid({ refundedMinor: 500n, tipTakenMinor: 150n }, {}, { state: 'partially_refunded' });
    expect(decide(some, shown({ tip: 0n, refunded: 500n }), rules)).toMatchObject({ cases: [{ kind: 'external_change' }], ...nothing });
  });
});

describe('other parts of a payment', () => {
  it.each([
    ['surcharge', { surcharge: 7n }],
    ['cashback', { cashback: 7n }],
  ])('than we know of are a case: %s', (_, stated) => {
    expect(decide(paid(), shown(stated), rules)).toMatchObject({ state: 'paid', cases: [{ kind: 'amount_mismatch' }], ...nothing });
  });

  it('of the same size, or not stated, are what we know', () => {
    const parts = paid({ surchargeMinor: 7n, cashbackMinor: 5n });
    for (const stated of [{}, { surcharge: 7n, cashback: 5n }])
      expect(decide(parts, shown(stated), rules)).toMatchObject({ weight: 'repeat' });
  });
});

describe('a payment undone outside us', () => {
  it('is reversed with its money', () => {
    const whole = paid({ tipTakenMinor: 50n });
    for (const base of [AMOUNT, AMOUNT + 50n]) {
      expect(decide(whole, query({ ...reversed, stated: { base } }, 300), rules)).toMatchObject({
        weight: 'news',
        state: 'reversed',
        operation: { outcome: 'approved', dueAt: null },
        deltas: { ...NO_DELTAS, captured: -AMOUNT, tip: -50n },
        movements: [{ ...returned, amountMinor: AMOUNT + 50n }],
        records: { kind: 'void', amountMinor: null, tipMinor: null },
        cases: [{ kind: 'external_change' }],
      });
    }
  });

  it.each([
    ['in other figures', { ...reversed, stated: { base: 999n } }, 'amount_mismatch'],
    ['in another currency', { ...reversed, stated: { base: AMOUNT, currency: 'MXN' as never } }, 'currency_mismatch'],
    ['without figures', { ...reversed, stated: 'not_stated' as const }, 'external_change'],
    ['as canceled', canceled, 'external_change'],
    ['as failed', declined, 'external_change'],
  ])('%s is a case, and nothing else', (_, result, kind) => {
    expect(decide(paid(), query(result, 300), rules)).toMatchObject({ weight: 'news', state: 'paid', cases: [{ kind }], ...nothing });
  });

  it('beside a refund of ours is a person’s', () => {
    const some = paid({ refundedMinor: 500n }, {}, { state: 'partially_refunded' });
    expect(decide(some, query(reversed, 300), rules)).toMatchObject({
      state: 'partially_refunded',
      cases: [{ kind: 'external_change' }],
      ...nothing,
    });
  });

  it('waits for what is open of ours, and for a query asked after it', () => {
    const open = paid({ openExclusive: 'void' }, { settledAt: null });
    expect(decide(open, query(reversed, 300), rules)).toMatchObject({
      weight: 'repeat',
      operation: { dueAt: at(301 + 3_600) },
      cases: [],
      ...nothing,
    });
    const just = paid({}, { settledAt: at(301) });
    expect(decide(just, query(reversed, 300), rules)).toMatchObject({
      weight: 'repeat',
      operation: { dueAt: at(302) },
      cases: [],
      ...nothing,
    });
    expect(decide(paid({}, { settledAt: at(299.001) }), query(reversed, 300), rules)).toMatchObject({ weight: 'repeat', ...nothing });
    expect(decide(paid({}, { settledAt: at(299) }), query(reversed, 300), rules)).toMatchObject({ records: { kind: 'void' } });
  });

  it('that was a duplicate brings its money out of suspense and closes its case; the order is as it was', () => {
    const twin = paid({ duplicate: true }, { openCases: ['duplicate_charge'] });
    expect(decide(twin, query(reversed, 300), rules)).toMatchObject({
      state: 'paid',
      deltas: { captured: -AMOUNT },
      movements: [{ debit: 'suspense', credit: 'provider_receivable', amountMinor: AMOUNT }],
      closesCases: ['duplicate_charge'],
    });
    const gone = paid({ duplicate: true, capturedMinor: 0n }, { openCases: ['duplicate_charge'] });
    expect(decide(gone, query(reversed, 300), rules)).toMatchObject({
      weight: 'news',
      state: 'paid',
      closesCases: ['duplicate_charge'],
      ...nothing,
    });
  });
});

describe('a hold captured outside us', () => {
  it('is paid: what was captured is taken', () => {
    expect(decide(held(), shown({ captured: 600n }), rules)).toMatchObject({
      state: 'paid',
      deltas: { ...NO_DELTAS, captured: 600n },
      movements: [{ ...taken, amountMinor: 600n }],
      records: { kind: 'capture', amountMinor: 600n },
      cases: [{ kind: 'external_change' }],
    });
  });

  it('above what was held has the rest as excess', () => {
    expect(decide(held(), shown({ captured: 1200n }), rules)).toMatchObject({
      deltas: { ...NO_DELTAS, captured: AMOUNT, excess: 200n },
      movements: [{ amountMinor: 1200n }],
      cases: [{ kind: 'external_change' }, { kind: 'excess' }],
    });
    const known = held({ capturedMinor: AMOUNT, excessMinor: 200n }, 'paid');
    expect(decide(known, shown({ captured: 1200n }), rules)).toMatchObject({ weight: 'repeat', ...nothing });
  });

  it('beside a capture of ours is the rest', () => {
    expect(decide(held({ capturedMinor: 600n }, 'paid'), shown({ captured: 900n }), rules)).toMatchObject({
      state: 'paid',
      deltas: { captured: 300n },
      records: { kind: 'capture', amountMinor: 300n },
    });
    expect(decide(held({ capturedMinor: 600n }, 'paid'), shown({ captured: 600n }), rules)).toMatchObject({ weight: 'repeat', ...nothing });
  });

  it('without figures, or less than ours, is a case alone', () => {
    expect(decide(held(), shown({ captured: 'not_stated' }), rules)).toMatchObject({
      state: 'authorized',
      operation: { dueAt: at(301 + 24 * 3_600) },
      cases: [{ kind: 'external_change' }],
      ...nothing,
    });
    const ours = held({ capturedMinor: 600n }, 'paid');
    expect(decide(ours, shown({ captured: 'not_stated' }), rules)).toMatchObject({ weight: 'repeat', ...nothing });
    expect(decide(ours, shown({ captured: 500n }), rules)).toMatchObject({ cases: [{ kind: 'state_conflict' }], ...nothing });
    const some = held({ capturedMinor: 600n, refundedMinor: 100n }, 'partially_refunded');
    expect(decide(some, shown({ captured: 700n }), rules)).toMatchObject({ cases: [{ kind: 'external_change' }], ...nothing });
  });
});

describe('a hold let go outside us', () => {
  it('is canceled, by an operation that is over', () => {
    for (const result of [reversed, canceled]) {
      expect(decide(held(), query(result, 300), rules)).toMatchObject({
        state: 'canceled',
        operation: { dueAt: null },
        deltas: NO_DELTAS,
        movements: [],
        records: { kind: 'void' },
        cases: [{ kind: 'external_change' }],
      });
    }
  });

  it('that lapsed needs nobody', () => {
    const lapsed = { ...canceled, code: 'expired' } as const;
    expect(decide(held(), query(lapsed, 300), rules)).toMatchObject({ state: 'canceled', cases: [], ...nothing });
  });

  it('after it was captured leaves both movements in the books', () => {
    expect(decide(held(), query({ ...reversed, stated: { base: AMOUNT, captured: 600n } }, 300), rules)).toMatchObject({
      state: 'canceled',
      deltas: NO_DELTAS,
      movements: [
        { ...taken, amountMinor: 600n },
        { ...returned, amountMinor: 600n },
      ],
    });
  });
});

describe('a charge that is first seen with more than its approval', () => {
  const pendingOrder = (charge: Partial<ChargeFacts> = {}) =>
    ofCharge({ state: 'pending' }, { outcome: 'pending', shown: true, ...charge });

  it('is asked again at once for what was done to it since', () => {
    expect(decide(pendingOrder(), shown({ refunded: 300n }), rules)).toMatchObject({
      state: 'paid',
      operation: { dueAt: at(301) },
      deltas: { refunded: 0n },
    });
    expect(decide(pendingOrder({ kind: 'authorize' }), shown({ captured: 600n }), rules)).toMatchObject({
      state: 'authorized',
      operation: { dueAt: at(301) },
    });
    expect(decide(pendingOrder(), shown({ refunded: 0n }), rules).operation.dueAt).toBeNull();
  });
});
