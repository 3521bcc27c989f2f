import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordedTerminal, type RecordedTerminal } from '../../testing/recorded-terminal.js';
import { run } from '../program.js';

const ORDER_ID = '01a1ff6a-91d0-71c9-8125-83cf20f435f1';
const CASE_ID = '01a1ff6a-91d0-71c9-8125-83cf20f435f9';
const mxn = (value: string) => ({ currency: 'MXN', value });
const zero = mxn('0');

const order = {
  id: ORDER_ID,
  merchantOrderNo: 'CRASH-7',
  state: 'partially_refunded',
  version: 5,
  createdAt: '2026-11-21T18:33:50.000Z',
  updatedAt: '2026-11-21T20:40:00.000Z',
  amount: mxn('12000'),
  amounts: {
    requested: mxn('12000'),
    authorized: mxn('12000'),
    captured: mxn('12000'),
    tip: mxn('500'),
    cashback: zero,
    surcharge: zero,
    excess: zero,
    refunded: mxn('2000'),
    refundPending: zero,
    overRefunded: zero,
  },
  method: { type: 'payer_code', code: '13****47' },
  provider: { name: 'upay', accountId: CASE_ID, reference: 'UP-1' },
  operations: [
    {
      id: ORDER_ID,
      kind: 'sale',
      origin: 'merchant',
      outcome: 'approved',
      amount: mxn('12000'),
      provider: 'upay',
      providerKey: 'a'.repeat(32),
      providerReference: 'UP-1',
    },
    {
      id: CASE_ID,
      kind: 'refund',
      origin: 'merchant',
      outcome: 'approved',
      amount: mxn('2000'),
      refundNo: 'R-1',
      provider: 'upay',
      providerKey: 'b'.repeat(20),
    },
    {
      id: CASE_ID,
      kind: 'refund',
      origin: 'provider',
      outcome: 'declined',
      amount: mxn('100'),
      refundNo: 'R-2',
      provider: 'upay',
      providerKey: 'c'.repeat(20),
      declineCode: 'too_many_refunds',
      providerCode: 'NO',
    },
  ],
  cases: [{ id: CASE_ID, kind: 'outcome_unknown', state: 'closed' }],
};
const exchange = {
  request: { method: 'POST', url: 'http://127.0.0.1:3100/upay/v2/pay', body: { sign: '***' } },
  outcome: 'answered',
  status: 200,
};
const line = { actor: 'sk_test_abcd', requestId: 'request-0001' };
const sale = { id: ORDER_ID, kind: 'sale', provider: 'upay', amount: mxn('12000') };
const transitions = [
  {
    ...line,
    version: 1,
    at: '2026-11-21T18:33:50.000Z',
    sincePreviousMs: 0,
    from: null,
    to: 'created',
    cause: 'request',
    operation: { ...sale, outcome: null },
  },
  {
    ...line,
    version: 2,
    at: '2026-11-21T18:34:00.010Z',
    sincePreviousMs: 10_010,
    from: 'created',
    to: 'uncertain',
    cause: 'answer',
    actor: 'gateway',
    operation: { ...sale, outcome: 'unknown' },
    begins: [{ id: CASE_ID, kind: 'cancel', outcome: null, provider: 'upay' }],
    cases: [{ id: CASE_ID, kind: 'outcome_unknown', what: 'opened', detail: 'nobody has said what became of it' }],
    evidence: {
      source: 'no_answer',
      outcome: 'unknown',
      askedAt: '2026-11-21T18:33:50.002Z',
      receivedAt: '2026-11-21T18:34:00.010Z',
      exchanges: [{ ...exchange, outcome: 'unknown', status: undefined, cause: 'timeout' }],
    },
  },
  {
    ...line,
    version: 3,
    at: '2026-11-21T20:40:00.000Z',
    sincePreviousMs: 7_559_990,
    from: 'uncertain',
    to: 'paid',
    cause: 'query',
    actor: 'worker',
    reason: 'cancel_overtaken',
    operation: { ...sale, outcome: 'approved' },
    cases: [{ id: CASE_ID, kind: 'outcome_unknown', what: 'closed_by_fact' }],
    evidence: {
      source: 'query',
      outcome: 'approved',
      askedAt: '2026-11-21T20:39:59.959Z',
      receivedAt: '2026-11-21T20:40:00.000Z',
      bodySha256: '0f3a5b6c7d8e9f00',
      signature: 'valid',
      exchanges: [exchange, exchange],
    },
  },
  {
    ...line,
    version: 4,
    at: '2026-11-21T20:40:00.000Z',
    sincePreviousMs: 0,
    from: 'paid',
    to: 'paid',
    cause: 'request',
    reason: 'batch_closed',
  },
];

type Answer = { readonly status: number; readonly body: unknown };
const problem = (status: number, code: string, detail: string): Answer => ({ status, body: { code, detail } });

/** What the gateway at `url` answers; a test replaces it. */
let answer: (request: IncomingMessage) => Answer | 'nothing';
const asked: IncomingMessage[] = [];
const server = createServer((request, response) => {
  asked.push(request);
  const given = answer(request);
  if (given === 'nothing') return void response.end('<html>hello</html>');
  response.writeHead(given.status, { 'content-type': 'application/json' }).end(JSON.stringify(given.body));
});
let url: string;
let terminal: RecordedTerminal;

function gateway(request: IncomingMessage): Answer {
  const { pathname, searchParams } = new URL(request.url ?? '', url);
  if (request.headers.authorization !== 'Bearer sk_test_key') return problem(401, 'unauthenticated', 'the API key is not known');
  if (pathname === `/v1/orders/${ORDER_ID}`) return { status: 200, body: order };
  if (pathname === `/v1/orders/${ORDER_ID}/timeline`) return { status: 200, body: { transitions } };
  if (pathname === '/v1/orders') return { status: 200, body: { orders: searchParams.get('merchantOrderNo') === 'CRASH-7' ? [order] : [] } };
  return problem(404, 'order_not_found', 'there is no such order');
}

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  answer = gateway;
  terminal = recordedTerminal({ INTERLOCK_URL: url, INTERLOCK_API_KEY: 'sk_test_key', INTERLOCK_DATA_DIR: '/nowhere' });
});
afterEach(() => void asked.splice(0));

describe('interlock order show', () => {
  it('draws the order, its life with the time between, its operations and cases', async () => {
    expect(await run(['order', 'show', 'CRASH-7'], terminal)).toBe(0);
    expect(terminal.said.out).toBe(`CRASH-7  partially refunded  120.00 MXN
${ORDER_ID}  payer code  upay  UP-1  version 5
captured 120.00 MXN, tip 5.00 MXN, refunded 20.00 MXN

  2026-11-21 18:33:50.000
  ●  created  sale 120.00 MXN begun at upay
  │  asked for by sk_test_abcd, request request-0001
  │
  │  + 10.01 s
  ●  uncertain  sale 120.00 MXN unknown
  │  answered to gateway, request request-0001
  │  POST /upay/v2/pay → timeout, 10 s
  │  → begins cancel begun at upay
  │  ◆ case outcome_unknown opened: nobody has said what became of it
  │
  │  + 2 h 5 min
  ●  paid  sale 120.00 MXN approved
  │  asked after by worker (cancel overtaken), request request-0001
  │  POST /upay/v2/pay → 200, the last of 2, 41 ms, signature valid, sha256 0f3a5b6c7d8e…
  │  ◆ case outcome_unknown closed by fact
  │
  │  + 0 ms
  ○  batch closed
     asked for by sk_test_abcd, request request-0001

operations
  sale                     approved  120.00 MXN  upay  ${'a'.repeat(32)}  UP-1
  refund R-1               approved  20.00 MXN   upay  ${'b'.repeat(20)}
  refund R-2 (outside us)  declined  1.00 MXN    upay  ${'c'.repeat(20)}                    too_many_refunds NO

cases
  outcome_unknown  closed  ${CASE_ID}
`);
  });

  it('finds it by its id too, and a number that looks like one by the number', async () => {
    expect(await run(['order', 'show', ORDER_ID.toUpperCase()], terminal)).toBe(0);
    expect(asked.map(({ url: path }) => path)).toEqual([`/v1/orders/${ORDER_ID}`, `/v1/orders/${ORDER_ID}/timeline`]);
    answer = (request) =>
      request.url === `/v1/orders?merchantOrderNo=${CASE_ID}` ? { status: 200, body: { orders: [order] } } : gateway(request);
    expect(await run(['order', 'show', CASE_ID], terminal)).toBe(0);
  });

  it('has colours where the terminal has them', async () => {
    const coloured = recordedTerminal(terminal.env, { marked: true });
    await run(['order', 'show', 'CRASH-7'], coloured);
    expect(coloured.said.out).toContain('<magenta bold>uncertain</>');
    expect(coloured.said.out).toContain('<yellow>◆ case outcome_unknown opened');
  });

  it('adds the masked exchanges where they are asked for', async () => {
    await run(['order', 'show', 'CRASH-7', '--evidence'], terminal);
    expect(terminal.said.out).toContain('"url": "http://127.0.0.1:3100/upay/v2/pay"');
    expect(terminal.said.out).toContain('"sign": "***"');
  });

  it('is a document with --json', async () => {
    expect(await run(['order', 'show', 'CRASH-7', '--json'], terminal)).toBe(0);
    const wire: unknown = JSON.parse(JSON.stringify({ order, transitions }));
    expect(JSON.parse(terminal.said.out)).toEqual(wire);
  });

  it('names the merchant where the key is the platform’s', async () => {
    await run(['order', 'show', 'CRASH-7', '--merchant', CASE_ID], terminal);
    expect(asked[0]?.headers['interlock-merchant']).toBe(CASE_ID);
  });

  it('uses the demo key of the data directory where no other is given', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'interlock-cli-'));
    try {
      await writeFile(join(directory, 'demo-merchant.json'), JSON.stringify({ apiKey: 'sk_test_key' }));
      expect(await run(['order', 'show', 'CRASH-7'], recordedTerminal({ INTERLOCK_URL: url, INTERLOCK_DATA_DIR: directory }))).toBe(0);
    } finally {
      await rm(directory, { recursive: true });
    }
  });
});

describe('interlock order show, where it cannot', () => {
  const refusal = async (args: readonly string[] = []): Promise<readonly [number, string]> => {
    const code = await run(['order', 'show', 'CRASH-8', ...args], terminal);
    expect(terminal.said.out).toBe('');
    return [code, terminal.said.err];
  };

  it('says that there is no such order, and exits 1', async () => {
    expect(await refusal()).toEqual([1, `interlock: There is no order CRASH-8 at ${url} that this API key may see.\n`]);
  });

  it('says that the key is refused', async () => {
    terminal = recordedTerminal({ INTERLOCK_URL: url, INTERLOCK_API_KEY: 'sk_test_wrong' });
    expect(await refusal()).toEqual([2, `interlock: ${url} refuses the API key: the API key is not known. Set INTERLOCK_API_KEY.\n`]);
    expect(terminal.said.err).not.toContain('sk_test_wrong');
  });

  it('says what the gateway says to everything else', async () => {
    answer = () => problem(403, 'permission_denied', 'the API key lacks the permission orders:read');
    expect(await refusal()).toEqual([
      2,
      `interlock: ${url} answers 403 (permission_denied): the API key lacks the permission orders:read\n`,
    ]);
  });

  it('says that nothing listens there', async () => {
    const probe = createServer().listen(0, '127.0.0.1');
    await once(probe, 'listening');
    const nowhere = `http://127.0.0.1:${String((probe.address() as AddressInfo).port)}`;
    probe.close();
    await once(probe, 'close');
    expect(await refusal(['--url', nowhere])).toEqual([
      2,
      `interlock: Nothing listens at ${nowhere}. Start Interlock (npm start), or name a gateway by --url or INTERLOCK_URL.\n`,
    ]);
  });

  it('says that what answers is no gateway, or one of another version', async () => {
    answer = () => 'nothing';
    expect(await refusal()).toEqual([2, `interlock: What answers at ${url} is no Interlock gateway (status 200).\n`]);
    terminal = recordedTerminal(terminal.env);
    answer = () => ({ status: 200, body: { orders: [{ id: 1 }] } });
    expect((await refusal())[1]).toMatch(/^interlock: The gateway answers in a form that this program does not know \(id\)/);
  });

  it.each([
    ['ftp://example.com', '"ftp://example.com" is no http or https URL of a gateway.'],
    ['http://example.com', 'http://example.com would get the API key in clear; use https.'],
  ])('sends no key to %s', async (to, why) => {
    expect(await refusal(['--url', to])).toEqual([2, `interlock: ${why}\n`]);
  });

  it('sends the demo key nowhere else, and says that none is known', async () => {
    terminal = recordedTerminal({ INTERLOCK_DEMO_API_KEY: 'sk_test_demo-key' });
    expect((await refusal(['--url', 'https://example.com']))[1]).toMatch(/^interlock: No API key is known: set INTERLOCK_API_KEY/);
  });
});
