import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ana, caseDesk, refusalOf } from '../testing/case-desk.js';
import type { CaseDesk } from '../testing/case-desk.js';

describe('a provider that wants fewer requests', () => {
  let desk: CaseDesk;
  beforeAll(async () => {
    desk = await caseDesk();
  });
  afterAll(() => desk.close());

  const pausedUntil = (at: Date | null) => desk.scenario.database.pool.query('update account_pace set paused_until = $1', [at]);

  it('is not asked, which is no silence: no word stands, and the same question is put once it may be', async () => {
    desk.provider.query = () => ({ outcome: 'no_answer', cause: 'timeout' });
    const { caseId } = await desk.seeded('outcome_unknown', 'open_charge');
    await pausedUntil(new Date(Date.now() + 3_600_000));
    for (const resolution of ['confirm', 'decline', 'ask_again']) {
      const { person, reason, evidence } = ana;
      const words = resolution === 'ask_again' ? { person, reason } : { person, reason, evidence };
      const refused = await desk.resolve(caseId, { ...words, resolution }, { idempotencyKey: `paused-${resolution}` });
      expect(refusalOf(refused).code).toBe('provider_silent');
    }
    expect(desk.verbs()).toEqual([]);
    expect(await desk.read(caseId)).toMatchObject({ state: 'open', operation: { outcome: 'unknown' } });
    await pausedUntil(null);
    const { person, reason } = ana;
    await desk.resolve(caseId, { person, reason, resolution: 'ask_again' }, { idempotencyKey: 'paused-ask_again' }).expect(202);
    expect(desk.verbs()).toEqual(['query']);
  });
});
