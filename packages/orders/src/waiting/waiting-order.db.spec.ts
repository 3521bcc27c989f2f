import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { IdempotencyKeyReused, InvalidReference } from '@interlock/domain';
import { closeWaiting, expiredOrders } from '@interlock/persistence';
import { seedTerminal } from '@interlock/persistence/testing';
import type { ProviderResult } from '@interlock/provider-kit';
import { AbandonWaitingOrder, CaptureOrder, PayWaitingOrder } from '../commands.js';
import type { CommandAnswer, OrderInput } from '../commands.js';
import { InvalidState, NoRoute, NotWaiting } from '../errors.js';
import { orderScenario, usd } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { WaitingOrders } from './waiting-orders.js';

let scenario: Scenario;
let waiting: WaitingOrders;
let terminalSn: string;
let count = 0;

beforeAll(async () => {
  scenario = await orderScenario();
  waiting = new WaitingOrders({ pool: scenario.database.pool, clock: scenario.clock, newId: randomUUID });
});
afterAll(() => scenario.close());
beforeEach(async () => {
  terminalSn = await ownTerminal();
  scenario.first.asked.length = 0;
  scenario.first.sale = (request) => ({ outcome: 'approved', providerRef: 'ref', stated: { base: request.amount.minor } });
});

/** A terminal of ours, with the device that it was activated on. */
async function ownTerminal(): Promise<string> {
  const { terminal } = await seedTerminal(scenario.database.pool, scenario.actor.merchantId);
  const text = `update terminal set device_id = 'device-1', activated_at = created_at where id = $1`;
  await scenario.database.pool.query(text, [terminal.id]);
  return terminal.terminalSn;
}

function pushed(input: Partial<OrderInput> = {}): Promise<CommandAnswer> {
  count += 1;
  return scenario.create({ merchantOrderNo: `pushed-${String(count)}`, method: { type: 'terminal' }, terminalSn, ...input });
}
const pay = (orderId: string, amount = 1000n, at = terminalSn): Promise<CommandAnswer> =>
  scenario.execute(
    new PayWaitingOrder(scenario.actor, orderId, {
      terminalSn: at,
      amount: usd(amount),
      method: { type: 'payer_code', code: '130818341921441147' },
      operator: 'cashier01',
    }),
  );
const abandon = (orderId: string): Promise<CommandAnswer> =>
  scenario.execute(new AbandonWaitingOrder(scenario.actor, orderId, { terminalSn, operator: 'cashier01', reason: 'the payer went away' }));
const sales = (): number => scenario.first.asked.filter(({ verb }) => verb === 'sale').length;
const states = async (orderId: string): Promise<readonly (string | null)[]> => {
  const { rows } = await scenario.database.pool.query<{ to_state: string; cause: string }>(
    'select to_state, cause from transition where order_id = $1 order by version',
    [orderId],
  );
  return rows.map(({ to_state: state, cause }) => `${state} by ${cause}`);
};

describe('an order for one of our own terminals', () => {
  it('stands in created, and nothing is sent to a provider', async () => {
    const { view, settled } = await pushed();
    expect(view).toMatchObject({
      state: 'created',
      version: 1,
      method: { type: 'terminal', scenario: 'scan_payer' },
      nextAction: { type: 'wait_for_terminal', terminalSn },
      operations: [],
    });
    expect(view.provider).toBeUndefined();
    expect(view.routing.chosen).toBeUndefined();
    expect(Date.parse(view.expiresAt ?? '')).toBe(scenario.clock.now() + 300_000);
    expect(settled).toBe(false);
    expect(scenario.first.asked).toEqual([]);
    expect(await scenario.reads.list(scenario.actor, { limit: 1 })).toMatchObject({ orders: [{ id: view.id, operations: [] }] });
  });

  it('is the same order when it is pushed again, and another content is refused', async () => {
    const merchantOrderNo = 'pushed-twice';
    const { view } = await pushed({ merchantOrderNo });
    const again = await pushed({ merchantOrderNo });
    expect([again.replayed, again.view]).toEqual([true, view]);
    await expect(pushed({ merchantOrderNo, amount: usd(2000n) })).rejects.toThrow(IdempotencyKeyReused);
  });

  it.each([
    ['a scenario that needs a card reader', { method: { type: 'terminal', scenario: 'card' } }],
    ['an authorization', { capture: 'manual' }],
    ['a tip beside the amount', { tip: usd(100n) }],
    ['a longer time than it may wait', { expiresInSeconds: 86_401 }],
    ['a number that no till can send back', { merchantOrderNo: 'x'.repeat(33) }],
  ] as const)('is refused with its reason: %s', async (_what, input) => {
    const refusal = await pushed(input).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(NoRoute);
    expect((refusal as NoRoute).fields).toContainEqual(expect.objectContaining({ path: 'terminalSn' }));
  });

  it('is refused where no device of ours is there to take it', async () => {
    const { terminal } = await seedTerminal(scenario.database.pool, scenario.actor.merchantId);
    await expect(pushed({ terminalSn: terminal.terminalSn })).rejects.toThrow(NoRoute);
  });

  it('can be neither captured nor asked after at a provider', async () => {
    const { view } = await pushed();
    await expect(scenario.execute(new CaptureOrder(scenario.actor, view.id, {}, 'key-1'))).rejects.toThrow(InvalidState);
    expect((await scenario.refresh(view.id)).view.state).toBe('created');
    expect(scenario.first.asked).toEqual([]);
  });
});

describe('the terminal that takes it', () => {
  it('begins the one charge of this very order, with its amount', async () => {
    const { view } = await pushed();
    const { view: paid } = await pay(view.id);
    expect(paid).toMatchObject({
      id: view.id,
      state: 'paid',
      operator: 'cashier01',
      method: { type: 'payer_code' },
      amounts: { captured: { value: '1000' } },
    });
    expect(paid.operations).toHaveLength(1);
    expect(sales()).toBe(1);
    expect(await states(view.id)).toEqual(['created by request', 'created by request', 'paid by answer']);
    expect(JSON.stringify(await scenario.order(view.id), (_, value: unknown) => String(value))).not.toContain('130818341921441147');
  });

  it('with another amount begins nothing', async () => {
    const { view } = await pushed();
    await expect(pay(view.id, 999n)).rejects.toThrow(InvalidReference);
    expect(sales()).toBe(0);
    expect((await scenario.order(view.id)).order.state).toBe('created');
  });

  it('must be the one that it waits for', async () => {
    const { view } = await pushed();
    await expect(pay(view.id, 1000n, await ownTerminal())).rejects.toThrow(NotWaiting);
    expect(sales()).toBe(0);
  });

  it('takes it once: of many at once one charge begins', async () => {
    const { view } = await pushed();
    const answers = await Promise.allSettled(Array.from({ length: 8 }, () => pay(view.id)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toBeInstanceOf(NotWaiting);
    expect(sales()).toBe(1);
    expect((await scenario.order(view.id)).operations).toHaveLength(1);
  });

  it('may die after the begin: the worker asks, and finishes', async () => {
    const { view } = await pushed();
    const reached = Promise.withResolvers<undefined>();
    scenario.first.sale = () => {
      reached.resolve(undefined);
      return new Promise<ProviderResult>(() => undefined);
    };
    void pay(view.id);
    await reached.promise;
    scenario.first.query = () => ({ outcome: 'approved', providerRef: 'ref', stated: { base: 1000n } });
    scenario.clock.advance({ seconds: 60 });
    await scenario.work();
    expect((await scenario.order(view.id)).order.state).toBe('paid');
    expect(sales()).toBe(1);
  });

  it('hears a no of the payer’s provider as any other order does', async () => {
    const { view } = await pushed({ route: { providerAccountId: scenario.accounts[0] ?? '' } });
    scenario.first.sale = () => ({ outcome: 'declined', code: 'insufficient_funds', providerCode: 'NO' });
    expect((await pay(view.id)).view.state).toBe('failed');
    await expect(pay(view.id)).rejects.toThrow(NotWaiting);
  });
});

describe('an order that nobody has taken', () => {
  it('is canceled by its merchant, and nobody is asked', async () => {
    const { view } = await pushed();
    const { view: canceled, settled } = await scenario.cancel(view.id);
    expect([canceled.state, canceled.nextAction, settled]).toEqual(['canceled', undefined, true]);
    expect((await scenario.cancel(view.id)).view).toEqual(canceled);
    await expect(pay(view.id)).rejects.toThrow(NotWaiting);
    expect(scenario.first.asked).toEqual([]);
  });

  it('is canceled by its terminal, with the cashier’s words', async () => {
    const { view } = await pushed();
    expect((await abandon(view.id)).view.state).toBe('canceled');
    const { rows } = await scenario.database.pool.query('select operator, reason from cancel_wish where order_id = $1', [view.id]);
    expect(rows).toEqual([{ operator: 'cashier01', reason: 'the payer went away' }]);
    await expect(abandon(view.id)).rejects.toThrow(NotWaiting);
  });

  it('expires, and is canceled by time', async () => {
    const { view } = await pushed({ expiresInSeconds: 60 });
    await scenario.expire(view.id);
    expect((await scenario.order(view.id)).order.state).toBe('created');
    scenario.clock.advance({ seconds: 61 });
    expect(await expiredOrders(scenario.database.pool, scenario.clock.now(), 50)).toContain(view.id);
    await scenario.expire(view.id);
    expect((await scenario.order(view.id)).order).toMatchObject({ state: 'canceled', cancelRequested: 'expiry' });
    expect(await states(view.id)).toEqual(['created by request', 'canceled by expiry']);
    expect(await expiredOrders(scenario.database.pool, scenario.clock.now(), 50)).not.toContain(view.id);
    expect(scenario.first.asked).toEqual([]);
  });

  it('is not paid once its time is over, also before the worker has come by', async () => {
    const { view } = await pushed({ expiresInSeconds: 60 });
    scenario.clock.advance({ seconds: 60 });
    expect((await pay(view.id)).view.state).toBe('canceled');
    expect(sales()).toBe(0);
  });
});

describe('a payment and what would end the waiting, at once', () => {
  const enders: Readonly<Record<string, (id: string) => Promise<unknown>>> = {
    cancel: (id) => scenario.cancel(id),
    abandonment: abandon,
    // By a process whose clock is ahead: to the payment its time is not over yet.
    expiry: (id) => {
      const { pool } = scenario.database;
      const [at, cause] = [scenario.clock.now() + 60_000, { cause: 'expiry', actor: 'worker', requestId: 'request-0002' }];
      return closeWaiting(pool, { orderId: id, by: 'expiry', state: 'canceled', at, words: {}, cause, eventId: randomUUID() });
    },
  };
  it.each(Object.keys(enders))('%s: one of both wins, whichever comes first', async (name) => {
    for (let round = 0; round < 6; round += 1) {
      scenario.first.asked.length = 0;
      const { view } = await pushed({ expiresInSeconds: 60 });
      const [first, second] =
        round % 2 === 0 ? [() => pay(view.id), () => enders[name]?.(view.id)] : [() => enders[name]?.(view.id), () => pay(view.id)];
      await Promise.allSettled([first(), second()]);
      const { order, operations } = await scenario.order(view.id);
      const { rows } = await scenario.database.pool.query<{ state: string }>('select state from terminal_order where order_id = $1', [
        view.id,
      ]);
      if (operations.length === 0) {
        expect([order.state, rows[0]?.state, sales()]).toEqual(['canceled', 'closed', 0]);
      } else {
        // A cancel that came after the begin is one of an order that is being sent.
        expect(operations.filter(({ kind }) => kind === 'sale')).toHaveLength(1);
        expect([rows[0]?.state, sales()]).toEqual(['begun', 1]);
        expect(['paid', 'reversed', 'canceled']).toContain(order.state);
      }
    }
  });
});

describe('the polls of a terminal', () => {
  it('are given the oldest order first, each order to one of them', async () => {
    const [first, second] = [(await pushed()).view.id, (await pushed()).view.id];
    const polled = await Promise.all([waiting.next(terminalSn), waiting.next(terminalSn), waiting.next(terminalSn)]);
    const ids = polled.flatMap((handed) => handed?.orderId ?? []);
    expect(ids.sort()).toEqual([first, second].sort());
    expect(await waiting.next(terminalSn)).toBeUndefined();
    expect(await waiting.next(await ownTerminal())).toBeUndefined();
  });

  it('get an order again once the one that held it is lost, with the same content', async () => {
    const { view } = await pushed();
    const first = await waiting.next(terminalSn);
    scenario.clock.advance({ seconds: 29 });
    expect(await waiting.next(terminalSn)).toBeUndefined();
    scenario.clock.advance({ seconds: 1 });
    const second = await waiting.next(terminalSn);
    expect([first?.orderId, first?.delivery, second?.orderId, second?.delivery]).toEqual([view.id, 1, view.id, 2]);
    expect(second?.read).toEqual(first?.read);
  });

  it('do not get what a terminal says it has, until it says so no more', async () => {
    const { view } = await pushed();
    const handed = await waiting.next(terminalSn);
    const held = await waiting.acknowledge(view.id, terminalSn, 1);
    expect((held?.leasedUntil ?? 0) - (handed?.leasedUntil ?? 0)).toBe(90_000);
    scenario.clock.advance({ seconds: 119 });
    expect(await waiting.next(terminalSn)).toBeUndefined();
    expect(await waiting.acknowledge(view.id, terminalSn, 1)).toBeDefined();
    scenario.clock.advance({ seconds: 120 });
    expect((await waiting.next(terminalSn))?.delivery).toBe(2);
    // The one that was lost holds it no more.
    expect(await waiting.acknowledge(view.id, terminalSn, 1)).toBeUndefined();
  });

  it('are given nothing that expired, was closed, or is being paid', async () => {
    const [expired, canceled, paid] = [
      (await pushed({ expiresInSeconds: 10 })).view.id,
      (await pushed()).view.id,
      (await pushed()).view.id,
    ];
    scenario.clock.advance({ seconds: 10 });
    await scenario.cancel(canceled);
    await pay(paid);
    expect(await waiting.next(terminalSn)).toBeUndefined();
    for (const id of [expired, canceled, paid]) expect(await waiting.acknowledge(id, terminalSn, 0)).toBeUndefined();
    await scenario.expire(expired);
  });
});
