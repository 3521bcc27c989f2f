import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ProviderResult, QueryResult } from '@interlock/domain';
import { hinted } from '@interlock/persistence';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';

/** As Upay has it: at most one query of an order in two seconds, whoever asks. */
const EVERY_MS = 2_000;
let scenario: Scenario;
beforeEach(async () => {
  scenario = await orderScenario({ first: { orderEveryMs: EVERY_MS } });
});
afterEach(() => scenario.close());

const open: QueryResult = { outcome: 'pending', providerRef: 'x' };
const paid: QueryResult = { outcome: 'approved', providerRef: 'x', stated: { base: 1000n } };
const busy: QueryResult = { outcome: 'no_answer', cause: 'busy' };
const queries = (): number => scenario.first.asked.filter(({ verb }) => verb === 'query').length;

async function pendingOrder(): Promise<string> {
  scenario.first.sale = () => ({ outcome: 'pending', providerRef: 'x' });
  scenario.first.query = () => open;
  return (await scenario.create({ method: { type: 'merchant_qr' } })).view.id;
}
const operationsOf = async (id: string) => (await scenario.order(id)).operations;

describe('an order is asked after at most once in two seconds', () => {
  it('however often it is refreshed: the answer is the order as it stands', async () => {
    const id = await pendingOrder();
    const answers = await Promise.all(Array.from({ length: 12 }, () => scenario.refresh(id)));
    expect(queries()).toBe(1);
    expect(new Set(answers.map(({ view }) => view.state))).toEqual(new Set(['pending']));
    scenario.first.query = () => paid;
    scenario.clock.advance({ seconds: 1.999 });
    expect((await scenario.refresh(id)).view.state).toBe('pending');
    scenario.clock.advance({ seconds: 0.001 });
    expect((await scenario.refresh(id)).view.state).toBe('paid');
    expect(queries()).toBe(2);
  });

  it('when hints, refreshes and workers come together, for as long as they come', async () => {
    const id = await pendingOrder();
    const [charge] = await operationsOf(id);
    const asked: number[] = [];
    scenario.first.query = () => {
      asked.push(scenario.clock.now());
      return open;
    };
    for (let passed = 0; passed < 20_000; passed += 250) {
      scenario.clock.advance({ seconds: 0.25 });
      await hinted(scenario.database.pool, charge?.id ?? '', scenario.clock.now());
      await Promise.all([scenario.refresh(id), scenario.work(), scenario.refresh(id), scenario.work()]);
    }
    const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(EVERY_MS);
    // And no hint is lost: whenever it may be asked, it is.
    expect(asked).toHaveLength(10);
  });

  it('also where several of its operations are due: each gets its turn', async () => {
    scenario.first.refund = (): ProviderResult => ({ outcome: 'pending' });
    const { view } = await scenario.create();
    const asked: number[] = [];
    scenario.first.query = () => {
      asked.push(scenario.clock.now());
      return open;
    };
    for (const refundNo of ['r-1', 'r-2', 'r-3']) await scenario.refund(view.id, refundNo, 100n);
    for (let passed = 0; passed < 30_000; passed += 250) {
      scenario.clock.advance({ seconds: 0.25 });
      await scenario.work();
    }
    const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(EVERY_MS);
    const looks = (await operationsOf(view.id)).filter(({ kind }) => kind === 'refund').map((refund) => refund.looks);
    expect(Math.min(...looks)).toBeGreaterThan(0);
    expect(looks.reduce((sum, count) => sum + count, 0)).toBe(asked.length);
  });

  it('a cancel that somebody waits for waits for its turn, and is answered with its end', async () => {
    await scenario.close();
    scenario = await orderScenario({
      first: { orderEveryMs: EVERY_MS },
      whileWaiting: (ms) => scenario.clock.advance({ seconds: ms / 1000 }),
    });
    const id = await pendingOrder();
    await scenario.refresh(id);
    scenario.clock.advance({ seconds: 0.5 });
    scenario.first.query = () => ({ outcome: 'declined', code: 'canceled', providerCode: 'CANCELED' });
    const before = scenario.clock.now();
    expect((await scenario.cancel(id)).view.state).toBe('canceled');
    expect(scenario.clock.now() - before).toBe(1_500);
  });
});

describe('a provider that wants fewer requests', () => {
  const limited = async (): Promise<{ until: number; pauses: number } | undefined> => {
    const text = 'select paused_until, pauses from account_pace where provider_account_id = $1 and paused_until is not null';
    const { rows } = await scenario.database.pool.query<{ paused_until: Date; pauses: number }>(text, [scenario.accounts[0]]);
    return rows[0] === undefined ? undefined : { until: rows[0].paused_until.getTime(), pauses: rows[0].pauses };
  };
  const workUntil = async (end: number): Promise<void> => {
    while (scenario.clock.now() < end) {
      scenario.clock.advance({ seconds: 0.5 });
      await scenario.work();
    }
  };

  it('is left alone for ever longer pauses, and its operations stay what they are', async () => {
    const id = await pendingOrder();
    const asked: number[] = [];
    scenario.first.query = () => {
      asked.push(scenario.clock.now());
      return busy;
    };
    await workUntil(scenario.clock.now() + 50_000);
    const pauses = asked.slice(1).map((at, index) => at - (asked[index] ?? 0));
    expect(pauses).toEqual([...pauses].sort((a, b) => a - b));
    expect(pauses.at(-1)).toBeGreaterThanOrEqual(8_000);
    expect(await limited()).toMatchObject({ pauses: asked.length });
    const { order, operations } = await scenario.order(id);
    expect([order.state, order.version, operations.map(({ outcome }) => outcome)]).toEqual(['pending', 2, ['pending']]);
    scenario.first.query = () => paid;
    await workUntil(scenario.clock.now() + 60_000);
    expect((await scenario.order(id)).order.state).toBe('paid');
  });

  it('is not refreshed either: the answer is the order as it stands', async () => {
    const id = await pendingOrder();
    scenario.first.query = () => busy;
    await scenario.refresh(id);
    scenario.first.query = () => paid;
    expect((await scenario.refresh(id)).view.state).toBe('pending');
    expect(queries()).toBe(1);
  });

  it('says so to a payment too, which is then unknown and nothing else', async () => {
    scenario.first.sale = () => ({ outcome: 'unknown', cause: 'busy' });
    const { view } = await scenario.create();
    expect(view.state).toBe('uncertain');
    expect(await limited()).toMatchObject({ pauses: 1 });
  });

  it('costs no other account anything', async () => {
    const id = await pendingOrder();
    scenario.first.query = () => busy;
    await scenario.refresh(id);
    scenario.second.sale = () => ({ outcome: 'pending', providerRef: 'y' });
    scenario.second.query = () => ({ ...paid, providerRef: 'y' });
    const [, second] = scenario.accounts;
    const other = await scenario.create({ method: { type: 'merchant_qr' }, route: { providerAccountId: second ?? '' } });
    scenario.clock.advance({ seconds: 0.9 });
    await scenario.work();
    await scenario.refresh(other.view.id);
    expect((await scenario.order(other.view.id)).order.state).toBe('paid');
  });
});
