import { request as rawRequest } from 'node:http';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedApiKey, seedMerchant, seedTerminal } from '@interlock/persistence/testing';
import { problem } from '../orders/order-view.schema.js';
import { ALL_PERMISSIONS, anOrder, gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: unknown;
}

describe('what the gateway refuses', () => {
  let scenario: GatewayScenario;
  let orderId: string;
  beforeAll(async () => {
    scenario = await gatewayScenario();
    const { body } = await scenario.post('/v1/orders', anOrder()).expect(201);
    orderId = (body as { id: string }).id;
  });
  afterAll(() => scenario.close());

  /** Every refusal has the same form, whoever refuses. */
  const refusal = ({ status, headers, body }: Answer): { readonly status: number; readonly code: string; readonly paths: string[] } => {
    expect(headers['content-type']).toMatch(/^application\/problem\+json(;|$)/);
    const read = problem.parse(body);
    expect(read).toMatchObject({ status, type: `urn:interlock:problem:${read.code}`, requestId: headers['x-request-id'] });
    return { status, code: read.code, paths: read.fields.map(({ path }) => path) };
  };
  const create = async (members: Record<string, unknown>) => refusal(await scenario.post('/v1/orders', anOrder(members)));

  const amount = (value: unknown, currency: unknown = 'MXN') => ({ amount: { currency, value } });
  const good = { id: '1', name: 'Shoe', quantity: 1, unitAmount: { currency: 'MXN', value: '0' } };

  it.each<[string, Record<string, unknown>, string, string]>([
    ['a decimal amount', amount('10.5'), 'amount.value', 'invalid_amount'],
    ['a negative amount', amount('-1'), 'amount.value', 'invalid_amount'],
    ['an exponent', amount('1e3'), 'amount.value', 'invalid_amount'],
    ['forty digits', amount('1'.repeat(40)), 'amount.value', 'invalid_amount'],
    ['more than a bigint', amount('9223372036854775808'), 'amount.value', 'invalid_amount'],
    ['no money', amount('0'), 'amount.value', 'invalid_amount'],
    ['a leading zero', amount('01'), 'amount.value', 'invalid_amount'],
    ['an amount with a space', amount(' 1'), 'amount.value', 'invalid_amount'],
    ['an amount in other digits', amount('١٢'), 'amount.value', 'invalid_amount'],
    ['a number for text', amount(1000), 'amount.value', 'invalid_amount'],
    ['an unknown currency', amount('1', 'XYZ'), 'amount.currency', 'unknown_currency'],
    ['a currency in lower case', amount('1', 'mxn'), 'amount.currency', 'unknown_currency'],
    ['no currency', amount('1', null), 'amount.currency', 'unknown_currency'],
    ['an amount that is none', { amount: '1000' }, 'amount', 'invalid_amount'],
    [
      'a price below nothing',
      { goods: [{ ...good, unitAmount: { currency: 'MXN', value: '-1' } }] },
      'goods.0.unitAmount.value',
      'invalid_amount',
    ],
  ])('%s: 400 that names it by a code of its own', async (_, members, path, code) => {
    expect(await create(members)).toEqual({ status: 400, code, paths: [path] });
  });

  it('several faults at once: 400 invalid_request that names them all', async () => {
    expect(await create(amount('1.5', 'XYZ'))).toEqual({
      status: 400,
      code: 'invalid_request',
      paths: ['amount.currency', 'amount.value'],
    });
    expect(await create({ ...amount('0'), description: '' })).toEqual({
      status: 400,
      code: 'invalid_request',
      paths: ['amount.value', 'description'],
    });
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['an unknown member of the amount', { amount: { currency: 'MXN', value: '1', exponent: 2 } }, 'amount.exponent'],
    ['an unknown member', { colour: 'red' }, 'colour'],
    ['a member of every object', { constructor: 1 }, 'constructor'],
    ['an order number with a space', { merchantOrderNo: 'A 1' }, 'merchantOrderNo'],
    ['an order number beyond ASCII', { merchantOrderNo: 'Ä1' }, 'merchantOrderNo'],
    ['an order number of 65 characters', { merchantOrderNo: 'a'.repeat(65) }, 'merchantOrderNo'],
    ['no order number', { merchantOrderNo: undefined }, 'merchantOrderNo'],
    ['no description', { description: undefined }, 'description'],
    ['an empty description', { description: '' }, 'description'],
    ['a description of 256 characters', { description: 'a'.repeat(256) }, 'description'],
    ['a NUL in a text', { description: 'a\u0000b' }, 'description'],
    ['half a character', { description: 'a\ud800' }, 'description'],
    ['no method', { method: undefined }, 'method'],
    ['an unknown method', { method: { type: 'cheque' } }, 'method.type'],
    ['a method without type', { method: {} }, 'method.type'],
    ['an unknown member of the method', { method: { type: 'redirect', code: '1' } }, 'method.code'],
    ['a payer code with a space', { method: { type: 'payer_code', code: '13 08' } }, 'method.code'],
    ['a payer code of 129 characters', { method: { type: 'payer_code', code: '1'.repeat(129) } }, 'method.code'],
    ['an unknown form', { method: { type: 'merchant_qr', form: 'poster' } }, 'method.form'],
    ['an agreement that is no id', { method: { type: 'agreement', agreementId: '1' } }, 'method.agreementId'],
    ['a page that is no web page', { returnUrl: 'javascript:alert(1)' }, 'returnUrl'],
    ['a page with a line break', { returnUrl: 'https://shop.example/\nx' }, 'returnUrl'],
    ['a page of 257 characters', { returnUrl: `https://shop.example/${'a'.repeat(240)}` }, 'returnUrl'],
    ['an expiry of nothing', { expiresInSeconds: 0 }, 'expiresInSeconds'],
    ['an expiry of more than a week', { expiresInSeconds: 604_801 }, 'expiresInSeconds'],
    ['half a second', { expiresInSeconds: 1.5 }, 'expiresInSeconds'],
    [
      '25 members of metadata',
      { metadata: Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`k${String(index)}`, ''])) },
      'metadata',
    ],
    ['metadata that is no text', { metadata: { basket: 17 } }, 'metadata.basket'],
    ['an odd name in metadata', { metadata: { 'a b': '' } }, 'metadata.a b'],
    ['101 goods', { goods: Array.from({ length: 101 }, () => good) }, 'goods'],
    ['half a good', { goods: [{ ...good, quantity: 0.5 }] }, 'goods.0.quantity'],
    [
      'a good in another currency',
      { goods: [good, { ...good, unitAmount: { currency: 'USD', value: '1' } }] },
      'goods.1.unitAmount.currency',
    ],
    ['an address that is none', { device: { ip: '203.0.113' } }, 'device.ip'],
    ['a route that is no id', { route: { providerAccountId: 'upay' } }, 'route.providerAccountId'],
    ['an unknown way to capture', { capture: 'later' }, 'capture'],
    ['an address for webhooks that is none', { notifyUrl: 'shop.example' }, 'notifyUrl'],
    ['none at all, as null', { notifyUrl: null }, 'notifyUrl'],
  ])('%s: 400 that names the member', async (_, members, path) => {
    expect(await create(members)).toEqual({ status: 400, code: 'invalid_request', paths: [path] });
  });

  it.each<[string, Record<string, unknown>]>([
    ['a hold', { capture: 'manual' }],
    ['a tip', { tip: { currency: 'MXN', value: '1' } }],
    ['cashback', { cashback: { currency: 'MXN', value: '1' } }],
  ])('%s of an account whose provider has none: 422 that says so of the account', async (_, members) => {
    expect(await create(members)).toEqual({ status: 422, code: 'no_route', paths: [`candidates.${scenario.accountId}`] });
  });

  const aCard = { number: '4111111111111111', holder: 'A PAYER', expiryMonth: '12', expiryYear: '2030', cvv: '123' };
  const byCard = (members: object) => ({ method: { type: 'card', card: { ...aCard, ...members }, billingAddress: {} } });
  it.each<[string, Record<string, unknown>, string]>([
    ['a mistyped card number', byCard({ number: '4111111111111112' }), 'method.card.number'],
    ['a card number with spaces', byCard({ number: '4111 1111 1111 1111' }), 'method.card.number'],
    ['a thirteenth month', byCard({ expiryMonth: '13' }), 'method.card.expiryMonth'],
    ['a year of two digits', byCard({ expiryYear: '30' }), 'method.card.expiryYear'],
    ['a code of two digits', byCard({ cvv: '12' }), 'method.card.cvv'],
    ['a tip of nothing', { tip: { currency: 'MXN', value: '0' } }, 'tip.value'],
    ['a tip in another currency', { tip: { currency: 'USD', value: '1' } }, 'tip.currency'],
    ['options of a provider that there is none of', { providerOptions: { paypal: {} } }, 'providerOptions.paypal'],
    ['options that are none', { providerOptions: { upay: 'x' } }, 'providerOptions.upay'],
  ])('%s: 400 that names the member and repeats no value', async (_, members, path) => {
    const answer = await scenario.post('/v1/orders', anOrder(members));
    expect(refusal(answer)).toMatchObject({ status: 400, paths: [path] });
    expect(JSON.stringify(answer.body)).not.toContain('411111');
  });

  it('a card by a key without cards:write: 403, and no trace of it', async () => {
    const { status, body } = await scenario.post('/v1/orders', anOrder(byCard({})));
    expect([status, (body as { code: string }).code]).toEqual([403, 'permission_denied']);
    expect(JSON.stringify(scenario.log)).not.toContain('4111111111111111');
  });

  it('names all members at fault at once', async () => {
    const { paths, code } = await create({ description: '', colour: 'red', shape: 'round', notifyUrl: {} });
    expect(code).toBe('invalid_request');
    expect(paths.sort()).toEqual(['colour', 'description', 'notifyUrl', 'shape']);
  });

  it.each<[string, Record<string, unknown>, string]>([
    ['no method', { method: undefined }, 'method is missing'],
    ['a method that is none', { method: 'cash' }, 'method must be an object'],
    [
      'an unknown method',
      { method: { type: 'cheque' } },
      'method.type must be payer_code, merchant_qr, terminal, redirect, agreement or card',
    ],
    ['an unknown form', { method: { type: 'merchant_qr', form: 'poster' } }, 'method.form must be qr, wap, or mini_program'],
    ['goods that are no list', { goods: {} }, 'goods must be a list'],
    ['a device that is no object', { device: 1 }, 'device must be an object'],
    ['metadata that is a list', { metadata: [] }, 'metadata must be an object'],
    ['an expiry in text', { expiresInSeconds: '60' }, 'expiresInSeconds must be a whole number of seconds'],
    ['an unknown way to capture', { capture: 'later' }, 'capture must be automatic or manual'],
    ['an account without id', { route: {} }, 'route.providerAccountId must be an id (UUID)'],
    ['an unknown member', { colour: 1 }, 'colour is not known'],
  ])('%s, in plain words', async (_, members, detail) => {
    const { body } = await scenario.post('/v1/orders', anOrder(members)).expect(400);
    expect(body).toMatchObject({ detail });
  });

  it('a store or a terminal that the merchant does not have: 422 that names it, and nothing is stored', async () => {
    const { pool } = scenario.database;
    const mine = await seedTerminal(pool, scenario.merchantId);
    const others = await seedTerminal(pool, (await seedMerchant(pool)).id);
    expect(await create({ storeNo: 'no-such-store' })).toEqual({ status: 422, code: 'invalid_reference', paths: ['storeNo'] });
    expect(await create({ storeNo: others.store.storeNo })).toEqual({ status: 422, code: 'invalid_reference', paths: ['storeNo'] });
    expect(await create({ terminalSn: others.terminal.terminalSn })).toEqual({
      status: 422,
      code: 'invalid_reference',
      paths: ['terminalSn'],
    });
    const { rows } = await pool.query('select from "order" where store_no is not null');
    expect(rows).toEqual([]);
    const { body } = await scenario.post('/v1/orders', anOrder({ storeNo: mine.store.storeNo })).expect(201);
    expect(body).toMatchObject({ state: 'paid' });
  });

  it.each<[string, string, Record<string, unknown>, number, string, string]>([
    ['a refund without number', 'refunds', {}, 400, 'invalid_request', 'refundNo'],
    ['a refund of nothing', 'refunds', { refundNo: 'r', ...amount('0') }, 400, 'invalid_amount', 'amount.value'],
    ['a refund in another currency', 'refunds', { refundNo: 'r', ...amount('1', 'USD') }, 422, 'invalid_reference', 'amount.currency'],
    ['a refund in no parts', 'refunds', { refundNo: 'r', parts: {} }, 422, 'invalid_reference', 'parts'],
    [
      'a refund in parts that are less than it',
      'refunds',
      { refundNo: 'r', ...amount('2'), parts: { order: '1' } },
      422,
      'invalid_reference',
      'parts',
    ],
    ['a refund in a part that is no number', 'refunds', { refundNo: 'r', parts: { tip: '-1' } }, 400, 'invalid_request', 'parts.tip'],
    [
      'a refund at a terminal that it is not done on',
      'refunds',
      { refundNo: 'r', terminalSn: 't-1' },
      422,
      'invalid_reference',
      'terminalSn',
    ],
    [
      'options of another provider',
      'refunds',
      { refundNo: 'r', providerOptions: { wallet: {} } },
      422,
      'invalid_provider_options',
      'providerOptions.wallet',
    ],
    ['a capture without key', 'captures', {}, 400, 'idempotency_key_missing', 'Idempotency-Key'],
    ['an increment without key', 'increments', amount('1'), 400, 'idempotency_key_missing', 'Idempotency-Key'],
    ['a tip without key', 'tip', amount('1'), 400, 'idempotency_key_missing', 'Idempotency-Key'],
    ['a void without key', 'void', {}, 400, 'idempotency_key_missing', 'Idempotency-Key'],
    ['a cancel with a long reason', 'cancel', { reason: 'a'.repeat(256) }, 400, 'invalid_request', 'reason'],
    ['a refresh with a body', 'refresh', { now: true }, 400, 'invalid_request', 'now'],
  ])('%s', async (_, action, body, status, code, path) => {
    expect(refusal(await scenario.post(`/v1/orders/${orderId}/${action}`, body))).toEqual({ status, code, paths: [path] });
  });

  it.each([
    ['a key with a space', 'a b', 'captures', {}, 'Idempotency-Key'],
    ['a key of 256 characters', 'a'.repeat(256), 'captures', {}, 'Idempotency-Key'],
    ['an increment of nothing', 'k-1', 'increments', amount('0'), 'amount.value'],
    ['an increment of no amount', 'k-1', 'increments', {}, 'amount'],
    ['a tip below nothing', 'k-1', 'tip', amount('-1'), 'amount.value'],
    ['a void of a part', 'k-1', 'void', amount('1'), 'amount'],
  ])('%s: 400 that names it', async (_, key, action, body, path) => {
    const answer = await scenario.post(`/v1/orders/${orderId}/${action}`, body).set('Idempotency-Key', key);
    expect(refusal(answer)).toMatchObject({ status: 400, paths: [path] });
  });

  it.each([
    ['captures', {}, 'operation_not_supported'],
    ['increments', amount('1'), 'operation_not_supported'],
    ['tip', amount('1'), 'operation_not_supported'],
  ])('%s of a payment by a provider that has none: refused before anything is sent', async (action, body, code) => {
    const sent = scenario.upay.received.length;
    const answer = await scenario.post(`/v1/orders/${orderId}/${action}`, body).set('Idempotency-Key', `k-${action}`);
    expect(refusal(answer)).toMatchObject({ code });
    expect(scenario.upay.received).toHaveLength(sent);
  });

  it.each([
    ['limit=0', 'limit'],
    ['limit=101', 'limit'],
    ['limit=1&limit=2', 'limit'],
    ['state=gone', 'state'],
    ['cursor=1', 'cursor'],
    ['colour=red', 'colour'],
    ['merchantOrderNo=', 'merchantOrderNo'],
  ])('the query %s: 400', async (query, path) => {
    expect(refusal(await scenario.get(`/v1/orders?${query}`))).toEqual({ status: 400, code: 'invalid_request', paths: [path] });
  });

  it.each(['wait', 'wait=', 'wait=121', 'wait=-1', 'wait=1.5', 'wait=soon', 'respond-async, wait=x'])('Prefer: %s: 400', async (prefer) => {
    expect(refusal(await scenario.post('/v1/orders', anOrder()).set('prefer', prefer))).toEqual({
      status: 400,
      code: 'invalid_request',
      paths: ['Prefer'],
    });
  });

  it('a header that promises what the body keeps', async () => {
    expect(refusal(await scenario.post('/v1/orders', anOrder()).set('idempotency-key', 'k'))).toMatchObject({
      status: 400,
      code: 'idempotency_key_not_used',
    });
    expect(refusal(await scenario.post(`/v1/orders/${orderId}/refunds`, { refundNo: 'r' }).set('idempotency-key', 'k'))).toMatchObject({
      code: 'idempotency_key_not_used',
    });
  });

  it.each([
    ['no JSON', '{"merchantOrderNo": ', 'malformed_json'],
    ['a poisoned prototype', '{"__proto__": {}}', 'malformed_json'],
    ['a list', '[]', 'invalid_request'],
    ['a lone null', 'null', 'invalid_request'],
    ['nothing', '', 'invalid_request'],
    ['a very deep value', `{"metadata":${'['.repeat(100_000)}${']'.repeat(100_000)}}`, 'malformed_json'],
  ])('a body of %s: 400', async (_, body, code) => {
    const sent = scenario.post('/v1/orders').set('content-type', 'application/json').send(body);
    expect(refusal(await sent)).toMatchObject({ status: 400, code });
  });

  it('a body that is not UTF-8: 400', async () => {
    const body = Buffer.from(JSON.stringify(anOrder({ description: 'é' })), 'latin1');
    const sent = scenario
      .post('/v1/orders')
      .set('content-type', 'application/json')
      .serialize((bytes: Buffer) => bytes as unknown as string)
      .send(body);
    expect(refusal(await sent)).toMatchObject({ status: 400, code: 'malformed_json' });
  });

  it.each(['text/plain', 'application/x-www-form-urlencoded', 'application/xml', 'nonsense'])('a body of type %s: 415', async (type) => {
    const sent = scenario.post('/v1/orders').set('content-type', type).send('merchantOrderNo=1');
    expect(refusal(await sent)).toMatchObject({ status: 415, code: 'unsupported_media_type' });
  });

  it('a body of more than 256 KiB: 413', async () => {
    const sent = scenario.post('/v1/orders', anOrder({ description: 'a'.repeat(256 * 1024) }));
    expect(refusal(await sent)).toMatchObject({ status: 413, code: 'body_too_large' });
  });

  it('an address without anything: 404, and another method than it takes: 405', async () => {
    expect(refusal(await scenario.get('/v1/nothing'))).toMatchObject({ status: 404, code: 'route_not_found' });
    expect(refusal(await scenario.post('/v1/nothing').set('content-type', 'application/json').send('{'))).toMatchObject({ status: 404 });
    const wrong = await scenario.http.delete(`/v1/orders/${orderId}`);
    expect(refusal(wrong)).toMatchObject({ status: 405, code: 'method_not_allowed' });
    expect(wrong.headers['allow']).toBe('GET, HEAD');
    expect(refusal(await scenario.get(`/v1/orders/${'a'.repeat(300)}`))).toMatchObject({ status: 404 });
    expect(refusal(await scenario.get('/v1/orders/%zz'))).toMatchObject({ status: 400, code: 'malformed_request' });
  });

  it("another merchant's order, an unknown one and what is no id are the same 404", async () => {
    const merchant = await seedMerchant(scenario.database.pool);
    const key = await seedApiKey(scenario.database.pool, { merchantId: merchant.id, permissions: ALL_PERMISSIONS });
    const asked = async (method: 'get' | 'post', path: string): Promise<unknown> => {
      const { status, headers, body } = await scenario.http[method](path)
        .auth(key, { type: 'bearer' })
        .send(method === 'get' ? undefined : { refundNo: 'r' });
      expect(refusal({ status, headers: headers, body })).toMatchObject({ status: 404 });
      return { ...(body as object), requestId: '' };
    };
    for (const [method, suffix] of [
      ['get', ''],
      ['get', '/timeline'],
      ['get', '/refunds/r'],
      ['post', '/refunds'],
    ] as const) {
      const other = await asked(method, `/v1/orders/${orderId}${suffix}`);
      expect(other).toEqual(await asked(method, `/v1/orders/01a1fddf-e9eb-75f8-9844-ab8e72b1ffee${suffix}`));
      expect(other).toEqual(await asked(method, `/v1/orders/1${suffix}`));
    }
    const list = await scenario.http.get('/v1/orders').auth(key, { type: 'bearer' }).expect(200);
    expect(list.body).toEqual({ orders: [] });
  });

  it('what is no HTTP', async () => {
    const socket = connect(Number(new URL(scenario.gateway.url).port), '127.0.0.1');
    socket.write('NONSENSE\r\n\r\n');
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(problem.parse(JSON.parse(answer.split('\r\n\r\n')[1] ?? ''))).toMatchObject({ code: 'malformed_request' });
  });

  it('says nothing of a failure on our side, and logs it under the id that the caller got', async () => {
    const pool = scenario.database.pool;
    await pool.query('alter table "order" rename to "order_gone"');
    try {
      const answer = await scenario.get(`/v1/orders/${orderId}`).set('x-request-id', 'failing-request');
      expect(refusal(answer)).toEqual({ status: 500, code: 'internal_error', paths: [] });
      expect(JSON.stringify(answer.body)).not.toContain('relation');
      const line = scenario.log.find(({ level, requestId }) => level === 'error' && requestId === 'failing-request');
      expect(JSON.stringify(line)).toContain('relation');
    } finally {
      await pool.query('alter table "order_gone" rename to "order"');
    }
  });

  it('takes over the id that the caller gives a request, where it has the form of one', async () => {
    const given = await scenario.get(`/v1/orders/${orderId}`).set('x-request-id', 'my-request_01');
    expect(given.headers['x-request-id']).toBe('my-request_01');
    for (const odd of ['short', 'with space', 'a'.repeat(65)]) {
      const { headers } = await scenario.get('/livez').set('x-request-id', odd);
      expect(headers['x-request-id']).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-/);
    }
  });

  it('does not call it a failure of its own when a caller hangs up in the middle', async () => {
    const before = scenario.log.length;
    const { port } = new URL(scenario.gateway.url);
    const sent = rawRequest({
      port,
      host: '127.0.0.1',
      method: 'POST',
      path: '/v1/orders',
      headers: { 'content-type': 'application/json', 'content-length': 100 },
    });
    sent.on('error', () => undefined);
    // Handed over: the gateway reads its head, and then that the caller is gone.
    await new Promise((resolve) => sent.write('{', resolve));
    sent.destroy();
    await scenario.get('/livez').expect(200);
    expect(scenario.log.slice(before).filter(({ level }) => level === 'error')).toEqual([]);
  });
});
