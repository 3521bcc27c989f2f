import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { anOrder, gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';
import { TERMINAL_KEY } from '../testing/scripted-upay.js';

describe('the log of an ordinary order', () => {
  let scenario: GatewayScenario;
  beforeAll(async () => {
    scenario = await gatewayScenario();
  });
  afterAll(() => scenario.close());

  const linesOf = (requestId: string) => scenario.log.filter((line) => line['requestId'] === requestId);
  const orderId = async (requestId: string, body: object) => {
    const answer = await scenario.post('/v1/orders', body).set('x-request-id', requestId).expect(201);
    return (answer.body as { id: string }).id;
  };

  it('has one line of each command, and at debug one of each exchange, all under the request that made them', async () => {
    const body = anOrder();
    const id = await orderId('request-of-a-sale', body);
    await scenario
      .post(`/v1/orders/${id}/refunds`, { refundNo: 'r-1', amount: { currency: 'MXN', value: '400' } })
      .set('x-request-id', 'request-of-a-refund')
      .expect(200);
    const common = { orderId: id, merchantOrderNo: body['merchantOrderNo'], provider: 'upay', accountId: scenario.accountId };
    const exchange = { orderId: id, provider: 'upay', method: 'POST', status: 200, exchange: 'answered', outcome: 'approved' };
    const ms = expect.any(Number) as unknown;
    expect(linesOf('request-of-a-sale')).toMatchObject([
      { level: 'debug', msg: 'provider exchange', ...exchange, kind: 'sale', path: '/upay/v2/pay', ms },
      { level: 'debug', msg: 'order changed', from: 'created', to: 'paid' },
      { level: 'info', msg: 'order command', ...common, command: '/v1/orders', state: 'paid', status: 201, ms },
    ]);
    expect(linesOf('request-of-a-refund')).toMatchObject([
      { level: 'debug', msg: 'provider exchange', ...exchange, kind: 'refund', path: '/upay/v2/refund', ms },
      { level: 'debug', msg: 'order changed', from: 'paid', to: 'partially_refunded' },
      { level: 'info', msg: 'order command', ...common, command: '/v1/orders/:id/refunds', state: 'partially_refunded', status: 200, ms },
    ]);
  });

  it('tells of a refused command by its code and its members, and of a read nothing', async () => {
    const id = await orderId('request-before', anOrder());
    await scenario.get(`/v1/orders/${id}`).set('x-request-id', 'request-of-a-read').expect(200);
    await scenario
      .post('/v1/orders', anOrder({ colour: 'red-and-secret' }))
      .set('x-request-id', 'request-refused')
      .expect(400);
    expect(linesOf('request-of-a-read')).toEqual([]);
    expect(linesOf('request-refused')).toMatchObject([
      { level: 'info', msg: 'command refused', command: '/v1/orders', code: 'invalid_request', fields: ['colour'] },
    ]);
  });

  it("holds neither the payer's code nor a key", async () => {
    await orderId('request-with-code', anOrder({ method: { type: 'payer_code', code: '130000000000000042' } }));
    const text = JSON.stringify(scenario.log);
    for (const secret of ['130000000000000042', TERMINAL_KEY, scenario.apiKey, 'red-and-secret']) expect(text).not.toContain(secret);
  });
});
