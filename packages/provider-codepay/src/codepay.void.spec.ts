import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  basicAuth,
  broken,
  CAPTURE_TRANS_NO,
  charge,
  held,
  KEY,
  NOTIFY_URL,
  REFUND_KEY,
  TERMINAL,
  transaction,
  TRANS_NO,
  USD,
  verdict,
  verdicts,
} from '../testing/fixtures.js';
import { accepted, refused, ScriptedGateway, unsigned, type Reply } from '../testing/scripted-gateway.js';
import { codepayAdapter } from './index.js';

const { void: undo } = codepayAdapter.operations;

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

const onTerminal = { providerTerminalSn: 'WPYB000000000009', terminalSn: 'T-9' };

describe('void', () => {
  const run = (reply: Reply, overrides: object, call = gateway.call()) => {
    gateway.says(reply);
    return undo?.execute({ kind: 'void', providerKey: REFUND_KEY, charge: held(), notifyUrl: NOTIFY_URL, ...overrides }, call);
  };

  it('cancels a hold by its number, under a number of its own', async () => {
    expect(await run(accepted(verdict()), {})).toMatchObject({ outcome: 'approved', providerRef: CAPTURE_TRANS_NO, stated: 'not_stated' });
    const { sign: _sign, ...fields } = gateway.received[0]?.fields ?? {};
    expect(fields).toEqual({ app_id: 'wz0000000000000001', merchant_order_no: REFUND_KEY, trans_no: TRANS_NO });
    expect(gateway.received[0]?.path).toBe('/api/payments/cancel');
  });

  it.each(verdicts)('reads %s', async (_name, overrides, expected) => {
    expect(await run(accepted(verdict(overrides)), {})).toMatchObject(expected);
  });

  it.each(broken)('is unknown after %s, of a hold and of a payment', async (_name, reply, cause) => {
    for (const reference of [held(), charge()])
      expect(await run(reply, { charge: reference })).toMatchObject({ outcome: 'unknown', cause });
  });

  it('of a paid sale goes to the terminal that took it, whole, and waits', async () => {
    const paid = charge({ scenario: 'show_qr', amounts: { ...charge().amounts, tip: 3000n } });
    expect(await run(accepted({ trans_no: '77' }), { charge: paid })).toEqual({ outcome: 'pending', providerRef: '77' });
    expect(gateway.received[0]?.fields).toMatchObject({
      method: 'wisehub.cloud.pay.order',
      trans_type: 2,
      merchant_order_no: REFUND_KEY,
      orig_merchant_order_no: KEY,
      terminal_sn: TERMINAL,
      order_amount: 144.3,
      pay_scenario: 'SCANQR_PAY',
      description: 'Void',
    });
    expect(gateway.received[0]?.fields).not.toHaveProperty('tip_amount');
  });

  it('goes to the terminal that is named, also under Basic Auth, with all that is held', async () => {
    const raised = held({ amounts: { ...held().amounts, authorized: 20000n } });
    const options = { requiredTerminalAuthentication: true };
    const reply = unsigned({ code: '0', msg: 'success', psn: '1', data: { trans_no: '77' } });
    expect(await run(reply, { charge: raised, onTerminal, options }, gateway.call(basicAuth))).toEqual({
      outcome: 'pending',
      providerRef: '77',
      customerAction: { type: 'wait_for_terminal', terminalSn: 'T-9' },
    });
    expect(gateway.received[0]?.fields).toMatchObject({
      trans_type: 2,
      terminal_sn: 'WPYB000000000009',
      order_amount: 200,
      required_terminal_authentication: true,
    });
  });

  it.each([
    ['ET008', 'already_settled'],
    ['CF008', 'invalid_state'],
    ['E04110', 'invalid_state'],
    ['E07303', 'provider_configuration'],
  ])('is declined by %s', async (providerCode, code) => {
    expect(await run(refused(providerCode), {})).toEqual({ outcome: 'declined', code, providerCode });
    expect(await run(refused(providerCode), {}, gateway.call({ attempt: 2 }))).toMatchObject({
      outcome: 'unknown',
      cause: 'resend_refused',
    });
  });

  it('is not sent without what it needs', async () => {
    const { providerTerminalSn: _none, ...nowhere } = charge();
    for (const overrides of [{ charge: nowhere }, { charge: charge({ kind: 'authorize' }) }, { options: { attach: 'x' } }])
      expect(await run('drop', overrides)).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    expect(await run('drop', {}, gateway.call(basicAuth))).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    expect(gateway.received).toHaveLength(0);
  });
});

describe('the query of a void', () => {
  const own = (overrides: Readonly<Record<string, unknown>> = {}) =>
    accepted(transaction({ trans_no: '77', merchant_order_no: REFUND_KEY, trans_type: 2, ...overrides }));
  const original = (overrides: Readonly<Record<string, unknown>> = {}) => accepted(transaction(overrides));
  const ask = (replies: readonly Reply[], terminal = true, call = gateway.call()) => {
    gateway.says(...replies);
    const operation = { kind: 'void', providerKey: REFUND_KEY, amount: { currency: USD, minor: 17430n }, onTerminal: terminal } as const;
    return codepayAdapter.query({ kind: 'query', operation, charge: charge() }, call);
  };

  it.each<[string, Readonly<Record<string, unknown>>, object]>([
    ['2, whole', {}, { outcome: 'approved', providerRef: '77', stated: { base: 17430n, currency: 'USD' } }],
    ['2, whole, with the base alone beside it', { tip_amount: '' }, { outcome: 'approved', stated: { base: 17430n } }],
    ['2 of a hold', { trans_type: 5 }, { outcome: 'approved' }],
    ['0', { trans_status: 0 }, { outcome: 'pending' }],
    ['9', { trans_status: 9 }, { outcome: 'pending' }],
    ['1', { trans_status: 1 }, { outcome: 'declined', code: 'operation_refused', providerCode: '1' }],
    ['1, settled', { trans_status: 1, trans_error_code: '902' }, { outcome: 'declined', code: 'already_settled' }],
    ['3', { trans_status: 3 }, { outcome: 'declined', code: 'operation_refused', providerCode: '3' }],
    ['4', { trans_status: 4 }, { outcome: 'unknown', cause: 'unknown_code' }],
    ['2 of a refund', { trans_type: 3 }, { outcome: 'unknown', cause: 'unknown_code' }],
  ])('reads %s', async (_name, overrides, expected) => {
    expect(await ask([own(overrides)])).toMatchObject(expected);
    expect(gateway.called).toEqual(['order.query']);
  });

  it('looks at the charge where the void itself is not known', async () => {
    const unknown = refused('E04111');
    expect(await ask([unknown, original({ trans_status: 3 })])).toEqual({
      outcome: 'approved',
      providerRef: TRANS_NO,
      stated: 'not_stated',
    });
    expect(gateway.received.map(({ fields }) => fields.merchant_order_no)).toEqual([REFUND_KEY, KEY]);
    expect(await ask([unknown, original()])).toEqual({ outcome: 'not_found', providerCode: 'E04111' });
    expect(await ask([unknown, original({ trans_status: 0 })])).toEqual({ outcome: 'pending', providerCode: '0' });
    expect(await ask([unknown, original({ trans_status: 1 })])).toMatchObject({ outcome: 'unknown', cause: 'provider_error' });
    expect(await ask([unknown, original({ trans_status: 8 })])).toMatchObject({ outcome: 'unknown', cause: 'unknown_code' });
    expect(await ask([unknown, original({ merchant_order_no: 'X' })])).toEqual({ outcome: 'no_answer', cause: 'unreadable_answer' });
    expect(await ask([unknown, { body: '' }])).toEqual({ outcome: 'no_answer', cause: 'unreadable_answer' });
  });

  it('recalls what was canceled by its number before it looks at the charge', async () => {
    expect(await ask([refused('E04111'), accepted(verdict())], false)).toMatchObject({ outcome: 'approved', stated: 'not_stated' });
    expect(await ask([refused('E04111'), refused('E04110'), original({ trans_status: 3 })], false)).toMatchObject({ outcome: 'approved' });
    expect(gateway.called).toEqual(['order.query', '/api/payments/recall', 'order.query']);
  });
});
