import { currencyCode } from '@interlock/domain';
import {
  chargeRecord,
  insertOrder,
  orderRecord,
  seedAccount,
  seedApiKey,
  seedBinding,
  seedTerminal,
  createTestKeyRing,
} from '@interlock/persistence/testing';
import type { Batches, BatchResult } from '@interlock/provider-kit';
import { codepayAdapter } from '@interlock/provider-codepay';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type supertest from 'supertest';
import { orderView, problem } from '../orders/order-view.schema.js';
import { providers } from '../providers.js';
import { gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';
import { batchPage, batchView, openBatchView } from './batch-view.schema.js';

const KEY_RING = createTestKeyRing();
const UNKNOWN_ID = '01a1fddf-e9eb-75f8-9844-ab8e72b1ffee';
const totals = { count: 1, total: { currency: currencyCode('USD'), minor: 1000n } };

/** What the provider answers next; the rest of the adapter is its own. */
const answers: { close: BatchResult; open: BatchResult } = {
  close: { outcome: 'approved', totals },
  open: { outcome: 'approved', totals },
};
const { batches } = codepayAdapter;
const scripted: Batches = {
  ...(batches as Batches),
  close: async () => answers.close,
  open: async () => answers.open,
};

describe('batches over HTTP', () => {
  let scenario: GatewayScenario;
  let codepay: string;
  let key: string;
  let terminalSn: string;
  beforeAll(async () => {
    scenario = await gatewayScenario({
      keyRing: KEY_RING,
      adapters: [...providers.filter(({ name }) => name !== 'codepay'), { ...codepayAdapter, batches: scripted }],
    });
    const { merchantId, database } = scenario;
    const { pool } = database;
    const account = await seedAccount(pool, KEY_RING, {
      provider: 'codepay',
      settings: { baseUrl: 'http://127.0.0.1:9', appId: 'wz1', merchantNo: '3023', signType: 'NONE' },
      secrets: { basicUser: 'user', basicPassword: 'password' },
    });
    codepay = account.id;
    await seedBinding(pool, { merchantId, providerAccountId: codepay });
    const bindings = [{ providerAccountId: codepay, providerTerminalSn: 'WPYB1' }];
    terminalSn = (await seedTerminal(pool, merchantId, { bindings })).terminal.terminalSn;
    key = await seedApiKey(pool, { merchantId, permissions: ['batches:read', 'batches:write'] });
  });
  afterAll(() => scenario.close());
  beforeEach(() => {
    answers.close = { outcome: 'approved', totals };
  });

  let numbers = 0;
  const get = (path: string): supertest.Test => scenario.http.get(path).auth(key, { type: 'bearer' });
  const post = (path: string, body: object, idempotencyKey?: string): supertest.Test => {
    numbers += 1;
    const given = idempotencyKey ?? `key-${String(numbers)}`;
    return scenario.http.post(path).auth(key, { type: 'bearer' }).set('idempotency-key', given).send(body);
  };
  const close = (scope: unknown, members: object = {}): supertest.Test =>
    post('/v1/batches', { providerAccountId: codepay, scope, ...members });
  const refusal = ({ status, body }: { readonly status: number; readonly body: unknown }) => {
    const { code, fields } = problem.parse(body);
    return { status, code, paths: fields.map(({ path }) => path) };
  };

  it('are closed, once for each key, and their payments name them', async () => {
    const { merchantId, database } = scenario;
    const place = { merchantId, accountId: codepay };
    const routing = { candidates: [], proofs: [], terminals: { [codepay]: 'WPYB1' } };
    const order = orderRecord(place, { state: 'paid', method: { type: 'terminal', scenario: 'card' }, routing });
    const done = { outcome: 'approved', finishedAt: order.createdAt, dueAt: null, capturedMinor: 1000n, provider: 'codepay' } as const;
    await insertOrder(database.pool, order, chargeRecord(place, order.id, done));
    const body = { providerAccountId: codepay, scope: { terminalSns: [terminalSn] } };
    const closed = batchView.parse((await post('/v1/batches', body, 'once').expect(201)).body);
    const figures = { count: 1, total: { currency: 'USD', value: '1000' } };
    expect(closed).toMatchObject({ state: 'closed', scope: { terminalSns: [terminalSn] }, stated: figures, own: figures });
    const again = await post('/v1/batches', body, 'once').expect(200);
    expect([again.headers['idempotent-replayed'], again.body]).toEqual(['true', closed]);
    expect((await get(`/v1/batches/${closed.id}`).expect(200)).body).toEqual(closed);
    const view = orderView.parse((await scenario.get(`/v1/orders/${order.id}`).expect(200)).body);
    expect(view).toMatchObject({ version: 2, operations: [{ batchId: closed.id }] });
    expect(refusal(await post('/v1/batches', { ...body, scope: { all: true } }, 'once'))).toEqual({
      status: 409,
      code: 'idempotency_key_reused',
      paths: ['scope'],
    });
  });

  it('that the provider refuses say so, and those of which nothing was heard are 202 and keep others back', async () => {
    answers.close = { outcome: 'declined', providerCode: 'ET007', message: 'no pending transactions', empty: true };
    const { body } = await close({ terminalSns: [terminalSn] }).expect(201);
    expect(batchView.parse(body)).toMatchObject({ state: 'refused', providerCode: 'ET007' });
    answers.close = { outcome: 'unknown', cause: 'timeout' };
    const open = batchView.parse((await close({ terminalSns: [terminalSn] }).expect(202)).body);
    expect(open).toMatchObject({ state: 'closing', attempts: 1 });
    expect(refusal(await close({ terminalSns: [terminalSn] }))).toMatchObject({ status: 409, code: 'batch_in_progress' });
    // The call could still be answered, so nothing is asked.
    expect((await post(`/v1/batches/${open.id}/refresh`, {}).expect(202)).body).toMatchObject({ attempts: 1 });
    await scenario.database.pool.query(`update batch set send_until = send_until - interval '1 hour' where id = $1`, [open.id]);
    answers.close = { outcome: 'approved' };
    const closed = batchView.parse((await post(`/v1/batches/${open.id}/refresh`, {}).expect(200)).body);
    expect(closed).toMatchObject({ state: 'closed', attempts: 2 });
  });

  it('are listed by page', async () => {
    const first = batchPage.parse((await get('/v1/batches?limit=1').expect(200)).body);
    expect(first.batches).toHaveLength(1);
    const rest = batchPage.parse((await get(`/v1/batches?cursor=${first.nextCursor ?? ''}`).expect(200)).body);
    expect(rest.batches.map(({ id }) => id)).not.toContain(first.batches[0]?.id);
  });

  it('are told of while they are open', async () => {
    const { accepts } = scripted;
    Object.assign(scripted, { accepts: () => true });
    const { body } = await get(`/v1/batches/open?providerAccountId=${codepay}&terminalSns=${terminalSn}`).expect(200);
    Object.assign(scripted, { accepts });
    expect(openBatchView.parse(body)).toMatchObject({ outcome: 'approved', stated: { count: 1 }, difference: { count: 1 } });
  });

  it.each<[string, unknown, string]>([
    ['no scope', undefined, 'scope'],
    ['a scope of nothing', {}, 'scope'],
    ['a scope of two', { all: true, storeNo: 'S-1' }, 'scope'],
    ['a scope that is none', 'all', 'scope'],
    ['not all', { all: false }, 'scope.all'],
    ['a store number with a space', { storeNo: 'S 1' }, 'scope.storeNo'],
    ['no terminals', { terminalSns: [] }, 'scope.terminalSns'],
    ['terminals that are no list', { terminalSns: 'T-1' }, 'scope.terminalSns'],
    ['a terminal named twice', { terminalSns: ['T-1', 'T-1'] }, 'scope.terminalSns'],
    ['a terminal that is no text', { terminalSns: ['T-1', 1] }, 'scope.terminalSns.1'],
    ['101 terminals', { terminalSns: Array.from({ length: 101 }, (_, index) => `T-${String(index)}`) }, 'scope.terminalSns'],
    ['an unknown member', { all: true, merchant: '1' }, 'scope.merchant'],
  ])('%s: 400 that names the member', async (_, scope, path) => {
    expect(refusal(await close(scope))).toEqual({ status: 400, code: 'invalid_request', paths: [path] });
  });

  it('an account that is no id, a member that is not known, no key: 400', async () => {
    expect(refusal(await close({ all: true }, { providerAccountId: 'codepay' }))).toMatchObject({
      status: 400,
      paths: ['providerAccountId'],
    });
    expect(refusal(await close({ all: true }, { date: '2026-01-01' }))).toMatchObject({ status: 400, paths: ['date'] });
    const body = { providerAccountId: codepay, scope: { all: true } };
    const keyless = await scenario.http.post('/v1/batches').auth(key, { type: 'bearer' }).send(body);
    expect(refusal(keyless)).toMatchObject({ status: 400, code: 'idempotency_key_missing' });
    expect(refusal(await post(`/v1/batches/${UNKNOWN_ID}/refresh`, { now: true }))).toMatchObject({ status: 400, paths: ['now'] });
  });

  it.each([
    ['', ['body', 'providerAccountId']],
    [`providerAccountId=${UNKNOWN_ID}`, ['body']],
    [`providerAccountId=${UNKNOWN_ID}&all=yes`, ['all']],
    [`providerAccountId=${UNKNOWN_ID}&all=true&storeNo=1`, ['body']],
    [`providerAccountId=${UNKNOWN_ID}&terminalSns=a,,b`, ['terminalSns.1']],
    [`providerAccountId=${UNKNOWN_ID}&terminalSns=a&terminalSns=b`, ['terminalSns']],
    [`providerAccountId=1&all=true`, ['providerAccountId']],
  ])('the query open?%s: 400', async (query, paths) => {
    const { status, paths: named } = refusal(await get(`/v1/batches/open?${query}`));
    expect([status, paths.some((path) => named.includes(path))]).toEqual([400, true]);
  });

  it.each(['limit=0', 'limit=101', 'cursor=1', 'state=closed'])('the query %s: 400', async (query) => {
    const { status, paths } = refusal(await get(`/v1/batches?${query}`));
    expect([status, paths]).toEqual([400, [query.split('=')[0]]]);
  });

  it('what is not there or not offered is refused by its name', async () => {
    expect(refusal(await close({ all: true }, { providerAccountId: UNKNOWN_ID }))).toMatchObject({
      status: 404,
      code: 'provider_account_not_found',
    });
    expect(refusal(await close({ all: true }, { providerAccountId: scenario.accountId }))).toMatchObject({
      status: 422,
      code: 'operation_not_supported',
    });
    const basic = await close({ all: true });
    expect(refusal(basic)).toMatchObject({ status: 422, code: 'operation_not_supported' });
    expect((basic.body as { detail: string }).detail).toMatch(/^codepay: .*one terminal at a time$/);
    expect(refusal(await close({ terminalSns: ['nowhere'] }))).toEqual({
      status: 422,
      code: 'invalid_reference',
      paths: ['scope.terminalSns.0'],
    });
    for (const path of [UNKNOWN_ID, '1']) {
      expect(refusal(await get(`/v1/batches/${path}`))).toMatchObject({ status: 404, code: 'batch_not_found' });
      expect(refusal(await post(`/v1/batches/${path}/refresh`, {}))).toMatchObject({ status: 404, code: 'batch_not_found' });
    }
  });

  it('a key that may not: 403', async () => {
    const { merchantId, database } = scenario;
    const reader = await seedApiKey(database.pool, { merchantId, permissions: ['batches:read', 'orders:write'] });
    const body = { providerAccountId: codepay, scope: { all: true } };
    const denied = await scenario.http.post('/v1/batches').auth(reader, { type: 'bearer' }).set('idempotency-key', 'x').send(body);
    expect(refusal(denied)).toMatchObject({ status: 403, code: 'permission_denied' });
    expect(refusal(await scenario.get('/v1/batches'))).toMatchObject({ status: 403 });
    await scenario.http.get('/v1/batches').auth(reader, { type: 'bearer' }).expect(200);
  });
});
