import { WebhookEndpointRepository } from '@interlock/persistence';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ChangeWebhook, ReplayWebhooks, RotateWebhookSecret } from '../commands.js';
import type { Transport } from '../destination/transport.js';
import { Receiver, verified } from '../testing/receiver.js';
import { webhookScenario } from '../testing/scenario.js';
import type { WebhookScenario } from '../testing/scenario.js';
import { until } from '@interlock/persistence/testing';

let scenario: WebhookScenario;
let receiver: Receiver;
beforeEach(async () => {
  scenario = await webhookScenario();
  receiver = await new Receiver().start();
});
afterEach(async () => {
  await scenario.close();
  await receiver.stop();
});

/** As a transport of which nothing is heard: the process dies after the receiver has the message. */
function dyingAfter(inner: { send: Transport['send'] }): Transport {
  return {
    send: async (request) => {
      await inner.send(request);
      return new Promise(() => undefined);
    },
    close: async () => undefined,
  };
}

async function byFetch({ url, headers, body }: Parameters<Transport['send']>[0]): ReturnType<Transport['send']> {
  return { status: (await fetch(url, { method: 'POST', headers, body })).status };
}

describe('deliveries', () => {
  it('take each view of an order to the endpoint, signed, in the order of its versions', async () => {
    const { secret } = await scenario.endpoint(receiver.url);
    const order = await scenario.order();
    for (let count = 0; count < 3; count += 1) await scenario.change(order.id);
    await scenario.drain();
    expect(receiver.versions).toEqual([1, 2, 3, 4]);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(4);
    for (const message of receiver.received) {
      expect(verified(secret, message)).toEqual(message.body);
      expect(message.body.data).toMatchObject({ id: order.id, amount: { currency: 'USD', value: '1000' } });
    }
    expect(receiver.received.map(({ body }) => body.type)).toEqual(['order.created', 'order.updated', 'order.updated', 'order.updated']);
    expect(receiver.received[0]?.body.timestamp).toBe(new Date(scenario.clock.now()).toISOString());
    expect(await scenario.states(order.id)).toEqual(['delivered', 'delivered', 'delivered', 'delivered']);
  });

  it('are each made once by two workers at once, and in order per order', async () => {
    await scenario.endpoint(receiver.url);
    const other = await scenario.another();
    const orders = await Promise.all(Array.from({ length: 8 }, () => scenario.order()));
    for (const { id } of orders) for (let count = 0; count < 4; count += 1) await scenario.change(id);
    let left: number;
    do {
      left = (await Promise.all([scenario.work(), other.work(), scenario.work(), other.work()])).reduce((sum, count) => sum + count, 0);
      scenario.clock.advance({ seconds: 2 });
    } while (left > 0);
    const byOrder = Map.groupBy(receiver.received, ({ body }) => body.data.id);
    expect(byOrder.size).toBe(8);
    for (const messages of byOrder.values()) expect(messages.map(({ body }) => body.data.version)).toEqual([1, 2, 3, 4, 5]);
  });

  it('wait for the one before them, also while that is on its way', async () => {
    await scenario.endpoint(receiver.url);
    const release = receiver.hold();
    const order = await scenario.order();
    const first = await scenario.job.turn();
    await until(() => receiver.received.length === 1);
    await scenario.change(order.id);
    expect(await scenario.work()).toBe(0);
    release();
    await Promise.all(first.deliveries);
    expect(await scenario.work()).toBe(1);
    expect(receiver.versions).toEqual([1, 2]);
  });

  it('are repeated under the same id where a process died between the sending and the writing down', async () => {
    const { secret } = await scenario.endpoint(receiver.url);
    const order = await scenario.order();
    const dying = await scenario.another(dyingAfter({ send: byFetch }));
    await dying.job.turn();
    await until(() => receiver.received.length === 1);
    expect(await scenario.work()).toBe(0);
    scenario.clock.advance({ seconds: 61 });
    expect(await scenario.work()).toBe(1);
    const [first, second] = receiver.received;
    expect(second?.id).toBe(first?.id);
    expect(second?.text).toBe(first?.text);
    if (second === undefined) throw new Error('nothing came');
    verified(secret, second);
    expect(await scenario.states(order.id)).toEqual(['delivered']);
  });

  it('come back after longer and longer pauses, and are a dead letter after three days; the next view goes then', async () => {
    const { id } = await scenario.endpoint(receiver.url);
    const order = await scenario.order();
    receiver.status = 503;
    expect(await scenario.work()).toBe(1);
    scenario.clock.advance({ seconds: 4.9 });
    expect(await scenario.work()).toBe(0);
    scenario.clock.advance({ seconds: 0.1 });
    expect(await scenario.work()).toBe(1);
    scenario.clock.advance({ seconds: 29.9 });
    expect(await scenario.work()).toBe(0);
    scenario.clock.advance({ hours: 72 });
    await scenario.change(order.id);
    expect(await scenario.work()).toBe(1);
    expect(await scenario.states(order.id)).toEqual(['dead', 'pending']);
    receiver.status = 200;
    scenario.clock.advance({ seconds: 5 });
    await scenario.drain();
    expect(receiver.versions.at(-1)).toBe(2);
    const { deliveries } = await scenario.reads.deliveries(scenario.actor, id, { state: 'dead', limit: 10 });
    expect(deliveries).toMatchObject([
      {
        orderId: order.id,
        version: 1,
        state: 'dead',
        reason: 'status',
        attempts: [{ status: 503, error: 'status' }, { status: 503 }, { status: 503 }],
      },
    ]);
    expect(deliveries[0]?.nextAttemptAt).toBeUndefined();
  });

  it('for an hour behind one that fails give way to the newest of them; what lies between is skipped', async () => {
    const { id } = await scenario.endpoint(receiver.url);
    const order = await scenario.order();
    receiver.status = 500;
    await scenario.work();
    for (let count = 0; count < 3; count += 1) await scenario.change(order.id);
    scenario.clock.advance({ hours: 0.9 });
    expect(await scenario.work()).toBe(1);
    expect(receiver.versions).toEqual([1, 1]);
    scenario.clock.advance({ hours: 0.2 });
    await scenario.change(order.id);
    receiver.status = 200;
    expect(await scenario.work()).toBe(1);
    expect(receiver.versions).toEqual([1, 1, 4]);
    expect(await scenario.states(order.id)).toEqual(['skipped', 'skipped', 'skipped', 'delivered', 'pending']);
    await scenario.drain();
    expect(receiver.versions).toEqual([1, 1, 4, 5]);
    const { deliveries } = await scenario.reads.deliveries(scenario.actor, id, { state: 'skipped', limit: 10 });
    expect(deliveries.map(({ version, reason }) => `${String(version)} ${String(reason)}`).toSorted()).toEqual([
      '1 superseded',
      '2 superseded',
      '3 superseded',
    ]);
  });

  it('that cannot go yet keep no page to themselves: what they wait for is behind them, and still goes', async () => {
    const { id } = await scenario.endpoint(receiver.url);
    const orders = [];
    for (let count = 0; count < 20; count += 1) orders.push(await scenario.order());
    for (const order of orders) await scenario.change(order.id);
    await scenario.database.pool.query(`update webhook_delivery set due_at = due_at - interval '1 second' where version = 2`);
    for (let count = 0; count < 30; count += 1) {
      await scenario.work();
      scenario.clock.advance({ seconds: 1 });
    }
    expect(receiver.received).toHaveLength(40);
    for (const messages of Map.groupBy(receiver.received, ({ body }) => body.data.id).values())
      expect(messages.map(({ body }) => body.data.version)).toEqual([1, 2]);
    expect(await scenario.reads.deliveries(scenario.actor, id, { state: 'pending', limit: 1 })).toEqual({ deliveries: [] });
  });

  it('are all made, one after the other, after a time in which no worker ran', async () => {
    await scenario.endpoint(receiver.url);
    const order = await scenario.order();
    await scenario.change(order.id);
    scenario.clock.advance({ hours: 5 });
    await scenario.drain();
    expect(receiver.versions).toEqual([1, 2]);
  });

  it('are signed with every secret that is live, and with the new one alone once the old has expired', async () => {
    const { id, secret } = await scenario.endpoint(receiver.url);
    const rotated = await scenario.execute(new RotateWebhookSecret(scenario.actor, id, 3600, 'rotation-1'));
    await scenario.order();
    await scenario.drain();
    const [first] = receiver.received;
    if (first === undefined) throw new Error('nothing came');
    expect(first.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    verified(secret, first);
    verified(rotated.view.secret, first);
    scenario.clock.advance({ hours: 1 });
    await scenario.order();
    await scenario.drain();
    const second = receiver.received[1];
    expect(second?.headers['webhook-signature']?.split(' ')).toHaveLength(1);
  });
});

describe('an endpoint', () => {
  it('that hangs slows no other: it is given its share, and once it fails a single call at a time', async () => {
    const slow = await new Receiver().start();
    slow.hold();
    await scenario.endpoint(slow.url);
    await scenario.endpoint(receiver.url);
    for (let count = 0; count < 40; count += 1) await scenario.order();
    const turns = [];
    for (let count = 0; count < 8; count += 1) {
      const turn = await scenario.job.turn();
      turns.push(...turn.deliveries);
      await until(() => receiver.received.length >= Math.min(40, 32 * (count + 1)));
    }
    expect(receiver.received).toHaveLength(40);
    expect(slow.received.length).toBeLessThanOrEqual(40);
    await Promise.all(turns);
    const before = slow.received.length;
    scenario.clock.advance({ seconds: 10 });
    const { deliveries } = await scenario.job.turn();
    expect(deliveries).toHaveLength(1);
    expect((await scenario.job.turn()).deliveries).toHaveLength(0);
    await Promise.all(deliveries);
    expect(slow.received.length).toBe(before + 1);
    await slow.stop();
  });

  it('that answers 410 is disabled at once, and the others hear of it', async () => {
    const notices = await new Receiver().start();
    await scenario.endpoint(notices.url, ['webhook.endpoint_disabled']);
    const { id } = await scenario.endpoint(receiver.url);
    const order = await scenario.order();
    await scenario.change(order.id);
    receiver.status = 410;
    expect(await scenario.work()).toBe(1);
    expect(await scenario.reads.byId(scenario.actor, id)).toMatchObject({ enabled: false, disabled: { reason: 'gone' } });
    await scenario.drain();
    expect(receiver.received).toHaveLength(1);
    expect(await scenario.states(order.id)).toEqual(['dead', 'dead']);
    expect(notices.received.map(({ body }) => [body.type, body.data])).toEqual([
      ['webhook.endpoint_disabled', { endpointId: id, url: receiver.url, reason: 'gone', failingSince: null }],
    ]);
    await scenario.order();
    expect(await scenario.work()).toBe(0);
    await notices.stop();
  });

  it('that has failed for three days is disabled, with its reason; what happens meanwhile can be replayed once it is enabled', async () => {
    const { id } = await scenario.endpoint(receiver.url);
    receiver.status = 500;
    const order = await scenario.order();
    for (let hours = 0; hours < 76; hours += 1) {
      await scenario.work();
      scenario.clock.advance({ hours: 1 });
      if (hours === 71) await scenario.order();
    }
    const view = await scenario.reads.byId(scenario.actor, id);
    expect(view).toMatchObject({
      enabled: false,
      disabled: { reason: 'failing' },
      failing: { since: new Date(scenario.clock.now() - 76 * 3_600_000).toISOString() },
    });
    expect(scenario.sender.counts.disabled).toBe(1);
    const meanwhile = await scenario.order();
    expect(await scenario.states(meanwhile.id)).toEqual(['dead']);
    receiver.status = 200;
    receiver.received.length = 0;
    const enabled = await scenario.execute(new ChangeWebhook(scenario.actor, id, { enabled: true }));
    expect(enabled).toMatchObject({ enabled: true });
    expect(enabled.failing).toBeUndefined();
    const selection = { from: new Date(0).toISOString(), to: new Date(scenario.clock.now() + 1).toISOString(), state: 'dead' as const };
    await scenario.execute(new ReplayWebhooks(scenario.actor, id, selection, 'replay-1'));
    expect(await scenario.housekeeping.replay()).toBe(false);
    await scenario.drain();
    expect(receiver.received.map(({ body }) => body.data.id)).toEqual(expect.arrayContaining([order.id, meanwhile.id]));
    expect(await scenario.states(meanwhile.id)).toEqual(['replayed']);
  });

  it('is well again after one success', async () => {
    const { id } = await scenario.endpoint(receiver.url);
    await scenario.order();
    receiver.status = 500;
    await scenario.work();
    expect(await scenario.reads.byId(scenario.actor, id)).toMatchObject({ failing: { attempts: 1 } });
    receiver.status = 200;
    scenario.clock.advance({ seconds: 10 });
    await scenario.drain();
    expect((await scenario.reads.byId(scenario.actor, id)).failing).toBeUndefined();
  });
});

describe('an order’s own notifyUrl', () => {
  it('gets the same deliveries, signed with the merchant’s secret for that purpose', async () => {
    const { merchantId } = scenario.actor;
    const lane = { id: '01920000-0000-7000-8000-00000000aaaa', merchantId, origin: receiver.url, most: 1, at: scenario.clock.now() };
    await new WebhookEndpointRepository(scenario.database.pool).ensureNotifyLane(lane);
    const order = await scenario.order({ notifyUrl: `${receiver.url}/paid?desk=4` });
    await scenario.change(order.id);
    await scenario.order();
    await scenario.drain();
    expect(receiver.received.map(({ path, body }) => [path, body.data.version])).toEqual([
      ['/paid?desk=4', 1],
      ['/paid?desk=4', 2],
    ]);
    const { secrets } = await scenario.reads.notifySecret(scenario.actor);
    const [only] = secrets;
    if (only === undefined || receiver.received[0] === undefined) throw new Error('no secret was made, or nothing came');
    verified(only.secret, receiver.received[0]);
    expect(await scenario.reads.list(scenario.actor, { limit: 10 })).toMatchObject({ webhooks: [{ kind: 'notify', url: receiver.url }] });
  });

  it('that is gone is a dead letter of that order alone', async () => {
    const lane = {
      id: '01920000-0000-7000-8000-00000000aaaa',
      merchantId: scenario.actor.merchantId,
      origin: receiver.url,
      most: 1,
      at: scenario.clock.now(),
    };
    await new WebhookEndpointRepository(scenario.database.pool).ensureNotifyLane(lane);
    receiver.status = ({ path }) => (path === '/gone' ? 410 : 200);
    const gone = await scenario.order({ notifyUrl: `${receiver.url}/gone` });
    const there = await scenario.order({ notifyUrl: `${receiver.url}/there` });
    await scenario.drain();
    expect([await scenario.states(gone.id), await scenario.states(there.id)]).toEqual([['dead'], ['delivered']]);
    expect(await scenario.reads.byId(scenario.actor, lane.id)).toMatchObject({ enabled: true });
  });
});
