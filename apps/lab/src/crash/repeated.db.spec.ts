import type { OperationKind } from '@interlock/domain';
import type { OrderView } from '@interlock/orders';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_TERMINAL_SN, demoIds } from '../demo-merchant/ids.js';
import { eventually, type ApiAnswer, type ApiClient, type Problem } from '../system/index.js';
import { startCrashLab, type CrashLab } from './crash-lab.js';
import { caught, inBackground, viewOf } from './sale.js';

/** A worker looks once the call's own time-out is over; an increment is never sent again, and is over when it can no longer arrive. */
const TIMEOUT_MS = 600_000;

type Verb = 'captures' | 'increments' | 'tip' | 'void';
const verbs = {
  captures: { kind: 'capture', value: '5000', from: 'authorized', body: { amount: { currency: 'USD', value: '4200' } } },
  increments: { kind: 'increment', value: '5000', from: 'authorized', body: { amount: { currency: 'USD', value: '1000' } } },
  tip: { kind: 'adjust_tip', value: '1250', from: 'paid', body: { amount: { currency: 'USD', value: '200' } } },
  void: { kind: 'void', value: '1250', from: 'paid', body: {} },
} as const satisfies Record<Verb, { kind: OperationKind; value: string; from: 'authorized' | 'paid'; body: object }>;

/** Where the gateway is killed over a request, and what has become of it and of the payer's money when a worker has done its work. */
interface Crash {
  readonly when: string;
  /** The request that PostgreSQL answers, and the gateway never hears of it; or the one that does not arrive there. */
  readonly caughtAt: 'begin' | 'finish';
  readonly verb: Verb;
  readonly outcome: string;
  readonly state: string;
  readonly twin: { readonly net: string; readonly held: string };
}

const crashes: readonly Crash[] = (
  [
    ['captures', 'begin', 'approved', 'paid', '4200', '0'],
    ['captures', 'finish', 'approved', 'paid', '4200', '0'],
    // It has no key at the provider: sent again it might be added twice, so what was perhaps never sent is left to never arrive.
    ['increments', 'begin', 'declined', 'authorized', '0', '5000'],
    ['increments', 'finish', 'approved', 'authorized', '0', '6000'],
    ['tip', 'begin', 'approved', 'paid', '1450', '0'],
    ['tip', 'finish', 'approved', 'paid', '1450', '0'],
    ['void', 'begin', 'approved', 'reversed', '0', '0'],
    ['void', 'finish', 'approved', 'reversed', '0', '0'],
  ] as const
).map(([verb, caughtAt, outcome, state, net, held]) => ({
  when: caughtAt === 'begin' ? 'before it was sent' : 'after the provider had done it',
  ...{ caughtAt, verb, outcome, state, twin: { net, held } },
}));

const OVER = new Set(['approved', 'declined', 'not_sent']);

let lab: CrashLab;
/** The order that each of them was about. */
const orders = new Map<Crash, string>();

/** One gateway is brought to both points of each of them, and is killed there. */
beforeAll(async () => {
  lab = await startCrashLab();
  const gateway = await lab.addGateway();
  const ids = await Promise.all(crashes.map(({ verb }) => atTerminal(verb)));
  for (const [index, crash] of crashes.entries()) {
    const id = ids[index] ?? '';
    orders.set(crash, id);
    const { caughtAt, verb } = crash;
    const held =
      caughtAt === 'begin' ? gateway.database.holdReplyTo(`begin_${verbs[verb].kind}`) : gateway.database.holdRequest('finish_following');
    inBackground(ask(gateway.api, crash));
    await caught(held, `the ${caughtAt} of ${verb}`);
    // Committed: it is there for everybody else.
    await eventually(`${verb} is begun`, async () => its(await lab.api.order(id), crash).length === 1);
  }
  await gateway.process.kill();
}, TIMEOUT_MS);

afterAll(async () => {
  await lab.stop();
});

/** An order on the terminal, once the cashier has done his part. */
async function atTerminal(verb: Verb): Promise<string> {
  const { value, from } = verbs[verb];
  const { id } = viewOf(
    await lab.api.createOrder({
      merchantOrderNo: `REPEATED-${String((count += 1))}`,
      amount: { currency: 'USD', value },
      method: { type: 'terminal' },
      terminalSn: DEMO_TERMINAL_SN,
      route: { providerAccountId: demoIds.codepay },
      description: 'Two coffees',
      ...(from === 'authorized' ? { capture: 'manual' } : {}),
    }),
  );
  await eventually(`the order is ${from}`, async () => (await lab.api.order(id)).state === from);
  return id;
}
let count = 0;

/** The same request each time, whichever gateway hears it. */
function ask(api: ApiClient, crash: Crash): Promise<ApiAnswer<OrderView & Partial<Problem>>> {
  const id = orders.get(crash) ?? '';
  return api.change(id, crash.verb, verbs[crash.verb].body, `key-of-${crash.verb}-${id}`);
}

const its = ({ operations }: OrderView, { verb }: Crash) => operations.filter(({ kind }) => kind === verbs[verb].kind);

/** What the payer's account has paid by now, and what is held on it. */
async function twinOf({ operations }: OrderView): Promise<Crash['twin']> {
  const keys = new Set(operations.map(({ providerKey }) => providerKey));
  const payments = (await lab.control.truth('codepay')).filter(({ key }) => keys.has(key));
  const sum = (amounts: readonly string[]): string => amounts.reduce((total, amount) => total + BigInt(amount), 0n).toString();
  return {
    net: sum(payments.flatMap(({ charged, refunded }) => [charged, `-${refunded}`])),
    held: sum(payments.map(({ held }) => held)),
  };
}

describe.each(crashes)('$verb, asked of a gateway that was killed $when', (crash) => {
  it('is the same operation when the request comes again to another gateway', async () => {
    const { status, headers, body } = await ask(lab.api, crash);
    expect({ ok: status < 300, replayed: headers.get('idempotent-replayed'), id: body.id }).toEqual({
      ok: true,
      replayed: 'true',
      id: orders.get(crash),
    });
    expect(its(body, crash)).toHaveLength(1);
  });

  it(
    'has one end and one effect when a worker has done its work, and the request finds that',
    async () => {
      const settled = await eventually(
        'it is over',
        async () => {
          const order = await lab.api.order(orders.get(crash) ?? '');
          return its(order, crash).every(({ outcome }) => OVER.has(outcome ?? '')) && order;
        },
        { withinMs: TIMEOUT_MS, everyMs: 200 },
      );
      expect({ state: settled.state, outcomes: its(settled, crash).map(({ outcome }) => outcome) }).toEqual({
        state: crash.state,
        outcomes: [crash.outcome],
      });
      expect(await twinOf(settled)).toEqual(crash.twin);
      const { status, headers, body } = await ask(lab.api, crash);
      expect([status, headers.get('idempotent-replayed')]).toEqual([200, 'true']);
      expect(body).toMatchObject({ id: settled.id, version: settled.version, state: crash.state });
      expect(its(body, crash)).toEqual(its(settled, crash));
      expect(await twinOf(body)).toEqual(crash.twin);
    },
    TIMEOUT_MS,
  );
});

it("leaves books that say what the payers' account says", async () => {
  expect(await lab.books.differences()).toEqual({ lines: [], violations: [] });
});
