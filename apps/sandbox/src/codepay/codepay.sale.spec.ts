import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

import { CodepayApp } from '../testing/codepay-app.js';
import { isPending, SandboxScenario, until } from '../testing/sandbox-scenario.js';

const OTHER_APP = 'wz0000000000000002';
const YEN_APP = 'wz0000000000000003';

let sandbox: SandboxScenario;
let app: CodepayApp;

/** The cashier acts only when told: states can be looked at. */
beforeAll(async () => {
  const accounts = [
    CodepayApp.account(),
    CodepayApp.account(OTHER_APP, '302300000002'),
    CodepayApp.account(YEN_APP, '302300000003', 'JPY'),
  ];
  sandbox = await SandboxScenario.start({ codepay: accounts }, { autoPay: false });
  app = new CodepayApp(sandbox.url);
});
afterAll(() => sandbox.close());

describe('Create Order', () => {
  it('is accepted, waits on the terminal, and is paid by the cashier', async () => {
    const order = app.order(144.34, { tip_amount: 30, attach: 'a=1', store_no: '4023000001' });
    const no = String(order['merchant_order_no']);
    const accepted = await app.data('wisehub.cloud.pay.order', order);
    expect(accepted).toEqual({
      message_id: expect.stringMatching(/^M[0-9]{21}$/),
      trans_no: expect.stringMatching(/^50023000000[0-9]{12}$/),
      terminal_online_status: 'online',
    });
    expect(await app.query(no)).toEqual({
      trans_no: accepted['trans_no'],
      merchant_order_no: no,
      store_no: '4023000001',
      terminal_sn: app.terminal,
      pay_scenario: 'SWIPE_CARD',
      pay_method_id: 'Visa',
      order_amount: '144.34',
      tip_amount: '30',
      trans_amount: '174.34',
      price_currency: 'USD',
      trans_type: 1,
      trans_status: 9,
      trans_fee_c: '0',
      vat_amount: '0',
      discount_bpc: '0',
      discount_bmopc: '0',
      attach: 'a=1',
    });
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({
      charged: '0',
      state: '9',
      reference: accepted['trans_no'],
      account: app.appId,
    });

    expect((await sandbox.act('codepay', no, 'pay')).json).toEqual({ state: '2' });
    expect(await app.data('order.query', { trans_no: accepted['trans_no'] })).toMatchObject({
      trans_status: 2,
      paid_amount: '174.34',
      trans_end_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
      pay_channel_trans_no: expect.any(String),
    });
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({
      charged: '17434',
      refunded: '0',
      charges: [{ amount: '17434', kind: 'payment', key: no }],
    });
    expect((await sandbox.act('codepay', no, 'pay')).status).toBe(409);
  });

  it('is closed, with the reason, when the payment is declined', async () => {
    const no = await app.push(5);
    await sandbox.act('codepay', no, 'decline');
    expect(await app.query(no)).toMatchObject({ trans_status: 1, trans_error_code: '110' });
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '0', charges: [] });
  });

  it('stays open until it expires when the payer walks away', async () => {
    const no = await app.push(9.01, { expires: 60 });
    const { no: hosted } = await app.checkout(5, { expires: 60 });
    await sandbox.advance(1_000);
    for (const one of [no, hosted]) await sandbox.act('codepay', one, 'abandon');
    await sandbox.advance(50_000);
    expect([await app.status(no), await app.status(hosted)]).toEqual([0, 9]);
    await sandbox.advance(9_000);
    expect([await app.status(no), await app.status(hosted)]).toEqual([1, 1]);
  });

  it('cannot be paid after it expired', async () => {
    const no = await app.push(5, { expires: 60 });
    await sandbox.advance(50_000);
    expect(await app.status(no)).toBe(9);
    await sandbox.advance(10_000);
    expect(await app.query(no)).toMatchObject({ trans_status: 1, trans_error_code: '112' });
    expect((await sandbox.act('codepay', no, 'pay')).status).toBe(409);
  });

  it('takes an order number once per merchant, whatever became of it, and the same number from another merchant', async () => {
    const order = app.order(5);
    expect(await app.code('wisehub.cloud.pay.order', order)).toBe('0');
    expect(await app.code('wisehub.cloud.pay.order', order)).toBe('E04112');
    await sandbox.act('codepay', String(order['merchant_order_no']), 'decline');
    expect(await app.code('wisehub.cloud.pay.order', order)).toBe('E04112');
    expect(await app.code('pay.checkout', app.checkoutOrder(5, { merchant_order_no: order['merchant_order_no'] }))).toBe('E04112');
    expect(await new CodepayApp(sandbox.url, OTHER_APP, '302300000002').code('wisehub.cloud.pay.order', order)).toBe('0');
  });

  it("does not show one merchant's order to another", async () => {
    const order = app.order(5);
    const { trans_no: transNo } = await app.data('wisehub.cloud.pay.order', order);
    const other = new CodepayApp(sandbox.url, OTHER_APP, '302300000002');
    expect(await other.code('order.query', { merchant_order_no: order['merchant_order_no'] })).toBe('E04111');
    expect(await other.code('order.query', { trans_no: transNo })).toBe('E04110');
  });

  it.each(['5', '5.00', '0.01', 5, 0.01])('takes the amount %j', async (amount) => {
    expect(await app.code('wisehub.cloud.pay.order', app.order(amount))).toBe('0');
  });

  it.each([
    ['order_amount', undefined],
    ['order_amount', 0],
    ['order_amount', -5],
    ['order_amount', 1.001],
    ['order_amount', '1e3'],
    ['order_amount', '5,00'],
    ['order_amount', true],
    ['tip_amount', -1],
    ['cashback_amount', 5],
    ['price_currency', undefined],
    ['price_currency', 'EUR'],
    ['price_currency', 'XXX'],
    ['api_version', undefined],
    ['api_version', '1.0'],
    ['terminal_sn', undefined],
    ['terminal_sn', 'WPYB000000000009'],
    ['message_receiving_application', 'WISECASHIER'],
    ['pay_scenario', 'WEB_PAY'],
    ['card_type', 9],
    ['on_screen_tip', 'false'],
    ['trans_type', undefined],
    ['trans_type', '1'],
    ['trans_type', 5],
    ['on_screen_tip', 'true'],
    ['merchant_order_no', undefined],
    ['merchant_order_no', 'a'.repeat(33)],
    ['merchant_order_no', 'blank in it'],
    ['merchant_order_no', 17],
    ['description', undefined],
    ['description', 'd'.repeat(129)],
    ['attach', 'a'.repeat(129)],
    ['notify_url', 'ftp://shop.example'],
    ['notify_url', `https://shop.example/${'n'.repeat(256)}`],
    ['expires', undefined],
    ['expires', 0],
    ['expires', 604_801],
    ['expires', 1.5],
    ['expires', '300'],
    ['order_queue_mode', 'LIFO'],
    ['receipt_print_mode', 4],
  ])('refuses %s %j, naming the field', async (name, value) => {
    const { code, msg } = await app.call('wisehub.cloud.pay.order', app.order(5, { [name]: value }));
    expect([code, msg]).toEqual(['SBX006', expect.stringContaining(name)]);
  });

  it('counts in the minor units of the currency', async () => {
    const yen = new CodepayApp(sandbox.url, YEN_APP, '302300000003', 'JPY');
    const no = await yen.push(200, { pay_scenario: 'BSCANQR_PAY' });
    await sandbox.act('codepay', no, 'pay');
    expect(await yen.query(no)).toMatchObject({ trans_amount: '200', paid_amount: '200', pay_method_id: 'Alipay+' });
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '200', currency: 'JPY' });
    expect(await yen.code('wisehub.cloud.pay.order', yen.order(200.5))).toBe('SBX006');
  });

  it('takes a tip on the screen before the payment, and another on the terminal after it', async () => {
    const no = await app.push(10, { on_screen_tip: true });
    expect((await sandbox.act('codepay', no, 'tip')).status).toBe(409);
    await sandbox.act('codepay', no, 'tip', { amount: '200' });
    await sandbox.act('codepay', no, 'pay');
    expect(await app.query(no)).toMatchObject({ order_amount: '10', tip_amount: '2', trans_amount: '12', paid_amount: '12' });
    await sandbox.act('codepay', no, 'tip', { amount: '350' });
    expect(await app.query(no)).toMatchObject({ tip_amount: '3.5', trans_amount: '13.5' });
    await sandbox.act('codepay', no, 'tip', { amount: '100' });
    expect((await sandbox.truthOf('codepay', no)).charges.map(({ amount, kind }) => `${kind} ${amount}`)).toEqual([
      'payment 1200',
      'tip 150',
      'tip -250',
    ]);
  });

  it('is given back whole when the cashier voids it on the terminal', async () => {
    const no = await app.push(10);
    expect((await sandbox.act('codepay', no, 'void')).status).toBe(409);
    await sandbox.act('codepay', no, 'pay');
    await sandbox.act('codepay', no, 'void');
    expect(await app.status(no)).toBe(3);
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '1000', refunded: '1000', state: '3' });
  });
});

describe('a terminal whose cashier pays by itself', () => {
  let own: SandboxScenario;
  let shop: CodepayApp;
  beforeAll(async () => {
    own = await SandboxScenario.start({ codepay: [CodepayApp.account()] });
    shop = new CodepayApp(own.url);
  });
  afterAll(() => own.close());

  it.each(['SWIPE_CARD', 'BSCANQR_PAY', 'SCANQR_PAY'])('takes up and pays a %s order', async (scenario) => {
    const no = await shop.push(5, { pay_scenario: scenario });
    await until(async () => (await shop.status(no)) === 2);
    expect(await own.truthOf('codepay', no)).toMatchObject({ charged: '500', charges: [{ kind: 'payment' }] });
  });

  it('shows it as processing in between', async () => {
    const no = await shop.push(9.01);
    await own.advance(3_000);
    expect(await shop.status(no)).toBe(0);
    await own.advance(3_000);
    expect(await shop.status(no)).toBe(2);
  });

  it('leaves a hosted checkout to its payer', async () => {
    const { no } = await shop.checkout(5);
    await own.advance(60_000);
    expect(await shop.status(no)).toBe(9);
  });
});

describe('Hosted Checkout', () => {
  it('gives a page that waits for its payer, and sends the payer back with the numbers', async () => {
    const { no, payUrl } = await app.checkout(150.34, {
      return_url: 'https://shop.example/back?x=1',
      order_detail: '{"type":"GENERAL","data":{}}',
    });
    expect(payUrl.startsWith(`${sandbox.url}/cashier/codepay/`)).toBe(true);
    expect(await app.query(no)).toMatchObject({ trans_status: 9, pay_scenario: 'WEB_PAY', trans_amount: '150.34' });
    const page = await fetch(payUrl);
    expect(await page.text()).toContain('150.34');
    const paid = await fetch(`${payUrl}/pay`, { method: 'POST', redirect: 'manual' });
    const transNo = (await app.query(no))['trans_no'];
    expect(paid.headers.get('location')).toBe(`https://shop.example/back?x=1&merchant_order_no=${no}&trans_no=${String(transNo)}`);
    expect(await app.status(no)).toBe(2);
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '15034' });
  });

  it('shows no page for an order on a terminal', async () => {
    const no = await app.push(5);
    const transNo = String((await app.query(no))['trans_no']);
    expect((await fetch(`${sandbox.url}/cashier/codepay/${transNo}`)).status).toBe(404);
  });

  it.each([
    ['expires', 604_801],
    ['expires', undefined],
    ['order_amount', 0],
    ['order_detail', 'not json'],
    ['order_detail', '[]'],
    ['return_url', 'shop.example/back'],
    ['term_ip', 'i'.repeat(33)],
    ['description', ''],
  ])('refuses %s %j, naming the field', async (name, value) => {
    const { code, msg } = await app.call('pay.checkout', app.checkoutOrder(5, { [name]: value }));
    expect([code, msg]).toEqual(['SBX006', expect.stringContaining(name)]);
  });
});

describe('magic amounts of sales', () => {
  it('901: pending, paid after 6 s; 902: pending, closed after 45 s', async () => {
    const paid = await app.push(9.01);
    const closed = await app.push(19.02);
    await sandbox.advance(3_000);
    expect([await app.status(paid), await app.status(closed)]).toEqual([0, 0]);
    await sandbox.advance(3_000);
    expect(await app.status(paid)).toBe(2);
    await sandbox.advance(39_000);
    expect(await app.query(closed)).toMatchObject({ trans_status: 1, trans_error_code: '112' });
    expect(await sandbox.truthOf('codepay', closed)).toMatchObject({ charged: '0' });
  });

  it('903: declined for insufficient funds, on the terminal and on the page', async () => {
    const onTerminal = await app.push(9.03);
    await sandbox.advance(300);
    const { no: onPage } = await app.checkout(9.03);
    await sandbox.act('codepay', onPage, 'pay');
    for (const no of [onTerminal, onPage]) expect(await app.query(no)).toMatchObject({ trans_status: 1, trans_error_code: 'TS-D2012' });
  });

  it('904: paid, but nobody says so until the third query', async () => {
    const order = app.order(9.04);
    const no = String(order['merchant_order_no']);
    expect(await app.code('wisehub.cloud.pay.order', order)).toBe('SYS999');
    expect(await sandbox.truthOf('codepay', no)).toMatchObject({ charged: '904' });
    const look = { merchant_order_no: no };
    expect([await app.code('order.query', look), await app.code('order.query', look)]).toEqual(['SYS999', 'SYS999']);
    expect(await app.status(no)).toBe(2);
  });

  it('905: paid at once, the answer comes after 40 s', async () => {
    const order = app.order(9.05);
    const no = String(order['merchant_order_no']);
    const answer = app.code('wisehub.cloud.pay.order', order);
    await until(async () => (await sandbox.truth('codepay')).some(({ key, charged }) => key === no && charged === '905'));
    expect(await isPending(answer)).toBe(true);
    await sandbox.advance(40_000);
    expect(await answer).toBe('0');
  });

  it('906: the first call with a number errs and does nothing, the next one works', async () => {
    const order = app.order(9.06);
    const no = String(order['merchant_order_no']);
    expect(await app.code('wisehub.cloud.pay.order', order)).toBe('SYS999');
    expect(await app.code('order.query', { merchant_order_no: no })).toBe('E04111');
    expect(await app.code('wisehub.cloud.pay.order', order)).toBe('0');
  });

  it('913: refused by the first account that is asked, taken by the next', async () => {
    const other = new CodepayApp(sandbox.url, OTHER_APP, '302300000002');
    const order = app.order(9.13, { description: 'two routes' });
    expect(await app.code('wisehub.cloud.pay.order', order)).toBe('E07303');
    expect(await other.code('wisehub.cloud.pay.order', order)).toBe('0');
    expect(await app.code('order.query', { merchant_order_no: order['merchant_order_no'] })).toBe('E04111');
  });
});

describe('faults of sales', () => {
  it.each(['hang', 'drop_before', 'http_500', 'decline:E07303'])('%s does nothing', async (fault) => {
    const order = app.order(5);
    const no = String(order['merchant_order_no']);
    await sandbox.arm('codepay', { operation: 'wisehub.cloud.pay.order', fault, key: no });
    const stop = new AbortController();
    const answer = app.call('wisehub.cloud.pay.order', order, stop.signal).then(
      ({ code }) => code,
      (error: unknown) => String(error),
    );
    await until(async () => (await sandbox.fired('codepay')).some(({ key }) => key === no));
    if (fault === 'hang') {
      expect(await isPending(answer)).toBe(true);
      stop.abort();
    }
    expect(await answer).not.toBe('0');
    expect(await app.code('order.query', { merchant_order_no: no })).toBe('E04111');
  });

  it.each(['drop_after', 'garbage', 'bad_signature'])('%s makes the order and spoils the answer', async (fault) => {
    const order = app.order(5);
    const no = String(order['merchant_order_no']);
    await sandbox.arm('codepay', { operation: 'wisehub.cloud.pay.order', fault, key: no });
    await expect(app.call('wisehub.cloud.pay.order', order)).rejects.toThrow();
    expect(await app.status(no)).toBe(9);
  });

  it("ends with a processor's code where the fault names one", async () => {
    await sandbox.arm('codepay', { operation: 'wisehub.cloud.pay.order', fault: 'decline:TS-D2099' });
    const no = await app.push(5);
    await sandbox.act('codepay', no, 'pay');
    expect(await app.query(no)).toMatchObject({ trans_status: 1, trans_error_code: 'TS-D2099' });
  });

  it.each([
    ['unknown_then_paid', 2, '500'],
    ['unknown_then_failed', 1, '0'],
  ])('%s', async (fault, status, charged) => {
    const order = app.order(5);
    const look = { merchant_order_no: order['merchant_order_no'] };
    await sandbox.arm('codepay', { operation: 'wisehub.cloud.pay.order', fault });
    expect(await app.code('wisehub.cloud.pay.order', order)).toBe('SYS999');
    expect([await app.code('order.query', look), await app.code('order.query', look)]).toEqual(['SYS999', 'SYS999']);
    expect(await app.status(String(order['merchant_order_no']))).toBe(status);
    expect(await sandbox.truthOf('codepay', String(order['merchant_order_no']))).toMatchObject({ charged });
  });

  it('wrong_amount lets a query state another amount', async () => {
    const no = await app.push(5);
    await sandbox.act('codepay', no, 'pay');
    await sandbox.arm('codepay', { operation: 'order.query', fault: 'wrong_amount' });
    expect(await app.query(no)).toMatchObject({ order_amount: '5.01', trans_amount: '5.01', paid_amount: '5.01' });
    expect(await app.query(no)).toMatchObject({ order_amount: '5', trans_amount: '5' });
  });

  it('is armed by the names of the methods only, and not for what a method cannot play', async () => {
    for (const body of [
      { operation: 'pay', fault: 'hang' },
      { operation: 'order.query', fault: 'notify_twice' },
    ])
      expect((await sandbox.control('POST', '/codepay/faults', body)).status).toBe(400);
  });
});
