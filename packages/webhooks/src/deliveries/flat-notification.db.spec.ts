import { createHash } from 'node:crypto';
import { beginWaiting, closeWaiting, TerminalKeyRepository, WebhookEndpointRepository } from '@interlock/persistence';
import { orderRecord, seedTerminal } from '@interlock/persistence/testing';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { Receiver, verified } from '../testing/receiver.js';
import { webhookScenario } from '../testing/scenario.js';
import type { WebhookScenario } from '../testing/scenario.js';

let scenario: WebhookScenario;
let receiver: Receiver;
let terminalSn: string;
let terminalId: string;
const TERMINAL_KEY = '68d499beda5f72116592f5c527465656';

beforeEach(async () => {
  scenario = await webhookScenario();
  receiver = await new Receiver().start();
  receiver.says = 'success';
  const { pool } = scenario.database;
  const { merchantId } = scenario.actor;
  const { terminal } = await seedTerminal(pool, merchantId);
  ({ terminalSn, id: terminalId } = terminal);
  const keys = new TerminalKeyRepository(pool, scenario.keyRing);
  await keys.issue(pool, { id: v7(), terminalId, number: 1, key: TERMINAL_KEY, issuedAt: new Date(), requestHash: null });
  const lanes = new WebhookEndpointRepository(pool);
  await lanes.ensureNotifyLane({ id: v7(), merchantId, origin: receiver.url, most: 10, at: scenario.clock.now() });
});
afterEach(async () => {
  await scenario.close();
  await receiver.stop();
});

const aTillsOrder = () =>
  scenario.order(
    { notifyUrl: `${receiver.url}/muwe/notify`, terminal: { subject: 'Two coffees', reflect: 'till 4', payway: '3', subPayway: '1' } },
    { terminalSn, operator: 'cashier01', platformSn: 7_890_000_000_000_000n, merchantOrderNo: 'MEX202605220001' },
  );
/** One turn after so many seconds. */
async function after(seconds: number): Promise<number> {
  scenario.clock.advance({ seconds });
  return scenario.work();
}
const signedBy = (key: string, { text }: { readonly text: string }): string =>
  `${terminalSn} ${createHash('md5').update(text).update(key).digest('hex')}`;
async function notificationKey(): Promise<string> {
  const keys = new TerminalKeyRepository(scenario.database.pool, scenario.keyRing);
  const known = await keys.find(terminalSn);
  return keys.openNotificationKey(terminalId, known?.notificationKey ?? '');
}

describe('a notification to the notify_url of a till’s order', () => {
  it('is the flat view of a paid order, a second after it, and of nothing before', async () => {
    const order = await aTillsOrder();
    await scenario.change(order.id);
    expect(await after(60)).toBe(0);
    await scenario.pay(order);
    expect(await scenario.work()).toBe(0);
    expect(await after(1)).toBe(1);
    expect(await after(3600)).toBe(0);
    const [message] = receiver.received;
    expect(receiver.received).toHaveLength(1);
    expect(message?.path).toBe('/muwe/notify');
    expect(message?.body).toMatchObject({
      terminal_sn: terminalSn,
      sn: '7890000000000000',
      client_sn: 'MEX202605220001',
      status: 'SUCCESS',
      order_status: 'PAID',
      total_amount: '1000',
      net_amount: '1000',
      subject: 'Two coffees',
      reflect: 'till 4',
      operator: 'cashier01',
      payway: '3',
    });
    expect(await scenario.states(order.id)).toEqual(['delivered']);
  });

  it('is signed with a key of its own, always the same, and not with the terminal’s', async () => {
    await scenario.pay(await aTillsOrder());
    await after(1);
    const [message] = receiver.received;
    if (message === undefined) throw new TypeError('nothing was received');
    expect(message.headers['authorization']).toBe(signedBy(await notificationKey(), message));
    expect(message.headers['authorization']).not.toBe(signedBy(TERMINAL_KEY, message));
    expect(message.headers['webhook-signature']).toBeUndefined();
  });

  it('is signed with the terminal’s key by choice alone', async () => {
    await scenario.database.pool.query('update terminal set notify_with_terminal_key = true where id = $1', [terminalId]);
    await scenario.pay(await aTillsOrder());
    await after(1);
    const [message] = receiver.received;
    expect(message?.headers['authorization']).toBe(signedBy(TERMINAL_KEY, message ?? { text: '' }));
  });

  it('is delivered four times, 5, 30 and 600 seconds apart, while nobody says success', async () => {
    receiver.says = 'taken';
    const order = await aTillsOrder();
    await scenario.pay(order);
    for (const [wait, count] of [
      [1, 1],
      [4, 1],
      [1, 2],
      [29, 2],
      [1, 3],
      [599, 3],
      [1, 4],
      [100_000, 4],
    ] as const) {
      await after(wait);
      expect(receiver.received).toHaveLength(count);
    }
    expect(await scenario.states(order.id)).toEqual(['dead']);
    expect(new Set(receiver.received.map(({ text }) => text)).size).toBe(1);
  });

  it('waits for none that came before it: what is not acknowledged holds nothing up, neither of its order nor of another', async () => {
    receiver.says = 'taken';
    const order = await aTillsOrder();
    await scenario.pay(order);
    await after(1);
    const at = new Date(scenario.clock.now());
    const { pool } = scenario.database;
    await pool.query(`update "order" set state = 'refunded', version = version + 1, updated_at = $2 where id = $1`, [order.id, at]);
    const refunded = `insert into outbox (id, merchant_id, order_id, version, type, payload, created_at)
      select $2, merchant_id, id, version, 'order.refunded', '{}', $3 from "order" where id = $1`;
    await pool.query(refunded, [order.id, v7(), at]);
    expect(await after(1)).toBe(1);
    expect(receiver.received.map(({ body }) => (body as unknown as Record<string, unknown>)['order_status'])).toEqual(['PAID', 'REFUNDED']);
    // Both are sent again, each at its own time.
    expect(await after(4)).toBe(1);
    expect(await after(1)).toBe(1);
    expect(await scenario.states(order.id)).toEqual(['pending', 'pending']);
  });

  it('stops once it is acknowledged, which takes the word and the status', async () => {
    receiver.status = 500;
    await scenario.pay(await aTillsOrder());
    await after(1);
    receiver.status = 200;
    receiver.says = 'success\n';
    await after(5);
    expect(await after(100_000)).toBe(0);
    expect(receiver.received).toHaveLength(2);
  });

  it('leaves the merchant’s own endpoints as they are', async () => {
    const { secret } = await scenario.endpoint(receiver.url);
    receiver.says = 'taken';
    const order = await aTillsOrder();
    await scenario.drain();
    const [message] = receiver.received;
    expect(message?.body.data).toMatchObject({ id: order.id, terminalSn, operator: 'cashier01' });
    if (message !== undefined) expect(verified(secret, message)).toEqual(message.body);
    expect(message?.text).not.toContain('till 4');
  });

  it('of an order that was pushed to another till and closed there goes to the one that pushed it, in its key', async () => {
    const { pool } = scenario.database;
    const { terminal: target } = await seedTerminal(pool, scenario.actor.merchantId);
    const { secret } = await scenario.endpoint(`${receiver.url}/v1`);
    const now = scenario.clock.now();
    const place = { merchantId: scenario.actor.merchantId, accountId: v7() };
    const content = { notifyUrl: `${receiver.url}/mis/notify`, terminal: { subject: 'Two coffees', pushedBy: terminalSn } };
    const order = orderRecord(place, { content, createdAt: now, updatedAt: now, merchantOrderNo: 'mis-1' });
    const cause = { cause: 'request', actor: 'test', requestId: 'request-1' };
    const waiting = { ...order, terminalSn: target.terminalSn, expiresAt: now + 60_000 };
    expect(await beginWaiting(pool, { order: waiting, cause, eventId: v7() })).toBe(true);
    const close = { orderId: order.id, by: 'terminal', state: 'canceled', at: now, words: {}, cause, eventId: v7() } as const;
    expect(await closeWaiting(pool, close)).toBe(2);
    await scenario.drain();
    await after(1);
    await scenario.drain();
    const flat = receiver.received.find(({ path }) => path === '/mis/notify');
    expect(flat?.body).toMatchObject({ terminal_sn: target.terminalSn, client_sn: 'mis-1', order_status: 'PAY_CANCELED' });
    expect(flat?.headers['authorization']).toBe(signedBy(await notificationKey(), flat ?? { text: '' }));
    // Nothing of it was begun, and every endpoint is told so.
    const [told] = receiver.received.filter(({ path }) => path === '/v1');
    expect(told?.body).toMatchObject({ data: { id: order.id, operations: [] } });
    if (told !== undefined) expect(verified(secret, told)).toEqual(told.body);
  });
});
