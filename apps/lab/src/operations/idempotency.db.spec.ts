import { randomUUID } from 'node:crypto';
import type { OrderView } from '@interlock/orders';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_TERMINAL_SN } from '../demo-merchant/ids.js';
import type { ApiAnswer, ApiClient } from '../system/index.js';
import { CODEPAY, WALLET } from './accounts.js';
import { mxn, OperationsLab, usd, type Seen } from './operations-lab.js';

/** Every write of the API, a hundred times at once by two gateways over one database: one operation, and one movement at the provider. */

const AT_ONCE = 100;

interface Body extends Partial<OrderView> {
  readonly code?: string;
  readonly fields?: readonly { readonly path: string }[];
}
type Answer = ApiAnswer<Body>;
type Send = (api: ApiClient, content: object) => Promise<Answer>;

let lab: OperationsLab;
let gateways: readonly ApiClient[];
beforeAll(async () => {
  lab = await OperationsLab.start();
  gateways = [lab.api, await lab.anotherGateway()];
});
afterAll(() => lab.stop());

const atOnce = (send: Send, content: object): Promise<readonly Answer[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, (_, index) => send(gateways[index % gateways.length] as ApiClient, content)));
const marked = ({ headers }: Answer): boolean => headers.get('idempotent-replayed') === 'true';
/** A door under one key of its own. */
const keyed = (path: string): Send => {
  const key = randomUUID();
  return (api, content) => api.ask<Body>('POST', path, content, { 'idempotency-key': key });
};

interface Verb {
  readonly kind: string;
  /** What the first request says, and another one under the same key or number. */
  readonly content: object;
  readonly other: object;
  /** The members in which they differ, as they are named. */
  readonly differ: readonly string[];
  /** An order on which it can be done, and how it is asked for. */
  readonly ready: () => Promise<{ readonly order?: OrderView; readonly send: Send }>;
  readonly ends: string;
  readonly twin: Partial<Seen['twin']>;
}

const sale = { amount: mxn('12000'), method: { type: 'payer_code', code: '130818341921441147' }, description: 'Two coffees' };
const onOrder = async (prepared: Promise<OrderView>, path: string) => {
  const order = await prepared;
  return { order, send: keyed(`/v1/orders/${order.id}/${path}`) };
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
    const answers = await atOnce(send, content);
    expect(answers.map(({ status }) => status).filter((status) => status >= 300)).toEqual([]);
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
  it('a cancel asked for a hundred times at once is one cancel', async () => {
    // Ends in 902: nobody pays it.
    const order = await lab.terminalOrder('1902');
    const answers = await atOnce((api) => api.ask<Body>('POST', `/v1/orders/${order.id}/cancel`, {}), {});
    expect(answers.map(({ status }) => status).filter((status) => status >= 300)).toEqual([]);
    const { operations } = await lab.api.order(order.id);
    expect(operations.filter(({ kind }) => kind === 'cancel')).toHaveLength(1);
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
    const send = keyed(path);
    const answers = await atOnce(send, content);
    expect(answers.map(({ status, body }) => (status >= 300 ? body : undefined)).filter((body) => body !== undefined)).toEqual([]);
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
