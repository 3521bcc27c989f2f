import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CancelOrder } from '../commands.js';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await orderScenario();
});
afterAll(() => scenario.close());

const asRequest = (requestId: string) => ({ ...scenario.actor, requestId });

async function requestsOf(orderId: string): Promise<readonly (readonly [string, string])[]> {
  const timeline = await scenario.reads.timeline(scenario.actor, orderId);
  return timeline.map(({ to, requestId }) => [to, requestId]);
}

describe('the request that began an operation', () => {
  it('stands in everything that a worker does for it', async () => {
    scenario.first.sale = () => ({ outcome: 'unknown', cause: 'timeout' });
    scenario.first.query = () => ({ outcome: 'approved', providerRef: 'ref', stated: { base: 1000n } });
    const { view } = await scenario.create();
    scenario.clock.advance({ seconds: 30 });
    expect(await scenario.work()).toBe(1);
    expect(await requestsOf(view.id)).toEqual([
      ['created', 'request-0001'],
      ['uncertain', 'request-0001'],
      ['paid', 'request-0001'],
    ]);
  });

  it('is that of the cancel where a cancel is carried on, and that of the order where it expires', async () => {
    scenario.first.sale = () => ({ outcome: 'pending' });
    scenario.first.query = () => ({ outcome: 'declined', code: 'canceled', providerCode: 'CLOSED' });
    scenario.first.cancel = () => ({ outcome: 'unknown', cause: 'timeout' });
    const canceled = await scenario.create();
    await scenario.execute(new CancelOrder(asRequest('request-cancel'), canceled.view.id, {}));
    const expired = await scenario.create({ expiresInSeconds: 30 });
    scenario.clock.advance({ seconds: 40 });
    await scenario.expire(expired.view.id);
    let carriedOn = 0;
    for (let turn = 0; turn < 10; turn += 1) {
      scenario.clock.advance({ seconds: 60 });
      carriedOn += await scenario.work();
    }
    expect(carriedOn).toBeGreaterThan(1);
    const byCancel = (await requestsOf(canceled.view.id)).filter(([, requestId]) => requestId === 'request-cancel');
    expect(byCancel.at(-1)?.[0]).toBe('canceled');
    expect(new Set((await requestsOf(expired.view.id)).map(([, requestId]) => requestId))).toEqual(new Set(['request-0001']));
    expect((await requestsOf(expired.view.id)).at(-1)?.[0]).toBe('canceled');
  });
});
