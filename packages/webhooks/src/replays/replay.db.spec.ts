import type { ReplaySelection } from '@interlock/persistence';
import { webhookBacklog } from '@interlock/persistence';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ReplayWebhooks } from '../commands.js';
import { Receiver, verified } from '../testing/receiver.js';
import { webhookScenario } from '../testing/scenario.js';
import type { WebhookScenario } from '../testing/scenario.js';

let scenario: WebhookScenario;
let receiver: Receiver;
let endpoint: { readonly id: string; readonly secret: string };
let numbers = 0;
beforeAll(async () => {
  scenario = await webhookScenario();
  receiver = await new Receiver().start();
  endpoint = await scenario.endpoint(receiver.url);
});
afterAll(async () => {
  await scenario.close();
  await receiver.stop();
});
beforeEach(async () => {
  await scenario.drain();
  receiver.received.length = 0;
  scenario.clock.advance({ seconds: 10 });
});

async function replay(selection: ReplaySelection): Promise<string> {
  numbers += 1;
  const { view } = await scenario.execute(new ReplayWebhooks(scenario.actor, endpoint.id, selection, `replay-${String(numbers)}`));
  return view.id;
}

async function carryOut(): Promise<void> {
  while (await scenario.housekeeping.replay());
  await scenario.drain();
}

describe('a replay', () => {
  it('of deliveries sends each again under an id of its own, with the view as it was then', async () => {
    const order = await scenario.order();
    await scenario.drain();
    await scenario.change(order.id);
    await scenario.drain();
    const [first] = receiver.received;
    if (first === undefined) throw new Error('nothing came');
    receiver.received.length = 0;
    const id = await replay({ deliveryIds: [first.id, '01920000-0000-7000-8000-00000000ffff'] });
    await carryOut();
    expect(receiver.versions).toEqual([1]);
    const [again] = receiver.received;
    if (again === undefined) throw new Error('nothing came');
    expect(again.text).toBe(first.text);
    expect(again.id).not.toBe(first.id);
    verified(endpoint.secret, again);
    expect(await scenario.reads.replay(scenario.actor, endpoint.id, id)).toMatchObject({ state: 'done', replayed: 1 });
    const { deliveries } = await scenario.reads.deliveries(scenario.actor, endpoint.id, { limit: 100 });
    expect(deliveries.find((delivery) => delivery.id === again.id)).toMatchObject({ replayOf: first.id, state: 'delivered' });
    expect(deliveries.find((delivery) => delivery.id === first.id)).toMatchObject({ replayedAs: again.id, state: 'delivered' });
  });

  it('of an order sends all that went there of it, in order', async () => {
    const order = await scenario.order();
    await scenario.order();
    for (let count = 0; count < 3; count += 1) await scenario.change(order.id);
    await scenario.drain();
    receiver.received.length = 0;
    await replay({ orderId: order.id });
    await carryOut();
    expect(receiver.received.map(({ body }) => [body.data.id, body.data.version])).toEqual(
      [1, 2, 3, 4].map((version) => [order.id, version]),
    );
  });

  it('of a time takes that time alone, in pages that two workers share without doing one twice', async () => {
    await scenario.order();
    await scenario.drain();
    scenario.clock.advance({ seconds: 10 });
    const from = scenario.clock.now();
    const orders = [];
    for (let count = 0; count < 230; count += 1) orders.push((await scenario.order()).id);
    await scenario.drain();
    scenario.clock.advance({ seconds: 10 });
    const to = scenario.clock.now();
    await scenario.order();
    await scenario.drain();
    receiver.received.length = 0;
    const other = await scenario.another();
    const id = await replay({ from: new Date(from).toISOString(), to: new Date(to).toISOString() });
    await Promise.all([scenario.housekeeping.replay(), other.housekeeping.replay()]);
    await carryOut();
    expect(receiver.received.map(({ body }) => body.data.id).toSorted()).toEqual(orders.toSorted());
    expect(await scenario.reads.replay(scenario.actor, endpoint.id, id)).toMatchObject({ state: 'done', replayed: 230 });
  });
});

describe('what ended long ago', () => {
  it('is removed after its retention, and what still waits is not', async () => {
    const { pool } = scenario.database;
    await scenario.order();
    await scenario.drain();
    receiver.status = 500;
    const waiting = await scenario.order();
    await scenario.work();
    const ended = async (): Promise<number> =>
      (await pool.query<{ count: number }>('select count(*)::int as count from webhook_delivery where finished_at is not null')).rows[0]
        ?.count ?? 0;
    expect(await scenario.housekeeping.forget()).toBe(false);
    expect(await ended()).toBeGreaterThan(0);
    expect(await webhookBacklog(pool)).toMatchObject({
      pending: 1,
      deadLetters: 0,
      endpointsFailing: 0,
      oldestPendingAt: scenario.clock.now(),
    });
    scenario.clock.advance({ hours: 24 * 30 + 1 });
    while (await scenario.housekeeping.forget());
    expect(await ended()).toBe(0);
    expect(await scenario.states(waiting.id)).toEqual(['pending']);
  });
});
