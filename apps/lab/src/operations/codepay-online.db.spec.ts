import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { press } from '../system/index.js';
import { accountIds, CODEPAY } from './accounts.js';
import { accepted, keyOf, OperationsLab, usd } from './operations-lab.js';

/** Seed 003 is the CodePay Cloud Open API 1.0.0; each test is named by the section that it carries out: here what is done without a terminal. */

let lab: OperationsLab;
beforeAll(async () => {
  lab = await OperationsLab.start();
});
afterAll(() => lab.stop());

const onTerminal = { onTerminal: true };
const card = { number: '4111111111111111', holder: 'A. Payer', expiryMonth: '12', expiryYear: '2031', cvv: '123' };
const challenged = { ...card, number: '4000000000000002' };
const billingAddress = { name: 'A. Payer', country: 'US', city: 'Davis', address1: '1 First St', zip: '95616' };
const online = { route: { providerAccountId: CODEPAY }, returnUrl: 'https://shop.example/back' };

describe('003 CodePay, online', () => {
  it('Hosted Checkout, Submit Order Refund, Query Refund: a page, paid and given back in parts', async () => {
    const order = await lab.order('USD', '1250', { type: 'redirect' }, online);
    expect(order).toMatchObject({ state: 'pending', nextAction: { type: 'redirect', httpMethod: 'GET' } });
    const back = await press(order, 'pay');
    expect([back.status, back.headers.get('location')]).toEqual([303, expect.stringMatching(/^https:\/\/shop\.example\/back\?/)]);
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ amounts: { captured: '1250' }, twin: { net: '1250' } });
    accepted(await lab.api.refund(order.id, { refundNo: 'R1', amount: usd('400') }));
    expect(await lab.seen(await lab.reaches(order, 'partially_refunded'))).toMatchObject({
      amounts: { refunded: '400' },
      twin: { net: '850' },
    });
    accepted(await lab.api.refund(order.id, { refundNo: 'R2' }));
    expect(await lab.seen(await lab.reaches(order, 'refunded'))).toMatchObject({ amounts: { refunded: '1250' }, twin: { net: '0' } });
  });

  it('Query Refund: a refund that takes its time is asked after', async () => {
    // Ends in 909: refunds are pending for ten seconds.
    const order = await lab.order('USD', '1909', { type: 'redirect' }, online);
    await press(order, 'pay');
    await lab.reaches(order, 'paid');
    expect((await lab.api.refund(order.id, { refundNo: 'R1', amount: usd('909') })).status).toBe(202);
    expect((await lab.seen(order)).amounts).toMatchObject({ refundPending: '909' });
    await lab.door.advance(10_000);
    await lab.refresh(order);
    expect(await lab.seen(await lab.reaches(order, 'partially_refunded'))).toMatchObject({
      amounts: { refunded: '909' },
      twin: { net: '1000' },
    });
  });

  it('Hosted Checkout behind a short link: the payer scans a code of ours', async () => {
    const order = await lab.order('USD', '1250', { type: 'merchant_qr' }, online);
    const { qr } = order.nextAction as { readonly qr: string };
    expect(order.nextAction).toMatchObject({ type: 'show_qr' });
    const page = await fetch(qr);
    expect(await page.text()).toContain('12.50');
    await lab.door.act('codepay', keyOf(order), 'pay');
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { net: '1250' } });
  });

  it('Merchant Hosted Checkout: a card in clear, charged at once', async () => {
    const order = await lab.order('USD', '1250', { type: 'card', card, billingAddress }, online);
    expect(JSON.stringify(order)).not.toContain(card.number);
    const paid = await lab.reaches(order, 'paid');
    expect(paid.payment).toMatchObject({ brand: 'Visa', maskedAccount: '411111******1111' });
    expect(await lab.seen(paid)).toMatchObject({ amounts: { captured: '1250' }, twin: { net: '1250' } });
  });

  it.each([
    ['pay', 'paid', '1250'],
    ['decline', 'failed', '0'],
  ] as const)('Merchant Hosted Checkout with 3-D Secure: the payer is asked, and presses %s', async (button, state, net) => {
    const order = await lab.order('USD', '1250', { type: 'card', card: challenged, billingAddress }, online);
    expect(order).toMatchObject({ state: 'pending', nextAction: { type: 'redirect' } });
    await press(order, button);
    expect(await lab.seen(await lab.reaches(order, state))).toMatchObject({ twin: { net } });
  });
});

describe('003 CodePay, the calls by path', () => {
  it('Incremental Authorization, Capture Payment: more is held than at first, less is taken', async () => {
    const order = await lab.heldAtTerminal('5000');
    accepted(await lab.api.change(order.id, 'increments', { amount: usd('1500') }));
    expect(await lab.seen(await lab.settled(order))).toMatchObject({
      state: 'authorized',
      amounts: { authorized: '6500' },
      twin: { held: '6500' },
    });
    accepted(await lab.api.change(order.id, 'captures', { amount: usd('6100') }));
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toEqual({
      state: 'paid',
      amounts: { captured: '6100' },
      twin: { net: '6100', held: '0', moves: ['capture 6100'] },
    });
  });

  it('Cancel Payment: an authorization is let go', async () => {
    const order = await lab.heldAtTerminal('5000');
    accepted(await lab.api.change(order.id, 'void'));
    expect(await lab.seen(await lab.reaches(order, 'canceled'))).toEqual({
      state: 'canceled',
      amounts: {},
      twin: { net: '0', held: '0', moves: [] },
    });
  });

  it('Refund Payment: by the parts that were taken', async () => {
    const order = await lab.paidAtTerminal('1250', { tip: usd('300') });
    accepted(await lab.api.refund(order.id, { refundNo: 'R1', parts: { order: '250', tip: '300' } }));
    expect(await lab.seen(await lab.reaches(order, 'partially_refunded'))).toMatchObject({
      amounts: { refunded: '550' },
      twin: { net: '1000' },
    });
  });

  it('Refund Payment: of a captured authorization, by its capture', async () => {
    const order = await lab.heldAtTerminal('5000');
    accepted(await lab.api.change(order.id, 'captures'));
    await lab.reaches(order, 'paid');
    accepted(await lab.api.refund(order.id, { refundNo: 'R1', parts: { order: '1000' } }));
    expect(await lab.seen(await lab.reaches(order, 'partially_refunded'))).toMatchObject({
      amounts: { refunded: '1000' },
      twin: { net: '4000' },
    });
    accepted(await lab.api.refund(order.id, { refundNo: 'R2' }));
    expect(await lab.seen(await lab.reaches(order, 'refunded'))).toMatchObject({ amounts: { refunded: '5000' }, twin: { net: '0' } });
  });

  it('Tip Adjustment by trans_no: set, up and down', async () => {
    const order = await lab.paidAtTerminal('1250');
    for (const tip of ['300', '120']) {
      accepted(await lab.api.change(order.id, 'tip', { amount: usd(tip) }));
      const seen = await lab.seen(await lab.settled(order));
      expect(seen).toMatchObject({ state: 'paid', amounts: { captured: '1250', tip }, twin: { net: String(1250 + Number(tip)) } });
    }
  });

  it('Tip Adjustment of a captured authorization', async () => {
    const order = await lab.heldAtTerminal('5000');
    accepted(await lab.api.change(order.id, 'captures', { amount: usd('4000') }));
    await lab.reaches(order, 'paid');
    accepted(await lab.api.change(order.id, 'tip', { amount: usd('600') }));
    expect(await lab.seen(await lab.settled(order))).toMatchObject({ amounts: { captured: '4000', tip: '600' }, twin: { net: '4600' } });
  });

  it('Recall: a refresh finds the capture whose answer was lost', async () => {
    const order = await lab.heldAtTerminal('5000');
    await lab.door.arm('codepay', { operation: 'capture', fault: 'drop_after' });
    const { status, body } = await lab.api.change(order.id, 'captures', { amount: usd('4000') });
    expect([status, body.state]).toEqual([202, 'authorized']);
    accepted(await lab.refresh(order));
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ amounts: { captured: '4000' }, twin: { net: '4000' } });
  });

  it('Query Order: a refresh finds the payment whose answer was lost and of which nobody was told', async () => {
    await lab.door.arm('codepay', { operation: 'wisehub.cloud.pay.order', fault: 'drop_after' });
    // Ends in 912: no notification comes.
    const order = await lab.terminalOrder('1912');
    expect(order.state).toBe('uncertain');
    await lab.door.act('codepay', keyOf(order), 'pay').catch(() => 'the cashier was faster');
    accepted(await lab.refresh(order));
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { net: '1912' } });
  });
});

describe('003 CodePay, Basic Auth (sign_type NONE)', () => {
  const basic = { route: { providerAccountId: accountIds.codepayBasic } };

  it('Create Order, Tip Adjustment by merchant_order_no, Submit Order Refund', async () => {
    const order = await lab.paidAtTerminal('1250', basic);
    accepted(await lab.api.change(order.id, 'tip', { amount: usd('250') }));
    expect(await lab.seen(await lab.settled(order))).toMatchObject({ amounts: { tip: '250' }, twin: { net: '1500' } });
    accepted(await lab.api.refund(order.id, { refundNo: 'R1' }));
    expect(await lab.seen(await lab.reaches(order, 'refunded'))).toMatchObject({ amounts: { refunded: '1500' }, twin: { net: '0' } });
  });

  it('an authorization, completed and voided on its terminal', async () => {
    const captured = await lab.heldAtTerminal('5000', basic);
    accepted(await lab.api.change(captured.id, 'captures', onTerminal));
    expect(await lab.seen(await lab.reaches(captured, 'paid'))).toMatchObject({ twin: { net: '5000', held: '0' } });
    const voided = await lab.heldAtTerminal('5000', basic);
    accepted(await lab.api.change(voided.id, 'void', onTerminal));
    expect(await lab.seen(await lab.reaches(voided, 'canceled'))).toMatchObject({ twin: { net: '0', held: '0' } });
  });

  it('Close Order, Hosted Checkout and Cancel Order', async () => {
    const waiting = await lab.terminalOrder('1902', basic);
    accepted(await lab.api.cancel(waiting.id));
    await lab.reaches(waiting, 'canceled');
    const page = await lab.order('USD', '1250', { type: 'redirect' }, { ...online, ...basic });
    accepted(await lab.api.cancel(page.id));
    expect(await lab.seen(await lab.reaches(page, 'canceled'))).toMatchObject({ twin: { net: '0' } });
  });

  it('the calls by path are not there, and what is offered instead is named', async () => {
    const order = await lab.heldAtTerminal('5000', basic);
    expect(await lab.api.change(order.id, 'captures')).toMatchObject({
      status: 422,
      body: { code: 'operation_not_supported', detail: expect.stringMatching(/^codepay: .*RSA2.*; say onTerminal instead$/) },
    });
    expect(await lab.seen(order)).toMatchObject({ state: 'authorized', twin: { held: '5000' } });
  });
});

describe('our books', () => {
  it('say of every charge what the payers’ accounts saw', async () => {
    expect(await lab.differences()).toEqual([]);
  });
});
