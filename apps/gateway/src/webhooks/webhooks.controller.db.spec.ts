import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingHttpHeaders, Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { createTestKeyRing, seedApiKey } from '@interlock/persistence/testing';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { WEBHOOK_EVENTS } from '@interlock/webhooks';
import { Webhook } from 'standardwebhooks';
import type supertest from 'supertest';
import { problem } from '../orders/order-view.schema.js';
import { anOrder, gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';
import {
  createdWebhook,
  deliveryPage,
  notifySecret,
  replayView,
  shownSecretView,
  testView,
  webhookPage,
  webhookView,
  webhookWithSecrets,
} from './webhook-view.schema.js';

const UNKNOWN_ID = '01a1fddf-e9eb-75f8-9844-ab8e72b1ffee';

describe('webhooks over HTTP', () => {
  let scenario: GatewayScenario;
  let server: Server;
  let key: string;
  let answer = 200;
  const received: { readonly headers: IncomingHttpHeaders; readonly text: string }[] = [];
  let numbers = 0;

  beforeAll(async () => {
    scenario = await gatewayScenario({ keyRing: createTestKeyRing() });
    const { merchantId, database } = scenario;
    key = await seedApiKey(database.pool, { merchantId, permissions: ['webhooks:read', 'webhooks:write'] });
    server = createServer((request, response) => {
      void text(request).then((body) => {
        received.push({ headers: request.headers, text: body });
        response.writeHead(answer).end();
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    await scenario.close();
  });
  beforeEach(async () => {
    answer = 200;
    received.length = 0;
    await scenario.database.pool.query(`update webhook_endpoint set state = 'deleted'`);
  });

  const url = (path = '/hooks'): string => `http://127.0.0.1:${String((server.address() as AddressInfo).port)}${path}`;
  const get = (path: string): supertest.Test => scenario.http.get(path).auth(key, { type: 'bearer' });
  const patch = (path: string, body: object): supertest.Test => scenario.http.patch(path).auth(key, { type: 'bearer' }).send(body);
  const remove = (path: string): supertest.Test => scenario.http.delete(path).auth(key, { type: 'bearer' });
  const post = (path: string, body: object, idempotencyKey?: string): supertest.Test => {
    numbers += 1;
    return scenario.http
      .post(path)
      .auth(key, { type: 'bearer' })
      .set('idempotency-key', idempotencyKey ?? `key-${String(numbers)}`)
      .send(body);
  };
  const create = async (members: object = {}) =>
    createdWebhook.parse((await post('/v1/webhooks', { url: url(), ...members }).expect(201)).body);
  const refusal = ({ status, body }: { readonly status: number; readonly body: unknown }) => {
    const { code, fields } = problem.parse(body);
    return { status, code, paths: fields.map(({ path }) => path) };
  };

  it('are made, shown, changed, disabled, enabled and deleted', async () => {
    const made = await create({ description: 'The shop', eventTypes: ['order.paid'] });
    expect(made).toMatchObject({ kind: 'endpoint', url: url(), description: 'The shop', eventTypes: ['order.paid'], enabled: true });
    expect(made.secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    const path = `/v1/webhooks/${made.id}`;
    const shown = webhookWithSecrets.parse((await get(path).expect(200)).body);
    expect(shown.secrets).toHaveLength(1);
    expect(JSON.stringify(shown)).not.toContain(made.secret);
    const changed = await patch(path, { description: null, eventTypes: null, enabled: false, url: url('/other') }).expect(200);
    expect(webhookView.parse(changed.body)).toMatchObject({ url: url('/other'), enabled: false, disabled: { reason: 'merchant' } });
    expect(changed.body).not.toHaveProperty('description');
    expect(changed.body).not.toHaveProperty('eventTypes');
    const enabled = webhookView.parse((await patch(path, { enabled: true }).expect(200)).body);
    expect(enabled).toMatchObject({ enabled: true, url: url('/other') });
    expect(enabled.disabled).toBeUndefined();
    const another = await create();
    const page = webhookPage.parse((await get('/v1/webhooks?limit=1').expect(200)).body);
    expect(page.webhooks.map(({ id }) => id)).toEqual([another.id]);
    const next = webhookPage.parse((await get(`/v1/webhooks?limit=1&cursor=${page.nextCursor ?? ''}`).expect(200)).body);
    expect([next.webhooks.map(({ id }) => id), next.nextCursor]).toEqual([[made.id], undefined]);
    expect((await remove(path).expect(204)).text).toBe('');
    expect(refusal(await get(path))).toMatchObject({ status: 404, code: 'webhook_not_found' });
    // The repeat of a request whose answer was lost; what never was there is not found.
    expect((await remove(path).expect(204)).text).toBe('');
    expect(refusal(await remove(`/v1/webhooks/${randomUUID()}`))).toMatchObject({ status: 404 });
  });

  it('are on record with each change: who, from where, before and after, and no secret, nor a token in an address', async () => {
    const token = `token-${randomUUID()}`;
    const made = await create({ url: `${url('/hooks')}?token=${token}`, description: 'audited' });
    const path = `/v1/webhooks/${made.id}`;
    await patch(path, { enabled: false }).expect(200);
    await patch(path, { enabled: false }).expect(200);
    // The platform enables it again, for the merchant.
    const platform = await seedApiKey(scenario.database.pool, { permissions: ['webhooks:write', 'audit:read'] });
    const enable = scenario.http.patch(path).auth(platform, { type: 'bearer' }).set('interlock-merchant', scenario.merchantId);
    await enable.send({ enabled: true }).expect(200);
    await patch(path, { url: `${url('/hooks')}?token=another` }).expect(200);
    const rotated = shownSecretView.parse((await post(`${path}/secrets`, { overlapSeconds: 60 }, 'audited-rotation').expect(201)).body);
    await post(`${path}/secrets`, { overlapSeconds: 60 }, 'audited-rotation').expect(200);
    const forNotify = shownSecretView.parse((await post('/v1/webhooks/notify-secret', { overlapSeconds: 0 }).expect(201)).body);
    await remove(path).expect(204);
    await remove(path).expect(204);
    const { rows } = await scenario.database.pool.query<{ entry: string; action: string; actor: string; address: string }>(
      `select row_to_json(a)::text as entry, action, actor, address from audit_entry a
       where merchant_id = $1 and (subject_id = $2 or subject_type = 'notify_secret') order by id`,
      [scenario.merchantId, made.id],
    );
    const own = key.slice(0, 12);
    expect(rows.map(({ action, actor, address }) => [action, actor, address])).toEqual([
      ['webhook.create', own, '127.0.0.1'],
      ['webhook.change', own, '127.0.0.1'],
      ['webhook.change', platform.slice(0, 12), '127.0.0.1'],
      ['webhook.change', own, '127.0.0.1'],
      ['webhook.rotate_secret', own, '127.0.0.1'],
      ['notify_secret.rotate_secret', own, '127.0.0.1'],
      ['webhook.delete', own, '127.0.0.1'],
    ]);
    const log = rows.map(({ entry }) => entry).join('\n');
    for (const secret of [made.secret, rotated.secret, forNotify.secret])
      for (const text of [secret, secret.slice('whsec_'.length)]) expect(log).not.toContain(text);
    for (const text of [token, 'another']) expect(log).not.toContain(text);
    expect(JSON.parse(rows[1]?.entry ?? '')).toMatchObject({ before: { state: 'enabled' }, after: { state: 'disabled' } });
  });

  it('are made once for each key: the same request again shows the same endpoint and its secret, another is refused', async () => {
    const body = { url: url(), description: 'once' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => post('/v1/webhooks', body, 'made-once')));
    const made = answers.map(({ body: shown }) => createdWebhook.parse(shown));
    expect(new Set(made.map(({ id, secret }) => `${id} ${secret}`)).size).toBe(1);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([...Array.from({ length: 9 }, () => 200), 201]);
    expect(answers.filter(({ headers }) => headers['idempotent-replayed'] === 'true')).toHaveLength(9);
    expect(refusal(await post('/v1/webhooks', { url: url('/elsewhere') }, 'made-once'))).toEqual({
      status: 409,
      code: 'idempotency_key_reused',
      paths: ['description', 'url'],
    });
    const id = made[0]?.id ?? '';
    expect(refusal(await post(`/v1/webhooks/${id}/test`, {}, 'made-once'))).toMatchObject({ status: 409, code: 'idempotency_key_reused' });
    const keyless = await scenario.http.post('/v1/webhooks').auth(key, { type: 'bearer' }).send(body);
    expect(refusal(keyless)).toMatchObject({ status: 400, code: 'idempotency_key_missing' });
  });

  it('are at most sixteen for a merchant', async () => {
    for (let count = 0; count < 16; count += 1) await create();
    expect(refusal(await post('/v1/webhooks', { url: url() }))).toMatchObject({ status: 422, code: 'webhook_refused' });
  });

  it.each([
    [{}, ['url']],
    [{ url: 'shop.example.test' }, ['url']],
    [{ url: 'http://shop.example.test:99999/' }, ['url']],
    [{ url: 'http://10.0.0.8/' }, ['url']],
    [{ url: 'https://169.254.169.254/latest/meta-data' }, ['url']],
    [{ url: 'https://[::ffff:10.0.0.8]/' }, ['url']],
    [{ url: 'https://user:password@shop.example.test/' }, ['url']],
    [{ url: 'https://shop.example.test/', eventTypes: [] }, ['eventTypes']],
    [{ url: 'https://shop.example.test/', eventTypes: ['order.lost'] }, ['eventTypes.0']],
    [{ url: 'https://shop.example.test/', eventTypes: ['order.paid', 'order.paid'] }, ['eventTypes']],
    [{ url: 'https://shop.example.test/', secret: 'mine' }, ['secret']],
  ])('the body %j: 400', async (body, paths) => {
    expect(refusal(await post('/v1/webhooks', body))).toEqual({ status: 400, code: 'invalid_request', paths });
  });

  it('are refused for an event that there is none of, and the refusal names those that there are', async () => {
    const { body } = await post('/v1/webhooks', { url: url(), eventTypes: ['order.lost'] });
    const [fault] = problem.parse(body).fields;
    for (const event of WEBHOOK_EVENTS) expect(fault?.message).toContain(event);
  });

  it('are changed to nothing that could not be made', async () => {
    const { id } = await create();
    expect(refusal(await patch(`/v1/webhooks/${id}`, { url: 'https://192.168.0.1/' }))).toMatchObject({ status: 400, paths: ['url'] });
    expect(refusal(await patch(`/v1/webhooks/${id}`, { enabled: 'no' }))).toMatchObject({ status: 400, paths: ['enabled'] });
  });

  it('are tested: a signed message goes out at once, and what came back is told and logged', async () => {
    const { id, secret } = await create();
    const tested = testView.parse((await post(`/v1/webhooks/${id}/test`, {}, 'test-1').expect(200)).body);
    expect(tested).toMatchObject({ delivered: true, attempt: { status: 200 } });
    const [message] = received;
    if (message === undefined) throw new Error('nothing came');
    const body = new Webhook(secret).verify(message.text, message.headers as Record<string, string>) as { type: string };
    expect([body.type, message.headers['webhook-id']]).toEqual(['webhook.test', tested.deliveryId]);
    const again = await post(`/v1/webhooks/${id}/test`, {}, 'test-1').expect(200);
    expect([again.headers['idempotent-replayed'], again.body, received.length]).toEqual(['true', tested, 1]);
    answer = 500;
    expect(testView.parse((await post(`/v1/webhooks/${id}/test`, {}).expect(200)).body)).toMatchObject({
      delivered: false,
      attempt: { status: 500, error: 'status' },
    });
    const log = deliveryPage.parse((await get(`/v1/webhooks/${id}/deliveries`).expect(200)).body);
    expect(log.deliveries.map(({ type, state }) => [type, state])).toEqual([
      ['webhook.test', 'dead'],
      ['webhook.test', 'delivered'],
    ]);
    // A test says nothing against an endpoint.
    expect(webhookView.parse((await patch(`/v1/webhooks/${id}`, {}).expect(200)).body).failing).toBeUndefined();
  });

  it('have secrets that are rotated with an overlap; four older ones may sign beside the newest', async () => {
    const { id, secret } = await create();
    const path = `/v1/webhooks/${id}/secrets`;
    const rotated = shownSecretView.parse((await post(path, { overlapSeconds: 60 }, 'rotated-1').expect(201)).body);
    expect(rotated.secret).not.toBe(secret);
    const again = await post(path, { overlapSeconds: 60 }, 'rotated-1').expect(200);
    expect([again.headers['idempotent-replayed'], again.body]).toEqual(['true', rotated]);
    expect(refusal(await post(path, { overlapSeconds: 0 }, 'rotated-1'))).toMatchObject({ status: 409, paths: ['overlapSeconds'] });
    const { secrets } = webhookWithSecrets.parse((await get(`/v1/webhooks/${id}`).expect(200)).body);
    expect(secrets.map(({ expiresAt }) => expiresAt !== undefined)).toEqual([false, true]);
    for (let count = 0; count < 3; count += 1) await post(path, {}).expect(201);
    expect(refusal(await post(path, {}))).toMatchObject({ status: 422, code: 'webhook_refused' });
    expect(refusal(await post(path, { overlapSeconds: 604_801 }))).toMatchObject({ status: 400, paths: ['overlapSeconds'] });
  });

  it('of an order go to its own notifyUrl, which is judged as an endpoint’s is', async () => {
    for (const notifyUrl of ['http://10.0.0.8/', 'https://[::ffff:169.254.169.254]/', 'ftp://shop.example.test/', 'shop'])
      expect(refusal(await scenario.post('/v1/orders', anOrder({ notifyUrl })))).toEqual({
        status: 400,
        code: 'invalid_request',
        paths: ['notifyUrl'],
      });
    const body = anOrder({ notifyUrl: url('/paid?desk=4') });
    const { id } = (await scenario.post('/v1/orders', body).expect(201)).body as { id: string };
    await scenario.post('/v1/orders', body).expect(200);
    expect(refusal(await scenario.post('/v1/orders', { ...body, notifyUrl: url('/elsewhere') }))).toMatchObject({
      status: 409,
      paths: ['notifyUrl'],
    });
    const { webhooks } = webhookPage.parse((await get('/v1/webhooks').expect(200)).body);
    expect(webhooks).toMatchObject([{ kind: 'notify', url: url('') }]);
    const lane = `/v1/webhooks/${webhooks[0]?.id ?? ''}`;
    const log = deliveryPage.parse((await get(`${lane}/deliveries`).expect(200)).body);
    expect(log.deliveries).toMatchObject([
      { orderId: id, version: 2, type: 'order.paid', url: url('/paid?desk=4'), state: 'pending', attempts: [] },
      { orderId: id, version: 1, type: 'order.created' },
    ]);
    expect(refusal(await remove(lane))).toMatchObject({ status: 422, code: 'webhook_refused' });
    expect(refusal(await patch(lane, { url: url() }))).toMatchObject({ status: 422 });
    expect(refusal(await post(`${lane}/test`, {}))).toMatchObject({ status: 422 });
    expect(refusal(await post(`${lane}/secrets`, {}))).toMatchObject({ status: 422 });
    const first = notifySecret.parse((await get('/v1/webhooks/notify-secret').expect(200)).body);
    expect(first.secrets).toHaveLength(1);
    const next = shownSecretView.parse((await post('/v1/webhooks/notify-secret', { overlapSeconds: 60 }).expect(201)).body);
    const both = notifySecret.parse((await get('/v1/webhooks/notify-secret').expect(200)).body);
    expect(both.secrets.map(({ secret }) => secret)).toEqual([next.secret, first.secrets[0]?.secret]);
  });

  it('are replayed by what is named: noted at once, and read while it goes on', async () => {
    const { id } = await create();
    const path = `/v1/webhooks/${id}/replay`;
    const order = (await scenario.post('/v1/orders', anOrder()).expect(201)).body as { id: string };
    const noted = replayView.parse((await post(path, { orderId: order.id }, 'replay-1').expect(202)).body);
    expect(noted).toMatchObject({ state: 'running', replayed: 0, selection: { orderId: order.id } });
    expect((await post(path, { orderId: order.id }, 'replay-1').expect(200)).headers['idempotent-replayed']).toBe('true');
    expect(replayView.parse((await get(`/v1/webhooks/${id}/replays/${noted.id}`).expect(200)).body)).toEqual(noted);
    expect(refusal(await get(`/v1/webhooks/${id}/replays/${UNKNOWN_ID}`))).toMatchObject({ status: 404, code: 'webhook_replay_not_found' });
    await patch(`/v1/webhooks/${id}`, { enabled: false }).expect(200);
    expect(refusal(await post(path, { orderId: order.id }))).toMatchObject({ status: 422, code: 'webhook_refused' });
  });

  it.each([
    [{}, 'body'],
    [{ deliveryIds: [] }, 'deliveryIds'],
    [{ deliveryIds: ['1'] }, 'deliveryIds.0'],
    [{ orderId: UNKNOWN_ID, deliveryIds: [UNKNOWN_ID] }, 'body'],
    [{ from: '2026-01-01T00:00:00Z' }, 'body'],
    [{ from: 'yesterday', to: '2026-01-01T00:00:00Z' }, 'from'],
    [{ orderId: UNKNOWN_ID, state: 'dead' }, 'body'],
    [{ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', state: 'pending' }, 'state'],
  ])('the replay %j: 400', async (body, path) => {
    expect(refusal(await post(`/v1/webhooks/${UNKNOWN_ID}/replay`, body))).toEqual({ status: 400, code: 'invalid_request', paths: [path] });
  });

  it('of another merchant, and what is no id at all, are not there', async () => {
    for (const id of [UNKNOWN_ID, '1']) {
      expect(refusal(await get(`/v1/webhooks/${id}`))).toMatchObject({ status: 404, code: 'webhook_not_found' });
      expect(refusal(await get(`/v1/webhooks/${id}/deliveries`))).toMatchObject({ status: 404 });
      for (const door of ['test', 'secrets']) expect(refusal(await post(`/v1/webhooks/${id}/${door}`, {}))).toMatchObject({ status: 404 });
      expect(refusal(await post(`/v1/webhooks/${id}/replay`, { orderId: UNKNOWN_ID }))).toMatchObject({ status: 404 });
      expect(refusal(await patch(`/v1/webhooks/${id}`, {}))).toMatchObject({ status: 404 });
    }
    for (const query of ['limit=0', 'limit=101', 'cursor=1', 'state=lost'])
      expect(refusal(await get(`/v1/webhooks/${UNKNOWN_ID}/deliveries?${query}`))).toMatchObject({
        status: 400,
        paths: [query.split('=')[0]],
      });
  });

  it('need their permission', async () => {
    const { merchantId, database } = scenario;
    const reader = await seedApiKey(database.pool, { merchantId, permissions: ['webhooks:read'] });
    const denied = await scenario.http
      .post('/v1/webhooks')
      .auth(reader, { type: 'bearer' })
      .set('idempotency-key', 'x')
      .send({ url: url() });
    expect(refusal(denied)).toMatchObject({ status: 403, code: 'permission_denied' });
    expect(refusal(await scenario.http.get('/v1/webhooks/notify-secret').auth(reader, { type: 'bearer' }))).toMatchObject({ status: 403 });
    await scenario.http.get('/v1/webhooks').auth(reader, { type: 'bearer' }).expect(200);
    expect(refusal(await scenario.get('/v1/webhooks'))).toMatchObject({ status: 403 });
  });
});
