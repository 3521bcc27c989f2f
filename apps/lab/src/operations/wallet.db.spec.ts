import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { press } from '../system/index.js';
import { WALLET } from './accounts.js';
import { accepted, clp, keyOf, OperationsLab } from './operations-lab.js';

/** Seed 004 is the wallet's `POST /v1/payments/pay`; the calls that it refers to are those of the same family (`/v1/payments/*`, `/v1/authorizations/*`). */

let lab: OperationsLab;
beforeAll(async () => {
  lab = await OperationsLab.start();
});
afterAll(() => lab.stop());

const back = { returnUrl: 'https://shop.example/back' };
const page = { type: 'redirect' };

interface Agreement {
  readonly id: string;
  readonly state: string;
  readonly payerId?: string;
  readonly expiresAt?: string;
  readonly nextAction?: { readonly type: string; readonly payload?: string };
  readonly code?: string;
}

async function held(value: string) {
  const order = await lab.order('CLP', value, page, { ...back, capture: 'manual' });
  await press(order, 'pay');
  return lab.reaches(order, 'authorized');
}

async function paid(value: string) {
  const order = await lab.order('CLP', value, page, back);
  await press(order, 'pay');
  return lab.reaches(order, 'paid');
}

describe('004 Wallet, pay: Cashier Payment', () => {
  it('the payer is sent to the cashier page, pays there and comes back', async () => {
    const order = await lab.order('CLP', '10000', page, {
      ...back,
      buyer: { id: '6227800026802' },
      goods: [{ id: 'goods123', name: 'mobile1', quantity: 1, unitAmount: clp('10000') }],
      providerOptions: { wallet: { env: { osType: 'IOS', terminalType: 'APP' }, extendInfo: { campaign: 'spring' } } },
    });
    expect(order).toMatchObject({ state: 'pending', nextAction: { type: 'redirect', url: expect.any(String) } });
    expect((await press(order, 'pay')).status).toBe(303);
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toEqual({
      state: 'paid',
      amounts: { captured: '10000' },
      twin: { net: '10000', held: '0', moves: ['payment 10000'] },
    });
  });

  it('a code of ours leads to the same page', async () => {
    const order = await lab.order('CLP', '10000', { type: 'merchant_qr' }, { ...back, route: { providerAccountId: WALLET } });
    const { qr } = order.nextAction as { readonly qr: string };
    expect(await (await fetch(qr)).text()).toMatch(/<form method="post" action="[^"]+\/cashier\/wallet\//);
    await lab.door.act('wallet', keyOf(order), 'pay');
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { net: '10000' } });
  });

  it('the payer declines', async () => {
    const order = await lab.order('CLP', '10000', page, back);
    await press(order, 'decline');
    expect(await lab.seen(await lab.reaches(order, 'failed'))).toMatchObject({ amounts: {}, twin: { net: '0' } });
  });

  it('U: an unknown exception is inquired, and neither failed nor paid until then', async () => {
    await lab.door.arm('wallet', { operation: 'pay', fault: 'drop_after' });
    const order = await lab.order('CLP', '10000', page, back);
    expect(order.state).toBe('uncertain');
    await lab.door.act('wallet', keyOf(order), 'pay');
    await lab.refresh(order);
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { moves: ['payment 10000'] } });
  });
});

describe('004 Wallet, pay: authorize, then capture', () => {
  it('a hold, captured in part, which lets the rest go; then given back in parts', async () => {
    const order = await held('10000');
    expect(await lab.seen(order)).toEqual({
      state: 'authorized',
      amounts: { authorized: '10000' },
      twin: { net: '0', held: '10000', moves: [] },
    });
    accepted(await lab.api.change(order.id, 'captures', { amount: clp('8000') }));
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toEqual({
      state: 'paid',
      amounts: { captured: '8000' },
      twin: { net: '8000', held: '0', moves: ['capture 8000'] },
    });
    accepted(await lab.api.refund(order.id, { refundNo: 'R1', amount: clp('3000') }));
    expect(await lab.seen(await lab.reaches(order, 'partially_refunded'))).toMatchObject({
      amounts: { refunded: '3000' },
      twin: { net: '5000' },
    });
    accepted(await lab.api.refund(order.id, { refundNo: 'R2' }));
    expect(await lab.seen(await lab.reaches(order, 'refunded'))).toMatchObject({ amounts: { refunded: '8000' }, twin: { net: '0' } });
  });

  it('void: a hold is let go', async () => {
    const order = await held('10000');
    accepted(await lab.api.change(order.id, 'void'));
    expect(await lab.seen(await lab.reaches(order, 'canceled'))).toEqual({
      state: 'canceled',
      amounts: {},
      twin: { net: '0', held: '0', moves: [] },
    });
  });

  it('inquiryPayment: a capture whose answer was lost is found', async () => {
    const order = await held('10000');
    await lab.door.arm('wallet', { operation: 'capture', fault: 'drop_after' });
    expect((await lab.api.change(order.id, 'captures')).status).toBe(202);
    await lab.refresh(order);
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { moves: ['capture 10000'] } });
  });
});

describe('004 Wallet, what follows a payment', () => {
  it('cancel: an order that nobody has paid, and within its window one that was', async () => {
    const open = await lab.order('CLP', '10000', page, back);
    accepted(await lab.api.cancel(open.id));
    expect(await lab.seen(await lab.reaches(open, 'canceled'))).toMatchObject({ amounts: {}, twin: { net: '0', moves: [] } });
    const order = await paid('10000');
    accepted(await lab.api.change(order.id, 'void'));
    expect(await lab.seen(await lab.reaches(order, 'reversed'))).toMatchObject({
      amounts: {},
      twin: { net: '0', moves: ['payment 10000', 'cancel -10000'] },
    });
  });

  it('refund and inquiryRefund: accepted is not given back until the inquiry says so', async () => {
    // Ends in 909: refunds are pending for ten seconds.
    const order = await paid('10909');
    expect((await lab.api.refund(order.id, { refundNo: 'R1', amount: clp('4000') })).status).toBe(202);
    expect((await lab.seen(order)).amounts).toMatchObject({ refundPending: '4000' });
    await lab.door.advance(10_000);
    await lab.refresh(order);
    expect(await lab.seen(await lab.reaches(order, 'partially_refunded'))).toMatchObject({
      amounts: { refunded: '4000' },
      twin: { net: '6909' },
    });
  });
});

describe('004 Wallet, agreement pay', () => {
  const text = { providerAccountId: WALLET, language: 'en-US', description: 'Coffee every morning' };
  const post = (path: string, body: object) =>
    lab.api.ask<Agreement>('POST', `/v1/agreements${path}`, body, { 'idempotency-key': randomUUID() });

  it('authorizations: prepare, the payer agrees, applyToken, pay, refund, cancelToken', async () => {
    const prepared = await post('', text);
    expect(prepared).toMatchObject({ status: 201, body: { state: 'prepared', nextAction: { type: 'sdk' } } });
    const { id, nextAction } = prepared.body;
    const contract = /contracts\/([^/?]+)/.exec(nextAction?.payload ?? '')?.[1] ?? 'no contract';
    const { authCode, customerId } = (await lab.door.ask('POST', `wallet/contracts/${contract}/agree`)) as {
      authCode: string;
      customerId: string;
    };
    const confirmed = await post(`/${id}/confirm`, { code: authCode });
    expect(confirmed).toMatchObject({ status: 200, body: { state: 'active', payerId: customerId, expiresAt: expect.any(String) } });
    expect(JSON.stringify(confirmed.body)).not.toContain(authCode);

    const order = await lab.order('CLP', '2000', { type: 'agreement', agreementId: id });
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({
      amounts: { captured: '2000' },
      twin: { moves: ['payment 2000'] },
    });
    accepted(await lab.api.refund(order.id, { refundNo: 'R1' }));
    expect(await lab.seen(await lab.reaches(order, 'refunded'))).toMatchObject({ twin: { net: '0' } });

    expect(await lab.api.ask('DELETE', `/v1/agreements/${id}`)).toMatchObject({ status: 200, body: { state: 'ended' } });
    const refused = await lab.create('CLP', '2000', { type: 'agreement', agreementId: id });
    expect(refused).toMatchObject({ status: 422, body: { code: 'invalid_reference', fields: [{ path: 'method.agreementId' }] } });
  });

  it('applyToken: a code that is none is refused in the wallet’s words', async () => {
    const { body } = await post('', { ...text, description: 'Tea every afternoon' });
    expect(await post(`/${body.id}/confirm`, { code: 'no-such-code' })).toMatchObject({ status: 422, body: { code: 'agreement_refused' } });
  });
});

describe('004 Wallet, a change made outside us', () => {
  it('a void at the portal is taken over by a refresh, and a person is told', async () => {
    const order = await paid('10000');
    await lab.door.act('wallet', keyOf(order), 'void');
    const seen = await lab.takenOver(order);
    expect(seen).toMatchObject({ state: 'reversed', cases: [{ kind: 'external_change', state: 'open' }] });
    expect(seen.operations.at(-1)).toMatchObject({ kind: 'void', outcome: 'approved' });
    expect(await lab.seen(order)).toMatchObject({ amounts: {}, twin: { net: '0' } });
  });

  it('refunds at the portal, in part and of the rest', async () => {
    const order = await paid('10000');
    await lab.door.act('wallet', keyOf(order), 'refund', '3000');
    // A refund is under way for a moment.
    await lab.door.advance(10_000);
    expect(await lab.takenOver(order)).toMatchObject({
      state: 'partially_refunded',
      cases: [{ kind: 'external_change', state: 'open' }],
    });
    expect(await lab.seen(order)).toMatchObject({ amounts: { refunded: '3000' }, twin: { net: '7000' } });
    await lab.door.act('wallet', keyOf(order), 'refund');
    await lab.door.advance(10_000);
    const seen = await lab.takenOver(order, 2);
    expect(seen.operations.map(({ kind, amount }) => [kind, amount?.value])).toEqual([
      ['sale', '10000'],
      ['refund', '3000'],
      ['refund', '7000'],
    ]);
    expect(await lab.seen(order)).toMatchObject({ state: 'refunded', amounts: { refunded: '10000' }, twin: { net: '0' } });
  });

  it('a hold let go at the portal', async () => {
    const order = await held('10000');
    await lab.door.act('wallet', keyOf(order), 'void');
    expect(await lab.takenOver(order)).toMatchObject({ state: 'canceled', cases: [{ kind: 'external_change', state: 'open' }] });
    expect(await lab.seen(order)).toMatchObject({ amounts: {}, twin: { net: '0', held: '0' } });
  });
});

describe('our books', () => {
  it('say of every charge what the payers’ accounts saw', async () => {
    expect(await lab.differences()).toEqual([]);
  });
});
