import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { isUndecided } from '@interlock/domain';
import { eventually } from '../system/index.js';
import { startCrashLab, type CrashLab, type ProxiedGateway } from './crash-lab.js';
import { caught, inBackground, saleOf } from './sale.js';
import type { Hold } from './tcp-proxy.js';

/** A worker looks once the call's own time-out is over, and "not found" ends a sale only when it can no longer arrive: 5 + 35 + 30 s and three answers. */
const TIMEOUT_MS = 600_000;

const PAY = '/upay/v2/pay';

// Amounts that end in 912 are not notified: what becomes of them is the worker's work alone.
const begun = saleOf('10912');
const sent = saleOf('20912');
const unheard = saleOf('30912');
const underway = saleOf('40912');
const answered = saleOf('50912');
const finished = saleOf('60912');
const rerouted = saleOf('12913', { route: undefined });
const refunded = saleOf('70912');
const canceled = saleOf('80912', { method: { type: 'merchant_qr', payway: '3' } });

let lab: CrashLab;
let gateway: ProxiedGateway;
let requestUnderway: Hold;
let lateFinish: Hold;

/** One gateway is brought to nine points of its work, and is killed there. */
beforeAll(async () => {
  lab = await startCrashLab();
  gateway = await lab.addGateway();
  const { api, database } = gateway;

  const beginReply = database.holdReplyTo('begin_charge');
  inBackground(api.createOrder(begun));
  await caught(beginReply, 'the reply to begin');
  await lab.books.reaches(begun, 'created');

  const payReply = lab.provider.holdReplyTo(PAY);
  inBackground(api.createOrder(sent));
  await caught(payReply, "the provider's answer");
  await eventually('the payer has paid', async () => (await lab.books.movedFor(sent)) === '+20912');

  await lab.control.arm('upay', { operation: 'pay', fault: 'hang' });
  inBackground(api.createOrder(unheard));
  await eventually('the call hangs', async () => (await lab.control.faults('upay')).fired.some(({ fault }) => fault === 'hang'));

  requestUnderway = lab.provider.holdRequest(PAY);
  inBackground(api.createOrder(underway));
  await caught(requestUnderway, 'the call');

  lateFinish = database.holdRequest('finish_plain_charge');
  inBackground(api.createOrder(answered));
  await caught(lateFinish, 'finish');

  const finishReply = database.holdReplyTo('finish_plain_charge');
  inBackground(api.createOrder(finished));
  await caught(finishReply, 'the reply to finish');
  await lab.books.reaches(finished, 'paid');

  const nextRoute = database.holdReplyTo('finish_charge');
  inBackground(api.createOrder(rerouted));
  await caught(nextRoute, 'the reply to the finish that opens the next route');
  await lab.books.until(rerouted, 'has a second sale', ({ operations }) => operations.length === 2);

  const paid = await api.createOrder(refunded);
  const refundReply = database.holdReplyTo('begin_refund');
  inBackground(api.refund(paid.body.id, { refundNo: 'R-1' }));
  await caught(refundReply, 'the reply to the begin of the refund');

  const shown = await api.createOrder(canceled);
  const cancelReply = database.holdReplyTo('begin_cancel');
  inBackground(api.cancel(shown.body.id));
  await caught(cancelReply, 'the reply to the begin of the cancel');

  await gateway.process.kill();
}, TIMEOUT_MS);

afterAll(async () => {
  await lab.stop();
});

describe('what a gateway was killed over is carried on by a worker', () => {
  it.each([
    ['before the call', begun],
    ['while the provider held the answer back', sent],
    ['before finish', answered],
  ])('is not begun again by the merchant who repeats it: killed %s', async (_, order) => {
    const { headers, body } = await lab.api.createOrder(order);
    expect(headers.get('idempotent-replayed')).toBe('true');
    expect(body.operations).toHaveLength(1);
  });

  it(
    'finished, and the gateway never heard so: paid, and nothing is left to do',
    async () => {
      const { dueAt, attempts, lease } = await lab.books.onlyOperation(finished);
      expect({ dueAt, attempts, lease }).toEqual({ dueAt: null, attempts: 1, lease: 1 });
      expect(await lab.books.movedFor(finished)).toBe('+60912');
    },
    TIMEOUT_MS,
  );

  it(
    'answered and not finished: paid by a query, and the finish that still arrives changes nothing',
    async () => {
      const { order } = await lab.books.reaches(answered, 'paid');
      await lateFinish.release();
      const after = await lab.books.order(answered);
      expect(after.order.version).toBe(order.version);
      expect(after.operations).toHaveLength(1);
      expect(await lab.books.movedFor(answered)).toBe('+50912');
    },
    TIMEOUT_MS,
  );

  it(
    'the provider had charged and not yet answered: paid, charged once',
    async () => {
      await lab.books.reaches(sent, 'paid');
      expect(await lab.books.onlyOperation(sent)).toMatchObject({ outcome: 'approved', attempts: 1 });
      expect(await lab.books.movedFor(sent)).toBe('+20912');
    },
    TIMEOUT_MS,
  );

  it(
    'the call was still on its way when the worker looked: not given up, and paid when it has arrived',
    async () => {
      // The last moments in which it may arrive: the time to send, the time-out of the call and the provider's own window, less a margin.
      const { createdAt } = await lab.books.onlyOperation(underway);
      const late = createdAt + 65_000;
      const { order, operations } = await lab.books.until(
        underway,
        'is closed or late',
        (read) => !isUndecided(read.order.state) || Date.now() > late,
      );
      expect(order.state).toBe('uncertain');
      expect(operations[0]?.looks).toBeGreaterThanOrEqual(3);
      await requestUnderway.release();
      await lab.books.reaches(underway, 'paid');
      expect(await lab.books.onlyOperation(underway)).toMatchObject({ outcome: 'approved', attempts: 1 });
      expect(await lab.books.movedFor(underway)).toBe('+40912');
    },
    TIMEOUT_MS,
  );

  it(
    'a cancel begun and not sent: sent by the worker, and the order is closed',
    async () => {
      await lab.books.reaches(canceled, 'canceled');
      expect(await lab.books.truthOf(canceled)).toMatchObject([{ state: 'CANCELED', charged: '0' }]);
    },
    TIMEOUT_MS,
  );

  it.each([
    ['begun and never sent', begun],
    ['sent to a provider that never took it', unheard],
  ])(
    '%s: failed once it can no longer arrive, and nobody was charged',
    async (_, order) => {
      await lab.books.reaches(order, 'failed');
      expect(await lab.books.onlyOperation(order)).toMatchObject({ outcome: 'declined', declineCode: 'never_arrived', attempts: 1 });
      expect(await lab.books.truthOf(order)).toEqual([]);
    },
    TIMEOUT_MS,
  );

  it(
    'the next route begun and never sent: failed, and no third one is tried by who does not hold the credential',
    async () => {
      const { operations } = await lab.books.reaches(rerouted, 'failed');
      expect(operations.map(({ outcome, declineCode }) => [outcome, declineCode])).toEqual([
        ['declined', 'merchant_limit_exceeded'],
        ['declined', 'never_arrived'],
      ]);
      expect(await lab.books.movedFor(rerouted)).toBe('');
    },
    TIMEOUT_MS,
  );

  it(
    'a refund begun and not sent: sent by the worker under its one number, and given back once',
    async () => {
      const { operations } = await lab.books.reaches(refunded, 'refunded');
      expect(operations.map(({ kind, outcome }) => [kind, outcome])).toEqual([
        ['sale', 'approved'],
        ['refund', 'approved'],
      ]);
      expect(await lab.books.movedFor(refunded)).toBe('+70912 -70912');
    },
    TIMEOUT_MS,
  );

  it("leaves books that say what the payers' account says", async () => {
    expect(await lab.books.differences()).toEqual({ lines: [], violations: [] });
  });
});
