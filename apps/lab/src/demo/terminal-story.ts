import { DEMO_TERMINAL_SN, demoIds } from '../demo-merchant/ids.js';
import { press } from '../system/index.js';
import type { Order, OrderBody } from './merchant.js';
import type { Stage } from './stage.js';
import type { Expected, Step } from './tell.js';

const usd = (value: string) => ({ currency: 'USD', value });
const shown = (state: string, knownBy: Expected['knownBy'], twin: string): Expected => ({ state, knownBy, account: 'CodePay', twin });
/** CodePay tells by itself what became of an order, and a worker asks two seconds later. */
const TOLD = ['notification', 'query'];

/** An order on the demo's terminal; the cashier needs a third of a second. */
const onTerminal = (stage: Stage, value: string, rest: Partial<OrderBody> = {}): Promise<Order> =>
  stage.sell(stage.order('USD', value, { type: 'terminal' }, { terminalSn: DEMO_TERMINAL_SN, ...rest }));

/** A card that its bank asks the payer about (3-D Secure); made up. */
const card = { number: '4000000000000002', holder: 'A. Payer', expiryMonth: '12', expiryYear: '2031', cvv: '123' };

/** Holds, tips, voids, cashback, a card in clear and a batch: what CodePay has and the other two have not. */
export const terminalStory: readonly Step<Stage>[] = [
  {
    title: 'a hold',
    rows: [
      { asked: 'authorize 50.00 USD', expected: shown('pending → authorized', TOLD, 'holds 50.00 USD') },
      { asked: 'increment by 15.00', expected: shown('pending → authorized', 'answer', 'holds 65.00 USD') },
      { asked: 'capture 65.01', expected: shown('422 amount_exceeds_remaining', '–', 'holds 65.00 USD') },
      { asked: 'capture 61.00', expected: shown('pending → authorized → paid', 'answer', 'took 61.00 USD') },
    ],
    async *play(stage) {
      const order = await onTerminal(stage, '5000', { capture: 'manual' });
      yield stage.show(await stage.reaches(order, 'authorized'));
      await stage.merchant.increment(order.id, usd('1500'));
      yield stage.show(order);
      yield stage.showRefused(stage.merchant.capture(order.id, usd('6501')), order);
      await stage.merchant.capture(order.id, usd('6100'));
      yield stage.show(await stage.reaches(order, 'paid'));
    },
  },
  {
    title: 'tip',
    rows: [
      { asked: 'sale 40.00 USD', expected: shown('pending → paid', TOLD, 'took 40.00 USD') },
      { asked: 'tip 6.00', expected: shown('pending → paid', 'answer', 'took 46.00 USD in 2') },
    ],
    async *play(stage) {
      const order = await stage.reaches(await onTerminal(stage, '4000'), 'paid');
      yield stage.show(order);
      await stage.merchant.tip(order.id, usd('600'));
      yield stage.show(order);
    },
  },
  {
    title: 'cashback',
    rows: [{ asked: 'sale 12.50 USD, 20.00 in cash', expected: shown('pending → paid', TOLD, 'took 32.50 USD in 2') }],
    async *play(stage) {
      yield stage.show(await stage.reaches(await onTerminal(stage, '1250', { cashback: usd('2000') }), 'paid'));
    },
  },
  {
    title: 'void',
    rows: [
      { asked: 'sale 12.50 USD', expected: shown('pending → paid', TOLD, 'took 12.50 USD') },
      { asked: 'void it', expected: shown('pending → paid → reversed', TOLD, 'took 12.50 USD, gave back 12.50 USD') },
    ],
    async *play(stage) {
      const order = await stage.reaches(await onTerminal(stage, '1250'), 'paid');
      yield stage.show(order);
      await stage.merchant.void(order.id);
      yield stage.show(await stage.reaches(order, 'reversed'));
    },
  },
  {
    title: 'card with 3DS',
    rows: [
      { asked: 'sale 30.00 USD', expected: shown('pending', 'answer', 'took nothing') },
      { asked: 'the payer confirms it on the page', expected: shown('pending → paid', TOLD, 'took 30.00 USD') },
    ],
    async *play(stage) {
      const method = { type: 'card', card, billingAddress: { country: 'US', zip: '95616' } } as const;
      const order = await stage.sell(stage.order('USD', '3000', method, { returnUrl: 'https://shop.example/back' }));
      yield stage.show(order);
      await press(order, 'pay');
      yield stage.show(await stage.reaches(order, 'paid'));
    },
  },
  {
    title: 'a batch',
    rows: [
      { asked: 'sale 25.00 USD', expected: shown('pending → paid', TOLD, 'took 25.00 USD') },
      { asked: 'close the terminal’s batch', expected: shown('pending → paid, batch closed', TOLD, 'took 25.00 USD') },
      { asked: 'void the sale', expected: shown('409 batch_closed', '–', 'took 25.00 USD') },
      { asked: 'refund it', expected: shown('pending → paid → refunded', TOLD, 'took 25.00 USD, gave back 25.00 USD') },
    ],
    async *play(stage) {
      const order = await stage.reaches(await onTerminal(stage, '2500'), 'paid');
      yield stage.show(order);
      const scope = { terminalSns: [DEMO_TERMINAL_SN] };
      const batch = await stage.merchant.closeBatch({ providerAccountId: demoIds.codepay, scope });
      const after = await stage.show(order);
      yield { ...after, state: `${after.state}, batch ${batch.state}` };
      yield stage.showRefused(stage.merchant.void(order.id), order);
      await stage.merchant.refund(order.id, 'R-1');
      yield stage.show(await stage.reaches(order, 'refunded'));
    },
  },
];
