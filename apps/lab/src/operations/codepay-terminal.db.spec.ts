import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DEMO_TERMINAL_SN } from '../demo-merchant/ids.js';
import { CODEPAY } from './accounts.js';
import { accepted, keyOf, OperationsLab, usd } from './operations-lab.js';

/** Seed 003 is the CodePay Cloud Open API 1.0.0; each test is named by the section that it carries out: here what is done on a terminal. */

let lab: OperationsLab;
beforeAll(async () => {
  lab = await OperationsLab.start();
});
afterAll(() => lab.stop());

const onTerminal = { onTerminal: true };
const online = { route: { providerAccountId: CODEPAY }, returnUrl: 'https://shop.example/back' };

describe('003 CodePay, Create Order', () => {
  it.each(['card', 'scan_payer', 'show_qr'])('trans_type 1: a sale, scenario %s', async (scenario) => {
    const order = await lab.paidAtTerminal('1250', { method: { type: 'terminal', scenario } });
    expect(order).toMatchObject({
      provider: { name: 'codepay', reference: expect.stringMatching(/^\d{23}$/) },
      payment: { referenceNo: expect.any(String) },
    });
    expect(await lab.seen(order)).toEqual({
      state: 'paid',
      amounts: { captured: '1250' },
      twin: { net: '1250', held: '0', moves: ['payment 1250'] },
    });
  });

  it('trans_type 1 with tip_amount: a tip that is known beforehand', async () => {
    expect(await lab.seen(await lab.paidAtTerminal('1250', { tip: usd('200') }))).toMatchObject({
      amounts: { captured: '1250', tip: '200' },
      twin: { net: '1450' },
    });
  });

  it('trans_type 1 with on_screen_tip: what the payer enters is what the provider states', async () => {
    // Ends in 901: the payer takes six seconds, in which he enters his tip.
    const order = await lab.terminalOrder('1901', { providerOptions: { codepay: { onScreenTip: true } } });
    await lab.door.act('codepay', keyOf(order), 'tip', '150');
    await lab.door.act('codepay', keyOf(order), 'pay');
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({
      amounts: { captured: '1901', tip: '150' },
      twin: { net: '2051' },
    });
  });

  it('trans_type 1, declined by the processor', async () => {
    // Ends in 903.
    const order = await lab.reaches(await lab.terminalOrder('1903'), 'failed');
    expect(order.operations).toMatchObject([{ outcome: 'declined', declineCode: 'insufficient_funds' }]);
    expect(await lab.seen(order)).toMatchObject({ amounts: {}, twin: { net: '0', moves: [] } });
  });

  it('trans_type 11: a sale with cashback', async () => {
    expect(await lab.seen(await lab.paidAtTerminal('1250', { cashback: usd('2000') }))).toMatchObject({
      amounts: { captured: '1250', cashback: '2000' },
      twin: { net: '3250' },
    });
  });

  it('trans_type 4 and 6: an authorization, completed on the terminal in part', async () => {
    const order = await lab.heldAtTerminal('5000');
    expect(await lab.seen(order)).toEqual({
      state: 'authorized',
      amounts: { authorized: '5000' },
      twin: { net: '0', held: '5000', moves: [] },
    });
    accepted(await lab.api.change(order.id, 'captures', { amount: usd('4200'), ...onTerminal }));
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toEqual({
      state: 'paid',
      amounts: { captured: '4200' },
      twin: { net: '4200', held: '0', moves: ['capture 4200'] },
    });
  });

  it('trans_type 2: a void of a paid sale, and on the terminal of an authorization', async () => {
    const paid = await lab.paidAtTerminal('1250', { tip: usd('100') });
    accepted(await lab.api.change(paid.id, 'void'));
    expect(await lab.seen(await lab.reaches(paid, 'reversed'))).toMatchObject({ amounts: {}, twin: { net: '0' } });
    const held = await lab.heldAtTerminal('5000');
    accepted(await lab.api.change(held.id, 'void', onTerminal));
    expect(await lab.seen(await lab.reaches(held, 'canceled'))).toMatchObject({ amounts: {}, twin: { net: '0', held: '0' } });
  });

  it('trans_type 3: a refund on the terminal, of a part and of the rest', async () => {
    const order = await lab.paidAtTerminal('1250');
    accepted(await lab.api.refund(order.id, { refundNo: 'R1', amount: usd('500'), ...onTerminal }));
    expect(await lab.seen(await lab.reaches(order, 'partially_refunded'))).toMatchObject({
      amounts: { refunded: '500' },
      twin: { net: '750' },
    });
    accepted(await lab.api.refund(order.id, { refundNo: 'R2', ...onTerminal, terminalSn: DEMO_TERMINAL_SN }));
    expect(await lab.seen(await lab.reaches(order, 'refunded'))).toMatchObject({ amounts: { refunded: '1250' }, twin: { net: '0' } });
  });
});

describe('003 CodePay, what ends an order before it is paid', () => {
  it('Close Order: an order that waits on its terminal', async () => {
    // Ends in 902: nobody pays it.
    const order = await lab.terminalOrder('1902');
    expect(order).toMatchObject({ state: 'pending', nextAction: { type: 'wait_for_terminal', terminalSn: DEMO_TERMINAL_SN } });
    accepted(await lab.api.cancel(order.id));
    expect(await lab.seen(await lab.reaches(order, 'canceled'))).toEqual({
      state: 'canceled',
      amounts: {},
      twin: { net: '0', held: '0', moves: [] },
    });
  });

  it('Cancel Order: a page that nobody has paid', async () => {
    const order = await lab.order('USD', '1250', { type: 'redirect' }, online);
    accepted(await lab.api.cancel(order.id));
    expect(await lab.seen(await lab.reaches(order, 'canceled'))).toMatchObject({ amounts: {}, twin: { net: '0' } });
  });
});

describe('003 CodePay, a change made outside us', () => {
  it.each([
    ['void', undefined, 'reversed', {}, '0'],
    ['tip', '300', 'paid', { captured: '1250', tip: '300' }, '1550'],
  ] as const)('a %s at the terminal is taken over, and a person is told', async (action, amount, state, amounts, net) => {
    const order = await lab.paidAtTerminal('1250');
    await lab.door.act('codepay', keyOf(order), action, amount);
    expect(await lab.takenOver(order)).toMatchObject({ state, cases: [{ kind: 'external_change', state: 'open' }] });
    expect(await lab.seen(order)).toMatchObject({ state, amounts, twin: { net } });
  });
});

describe('our books', () => {
  it('say of every charge what the payers’ accounts saw', async () => {
    expect(await lab.differences()).toEqual([]);
  });
});
