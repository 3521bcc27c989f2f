import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';

let scenario: Scenario;
beforeEach(async () => {
  scenario = await orderScenario({ first: { whole: true } });
});
afterEach(() => scenario.close());

const sent = (verb: string): number => scenario.first.asked.filter((call) => call.verb === verb).length;

/** A hold that the provider places on an order that was closed without one. */
async function lateHold(): Promise<string> {
  scenario.first.authorize = () => ({ outcome: 'pending', providerRef: 'hold' });
  scenario.first.query = () => ({ outcome: 'pending', providerRef: 'hold' });
  const { view } = await scenario.create({ method: { type: 'merchant_qr' }, capture: 'manual' });
  scenario.first.query = () => ({ outcome: 'declined', code: 'canceled', providerCode: 'CANCELED' });
  expect((await scenario.cancel(view.id)).view.state).toBe('canceled');
  scenario.first.query = () => ({ outcome: 'approved', providerRef: 'hold', stated: { base: 1000n } });
  // By more than clocks may differ: a query counts as asked after the end.
  scenario.clock.advance({ seconds: 1 });
  return view.id;
}

describe('a hold that is found after its order was closed', () => {
  it('is released by one void, which nobody asked for, and the order is closed again', async () => {
    const id = await lateHold();
    const { view } = await scenario.refresh(id);
    expect(view).toMatchObject({ state: 'canceled', cases: [{ kind: 'late_success', state: 'open' }] });
    expect(view.operations.at(-1)).toMatchObject({ kind: 'void', outcome: 'approved' });
    expect((await scenario.order(id)).operations.at(-1)).toMatchObject({ kind: 'void', origin: 'interlock' });
    await scenario.refresh(id);
    expect([sent('void'), sent('refund'), sent('capture')]).toEqual([1, 0, 0]);
    expect(await scenario.ledger(id)).toEqual({});
  });

  it('is not called closed while nobody knows whether it was released, and no second void is begun', async () => {
    const id = await lateHold();
    scenario.first.void = () => ({ outcome: 'unknown', cause: 'timeout' });
    expect((await scenario.refresh(id)).view.state).not.toBe('canceled');
    await scenario.refresh(id);
    const { operations } = await scenario.order(id);
    expect(operations.map(({ kind }) => kind)).toEqual(['authorize', 'cancel', 'void']);
    expect(new Set(scenario.first.asked.filter(({ verb }) => verb === 'void').map(({ key }) => key)).size).toBe(1);
    expect([sent('refund'), sent('capture')]).toEqual([0, 0]);
  });
});
