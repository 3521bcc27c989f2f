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
