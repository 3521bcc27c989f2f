import { generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { currencyCode } from '@interlock/domain';
import { createTestKeyRing, seedAccount, seedBinding } from '@interlock/persistence/testing';
import type { OpenAccount } from '@interlock/persistence';
import type supertest from 'supertest';
import { anOrder, gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';

interface OrderSeen {
  readonly id: string;
  readonly state: string;
  readonly version: number;
  readonly operations: readonly { readonly providerKey: string; readonly outcome: string | null }[];
  readonly cases: readonly { readonly kind: string }[];
}

const app = generateKeyPairSync('rsa', { modulusLength: 2048 });
const gatewayKeys = generateKeyPairSync('rsa', { modulusLength: 2048 });
const APP_ID = 'wz0000000000000001';
const MERCHANT_NO = '302300000001';

/** A notification as CodePay sends it: `sign` over all other members, sorted. */
function codepayNotification(members: Readonly<Record<string, string>>): string {
  const all = { app_id: APP_ID, merchant_no: MERCHANT_NO, method: 'pay.notify', trans_type: '1', ...members };
  const text = Object.entries(all)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  return JSON.stringify({ ...all, sign: sign('sha256', Buffer.from(text), gatewayKeys.privateKey).toString('base64') });
}

describe('notifications', () => {
  const keyRing = createTestKeyRing();
  let scenario: GatewayScenario;
  let codepay: OpenAccount;
  beforeAll(async () => {
    scenario = await gatewayScenario({ keyRing });
    const { pool } = scenario.database;
    codepay = await seedAccount(pool, keyRing, {
      provider: 'codepay',
      currency: currencyCode('USD'),
      // What stands there answers nothing that CodePay would, so that the payment is in doubt until a notification comes.
      settings: { baseUrl: scenario.upay.baseUrl, appId: APP_ID, merchantNo: MERCHANT_NO, storeNo: '4023000001' },
      secrets: {
        appPrivateKey: app.privateKey.export({ format: 'pem', type: 'pkcs8' }),
        gatewayPublicKey: gatewayKeys.publicKey.export({ format: 'pem', type: 'spki' }),
      },
    });
    await seedBinding(pool, { merchantId: scenario.merchantId, providerAccountId: codepay.id, priority: 2 });
  });
  afterAll(() => scenario.close());

  const create = async (members: Record<string, unknown>): Promise<OrderSeen> =>
    (await scenario.post('/v1/orders', anOrder(members)).expect(201)).body as OrderSeen;
  const read = async ({ id }: OrderSeen): Promise<OrderSeen> => (await scenario.get(`/v1/orders/${id}`).expect(200)).body as OrderSeen;
  const keyOf = (order: OrderSeen): string => order.operations[0]?.providerKey ?? '';
  const count = async (table: 'fact' | 'unmatched_notification' | 'transition'): Promise<number> =>
    Number((await scenario.database.pool.query<{ count: bigint }>(`select count(*) as count from ${table}`)).rows[0]?.count);

  const upayHook = (query = ''): string => `/hooks/upay/${scenario.accountId}${query}`;
  const codepayHook = (): string => `/hooks/codepay/${codepay.id}`;
  const notifyUpay = (clientSn: string, authorization?: string): supertest.Test => {
    const message = scenario.upay.notification(clientSn);
    return scenario.http
      .post(upayHook())
      .set('authorization', authorization ?? message.authorization)
      .set('content-type', 'application/json')
      .send(message.body);
  };
  const notifyCodepay = (body: string): supertest.Test =>
    scenario.http.post(codepayHook()).set('content-type', 'application/json').send(body);
  const hosted = () => create({ amount: { currency: 'USD', value: '1000' }, method: { type: 'redirect' } });
  const paidAs = (order: OrderSeen, amount: string): string =>
    codepayNotification({
      merchant_order_no: keyOf(order),
      trans_no: `T-${keyOf(order)}`,
      trans_status: '2',
      price_currency: 'USD',
      order_amount: amount,
      trans_amount: amount,
    });

  it('refuses a bad signature, and stores nothing', async () => {
    const order = await create({ method: { type: 'merchant_qr' } });
    const before = await count('fact');
    await notifyUpay(keyOf(order), 'f'.repeat(32)).expect(401, 'bad signature');
    await notifyCodepay(paidAs(await hosted(), '10').replace('"trans_status":"2"', '"trans_status":"3"')).expect(401, 'bad signature');
    expect(await count('fact')).toBe(before + 1); // of the hosted order's own answer
    expect(await count('unmatched_notification')).toBe(0);
    expect(await read(order)).toEqual(order);
  });

  it('keeps one row of an unknown order, however often it comes, and asks to try again', async () => {
    for (const _ of [1, 2, 3]) await notifyUpay('nobodys-order').expect(404, 'unknown order');
    expect(await count('unmatched_notification')).toBe(1);
  });

  it('verifies the bytes as they came, whatever their content type says, and never takes them for JSON of its own', async () => {
    const order = await create({ method: { type: 'merchant_qr' } });
    const { body, authorization } = scenario.upay.notification(keyOf(order));
    const spaced = Buffer.from(` ${body}`);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/json']) {
      const send = (bytes: Buffer): supertest.Test =>
        scenario.http
          .post(upayHook('?from=upay'))
          .set('authorization', authorization)
          .set('content-type', type)
          .serialize((sent: unknown) => sent as string)
          .send(bytes);
      await send(Buffer.from(body)).expect(200, 'success');
      await send(spaced).expect(401);
    }
  });

  it('believes signed evidence: the order in doubt is paid, and a replay changes nothing', async () => {
    const order = await hosted();
    expect(order.state).toBe('uncertain');
    const body = paidAs(order, '10');
    await notifyCodepay(body).expect(200, 'success');
    const paid = await read(order);
    expect(paid).toMatchObject({ state: 'paid', operations: [{ outcome: 'approved' }], cases: [] });
    const transitions = await count('transition');
    await notifyCodepay(body).expect(200, 'success');
    expect(await read(order)).toEqual(paid);
    expect(await count('transition')).toBe(transitions);
  });

  it('keeps verified evidence of another amount as a fact and a case, and moves nothing', async () => {
    const order = await hosted();
    const facts = await count('fact');
    await notifyCodepay(paidAs(order, '9.99')).expect(200, 'success');
    expect(await count('fact')).toBe(facts + 1);
    expect(await read(order)).toMatchObject({
      state: 'uncertain',
      operations: [{ outcome: 'unknown' }],
      cases: [{ kind: 'amount_mismatch' }],
    });
  });

  it('tells nobody which accounts there are', async () => {
    for (const path of [
      '/hooks/upay/1',
      `/hooks/wallet/${scenario.accountId}`,
      '/hooks/upay/01a1fddf-e9eb-75f8-9844-ab8e72b1ffee',
      '/hooks/other/1',
    ]) {
      const { body } = await scenario.http.post(path).send({}).expect(404);
      expect(body).toMatchObject({ code: 'provider_account_not_found' });
    }
  });

  it('takes no more than 64 KiB', async () => {
    const { body } = await scenario.http
      .post(upayHook())
      .set('content-type', 'text/plain')
      .send('a'.repeat(64 * 1024 + 1))
      .expect(413);
    expect(body).toMatchObject({ code: 'body_too_large' });
    await scenario.http.post(upayHook()).expect(401);
  });
});
