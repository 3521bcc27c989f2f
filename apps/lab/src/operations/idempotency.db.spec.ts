import { randomUUID } from 'node:crypto';
import type { OrderView } from '@interlock/orders';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_TERMINAL_SN } from '../demo-merchant/ids.js';
import type { ApiClient } from '../system/index.js';
import { CODEPAY, UPAY, WALLET } from './accounts.js';
import { atOnce, keyed, marked, refusalsOf, type Refusable, type Send } from './at-once.js';
import { keyOf, mxn, OperationsLab, usd, type Seen } from './operations-lab.js';

/** Every write of the API, a hundred times at once by two gateways over one database: one operation, and one movement at the provider. */

type Body = Refusable<OrderView>;

let lab: OperationsLab;
let gateways: readonly ApiClient[];
beforeAll(async () => {
  lab = await OperationsLab.start();
  gateways = [lab.api, await lab.anotherGateway()];
});
afterAll(() => lab.stop());

interface Verb {
  readonly kind: string;
  /** What the first request says, and another one under the same key or number. */
  readonly content: object;
  readonly other: object;
  /** The members in which they differ, as they are named. */
  readonly differ: readonly string[];
  /** An order on which it can be done, and how it is asked for. */
  readonly ready: () => Promise<{ readonly order?: OrderView; readonly send: Send<Body> }>;
  readonly ends: string;
  readonly twin: Partial<Seen['twin']>;
}

const sale = { amount: mxn('12000'), method: { type: 'payer_code', code: '130818341921441147' }, description: 'Two coffees' };
const onOrder = async (prepared: Promise<OrderView>, path: string) => {
  const order = await prepared;
  return { order, send: keyed<Body>(`/v1/orders/${order.id}/${path}`) };
};

const verbs: readonly Verb[] = [
  {
    kind: 'sale',
    content: sale,
    other: { ...sale, amount: mxn('12001') },
    differ: ['amount'],
    ready: () => {
      const merchantOrderNo = randomUUID();
      return Promise.resolve({ send: (api, content) => api.ask<Body>('POST', '/v1/orders', { merchantOrderNo, ...content }) });
    },
    ends: 'paid',
    twin: { net: '12000', moves: ['payment 12000'] },
  },
  {
    kind: 'refund',
    content: { refundNo: 'R1', amount: mxn('5000') },
    other: { refundNo: 'R1', amount: mxn('4000'), reason: 'cold' },
    differ: ['amount', 'reason'],
    ready: async () => {
      const order = await lab.order('MXN', '12000', sale.method);
      return { order, send: (api, content) => api.ask<Body>('POST', `/v1/orders/${order.id}/refunds`, content) };
    },
    ends: 'partially_refunded',
    twin: { net: '7000', moves: ['payment 12000', 'refund -5000'] },
  },
  {
    kind: 'capture',
    content: { amount: usd('4200') },
    other: { amount: usd('4100') },
    differ: ['amount'],
    ready: () => onOrder(lab.heldAtTerminal('5000'), 'captures'),
    ends: 'paid',
    twin: { net: '4200', held: '0', moves: ['capture 4200'] },
  },
  {
    kind: 'increment',
    content: { amount: usd('1000') },
    other: { amount: usd('1100') },
    differ: ['amount'],
    ready: () => onOrder(lab.heldAtTerminal('5000'), 'increments'),
    ends: 'authorized',
    twin: { net: '0', held: '6000' },
  },
  {
    kind: 'adjust_tip',
    content: { amount: usd('200') },
    other: { amount: usd('300'), operator: 'Ann' },
    differ: ['amount', 'operator'],
    ready: () => onOrder(lab.paidAtTerminal('1250'), 'tip'),
    ends: 'paid',
    twin: { net: '1450' },
  },
  {
    kind: 'void',
    content: {},
    other: { reason: 'mistaken' },
    differ: ['reason'],
    ready: () => onOrder(lab.paidAtTerminal('1250'), 'void'),
    ends: 'reversed',
    twin: { net: '0' },
  },
];

describe.each(verbs)('$kind', ({ kind, content, other, differ, ready, ends, twin }) => {
  it('asked for a hundred times at once by two gateways is one operation and one movement, and is told from other content', async () => {
    const { send } = await ready();
    const answers = await atOnce(gateways, send, content);
    expect(refusalsOf(answers)).toEqual([]);
    expect(answers.filter((answer) => !marked(answer))).toHaveLength(1);
    const id = answers[0]?.body.id ?? '';
    expect(new Set(answers.map(({ body }) => body.id))).toEqual(new Set([id]));

    const settled = await lab.settled(await lab.api.order(id));
    expect(settled.operations.filter((operation) => operation.kind === kind)).toHaveLength(1);
    const reached = await lab.reaches(settled, ends);
    const seen = await lab.seen(reached);
    expect(seen.twin).toMatchObject(twin);

    // The present view, after its end too, by the other gateway; under other content nothing is changed.
    for (const api of gateways) {
      const again = await send(api, content);
      expect([again.status, marked(again), again.body.state]).toEqual([200, true, ends]);
      const refused = await send(api, other);
      expect([refused.status, refused.body.code, refused.body.fields?.map(({ path }) => path).sort()]).toEqual([
        409,
        'idempotency_key_reused',
        differ,
      ]);
    }
    expect((await lab.api.order(id)).version).toBe(reached.version);
    expect((await lab.seen(reached)).twin).toEqual(seen.twin);
  });
});

describe('what is repeatable by nature', () => {
  it('a cancel asked for a hundred times at once by two gateways is one cancel, which is returned again', async () => {
    // Ends in 902: nobody pays it.
    const order = await lab.terminalOrder('1902');
    const send: Send<Body> = (api) => api.ask<Body>('POST', `/v1/orders/${order.id}/cancel`, {});
    expect(refusalsOf(await atOnce(gateways, send))).toEqual([]);
    const reached = await lab.reaches(order, 'canceled');
    expect(reached.operations.filter(({ kind }) => kind === 'cancel')).toHaveLength(1);
    for (const api of gateways) expect((await send(api, {})).body).toMatchObject({ state: 'canceled', version: reached.version });
    expect(await lab.seen(reached)).toMatchObject({ twin: { net: '0', held: '0', moves: [] } });
  });

  it('a refresh asked for a hundred times at once by two gateways asks, and moves and writes nothing twice', async () => {
    // Ends in 912: no notification comes.
    const order = await lab.order('MXN', '1912', { type: 'merchant_qr', payway: '3' }, { route: { providerAccountId: UPAY } });
    await lab.door.act('upay', keyOf(order), 'pay');
    const send: Send<Body> = (api) => api.ask<Body>('POST', `/v1/orders/${order.id}/refresh`, {});
    expect(refusalsOf(await atOnce(gateways, send))).toEqual([]);
    const { version, operations } = await lab.reaches(order, 'paid');
    expect(operations).toMatchObject([{ kind: 'sale', outcome: 'approved' }]);
    expect(refusalsOf(await atOnce(gateways, send))).toEqual([]);
    expect((await lab.api.order(order.id)).version).toBe(version);
    expect(await lab.seen(order)).toMatchObject({ twin: { moves: ['payment 1912'] } });
  });
});

describe.each([
  {
    what: 'a batch',
    path: '/v1/batches',
    content: { providerAccountId: CODEPAY, scope: { terminalSns: [DEMO_TERMINAL_SN] } },
    other: { providerAccountId: CODEPAY, scope: { all: true } },
    differ: ['scope'],
  },
  {
    what: 'an agreement',
    path: '/v1/agreements',
    content: { providerAccountId: WALLET, language: 'en-US', description: 'Coffee every day' },
    other: { providerAccountId: WALLET, language: 'es-MX', description: 'Coffee every day' },
    differ: ['language'],
  },
  {
    what: 'a webhook',
    path: '/v1/webhooks',
    content: { url: 'https://127.0.0.1:9/hooks', description: 'ours' },
    other: { url: 'https://127.0.0.1:9/others', description: 'ours' },
    differ: ['url'],
  },
])('$what', ({ path, content, other, differ }) => {
  it('asked for a hundred times at once by two gateways is one, and is told from other content', async () => {
    const send = keyed<Body>(path);
    const answers = await atOnce(gateways, send, content);
    expect(refusalsOf(answers)).toEqual([]);
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect(answers.filter((answer) => !marked(answer))).toHaveLength(1);
    const refused = await send(gateways[1] as ApiClient, other);
    expect([refused.status, refused.body.code, refused.body.fields?.map(({ path: named }) => named)]).toEqual([
      409,
      'idempotency_key_reused',
      differ,
    ]);
  });
});

it('leaves books that say what the payers’ accounts say, and every invariant', async () => {
  expect(await lab.differences()).toEqual([]);
});
