import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../system/index.js';
import { startCrashLab, type CrashLab, type ProxiedWorker } from './crash-lab.js';
import { caught, saleOf, viewOf, type Sale } from './sale.js';
import type { Hold } from './tcp-proxy.js';

/** A claim is a lease of a minute: so long nobody else looks at what a dead worker held. */
const TIMEOUT_MS = 600_000;

const claimed = saleOf('10912');
const asked = saleOf('20912');
const answered = saleOf('30912');
const sleptOver = saleOf('40912');

let lab: CrashLab;
let lateFinish: Hold;
let sleeper: ProxiedWorker;

/** Charged by the provider, and the answer is lost on the way: a worker asks three seconds later. Returns the sale's operation. */
async function uncertain(order: Sale) {
  await lab.control.arm('upay', { operation: 'pay', fault: 'drop_after' });
  expect(viewOf(await lab.api.createOrder(order)).state).toBe('uncertain');
  return lab.books.onlyOperation(order);
}

/** Two workers are killed at three points of their work, and one falls asleep; while that happens no other one runs, and one is started later. */
beforeAll(async () => {
  lab = await startCrashLab();
  await lab.system.worker.kill();
  const [second, third, fourth] = await Promise.all([lab.addWorker(), lab.addWorker(), lab.addWorker()]);
  // Frozen, so that one works at a time, and the network is told first what to hold.
  for (const { process } of [second, third, fourth]) process.freeze();
  const { id } = await uncertain(claimed);
  const claimReply = second.database.holdReply(id);
  second.process.thaw();
  await caught(claimReply, 'the reply to the claim');
  await lab.books.until(claimed, 'is claimed', ({ operations }) => operations[0]?.lease === 2);
  await second.process.kill();

  third.process.thaw();
  lateFinish = third.database.holdRequest('finish_plain_charge');
  await uncertain(answered);
  await caught(lateFinish, 'finish');
  third.process.freeze();
  const { providerKey } = await uncertain(asked);
  await lab.control.arm('upay', { operation: 'query', fault: 'hang', key: providerKey });
  third.process.thaw();
  await eventually('the query hangs', async () => (await lab.control.faults('upay')).fired.some(({ fault }) => fault === 'hang'));
  await third.process.kill();

  sleeper = fourth;
  const queryReply = lab.provider.holdReplyTo('/upay/v2/query');
  await uncertain(sleptOver);
  sleeper.process.thaw();
  await caught(queryReply, "the provider's answer");
  sleeper.process.freeze();
  await queryReply.release();

  await lab.addWorker();
}, TIMEOUT_MS);

afterAll(async () => {
  await lab.stop();
});

describe('what a worker left undone is carried on by the next one', () => {
  it.each([
    ['claimed and not yet asked', claimed],
    ['asked, and the provider held its answer back', asked],
    ['answered and not finished', answered],
    ['asked by one that fell asleep', sleptOver],
  ])(
    '%s: paid by the next lease, charged once',
    async (_, order) => {
      await lab.books.reaches(order, 'paid');
      expect(await lab.books.onlyOperation(order)).toMatchObject({ outcome: 'approved', attempts: 1, lease: 3, dueAt: null });
      expect(await lab.books.truthOf(order)).toMatchObject([{ refunded: '0', charges: [{ kind: 'payment' }] }]);
    },
    TIMEOUT_MS,
  );

  it('a finish that still arrives after its sender was killed changes nothing', async () => {
    const before = await lab.books.order(answered);
    await lateFinish.release();
    expect(await lab.books.order(answered)).toEqual(before);
  });

  it('what a worker learned before it slept is a repeat when it wakes', async () => {
    const { order } = await lab.books.order(sleptOver);
    sleeper.process.thaw();
    const after = await lab.books.until(sleptOver, 'is said again', ({ operations }) => operations[0]?.repeatCount === 1);
    expect(after.order).toEqual(order);
  });

  it("leaves books that say what the payers' account says", async () => {
    expect(await lab.books.differences()).toEqual({ lines: [], violations: [] });
  });
});
