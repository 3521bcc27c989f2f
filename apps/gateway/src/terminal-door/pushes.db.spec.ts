import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkInvariants, violationsOf } from '@interlock/orders/invariants';
import { createTestKeyRing, seedTerminal, until } from '@interlock/persistence/testing';
import { currencyCode } from '@interlock/domain';
import { createGatewayLog } from '../log/log.js';
import { startGateway, type Gateway } from '../start-gateway.js';
import { anOrder, gatewayScenario, testSettings } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';
import { seedVendor, Till } from '../testing/till.js';
import type { Answer, SeededVendor } from '../testing/till.js';
import { envelopes } from './terminal-door.schema.js';

const keyRing = createTestKeyRing();
let scenario: GatewayScenario;
let vendor: SeededVendor;
/** The merchant's own system, with the credentials of a terminal. */
let system: Till;

beforeAll(async () => {
  scenario = await gatewayScenario({ keyRing });
  vendor = await seedVendor(scenario.database, keyRing, scenario.merchantId);
  system = await Till.activated(scenario.gateway.url, vendor);
});
const others: Gateway[] = [];
afterAll(async () => {
  for (const other of others) await other.close();
  const violations = violationsOf(await checkInvariants(scenario.database.pool));
  await scenario.close();
  expect(violations).toEqual([]);
});

async function anotherGateway(): Promise<Gateway> {
  const log = createGatewayLog('silent', { write: () => undefined });
  const gateway = await startGateway(testSettings, { databaseUrl: scenario.database.url, keyRing, log });
  others.push(gateway);
  return gateway;
}

/** A till of its own for each test: nobody else's orders wait for it. */
const newTill = (): Promise<Till> => Till.activated(scenario.gateway.url, vendor);
const next = (till: Till, seconds = '0'): Promise<Answer> => till.send('/terminal/orders/next', { wait_seconds: seconds });
const acknowledge = (till: Till, clientSn: string, delivery: string): Promise<Answer> =>
  till.send('/terminal/orders/ack', { client_sn: clientSn, delivery_no: delivery });
const abandon = (till: Till, clientSn: string): Promise<Answer> =>
  till.send('/terminal/orders/abandon', { client_sn: clientSn, operator: 'cashier01', reason: 'the payer went away' });
const sent = (clientSn: string) =>
  scenario.upay.received.filter(({ endpoint }) => endpoint === 'pay').filter(({ body }) => body['subject'] === clientSn);

/** The three layers in short; every answer holds to the published schema. */
function told(answer: Answer): readonly (string | undefined)[] {
  const parsed = envelopes.order.safeParse(answer);
  if (!parsed.success) throw new Error(`${parsed.error.message}: ${JSON.stringify(answer)}`);
  const { biz_response: response } = answer;
  return [response?.['result_code'] ?? answer.error_code, response?.data?.['order_status'], response?.['error_code']];
}

interface Pushed {
  readonly id: string;
  readonly no: string;
}

/** By the unified API; its subject, which the provider is told, is its number. */
async function pushed(till: Till, members: object = {}): Promise<Pushed> {
  const order = anOrder({ method: { type: 'terminal' }, terminalSn: till.sn, ...members });
  const no = String(order['merchantOrderNo']);
  const { body } = await scenario.post('/v1/orders', { ...order, subject: no }).expect(201);
  return { id: (body as { id: string }).id, no };
}
const state = async (id: string): Promise<unknown> =>
  ((await scenario.get(`/v1/orders/${id}`).expect(200)).body as { state: string }).state;

describe('an order of /v1 for a terminal of ours', () => {
  it('waits, is fetched, acknowledged and paid by the payer’s code, as one order', async () => {
    const till = await newTill();
    const { id, no } = await pushed(till);
    expect(sent(no)).toEqual([]);
    const fetched = await next(till);
    expect(told(fetched)).toEqual(['ORDER_WAITING', 'CREATED', undefined]);
    const data = fetched.biz_response?.data;
    expect(data).toMatchObject({ client_sn: no, terminal_sn: till.sn, total_amount: '1000', subject: no, delivery_no: '1' });
    expect(data?.['sn']).toMatch(/^789\d{13}$/);
    expect(Number(data?.['lease_expire_time'])).toBeLessThan(Number(data?.['expire_time']));
    const acknowledged = await acknowledge(till, no, '1');
    expect(told(acknowledged)).toEqual(['SUCCESS', 'CREATED', undefined]);
    expect(Number(acknowledged.biz_response?.data?.['lease_expire_time'])).toBeGreaterThan(Number(data?.['lease_expire_time']));
    const paid = await till.pay(no);
    expect(told(paid)).toEqual(['PAY_SUCCESS', 'PAID', undefined]);
    expect(paid.biz_response?.data?.['sn']).toBe(data?.['sn']);
    expect(sent(no)).toHaveLength(1);
    const { body } = await scenario.get(`/v1/orders/${id}`).expect(200);
    expect(body).toMatchObject({ id, state: 'paid', method: { type: 'payer_code' }, provider: { name: 'upay' } });
    expect(told(await till.pay(no))).toEqual(['FAIL', undefined, 'CLIENT_SN_CONFLICT']);
    expect(told(await next(till))).toEqual(['NO_ORDER', undefined, undefined]);
  });

  it('is not paid with another amount, and never becomes a second order', async () => {
    const till = await newTill();
    const { id, no } = await pushed(till);
    expect(await till.pay(no, { total_amount: '999' })).toMatchObject({
      result_code: '400',
      error_code: 'INVALID_PARAMS',
      error_message: expect.stringContaining('total_amount'),
    });
    expect([await state(id), sent(no)]).toEqual(['created', []]);
    expect(told(await (await newTill()).pay(no))).toEqual(['FAIL', undefined, 'CLIENT_SN_CONFLICT']);
    expect([await state(id), sent(no)]).toEqual(['created', []]);
  });

  it('that cannot be paid now waits on: its terminal is not told that it is closed', async () => {
    const till = await newTill();
    const { id, no } = await pushed(till);
    const enabled = (to: boolean) => scenario.database.pool.query('update account_binding set enabled = $1', [to]);
    await enabled(false);
    try {
      // Routing reads its accounts at most every two seconds.
      await until(async () => (await scenario.post('/v1/orders', anOrder())).status >= 400);
      expect(told(await till.pay(no))).toEqual(['FAIL', undefined, 'UNEXPECTED_PROVIDER_ERROR']);
      expect([await state(id), sent(no)]).toEqual(['created', []]);
    } finally {
      await enabled(true);
    }
    await until(async () => (await scenario.post('/v1/orders', anOrder())).status === 201);
    expect(told(await till.pay(no))).toEqual(['PAY_SUCCESS', 'PAID', undefined]);
  });

  it('reaches a poll that was there before it', async () => {
    const till = await newTill();
    const polled = next(till, '30');
    const { no } = await pushed(till);
    expect((await polled).biz_response?.data?.['client_sn']).toBe(no);
  });

  it('reaches a poll at another gateway', async () => {
    const till = await newTill();
    const polled = next(till.at((await anotherGateway()).url), '30');
    const { no } = await pushed(till);
    expect((await polled).biz_response?.data?.['client_sn']).toBe(no);
  });

  it('reaches one of four polls that wait, each order another one; a fifth poll does not wait', async () => {
    const till = await newTill();
    let answered = 0;
    const polls = Array.from({ length: 5 }, async () => {
      const answer = await next(till, '30');
      answered += 1;
      return answer;
    });
    await until(() => answered === 1);
    const orders: string[] = [];
    for (let count = 0; count < 4; count += 1) orders.push((await pushed(till)).no);
    const answers = await Promise.all(polls);
    const handed = answers.map((answer) => answer.biz_response?.data?.['client_sn'] ?? told(answer)[0]);
    expect(handed.sort()).toEqual([...orders, 'NO_ORDER'].sort());
  });

  it('is fetched elsewhere when the gateway that was polled stops: that poll is told to come again', async () => {
    const till = await newTill();
    const stopping = await anotherGateway();
    const polled = next(till.at(stopping.url), '30');
    await until(async () => {
      const { rows } = await scenario.database.pool.query<{ heard: boolean }>(
        'select last_seen_at is not null as heard from terminal where terminal_sn = $1',
        [till.sn],
      );
      return rows[0]?.heard === true;
    });
    await stopping.close();
    expect(await polled).toMatchObject({ result_code: '500', error_code: 'REQUEST_FAIL' });
    const { no } = await pushed(till);
    expect((await next(till)).biz_response?.data).toMatchObject({ client_sn: no, delivery_no: '1' });
  });

  it('whose time is over is handed to nobody and paid by nobody', async () => {
    const till = await newTill();
    const { id, no } = await pushed(till);
    await scenario.database.pool.query('update terminal_order set expires_at = created_at where order_id = $1', [id]);
    expect(told(await next(till))).toEqual(['NO_ORDER', undefined, undefined]);
    expect(told(await acknowledge(till, no, '1'))).toEqual(['FAIL', 'CREATED', 'ORDER_NOT_WAITING']);
    expect(told(await till.pay(no))).toEqual(['PAY_FAIL', 'PAY_CANCELED', 'TRADE_TIMEOUT']);
    expect([await state(id), sent(no)]).toEqual(['canceled', []]);
  });

  it('is handed to one of two polls at once', async () => {
    const till = await newTill();
    await pushed(till);
    const answers = (await Promise.all([next(till), next(till)])).map((answer) => told(answer)[0]);
    expect(answers.sort()).toEqual(['NO_ORDER', 'ORDER_WAITING']);
  });

  it('is handed out again with the same content where the answer was lost', async () => {
    const till = await newTill();
    const { id, no } = await pushed(till);
    const first = await next(till);
    // As if half a minute had passed.
    await scenario.database.pool.query(`update terminal_order set leased_until = created_at where order_id = $1`, [id]);
    const again = await next(till);
    const without = (answer: Answer): object => ({ ...answer.biz_response?.data, delivery_no: '', lease_expire_time: '' });
    expect(without(again)).toEqual(without(first));
    expect(again.biz_response?.data?.['delivery_no']).toBe('2');
    expect(told(await acknowledge(till, no, '1'))).toEqual(['FAIL', 'CREATED', 'ORDER_NOT_WAITING']);
    expect(told(await acknowledge(till, no, '2'))).toEqual(['SUCCESS', 'CREATED', undefined]);
  });

  it('is closed by its terminal, and nobody is asked', async () => {
    const till = await newTill();
    const { id, no } = await pushed(till);
    expect(told(await abandon(till, no))).toEqual(['CANCEL_SUCCESS', 'PAY_CANCELED', undefined]);
    expect(told(await abandon(till, no))).toEqual(['FAIL', 'PAY_CANCELED', 'ORDER_NOT_WAITING']);
    expect(told(await till.pay(no))).toEqual(['FAIL', undefined, 'CLIENT_SN_CONFLICT']);
    expect([await state(id), sent(no)]).toEqual(['canceled', []]);
    const { body } = await scenario.get(`/v1/orders/${id}/timeline`).expect(200);
    expect(JSON.stringify(body)).toContain(`terminal ${till.sn}`);
  });

  it('is canceled by its merchant or by a till, and is then fetched by nobody', async () => {
    const till = await newTill();
    const [one, other] = [await pushed(till), await pushed(till)];
    await scenario.post(`/v1/orders/${one.id}/cancel`).expect(200);
    expect(told(await till.cancel(other.no))).toEqual(['CANCEL_SUCCESS', 'CANCELED', undefined]);
    expect([await state(one.id), await state(other.id)]).toEqual(['canceled', 'canceled']);
    expect(told(await next(till))).toEqual(['NO_ORDER', undefined, undefined]);
  });

  it('answers 202 to a refresh while it waits, and can be neither refunded nor tipped', async () => {
    const { id, no } = await pushed(await newTill());
    await scenario.post(`/v1/orders/${id}/refresh`).expect(202);
    await scenario.post(`/v1/orders/${id}/refunds`, { refundNo: 'r-1' }).expect(409);
    expect(told(await system.refund(no, 'r-1', '100'))[0]).not.toBe('REFUND_SUCCESS');
    expect(sent(no)).toEqual([]);
  });
});

describe('a merchant’s system at the terminal door', () => {
  const push = (members: object): Promise<Answer> =>
    system.send('/upay/v2/push', { total_amount: '1000', subject: 'Two coffees', operator: 'cashier01', ...members });

  it('pushes to a terminal of its store, and asks what became of it', async () => {
    const till = await newTill();
    const answer = await push({ client_sn: 'mis-1', target_terminal_sn: till.sn, reflect: 'table 4', expire_seconds: '60' });
    expect(told(answer)).toEqual(['PRECREATE_SUCCESS', 'CREATED', undefined]);
    expect(answer.biz_response?.data).toMatchObject({ terminal_sn: till.sn, client_sn: 'mis-1', reflect: 'table 4' });
    expect(told(await push({ client_sn: 'mis-1', target_terminal_sn: till.sn, reflect: 'table 4', expire_seconds: '60' }))).toEqual([
      'FAIL',
      undefined,
      'CLIENT_SN_CONFLICT',
    ]);
    expect((await next(till)).biz_response?.data?.['client_sn']).toBe('mis-1');
    expect(told(await till.pay('mis-1'))).toEqual(['PAY_SUCCESS', 'PAID', undefined]);
    expect(told(await system.query('mis-1'))).toEqual(['SUCCESS', 'PAID', undefined]);
  });

  it('keeps its goods with the order for a terminal of ours, whoever is paid in the end, and is one order also where it is sent to another', async () => {
    const till = await newTill();
    const goods = [{ goods_id: 'g-1', goods_name: 'Coffee', quantity: 2, price: 500, promotion_type: 0 }];
    expect(told(await push({ client_sn: 'mis-goods', target_terminal_sn: till.sn, goods_details: goods }))[0]).toBe('PRECREATE_SUCCESS');
    const elsewhere = await push({ client_sn: 'mis-goods', target_terminal_sn: '404' });
    expect(told(elsewhere)).toEqual(['FAIL', undefined, 'CLIENT_SN_CONFLICT']);
    expect(told(await till.pay('mis-goods'))).toEqual(['PAY_SUCCESS', 'PAID', undefined]);
    expect(scenario.upay.received.at(-1)?.body).toMatchObject({ goods_details: [{ goods_id: 'g-1', quantity: 2, price: 500 }] });
  });

  it('reaches no terminal of another store', async () => {
    const { terminal } = await seedTerminal(scenario.database.pool, scenario.merchantId, {
      store: { currency: currencyCode('MXN') },
      terminal: { terminalSn: '99887766554433' },
    });
    for (const target of [terminal.terminalSn, '1'])
      expect(told(await push({ client_sn: 'mis-2', target_terminal_sn: target }))).toEqual([
        'PRECREATE_FAIL',
        undefined,
        'UPAY_TERMINAL_NOT_EXISTS',
      ]);
  });

  it.each([
    ['an abandonment at cancel', '/upay/v2/cancel', { client_sn: 'x', operator: 'o', reason: 'r' }],
    ['an acknowledgement at query', '/upay/v2/query', { client_sn: 'x', delivery_no: '1' }],
    ['a query at abandon', '/terminal/orders/abandon', { client_sn: 'x' }],
    ['a query at next', '/terminal/orders/next', { client_sn: 'x' }],
    ['a longer wait than half a minute', '/terminal/orders/next', { wait_seconds: '31' }],
  ])('cannot use what was signed for something else: %s', async (_what, path, body) => {
    expect(await system.send(path, body)).toMatchObject({ result_code: '400', error_code: 'INVALID_PARAMS' });
  });
});
