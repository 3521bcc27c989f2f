import type { OrderView } from '@interlock/orders';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { press, type ApiClient } from '../system/index.js';
import { accepted, clp, mxn, OperationsLab, usd } from './operations-lab.js';

/** What is left of a payment or a hold, wanted by fifty requests at once: three gateways over one database, and two workers beside them. */

const AT_ONCE = 50;
/** Everything that a race of changes may say to those who come too late. */
const TOO_LATE = new Set(['409 operation_in_progress', '409 invalid_state']);

type Answer = Awaited<ReturnType<ApiClient['refund']>>;

let lab: OperationsLab;
let gateways: readonly ApiClient[];
beforeAll(async () => {
  lab = await OperationsLab.start();
  gateways = [lab.api, ...(await Promise.all([lab.anotherGateway(), lab.anotherGateway()]))];
  await lab.anotherWorker();
});
afterAll(() => lab.stop());

const atOnce = (send: (api: ApiClient, index: number) => Promise<Answer>): Promise<readonly Answer[]> =>
  Promise.all(Array.from({ length: AT_ONCE }, (_, index) => send(gateways[index % gateways.length] as ApiClient, index)));
const won = ({ status }: Answer): boolean => status < 300;
const said = ({ status, body }: Answer): string => `${String(status)} ${body.code ?? ''}`;
const refusals = (answers: readonly Answer[]): readonly string[] => answers.filter((answer) => !won(answer)).map(said);
/** Its end, without waiting for the worker's turn to ask. */
const settled = async (order: OrderView): Promise<OrderView> => {
  await lab.refresh(order);
  return lab.settled(order);
};

async function paidAtWallet(value: string): Promise<OrderView> {
  const order = await lab.order('CLP', value, { type: 'redirect' }, { returnUrl: 'https://shop.example/back' });
  await press(order, 'pay');
  return lab.reaches(order, 'paid');
}

async function heldAtWallet(value: string): Promise<OrderView> {
  const order = await lab.order('CLP', value, { type: 'redirect' }, { returnUrl: 'https://shop.example/back', capture: 'manual' });
  await press(order, 'pay');
  return lab.reaches(order, 'authorized');
}

it('of fifty refunds of parts of one payment exactly those that fit win, and the others are told what is left', async () => {
  const TAKEN = 5_000;
  const parts = Array.from({ length: AT_ONCE }, (_, index) => [130, 270, 410, 890][index % 4] ?? 0);
  const order = await lab.order('MXN', String(TAKEN), { type: 'payer_code', code: '130818341921441147' });
  const answers = await atOnce((api, index) => api.refund(order.id, { refundNo: `R${String(index)}`, amount: mxn(String(parts[index])) }));
  expect(new Set(refusals(answers))).toEqual(new Set(['422 amount_exceeds_remaining']));

  const made = parts.filter((_, index) => won(answers[index] as Answer));
  const left = TAKEN - made.reduce((total, part) => total + part, 0);
  expect(left).toBeGreaterThanOrEqual(0);
  // Nothing was ever freed, so what was refused had to be more than what is left at the end.
  expect(parts.filter((part, index) => part <= left && !won(answers[index] as Answer))).toEqual([]);

  const ended = await settled(order);
  const refunds = ended.operations.filter(({ kind }) => kind === 'refund');
  expect(refunds.map(({ outcome, amount }) => `${outcome ?? ''} ${amount?.value ?? ''}`).sort()).toEqual(
    made.map((part) => `approved ${String(part)}`).sort(),
  );
  const { amounts, twin } = await lab.seen(ended);
  expect([amounts['refunded'], twin.net, twin.moves.length]).toEqual([String(TAKEN - left), String(left), 1 + made.length]);
});

it('a refund whose outcome is unknown keeps its amount: what is beyond the rest is refused, and fits again when it turns out declined', async () => {
  const refundAll = (order: OrderView, named: string) =>
    atOnce((api, index) => api.refund(order.id, { refundNo: `${named}${String(index)}`, amount: clp('3000') }));
  const order = await paidAtWallet('10000');
  await lab.door.arm('wallet', { operation: 'refund', fault: 'unknown_then_failed' });
  // Whoever asks after it hears nothing, until the test lets them.
  await lab.door.arm('wallet', { operation: 'inquiryRefund', fault: 'drop_before', times: 1_000 });
  const first = accepted(await lab.api.refund(order.id, { refundNo: 'UNKNOWN', amount: clp('4000') }));
  expect(first.operations.at(-1)).toMatchObject({ kind: 'refund', outcome: 'unknown' });

  const meanwhile = await refundAll(order, 'MEANWHILE-');
  expect([meanwhile.filter(won).length, ...new Set(refusals(meanwhile))]).toEqual([2, '422 amount_exceeds_remaining']);
  expect((await lab.api.order(order.id)).amounts).toMatchObject({ refunded: clp('0'), refundPending: clp('10000') });

  await lab.door.forgetFaults('wallet');
  const known = await settled(order);
  expect(known.operations.find(({ refundNo }) => refundNo === 'UNKNOWN')).toMatchObject({ outcome: 'declined' });
  expect(await lab.seen(known)).toMatchObject({ state: 'partially_refunded', amounts: { refunded: '6000' }, twin: { net: '4000' } });

  const afterwards = await refundAll(order, 'AFTERWARDS-');
  expect([afterwards.filter(won).length, ...new Set(refusals(afterwards))]).toEqual([1, '422 amount_exceeds_remaining']);
  expect(await lab.seen(await settled(order))).toMatchObject({ amounts: { refunded: '9000' }, twin: { net: '1000' } });
});

/** The only one that won, by its place; the others were told that they came too late, in clear words. */
function onlyWinner(answers: readonly Answer[]): number {
  expect(refusals(answers).filter((words) => !TOO_LATE.has(words))).toEqual([]);
  expect(answers.filter(won)).toHaveLength(1);
  return answers.findIndex(won);
}

it.each([
  { where: 'at a terminal', money: usd, hold: () => lab.heldAtTerminal('5000') },
  { where: 'online', money: clp, hold: () => heldAtWallet('5000') },
])('of fifty captures of different amounts $where one is made, whole', async ({ money, hold }) => {
  const order = await hold();
  const amountOf = (index: number) => money(String(100 * (index + 1)));
  const winner = onlyWinner(await atOnce((api, index) => api.change(order.id, 'captures', { amount: amountOf(index) })));
  const ended = await settled(order);
  expect(ended.operations.filter(({ kind }) => kind === 'capture')).toMatchObject([{ outcome: 'approved', amount: amountOf(winner) }]);
  const { value } = amountOf(winner);
  expect(await lab.seen(ended)).toMatchObject({ state: 'paid', amounts: { captured: value }, twin: { net: value } });
});

it.each([
  { of: 'a payment at a terminal', ready: () => lab.paidAtTerminal('5000'), ends: 'reversed' },
  { of: 'a hold at a terminal', ready: () => lab.heldAtTerminal('5000'), ends: 'canceled' },
  { of: 'a payment online', ready: () => paidAtWallet('5000'), ends: 'reversed' },
])('of fifty voids of $of one is made', async ({ ready, ends }) => {
  const order = await ready();
  onlyWinner(await atOnce((api) => api.change(order.id, 'void')));
  const ended = await settled(order);
  expect(ended.operations.filter(({ kind }) => kind === 'void')).toMatchObject([{ outcome: 'approved' }]);
  expect(await lab.seen(ended)).toMatchObject({ state: ends, amounts: {}, twin: { net: '0', held: '0' } });
});

it('leaves books that say what the payers’ accounts say, and every invariant', async () => {
  expect(await lab.differences()).toEqual([]);
});
