import { describe, expect, it } from '@jest/globals';
import { AMOUNT, approved, at, ofCharge, ofRefund, paidCharge, query, rules } from '../../testing/snapshots.js';
import { decide } from './decide.js';
import { decidePerson } from './decide-person.js';
import type { Movement } from './decision.js';
import type { PersonEvidence, QueryResult, Snapshot } from '../index.js';

const DUPLICATE = { duplicate: true } as const;
const keep: PersonEvidence = {
  source: 'person',
  receivedAt: at(500),
  word: { resolution: 'keep', kind: 'duplicate_charge', stated: 'not_stated', writtenOff: 0n },
};
const outOf = (debit: Movement['debit'], amountMinor: bigint): Movement => ({ debit, credit: 'provider_receivable', amountMinor });

const duplicate = (duplicateKept: boolean): Snapshot => ofCharge({ state: 'paid' }, paidCharge(DUPLICATE), { duplicateKept });
const refundOf = (duplicateKept: boolean): Snapshot => ofRefund(DUPLICATE, {}, {}, { duplicateKept });
const shown = (result: QueryResult): Parameters<typeof decide>[1] => query(result, 600);

describe('the money of a second payment', () => {
  it('leaves suspense for what is owed to the merchant, once, when it is kept', () => {
    expect(decidePerson(duplicate(false), keep, rules).movements).toEqual([
      { debit: 'suspense', credit: 'merchant_payable', amountMinor: AMOUNT },
    ]);
    expect(decidePerson(duplicate(true), keep, rules).movements).toEqual([]);
  });

  it.each([
    [false, 'suspense'],
    [true, 'merchant_payable'],
  ] as const)('goes back from where it stands: kept %s, out of %s', (kept, account) => {
    const refunded = { ...approved, stated: { base: AMOUNT, refunded: 300n } };
    expect(decide(duplicate(kept), shown(refunded), rules).movements).toEqual([outOf(account, 300n)]);
    const reversed = { outcome: 'reversed', stated: { base: AMOUNT } } as const;
    expect(decide(duplicate(kept), shown(reversed), rules).movements).toEqual([outOf(account, AMOUNT)]);
    const done = { outcome: 'approved', providerRef: 'ref', stated: { base: 400n } } as const;
    expect(decide(refundOf(kept), shown(done), rules).movements).toEqual([outOf(account, 400n)]);
  });
});
