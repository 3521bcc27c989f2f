import { beforeEach, describe, expect, it } from '@jest/globals';
import { recordedTerminal, type RecordedTerminal } from '../../testing/recorded-terminal.js';
import { standInGateway } from '../../testing/stand-in-gateway.js';
import { run } from '../program.js';

const ID = '01a1ff6a-91d0-71c9-8125-83cf20f435f1';
const gateway = standInGateway();
let terminal: RecordedTerminal;
beforeEach(() => {
  terminal = recordedTerminal({ INTERLOCK_URL: gateway.url(), INTERLOCK_API_KEY: 'sk_test_key' });
});

describe('interlock <thing> list', () => {
  it('is a table, and says how it goes on', async () => {
    const stores = [
      { storeNo: 'S-1', name: 'Corner', currency: 'MXN', timeZone: 'UTC', dayStartsAt: '04:00', enabled: true },
      { storeNo: 'S-20', name: 'Harbour', currency: 'USD', timeZone: 'UTC', enabled: false },
    ];
    gateway.answer = () => ({ body: { stores, nextCursor: ID } });
    expect(await run(['store', 'list', '--limit', '2'], terminal)).toBe(0);
    expect(gateway.asked.map(({ url }) => url)).toEqual(['/v1/stores?limit=2']);
    expect(terminal.said.out).toBe(`store  name     currency  zone  day    enabled
S-1    Corner   MXN       UTC   04:00  yes
S-20   Harbour  USD       UTC   –      no

There are more: --cursor ${ID}
`);
  });

  it('shows amounts as people write them, and is narrowed by options with dashes', async () => {
    gateway.answer = () => ({
      body: { orders: [{ merchantOrderNo: 'A-1', state: 'paid', amount: { currency: 'MXN', value: '12000' }, id: ID }] },
    });
    expect(await run(['order', 'list', '--merchant-order-no', 'A-1', '--state', 'paid'], terminal)).toBe(0);
    expect(gateway.asked[0]?.url).toBe('/v1/orders?limit=20&merchantOrderNo=A-1&state=paid');
    expect(terminal.said.out).toContain('A-1     paid   120.00 MXN  –');
  });

  it('lets no name move the cursor of the one who reads it', async () => {
    gateway.answer = () => ({ body: { merchants: [{ name: 'Corner\u001B[2J\u202Eshop\nfake', mode: 'test', id: ID }] } });
    expect(await run(['merchant', 'list'], terminal)).toBe(0);
    expect(terminal.said.out).toContain('Corner\\u{1b}[2J\\u{202e}shop\\u{a}fake');
    for (const unseen of ['\u001B', '\u202E']) expect(terminal.said.out).not.toContain(unseen);
  });

  it('is one JSON document with --json', async () => {
    gateway.answer = () => ({ body: { cases: [{ id: ID, kind: 'excess' }] } });
    expect(await run(['case', 'list', '--state', 'open', '--json'], terminal)).toBe(0);
    expect(gateway.asked.map(({ url }) => url)).toEqual(['/v1/cases?limit=20&state=open']);
    expect(JSON.parse(terminal.said.out)).toEqual({ rows: [{ id: ID, kind: 'excess' }] });
  });

  it('says so where there is none', async () => {
    expect(await run(['audit', 'list'], terminal)).toBe(0);
    expect(terminal.said.out).toBe('There is none.\n');
  });

  it('says by code and member what the gateway refuses, and never the key', async () => {
    const fields = [{ path: 'from', message: 'must be a moment in time' }];
    gateway.answer = () => ({ status: 400, body: { code: 'invalid_request', detail: 'the request is not valid', fields } });
    expect(await run(['order', 'list', '--from', 'yesterday'], terminal)).toBe(2);
    expect(terminal.said.err).toBe(
      `interlock: ${gateway.url()} answers 400 (invalid_request): the request is not valid\n  from: must be a moment in time\n`,
    );
    expect(terminal.said.err).not.toContain('sk_test_key');
  });

  it('knows what a filter may be before the gateway is asked', async () => {
    expect(await run(['order', 'list', '--state', 'lost'], terminal)).toBe(2);
    expect(terminal.said.err).toContain("option '--state <state>' argument 'lost' is invalid. Allowed choices are created, pending,");
    expect(gateway.asked).toEqual([]);
  });
});

describe('interlock <thing> show', () => {
  it('is a member in a line, and what it holds of its own set in below', async () => {
    const store = { storeNo: 'S-1', enabled: true, bindings: [{ providerAccountId: ID, providerStoreNo: '77' }], limits: { MXN: '100' } };
    gateway.answer = () => ({ body: store });
    expect(await run(['store', 'show', 'S-1'], terminal)).toBe(0);
    expect(terminal.said.out).toBe(`storeNo  S-1
enabled  yes
bindings
  providerAccountId                     providerStoreNo
  ${ID}  77
limits
  MXN  100
`);
  });

  it('is the answer itself with --json', async () => {
    gateway.answer = () => ({ body: { id: ID, kind: 'excess' } });
    expect(await run(['case', 'show', ID, '--json'], terminal)).toBe(0);
    expect([gateway.asked[0]?.url, JSON.parse(terminal.said.out)]).toEqual([`/v1/cases/${ID}`, { id: ID, kind: 'excess' }]);
  });

  it('exits 1 where there is no such thing', async () => {
    gateway.answer = () => ({ status: 404, body: { code: 'case_not_found', detail: 'there is no such case' } });
    expect([await run(['case', 'show', ID], terminal), terminal.said.err]).toEqual([1, 'interlock: there is no such case\n']);
  });
});

describe('interlock day', () => {
  it('is a line for each terminal, and the sums of each currency', async () => {
    const figure = (count: number, value: string) => ({ count, amount: { currency: 'MXN', value } });
    const sums = {
      currency: 'MXN',
      sales: figure(3, '36000'),
      tips: figure(1, '500'),
      refunds: figure(1, '2000'),
      voids: figure(0, '0'),
      open: figure(0, '0'),
      net: { currency: 'MXN', value: '-34500' },
    };
    const day = { storeNo: 'S-1', from: '2026-11-21T10:00:00Z', to: '2026-11-22T10:00:00Z', timeZone: 'UTC' };
    const lines = [{ storeNo: 'S-1', terminalSn: 'T-1', provider: 'upay', ...sums }];
    gateway.answer = () => ({ body: { date: '2026-11-21', days: [day], lines, totals: [sums] } });
    expect(await run(['day', '2026-11-21', '--store-no', 'S-1'], terminal)).toBe(0);
    expect(gateway.asked[0]?.url).toBe('/v1/reports/day?date=2026-11-21&storeNo=S-1');
    expect(terminal.said.out).toBe(`2026-11-21
store  from                  to                    zone
S-1    2026-11-21T10:00:00Z  2026-11-22T10:00:00Z  UTC

store  terminal  provider  orders  sales       tips      refunds    voids     net          still open
S-1    T-1       upay      3       360.00 MXN  5.00 MXN  20.00 MXN  0.00 MXN  -345.00 MXN  0.00 MXN

total  orders  sales       tips      refunds    voids     net          still open
MXN    3       360.00 MXN  5.00 MXN  20.00 MXN  0.00 MXN  -345.00 MXN  0.00 MXN
`);
  });
});
