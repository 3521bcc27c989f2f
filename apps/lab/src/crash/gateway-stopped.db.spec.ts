import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../system/index.js';
import { startCrashLab, type CrashLab, type ProxiedGateway } from './crash-lab.js';
import { caught, inBackground, saleOf, viewOf, type Sale } from './sale.js';

const TIMEOUT_MS = 600_000;
const PAY = '/upay/v2/pay';

const notCalled = saleOf('10912');
const answered = saleOf('20912');
const answeredToHimAlone = saleOf('30912');
const cutOff = saleOf('40912');

let lab: CrashLab;
let gateway: ProxiedGateway;
let sleeper: ProxiedGateway;
let answers: Readonly<Record<'notCalled' | 'answered' | 'answeredToHimAlone' | 'cutOff', Promise<unknown>>>;

/** One gateway is stopped (SIGSTOP) over four orders, and sleeps for as long as a worker needs for all of them. */
beforeAll(async () => {
  lab = await startCrashLab();
  [gateway, sleeper] = await Promise.all([lab.addGateway(), lab.addGateway()]);

  const first = await sleepsDuringTheCall(answered);
  const second = await sleepsDuringTheCall(answeredToHimAlone);
  const third = await sleepsDuringTheCall(cutOff);
  const fourth = await sleepsBeforeTheCall(sleeper, notCalled);
  // No query gets through to this one's charge.
  const { providerKey } = await lab.books.onlyOperation(answeredToHimAlone);
  await lab.control.arm('upay', { operation: 'query', fault: 'http_500', times: 1_000, key: providerKey });

  sleeper.process.freeze();
  await Promise.all([first, second, fourth].map(({ held }) => held.release()));
  third.held.cut();
  answers = { answered: first.answer, answeredToHimAlone: second.answer, cutOff: third.answer, notCalled: fourth.answer };
}, TIMEOUT_MS);

afterAll(async () => {
  await lab.stop();
});

/** Between begin and the first byte: PostgreSQL has the row, and its reply is held back until the gateway sleeps. */
async function sleepsBeforeTheCall(who: ProxiedGateway, sale: Sale) {
  const held = who.database.holdReplyTo('begin_charge');
  const request = inBackground(who.api.createOrder(sale));
  await caught(held, 'the reply to begin');
  await lab.books.reaches(sale, 'created');
  return { ...request, held };
}

/** The payer has paid, and the answer is held back until the gateway sleeps. */
async function sleepsDuringTheCall(sale: Sale) {
  const held = lab.provider.holdReplyTo(PAY);
  const request = inBackground(sleeper.api.createOrder(sale));
  await caught(held, "the provider's answer");
  await eventually('the payer has paid', async () => (await lab.books.movedFor(sale)) !== '');
  return { ...request, held };
}

describe('a gateway that sleeps past its time to send sends nothing when it wakes', () => {
  it.each([
    ['over a new connection', saleOf('10912')],
    ['over a connection that an order before it left open', saleOf('20912')],
  ])(
    '%s',
    async (_, order) => {
      const { answer, held } = await sleepsBeforeTheCall(gateway, order);
      const { sendUntil } = await lab.books.onlyOperation(order);
      gateway.process.freeze();
      await held.release();
      await eventually('the time to send is over', () => Date.now() > sendUntil);
      gateway.process.thaw();

      expect(viewOf(await answer).state).toBe('failed');
      const { outcome, declineCode, lease } = await lab.books.onlyOperation(order);
      expect({ outcome, declineCode, lease }).toEqual({ outcome: 'not_sent', declineCode: 'not_sent_in_time', lease: 1 });
      expect(await lab.books.truthOf(order)).toEqual([]);

      // Leaves a connection to the provider open for the next one, and shows that the sleeper is well again.
      expect(viewOf(await gateway.api.createOrder(saleOf('30912'))).state).toBe('paid');
    },
    TIMEOUT_MS,
  );
});

describe('a gateway that slept while a worker did its work', () => {
  const versions = () => Promise.all([notCalled, answered, cutOff].map(async (sale) => (await lab.books.order(sale)).order.version));
  let versionsBefore: readonly number[];

  beforeAll(async () => {
    await lab.books.reaches(answered, 'paid');
    await lab.books.reaches(cutOff, 'paid');
    await lab.books.until(answeredToHimAlone, 'was asked for in vain', ({ operations }) => (operations[0]?.looks ?? 0) > 0);
    await lab.books.reaches(notCalled, 'failed');
    versionsBefore = await versions();
    sleeper.process.thaw();
  }, TIMEOUT_MS);

  it('records what it alone had learned', async () => {
    expect(await answers.answeredToHimAlone).toMatchObject({ status: 201, body: { state: 'paid' } });
    const { outcome, attempts } = await lab.books.onlyOperation(answeredToHimAlone);
    expect({ outcome, attempts }).toEqual({ outcome: 'approved', attempts: 1 });
    expect(await lab.books.movedFor(answeredToHimAlone)).toBe('+30912');
  });

  it('counts an answer that says what a query had said before as a repeat', async () => {
    expect(await answers.answered).toMatchObject({ body: { state: 'paid' } });
    expect(await lab.books.onlyOperation(answered)).toMatchObject({ outcome: 'approved', repeatCount: 1 });
    expect(await lab.books.movedFor(answered)).toBe('+20912');
  });

  it('lowers nothing where its own call was cut off', async () => {
    expect(await answers.cutOff).toMatchObject({ body: { state: 'paid' } });
    expect(await lab.books.onlyOperation(cutOff)).toMatchObject({ outcome: 'approved' });
    expect(await lab.books.movedFor(cutOff)).toBe('+40912');
  });

  it('sends nothing of an operation that the worker has closed', async () => {
    expect(await answers.notCalled).toMatchObject({ body: { state: 'failed' } });
    expect(await lab.books.onlyOperation(notCalled)).toMatchObject({ outcome: 'declined', declineCode: 'never_arrived' });
    expect(await lab.books.truthOf(notCalled)).toEqual([]);
  });

  it('changes no order that was closed', async () => {
    await Promise.all(Object.values(answers));
    expect(await versions()).toEqual(versionsBefore);
  });
});

it("leaves books that say what the payers' account says", async () => {
  expect(await lab.books.differences()).toEqual({ lines: [], violations: [] });
});
