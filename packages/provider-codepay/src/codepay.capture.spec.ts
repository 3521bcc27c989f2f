import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  basicAuth,
  broken,
  CAPTURE_KEY,
  CAPTURE_TRANS_NO,
  captured,
  charge,
  held,
  KEY,
  NOTIFY_URL,
  transaction,
  TRANS_NO,
  USD,
  verdict,
  verdicts,
} from '../testing/fixtures.js';
import { accepted, refused, ScriptedGateway, type Reply } from '../testing/scripted-gateway.js';
import { codepayAdapter } from './index.js';

const { capture } = codepayAdapter.operations;

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

const amount = { currency: USD, minor: 8505n };
const request = { kind: 'capture', providerKey: CAPTURE_KEY, charge: held(), amount, notifyUrl: NOTIFY_URL } as const;
const onTerminal = { providerTerminalSn: 'WPYB000000000009', terminalSn: 'T-9' };

describe('capture', () => {
  const run = (reply: Reply, overrides: object = {}, call = gateway.call()) => {
    gateway.says(reply);
    return capture?.execute({ ...request, ...overrides }, call);
  };

  it('names the authorization, its own number and the amount, signed, and nothing of a "method" call', async () => {
    expect(await run(accepted(verdict()))).toEqual({
      outcome: 'approved',
      providerRef: CAPTURE_TRANS_NO,
      stated: 'not_stated',
      receipt: { authCode: '919070' },
    });
    const [received] = gateway.received;
    expect(received?.path).toBe('/api/payments/capture');
    const { sign, ...fields } = received?.fields ?? {};
    expect(fields).toEqual({
      app_id: 'wz0000000000000001',
      merchant_order_no: CAPTURE_KEY,
      trans_no: TRANS_NO,
      trans_amount: 85.05,
    });
    expect(String(sign)).toHaveLength(344);
  });

  it.each(verdicts)('reads %s', async (_name, overrides, expected) => {
    expect(await run(accepted(verdict(overrides)))).toMatchObject(expected);
  });

  it('takes no code without its approval, even where the number is missing', async () => {
    expect(await run(accepted(verdict({ trans_no: '' })))).toMatchObject({ outcome: 'unknown', cause: 'unreadable_answer' });
    expect(await run(accepted())).toEqual({ outcome: 'unknown', cause: 'unreadable_answer' });
    expect(await run(accepted(verdict({ trans_status: 4 })))).toMatchObject({ outcome: 'approved' });
  });

  it('is declined by the processor or the gateway on the only send, and unknown on another', async () => {
    const no = accepted(verdict({ resp_code: 'D2012', trans_status: 1 }));
    expect(await run(no, {}, gateway.call({ attempt: 2 }))).toEqual({ outcome: 'unknown', cause: 'resend_refused', providerCode: 'D2012' });
    expect(await run(refused('E04110'))).toEqual({ outcome: 'declined', code: 'invalid_state', providerCode: 'E04110' });
    expect(await run(refused('E04112'))).toEqual({ outcome: 'unknown', cause: 'resend_refused', providerCode: 'E04112' });
  });

  it.each(broken)('is unknown after %s', async (_name, reply, cause) => {
    expect(await run(reply)).toMatchObject({ outcome: 'unknown', cause });
  });

  it('goes to a terminal as a completion where it is asked for there', async () => {
    const options = { receiptPrintMode: 'both', confirmOnTerminal: true };
    expect(await run(accepted({ trans_no: '77' }), { onTerminal, options, reason: 'Bar tab' })).toEqual({
      outcome: 'pending',
      providerRef: '77',
      customerAction: { type: 'wait_for_terminal', terminalSn: 'T-9' },
    });
    expect(gateway.received[0]?.fields).toMatchObject({
      method: 'wisehub.cloud.pay.order',
      trans_type: 6,
      merchant_order_no: CAPTURE_KEY,
      orig_merchant_order_no: KEY,
      terminal_sn: 'WPYB000000000009',
      order_amount: 85.05,
      description: 'Bar tab',
      pay_scenario: 'SWIPE_CARD',
      receipt_print_mode: 3,
      confirm_on_terminal: true,
      expires: 300,
    });
  });

  it.each<[string, object, object, string]>([
    ['an authorization whose number is not known', { charge: charge({ kind: 'authorize' }) }, {}, 'not known'],
    ['Basic Auth without a terminal', {}, basicAuth, 'RSA2'],
    ['options without a terminal', { options: { attach: 'x' } }, {}, 'attach'],
    ['an option that is none', { onTerminal, options: { tip: 1 } }, {}, 'tip'],
    ['no amount', { amount: { currency: USD, minor: 0n } }, {}, 'trans_amount'],
    ['an account that cannot be used', {}, { settings: { appId: '' } }, 'appId'],
  ])('refuses %s before anything is sent', async (_name, overrides, account, detail) => {
    expect(await run('drop', overrides, gateway.call(account))).toMatchObject({
      outcome: 'not_sent',
      cause: 'invalid_request',
      detail: expect.stringContaining(detail),
    });
    expect(gateway.received).toHaveLength(0);
  });

  it('lies where the settings say', async () => {
    await run(accepted(verdict()), {}, gateway.call({ settings: { paths: { capture: '/v2/capture' } } }));
    expect(gateway.received[0]?.path).toBe('/v2/capture');
  });
});

describe('the query of a capture', () => {
  const operation = { kind: 'capture', providerKey: CAPTURE_KEY, amount, onTerminal: false } as const;
  const shown = (overrides: object = {}) =>
    accepted(
      transaction({
        trans_no: CAPTURE_TRANS_NO,
        merchant_order_no: CAPTURE_KEY,
        trans_type: 6,
        order_amount: '85.05',
        tip_amount: '',
        trans_amount: '85.05',
        ...overrides,
      }),
    );
  const ask = (replies: readonly Reply[], overrides: object = {}, call = gateway.call()) => {
    gateway.says(...replies);
    return codepayAdapter.query({ kind: 'query', operation: { ...operation, ...overrides }, charge: captured() }, call);
  };

  it.each<[string, object, object]>([
    ['2', {}, { outcome: 'approved', providerRef: CAPTURE_TRANS_NO, stated: { base: 8505n, currency: 'USD' } }],
    ['2 of another amount', { order_amount: '85', trans_amount: '85' }, { outcome: 'approved', stated: { base: 8500n } }],
    ['0', { trans_status: 0 }, { outcome: 'pending', providerCode: '0' }],
    ['0 of another amount', { trans_status: 0, order_amount: '85', trans_amount: '85' }, { outcome: 'unknown', cause: 'amount_mismatch' }],
    ['0 in another currency', { trans_status: 0, price_currency: 'CAD' }, { outcome: 'unknown', cause: 'amount_mismatch' }],
    ['1', { trans_status: 1 }, { outcome: 'declined', code: 'operation_refused', providerCode: '1' }],
    ['1, insufficient funds', { trans_status: 1, trans_error_code: 'TS-D2012' }, { outcome: 'declined', code: 'insufficient_funds' }],
    ['3 once taken', { trans_status: 3 }, { outcome: 'reversed', stated: { base: 8505n } }],
    ['3 never taken', { trans_status: 3, paid_amount: '0' }, { outcome: 'declined', code: 'operation_refused' }],
    ['7', { trans_status: 7 }, { outcome: 'unknown', cause: 'unknown_code' }],
    ['2 of a sale', { trans_type: 1 }, { outcome: 'unknown', cause: 'unknown_code' }],
    ["another capture's", { merchant_order_no: KEY }, { outcome: 'no_answer', cause: 'unreadable_answer' }],
  ])('reads %s', async (_name, overrides, expected) => {
    expect(await ask([shown(overrides)])).toMatchObject(expected);
    expect(gateway.called).toEqual(['order.query']);
    expect(gateway.received[0]?.fields).toMatchObject({ merchant_order_no: CAPTURE_KEY });
  });

  it('is "not found" only where the processor does not know it either', async () => {
    const recall = '/api/payments/recall';
    const both = ['order.query', recall];
    expect(await ask([refused('E04111'), refused('E04111')])).toEqual({ outcome: 'not_found', providerCode: 'E04111' });
    expect(gateway.called).toEqual(both);
    expect(gateway.received[1]?.fields).toMatchObject({ app_id: 'wz0000000000000001', merchant_order_no: CAPTURE_KEY });
    expect(gateway.received[1]?.fields).not.toHaveProperty('trans_no');
    expect(await ask([refused('E04111'), refused('E07303')])).toEqual({ outcome: 'not_found', providerCode: 'E04111' });
    expect(await ask([refused('E04111'), { body: 'x' }])).toEqual({ outcome: 'no_answer', cause: 'unreadable_answer' });
    expect(await ask([refused('E04111'), accepted(verdict())])).toEqual({
      outcome: 'approved',
      providerRef: CAPTURE_TRANS_NO,
      stated: 'not_stated',
    });
    expect(await ask([refused('E04111')], { onTerminal: true })).toEqual({ outcome: 'not_found', providerCode: 'E04111' });
    expect(gateway.called).toEqual(['order.query']);
  });

  it.each<[string, Readonly<Record<string, unknown>>, object]>([
    ['a code without an approval', { resp_code: 'D0004' }, { outcome: 'unknown', cause: 'provider_error' }],
    ['in process', { trans_status: 0 }, { outcome: 'pending' }],
    ['closed', { trans_status: 1, resp_code: 'D2012' }, { outcome: 'declined', code: 'insufficient_funds', providerCode: 'D2012' }],
    ['closed and approved', { trans_status: 1 }, { outcome: 'unknown', cause: 'provider_error' }],
    ['undone', { trans_status: 3 }, { outcome: 'unknown', cause: 'provider_error' }],
    ['an undocumented status', { trans_status: 6 }, { outcome: 'unknown', cause: 'unknown_code', providerCode: '6' }],
    ['another number', { trans_no: '1' }, { outcome: 'no_answer', cause: 'unreadable_answer' }],
    ['no number', { trans_no: '' }, { outcome: 'no_answer', cause: 'unreadable_answer' }],
  ])('recalls %s', async (_name, overrides, expected) => {
    const reply = accepted(verdict(overrides));
    expect(await ask([refused('E04111'), reply], { providerRef: CAPTURE_TRANS_NO })).toMatchObject(expected);
  });

  it('does not recall under Basic Auth', async () => {
    const reply = { body: JSON.stringify({ code: 'E04111', msg: 'x', psn: '1' }) };
    expect(await ask([reply], {}, gateway.call(basicAuth))).toEqual({ outcome: 'not_found', providerCode: 'E04111' });
  });
});
