import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPublicKey, verify } from 'node:crypto';
import { currencyCode, exponentOf } from '@interlock/domain';
import fc from 'fast-check';
import type { SaleRequest } from '@interlock/provider-kit';
import { broken, KEY, saleRequest, TERMINAL, terminal, transaction, TRANS_NO, USD } from '../testing/fixtures.js';
import { accepted, NOW, refused, ScriptedGateway } from '../testing/scripted-gateway.js';
import { keys } from '../testing/vectors.js';
import { minorOf } from './codepay.transaction.js';
import { decimalLiteral } from './codepay.wire.js';
import { codepayAdapter } from './index.js';

const { sale, authorize } = codepayAdapter.operations;

/** Of 0, 2, 3 and 4 decimals. */
const codes = ['JPY', 'CLP', 'USD', 'MXN', 'KWD', 'BHD', 'CLF', 'UYW'].map(currencyCode);

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

describe('sale', () => {
  it('pushes the order to the terminal: signed, exact amount, and pending', async () => {
    gateway.says(accepted({ message_id: 'M021000010210602000003', trans_no: TRANS_NO, terminal_online_status: 'online' }));
    const result = await sale.execute(saleRequest({ expiresAt: NOW + 119_500 }), gateway.call());

    expect(result).toEqual({ outcome: 'pending', providerRef: TRANS_NO, customerAction: { type: 'wait_for_terminal', terminalSn: 'T-1' } });
    const [request] = gateway.received;
    const { sign: signature, ...fields } = request?.fields ?? {};
    expect(request?.path).toBe('/api/entry');
    expect(request?.headers).toMatchObject({ 'content-type': 'application/json; charset=utf-8', accept: 'application/json' });
    expect(request?.headers.authorization).toBeUndefined();
    expect(fields).toEqual({
      app_id: 'wz0000000000000001',
      format: 'JSON',
      charset: 'UTF-8',
      sign_type: 'RSA2',
      version: '1.0',
      timestamp: '1700000000000',
      method: 'wisehub.cloud.pay.order',
      merchant_no: '302300000001',
      api_version: '2.0',
      terminal_sn: TERMINAL,
      message_receiving_application: 'CodePay Register',
      pay_scenario: 'SWIPE_CARD',
      trans_type: 1,
      merchant_order_no: KEY,
      price_currency: 'USD',
      order_amount: 144.3,
      description: 'Café & cake',
      notify_url: 'https://pay.example.test/hooks/codepay/1',
      expires: 120,
    });
    expect(request?.body).toContain('"order_amount":144.3,');
    const text = Object.entries(fields)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, value]) => `${name}=${String(value)}`)
      .join('&');
    const appKey = createPublicKey({ key: Buffer.from(keys.appPublicKey, 'base64'), format: 'der', type: 'spki' });
    expect(verify('sha256', Buffer.from(text), appKey, Buffer.from(String(signature), 'base64'))).toBe(true);
  });

  it.each([
    ['card', 'SWIPE_CARD'],
    ['scan_payer', 'BSCANQR_PAY'],
    ['show_qr', 'SCANQR_PAY'],
  ] as const)('sends the scenario %s as %s', async (scenario, payScenario) => {
    gateway.says(accepted({ trans_no: TRANS_NO }));
    await sale.execute(saleRequest({ method: terminal(scenario) }), gateway.call());
    expect(gateway.received[0]?.fields).toMatchObject({ pay_scenario: payScenario, expires: 300 });
  });

  it.each([
    ['USD', 1n, '0.01'],
    ['USD', 100n, '1'],
    ['USD', 999_999_999_999_999n, '9999999999999.99'],
    ['JPY', 200n, '200'],
    ['KWD', 1n, '0.001'],
  ])('writes %s %p as the number %s', async (currency, minor, literal) => {
    gateway.says(accepted({ trans_no: TRANS_NO }));
    await sale.execute(saleRequest({ amount: { currency: currencyCode(currency), minor } }), gateway.call());
    expect(gateway.received[0]?.body).toContain(`"order_amount":${literal},`);
  });

  const anyCurrency = fc.constantFrom(...codes);
  it('writes and reads every amount of every currency exactly', async () => {
    await fc.assert(
      fc.asyncProperty(anyCurrency, fc.bigInt({ min: 1n, max: 999_999_999_999_999n }), async (currency, minor) => {
        const text = decimalLiteral({ currency, minor }).decimal;
        expect(text).toMatch(/^(0|[1-9][0-9]*)(\.[0-9]*[1-9])?$/);
        expect(minorOf(currency, text)).toBe(minor);
        const digits = exponentOf(currency);
        expect(minorOf(currency, `${text}${text.includes('.') ? '' : '.0'}000`)).toBe(minor);
        if (digits > 0) expect(minorOf(currency, `0.${'0'.repeat(digits)}1`)).toBe('unreadable');
      }),
      { numRuns: 500 },
    );
  });

  it('pushes tip and cashback beside the amount, each under its own type', async () => {
    const tip = { currency: USD, minor: 3000n };
    gateway.says(accepted({ trans_no: TRANS_NO }), accepted({ trans_no: TRANS_NO }));
    await sale.execute(saleRequest({ tip }), gateway.call());
    await sale.execute(saleRequest({ tip, cashback: { currency: USD, minor: 1050n } }), gateway.call());
    const [tipped, withCashback] = gateway.received;
    expect(tipped?.fields).toMatchObject({ trans_type: 1, order_amount: 144.3, tip_amount: 30 });
    expect(tipped?.fields).not.toHaveProperty('cashback_amount');
    expect(withCashback?.fields).toMatchObject({ trans_type: 11, order_amount: 144.3, tip_amount: 30, cashback_amount: 10.5 });
  });

  it('holds an amount as an authorization', async () => {
    gateway.says(accepted({ trans_no: TRANS_NO }), refused('E07303'), refused('E04112'));
    const hold = saleRequest({ kind: 'authorize' });
    expect(await authorize?.execute(hold, gateway.call())).toMatchObject({ outcome: 'pending', providerRef: TRANS_NO });
    expect(gateway.received[0]?.fields).toMatchObject({ trans_type: 4, order_amount: 144.3, merchant_order_no: KEY });
    expect(await authorize?.execute(hold, gateway.call())).toMatchObject({ outcome: 'declined', code: 'provider_configuration' });
    expect(await authorize?.execute(hold, gateway.call())).toMatchObject({ outcome: 'unknown', cause: 'resend_refused' });
  });

  it('carries the options of a terminal as CodePay writes them', async () => {
    gateway.says(accepted({ trans_no: TRANS_NO }));
    const options = {
      storeNo: '4023000009',
      attach: 'table 4',
      orderQueueMode: 'FILO',
      rejectTradeWhenTerminalOffline: false,
      onScreenSignature: false,
      receiptPrintMode: 'none',
      confirmOnTerminal: true,
      payMethodId: 'Visa',
      cardType: 'gift',
      onScreenTip: true,
    };
    await sale.execute(saleRequest({ options }), gateway.call({ settings: { storeNo: '4023000001' } }));
    expect(gateway.received[0]?.fields).toMatchObject({
      store_no: '4023000009',
      attach: 'table 4',
      order_queue_mode: 'FILO',
      reject_trade_when_terminal_offline: false,
      on_screen_signature: false,
      receipt_print_mode: 0,
      confirm_on_terminal: true,
      pay_method_id: 'Visa',
      card_type: 4,
      on_screen_tip: true,
    });
  });

  it('carries the options of the page inside order_detail, lists as text', async () => {
    gateway.says(accepted({ pay_url: 'https://checkout.example.test/p/1' }));
    const palette = { primary: { main: 'rgb(255,0,0)' } };
    const orderDetail = { shippingRegions: ['US'], allowPayments: ['Card', 'ApplePay'], disallowPayments: ['GooglePay'], palette };
    await sale.execute(saleRequest({ method: { type: 'redirect' }, options: { orderDetail, extParams: 'x=1' } }), gateway.call());
    expect(gateway.received[0]?.fields.ext_params).toBe('x=1');
    expect(JSON.parse(String(gateway.received[0]?.fields.order_detail))).toEqual({
      type: 'GENERAL',
      data: {
        items: [],
        shipping: { allow_regions: '["US"]' },
        payment: { allow_options: '["Card","ApplePay"]', disallow_options: '["GooglePay"]' },
        theme: { palette },
      },
    });
  });

  it.each(['redirect', 'merchant_qr'] as const)('sends the payer to the hosted page, by %s', async (type) => {
    gateway.says(accepted({ pay_url: 'https://checkout.example.test/p/1' }));
    const goods = [{ id: 'C1', name: 'Iphone "16"', quantity: 2, unitAmount: { currency: USD, minor: 15034n } }];
    const device = { ip: '203.0.113.9', latitude: '1.5', longitude: '-2' };
    const request = saleRequest({ method: { type }, returnUrl: 'https://shop.example.test/back', goods, device });
    const result = await codepayAdapter.operations.sale.execute(request, gateway.call({ settings: { storeNo: '4023000001' } }));

    expect(result).toEqual({
      outcome: 'pending',
      customerAction: { type: 'redirect', url: 'https://checkout.example.test/p/1', httpMethod: 'GET' },
    });
    const fields = gateway.received[0]?.fields;
    expect(fields).toMatchObject({
      method: 'pay.checkout',
      store_no: '4023000001',
      term_ip: '203.0.113.9',
      latitude: '1.5',
      longitude: '-2',
      return_url: 'https://shop.example.test/back',
    });
    expect(fields).not.toHaveProperty('terminal_sn');
    expect(JSON.parse(String(fields?.order_detail))).toEqual({
      type: 'GENERAL',
      data: { items: [{ code: 'C1', name: 'Iphone "16"', quantity: 2, unit_price: 150.34, amount: 300.68 }] },
    });
  });

  it('leaves out what is empty or does not fit, and needs none of it', async () => {
    gateway.says(accepted({ pay_url: 'https://checkout.example.test/p/1' }));
    const device = { ip: '2001:0db8:85a3:0000:0000:8a2e:0370:7334', longitude: '' };
    expect(await sale.execute(saleRequest({ method: { type: 'redirect' }, device }), gateway.call())).toMatchObject({ outcome: 'pending' });
    for (const member of ['term_ip', 'longitude', 'latitude', 'return_url', 'order_detail', 'store_no']) {
      expect(gateway.received[0]?.fields).not.toHaveProperty(member);
    }
  });

  it.each([[{}], [{ pay_url: 'javascript:alert(1)' }], [{ pay_url: 'no url' }]])(
    'does not rest in an accepted page without a usable address: %p',
    async (data) => {
      gateway.says(accepted(data));
      expect(await sale.execute(saleRequest({ method: { type: 'redirect' } }), gateway.call())).toEqual({
        outcome: 'unknown',
        cause: 'unreadable_answer',
      });
    },
  );

  it('is never approved by the answer to Create Order, whatever it says', async () => {
    gateway.says(accepted(transaction()));
    expect(await sale.execute(saleRequest(), gateway.call())).toMatchObject({ outcome: 'pending', providerRef: TRANS_NO });
  });

  it.each(broken)('is unknown after %s', async (_name, reply, cause) => {
    gateway.says(reply);
    expect(await sale.execute(saleRequest(), gateway.call())).toMatchObject({ outcome: 'unknown', cause });
  });

  it('is unknown when no answer comes', async () => {
    gateway.says('hang');
    expect(await sale.execute(saleRequest(), gateway.call({ totalTimeoutMs: 100 }))).toEqual({ outcome: 'unknown', cause: 'timeout' });
  });

  it('is declined by a signed no to the only send, whatever the HTTP status, and unknown after a resend', async () => {
    const no = refused('E07303');
    gateway.says(no, { ...(no as { body: string }), status: 500 }, no);
    const declined = { outcome: 'declined', code: 'provider_configuration', providerCode: 'E07303' };
    expect(await sale.execute(saleRequest(), gateway.call())).toEqual(declined);
    expect(await sale.execute(saleRequest(), gateway.call())).toEqual(declined);
    expect(await sale.execute(saleRequest(), gateway.call({ attempt: 2 }))).toEqual({
      outcome: 'unknown',
      cause: 'resend_refused',
      providerCode: 'E07303',
    });
  });

  it('takes "order number repeated" as a sign of an earlier send', async () => {
    gateway.says(refused('E04112'));
    expect(await sale.execute(saleRequest(), gateway.call())).toEqual({
      outcome: 'unknown',
      cause: 'resend_refused',
      providerCode: 'E04112',
    });
  });

  it('is not sent where nobody listens', async () => {
    const other = await ScriptedGateway.start();
    const baseUrl = other.url;
    await other.close();
    expect(await sale.execute(saleRequest(), gateway.call({ baseUrl }))).toMatchObject({
      outcome: 'not_sent',
      cause: 'connection_refused',
    });
  });

  it.each<[string, Partial<SaleRequest>, string]>([
    ['a method that CodePay lacks', { method: { type: 'payer_code', code: '281234567890123456' } }, 'payer_code'],
    ['an expiry below a minute', { expiresAt: NOW + 10_000 }, 'expires'],
    ['an expiry above seven days', { expiresAt: NOW + 8 * 86_400_000 }, 'expires'],
    ['a number in foreign characters', { providerKey: 'ORDER 1' }, 'merchant_order_no'],
    ['no amount', { amount: { currency: USD, minor: 0n } }, 'order_amount'],
    ['a hold on a code', { kind: 'authorize', method: terminal('show_qr') }, 'cards'],
    ['a hold with a tip', { kind: 'authorize', tip: { currency: USD, minor: 1n } }, 'neither tip'],
    ['a hold on a page', { kind: 'authorize', method: { type: 'redirect' } }, 'terminal only'],
    ['a tip on a page', { method: { type: 'redirect' }, tip: { currency: USD, minor: 1n } }, 'terminal only'],
    ['cashback on a code', { cashback: { currency: USD, minor: 1n }, method: terminal('scan_payer') }, 'cards only'],
    ['cashback beside a tip on the screen', { cashback: { currency: USD, minor: 1n }, options: { onScreenTip: true } }, 'no tip'],
    ['a negative tip', { tip: { currency: USD, minor: -1n } }, 'tip_amount'],
    ['an option that is none', { options: { colour: 'red' } }, 'colour'],
    ['an option above its bound', { options: { attach: 'x'.repeat(129) } }, 'attach'],
    ['an option of the page on a terminal', { options: { extParams: 'x' } }, 'extParams'],
    ['an option of a terminal on the page', { method: { type: 'redirect' }, options: { onScreenTip: true } }, 'onScreenTip'],
    ['a negative amount', { amount: { currency: USD, minor: -5n } }, 'order_amount'],
    ['a notification address that is too long', { notifyUrl: `https://pay.example.test/${'x'.repeat(256)}` }, 'notify_url'],
    ['no words at all', { description: '', subject: '' }, 'description'],
  ])('refuses %s before anything is sent', async (_name, overrides, field) => {
    gateway.says();
    const result = await sale.execute(saleRequest(overrides), gateway.call());
    expect(result).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request', detail: expect.stringContaining(field) });
    expect(gateway.received).toHaveLength(0);
  });

  it('cuts a description at 128 characters, between characters', async () => {
    gateway.says(accepted({ trans_no: TRANS_NO }));
    await sale.execute(saleRequest({ description: `${'x'.repeat(127)}🍰🍰` }), gateway.call());
    expect(gateway.received[0]?.fields.description).toBe('x'.repeat(127));
  });

  it.each([
    ['no key', { appPrivateKey: undefined }],
    ['no gateway key', { gatewayPublicKey: undefined, basicUser: 'u', basicPassword: 'p' }],
    ['a broken key', { appPrivateKey: 'c2VjcmV0' }],
  ])('refuses an account with %s, without a word of its secrets', async (_name, secrets) => {
    const result = await sale.execute(saleRequest(), gateway.call({ secrets }));
    expect(result).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    expect(JSON.stringify(result)).not.toContain('c2VjcmV0');
  });
});
