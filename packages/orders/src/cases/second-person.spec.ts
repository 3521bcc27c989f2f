import { NOW, chargeRecord, orderRecord } from '@interlock/persistence/testing';
import { describe, expect, it } from '@jest/globals';
import { isSamePerson, stakeOf } from './second-person.js';

describe('a second person', () => {
  it.each(['ana diaz', ' ANA   Diaz ', 'Ana\u200b Diaz', 'A\u00adna Diaz', '\u2060Ana Diaz\ufeff', 'Ana Di\u115faz', '\uff21na Diaz'])(
    'is nobody whose name reads the same: %j',
    (name) => {
      expect(isSamePerson('Ana Diaz', name)).toBe(true);
    },
  );

  it('is somebody whose name does not', () => {
    expect(isSamePerson('Ana Diaz', 'Ana Dias')).toBe(false);
  });
});

describe('what is at stake', () => {
  const place = { merchantId: 'merchant', accountId: 'account' };
  const order = orderRecord(place, { amountMinor: 900n });
  const charge = chargeRecord(place, order.id, { amountMinor: 900n, capturedMinor: 900n, tipTakenMinor: 600n, finishedAt: NOW });
  const read = { order, operations: [charge], cases: [] };
  const following = { ...charge, id: 'following', capturedMinor: 0n, tipTakenMinor: 0n };

  it('is all that a payment has taken, where that is more than was asked', () => {
    expect(stakeOf(read, charge, charge, [undefined])).toBe(1500n);
  });

  it('is the same of what undoes a payment whole, and of a refund its own amount', () => {
    expect(stakeOf(read, { ...following, kind: 'cancel', amountMinor: null }, charge, [])).toBe(1500n);
    expect(stakeOf(read, { ...following, kind: 'refund', amountMinor: 400n }, charge, [])).toBe(400n);
  });

  it('counts what was asked beside the amount, what the provider states and what the person gives', () => {
    const asked = { ...charge, capturedMinor: 0n, tipTakenMinor: 0n, tipMinor: 50n, cashbackAskedMinor: 70n };
    expect(stakeOf(read, asked, asked, [])).toBe(1020n);
    expect(stakeOf(read, asked, asked, [{ base: 2000n, tip: 1n }, { base: 3n }])).toBe(2001n);
  });
});
