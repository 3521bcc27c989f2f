import { currencyCode } from '@interlock/domain';
import type { QueryResult } from '@interlock/provider-kit';
import { seedCase } from '@interlock/persistence/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';
import { ResolveCase } from './commands.js';

describe('a resolution whose caller waits no longer', () => {
  let scenario: Scenario;
  beforeEach(async () => {
    scenario = await orderScenario({ providers: ['upay'] });
    scenario.clock.advance({ seconds: 86_400 });
  });
  afterEach(() => scenario.close());

  it('is waited for, up to the word that it writes, by a process that stops', async () => {
    const { caseId } = await seedCase(
      scenario.database.pool,
      { merchantId: scenario.actor.merchantId, accountId: scenario.accounts[0] ?? '', currency: currencyCode('USD') },
      { kind: 'state_conflict', situation: 'done_change' },
    );
    let say = (_: QueryResult): void => undefined;
    const said = new Promise<QueryResult>((resolve) => (say = resolve));
    scenario.first.query = () => said;
    const input = { resolution: 'write_off', person: 'Ana Diaz', reason: 'the statement of the day', evidence: 'line 17' } as const;
    const answered = await scenario.execute(new ResolveCase(scenario.actor, caseId, input, 'key-1', 0));
    expect(answered).toMatchObject({ settled: false, view: { state: 'open' } });
    const drained = scenario.drain();
    say({ outcome: 'declined', code: 'declined_by_provider', providerCode: 'FAILED' });
    await drained;
    const { rows } = await scenario.database.pool.query('select state, resolution from "case" where id = $1', [caseId]);
    expect(rows).toEqual([{ state: 'closed', resolution: 'write_off' }]);
  });
});
