import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderView } from '@interlock/orders';
import supertest from 'supertest';
import { anOrder, gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';

describe("a gateway's metrics", () => {
  let scenario: GatewayScenario;
  beforeAll(async () => {
    scenario = await gatewayScenario();
  });
  afterAll(() => scenario.close());

  async function figures(): Promise<(series: string) => number> {
    const { text } = await supertest(scenario.gateway.internalUrl).get('/metrics').expect(200);
    return (series) =>
      Number(
        text
          .split('\n')
          .find((line) => line.startsWith(`${series} `))
          ?.slice(series.length + 1) ?? 0,
      );
  }

  it('count an operation by its outcome where it is written, and time its call', async () => {
    const before = await figures();
    const { body } = await scenario.post('/v1/orders', anOrder()).expect(201);
    const amount = { currency: 'MXN', value: '400' };
    await scenario.post(`/v1/orders/${(body as OrderView).id}/refunds`, { refundNo: 'r-1', amount }).expect(200);
    const after = await figures();
    const sales = 'interlock_operations_total{kind="sale",outcome="approved",provider="upay"}';
    const refunds = 'interlock_operations_total{kind="refund",outcome="approved",provider="upay"}';
    expect([before(sales), after(sales), before(refunds), after(refunds)]).toEqual([0, 1, 0, 1]);
    const calls = 'interlock_provider_call_seconds_count{provider="upay",operation="sale"}';
    expect(after(calls)).toBe(1);
    // A replay of the same order writes nothing and asks nobody.
    const order = anOrder();
    for (const status of [201, 200]) await scenario.post('/v1/orders', order).expect(status);
    expect([(await figures())(sales), (await figures())(calls)]).toEqual([2, 2]);
  });

  it('count a notification whose signature does not verify', async () => {
    const series = 'interlock_notifications_refused_total{provider="upay"}';
    const before = (await figures())(series);
    await scenario.http.post(`/hooks/upay/${scenario.accountId}`).set('authorization', 'nobody 00').send({ client_sn: 'x' });
    expect((await figures())(series)).toBe(before + 1);
  });
});
