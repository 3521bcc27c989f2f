import { DEMO_TERMINAL_SN } from '../demo-merchant/ids.js';
import type { Stage } from './stage.js';
import type { Step } from './tell.js';
import { crashStory } from './crash-story.js';
import { terminalStory } from './terminal-story.js';
import { tillStory } from './till-story.js';

const payerCode = { type: 'payer_code', code: '130818341921441147' } as const;
const byAnswer = { knownBy: 'answer' };

/** Every last digit of an amount is meant: the sandbox acts by the last three (see magic amounts in the README). */
export const story: readonly Step<Stage>[] = [
  {
    title: "payer's code",
    rows: [{ asked: 'sale 120.00 MXN', expected: { state: 'paid', ...byAnswer, account: 'Upay 1', twin: 'took 120.00 MXN' } }],
    async *play(stage) {
      yield stage.show(await stage.sell(stage.order('MXN', '12000', payerCode)));
    },
  },
  {
    title: 'terminal',
    rows: [
      {
        asked: 'sale 12.50 USD',
        expected: { state: 'pending → paid', knownBy: 'notification', account: 'CodePay', twin: 'took 12.50 USD' },
      },
    ],
    async *play(stage) {
      const order = await stage.sell(stage.order('USD', '1250', { type: 'terminal' }, { terminalSn: DEMO_TERMINAL_SN }));
      yield stage.show(await stage.reaches(order, 'paid'));
    },
  },
  {
    title: 'cashier page',
    rows: [
      {
        asked: 'sale 9500 CLP, payer pays',
        expected: { state: 'pending → paid', knownBy: 'notification', account: 'Wallet', twin: 'took 9500 CLP' },
      },
    ],
    async *play(stage) {
      const order = await stage.sell(stage.order('CLP', '9500', { type: 'redirect' }, { returnUrl: 'https://shop.example/back' }));
      await stage.door.act('wallet', stage.keyOf(order), 'pay');
      yield stage.show(await stage.reaches(order, 'paid'));
    },
  },
  {
    // The wallet's yes states no amount, so it is confirmed by one query before anybody is told `paid`.
    title: 'agreement',
    rows: [
      {
        asked: 'sale 4500 CLP',
        expected: { state: 'uncertain → paid', knownBy: 'query', account: 'Wallet', twin: 'took 4500 CLP' },
      },
    ],
    async *play(stage) {
      const order = await stage.sell(stage.order('CLP', '4500', { type: 'agreement', agreementId: stage.agreementId }));
      yield stage.show(await stage.reaches(order, 'paid'));
    },
  },
  {
    title: 'decline',
    rows: [{ asked: 'sale 129.03 MXN', expected: { state: 'failed', ...byAnswer, account: 'Upay 1', twin: 'took nothing' } }],
    async *play(stage) {
      yield stage.show(await stage.sell(stage.order('MXN', '12903', payerCode)));
    },
  },
  {
    title: 'next route',
    rows: [
      {
        asked: 'sale 129.13 MXN',
        expected: { state: 'paid', ...byAnswer, account: 'Upay 1 → Upay 2', twin: 'took nothing → took 129.13 MXN' },
      },
    ],
    async *play(stage) {
      yield stage.show(await stage.sell(stage.order('MXN', '12913', payerCode)));
    },
  },
  {
    title: 'answer lost',
    rows: [
      {
        asked: 'sale 80.00 MXN, line cut after it',
        expected: { state: 'uncertain → paid', knownBy: 'query', account: 'Upay 1', twin: 'took 80.00 MXN' },
      },
    ],
    async *play(stage) {
      await stage.door.arm('upay', { operation: 'pay', fault: 'drop_after' });
      const order = await stage.sell(stage.order('MXN', '8000', payerCode));
      yield stage.show(await stage.reaches(order, 'paid'));
    },
  },
  {
    title: 'refund in parts',
    rows: [
      { asked: 'sale 120.00 MXN', expected: { state: 'paid', ...byAnswer, account: 'Upay 1', twin: 'took 120.00 MXN' } },
      {
        asked: 'refund 50.00',
        expected: {
          state: 'paid → partially_refunded',
          ...byAnswer,
          account: 'Upay 1',
          twin: 'took 120.00 MXN, gave back 50.00 MXN',
        },
      },
      {
        asked: 'refund 60.00',
        expected: {
          state: 'paid → partially_refunded',
          ...byAnswer,
          account: 'Upay 1',
          twin: 'took 120.00 MXN, gave back 110.00 MXN in 2',
        },
      },
      {
        asked: 'refund 20.00',
        expected: {
          state: '422 amount_exceeds_remaining',
          knownBy: '–',
          account: 'Upay 1',
          twin: 'took 120.00 MXN, gave back 110.00 MXN in 2',
        },
      },
    ],
    async *play(stage) {
      const order = await stage.sell(stage.order('MXN', '12000', payerCode));
      yield stage.show(order);
      const part = (refundNo: string, value: string) => stage.merchant.refund(order.id, refundNo, { currency: 'MXN', value });
      for (const [refundNo, value] of [
        ['R-1', '5000'],
        ['R-2', '6000'],
      ] as const) {
        await part(refundNo, value);
        yield stage.show(order);
      }
      yield stage.showRefused(part('R-3', '2000'), order);
    },
  },
  {
    title: 'cancel',
    rows: [
      { asked: 'show a QR of 45.00 MXN', expected: { state: 'pending', ...byAnswer, account: 'Upay 1', twin: 'took nothing' } },
      { asked: 'cancel it', expected: { state: 'pending → canceled', knownBy: 'query', account: 'Upay 1', twin: 'took nothing' } },
    ],
    async *play(stage) {
      const order = await stage.sell(stage.order('MXN', '4500', { type: 'merchant_qr', payway: '17' }));
      yield stage.show(order);
      await stage.merchant.cancel(order.id);
      yield stage.show(await stage.reaches(order, 'canceled'));
    },
  },
  {
    title: 'the same again',
    rows: [
      { asked: 'sale 60.00 MXN', expected: { state: 'paid', ...byAnswer, account: 'Upay 1', twin: 'took 60.00 MXN' } },
      { asked: 'the same command', expected: { state: 'paid, replayed', ...byAnswer, account: 'Upay 1', twin: 'took 60.00 MXN' } },
      {
        asked: 'its number for 61.00 MXN',
        expected: { state: '409 idempotency_key_reused', knownBy: '–', account: 'Upay 1', twin: 'took 60.00 MXN' },
      },
    ],
    async *play(stage) {
      const command = stage.order('MXN', '6000', payerCode);
      const order = await stage.sell(command);
      yield stage.show(order);
      const again = await stage.merchant.sell(command);
      const replayed = again.replayed && again.order.id === order.id;
      const shown = await stage.show(order);
      yield { ...shown, state: `${shown.state}, ${replayed ? 'replayed' : 'NOT replayed'}` };
      yield stage.showRefused(stage.merchant.sell({ ...command, amount: { currency: 'MXN', value: '6100' } }), order);
    },
  },
  ...terminalStory,
  tillStory,
  crashStory,
];
