import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '../system/index.js';
import { startCrashLab, type CrashLab, type ProxiedGateway } from './crash-lab.js';
import { caught, inBackground, saleOf, viewOf, type Sale } from './sale.js';

const TIMEOUT_MS = 150_000;
const PAY = '/upay/v2/pay';

let lab: CrashLab;

beforeAll(async () => {
  lab = await startCrashLab();
}, TIMEOUT_MS);

afterAll(async () => {
  await lab.stop();
});

/** Stopped (SIGSTOP) between begin and the first byte: PostgreSQL has the row, and its reply waits in the sleeper's socket. */
async function sleepsBeforeTheCall(gateway: ProxiedGateway, order: Sale) {
  const reply = gateway.database.holdReplyTo('begin_charge');
  const request = inBackground(gateway.api.createOrder(order));
  await caught(reply, 'the reply to begin');
  await lab.books.reaches(order, 'created');
  return { ...request, reply };
}

describe('a gateway that sleeps past its time to send sends nothing when it wakes', () => {
  let gateway: ProxiedGateway;

  beforeAll(async () => {
    gateway = await lab.addGateway();
  }, TIMEOUT_MS);

  it.each([
    ['over a new connection', saleOf('10912')],
    ['over a connection that an order before it left open', saleOf('20912')],
  ])(
    '%s',
    async (_, order) => {
      const { answer, reply } = await sleepsBeforeTheCall(gateway, order);
      const { sendUntil } = await lab.books.onlyOperation(order);
      gateway.process.freeze();
      await reply.release();
      await eventually('the time to send is over', () => Date.now() > sendUntil);
      gateway.process.thaw();

      expect(viewOf(await answer).state).toBe('failed');
      const { outcome, declineCode, lease } = await lab.books.onlyOperation(order);
      expect({ outcome, declineCode, lease }).toEqual({ outcome: 'not_sent', declineCode: 'provider_unreachable', lease: 1 });
      expect(await lab.books.truthOf(order)).toEqual([]);

      // Leaves a connection to the provider open for the next one, and shows that the sleeper is well again.
      expect(viewOf(await gateway.api.createOrder(saleOf('30912'))).state).toBe('paid');
    },
    TIMEOUT_MS,
  );
});

describe('a gateway that slept while a worker did its work', () => {
  const notCalled = saleOf('10912');
  const answered = saleOf('20912');
  const answeredToHimAlone = saleOf('30912');
  const cutOff = saleOf('40912');
  let answers: Readonly<Record<'notCalled' | 'answered' | 'answeredToHimAlone' | 'cutOff', Promise<unknown>>>;
  let versionsBefore: readonly number[];

  const versions = () => Promise.all([notCalled, answered, cutOff].map(async (order) => (await lab.books.order(order)).order.version));

  beforeAll(async () => {
    const gateway = await lab.addGateway();
    const called = async (order: Sale) => {
      const reply = lab.provider.holdReplyTo(PAY);
      const request = inBackground(gateway.api.createOrder(order));
      await caught(reply, "the provider's answer");
      await eventually('the payer has paid', async () => (await lab.books.movedFor(order)) !== '');
      return { ...request, reply };
    };
    const first = await called(answered);
    const second = await called(answeredToHimAlone);
    const third = await called(cutOff);
    const fourth = await sleepsBeforeTheCall(gateway, notCalled);
    // No query gets through to this one's charge.
    const { providerKey } = await lab.books.onlyOperation(answeredToHimAlone);
    await lab.control.arm('upay', { operation: 'query', fault: 'http_500', times: 1_000, key: providerKey });

    gateway.process.freeze();
    await Promise.all([first, second, fourth].map(({ reply }) => reply.release()));
    third.reply.cut();
    await lab.books.reaches(answered, 'paid');
    await lab.books.reaches(cutOff, 'paid');
    await lab.books.until(answeredToHimAlone, 'was asked for in vain', ({ operations }) => (operations[0]?.looks ?? 0) > 0);
    await lab.books.reaches(notCalled, 'failed');
    versionsBefore = await versions();

    gateway.process.thaw();
    answers = {
      answered: first.answer,
      answeredToHimAlone: second.answer,
      cutOff: third.answer,
      notCalled: fourth.answer,
    };
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
  expect(await lab.books.differences()).toEqual({ lines: [], balanced: true });
});
