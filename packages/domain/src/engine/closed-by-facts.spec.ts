import { describe, expect, it } from '@jest/globals';
import {
  AMOUNT,
  answer,
  approved,
  at,
  canceled,
  declined,
  notification,
  ofCharge,
  paidCharge,
  query,
  rules,
} from '../../testing/snapshots.js';
import type { CaseKind } from '../cases.js';
import { decide } from './decide.js';

const open = (openCases: readonly CaseKind[] = []) => ofCharge({ state: 'uncertain' }, { outcome: 'unknown', shown: true }, { openCases });

describe('what an end answers', () => {
  it('by a query that states our figures: silence, a strange word, and figures that were not ours', () => {
    const { closesCases } = decide(open(['amount_mismatch']), query(approved, 40), rules);
    expect(new Set(closesCases)).toEqual(new Set(['outcome_unknown', 'unknown_code', 'amount_mismatch', 'currency_mismatch']));
  });

  it.each([
    ['a notification', notification(approved, 40)],
    ['an answer', answer(approved)],
    ['a no', query(declined, 40)],
  ])('by %s: not the figures', (_, evidence) => {
    const { closesCases } = decide(open(), evidence, rules);
    expect(new Set(closesCases)).toEqual(new Set(['outcome_unknown', 'unknown_code']));
  });
});

describe('a contradiction of a charge that is over', () => {
  const known = { ...approved, stated: { base: AMOUNT, refunded: 400n } };
  const some = (openCases: readonly CaseKind[]) =>
    ofCharge({ state: 'partially_refunded' }, paidCharge({ refundedMinor: 400n }), { openCases });

  it('is closed by a query that shows what we know, with the fact that shows it', () => {
    expect(decide(some(['state_conflict', 'external_change']), query(known, 300), rules)).toMatchObject({
      weight: 'news',
      state: 'partially_refunded',
      closesCases: ['state_conflict'],
      movements: [],
    });
    expect(decide(some([]), query(known, 300), rules)).toMatchObject({ weight: 'repeat', closesCases: [] });
  });

  it.each([
    ['without figures', query({ ...approved, stated: 'not_stated' }, 300)],
    ['by a notification', notification(known, 300)],
    ['in other figures', query({ ...approved, stated: { base: AMOUNT, refunded: 300n } }, 300)],
  ])('stands %s', (_, evidence) => {
    expect(decide(some(['state_conflict']), evidence, rules).closesCases).toEqual([]);
  });

  it('about a hold that we let go is closed once the provider shows it gone', () => {
    const gone = ofCharge(
      { state: 'canceled' },
      { kind: 'authorize', outcome: 'approved', finishedAt: at(1) },
      { openCases: ['state_conflict'] },
    );
    expect(decide(gone, query(canceled, 300), rules)).toMatchObject({ weight: 'news', state: 'canceled', closesCases: ['state_conflict'] });
  });
});
