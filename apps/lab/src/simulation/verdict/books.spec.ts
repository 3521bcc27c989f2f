import { describe, expect, it } from '@jest/globals';
import type { PaymentView } from '@interlock/sandbox';
import { compareWithTruth } from './books.js';
import type { OrderRow } from './rows.js';

const about = { kind: 'refund', outcome: 'approved', amount: 300n, tip: 0n } as const;
const order: OrderRow = {
  ...{ id: 'order', merchantOrderNo: 'A-1', state: 'partially_refunded', version: 3, notifyUrl: null, open: [] },
  charges: [
    {
      ...{ orderId: 'order', id: 'charge', kind: 'sale', outcome: 'approved', provider: 'upay', providerKey: 'sale', duplicate: false },
      ...{ asked: 1000n, tipAsked: 0n, cashbackAsked: 0n, authorized: 1000n, captured: 1000n, tip: 0n, cashback: 0n, surcharge: 0n },
      ...{ refunded: 300n, net: 700n },
    },
  ],
  refunds: [{ orderId: 'order', id: 'refund', chargeId: 'charge', refundNo: 'R-1', outcome: 'approved', providerKey: 'back' }],
  cases: [
    {
      ...{ orderId: 'order', operationId: 'refund', chargeId: 'charge', kind: 'state_conflict', state: 'open', suspense: 0n, about },
      said: { outcome: 'approved', stated: { base: '300' } },
    },
  ],
};

/** The payer's account, to which the refund was given so often. */
function given(times: number): Parameters<typeof compareWithTruth>[1] {
  const at = '2026-11-21T00:00:00.000Z';
  const back = { at, amount: '-300', kind: 'refund', key: 'back' } as const;
  const payment: PaymentView = {
    ...{ key: 'sale', reference: 'ref', account: 'demo', currency: 'CLP', state: 'PAID' },
    ...{ charged: '1000', refunded: String(300 * times), held: '0' },
    charges: [{ at, amount: '1000', kind: 'payment', key: 'sale' }, ...Array.from({ length: times }, () => back)],
  };
  return { truth: (provider) => Promise.resolve(provider === 'upay' ? [payment] : []) };
}

describe('a refund with a case of its own', () => {
  it('that was given as our books say is as it must be', async () => {
    expect(await compareWithTruth([order], given(1))).toEqual({ violations: [], covered: [] });
  });

  it('that was not given is what the case is about', async () => {
    const { violations, covered } = await compareWithTruth([order], given(0));
    expect(violations).toEqual([]);
    expect(covered.map(({ what }) => what)).toEqual([
      expect.stringContaining('was charged 1000'),
      'refund R-1 is approved and was given 0 times',
    ]);
  });

  it('that was given twice is excused by nothing', async () => {
    const { violations, covered } = await compareWithTruth([order], given(2));
    expect(covered).toEqual([]);
    expect(violations.map(({ what }) => what)).toEqual([
      expect.stringContaining('was charged 400'),
      'refund R-1 is approved and was given 2 times',
    ]);
  });
});
