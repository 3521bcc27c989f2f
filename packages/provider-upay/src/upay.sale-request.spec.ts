import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { SaleRequest } from '@interlock/provider-kit';
import { upayAdapter } from './upay.adapter.js';
import { upayRefundOptions, upaySaleOptions } from './upay.options.js';
import { sale } from './upay.sale.js';
import { upaySettings } from './upay.settings.js';
import { MXN, ScriptedUpay, SN, business, chargeOf, saleOf, view } from '../testing/scripted-upay.js';

const upay = new ScriptedUpay();
beforeAll(() => upay.start());
afterAll(() => upay.stop());

const terminal: SaleRequest['method'] = { type: 'terminal', scenario: 'card', providerTerminalSn: 'POS-77', terminalSn: 'T-1' };
const qr: SaleRequest['method'] = { type: 'merchant_qr' };
const pushed = business('PRECREATE_SUCCESS', view({ order_status: 'CREATED', status: 'IN_PROG', net_amount: undefined }));
const orderPush = { path: '/sandbox/mis-pos/orders' };

describe('options of a sale', () => {
  it('reach the wire under the names of the document', async () => {
    const goodsDetails = [{ goodsId: '1', goodsName: 'Café', quantity: 1, price: '1000', promotionType: 1 }];
    const options = upaySaleOptions.parse({
      payway: '1',
      subPayway: '6',
      payerUid: 'oWx1234567890',
      extended: { sqb_cent_flag: '1', empty: '' },
      reflect: 'order/77',
      longitude: '-99.13',
      latitude: '19.43',
      goodsDetails,
    });
    upay.answers(pushed);
    const other = { id: '2', name: 'Té', quantity: 1, unitAmount: { currency: MXN, minor: 1n } };
    await sale(saleOf({ method: qr, goods: [other], device: { latitude: '1', longitude: '2' }, options }), upay.call());
    expect(upay.last.json).toMatchObject({
      payway: '1',
      sub_payway: '6',
      payer_uid: 'oWx1234567890',
      extended: { sqb_cent_flag: '1', empty: '' },
      reflect: 'order/77',
      longitude: '-99.13',
      latitude: '19.43',
      goods_details: [{ goods_id: '1', goods_name: 'Café', quantity: 1, price: 1000, promotion_type: 1 }],
    });
  });

  it.each([
    ['a payway by name', { payway: 'wechat' }],
    ['a sub_payway that is no page or code', { subPayway: '1' }],
    ['a payer id of 65 characters', { payerUid: 'x'.repeat(65) }],
    ['25 keys', { extended: Object.fromEntries(Array.from({ length: 25 }, (_, index) => [`k${String(index)}`, 'v'])) }],
    ['a key of 65 bytes', { extended: { ['k'.repeat(65)]: 'v' } }],
    ['a value of 257 bytes', { extended: { k: 'é'.repeat(128) + 'x' } }],
    ['a nested value', { extended: { k: { v: 1 } } }],
    ['65 bytes in 33 characters', { reflect: 'é'.repeat(32) + 'x' }],
    ['half a character', { reflect: 'x\uD83D' }],
    ['one coordinate', { latitude: '19.43' }],
    ['a coordinate in words', { latitude: 'north', longitude: 'west' }],
    ['no goods', { goodsDetails: [] }],
    ['goods of a broken number', { goodsDetails: [{ goodsId: '1', goodsName: 'x', quantity: 0.5, price: '1', promotionType: 0 }] }],
    ['goods of 10 digits', { goodsDetails: [{ goodsId: '1', goodsName: 'x', quantity: 1, price: '1000000000', promotionType: 0 }] }],
    ['a member of another provider', { attach: 'x' }],
  ])('refuse %s', (_, options) => {
    expect(upaySaleOptions.safeParse(options).success).toBe(false);
  });

  it('take exactly the longest that fits, in bytes', () => {
    expect(upaySaleOptions.safeParse({ reflect: 'é'.repeat(32), extended: { ['é'.repeat(32)]: 'é'.repeat(128) } }).success).toBe(true);
  });

  it('are told member by member, and a refund has its own', () => {
    for (const schema of [upaySaleOptions, upayRefundOptions])
      for (const [name, member] of Object.entries(schema.shape)) {
        const { description } = member.description === undefined ? member.unwrap() : member;
        expect(`${name}: ${description ?? ''}`).toMatch(/: .+\.$/);
      }
    expect(upayRefundOptions.safeParse({ reflect: 'x' }).success).toBe(false);
    expect(Object.keys(upayAdapter.options)).toEqual(['sale', 'refund']);
  });
});

describe('method and options', () => {
  it.each([
    ['two payways', saleOf({ method: { type: 'merchant_qr', payway: '1' }, options: { payway: '3' } }), 'two values of payway'],
    ['two forms', saleOf({ method: { type: 'merchant_qr', form: 'qr' }, options: { subPayway: '6' } }), 'two values of subPayway'],
    ['a form of precreate beside a payer code', saleOf({ options: { subPayway: '2' } }), 'not to the code of the payer'],
    ['a payer beside a payer code', saleOf({ options: { payerUid: 'oWx1' } }), 'not to the code of the payer'],
    ['a page that is a QR', saleOf({ method: { type: 'redirect' }, options: { subPayway: '2' } }), 'use merchant_qr'],
    ['a tip', saleOf({ tip: { currency: MXN, minor: 1n } }), 'beside the amount'],
    ['cash', saleOf({ cashback: { currency: MXN, minor: 1n } }), 'beside the amount'],
    ['a POS without a push', saleOf({ method: terminal }), 'settings.orderPush'],
  ])('that contradict each other or the provider are not sent: %s', async (_, request, text) => {
    const before = upay.received.length;
    const result = await sale(request, upay.call());
    expect(result).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    expect('detail' in result && result.detail).toContain(text);
    expect(upay.received).toHaveLength(before);
  });

  it('may say the same, and the option fills what the method leaves open', async () => {
    upay.answers(pushed, pushed);
    await sale(saleOf({ method: { type: 'merchant_qr', payway: '1' }, options: { payway: '1' } }), upay.call());
    expect(upay.last.json).toMatchObject({ payway: '1', sub_payway: '2' });
    await sale(saleOf({ method: { type: 'redirect' }, options: { payway: '17', subPayway: '6' } }), upay.call());
    expect(upay.last.json).toMatchObject({ payway: '17', sub_payway: '6' });
  });

  it('name the payer by the option or by the buyer', async () => {
    const method = { type: 'merchant_qr', form: 'mini_program' } as const;
    upay.answers(pushed, pushed);
    await sale(saleOf({ method, buyer: { payerUid: 'of-the-buyer' } }), upay.call());
    expect(upay.last.json).toMatchObject({ sub_payway: '4', payer_uid: 'of-the-buyer' });
    await sale(saleOf({ method, buyer: { payerUid: 'of-the-buyer' }, options: { payerUid: 'of-the-option' } }), upay.call());
    expect(upay.last.json).toMatchObject({ payer_uid: 'of-the-option' });
  });
});

describe('a mini program', () => {
  it.each([
    ['an object', { prepay_id: 'wx201' }, '{"prepay_id":"wx201"}'],
    ['a text', 'prepay_id=wx201', 'prepay_id=wx201'],
    ['what looks like a link', 'https://wallet.example/pay?prepay_id=wx201', 'https://wallet.example/pay?prepay_id=wx201'],
  ])('gets %s for the wallet, which no transcript keeps', async (_, payload, expected) => {
    upay.answers(business('PRECREATE_SUCCESS', view({ order_status: 'CREATED', wap_pay_request: payload })));
    const call = upay.call();
    const method = { type: 'merchant_qr', form: 'mini_program' } as const;
    expect(await sale(saleOf({ method, options: { payerUid: 'oWx1234567890' } }), call)).toMatchObject({
      outcome: 'pending',
      customerAction: { type: 'sdk', payload: expected },
    });
    expect(JSON.stringify(call.http.exchanges)).not.toMatch(/wx201|oWx1234567890/);
  });
});

describe('order push', () => {
  it('sends the order to the POS and waits for it there', async () => {
    upay.answers(pushed);
    const options = { reflect: 'order/77' };
    expect(await sale(saleOf({ method: terminal, options }), upay.call({ settings: { orderPush } }))).toEqual({
      outcome: 'pending',
      providerCode: 'PRECREATE_SUCCESS',
      providerRef: SN,
      customerAction: { type: 'wait_for_terminal', terminalSn: 'T-1' },
    });
    expect(upay.last.path).toBe('/sandbox/mis-pos/orders');
    expect(upay.last.json).toMatchObject({
      terminal_sn: '10298371039',
      target_terminal_sn: 'POS-77',
      total_amount: '1000',
      reflect: 'order/77',
    });
    expect(upay.last.json).not.toHaveProperty('payway');
  });

  it('names the members as the settings say, and leaves out what they leave out', async () => {
    upay.answers(pushed);
    const fields = { target_terminal_sn: 'pos_sn', subject: 'title', description: null };
    await sale(saleOf({ method: terminal }), upay.call({ settings: { orderPush: { path: '/mis/push', fields } } }));
    expect(upay.last.json).toMatchObject({ pos_sn: 'POS-77', title: 'Café de olla' });
    for (const absent of ['target_terminal_sn', 'subject', 'description']) expect(upay.last.json).not.toHaveProperty(absent);
  });

  it('leaves the payway to the POS', async () => {
    const call = upay.call({ settings: { orderPush } });
    expect(await sale(saleOf({ method: terminal, options: { payway: '3' } }), call)).toMatchObject({ outcome: 'not_sent' });
  });

  it.each([
    ['a path of another host', { path: 'https://elsewhere.example/' }],
    ['a path with a query', { path: '/push?x=1' }],
    ['an order without its number', { path: '/push', fields: { client_sn: null } }],
    ['two members of one name', { path: '/push', fields: { subject: 'description' } }],
    ['a member that no order has', { path: '/push', fields: { payway: 'payway' } }],
  ])('refuses %s in its settings', (_, push) => {
    const settings = { baseUrl: 'https://vsi-api.shouqianba.com', terminalSn: '1', orderPush: push };
    expect(upaySettings.safeParse(settings).success).toBe(false);
  });
});

describe('what routing is told', () => {
  const order = { capture: 'automatic', tip: false, cashback: false } as const;
  const accepts = (type: string, changes: object = {}, settings: object = {}): true | string | undefined =>
    upayAdapter.limits.methods
      .find((method) => method.type === type)
      ?.accepts({ type: type as 'redirect' }, { ...order, settings: { terminalSn: '1', defaultPayway: '3', ...settings }, ...changes });

  it.each(['payer_code', 'merchant_qr', 'redirect', 'terminal'])('refuses with %s what Upay has not', (type) => {
    expect(accepts(type, { capture: 'manual' })).toContain('no authorization');
    expect(accepts(type, { tip: true })).toContain('no tip');
    expect(accepts(type, { cashback: true })).toContain('no cashback');
    expect(accepts(type, {}, { terminalSn: undefined })).toBe('the account has no activated terminal');
  });

  it('takes a terminal only where orders can be pushed, and a page for a payer whom an option names', () => {
    expect(accepts('terminal')).toContain('settings.orderPush');
    expect(accepts('terminal', {}, { orderPush })).toBe(true);
    expect(accepts('redirect')).toContain('buyer.payerUid');
    expect(accepts('redirect', { options: { payerUid: 'oWx1' } })).toBe(true);
    expect(accepts('payer_code', { options: { subPayway: '2' } })).toContain('not to the code of the payer');
  });

  it('leaves refunds to accounts that have them, without a terminal', () => {
    const { refund } = upayAdapter.operations;
    const settings = upaySettings.parse({ baseUrl: 'https://vsi-api.shouqianba.com', terminalSn: '1' });
    const charge = chargeOf();
    expect(refund?.accepts(charge, { onTerminal: false, settings })).toBe(true);
    expect(refund?.accepts(charge, { onTerminal: true, settings })).toContain('onTerminal');
    expect(refund?.accepts(charge, { onTerminal: false, parts: true, settings })).toContain('leave out parts');
    expect(refund?.accepts(charge, { onTerminal: false, settings: { ...settings, withheld: ['refund'] } })).toContain('no refund');
  });
});
