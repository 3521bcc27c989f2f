import { DEMO_TERMINAL_SN } from '../demo-merchant/ids.js';
import type { Stage } from './stage.js';
import type { Step } from './tell.js';

const PUSH = 'wisehub.cloud.pay.order';

/** The gateway dies while the payer pays. Nothing of the order was in its memory alone, so the next one knows it, and nobody is asked to pay again. */
export const crashStory: Step<Stage> = {
  title: 'a crash',
  rows: [
    {
      asked: 'sale 18.00 USD, gateway killed',
      expected: { state: 'paid, replayed', knownBy: ['notification', 'query'], account: 'CodePay', twin: 'took 18.00 USD' },
    },
  ],
  async *play(stage) {
    const command = stage.order('USD', '1800', { type: 'terminal' }, { terminalSn: DEMO_TERMINAL_SN });
    const { order, replayed } = await stage.sellToOneThatDies('codepay', PUSH, command);
    const shown = await stage.show(await stage.reaches(order, 'paid'));
    yield { ...shown, state: `${shown.state}, ${replayed ? 'replayed' : 'NOT replayed'}` };
  },
};
