import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { currencyCode } from '@interlock/domain';
import { createTestKeyRing, seedApiKey, seedTerminal } from '@interlock/persistence/testing';
import { anOrder, gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';
import { dayReport } from './day-report.schema.js';

let scenario: GatewayScenario;
let key: string;
let storeNo: string;
let terminalSn: string;

beforeAll(async () => {
  scenario = await gatewayScenario({ keyRing: createTestKeyRing() });
  const { pool } = scenario.database;
  key = await seedApiKey(pool, { merchantId: scenario.merchantId, permissions: ['reports:read'] });
  const { store, terminal } = await seedTerminal(pool, scenario.merchantId, { store: { currency: currencyCode('MXN') } });
  ({ storeNo } = store);
  ({ terminalSn } = terminal);
});
afterAll(() => scenario.close());

const ask = (query: string) => scenario.http.get(`/v1/reports/day?${query}`).auth(key, { type: 'bearer' });

describe('GET /v1/reports/day', () => {
  it('is what was paid and given back, in the form that the description of the API has', async () => {
    const { body } = await scenario.post('/v1/orders', anOrder({ terminalSn })).expect(201);
    const { id, createdAt } = body as { id: string; createdAt: string };
    await scenario.post(`/v1/orders/${id}/refunds`, { refundNo: 'r-1', amount: { currency: 'MXN', value: '250' } }).expect(200);
    const answer = await ask(`date=${createdAt.slice(0, 10)}&storeNo=${storeNo}&terminalSn=${terminalSn}`).expect(200);
    expect(dayReport.parse(answer.body)).toMatchObject({
      days: [{ storeNo, timeZone: 'UTC', dayStartsMinute: 0 }],
      lines: [
        {
          storeNo,
          terminalSn,
          provider: 'upay',
          currency: 'MXN',
          sales: { count: 1, amount: { currency: 'MXN', value: '1000' } },
          refunds: { count: 1, amount: { value: '250' } },
          net: { value: '750' },
        },
      ],
      totals: [{ currency: 'MXN', net: { value: '750' } }],
    });
  });

  it.each([
    ['', 'date'],
    ['date=2026-02-30', 'date'],
    ['date=22.05.2026', 'date'],
    ['date=2026-05-22&storeNo=', 'storeNo'],
    ['date=2026-05-22&shop=1', 'shop'],
  ])('%s: 400 that names %s', async (query, path) => {
    const { body } = await ask(query).expect(400);
    expect((body as { fields: readonly { path: string }[] }).fields.map((field) => field.path)).toEqual([path]);
  });

  it('names a store that is not there, and is shut to a key without reports:read', async () => {
    const { body } = await ask('date=2026-05-22&storeNo=none').expect(422);
    expect(body).toMatchObject({ code: 'invalid_reference', fields: [{ path: 'storeNo' }] });
    await scenario.get('/v1/reports/day?date=2026-05-22').expect(403);
  });
});
