import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ProviderName } from '@interlock/domain';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ApiClient } from '../system/index.js';
import { eventually } from '../system/index.js';
import { accountIds, ACTIVATION_CODE, WALLET } from './accounts.js';
import { atOnce, keyed, marked, refusalsOf, type Refusable, type Send } from './at-once.js';
import { mxn, OperationsLab } from './operations-lab.js';

/** The writes beside the orders', a hundred times at once by two gateways over one database: what is asked for once is done once. */

interface Door {
  readonly id: string;
  readonly state: string;
  readonly secret: string;
  readonly nextAction: { readonly payload: string };
  readonly deliveryId: string;
  readonly replayed: number;
  readonly keyIssuedAt: string;
  readonly secrets: readonly unknown[];
}
type Body = Refusable<Door>;

let lab: OperationsLab;
let merchants: readonly ApiClient[];
let platforms: readonly ApiClient[];
let receiver: Server;
/** Types of the messages that came to the merchant's server. */
const received: string[] = [];
beforeAll(async () => {
  lab = await OperationsLab.start();
  const other = await lab.anotherGatewayForBoth();
  merchants = [lab.api, other.api];
  platforms = [lab.platform, other.platform];
  receiver = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push((JSON.parse(Buffer.concat(chunks).toString()) as { readonly type: string }).type);
      response.writeHead(204).end();
    });
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
});
afterAll(async () => {
  await lab.stop();
  receiver.close();
});

/** Makes each call of that name slow and counts it: how often the provider was asked. */
async function counted(provider: ProviderName, operation: string): Promise<() => Promise<number>> {
  await lab.door.forgetFaults(provider);
  await lab.door.arm(provider, { operation, fault: 'delay', delayMs: 500, times: 100 });
  return async () => (await lab.door.faults(provider)).fired.length;
}

async function expectOneOf(
  gateways: readonly ApiClient[],
  send: Send<Body>,
  content: object,
  other: object,
  differ: string,
): Promise<Body> {
  const answers = await atOnce(gateways, send, content);
  expect(refusalsOf(answers)).toEqual([]);
  expect(answers.filter((answer) => !marked(answer))).toHaveLength(1);
  for (const api of gateways) {
    const again = await send(api, content);
    expect([again.status, marked(again)]).toEqual([200, true]);
    const refused = await send(api, other);
    expect([refused.status, refused.body.code, refused.body.fields?.map(({ path }) => path)]).toEqual([
      409,
      'idempotency_key_reused',
      [differ],
    ]);
  }
  return (await send(lab.api, content).then(({ status, body }) => (status < 300 ? body : undefined))) ?? answers[0]?.body ?? {};
}

describe('an agreement', () => {
  let id = '';
  it('is confirmed by one call', async () => {
    const prepared = await keyed<Body>('/v1/agreements')(lab.api, { providerAccountId: WALLET, language: 'en-US', description: 'Tea' });
    id = prepared.body.id ?? '';
    const contract = /contracts\/([^/?]+)/.exec(prepared.body.nextAction?.payload ?? '')?.[1] ?? 'no contract';
    const { authCode } = (await lab.door.ask('POST', `wallet/contracts/${contract}/agree`)) as { readonly authCode: string };
    const calls = await counted('wallet', 'applyToken');
    const send = keyed<Body>(`/v1/agreements/${id}/confirm`);
    expect(await expectOneOf(merchants, send, { code: authCode }, { code: 'another-code' }, 'code')).toMatchObject({ id, state: 'active' });
    expect(await calls()).toBe(1);
  });

  it('is ended by one call, and its end asked for again is its end', async () => {
    const calls = await counted('wallet', 'cancelToken');
    const send: Send<Body> = (api) => api.ask<Body>('DELETE', `/v1/agreements/${id}`);
    const answers = await atOnce(merchants, send);
    expect(refusalsOf(answers)).toEqual([]);
    expect(new Set(answers.map(({ body }) => body.id))).toEqual(new Set([id]));
    for (const api of merchants) expect(await send(api, {})).toMatchObject({ status: 200, body: { id, state: 'ended' } });
    expect(await calls()).toBe(1);
  });
});

describe('a provider account', () => {
  const path = `/v1/provider-accounts/${accountIds.upayVendor}`;
  it.each([
    ['activate', { code: ACTIVATION_CODE, deviceId: 'DEV-1' }, { code: ACTIVATION_CODE, deviceId: 'DEV-2' }, 'deviceId'],
    ['checkin', {}, undefined, 'none'],
  ] as const)('%s: changes its keys once', async (door, content, other, differ) => {
    const calls = await counted('upay', door);
    const send = keyed<Body>(`${path}/${door}`);
    const answers = await atOnce(platforms, send, content);
    expect(refusalsOf(answers)).toEqual([]);
    expect(answers.filter((answer) => !marked(answer))).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.keyIssuedAt)).size).toBe(1);
    for (const api of platforms) expect(marked(await send(api, content))).toBe(true);
    if (other !== undefined)
      expect((await send(lab.platform, other)).body).toMatchObject({ code: 'idempotency_key_reused', fields: [{ path: differ }] });
    expect(await calls()).toBe(1);
    const order = await lab.order(
      'MXN',
      '1000',
      { type: 'payer_code', code: '130818341921441147' },
      { route: { providerAccountId: accountIds.upayVendor } },
    );
    expect(order.state).toBe('paid');
  });
});

describe('a webhook', () => {
  let path = '';
  beforeAll(async () => {
    const url = `http://127.0.0.1:${String((receiver.address() as AddressInfo).port)}/hooks`;
    path = `/v1/webhooks/${(await keyed<Body>('/v1/webhooks')(lab.api, { url })).body.id ?? ''}`;
    await lab.reaches(await lab.order('MXN', '1200', { type: 'payer_code', code: '130818341921441147' }), 'paid');
    await eventually('the order is told', () => received.includes('order.paid'));
  });

  it.each(['/secrets', '/notify-secret'])('%s: gets one more secret, also where it is the last that fits', async (door) => {
    const at = door === '/secrets' ? `${path}${door}` : `/v1/webhooks${door}`;
    const overlap = { overlapSeconds: 3_600 };
    for (let older = 0; older < 3; older += 1) expect((await keyed<Body>(at)(lab.api, overlap)).status).toBe(201);
    const { secret } = await expectOneOf(merchants, keyed<Body>(at), overlap, { overlapSeconds: 60 }, 'overlapSeconds');
    expect(secret).toMatch(/^whsec_/);
    const live = (await lab.api.ask<Body>('GET', door === '/secrets' ? path : at)).body.secrets;
    expect(live).toHaveLength(5);
  });

  it('is tested by one message', async () => {
    const send = keyed<Body>(`${path}/test`);
    const answers = await atOnce(merchants, send);
    expect(refusalsOf(answers)).toEqual([]);
    expect(answers.filter((answer) => !marked(answer))).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.deliveryId)).size).toBe(1);
    for (const api of merchants) expect((await send(api, {})).body).toMatchObject({ delivered: true });
    expect(received.filter((type) => type === 'webhook.test')).toHaveLength(1);
  });

  it('is told again once', async () => {
    const before = received.filter((type) => type === 'order.paid').length;
    const to = new Date(Date.now() + 1_000).toISOString();
    const selection = { from: '2020-01-01T00:00:00.000Z', to };
    const { id } = await expectOneOf(merchants, keyed<Body>(`${path}/replay`), selection, { ...selection, from: to }, 'from');
    await eventually(
      'the replay is carried out',
      async () => (await lab.api.ask<Body>('GET', `${path}/replays/${id ?? ''}`)).body.state === 'done',
    );
    await eventually('it is told again', () => received.filter((type) => type === 'order.paid').length > before);
    expect(received.filter((type) => type === 'order.paid')).toHaveLength(before + 1);
  });

  it('is changed as often as it is asked for, and is then as it was asked to be; deleted, it stays so', async () => {
    const change: Send<Body> = (api) => api.ask<Body>('PATCH', path, { description: 'ours', eventTypes: ['order.paid'] });
    const changed = await atOnce(merchants, change);
    expect(changed.map(({ status, body }) => [status, body])).toEqual(
      changed.map(() => [200, expect.objectContaining({ description: 'ours', eventTypes: ['order.paid'] })]),
    );
    const remove: Send<undefined> = (api) => api.ask<undefined>('DELETE', path);
    expect(new Set((await atOnce(merchants, remove)).map(({ status }) => status))).toEqual(new Set([204]));
    expect((await lab.api.ask('GET', path)).status).toBe(404);
  });
});

it('leaves books that say what the payers’ accounts say, and every invariant', async () => {
  await lab.order('MXN', mxn('1000').value, { type: 'payer_code', code: '130818341921441147' });
  expect(await lab.differences()).toEqual([]);
});
