import { describe, expect, it } from '@jest/globals';
import { isExcused } from './excuses.js';
import type { Books, Case } from './excuses.js';

const sale: Books = {
  ...{ kind: 'sale', outcome: 'approved', asked: 1000n, tipAsked: 0n, cashbackAsked: 0n, authorized: 1000n },
  ...{ captured: 1000n, tip: 0n, cashback: 0n, surcharge: 0n, refunded: 0n, net: 1000n, held: 0n },
};
const openSale: Books = { ...sale, outcome: 'unknown', captured: 0n, net: 0n };
const hold: Books = { ...sale, kind: 'authorize', captured: 0n, net: 0n, held: 1000n };

function caseOf(kind: Case['kind'], about: Partial<Case['about']> = {}, over: Partial<Case> = {}): Case {
  return {
    operationId: 'charge',
    kind,
    state: 'open',
    about: { kind: 'sale', outcome: 'approved', amount: 0n, tip: 0n, ...about },
    said: {},
    ...over,
  };
}

const openCharge = { kind: 'sale', outcome: 'unknown' } as const;
const openRefund = { kind: 'refund', outcome: 'unknown', amount: 300n } as const;
const states = (stated: Readonly<Record<string, string>>) => ({ said: { outcome: 'approved', stated } });

describe('a difference is excused', () => {
  it.each([
    ['by an unknown sale that was taken', { net: 1000n }, openSale, [caseOf('outcome_unknown', openCharge)]],
    ['by an unknown refund that was given', { net: -300n }, sale, [caseOf('outcome_unknown', openRefund)]],
    [
      'by a second person who is waited for as by none',
      { net: -300n },
      sale,
      [caseOf('outcome_unknown', openRefund, { state: 'awaiting_second' })],
    ],
    [
      'by two unknown refunds together',
      { net: -700n },
      sale,
      [caseOf('outcome_unknown', openRefund), caseOf('outcome_unknown', { ...openRefund, amount: 400n }, { operationId: 'other' })],
    ],
    [
      'by an unknown capture, which lets the rest of the hold go',
      { net: 400n, held: -1000n },
      hold,
      [caseOf('outcome_unknown', { kind: 'capture', outcome: 'unknown', amount: 400n })],
    ],
    [
      'by an increment of a hold that the provider shows as gone',
      { held: -1000n },
      hold,
      [caseOf('outcome_unknown', { kind: 'increment', outcome: 'unknown', amount: 200n }, { said: { outcome: 'reversed' } })],
    ],
    ['by the figures that the provider states', { net: 1n }, sale, [caseOf('amount_mismatch', {}, states({ base: '1001' }))]],
    [
      'by a provider that shows the payment undone',
      { net: -1000n },
      sale,
      [caseOf('external_change', {}, { said: { outcome: 'declined' } })],
    ],
    [
      'by a refund that was declined and is shown as done',
      { net: -300n },
      sale,
      [caseOf('state_conflict', { ...openRefund, outcome: 'declined' }, { said: { outcome: 'approved' } })],
    ],
    [
      'by a refund that was done and is shown as declined',
      { net: 300n },
      { ...sale, refunded: 300n, net: 700n },
      [caseOf('state_conflict', { ...openRefund, outcome: 'approved' }, { said: { outcome: 'declined' } })],
    ],
    [
      'by a refund that is in the books and is shown as more',
      { net: -100n },
      { ...sale, refunded: 300n, net: 700n },
      [caseOf('amount_mismatch', { ...openRefund, outcome: 'approved' }, states({ base: '400' }))],
    ],
    [
      'by a hold that is shown though it was let go',
      { held: 1000n },
      { ...hold, held: 0n },
      [caseOf('state_conflict', { kind: 'authorize' })],
    ],
  ] as const)('%s', (_, difference, books, cases) => {
    expect(isExcused({ net: 0n, held: 0n, ...difference }, books, cases)).toBe(true);
  });
});

describe('a difference is not excused', () => {
  it.each([
    ['by no case', { net: 1000n }, openSale, []],
    ['by a closed one', { net: 1000n }, openSale, [caseOf('outcome_unknown', openCharge, { state: 'closed' })]],
    ['in another amount', { net: 999n }, openSale, [caseOf('outcome_unknown', openCharge)]],
    ['in the other direction', { net: 300n }, sale, [caseOf('outcome_unknown', openRefund)]],
    ['twice by one refund', { net: -600n }, sale, [caseOf('outcome_unknown', openRefund), caseOf('unknown_code', openRefund)]],
    ['by a case of an operation that has ended', { net: -300n }, sale, [caseOf('outcome_unknown', { ...openRefund, outcome: 'approved' })]],
    ['by an excess, which is in the books', { net: -300n }, sale, [caseOf('excess', openRefund)]],
    ['by a change that was taken over', { net: -300n }, sale, [caseOf('external_change', { ...openRefund, outcome: 'approved' })]],
    ['by other figures than were stated', { net: 2n }, sale, [caseOf('amount_mismatch', {}, states({ base: '1001' }))]],
    [
      'by figures that are in the books: given twice, and shown once',
      { net: -300n },
      { ...sale, refunded: 300n, net: 700n },
      [caseOf('state_conflict', { ...openRefund, outcome: 'approved' }, states({ base: '300' }))],
    ],
    ['of what is held by a case about money', { held: -1000n }, hold, [caseOf('outcome_unknown', openRefund)]],
    [
      'by a payment that is shown as still open',
      { net: 1000n },
      { ...openSale, outcome: 'declined' },
      [caseOf('state_conflict', { outcome: 'declined' }, { said: { outcome: 'pending' } })],
    ],
  ] as const)('%s', (_, difference, books, cases) => {
    expect(isExcused({ net: 0n, held: 0n, ...difference }, books, cases)).toBe(false);
  });
});
