import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { checkInvariants, violationsOf } from '@interlock/orders/invariants';
import { createTestKeyRing, seedMerchant, until } from '@interlock/persistence/testing';
import { anOrder, gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';
import { seedVendor, Till } from '../testing/till.js';
import type { Answer, SeededVendor } from '../testing/till.js';
import { envelopes } from './terminal-door.schema.js';

const keyRing = createTestKeyRing();
let scenario: GatewayScenario;
let vendor: SeededVendor;
let till: Till;
let numbers = 0;

beforeAll(async () => {
  scenario = await gatewayScenario({ keyRing });
  vendor = await seedVendor(scenario.database, keyRing, scenario.merchantId);
  till = await Till.activated(scenario.gateway.url, vendor);
});
afterAll(async () => {
  const violations = violationsOf(await checkInvariants(scenario.database.pool));
  await scenario.close();
  expect(violations).toEqual([]);
});

function newSn(): string {
  numbers += 1;
  return `MEX-${String(numbers)}`;
}

/** The three layers in short; every answer holds to the published schema. */
function told(answer: Answer): readonly (string | undefined)[] {
  const parsed = envelopes.order.safeParse(answer);
  if (!parsed.success) throw new Error(`${parsed.error.message}: ${JSON.stringify(answer)}`);
  const { biz_response: response } = answer;
  return [
    response?.['result_code'] ?? answer.error_code,
    response?.data?.['status'],
    response?.data?.['order_status'],
    response?.['error_code'],
  ];
}
const askedOf = (endpoint: string) => scenario.upay.received.filter((one) => one.endpoint === endpoint);

describe('a payment by a till', () => {
  it('is paid, and shown as the protocol shows it', async () => {
    const sn = newSn();
    const answer = await till.pay(sn, { reflect: 'till 4', description: 'With milk', device_id: 'd-1', notify_url: '' });
    expect(told(answer)).toEqual(['PAY_SUCCESS', 'SUCCESS', 'PAID', undefined]);
    const data = answer.biz_response?.data;
    expect(data).toMatchObject({
      terminal_sn: till.sn,
      client_sn: sn,
      client_tsn: sn,
      total_amount: '1000',
      net_amount: '1000',
      payway: '3',
      sub_payway: '1',
      payway_name: 'WeChat Pay',
      subject: 'Two coffees',
      description: 'With milk',
      operator: 'cashier01',
      reflect: 'till 4',
    });
    expect(data?.['sn']).toMatch(/^789\d{13}$/);
    expect(data?.['tsn']).toMatch(/^789\d{13}$/);
    for (const time of ['ctime', 'finish_time']) expect(data?.[time]).toMatch(/^\d{13}$/);
    expect((await till.query(sn)).biz_response?.data).toEqual(data);
    expect((await till.send('/upay/v2/query', { sn: data?.['sn'] })).biz_response?.data).toEqual(data);
  });

  it('takes both numbers of an order, and ours decides', async () => {
    const [one, other] = [newSn(), newSn()];
    const sn = (await till.pay(one)).biz_response?.data?.['sn'];
    await till.pay(other);
    const answer = await till.send('/upay/v2/query', { sn, client_sn: other });
    expect(answer.biz_response?.data?.['client_sn']).toBe(one);
  });

  it('is the merchant’s order at every door', async () => {
    const sn = newSn();
    await till.pay(sn, { goods_details: [{ goods_id: 'g-1', goods_name: 'Coffee', quantity: 2, price: 500, promotion_type: 0 }] });
    const { body } = await scenario.get(`/v1/orders?merchantOrderNo=${sn}`).expect(200);
    const [order] = (body as { orders: Record<string, unknown>[] }).orders;
    expect(order).toMatchObject({
      merchantOrderNo: sn,
      state: 'paid',
      storeNo: vendor.storeNo,
      terminalSn: till.sn,
      operator: 'cashier01',
      amount: { currency: 'MXN', value: '1000' },
    });
    const id = String(order?.['id']);
    const { body: history } = await scenario.get(`/v1/orders/${id}/timeline`).expect(200);
    expect(JSON.stringify(history)).toContain(`terminal ${till.sn}`);
    expect(askedOf('pay').at(-1)?.body).toMatchObject({ goods_details: [{ goods_id: 'g-1', price: 500 }] });
  });

  it('under a client_sn that was used is a conflict, with the same content too, and no new order', async () => {
    const sn = newSn();
    await till.pay(sn);
    const asked = askedOf('pay').length;
    for (const members of [{}, { total_amount: '2000' }])
      expect(told(await till.pay(sn, members))).toEqual(['FAIL', undefined, undefined, 'CLIENT_SN_CONFLICT']);
    expect(askedOf('pay')).toHaveLength(asked);
    const precreated = await till.send('/upay/v2/precreate', {
      client_sn: sn,
      total_amount: '1000',
      payway: '3',
      subject: 's',
      operator: 'o',
    });
    expect(told(precreated)[3]).toBe('CLIENT_SN_CONFLICT');
  });

  it('by two at once under one client_sn is one payment', async () => {
    const sn = newSn();
    const before = askedOf('pay').length;
    const answers = await Promise.all([till.pay(sn), till.pay(sn), till.pay(sn)]);
    expect(answers.map((answer) => told(answer)[0]).sort()).toEqual(['FAIL', 'FAIL', 'PAY_SUCCESS']);
    expect(askedOf('pay')).toHaveLength(before + 1);
  });

  it('is held as long as the store says, then answered in progress, and goes on', async () => {
    const { pool } = scenario.database;
    const quick = await seedVendor(scenario.database, keyRing, scenario.merchantId);
    await pool.query('update store set pay_wait_seconds = 0 where id = $1', [quick.storeId]);
    const impatient = await Till.activated(scenario.gateway.url, quick);
    const sn = newSn();
    const release = scenario.upay.hold();
    try {
      expect(told(await impatient.pay(sn))).toEqual(['PAY_IN_PROGRESS', 'IN_PROG', 'CREATED', undefined]);
      expect(told(await impatient.query(sn))).toEqual(['SUCCESS', 'IN_PROG', 'CREATED', undefined]);
      expect((await impatient.query(sn)).biz_response?.data).not.toHaveProperty('net_amount');
    } finally {
      release();
    }
    let answer = await impatient.query(sn);
    for (let look = 0; look < 200 && told(answer)[2] !== 'PAID'; look += 1) answer = await impatient.query(sn);
    expect(told(answer)).toEqual(['SUCCESS', 'SUCCESS', 'PAID', undefined]);
    // The store speaks of its pays: a refund, a code and a cancel are waited for as everywhere.
    expect(told(await impatient.refund(sn, 'RF-1', '400'))[0]).toBe('REFUND_SUCCESS');
    const code = { client_sn: newSn(), total_amount: '2500', payway: '3', subject: 's', operator: 'o' };
    expect(told(await impatient.send('/upay/v2/precreate', code))[0]).toBe('PRECREATE_SUCCESS');
    expect(told(await impatient.cancel(code.client_sn))[0]).toBe('CANCEL_SUCCESS');
  });

  it('shows a code to the payer', async () => {
    const sn = newSn();
    const answer = await till.send('/upay/v2/precreate', {
      client_sn: sn,
      total_amount: '2500',
      payway: '3',
      sub_payway: '2',
      subject: 's',
      operator: 'o',
    });
    expect(told(answer)).toEqual(['PRECREATE_SUCCESS', 'IN_PROG', 'CREATED', undefined]);
    expect(answer.biz_response?.data).toMatchObject({ qr_code: 'https://qr.example.test/1', payway: '3', sub_payway: '2' });
    expect(askedOf('precreate').at(-1)?.body).toMatchObject({ payway: '3', sub_payway: '2' });
  });

  it('hands on to Upay what only Upay knows', async () => {
    const extended = { sqb_cent_flag: '1' };
    await till.pay(newSn(), { extended, payway: '1', longitude: '-99.13', latitude: '19.43' });
    expect(askedOf('pay').at(-1)?.body).toMatchObject({ extended, payway: '1', longitude: '-99.13', latitude: '19.43' });
  });

  it('over no account of the store’s currency fails before anything is begun', async () => {
    const elsewhere = await seedVendor(scenario.database, keyRing, scenario.merchantId, 'CLP');
    const foreign = await Till.activated(scenario.gateway.url, elsewhere);
    const sn = newSn();
    expect(told(await foreign.pay(sn))).toEqual(['PAY_FAIL', undefined, undefined, 'UNEXPECTED_PROVIDER_ERROR']);
    expect(told(await foreign.query(sn))[3]).toBe('UPAY_ORDER_NOT_EXISTS');
  });

  it('that cannot be begun now is still the one that was begun before: nobody is told that it is closed', async () => {
    const elsewhere = await seedVendor(scenario.database, keyRing, scenario.merchantId, 'CLP');
    const foreign = await Till.activated(scenario.gateway.url, elsewhere);
    const sn = newSn();
    await till.pay(sn);
    const conflict = ['FAIL', undefined, undefined, 'CLIENT_SN_CONFLICT'];
    expect(told(await foreign.pay(sn))).toEqual(conflict);
    expect(told(await foreign.pay(sn, { dynamic_id: '0'.repeat(32) }))).toEqual(conflict);
    const precreate = { client_sn: sn, total_amount: '1000', payway: '3', subject: 'Two coffees', operator: 'cashier01' };
    expect(told(await foreign.send('/upay/v2/precreate', precreate))).toEqual(conflict);
  });
});

describe('an order that a till asks after', () => {
  it('does not exist, or is another merchant’s: it cannot tell', async () => {
    expect(told(await till.query('never'))).toEqual(['FAIL', undefined, undefined, 'UPAY_ORDER_NOT_EXISTS']);
    const other = await seedMerchant(scenario.database.pool);
    const strangers = await seedVendor(scenario.database, keyRing, other.id);
    const stranger = await Till.activated(scenario.gateway.url, strangers);
    const sn = newSn();
    const ours = (await till.pay(sn)).biz_response?.data?.['sn'];
    expect(told(await stranger.query(sn))[3]).toBe('UPAY_ORDER_NOT_EXISTS');
    expect(told(await stranger.send('/upay/v2/query', { sn: ours }))[3]).toBe('UPAY_ORDER_NOT_EXISTS');
    expect(told(await stranger.refund(sn, 'R-1', '100'))[3]).toBe('UPAY_ORDER_NOT_EXISTS');
    expect(told(await stranger.cancel(sn))[3]).toBe('UPAY_ORDER_NOT_EXISTS');
  });

  it('may have come by /v1, at the same merchant: it then has a number too, always the same', async () => {
    const order = anOrder();
    await scenario.post('/v1/orders', order).expect(201);
    const clientSn = String(order['merchantOrderNo']);
    const [one, other] = await Promise.all([till.query(clientSn), till.query(clientSn)]);
    const sn = one.biz_response?.data?.['sn'];
    expect(sn).toMatch(/^789\d{13}$/);
    expect(other.biz_response?.data?.['sn']).toBe(sn);
    expect(told(await till.send('/upay/v2/query', { sn }))).toEqual(['SUCCESS', 'SUCCESS', 'PAID', undefined]);
    expect(told(await till.refund(clientSn, 'R-1', '400'))[0]).toBe('REFUND_SUCCESS');
  });
});

describe('a refund by a till', () => {
  it('is in part and then whole, and never more', async () => {
    const sn = newSn();
    await till.pay(sn);
    const first = await till.refund(sn, 'R-1', '300');
    expect(told(first)).toEqual(['REFUND_SUCCESS', 'SUCCESS', 'PARTIAL_REFUNDED', undefined]);
    expect(first.biz_response?.data).toMatchObject({
      net_amount: '700',
      refund_request_no: 'R-1',
      client_tsn: `${sn}-R-1`,
      settlement_amount: '300',
    });
    expect(told(await till.refund(sn, 'R-2', '701'))[3]).toBe('REFUNDABLE_AMOUNT_NOT_ENOUGH');
    expect(told(await till.refund(sn, 'R-3', '700'))).toEqual(['REFUND_SUCCESS', 'SUCCESS', 'REFUNDED', undefined]);
    expect(told(await till.refund(sn, 'R-4', '1'))[3]).toBe('UPAY_REFUND_INVALID_ORDER_STATE');
    expect(told(await till.query(sn, { refund_request_no: 'R-1' }))).toEqual(['SUCCESS', 'SUCCESS', 'REFUNDED', undefined]);
    expect(told(await till.query(sn, { refund_request_no: 'R-9' }))[3]).toBe('UPAY_ORDER_NOT_EXISTS');
  });

  it('under one number moves money once, whoever at the counter asks again, and never for another amount', async () => {
    const sn = newSn();
    await till.pay(sn);
    await till.refund(sn, 'R-1', '300');
    const asked = askedOf('refund').length;
    expect(told(await till.refund(sn, 'R-1', '300', { operator: 'cashier02' }))).toEqual([
      'FAIL',
      'SUCCESS',
      'PARTIAL_REFUNDED',
      'UPAY_REFUND_ORDER_NOOP',
    ]);
    const other = await till.refund(sn, 'R-1', '301');
    expect([other.result_code, other.error_code]).toEqual(['400', 'INVALID_PARAMS']);
    expect(other.error_message).toContain('refund_amount');
    expect(askedOf('refund')).toHaveLength(asked);
  });

  it('by two at once under one number is one refund', async () => {
    const sn = newSn();
    await till.pay(sn);
    const before = askedOf('refund').length;
    const answers = await Promise.all(
      ['cashier01', 'cashier02', 'cashier03'].map((operator) => till.refund(sn, 'R-1', '300', { operator })),
    );
    expect(answers.filter((answer) => told(answer)[0] === 'REFUND_SUCCESS').length).toBeGreaterThanOrEqual(1);
    expect(askedOf('refund')).toHaveLength(before + 1);
    expect((await till.query(sn)).biz_response?.data?.['net_amount']).toBe('700');
  });

  it('of an order that is not paid is not possible', async () => {
    const sn = newSn();
    await till.send('/upay/v2/precreate', { client_sn: sn, total_amount: '2500', payway: '3', subject: 's', operator: 'o' });
    expect(told(await till.refund(sn, 'R-1', '100'))[3]).toBe('UPAY_REFUND_INVALID_ORDER_STATE');
  });

  it('cannot bear a name that our own refunds have', async () => {
    const sn = newSn();
    await till.pay(sn);
    const answer = await till.refund(sn, 'late-1', '100');
    expect([answer.error_code, answer.error_message?.split(' ')[0]]).toEqual(['INVALID_PARAMS', 'refund_request_no']);
  });
});

describe('a cancel by a till', () => {
  it('closes what waits for its payer; a second one has nothing to do', async () => {
    const sn = newSn();
    await till.send('/upay/v2/precreate', { client_sn: sn, total_amount: '2500', payway: '3', subject: 's', operator: 'o' });
    const answer = await till.cancel(sn);
    expect(told(answer)).toEqual(['CANCEL_SUCCESS', 'SUCCESS', 'CANCELED', undefined]);
    expect(answer.biz_response?.data?.['net_amount']).toBe('0');
    expect(told(await till.cancel(sn))).toEqual(['FAIL', 'SUCCESS', 'CANCELED', 'UPAY_CANCEL_ORDER_NOOP']);
  });

  it('gives a payment back whole where it cannot be voided, once', async () => {
    const sn = newSn();
    await till.pay(sn);
    const before = askedOf('refund').length;
    expect(told(await till.cancel(sn))).toEqual(['CANCEL_SUCCESS', 'SUCCESS', 'CANCELED', undefined]);
    expect(askedOf('refund')).toHaveLength(before + 1);
    expect(askedOf('refund').at(-1)?.body).toMatchObject({ refund_amount: '1000' });
    expect(told(await till.cancel(sn))).toEqual(['FAIL', 'SUCCESS', 'CANCELED', 'UPAY_CANCEL_ORDER_NOOP']);
    expect(told(await till.refund(sn, 'R-1', '1'))[3]).toBe('UPAY_REFUND_INVALID_ORDER_STATE');
    expect(askedOf('refund')).toHaveLength(before + 1);
  });

  it('by two at once gives it back once', async () => {
    const sn = newSn();
    await till.pay(sn);
    const before = askedOf('refund').length;
    await Promise.all([till.cancel(sn), till.cancel(sn), till.cancel(sn)]);
    expect(askedOf('refund')).toHaveLength(before + 1);
    expect(told(await till.query(sn))[2]).toBe('CANCELED');
  });

  it('waits for a payment that is on its way, and gives it back', async () => {
    const sn = newSn();
    const release = scenario.upay.hold();
    const paying = till.pay(sn);
    let canceling: Promise<Answer>;
    try {
      await until(async () => told(await till.query(sn))[2] === 'CREATED');
      canceling = till.cancel(sn);
      await until(async () => {
        const { body } = await scenario.get(`/v1/orders?merchantOrderNo=${sn}`).expect(200);
        return (body as { orders: { cancelRequested?: true }[] }).orders[0]?.cancelRequested === true;
      });
    } finally {
      release();
    }
    expect(told(await canceling)).toEqual(['CANCEL_SUCCESS', 'SUCCESS', 'CANCELED', undefined]);
    expect(told(await paying)[0]).toMatch(/^PAY_/);
    expect(askedOf('refund').at(-1)?.body).toMatchObject({ refund_amount: '1000' });
  });

  it('comes too late once a part was refunded', async () => {
    const sn = newSn();
    await till.pay(sn);
    await till.refund(sn, 'R-1', '300');
    expect(told(await till.cancel(sn))[3]).toBe('UPAY_CANCEL_INVALID_ORDER_STATE');
  });
});

describe('a revoke by a till', () => {
  it('is never a refund: what cannot be voided stays paid', async () => {
    const sn = newSn();
    await till.pay(sn);
    const before = askedOf('refund').length;
    expect(told(await till.send('/upay/v2/revoke', { client_sn: sn }))).toEqual([
      'FAIL',
      undefined,
      undefined,
      'UPAY_CANCEL_INVALID_ORDER_STATE',
    ]);
    expect(askedOf('refund')).toHaveLength(before);
    expect(told(await till.query(sn))[2]).toBe('PAID');
  });

  it('is of payments only, and of one that is canceled there is nothing left to do', async () => {
    const sn = newSn();
    await till.send('/upay/v2/precreate', { client_sn: sn, total_amount: '2500', payway: '3', subject: 's', operator: 'o' });
    expect(told(await till.send('/upay/v2/revoke', { client_sn: sn }))[3]).toBe('UPAY_CANCEL_INVALID_ORDER_STATE');
    await till.cancel(sn);
    expect(told(await till.send('/upay/v2/revoke', { client_sn: sn }))[3]).toBe('UPAY_CANCEL_ORDER_NOOP');
  });
});

describe('an order number of a till', () => {
  it('is one for /v1 too: the same number there is refused', async () => {
    const sn = newSn();
    await till.pay(sn);
    await scenario.post('/v1/orders', anOrder({ merchantOrderNo: sn })).expect(409);
  });

  it('cannot be given by /v1: a member of that name is none of the command’s', async () => {
    for (const members of [{ platformSn: '7890000000000000' }, { terminal: { subject: 'x' } }])
      await scenario.post('/v1/orders', anOrder(members)).expect(400);
  });
});
