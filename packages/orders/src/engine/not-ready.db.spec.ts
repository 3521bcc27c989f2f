import { NotReady } from '@interlock/domain';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ProviderResult } from '@interlock/domain';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';

let scenario: Scenario;
beforeEach(async () => {
  scenario = await orderScenario();
});
afterEach(() => scenario.close());

const busy: ProviderResult = { outcome: 'declined', code: 'merchant_limit_exceeded', providerCode: 'LIMIT' };
const verbs = () => [...scenario.first.asked, ...scenario.second.asked].map(({ verb }) => verb);

/** What the first provider answers, while the process becomes what `then` makes of it. */
function answersWhile(result: ProviderResult, then: () => void): void {
  scenario.first.sale = () => {
    then();
    return result;
  };
}
const clockGoesOff = () => {
  scenario.readiness.ready = false;
};
const isStopped = () => {
  scenario.readiness.ready = false;
  scenario.readiness.stopping = true;
};

describe('a process whose clock is off', () => {
  it('opens no next route, and writes down what it has heard', async () => {
    answersWhile(busy, clockGoesOff);
    const { view } = await scenario.create();
    expect(view).toMatchObject({ state: 'failed', operations: [{ outcome: 'declined', declineCode: 'merchant_limit_exceeded' }] });
    expect(verbs()).toEqual(['sale']);
  });

  it('begins no cancel that is wanted: it is due at once, for a process that may', async () => {
    const wanted: { cancel?: Promise<unknown> } = {};
    const id = new Promise<string>((resolve) => {
      scenario.first.sale = async (request) => {
        const { rows } = await scenario.database.pool.query<{ order_id: string }>(
          'select order_id from operation where provider_key = $1',
          [request.providerKey],
        );
        const orderId = rows[0]?.order_id ?? '';
        wanted.cancel = scenario.cancel(orderId);
        await wanted.cancel;
        clockGoesOff();
        resolve(orderId);
        return { outcome: 'pending', providerRef: 'x', customerAction: { type: 'show_qr', qr: 'https://pay.example/x' } };
      };
    });
    const { view } = await scenario.create({ method: { type: 'merchant_qr' } });
    expect(view).toMatchObject({ id: await id, state: 'pending', nextAction: { type: 'show_qr' } });
    expect(verbs()).toEqual(['sale']);
    const { order, operations } = await scenario.order(view.id);
    expect([order.cancelRequested, operations[0]?.dueAt]).toEqual(['merchant', scenario.clock.now()]);
    scenario.readiness.ready = true;
    scenario.first.query = () => ({ outcome: 'pending', providerRef: 'x' });
    await scenario.work();
    expect(verbs().slice(0, 3)).toEqual(['sale', 'query', 'cancel']);
  });

  it('claims nothing to ask, and carries on nothing that it had claimed', async () => {
    scenario.first.sale = () => ({ outcome: 'pending', providerRef: 'x' });
    const { view } = await scenario.create({ method: { type: 'merchant_qr' } });
    const before = await scenario.order(view.id);
    clockGoesOff();
    await expect(scenario.refresh(view.id)).rejects.toThrow(NotReady);
    await expect(scenario.expire(view.id)).rejects.toThrow(NotReady);
    expect(await scenario.order(view.id)).toEqual(before);
    scenario.clock.advance({ seconds: 3 });
    await expect(scenario.work()).rejects.toThrow(NotReady);
    expect(verbs()).toEqual(['sale']);
  });
});

describe('a process that stops', () => {
  it('opens the next route of an order that is under way, whose credential nobody else holds', async () => {
    answersWhile(busy, isStopped);
    const { view } = await scenario.create();
    expect(view).toMatchObject({ state: 'paid', operations: [{ outcome: 'declined' }, { outcome: 'approved' }] });
  });
});
