import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ProviderResult } from '@interlock/domain';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { scriptedProvider } from '../testing/scripted-provider.js';

const declinedHere = (): ProviderResult => ({ outcome: 'declined', code: 'merchant_limit_exceeded', providerCode: 'LIMIT' });

let scenario: Scenario;
const paid = scriptedProvider('upay').sale;

beforeAll(async () => {
  scenario = await orderScenario({ providers: ['upay', 'wallet', 'upay'] });
});
afterAll(() => scenario.close());
beforeEach(() => {
  Object.assign(scenario.first, { sale: paid });
  Object.assign(scenario.second, { sale: paid });
});

describe('a finish that opens the next route', () => {
  it('keeps the proof of every route before it', async () => {
    scenario.first.sale = declinedHere;
    scenario.second.sale = declinedHere;
    const { view } = await scenario.create();
    expect(view.state).toBe('failed');
    const { order, operations } = await scenario.order(view.id);
    const [a, b, c] = scenario.accounts;
    expect(operations.map(({ providerAccountId }) => providerAccountId)).toEqual([a, b, c]);
    expect(order.routing.proofs.map(({ from, to }) => [from, to])).toEqual([
      [a, b],
      [b, c],
    ]);
    const because = 'declined: merchant_limit_exceeded (LIMIT)';
    expect(order.routing.candidates.map(({ accountId, kept, reason }) => [accountId, kept, reason])).toEqual([
      [a, false, because],
      [b, false, because],
      [c, true, expect.any(String)],
    ]);
  });
});

describe('a finish after which a cancel that was noted is not asked', () => {
  it('leaves a line in the timeline that says so, with the evidence', async () => {
    scenario.first.sale = async (request) => {
      const { rows } = await scenario.database.pool.query<{ order_id: string }>('select order_id from operation where provider_key = $1', [
        request.providerKey,
      ]);
      await scenario.cancel(rows[0]?.order_id ?? '');
      return { outcome: 'approved', providerRef: 'ref', stated: { base: request.amount.minor } };
    };
    const { view } = await scenario.create();
    expect(view.state).toBe('paid');
    const timeline = await scenario.reads.timeline(scenario.actor, view.id);
    expect(timeline.map(({ cause, reason, to }) => [reason ?? cause, to])).toEqual([
      ['request', 'created'],
      ['request', 'created'],
      ['cancel_overtaken', 'paid'],
    ]);
    expect(timeline[2]?.evidence).toMatchObject({ outcome: 'approved' });
  });
});

describe('a fact', () => {
  it('keeps nothing by which a payer acts', async () => {
    scenario.first.sale = () => ({
      outcome: 'pending',
      providerRef: 'ref',
      customerAction: { type: 'sdk', payload: '{"paySign":"secret-of-the-payer"}' },
    });
    const { view } = await scenario.create({ method: { type: 'merchant_qr' } });
    expect(view.nextAction).toEqual({ type: 'sdk', payload: '{"paySign":"secret-of-the-payer"}' });
    const { rows } = await scenario.database.pool.query<{ result: unknown }>('select result from fact where order_id = $1', [view.id]);
    expect(rows).toEqual([{ result: { outcome: 'pending', providerRef: 'ref', customerAction: { type: 'sdk' } } }]);
  });
});

describe('a decision that a check of the database refuses', () => {
  it('is a bug that is seen at once, and not decided again and again', async () => {
    const { pool } = scenario.database;
    await pool.query(`alter table operation add constraint never_paid check (captured_minor < 777) not valid`);
    const asked = scenario.first.asked.length;
    await expect(scenario.create()).rejects.toThrow(/^the decision about operation \S+ breaks never_paid$/);
    expect(scenario.first.asked.length).toBe(asked + 1);
    await pool.query('alter table operation drop constraint never_paid');
  });
});

describe('a finish whose connection is ended by the database', () => {
  /** PostgreSQL ends the connection that writes the first fact after `cutNext`, in the midst of the statement. */
  beforeAll(async () => {
    await scenario.database.pool.query(`
      create sequence cuts;
      create function cut() returns trigger language plpgsql as $$
      begin
        if nextval('cuts') = 1 then
          perform pg_terminate_backend(pg_backend_pid());
          perform pg_sleep(5);
        end if;
        return new;
      end $$;
      create trigger cut before insert on fact for each row execute function cut();
      select nextval('cuts')`);
  });
  const cutNext = () => scenario.database.pool.query('alter sequence cuts restart');
  const cutsSince = async () => Number((await scenario.database.pool.query<{ n: bigint }>('select last_value as n from cuts')).rows[0]?.n);

  it('is written when the database is back, and its caller hears what the provider said', async () => {
    await cutNext();
    const { view, settled } = await scenario.create();
    expect(await cutsSince()).toBe(2);
    expect({ state: view.state, version: view.version, settled }).toEqual({ state: 'paid', version: 2, settled: true });
    expect(await scenario.ledger(view.id)).toEqual({ provider_receivable: 1000n, merchant_payable: -1000n });
  });

  it('passes no candidate over when it opens the next route', async () => {
    scenario.first.sale = declinedHere;
    await cutNext();
    const { view } = await scenario.create();
    expect(view.state).toBe('paid');
    const { operations } = await scenario.order(view.id);
    expect(operations.map(({ providerAccountId }) => providerAccountId)).toEqual(scenario.accounts.slice(0, 2));
  });
});

describe('a finish on what was claimed before somebody else closed the order', () => {
  it('is decided on the rows as they are now', async () => {
    scenario.first.sale = () => ({ outcome: 'pending', providerRef: 'x' });
    scenario.first.query = () => ({ outcome: 'pending', providerRef: 'x' });
    scenario.first.cancel = () => ({ outcome: 'approved', providerRef: 'x', stated: 'not_stated' });
    const { view } = await scenario.create({ method: { type: 'merchant_qr' } });
    await scenario.cancel(view.id);
    scenario.clock.advance({ seconds: 60 });
    const claimed = (await scenario.claim()).filter(({ orderId }) => orderId === view.id);
    expect(claimed.map(({ kind }) => kind).sort()).toEqual(['cancel', 'sale']);
    scenario.first.query = () => ({ outcome: 'reversed', stated: { base: 1000n } });
    for (const kind of ['cancel', 'sale']) {
      const operation = claimed.find((candidate) => candidate.kind === kind);
      if (operation !== undefined) await scenario.resolve(operation);
    }
    const { order, operations } = await scenario.order(view.id);
    expect([order.state, operations.map(({ outcome }) => outcome)]).toEqual(['reversed', ['approved', 'approved']]);
    expect(operations.map(({ dueAt }) => dueAt)).toEqual([null, null]);
  });
});
