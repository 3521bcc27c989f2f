import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { ProviderResult, QueryResult } from '@interlock/domain';
import { CancelOrder } from '../commands.js';
import { InvalidState } from '../errors.js';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { until } from '@interlock/persistence/testing';

let scenario: Scenario;
beforeEach(async () => {
  scenario = await orderScenario();
});
afterEach(() => scenario.close());

const paid: QueryResult = { outcome: 'approved', providerRef: 'x', stated: { base: 1000n } };
const canceled: QueryResult = { outcome: 'declined', code: 'canceled', providerCode: 'CANCELED' };
const refused = (): ProviderResult => ({ outcome: 'declined', code: 'operation_refused', providerCode: 'PAID' });
const open: QueryResult = { outcome: 'pending', providerRef: 'x' };

async function pendingOrder(): Promise<string> {
  scenario.first.sale = () => ({ outcome: 'pending', providerRef: 'x', customerAction: { type: 'wait_for_payer' } });
  scenario.first.query = () => open;
  const { view } = await scenario.create({ method: { type: 'merchant_qr' } });
  expect(view).toMatchObject({ state: 'pending', nextAction: { type: 'wait_for_payer' } });
  return view.id;
}

describe('a cancel', () => {
  it('closes a pending order only by the query asked after the answer', async () => {
    const id = await pendingOrder();
    scenario.first.query = () => canceled;
    const { view, settled } = await scenario.cancel(id);
    expect([view.state, settled]).toEqual(['canceled', true]);
    expect(scenario.first.asked.map(({ verb }) => verb)).toEqual(['sale', 'cancel', 'query']);
    expect(view.operations.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['sale', 'declined'],
      ['cancel', 'approved'],
    ]);
    expect(view.nextAction).toBeUndefined();
    expect(await scenario.ledger(id)).toEqual({});
  });

  it('is declined, and the order paid, where the payer was faster', async () => {
    const id = await pendingOrder();
    scenario.first.cancel = refused;
    scenario.first.query = () => paid;
    const { view } = await scenario.cancel(id);
    expect(view).toMatchObject({ state: 'paid', operations: [{ outcome: 'approved' }, { kind: 'cancel', outcome: 'declined' }] });
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 1000n, merchant_payable: -1000n });
  });

  it('ends reversed, with both movements, where the provider had taken the money and gave it back', async () => {
    const id = await pendingOrder();
    scenario.first.query = () => ({ outcome: 'reversed', stated: { base: 1000n } });
    const { view } = await scenario.cancel(id);
    expect(view).toMatchObject({ state: 'reversed', amounts: { captured: { value: '0' } } });
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 0n, merchant_payable: 0n });
  });

  it('is asked again while the provider still shows the order open, given up after three attempts, and taken up again when the schedule is over', async () => {
    const id = await pendingOrder();
    await scenario.cancel(id);
    for (let turn = 0; turn < 400; turn += 1) {
      scenario.clock.advance({ seconds: 4 });
      await scenario.work();
    }
    const { order, operations, cases } = await scenario.order(id);
    const cancels = operations.filter(({ kind }) => kind === 'cancel');
    expect(cancels.map(({ attempts, outcome }) => [attempts, outcome])).toEqual([
      [3, 'declined'],
      [3, 'declined'],
      [3, 'declined'],
    ]);
    expect([order.state, operations[0]?.openExclusive]).toEqual(['pending', null]);
    expect(cases.map(({ kind }) => kind)).toEqual(['outcome_unknown']);
  });

  it('keeps an order uncertain when nothing is heard of it, and is settled by what a query shows past its window', async () => {
    const id = await pendingOrder();
    scenario.first.cancel = () => ({ outcome: 'unknown', cause: 'timeout' });
    const { view, settled } = await scenario.cancel(id);
    expect([view.state, settled]).toEqual(['uncertain', false]);
    scenario.first.query = () => paid;
    scenario.clock.advance({ seconds: 3 });
    await scenario.work();
    // Paid, but our own cancel may still arrive and return the money: nobody is told "paid" yet.
    expect((await scenario.order(id)).order.state).toBe('uncertain');
    for (let turn = 0; turn < 30; turn += 1) {
      scenario.clock.advance({ seconds: 3 });
      await scenario.work();
    }
    const { order, operations } = await scenario.order(id);
    expect([order.state, operations.map(({ outcome }) => outcome)]).toEqual(['paid', ['approved', 'declined']]);
  });

  it('that was given up asking is taken up by the commit of what its charge has said: nobody needs to live on for that', async () => {
    const { pool } = scenario.database;
    const id = await pendingOrder();
    scenario.first.cancel = () => ({ outcome: 'unknown', cause: 'timeout' });
    await scenario.cancel(id);
    await pool.query(`update operation set due_at = case when kind = 'cancel' then null else $2::timestamptz end where order_id = $1`, [
      id,
      new Date(scenario.clock.now()),
    ]);
    scenario.first.query = () => paid;
    const queries = jest.spyOn(pool, 'query');
    await scenario.work();
    const names = queries.mock.calls.map(([statement]) => (statement as { readonly name?: string }).name ?? '');
    queries.mockRestore();
    expect(names.filter((name) => /finish_|touch_|take_up|look_now|hinted/.test(name))).toEqual(['finish_charge']);
    const cancel = (await scenario.order(id)).operations.find(({ kind }) => kind === 'cancel');
    expect(cancel?.dueAt).toBe(scenario.clock.now());
  });

  it('is one however often it is asked', async () => {
    const id = await pendingOrder();
    scenario.first.cancel = () => ({ outcome: 'unknown', cause: 'timeout' });
    const answers = await Promise.all([scenario.cancel(id), scenario.cancel(id), scenario.cancel(id)]);
    expect(answers.at(-1)?.view.operations.filter(({ kind }) => kind === 'cancel')).toHaveLength(1);
    expect(scenario.first.asked.filter(({ verb }) => verb === 'cancel')).toHaveLength(1);
  });

  it('is refused on a paid order, and shows a closed one as it is', async () => {
    const paidOrder = await scenario.create();
    await expect(scenario.cancel(paidOrder.view.id)).rejects.toThrow(InvalidState);
    const id = await pendingOrder();
    scenario.first.query = () => canceled;
    await scenario.cancel(id);
    expect(await scenario.cancel(id)).toMatchObject({ settled: true, view: { state: 'canceled' } });
  });

  it('asked while the payment is being sent is carried out by its finish', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    scenario.first.sale = async () => {
      await held;
      return { outcome: 'pending', providerRef: 'x' };
    };
    scenario.first.query = () => canceled;
    const { view } = await scenario.create({ method: { type: 'merchant_qr' } }, 1);
    expect(await scenario.cancel(view.id)).toMatchObject({ settled: false, view: { state: 'created', cancelRequested: true } });
    release();
    await until(async () => (await scenario.order(view.id)).order.state === 'canceled');
  });

  it('says to the provider what the merchant said, also where it was only noted, and an expiry had been noted before it', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    scenario.first.sale = async () => {
      await held;
      return { outcome: 'pending', providerRef: 'x' };
    };
    scenario.first.query = () => canceled;
    const { view } = await scenario.create({ method: { type: 'merchant_qr' } }, 1);
    scenario.clock.advance({ seconds: 61 });
    await scenario.expire(view.id);
    expect((await scenario.order(view.id)).order.cancelRequested).toBe('expiry');
    await scenario.execute(new CancelOrder(scenario.actor, view.id, { operator: 'Ana', reason: 'changed their mind' }));
    expect((await scenario.order(view.id)).order.cancelRequested).toBe('merchant');
    release();
    await until(async () => (await scenario.order(view.id)).order.state === 'canceled');
    const asked = scenario.first.asked.find(({ verb }) => verb === 'cancel');
    expect(asked?.request).toMatchObject({ operator: 'Ana', reason: 'changed their mind' });
  });

  it('of ours gives the provider no word of ours', async () => {
    const id = await pendingOrder();
    scenario.clock.advance({ seconds: 61 });
    scenario.first.query = () => canceled;
    await scenario.expire(id);
    expect((await scenario.order(id)).operations[1]).toMatchObject({ kind: 'cancel', origin: 'interlock', reason: 'expiry' });
    expect(scenario.first.asked.find(({ verb }) => verb === 'cancel')?.request).not.toHaveProperty('reason');
  });

  it('is begun at the end of the query schedule, and a person is asked when that helps nothing', async () => {
    scenario.first.sale = () => ({ outcome: 'unknown', cause: 'timeout' });
    scenario.first.cancel = () => ({ outcome: 'unknown', cause: 'timeout' });
    scenario.first.query = () => ({ outcome: 'no_answer', cause: 'timeout' });
    const { view } = await scenario.create();
    for (let turn = 0; turn < 60; turn += 1) {
      scenario.clock.advance({ seconds: 30 });
      await scenario.work();
    }
    const { order, operations, cases } = await scenario.order(view.id);
    expect(order.state).toBe('uncertain');
    expect(operations.map(({ kind, origin }) => [kind, origin])).toEqual([
      ['sale', 'merchant'],
      ['cancel', 'interlock'],
    ]);
    expect(cases.map(({ kind, state }) => [kind, state])).toContainEqual(['outcome_unknown', 'open']);
  });
});

describe('an expired order', () => {
  it('is canceled at its provider, once', async () => {
    const id = await pendingOrder();
    scenario.clock.advance({ seconds: 61 });
    scenario.first.query = () => canceled;
    await scenario.expire(id);
    expect((await scenario.order(id)).order).toMatchObject({ state: 'canceled', expiryHandled: true });
  });

  it('is paid where the payer paid in that instant', async () => {
    const id = await pendingOrder();
    scenario.clock.advance({ seconds: 61 });
    scenario.first.cancel = refused;
    scenario.first.query = () => paid;
    await scenario.expire(id);
    expect((await scenario.order(id)).order.state).toBe('paid');
  });

  it.each([
    ['another amount', { ...paid, stated: { base: 999n } }],
    ['no amount', { ...paid, stated: 'not_stated' }],
    ['an amount that the adapter cannot hand on', { outcome: 'unknown', cause: 'amount_mismatch' }],
  ] satisfies [string, QueryResult][])('is a person’s where the provider states %s: only the merchant cancels it', async (_, disputed) => {
    const id = await pendingOrder();
    scenario.first.query = () => disputed;
    await scenario.refresh(id);
    scenario.clock.advance({ seconds: 61 });
    await scenario.expire(id);
    await scenario.work();
    const { order, cases } = await scenario.order(id);
    expect([order.state, order.cancelRequested, order.expiryHandled]).toEqual(['uncertain', 'expiry', true]);
    expect(cases.map(({ kind }) => kind)).toEqual(['amount_mismatch']);
    expect(scenario.first.asked.filter(({ verb }) => verb === 'cancel')).toEqual([]);
    await scenario.cancel(id);
    expect(scenario.first.asked.filter(({ verb }) => verb === 'cancel')).toHaveLength(1);
  });
});

describe('money that turns up after the order was closed', () => {
  async function lateOrder(options: Parameters<typeof orderScenario>[0]): Promise<string> {
    await scenario.close();
    scenario = await orderScenario(options);
    const id = await pendingOrder();
    scenario.first.query = () => canceled;
    await scenario.cancel(id);
    expect((await scenario.order(id)).order.state).toBe('canceled');
    scenario.clock.advance({ seconds: 5 });
    scenario.first.query = () => paid;
    return id;
  }

  it('is refunded once where a cancel returns nothing', async () => {
    const id = await lateOrder({});
    const { view } = await scenario.refresh(id);
    expect(view).toMatchObject({ state: 'refunded', cases: [{ kind: 'late_success', state: 'open' }] });
    expect(view.operations.at(-1)).toMatchObject({ kind: 'refund', outcome: 'approved', refundNo: `late-${view.operations[0]?.id ?? ''}` });
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 0n, merchant_payable: 0n });
    await scenario.refresh(id);
    expect(scenario.first.asked.filter(({ verb }) => verb === 'refund')).toHaveLength(1);
  });

  it('is canceled first where a cancel returns it', async () => {
    const id = await lateOrder({ first: { returnsMoneyWhenPaid: true } });
    let asked = 0;
    scenario.first.query = () => (asked++ === 0 ? paid : canceled);
    const { view } = await scenario.refresh(id);
    expect(view).toMatchObject({ state: 'canceled', cases: [{ kind: 'late_success' }] });
    expect(view.operations.map(({ kind, outcome }) => [kind, outcome])).toEqual([
      ['sale', 'declined'],
      ['cancel', 'approved'],
      ['cancel', 'approved'],
    ]);
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 0n, suspense: 0n });
  });

  it('is kept where the merchant wants it', async () => {
    const id = await lateOrder({ latePolicy: 'keep' });
    expect((await scenario.refresh(id)).view).toMatchObject({ state: 'paid', cases: [{ kind: 'late_success' }] });
  });
});
