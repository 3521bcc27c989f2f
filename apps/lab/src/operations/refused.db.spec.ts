import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OrderView } from '@interlock/orders';
import { press } from '../system/index.js';
import { CODEPAY, UPAY, WALLET } from './accounts.js';
import { accepted, clp, OperationsLab, usd } from './operations-lab.js';

/** What each path after a payment refuses, with the exact words, and that nothing of it reaches the provider. */

let lab: OperationsLab;
beforeAll(async () => {
  lab = await OperationsLab.start();
});
afterAll(() => lab.stop());

const payerCode = { type: 'payer_code', code: '130818341921441147' };

describe('bad input', () => {
  it('a capture above what is authorized, or raised to', async () => {
    const order = await lab.heldAtTerminal('5000');
    accepted(await lab.api.change(order.id, 'increments', { amount: usd('1000') }));
    expect(await lab.api.change(order.id, 'captures', { amount: usd('6001') })).toMatchObject({
      status: 422,
      body: {
        code: 'amount_exceeds_remaining',
        title: 'The amount exceeds what is left',
        detail: '6000 is left (minor units), and 6001 was asked for',
        fields: [{ path: 'amount', message: 'exceeds what is left' }],
      },
    });
    expect(await lab.seen(order)).toMatchObject({
      state: 'authorized',
      amounts: { authorized: '6000' },
      twin: { held: '6000', moves: [] },
    });
  });

  it('two captures racing over two gateways: one takes, the other is told why not', async () => {
    const [order, other] = await Promise.all([lab.heldAtTerminal('5000'), lab.anotherGateway()]);
    const answers = await Promise.all([
      lab.api.change(order.id, 'captures', { amount: usd('3000') }),
      other.change(order.id, 'captures', { amount: usd('4000') }),
    ]);
    const [won, lost] = answers.toSorted((one, other) => one.status - other.status);
    expect(won?.status).toBe(200);
    expect(lost).toMatchObject({ status: 409 });
    expect([lost?.body.code, lost?.body.detail]).toEqual(
      lost?.body.code === 'operation_in_progress'
        ? ['operation_in_progress', 'a capture is in progress; ask again when it is known']
        : ['invalid_state', 'the order is paid: a capture needs an authorization that is held and not captured'],
    );
    const captured = won?.body.amounts.captured.value ?? '';
    expect(await lab.seen(order)).toMatchObject({ state: 'paid', amounts: { captured }, twin: { moves: [`capture ${captured}`] } });
  });

  it('a capture while another is open', async () => {
    const order = await lab.heldAtTerminal('5000');
    await lab.door.arm('codepay', { operation: 'capture', fault: 'drop_after' });
    expect((await lab.api.change(order.id, 'captures', { amount: usd('3000') })).status).toBe(202);
    for (const path of ['captures', 'increments', 'void'] as const) {
      const refused = await lab.api.change(order.id, path, path === 'void' ? {} : { amount: usd('1000') });
      const detail = 'a capture is in progress; ask again when it is known';
      expect(refused).toMatchObject({ status: 409, body: { code: 'operation_in_progress', detail } });
      expect(refused.headers.get('retry-after')).toBe('5');
    }
    await lab.refresh(order);
    expect(await lab.seen(await lab.reaches(order, 'paid'))).toMatchObject({ twin: { moves: ['capture 3000'] } });
  });

  it('an increment of what is captured', async () => {
    const order = await lab.heldAtTerminal('5000');
    accepted(await lab.api.change(order.id, 'captures'));
    expect(await lab.api.change(order.id, 'increments', { amount: usd('100') })).toMatchObject({
      status: 409,
      body: {
        code: 'invalid_state',
        title: 'The state of the order does not allow this',
        detail: 'the order is paid: an increment needs an authorization that is held and not captured',
      },
    });
    expect(await lab.seen(order)).toMatchObject({ twin: { net: '5000', held: '0' } });
  });

  it('a tip on what is given back, in part or whole', async () => {
    const order = await lab.paidAtTerminal('1250');
    for (const [refundNo, value, state] of [
      ['R1', '250', 'partially_refunded'],
      ['R2', '1000', 'refunded'],
    ] as const) {
      accepted(await lab.api.refund(order.id, { refundNo, amount: usd(value) }));
      await lab.reaches(order, state);
      expect(await lab.api.change(order.id, 'tip', { amount: usd('100') })).toMatchObject({
        status: 409,
        body: { code: 'invalid_state', detail: `the order is ${state}: a tip needs a payment of which nothing was given back` },
      });
    }
    expect(await lab.seen(order)).toMatchObject({ twin: { net: '0', moves: ['payment 1250', 'refund -250', 'refund -1000'] } });
  });

  it('an operation that the provider does not have, with what it offers instead', async () => {
    const upay = await lab.order('MXN', '1000', payerCode, { route: { providerAccountId: UPAY } });
    for (const [path, has] of [
      ['tip', 'tip after the payment'],
      // Whatever the order's state: it never has one.
      ['captures', 'capture'],
      ['increments', 'increment of an authorization'],
    ] as const) {
      expect(await lab.api.change(upay.id, path, { amount: { currency: 'MXN', value: '100' } })).toMatchObject({
        status: 422,
        body: {
          code: 'operation_not_supported',
          title: 'The provider does not offer this',
          detail: `upay has no ${has}; it offers cancel, void, refund`,
        },
      });
    }
    const wallet = await lab.order('CLP', '1000', { type: 'redirect' }, { returnUrl: 'https://shop.example/back', capture: 'manual' });
    await press(wallet, 'pay');
    await lab.reaches(wallet, 'authorized');
    expect(await lab.api.change(wallet.id, 'increments', { amount: clp('100') })).toMatchObject({
      status: 422,
      body: {
        code: 'operation_not_supported',
        detail: 'wallet has no increment of an authorization; it offers capture, cancel, void, refund',
      },
    });
    expect(await lab.seen(wallet)).toMatchObject({ state: 'authorized', twin: { held: '1000' } });
  });

  it('a hold, a tip or cashback where no account has them', async () => {
    for (const [rest, message] of [
      [{ capture: 'manual' }, 'upay: Upay has no authorization: it takes the money at once (capture automatic)'],
      [{ tip: { currency: 'MXN', value: '100' } }, 'upay: Upay takes no tip beside the amount'],
      [{ cashback: { currency: 'MXN', value: '100' } }, 'upay: Upay has no cashback'],
    ] as const) {
      expect(await lab.create('MXN', '1000', payerCode, { ...rest, route: { providerAccountId: UPAY } })).toMatchObject({
        status: 422,
        body: {
          code: 'no_route',
          fields: expect.arrayContaining([{ path: `candidates.${UPAY}`, message: expect.stringContaining(message) }]),
        },
      });
    }
  });

  it('an option of another provider, one that is none, and one above its bound', async () => {
    const order = await lab.heldAtTerminal('5000');
    for (const [providerOptions, path, message] of [
      [{ upay: { reflect: 'x' } }, 'providerOptions.upay', 'upay is not asked: this goes to codepay'],
      [{ codepay: { onTerminl: true } }, 'providerOptions.codepay.onTerminl', 'is not an option of this operation'],
      [{ codepay: { attach: 'x'.repeat(129) } }, 'providerOptions.codepay.attach', 'must be at most 128 characters'],
    ] as const) {
      expect(await lab.api.change(order.id, 'captures', { providerOptions, onTerminal: true })).toMatchObject({
        status: 422,
        body: { code: 'invalid_provider_options', detail: `${path}: ${message}`, fields: [{ path, message }] },
      });
    }
    expect(
      await lab.create('USD', '1000', { type: 'redirect' }, { route: { providerAccountId: CODEPAY }, providerOptions: { wallet: {} } }),
    ).toMatchObject({
      status: 422,
      body: {
        code: 'invalid_provider_options',
        fields: [{ path: 'providerOptions.wallet', message: 'no account of wallet takes this order' }],
      },
    });
    expect(await lab.seen(order)).toMatchObject({ state: 'authorized', twin: { held: '5000' } });
  });

  const above = 'amount.value must be text: a whole number of minor units above zero, digits only';
  let held: OrderView | undefined;
  it.each([
    ['a capture in another currency', 'captures', { amount: clp('1') }, 422, 'invalid_reference', 'amount.currency: the order is in USD'],
    ['a capture of nothing', 'captures', { amount: usd('0') }, 400, 'invalid_amount', above],
    ['a capture below zero', 'captures', { amount: usd('-1') }, 400, 'invalid_amount', above],
    ['a member that is none', 'captures', { amount: usd('1'), isLast: true }, 400, 'invalid_request', 'isLast is not known'],
    [
      'an increment of no amount',
      'increments',
      {},
      400,
      'invalid_amount',
      'amount must be an amount: { "currency": "USD", "value": "1000" }',
    ],
    [
      'a tip that is a number',
      'tip',
      { amount: { currency: 'USD', value: 5 } },
      400,
      'invalid_amount',
      'amount.value must be text: a whole number of minor units, digits only',
    ],
    [
      'a tip on a hold',
      'tip',
      { amount: usd('5') },
      409,
      'invalid_state',
      'the order is authorized: a tip needs a payment of which nothing was given back',
    ],
    [
      'a terminal that is none',
      'void',
      { terminalSn: 'NOWHERE', onTerminal: true },
      422,
      'invalid_reference',
      'terminalSn: no such terminal of this merchant',
    ],
    [
      'a terminal where none is asked',
      'void',
      { terminalSn: 'NOWHERE' },
      422,
      'invalid_reference',
      'terminalSn: says where, and needs onTerminal',
    ],
    ['a reason that is too long', 'void', { reason: 'x'.repeat(256) }, 400, 'invalid_request', 'reason must be at most 255 characters'],
  ] as const)('%s', async (_, path, body, status, code, detail) => {
    const order = (held ??= await lab.heldAtTerminal('5000'));
    expect(await lab.api.change(order.id, path, body)).toMatchObject({ status, body: { code, detail } });
    expect(await lab.seen(order)).toMatchObject({ state: 'authorized', twin: { held: '5000' } });
  });

  it('a write without its Idempotency-Key, and one whose key stands for another', async () => {
    const order = await lab.heldAtTerminal('5000');
    expect(await lab.api.ask('POST', `/v1/orders/${order.id}/captures`, {})).toMatchObject({
      status: 400,
      body: { code: 'idempotency_key_missing' },
    });
    accepted(await lab.api.change(order.id, 'increments', { amount: usd('100') }, 'key-1'));
    expect(await lab.api.change(order.id, 'increments', { amount: usd('200') }, 'key-1')).toMatchObject({
      status: 409,
      body: { code: 'idempotency_key_reused', fields: [{ path: 'amount', message: 'differs from the first request' }] },
    });
    const again = await lab.api.change(order.id, 'increments', { amount: usd('100') }, 'key-1');
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([200, 'true']);
    expect(await lab.seen(order)).toMatchObject({ amounts: { authorized: '5100' }, twin: { held: '5100' } });
  });

  it('refund parts that do not add up to the amount, or exceed what was taken', async () => {
    const order = await lab.paidAtTerminal('1250', { tip: usd('200') });
    for (const [body, status, code] of [
      [{ amount: usd('500'), parts: { order: '300', tip: '100' } }, 422, 'invalid_reference'],
      [{ parts: { order: '1250', tip: '201' } }, 422, 'amount_exceeds_remaining'],
    ] as const) {
      expect(await lab.api.refund(order.id, { refundNo: 'R1', ...body })).toMatchObject({ status, body: { code } });
    }
    expect(await lab.seen(order)).toMatchObject({ state: 'paid', twin: { net: '1450' } });
  });

  it('a card whose number is mistyped, without a digit of it in the answer', async () => {
    const number = '4111111111111112';
    const card = { number, holder: 'A. Payer', expiryMonth: '12', expiryYear: '2031', cvv: '987' };
    const refused = await lab.create('USD', '1000', { type: 'card', card, billingAddress: {} }, { route: { providerAccountId: CODEPAY } });
    expect(refused).toMatchObject({
      status: 400,
      body: { code: 'invalid_request', fields: [{ path: 'method.card.number', message: 'is not a card number' }] },
    });
    expect(JSON.stringify(refused.body)).not.toMatch(/411111|987/);
  });

  it('an agreement that is none, and one at an account that has none', async () => {
    const text = { language: 'en-US', description: 'Coffee' };
    for (const [account, status, code] of [
      [UPAY, 422, 'operation_not_supported'],
      ['01920000-0000-7000-8000-0000000000ff', 422, 'invalid_reference'],
    ] as const)
      expect(
        await lab.api.ask('POST', '/v1/agreements', { ...text, providerAccountId: account }, { 'idempotency-key': `k-${account}` }),
      ).toMatchObject({ status, body: { code } });
    expect(await lab.api.ask('POST', `/v1/agreements/${WALLET}/confirm`, { code: 'x' }, { 'idempotency-key': 'k-1' })).toMatchObject({
      status: 404,
      body: { code: 'agreement_not_found' },
    });
  });
});

describe('our books', () => {
  it('say of every charge what the payers’ accounts saw', async () => {
    expect(await lab.differences()).toEqual([]);
  });
});
