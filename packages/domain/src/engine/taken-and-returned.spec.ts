import { describe, expect, it } from '@jest/globals';
import { AMOUNT, at, ofCancel, ofCharge, query, reversed, rules } from '../../testing/snapshots.js';
import { currencyCode } from '../money/money.js';
import type { Stated } from '../operation/result.js';
import { decide } from './decide.js';

const both = (amountMinor: bigint) => [
  { debit: 'provider_receivable', credit: 'merchant_payable', amountMinor },
  { debit: 'merchant_payable', credit: 'provider_receivable', amountMinor },
];
const subjects = {
  'a query of the charge': ofCharge({ state: 'pending' }, { outcome: 'pending' }),
  'a query under our own cancel': ofCancel({}, {}, { outcome: 'pending', answer: 'yes', answeredAt: at(20) }),
};
const shown: readonly [string, Stated | 'not_stated', bigint | undefined, readonly string[]][] = [
  ['no figures', 'not_stated', AMOUNT, []],
  ['our figures', { base: AMOUNT }, AMOUNT, []],
  ['our figures and a surcharge', { base: AMOUNT, surcharge: 30n }, AMOUNT + 30n, []],
  ['less', { base: 400n }, 400n, ['amount_mismatch']],
  ['more', { base: AMOUNT + 1n }, AMOUNT + 1n, ['amount_mismatch']],
  ['another currency', { base: AMOUNT, currency: currencyCode('CLP') }, undefined, ['currency_mismatch']],
];

describe.each(Object.entries(subjects))('a payment that %s shows taken and given back', (name, subject) => {
  it.each(shown)('with %s is reversed, with what is proven in the books', (_, stated, amount, kinds) => {
    const decision = decide(subject, query({ ...reversed, stated }, 25), rules);
    expect(decision).toMatchObject({ state: 'reversed', weight: 'news' });
    expect(decision.movements).toEqual(amount === undefined ? [] : both(amount));
    const unasked = name === 'a query of the charge' ? ['external_change'] : [];
    expect(decision.cases.map(({ kind }) => kind)).toEqual([...kinds, ...unasked]);
  });
});
