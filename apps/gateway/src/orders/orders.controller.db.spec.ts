import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOrder, gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';
import { orderPage, orderView, timeline } from './order-view.schema.js';

describe('orders over HTTP', () => {
  let scenario: GatewayScenario;
  beforeAll(async () => {
    scenario = await gatewayScenario();
  });
  afterAll(() => scenario.close());

  const paid = async (members: Record<string, unknown> = {}): Promise<Record<string, unknown>> => {
    const { body } = await scenario.post('/v1/orders', anOrder(members)).expect(201);
    return body as Record<string, unknown>;
  };

  it('takes a payment and shows the order field by field', async () => {
    const order = anOrder({
      subject: 'Shoes',
      operator: 'cashier-1',
      goods: [{ id: '1', name: 'Shoe', quantity: 2, unitAmount: { currency: 'MXN', value: '500' } }],
      device: { ip: '203.0.113.9', id: 'till-1' },
      metadata: { basket: '17', constructor: 'a name as any other' },
      capture: 'automatic',
    });
    const { body } = await scenario.post('/v1/orders', order).expect(201);
    const view = orderView.parse(body);
    expect(view).toMatchObject({
      merchantOrderNo: order['merchantOrderNo'],
      state: 'paid',
      amount: { currency: 'MXN', value: '1000' },
      metadata: { basket: '17', constructor: 'a name as any other' },
      amounts: { requested: { value: '1000' }, captured: { value: '1000' }, refunded: { value: '0' } },
      method: { type: 'payer_code' },
      provider: { name: 'upay', accountId: scenario.accountId },
      operations: [{ kind: 'sale', outcome: 'approved', amount: { currency: 'MXN', value: '1000' } }],
      routing: { chosen: scenario.accountId, candidates: [{ kept: true }] },
    });
    expect(JSON.stringify(body)).not.toContain('130818341921441147');
  });

  it('shows the members of an order in one order, whoever asks', async () => {
    for (const method of [
      { type: 'payer_code', code: '130818341921441147', payway: '3' },
      { type: 'merchant_qr', form: 'qr' },
    ]) {
      const { text, body } = await scenario
        .post('/v1/orders', anOrder({ method, metadata: { zebra: '1', bee: '2', ape: '3' } }))
        .expect(201);
      const read = await scenario.get(`/v1/orders/${(body as { id: string }).id}`).expect(200);
      expect(read.text).toBe(text);
    }
  });

  it('answers the same order again with the order that is there, and says so', async () => {
    const order = anOrder();
    const first = await scenario.post('/v1/orders', order).expect(201);
    const again = await scenario.post('/v1/orders', { ...order, capture: 'automatic' }).expect(200);
    expect(first.headers).not.toHaveProperty('idempotent-replayed');
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect(again.body).toEqual(first.body);
  });

  it('refuses the same number with other content, naming what differs', async () => {
    const order = anOrder();
    await scenario.post('/v1/orders', order).expect(201);
    const { body } = await scenario.post('/v1/orders', { ...order, amount: { currency: 'MXN', value: '1001' } }).expect(409);
    expect(body).toMatchObject({ code: 'idempotency_key_reused', fields: [{ path: 'amount' }] });
  });

  it('says per candidate why no account takes an order', async () => {
    const { body } = await scenario.post('/v1/orders', anOrder({ method: { type: 'merchant_qr' }, expiresInSeconds: 100_000 })).expect(422);
    expect(body).toMatchObject({
      code: 'no_route',
      fields: [{ path: `candidates.${scenario.accountId}`, message: 'upay: the provider keeps an expiry of 5 to 240 seconds' }],
    });
    const page = await scenario.post('/v1/orders', anOrder({ method: { type: 'redirect' } })).expect(422);
    expect(page.body).toMatchObject({
      code: 'no_route',
      fields: [{ message: 'upay: WAP and mini program need the wallet user id (buyer.payerUid or the option payerUid)' }],
    });
  });

  it('reads an order by id, by its number and in the timeline', async () => {
    const order = await paid();
    const id = order['id'] as string;
    expect((await scenario.get(`/v1/orders/${id}`).expect(200)).body).toEqual(order);
    expect((await scenario.get(`/v1/orders?merchantOrderNo=${String(order['merchantOrderNo'])}`).expect(200)).body).toEqual({
      orders: [order],
    });
    expect((await scenario.get(`/v1/orders?merchantOrderNo=${String(order['merchantOrderNo'])}&state=failed`).expect(200)).body).toEqual({
      orders: [],
    });
    expect((await scenario.get('/v1/orders?merchantOrderNo=nobody').expect(200)).body).toEqual({ orders: [] });
    const { transitions } = timeline.parse((await scenario.get(`/v1/orders/${id}/timeline`).expect(200)).body);
    expect(transitions.at(-1)).toMatchObject({ to: 'paid', evidence: { source: 'answer' } });
    expect(JSON.stringify(transitions)).not.toContain('130818341921441147');
  });

  it('lists page by page, newest first', async () => {
    const newest = [await paid(), await paid(), await paid()].map(({ id }) => id).reverse();
    const first = orderPage.parse((await scenario.get('/v1/orders?limit=2&state=paid').expect(200)).body);
    expect(first.orders.map(({ id }) => id)).toEqual(newest.slice(0, 2));
    const second = orderPage.parse((await scenario.get(`/v1/orders?limit=2&state=paid&cursor=${first.nextCursor ?? ''}`).expect(200)).body);
    expect(second.orders[0]?.id).toBe(newest[2]);
  });

  it('refunds in parts, each under its own number, and no more than was paid', async () => {
    const { id } = await paid();
    const refund = (refundNo: string, value?: string) =>
      scenario.post(`/v1/orders/${String(id)}/refunds`, {
        refundNo,
        reason: 'returned',
        ...(value === undefined ? {} : { amount: { currency: 'MXN', value } }),
      });
    expect((await refund('r-1', '300').expect(200)).body).toMatchObject({
      state: 'partially_refunded',
      amounts: { refunded: { value: '300' } },
    });
    const again = await refund('r-1', '300').expect(200);
    expect(again.headers['idempotent-replayed']).toBe('true');
    expect((await refund('r-1', '301').expect(409)).body).toMatchObject({ code: 'idempotency_key_reused' });
    expect((await refund('r-2', '701').expect(422)).body).toMatchObject({ code: 'amount_exceeds_remaining' });
    // A till would be told that the order was canceled.
    await refund('terminal-cancel-refund-1', '100').expect(400, /refundNo/);
    expect((await refund('r-3').expect(200)).body).toMatchObject({ state: 'refunded', amounts: { refunded: { value: '1000' } } });
    expect((await scenario.get(`/v1/orders/${String(id)}/refunds/r-1`).expect(200)).body).toMatchObject({
      kind: 'refund',
      refundNo: 'r-1',
      outcome: 'approved',
    });
    expect((await scenario.get(`/v1/orders/${String(id)}/refunds/r-9`).expect(404)).body).toMatchObject({ code: 'refund_not_found' });
  });

  it('cancels an order that waits for its payer, asks anew where it is told to, and refuses to cancel a paid one', async () => {
    const waiting = await paid({ method: { type: 'merchant_qr' } });
    expect(waiting).toMatchObject({ state: 'pending', nextAction: { type: 'show_qr', qr: 'https://qr.example.test/1' } });
    const id = String(waiting['id']);
    expect((await scenario.post(`/v1/orders/${id}/refresh`).expect(202)).body).toMatchObject({ state: 'pending' });
    const canceled = await scenario.post(`/v1/orders/${id}/cancel`, { reason: 'payer left' });
    expect([200, 202]).toContain(canceled.status);
    const order = await paid();
    expect((await scenario.post(`/v1/orders/${String(order['id'])}/cancel`).expect(409)).body).toMatchObject({ code: 'invalid_state' });
  });

  it('does not wait for the provider longer than the caller prefers, and carries on without it', async () => {
    const release = scenario.upay.hold();
    const order = anOrder();
    const early = await scenario.post('/v1/orders', order).set('prefer', 'respond-async, wait=0').expect(201);
    expect(early.body).toMatchObject({ state: 'created', operations: [{ outcome: null }] });
    expect(early.headers['preference-applied']).toBe('wait=0');
    release();
    const read = await scenario.get(`/v1/orders/${String((early.body as { id: string }).id)}`);
    expect(read.status).toBe(200);
  });
});
