import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { QueryResult } from '@interlock/domain';
import { expiredOrders } from '@interlock/persistence';
import type { ProviderResult } from '@interlock/provider-kit';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';

let scenario: Scenario;
beforeEach(async () => {
  scenario = await orderScenario({ first: { whole: true } });
});
afterEach(() => scenario.close());

const paid = { outcome: 'approved', providerRef: 'ref', stated: { base: 1000n } } as const;
const canceled: QueryResult = { outcome: 'declined', code: 'canceled', providerCode: 'CANCELED' };
const pending: Extract<ProviderResult, { outcome: 'pending' }> = { outcome: 'pending', providerRef: 'ref' };
const refused: ProviderResult = { outcome: 'declined', code: 'operation_refused', providerCode: 'NO' };
const sent = (): readonly string[] => scenario.first.asked.map(({ verb }) => verb);
const cancels = (): number => sent().filter((verb) => verb === 'cancel').length;

/** What the worker does once the order's time is over. */
async function expire(id: string): Promise<void> {
  expect(await expiredOrders(scenario.database.pool, scenario.clock.now(), 50)).toContain(id);
  await scenario.expire(id);
}

async function waiting(says: ProviderResult = pending): Promise<string> {
  scenario.first.sale = () => says;
  scenario.first.query = () => pending;
  const { view } = await scenario.create({ method: { type: 'merchant_qr' }, expiresInSeconds: 60 });
  scenario.clock.advance({ seconds: 61 });
  return view.id;
}

/** Begins an order whose payment has not been answered yet; `answer` lets the provider say something. */
function beingSent(): {
  readonly created: ReturnType<Scenario['create']>;
  readonly answer: (says: ProviderResult) => void;
  readonly reached: Promise<void>;
} {
  const heard = Promise.withResolvers<ProviderResult>();
  const asked = Promise.withResolvers<undefined>();
  scenario.first.sale = () => {
    asked.resolve(undefined);
    return heard.promise;
  };
  const created = scenario.create({ merchantOrderNo: 'sending', method: { type: 'merchant_qr' }, expiresInSeconds: 5 });
  return { created, answer: heard.resolve, reached: asked.promise };
}

async function orderBeingSent(): Promise<string> {
  const { rows } = await scenario.database.pool.query<{ id: string }>(`select id from "order" where merchant_order_no = 'sending'`);
  return rows[0]?.id ?? '';
}

describe('the time of an order is over', () => {
  it.each([
    ['pending', pending],
    ['pending, its code shown', { ...pending, customerAction: { type: 'show_qr', qr: 'https://pay.example/1' } }],
    ['uncertain', { outcome: 'unknown', cause: 'timeout' }],
  ] satisfies [string, ProviderResult][])(
    '%s: it is canceled at the provider, closed by the query after it, and shown to no payer any more',
    async (_, says) => {
      const id = await waiting(says);
      scenario.first.query = () => canceled;
      await expire(id);
      const { order, operations } = await scenario.order(id);
      expect(order).toMatchObject({ state: 'canceled', expiryHandled: true, nextAction: null });
      expect(operations[1]).toMatchObject({ kind: 'cancel', outcome: 'approved', origin: 'interlock', reason: 'expiry' });
      expect(sent().slice(-2)).toEqual(['cancel', 'query']);
      expect(await expiredOrders(scenario.database.pool, scenario.clock.now(), 50)).toEqual([]);
    },
  );

  it('a hold is none of its business', async () => {
    const { view } = await scenario.create({ capture: 'manual', expiresInSeconds: 60 });
    scenario.clock.advance({ seconds: 61 });
    expect(await expiredOrders(scenario.database.pool, scenario.clock.now(), 50)).toEqual([]);
    await scenario.expire(view.id);
    expect((await scenario.order(view.id)).order.state).toBe('authorized');
    expect(cancels()).toBe(0);
  });

  it.each([
    ['is answered as paid: the payer was faster', paid, 'paid', 0],
    ['is answered as pending: it is canceled then', pending, 'canceled', 1],
    ['is not answered: it is canceled then', { outcome: 'unknown', cause: 'timeout' }, 'canceled', 1],
    [
      'is declined as another account might not: none is asked',
      { outcome: 'declined', code: 'provider_busy', providerCode: 'BUSY' },
      'canceled',
      0,
    ],
  ] satisfies [string, ProviderResult, string, number][])('while it is being sent, and it %s', async (_, says, state, sentCancels) => {
    const { created, answer, reached } = beingSent();
    await reached;
    scenario.clock.advance({ seconds: 6 });
    const id = await orderBeingSent();
    await expire(id);
    expect((await scenario.order(id)).order).toMatchObject({ state: 'created', cancelRequested: 'expiry' });
    scenario.first.query = () => canceled;
    answer(says);
    await created;
    expect((await scenario.order(id)).order.state).toBe(state);
    expect([cancels(), scenario.second.asked.length]).toEqual([sentCancels, 0]);
  });

  it('and the process that sent it has died: the worker asks, and cancels what is there', async () => {
    const { reached, created, answer } = beingSent();
    await reached;
    scenario.clock.advance({ seconds: 6 });
    const id = await orderBeingSent();
    await expire(id);
    scenario.clock.advance({ seconds: 60 });
    scenario.first.query = () => (cancels() === 0 ? pending : canceled);
    await scenario.work();
    expect((await scenario.order(id)).order.state).toBe('canceled');
    // What the process would have said comes too late to change it.
    answer(pending);
    await created;
    expect((await scenario.order(id)).order.state).toBe('canceled');
  });

  it('and the process that canceled it dies in between: the worker finishes it', async () => {
    const id = await waiting();
    const asked = Promise.withResolvers<undefined>();
    scenario.first.cancel = () => {
      asked.resolve(undefined);
      return new Promise<ProviderResult>(() => undefined);
    };
    void scenario.expire(id);
    await asked.promise;
    scenario.first.cancel = () => ({ outcome: 'approved', providerRef: 'cancel', stated: 'not_stated' });
    scenario.first.query = () => canceled;
    scenario.clock.advance({ seconds: 60 });
    for (let turn = 0; turn < 5; turn += 1) await scenario.work();
    const { order, operations } = await scenario.order(id);
    expect([order.state, operations.map(({ kind }) => kind)]).toEqual(['canceled', ['sale', 'cancel']]);
  });

  it('and its merchant cancels at the same time: one cancel', async () => {
    const id = await waiting();
    scenario.first.query = () => canceled;
    await Promise.all([scenario.expire(id), scenario.cancel(id), scenario.expire(id), scenario.cancel(id)]);
    const { order, operations } = await scenario.order(id);
    expect([order.state, operations.map(({ kind }) => kind)]).toEqual(['canceled', ['sale', 'cancel']]);
    expect(cancels()).toBe(1);
  });

  it('and the provider has refused to cancel it: the payment goes on, and wins when it comes', async () => {
    const id = await waiting();
    scenario.first.cancel = () => refused;
    await expire(id);
    scenario.first.query = () => paid;
    for (let turn = 0; turn < 5; turn += 1) {
      scenario.clock.advance({ seconds: 60 });
      await scenario.work();
    }
    expect((await scenario.order(id)).order.state).toBe('paid');
  });
});

describe('a payer who paid in that instant', () => {
  it('wins where a cancel returns nothing: it is refused, and the query shows the payment', async () => {
    const id = await waiting();
    scenario.first.cancel = () => refused;
    scenario.first.query = () => paid;
    await expire(id);
    expect((await scenario.order(id)).order.state).toBe('paid');
  });

  it('wins where a cancel would return the money: the provider is asked before it', async () => {
    await scenario.close();
    scenario = await orderScenario({ first: { returnsMoneyWhenPaid: true } });
    const id = await waiting();
    scenario.first.query = () => paid;
    await expire(id);
    expect((await scenario.order(id)).order.state).toBe('paid');
    expect(cancels()).toBe(0);
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 1000n, merchant_payable: -1000n });
  });

  it('wins also where the provider was asked a moment ago and may not be asked again yet: nothing is canceled unasked', async () => {
    await scenario.close();
    scenario = await orderScenario({ first: { returnsMoneyWhenPaid: true, orderEveryMs: 2_000 } });
    scenario.first.sale = () => pending;
    scenario.first.query = () => pending;
    const { id } = (await scenario.create({ method: { type: 'merchant_qr' }, expiresInSeconds: 10 })).view;
    scenario.clock.advance({ seconds: 9.5 });
    await scenario.refresh(id);
    scenario.first.query = () => paid;
    scenario.clock.advance({ seconds: 1 });
    await expire(id);
    expect([cancels(), (await scenario.order(id)).order.state]).toEqual([0, 'pending']);
    scenario.clock.advance({ seconds: 2 });
    await expire(id);
    expect([cancels(), (await scenario.order(id)).order.state]).toEqual([0, 'paid']);
  });

  it('between that question and the cancel has the money back, and the books say so', async () => {
    await scenario.close();
    scenario = await orderScenario({ first: { returnsMoneyWhenPaid: true } });
    const id = await waiting();
    scenario.first.query = () => (cancels() === 0 ? pending : { outcome: 'reversed', providerRef: 'ref', stated: { base: 1000n } });
    await expire(id);
    expect((await scenario.order(id)).order.state).toBe('reversed');
    expect(await scenario.ledger(id)).toEqual({ provider_receivable: 0n, merchant_payable: 0n });
  });
});

describe('the bounds of an expiry', () => {
  const qr = { type: 'merchant_qr' } as const;

  it('that no account keeps leave no route, each with its reason', async () => {
    for (const expiresInSeconds of [0, 601]) {
      const bounds = 'the provider keeps an expiry of 1 to 600 seconds';
      const fields = [{ message: `upay: ${bounds}` }, { message: `wallet: ${bounds}` }];
      await expect(scenario.create({ method: qr, expiresInSeconds })).rejects.toMatchObject({ fields });
    }
  });

  it('drop an account that does not keep the default of the first one, too', async () => {
    await scenario.close();
    scenario = await orderScenario({ second: { expirySeconds: { min: 100, max: 600, default: 300 } } });
    scenario.first.sale = () => ({ outcome: 'declined', code: 'provider_busy', providerCode: 'BUSY' });
    const { view } = await scenario.create({ method: qr });
    expect(view.routing.candidates).toMatchObject([
      { kept: true },
      { kept: false, reason: 'the order expires after 60 seconds, and the provider keeps 100 to 600' },
    ]);
    expect([view.state, scenario.second.asked.length]).toEqual(['failed', 0]);
    const named = await scenario.create({ method: qr, expiresInSeconds: 300 });
    expect(named.view.routing.candidates).toMatchObject([{}, { kept: true }]);
  });
});
