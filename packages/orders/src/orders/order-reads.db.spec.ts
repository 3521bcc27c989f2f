import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { orderScenario } from '../testing/scenario.js';
import type { Scenario } from '../testing/scenario.js';

let scenario: Scenario;
beforeAll(async () => {
  scenario = await orderScenario();
});
afterAll(() => scenario.close());

describe('a list of orders', () => {
  it('is a page of whole orders, newest first, and the cursor leads to the rest', async () => {
    const ids: string[] = [];
    for (let count = 0; count < 3; count += 1) ids.unshift((await scenario.create()).view.id);
    await scenario.refund(ids[1] ?? '', 'refund-1', 400n);
    const page = await scenario.reads.list(scenario.actor, { limit: 2 });
    expect(page.orders.map(({ id, operations }) => [id, operations.map(({ kind }) => kind)])).toEqual([
      [ids[0], ['sale']],
      [ids[1], ['sale', 'refund']],
    ]);
    const rest = await scenario.reads.list(scenario.actor, { limit: 2, cursor: page.nextCursor });
    expect(rest.orders.map(({ id }) => id)).toEqual([ids[2]]);
    expect(rest.nextCursor).toBeUndefined();
    expect(await scenario.reads.list(scenario.actor, { limit: 2, state: 'uncertain' })).toEqual({ orders: [] });
  });
});
