import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  basicAuth,
  broken,
  CAPTURE_KEY,
  CAPTURE_TRANS_NO,
  captured,
  charge,
  KEY,
  online,
  REFUND_KEY,
  TRANS_NO,
  USD,
  verdict,
  verdicts,
} from '../testing/fixtures.js';
import { accepted, refused, ScriptedGateway, type Reply } from '../testing/scripted-gateway.js';
import type { ProviderCall } from '@interlock/provider-kit';
import { codepayAdapter } from './index.js';

const { refund } = codepayAdapter.operations;

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

const request = {
  kind: 'refund',
  providerKey: REFUND_KEY,
  charge: charge({ providerRef: TRANS_NO }),
  amount: { currency: USD, minor: 5050n },
  notifyUrl: 'https://pay.example.test/h',
} as const;
/** What Query Refund shows of it. */
const shown = (overrides: Readonly<Record<string, unknown>>) =>
  accepted({
    trans_no: '77',
    merchant_order_no: REFUND_KEY,
    trans_type: 3,
    trans_status: 2,
    price_currency: 'USD',
    order_amount: '50.50',
    trans_amount: '50.5',
    ...overrides,
  });
const ask = (call: ProviderCall, onTerminal = false) => {
  const operation = { kind: 'refund', providerKey: REFUND_KEY, amount: request.amount, onTerminal } as const;
  return codepayAdapter.query({ kind: 'query', operation, charge: charge() }, call);
};

describe('refund', () => {
  const execute = (reply: Reply, attempt = 1, reason?: string) => {
    gateway.says(reply);
    return refund?.execute({ ...request, ...(reason === undefined ? {} : { reason }) }, gateway.call({ attempt }));
  };

  it('is pending once it is accepted, even where the answer claims more', async () => {
    expect(await execute(accepted({ trans_no: '77', trans_amount: '50.50', trans_fee_c: '0', trans_status: 2 }))).toEqual({
      outcome: 'pending',
      providerRef: '77',
    });
    expect(gateway.received[0]?.fields).toMatchObject({
      method: 'order.refund.submit',
      orig_merchant_order_no: KEY,
      merchant_order_no: REFUND_KEY,
      price_currency: 'USD',
      order_amount: 50.5,
      description: 'Refund',
      notify_url: 'https://pay.example.test/h',
    });
    expect(gateway.received[0]?.fields).not.toHaveProperty('orig_trans_no');
  });

  it.each(['50.51', '50', '5050', '50.505', '-50.5', 'fifty', '5e1', '5\u00000.50'])(
    'is unknown where the answer states %j',
    async (amount) => {
      expect(await execute(accepted({ trans_no: '77', trans_amount: amount }))).toEqual({
        outcome: 'unknown',
        cause: 'amount_mismatch',
        providerRef: '77',
      });
    },
  );

  it('of an authorization gives back from its capture', async () => {
    gateway.says(accepted({ trans_no: '77' }));
    await refund?.execute({ ...request, charge: captured() }, gateway.call());
    expect(gateway.received[0]?.fields).toMatchObject({ orig_merchant_order_no: CAPTURE_KEY });
  });

  it('takes no options without a terminal', async () => {
    gateway.says();
    expect(await refund?.execute({ ...request, options: { onScreenTip: true } }, gateway.call())).toMatchObject({
      outcome: 'not_sent',
      detail: expect.stringContaining('onScreenTip'),
    });
    expect(gateway.received).toHaveLength(0);
  });

  it('cuts the reason at 64 characters', async () => {
    await execute(accepted(), 1, 'y'.repeat(200));
    expect(gateway.received[0]?.fields.description).toBe('y'.repeat(64));
  });

  it.each([
    ['E04126', 'amount_exceeds_remaining'],
    ['E04130', 'amount_not_allowed'],
    ['E04132', 'partial_not_allowed'],
    ['E04111', 'invalid_state'],
    ['E07303', 'provider_configuration'],
  ])('is declined by %s, unless it was resent', async (providerCode, code) => {
    expect(await execute(refused(providerCode))).toEqual({ outcome: 'declined', code, providerCode });
    expect(await execute(refused(providerCode), 2)).toEqual({ outcome: 'unknown', cause: 'resend_refused', providerCode });
  });

  it.each(broken)('is unknown after %s', async (_name, reply, cause) => {
    expect(await execute(reply)).toMatchObject({ outcome: 'unknown', cause });
  });

  it.each<[string, Readonly<Record<string, unknown>>, object]>([
    ['2', { trans_status: 2 }, { outcome: 'approved', providerRef: '77', stated: { base: 5050n, currency: 'USD' } }],
    ['0', { trans_status: 0 }, { outcome: 'pending', providerCode: '0' }],
    ['1', { trans_status: 1, trans_error_code: 'TS-D0005' }, { outcome: 'declined', code: 'not_settled', providerCode: 'TS-D0005' }],
    ['1 without a reason', { trans_status: 1 }, { outcome: 'declined', code: 'operation_refused', providerCode: '1' }],
    ['3', { trans_status: 3 }, { outcome: 'declined', code: 'operation_refused', providerCode: '3' }],
    ['4, which no refund can be', { trans_status: 4 }, { outcome: 'unknown', cause: 'unknown_code' }],
    ['2 of a sale', { trans_status: 2, trans_type: 1 }, { outcome: 'unknown', cause: 'unknown_code' }],
  ])('is asked after: %s', async (_name, overrides, expected) => {
    gateway.says(shown(overrides));
    expect(await ask(gateway.call())).toMatchObject(expected);
    expect(gateway.received[0]?.fields).toMatchObject({ method: 'order.refund.query', merchant_order_no: REFUND_KEY });
  });

  it.each<[string, Readonly<Record<string, unknown>>, object]>([
    ['2 of another amount', { order_amount: '50', trans_amount: '50' }, { outcome: 'approved', stated: { base: 5000n, currency: 'USD' } }],
    ['2 in parts', { order_amount: '40', tip_amount: '10.5' }, { outcome: 'approved', stated: { base: 5050n } }],
    [
      '2 in all parts',
      { order_amount: '40', surcharge_amount: '10', sales_tax_amount: '0.5' },
      { outcome: 'approved', stated: { base: 5050n } },
    ],
    ['2 with parts that are not named', { order_amount: '40' }, { outcome: 'approved', stated: { base: 5050n } }],
    ['2 of parts that do not add up', { tip_amount: '10' }, { outcome: 'unknown', cause: 'amount_mismatch' }],
    ['2 without an amount', { order_amount: '' }, { outcome: 'approved', stated: 'not_stated' }],
    ['0 of another amount', { trans_status: 0, order_amount: '50', trans_amount: '50' }, { outcome: 'unknown', cause: 'amount_mismatch' }],
    ['0 of parts that do not add up', { trans_status: 0, trans_amount: '1' }, { outcome: 'unknown', cause: 'amount_mismatch' }],
    ['0 without an amount', { trans_status: 0, order_amount: '' }, { outcome: 'pending' }],
    ['2 of a completion', { trans_type: 8 }, { outcome: 'approved' }],
  ])('is compared with what was asked: %s', async (_name, overrides, expected) => {
    gateway.says(shown(overrides));
    expect(await ask(gateway.call())).toMatchObject(expected);
  });

  it('is looked for where a terminal or the processor may know it', async () => {
    gateway.says(shown({ trans_status: 9 }));
    expect(await ask(gateway.call(), true)).toMatchObject({ outcome: 'pending', providerCode: '9' });
    expect(gateway.called).toEqual(['order.query']);
    gateway.says(refused('E04111'), shown({}));
    expect(await ask(gateway.call(), true)).toMatchObject({ outcome: 'approved' });
    expect(gateway.called).toEqual(['order.query', 'order.refund.query']);
    gateway.says(refused('E04111'), refused('E04111'));
    expect(await ask(gateway.call(), true)).toEqual({ outcome: 'not_found', providerCode: 'E04111' });
    gateway.says(refused('E04111'), accepted(verdict({ trans_status: 0 })));
    expect(await ask(gateway.call())).toMatchObject({ outcome: 'pending', providerRef: CAPTURE_TRANS_NO });
    expect(gateway.called).toEqual(['order.refund.query', '/api/payments/recall']);
  });
});

describe('refund by parts', () => {
  const parts = { order: 3000n, tip: 1000n, surcharge: 500n, salesTax: 300n, serviceCharge: 250n };
  const run = (reply: Reply, overrides: object = {}, call = gateway.call()) => {
    gateway.says(reply);
    return refund?.execute({ ...request, parts, ...overrides }, call);
  };

  it('names each part, and is pending even where the processor approved', async () => {
    expect(await run(accepted(verdict({ trans_no: '77' })))).toEqual({ outcome: 'pending', providerCode: '000', providerRef: '77' });
    const { sign: _sign, ...fields } = gateway.received[0]?.fields ?? {};
    expect(gateway.received[0]?.path).toBe('/api/payments/refund');
    expect(fields).toEqual({
      app_id: 'wz0000000000000001',
      merchant_order_no: REFUND_KEY,
      trans_no: TRANS_NO,
      order_amount: 30,
      tip_amount: 10,
      surcharge_amount: 5,
      sales_tax_amount: 3,
      service_charge_amount: 2.5,
    });
  });

  it('names no part that was not named, and the capture of an authorization', async () => {
    await run(accepted(verdict()), { parts: { order: 5050n }, charge: captured() });
    expect(gateway.received[0]?.fields).toMatchObject({ trans_no: CAPTURE_TRANS_NO, order_amount: 50.5 });
    expect(gateway.received[0]?.fields).not.toHaveProperty('tip_amount');
  });

  it.each(verdicts)('reads %s', async (_name, overrides, expected) => {
    expect(await run(accepted(verdict(overrides)))).toMatchObject(expected);
  });

  it.each(broken)('is unknown after %s', async (_name, reply, cause) => {
    expect(await run(reply)).toMatchObject({ outcome: 'unknown', cause });
  });

  it('says which refusal has a void instead', async () => {
    expect(await run(accepted(verdict({ resp_code: 'TS-D0005', trans_status: 1 })))).toEqual({
      outcome: 'declined',
      code: 'not_settled',
      providerCode: 'TS-D0005',
      providerRef: CAPTURE_TRANS_NO,
    });
  });

  it.each<[string, object, object, string]>([
    ['parts that do not add up', { parts: { order: 5000n } }, {}, 'add up'],
    ['a payment whose number is not known', { charge: charge() }, {}, 'not known'],
    ['Basic Auth', {}, basicAuth, 'RSA2'],
    ['a part below nothing', { parts: { order: 6000n, tip: -950n } }, {}, 'tip_amount'],
  ])('refuses %s before anything is sent', async (_name, overrides, account, detail) => {
    expect(await run('drop', overrides, gateway.call(account))).toMatchObject({
      outcome: 'not_sent',
      detail: expect.stringContaining(detail),
    });
    expect(gateway.received).toHaveLength(0);
  });
});

describe('refund on a terminal', () => {
  const onTerminal = { providerTerminalSn: 'WPYB000000000009', terminalSn: 'T-9' };
  const run = (overrides: object) => {
    gateway.says(accepted({ trans_no: '77' }));
    return refund?.execute({ ...request, onTerminal, ...overrides }, gateway.call());
  };

  it('is pushed there, with its tip, and waits for the card', async () => {
    expect(await run({ options: { requiredTerminalAuthentication: true, onScreenTip: false } })).toEqual({
      outcome: 'pending',
      providerRef: '77',
      customerAction: { type: 'wait_for_terminal', terminalSn: 'T-9' },
    });
    expect(gateway.received[0]?.fields).toMatchObject({
      trans_type: 3,
      merchant_order_no: REFUND_KEY,
      orig_merchant_order_no: KEY,
      order_amount: 50.5,
      description: 'Refund',
      required_terminal_authentication: true,
      on_screen_tip: false,
    });
    expect(gateway.received[0]?.fields).not.toHaveProperty('tip_amount');
    await run({ parts: { order: 5000n, tip: 50n }, charge: captured() });
    expect(gateway.received[0]?.fields).toMatchObject({ order_amount: 50, tip_amount: 0.5, orig_merchant_order_no: CAPTURE_KEY });
  });

  it('has no other parts', async () => {
    expect(await run({ parts: { order: 5000n, salesTax: 50n } })).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    expect(await run({ parts: { tip: 5050n } })).toMatchObject({ outcome: 'not_sent', detail: expect.stringContaining('order_amount') });
    expect(gateway.received).toHaveLength(0);
  });

  it('is accepted for what was paid there, and parts for cards under RSA2', () => {
    const accepts = (reference: typeof online, asked: object, signType = 'RSA2') =>
      refund?.accepts(reference, { onTerminal: false, settings: { signType }, ...asked });
    expect(accepts(charge(), { onTerminal: true })).toBe(true);
    expect(accepts(online, { onTerminal: true })).toContain('without one');
    expect(accepts(online, {}, 'NONE')).toBe(true);
    expect(accepts(online, { parts: true })).toBe(true);
    expect(accepts(charge(), { parts: true }, 'NONE')).toContain('RSA2');
    expect(accepts(charge({ scenario: 'show_qr' }), { parts: true })).toContain('leave the parts out');
  });
});
