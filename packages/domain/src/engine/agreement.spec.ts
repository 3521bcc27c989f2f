import { describe, expect, it } from '@jest/globals';
import { currencyCode } from '../money/money.js';
import type { Stated } from '../operation/result.js';
import { AMOUNT, operation, order } from '../../testing/snapshots.js';
import { agreementOf, sumTaken } from './agreement.js';
import { NO_DELTAS } from './decision.js';

const [USD, EUR] = [currencyCode('USD'), currencyCode('EUR')];
const of = (stated: Stated | 'not_stated', tipMinor: bigint | null = null) => agreementOf(order(), operation({ tipMinor }), stated);

describe('what a provider states', () => {
  it.each<readonly [string, Stated, bigint | null, Partial<typeof NO_DELTAS>]>([
    ['the amount, where the protocol has no currency', { base: AMOUNT }, null, { captured: AMOUNT }],
    ['the amount in our currency', { base: AMOUNT, currency: USD }, null, { captured: AMOUNT }],
    ['no tip where none was asked', { base: AMOUNT, tip: 0n }, 0n, { captured: AMOUNT }],
    ['the tip that was asked', { base: AMOUNT, tip: 150n }, 150n, { captured: AMOUNT, tip: 150n }],
    ['a surcharge of the provider’s own', { base: AMOUNT, surcharge: 12n }, null, { captured: AMOUNT, surcharge: 12n }],
    ['no cashback', { base: AMOUNT, cashback: 0n }, null, { captured: AMOUNT }],
    ['what it has given back since', { base: AMOUNT, refunded: 300n }, null, { captured: AMOUNT }],
  ])('agrees: %s', (_, stated, tip, taken) => {
    expect(of(stated, tip)).toEqual({ type: 'agrees', taken: { ...NO_DELTAS, ...taken } });
  });

  it.each<readonly [string, Stated, bigint | null, string]>([
    ['less', { base: AMOUNT - 1n }, null, 'amount_mismatch'],
    ['more', { base: AMOUNT + 1n }, null, 'amount_mismatch'],
    ['nothing', { base: 0n }, null, 'amount_mismatch'],
    ['another currency', { base: AMOUNT, currency: EUR }, null, 'currency_mismatch'],
    ['another currency and another amount', { base: 1n, currency: EUR }, null, 'currency_mismatch'],
    ['a tip that nobody asked', { base: AMOUNT, tip: 1n }, null, 'amount_mismatch'],
    ['a smaller tip', { base: AMOUNT, tip: 149n }, 150n, 'amount_mismatch'],
    ['a cashback that nobody asked', { base: AMOUNT, cashback: 1n }, null, 'amount_mismatch'],
    ['the tip inside the amount', { base: AMOUNT + 150n, tip: 150n }, 150n, 'amount_mismatch'],
  ])('disagrees: %s', (_, stated, tip, kind) => {
    expect(of(stated, tip)).toMatchObject({ type: 'disagrees', kind, detail: expect.stringMatching(/asked/) });
  });

  it('agrees with whatever tip the payer chose on the terminal', () => {
    const chosen = (tipMinor: bigint | null, stated: Stated) => agreementOf(order(), operation({ tipMinor, tipOnScreen: true }), stated);
    expect(chosen(null, { base: AMOUNT, tip: 180n })).toMatchObject({ type: 'agrees', taken: { tip: 180n } });
    expect(chosen(150n, { base: AMOUNT, tip: 180n })).toMatchObject({ type: 'agrees', taken: { tip: 180n } });
    expect(chosen(null, { base: AMOUNT })).toMatchObject({ type: 'agrees', taken: { tip: 0n } });
    expect(chosen(null, { base: AMOUNT + 1n, tip: 180n })).toMatchObject({ type: 'disagrees' });
  });

  it('agrees with the cashback that was paid out, where one was asked and the provider says which', () => {
    const asked = (stated: Stated) => agreementOf(order(), operation({ cashbackAskedMinor: 2000n }), stated);
    expect(asked({ base: AMOUNT, cashback: 2000n })).toMatchObject({ type: 'agrees', taken: { captured: AMOUNT, cashback: 2000n } });
    expect(asked({ base: AMOUNT, cashback: 0n })).toMatchObject({ type: 'agrees', taken: { cashback: 0n } });
    expect(asked({ base: AMOUNT })).toEqual({ type: 'not_stated' });
  });

  it('is no statement where the amount, or the tip that was asked, is left out', () => {
    expect(of('not_stated')).toEqual({ type: 'not_stated' });
    expect(of({ base: AMOUNT }, 150n)).toEqual({ type: 'not_stated' });
  });

  it('is held against the operation’s amount, and against the order’s where it has none', () => {
    expect(agreementOf(order(), operation({ amountMinor: 400n }), { base: 400n }).type).toBe('agrees');
    expect(agreementOf(order(), operation({ amountMinor: 400n }), { base: AMOUNT }).type).toBe('disagrees');
    expect(agreementOf(order(), operation({ amountMinor: null }), { base: AMOUNT }).type).toBe('agrees');
  });
});

it('all that was taken is the sum of its parts, without what is reserved or given back', () => {
  const taken = { captured: 1n, tip: 20n, cashback: 300n, surcharge: 4_000n, excess: 50_000n };
  expect(sumTaken({ ...NO_DELTAS, ...taken, refunding: 7n, refunded: 8n, overRefunded: 9n })).toBe(54_321n);
});
