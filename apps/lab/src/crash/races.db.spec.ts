import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isOpen, isUndecided } from '@interlock/domain';
import { eventually } from '../system/index.js';
import { startCrashLab, type CrashLab, type ProxiedGateway, type ProxiedWorker } from './crash-lab.js';
import { caught, inBackground, saleOf, viewOf, type Sale } from './sale.js';

const TIMEOUT_MS = 600_000;
const PAY = '/upay/v2/pay';

let lab: CrashLab;
let gateway: ProxiedGateway;

beforeAll(async () => {
  lab = await startCrashLab();
  gateway = await lab.addGateway();
}, TIMEOUT_MS);

afterAll(async () => {
  await lab.stop();
});

describe('a cancel that overtakes a sale', () => {
  /** The sale has reached the payer's account and its answer is on the way; meanwhile the cancel comes to another gateway. */
  async function canceledWhileSent(order: Sale) {
    const reply = lab.provider.holdReplyTo(PAY);
    const request = inBackground(gateway.api.createOrder(order));
    await caught(reply, "the provider's answer");
    const { order: row } = await lab.books.order(order);
    const { status, body } = await lab.api.cancel(row.id);
    expect({ status, state: body.state }).toEqual({ status: 202, state: 'created' });
    await eventually('the payer has paid', async () => (await lab.books.movedFor(order)) !== '');
    return { ...request, reply };
  }

  const settled = (order: Sale) =>
    lab.books.until(order, 'is settled', ({ operations }) => operations.every(({ outcome }) => !isOpen(outcome)));

  it(
    'is noted while the sale is being sent, and comes too late when the answer says paid',
    async () => {
      const order = saleOf('10912');
      const { answer, reply } = await canceledWhileSent(order);
      await reply.release();
      expect(viewOf(await answer).state).toBe('paid');
      expect((await settled(order)).order).toMatchObject({ state: 'paid', cancelRequested: null });
      expect(await lab.books.movedFor(order)).toBe('+10912');
    },
    TIMEOUT_MS,
  );

  it(
    'is carried out by the finish of a sale whose answer was lost: what was paid goes back',
    async () => {
      const order = saleOf('20912');
      const { reply } = await canceledWhileSent(order);
      reply.cut();
      expect((await settled(order)).order.state).toBe('reversed');
      expect(await lab.books.movedFor(order)).toBe('+20912 -20912');
    },
    TIMEOUT_MS,
  );

  it(
    'closes nothing when the provider does not know the order yet: the sale that arrives after it is found',
    async () => {
      const order = saleOf('30912');
      const request = lab.provider.holdRequest(PAY);
      const { answer } = inBackground(gateway.api.createOrder(order));
      await caught(request, 'the sale');
      request.cutSender();
      const view = viewOf(await answer);
      expect(view.state).toBe('uncertain');

      await lab.api.cancel(view.id);
      // More often "not found" than would end a sale that can no longer arrive.
      const asked = await lab.books.until(
        order,
        'is closed or often asked for',
        ({ order: { state }, operations: [, cancel] }) => !isUndecided(state) || (cancel?.looks ?? 0) > 3,
      );
      expect([asked.order.state, ...asked.operations.map(({ answer }) => answer)]).toEqual(['uncertain', null, 'no']);
      await request.release();

      const { order: end } = await settled(order);
      expect([end.state, await lab.books.movedFor(order)]).toEqual(['paid', '+30912']);
    },
    TIMEOUT_MS,
  );
});

describe('two workers at once', () => {
  const QUERY_TAKES_MS = 700;
  let second: ProxiedWorker;
  /** The provider says that it does not know until it is asked a third time. */
  const sales = Array.from({ length: 24 }, (_, index) => saleOf(`${String(100 + index)}904`));

  it(
    'never resolve one operation at the same time',
    async () => {
      second = await lab.addWorker();
      await lab.control.arm('upay', { operation: 'query', fault: 'delay', delayMs: QUERY_TAKES_MS, times: 1_000 });
      const views = await Promise.all(sales.map(async (order) => viewOf(await gateway.api.createOrder(order))));
      expect(new Set(views.map(({ state }) => state))).toEqual(new Set(['uncertain']));
      for (const order of sales) await lab.books.reaches(order, 'paid');

      const { fired } = await lab.control.faults('upay');
      const ends = await Promise.all(sales.map((order) => lab.books.onlyOperation(order)));
      for (const { providerKey, lease, looks, attempts } of ends) {
        const queries = fired.filter(({ key }) => key === providerKey).map(({ at }) => Date.parse(at));
        const pauses = queries.slice(1).map((at, index) => at - (queries[index] ?? 0));
        expect({ attempts, looks, claims: lease - 1 }).toEqual({ attempts: 1, looks: queries.length, claims: queries.length });
        expect(Math.min(...pauses)).toBeGreaterThanOrEqual(QUERY_TAKES_MS);
      }
    },
    TIMEOUT_MS,
  );

  it(
    'each do all of the work while the other sleeps',
    async () => {
      for (const [asleep, order] of [
        [lab.system.worker, saleOf('200904')],
        [second.process, saleOf('201904')],
      ] as const) {
        asleep.freeze();
        expect(viewOf(await gateway.api.createOrder(order)).state).toBe('uncertain');
        await lab.books.reaches(order, 'paid');
        asleep.thaw();
      }
    },
    TIMEOUT_MS,
  );
});

it("leaves books that say what the payers' account says", async () => {
  expect(await lab.books.differences()).toEqual({ lines: [], violations: [] });
});
