import { IdempotencyKeyReused, InvalidReference } from '@interlock/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { AmountExceedsRemaining, InvalidState } from '../errors.js';
import { RefundOrder } from '../commands.js';
import { orderScenario, usd } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';

let scenario: Scenario;
beforeEach(async () => {
  scenario = await orderScenario();
});
afterEach(() => scenario.close());

async function paidOrder(): Promise<string> {
  const { view } = await scenario.create();
  expect(view.state).toBe('paid');
  return view.id;
}

describe('a refund', () => {
  it('in parts moves the order by the sum, and what is above the rest is refused', async () => {
    const id = await paidOrder();
    expect((await scenario.refund(id, 'r1', 400n)).view).toMatchObject({
      state: 'partially_refunded',
      amounts: { refunded: { value: '400' } },
    });
    expect((await scenario.refund(id, 'r2', 600n)).view).toMatchObject({
      state: 'refunded',
      amounts: { refunded: { value: '1000' }, refundPending: { value: '0' } },
    });
    await expect(scenario.refund(id, 'r3', 1n)).rejects.toThrow(AmountExceedsRemaining);
    await expect(scenario.refund(id, 'r3', 1n)).rejects.toThrow('0 of 1000 can still be refunded (minor units), and 1 was asked for');
    await expect(scenario.refund(id, 'r4')).rejects.toThrow(/^0 of 1000 can still be refunded \(minor units\)$/);
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 0n, merchant_payable: 0n });
  });

  it('without an amount gives back all that is left', async () => {
    const id = await paidOrder();
    await scenario.refund(id, 'r1', 1n);
    expect((await scenario.refund(id, 'r2')).view).toMatchObject({ state: 'refunded', operations: [{}, {}, { amount: { value: '999' } }] });
  });

  it('is the same refund under the same number, and another amount under it is refused', async () => {
    const id = await paidOrder();
    await scenario.refund(id, 'r1', 400n);
    expect(await scenario.refund(id, 'r1', 400n)).toMatchObject({ replayed: true, view: { state: 'partially_refunded' } });
    await expect(scenario.refund(id, 'r1', 401n)).rejects.toThrow(IdempotencyKeyReused);
    expect(scenario.first.asked.filter(({ verb }) => verb === 'refund')).toHaveLength(1);
  });

  it('has no number that is kept for refunds of late money', async () => {
    await expect(scenario.refund(await paidOrder(), 'late-1', 1n)).rejects.toMatchObject({ fields: [{ path: 'refundNo' }] });
  });

  it('keeps its amount reserved while its outcome is unknown, and is resolved by the query of its number', async () => {
    const id = await paidOrder();
    scenario.first.refund = () => ({ outcome: 'unknown', cause: 'timeout' });
    expect(await scenario.refund(id, 'r1', 700n)).toMatchObject({
      settled: false,
      view: { state: 'paid', amounts: { refundPending: { value: '700' } } },
    });
    await expect(scenario.refund(id, 'r2', 301n)).rejects.toThrow('300 of 1000 can still be refunded (minor units), and 301 was asked for');
    scenario.first.query = () => ({ outcome: 'approved', providerRef: 'x', stated: { base: 700n } });
    scenario.clock.advance({ seconds: 3 });
    await scenario.work();
    expect((await scenario.order(id)).order.state).toBe('partially_refunded');
  });

  it('that is declined gives its reservation back', async () => {
    const id = await paidOrder();
    scenario.first.refund = () => ({ outcome: 'declined', code: 'not_settled', providerCode: 'D0005' });
    expect((await scenario.refund(id, 'r1', 700n)).view).toMatchObject({
      state: 'paid',
      amounts: { refundPending: { value: '0' } },
      operations: [{}, { declineCode: 'not_settled', advice: expect.stringContaining('void it instead') }],
    });
    scenario.first.refund = (request) => ({ outcome: 'approved', providerRef: 'x', stated: { base: request.amount.minor } });
    expect((await scenario.refund(id, 'r2')).view.state).toBe('refunded');
  });

  it('that never arrived is sent again under its one number', async () => {
    const id = await paidOrder();
    scenario.first.refund = () => ({ outcome: 'unknown', cause: 'timeout' });
    await scenario.refund(id, 'r1', 700n);
    scenario.first.refund = (request) => ({ outcome: 'approved', providerRef: 'x', stated: { base: request.amount.minor } });
    for (let turn = 0; turn < 30; turn += 1) {
      scenario.clock.advance({ seconds: 3 });
      await scenario.work();
    }
    const keys = scenario.first.asked.filter(({ verb }) => verb === 'refund').map(({ key }) => key);
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    expect((await scenario.order(id)).order.state).toBe('partially_refunded');
  });

  it('wins exactly as often as it fits, of fifty at once', async () => {
    const id = await paidOrder();
    const results = await Promise.allSettled(Array.from({ length: 50 }, (_, index) => scenario.refund(id, `race-${String(index)}`, 100n)));
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(10);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(AmountExceedsRemaining);
    expect((await scenario.order(id)).order.state).toBe('refunded');
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 0n, merchant_payable: 0n });
  });

  it('is refused in another currency, and on an order not known to be paid', async () => {
    const id = await paidOrder();
    const eur = { ...usd(1n), currency: 'EUR' as ReturnType<typeof usd>['currency'] };
    await expect(scenario.execute(new RefundOrder(scenario.actor, id, { refundNo: 'r1', amount: eur }))).rejects.toThrow(InvalidReference);
    scenario.first.sale = () => ({ outcome: 'unknown', cause: 'timeout' });
    const { view } = await scenario.create();
    await expect(scenario.refund(view.id, 'r1', 1n)).rejects.toThrow(InvalidState);
  });
});

describe('refunds of a payment of which the provider takes so many', () => {
  const MOST = 5;
  beforeEach(async () => {
    await scenario.close();
    scenario = await orderScenario({ first: { maxRefunds: MOST } });
  });
  const racing = (id: string, round: string, count: number) =>
    Promise.allSettled(Array.from({ length: count }, (_, index) => scenario.refund(id, `${round}-${String(index)}`, 1n)));
  const refused = (ends: PromiseSettledResult<unknown>[]): unknown[] =>
    ends.flatMap((end): unknown[] => (end.status === 'rejected' ? [end.reason] : []));

  it('are never more, however many ask at once, and every place is taken', async () => {
    const id = await paidOrder();
    const losers = refused(await racing(id, 'a', 20));
    expect(losers).toHaveLength(20 - MOST);
    for (const loser of losers)
      expect(loser).toMatchObject({ code: 'invalid_state', message: 'upay takes at most 5 refunds of one payment' });
    expect(scenario.first.asked.filter(({ verb }) => verb === 'refund')).toHaveLength(MOST);
  });

  it('and one that is refused leaves its place to another', async () => {
    const id = await paidOrder();
    scenario.first.refund = () => ({ outcome: 'declined', code: 'declined_by_provider', providerCode: 'NO' });
    await scenario.refund(id, 'no', 1n);
    scenario.first.refund = (request) => ({ outcome: 'approved', providerRef: 'ref', stated: { base: request.amount.minor } });
    expect(refused(await racing(id, 'b', MOST))).toEqual([]);
    expect(refused(await racing(id, 'c', 1))).toHaveLength(1);
  });
});
