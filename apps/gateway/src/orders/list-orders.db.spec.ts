import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { currencyCode } from '@interlock/domain';
import { createTestKeyRing, seedTerminal } from '@interlock/persistence/testing';
import { anOrder, gatewayScenario } from '../testing/gateway-scenario.js';
import type { GatewayScenario } from '../testing/gateway-scenario.js';

interface Page {
  readonly orders: readonly { readonly merchantOrderNo: string; readonly createdAt: string }[];
  readonly nextCursor?: string;
}

let scenario: GatewayScenario;
let storeNo: string;
let terminalSn: string;
let between: string;

beforeAll(async () => {
  scenario = await gatewayScenario({ keyRing: createTestKeyRing() });
  const { store, terminal } = await seedTerminal(scenario.database.pool, scenario.merchantId, { store: { currency: currencyCode('MXN') } });
  ({ storeNo } = store);
  ({ terminalSn } = terminal);
  const create = async (merchantOrderNo: string, members: object): Promise<string> =>
    ((await scenario.post('/v1/orders', anOrder({ merchantOrderNo, ...members })).expect(201)).body as { createdAt: string }).createdAt;
  await create('plain', {});
  await create('by-store', { storeNo });
  // Its store is the terminal's, named or not.
  between = await create('by-terminal', { terminalSn, operator: 'ann' });
  await create('dear', { amount: { currency: 'MXN', value: '123456' }, operator: 'bob' });
  await create('waits', { method: { type: 'merchant_qr' } });
  await scenario.database.pool.query(`update "order" set state = 'failed' where merchant_order_no = 'dear'`);
});
afterAll(() => scenario.close());

const list = async (query: string): Promise<Page> => (await scenario.get(`/v1/orders?${query}`).expect(200)).body as Page;
const numbers = async (query: string): Promise<readonly string[]> => (await list(query)).orders.map((order) => order.merchantOrderNo);

describe('the list of orders', () => {
  it.each<[string, () => string, readonly string[]]>([
    ['nothing', () => '', ['waits', 'dear', 'by-terminal', 'by-store', 'plain']],
    ['a state that nearly every order has', () => 'state=paid', ['by-terminal', 'by-store', 'plain']],
    ['a state that few have', () => 'state=pending', ['waits']],
    ['a state that an order has for a moment', () => 'state=created', []],
    ['a store', () => `storeNo=${storeNo}`, ['by-terminal', 'by-store']],
    ['a terminal', () => `terminalSn=${terminalSn}`, ['by-terminal']],
    ['an operator', () => 'operator=bob', ['dear']],
    ['an amount', () => 'amount=123456', ['dear']],
    ['a provider', () => 'provider=upay&limit=2', ['waits', 'dear']],
    ['a provider that took none', () => 'provider=wallet', []],
    ['several at once', () => `storeNo=${storeNo}&operator=ann&state=paid&provider=upay&amount=1000`, ['by-terminal']],
    ['the moment it was begun at', () => `from=${between}`, ['waits', 'dear', 'by-terminal']],
    ['a moment with an offset', () => `to=${encodeURIComponent(between.replace('Z', '+00:00'))}`, ['by-store', 'plain']],
    ['its number and what fits it', () => `merchantOrderNo=dear&operator=bob&amount=123456&from=${between}`, ['dear']],
    ['its number and what does not fit it', () => `merchantOrderNo=dear&operator=ann`, []],
    ['its number before it was begun', () => `merchantOrderNo=dear&to=${between}`, []],
  ])('by %s', async (_what, query, expected) => {
    expect(await numbers(query())).toEqual(expected);
  });

  it('goes on by its cursor under the same filters', async () => {
    const first = await list(`storeNo=${storeNo}&limit=1`);
    expect(first.orders.map((order) => order.merchantOrderNo)).toEqual(['by-terminal']);
    const second = await list(`storeNo=${storeNo}&limit=1&cursor=${String(first.nextCursor)}`);
    expect([second.orders.map((order) => order.merchantOrderNo), second.nextCursor]).toEqual([['by-store'], undefined]);
  });

  it.each([
    ['from=yesterday', 'from'],
    ['from=2026-05-22', 'from'],
    ['from=2026-05-22T08:00:00', 'from'],
    ['to=2026-13-01T00:00:00Z', 'to'],
    ['from=2026-05-22T08:00:00Z&to=2026-05-22T08:00:00Z', 'to'],
    ['state=done', 'state'],
    ['provider=stripe', 'provider'],
    ['amount=10.00', 'amount'],
    ['amount=0', 'amount'],
    ['amount=99999999999999999999', 'amount'],
    ['storeNo=%00', 'storeNo'],
    ['terminalSn=', 'terminalSn'],
    ['operator=', 'operator'],
    ['operator=a&operator=b', 'operator'],
    ['shop=1', 'shop'],
  ])('%s: 400 that names %s', async (query, path) => {
    const { body } = await scenario.get(`/v1/orders?${query}`).expect(400);
    expect((body as { fields: readonly { path: string }[] }).fields.map((field) => field.path)).toEqual([path]);
  });
});
