import { Disabled, IdempotencyKeyReused, InvalidReference, NotReady } from '@interlock/domain';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CreateOrder } from '../commands.js';
import { NoRoute } from '../errors.js';
import { orderScenario, usd } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { scriptedProvider } from '../testing/scripted-provider.js';
import { seedMerchant, until } from '@interlock/persistence/testing';

let scenario: Scenario;
const fresh = { first: scriptedProvider('upay'), second: scriptedProvider('wallet') };

beforeAll(async () => {
  scenario = await orderScenario();
});
afterAll(() => scenario.close());
beforeEach(() => {
  for (const verb of ['sale', 'cancel', 'refund', 'query'] as const) {
    Object.assign(scenario.first, { [verb]: fresh.first[verb] });
    Object.assign(scenario.second, { [verb]: fresh.second[verb] });
  }
});

describe('a sale', () => {
  it('is paid by an explicit yes that agrees, with two entries and a transition for each change', async () => {
    const { view } = await scenario.create({ merchantOrderNo: 'paid-1' });
    expect(view).toMatchObject({
      state: 'paid',
      version: 2,
      amounts: { captured: { currency: 'USD', value: '1000' }, refunded: { value: '0' } },
    });
    expect(view.method).toEqual({ type: 'payer_code', code: '13************1147' });
    expect(await scenario.ledger(view.id)).toEqual({ provider_receivable: 1000n, merchant_payable: -1000n });
    const timeline = await scenario.reads.timeline(scenario.actor, view.id);
    expect(timeline.map(({ from, to, cause }) => [from, to, cause])).toEqual([
      [null, 'created', 'request'],
      ['created', 'paid', 'answer'],
    ]);
  });

  it('is the same order when it is asked again, and another request under its number is refused by the members that differ', async () => {
    const first = await scenario.create({ merchantOrderNo: 'twice' });
    const again = await scenario.create({ merchantOrderNo: 'twice' });
    expect(again).toMatchObject({ replayed: true, view: { id: first.view.id, state: 'paid' } });
    await expect(scenario.create({ merchantOrderNo: 'twice', amount: usd(1001n), description: 'Boots' })).rejects.toThrow(
      IdempotencyKeyReused,
    );
    await expect(scenario.create({ merchantOrderNo: 'twice', amount: usd(1001n), description: 'Boots' })).rejects.toMatchObject({
      fields: [{ path: 'amount' }, { path: 'description' }],
    });
  });

  it('is answered again by a process that must not begin anything, which refuses a new one', async () => {
    const first = await scenario.create({ merchantOrderNo: 'before-stop' });
    scenario.readiness.ready = false;
    try {
      expect(await scenario.create({ merchantOrderNo: 'before-stop' })).toMatchObject({ replayed: true, view: { id: first.view.id } });
      await expect(scenario.create({ merchantOrderNo: 'after-stop' })).rejects.toThrow(NotReady);
    } finally {
      scenario.readiness.ready = true;
    }
  });

  it('is taken once by a hundred requests at once', async () => {
    const before = scenario.first.asked.length;
    const answers = await Promise.all(Array.from({ length: 100 }, () => scenario.create({ merchantOrderNo: 'hundred' })));
    expect(new Set(answers.map(({ view }) => view.id)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(scenario.first.asked.slice(before).filter(({ verb }) => verb === 'sale')).toHaveLength(1);
  });

  it('is uncertain when the provider does not answer, and paid by the query that finds it', async () => {
    scenario.first.sale = () => ({ outcome: 'unknown', cause: 'timeout' });
    const { view, settled } = await scenario.create();
    expect([view.state, settled]).toEqual(['uncertain', false]);
    scenario.first.query = (request) => ({ outcome: 'approved', providerRef: 'x', stated: { base: request.charge.amount.minor } });
    expect(await scenario.work()).toBe(0);
    scenario.clock.advance({ seconds: 3 });
    expect(await scenario.work()).toBe(1);
    expect((await scenario.order(view.id)).order.state).toBe('paid');
  });

  it('goes to the next route on a verified, retryable decline, and stores the proof', async () => {
    scenario.first.sale = () => ({ outcome: 'declined', code: 'merchant_limit_exceeded', providerCode: 'SELLER_OVER_DAILY_LIMIT' });
    const { view } = await scenario.create();
    expect(view).toMatchObject({ state: 'paid', provider: { name: 'wallet' } });
    expect(view.operations.map(({ provider, outcome }) => [provider, outcome])).toEqual([
      ['upay', 'declined'],
      ['wallet', 'approved'],
    ]);
    const { order } = await scenario.order(view.id);
    expect(order.routing.proofs).toMatchObject([
      { from: scenario.accounts[0], to: scenario.accounts[1], because: 'declined: merchant_limit_exceeded (SELLER_OVER_DAILY_LIMIT)' },
    ]);
    expect(order.routing.chosen).toBe(scenario.accounts[1]);
  });

  it('does not go to the next route on a no of the payer, on silence, or when it is pinned', async () => {
    scenario.first.sale = () => ({ outcome: 'declined', code: 'insufficient_funds', providerCode: 'INSUFFICIENT_FUND' });
    expect((await scenario.create()).view).toMatchObject({
      state: 'failed',
      operations: [{ provider: 'upay', declineCode: 'insufficient_funds' }],
    });
    scenario.first.sale = () => ({ outcome: 'unknown', cause: 'bad_signature' });
    expect((await scenario.create()).view).toMatchObject({ state: 'uncertain', operations: [{ provider: 'upay' }] });
    scenario.first.sale = () => ({ outcome: 'declined', code: 'merchant_limit_exceeded', providerCode: 'X' });
    expect((await scenario.create({ route: { providerAccountId: scenario.accounts[0] ?? '' } })).view).toMatchObject({ state: 'failed' });
  });

  it('fails as unreachable when no byte reached any provider', async () => {
    scenario.first.sale = () => ({ outcome: 'not_sent', cause: 'connection_refused' });
    scenario.second.sale = () => ({ outcome: 'not_sent', cause: 'connection_refused' });
    const { view } = await scenario.create();
    expect(view).toMatchObject({
      state: 'failed',
      operations: [{ outcome: 'not_sent' }, { outcome: 'not_sent', declineCode: 'provider_unreachable' }],
    });
  });

  it('says of each candidate why it was dropped, and stores nothing', async () => {
    const refused = scenario.create({ merchantOrderNo: 'nobody', method: { type: 'redirect' } });
    await expect(refused).rejects.toThrow(NoRoute);
    await expect(refused).rejects.toMatchObject({
      fields: [{ message: 'upay: the provider does not support the method redirect' }, { message: /wallet/ }],
    });
    expect((await scenario.database.pool.query(`select 1 from "order" where merchant_order_no = 'nobody'`)).rowCount).toBe(0);
  });

  it('of a merchant without an account has no route, and of a disabled one is refused for that', async () => {
    const { pool } = scenario.database;
    const { id: merchantId } = await seedMerchant(pool);
    const method = { type: 'payer_code', code: '130818341921441147' } as const;
    const input = { merchantOrderNo: 'homeless', amount: usd(1000n), method, description: 'Shoes' };
    const create = (): Promise<unknown> => scenario.execute(new CreateOrder({ ...scenario.actor, merchantId }, input));
    await expect(create()).rejects.toThrow(NoRoute);
    await pool.query(`update merchant set state = 'disabled' where id = $1`, [merchantId]);
    await expect(create()).rejects.toThrow(Disabled);
  });

  it('is refused with a notifyUrl of one origin more than a merchant may have, and taken with one that it has', async () => {
    const { pool } = scenario.database;
    const { merchantId } = scenario.actor;
    await pool.query(
      `insert into webhook_endpoint (id, merchant_id, kind, url, state, state_at, failures, created_at, updated_at)
       select gen_random_uuid(), $1, 'notify', 'https://desk-' || desk || '.example.test', 'enabled', now(), 0, now(), now() from generate_series(1, 1000) desk`,
      [merchantId],
    );
    try {
      const refused = scenario.create({ merchantOrderNo: 'lanes', notifyUrl: 'https://desk-0.example.test/paid' });
      await expect(refused).rejects.toThrow(InvalidReference);
      await expect(refused).rejects.toMatchObject({ fields: [{ path: 'notifyUrl' }] });
      const { view, replayed } = await scenario.create({ merchantOrderNo: 'lanes', notifyUrl: 'https://desk-1000.example.test/paid' });
      expect([view.state, replayed]).toEqual(['paid', false]);
    } finally {
      await pool.query(`delete from webhook_endpoint where merchant_id = $1 and kind = 'notify'`, [merchantId]);
    }
  });

  it('passes over an account whose settings cannot be used, and neither sends by it nor learns from it', async () => {
    const { pool } = scenario.database;
    const settings = (text: string) =>
      pool.query('update provider_account set settings = $2::jsonb where id = $1', [scenario.accounts[0], text]);
    scenario.first.sale = () => ({ outcome: 'unknown', cause: 'timeout' });
    const { view: open } = await scenario.create();
    scenario.first.sale = fresh.first.sale;
    const { view: paid } = await scenario.create();
    const asked = scenario.first.asked.length;
    await settings('{}');
    scenario.clock.advance({ seconds: 3 });
    try {
      expect((await scenario.create()).view).toMatchObject({ state: 'paid', provider: { name: 'wallet' } });
      await expect(scenario.create({ route: { providerAccountId: scenario.accounts[0] ?? '' } })).rejects.toMatchObject({
        fields: [{ message: "upay: the account's settings cannot be used" }, { message: /wallet/ }],
      });
      expect((await scenario.refund(paid.id, 'refund-1')).view).toMatchObject({
        state: 'paid',
        operations: [{ outcome: 'approved' }, { kind: 'refund', declineCode: 'provider_configuration' }],
      });
      expect(await scenario.work()).toBeGreaterThan(0);
      const { order, operations } = await scenario.order(open.id);
      expect([order.state, scenario.first.asked.length]).toEqual(['uncertain', asked]);
      expect((operations[0]?.dueAt ?? 0) - scenario.clock.now()).toBeGreaterThanOrEqual(2_000);
      expect((operations[0]?.dueAt ?? 0) - scenario.clock.now()).toBeLessThanOrEqual(2_500);
    } finally {
      await settings('{"baseUrl":"http://127.0.0.1:9"}');
      scenario.clock.advance({ seconds: 3 });
    }
  });

  it('is never called paid when the provider states another amount', async () => {
    scenario.first.sale = () => ({ outcome: 'approved', providerRef: 'x', stated: { base: 999n } });
    const { view } = await scenario.create();
    expect(view).toMatchObject({
      state: 'uncertain',
      amounts: { captured: { value: '0' } },
      cases: [{ kind: 'amount_mismatch', state: 'open' }],
    });
  });

  it('is confirmed by one query where the answer states no amount', async () => {
    scenario.first.sale = () => ({ outcome: 'approved', providerRef: 'x', stated: 'not_stated' });
    scenario.first.query = (request) => ({ outcome: 'approved', providerRef: 'x', stated: { base: request.charge.amount.minor } });
    expect((await scenario.create()).view).toMatchObject({ state: 'paid', version: 3 });
    scenario.first.query = () => ({ outcome: 'approved', providerRef: 'x', stated: 'not_stated' });
    expect((await scenario.create()).view).toMatchObject({ state: 'uncertain', cases: [{ kind: 'amount_mismatch' }] });
  });

  it('ends failed by "not found" only after the window, and is looked for again later', async () => {
    scenario.first.sale = () => ({ outcome: 'unknown', cause: 'timeout' });
    const { view } = await scenario.create();
    for (let seconds = 0; seconds < 44; seconds += 2) {
      scenario.clock.advance({ seconds: 2 });
      await scenario.work();
      expect((await scenario.order(view.id)).order.state).toBe('uncertain');
    }
    scenario.clock.advance({ seconds: 2 });
    await scenario.work();
    const { order, operations } = await scenario.order(view.id);
    expect([order.state, operations[0]?.declineCode]).toEqual(['failed', 'never_arrived']);
    expect(operations[0]?.dueAt).toBe(scenario.clock.now() + 3_600_000);
  });

  it('answers early when the caller does not want to wait, and goes on', async () => {
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    scenario.first.sale = async (request) => {
      await held;
      return { outcome: 'approved', providerRef: 'x', stated: { base: request.amount.minor } };
    };
    const { view, settled } = await scenario.create({}, 1);
    expect([view.state, settled]).toEqual(['created', false]);
    const canceled = await scenario.cancel(view.id);
    expect(canceled).toMatchObject({ settled: false, view: { state: 'created', cancelRequested: true } });
    release();
    await until(async () => (await scenario.order(view.id)).order.state === 'paid');
  });
});
