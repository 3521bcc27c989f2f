import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ChargeReference } from '@interlock/provider-kit';
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
  REFUND_KEY,
  transaction,
  TRANS_NO,
  USD,
  verdict,
  verdicts,
} from '../testing/fixtures.js';
import { accepted, refused, ScriptedGateway, unsigned, type Reply } from '../testing/scripted-gateway.js';
import { codepayAdapter } from './index.js';

const { increment, adjust_tip: adjustTip } = codepayAdapter.operations;

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

const amount = { currency: USD, minor: 2000n };

describe('increment', () => {
  const run = (reply: Reply, reference = held(), call = gateway.call()) => {
    gateway.says(reply);
    return increment?.execute({ kind: 'increment', providerKey: REFUND_KEY, charge: reference, amount, notifyUrl: NOTIFY_URL }, call);
  };

  it('raises the authorization by its number, and is never sent twice', async () => {
    expect(await run(accepted(verdict({ trans_no: undefined })))).toEqual({
      outcome: 'approved',
      providerRef: TRANS_NO,
      stated: 'not_stated',
      receipt: { authCode: '919070' },
    });
    const { sign: _sign, ...fields } = gateway.received[0]?.fields ?? {};
    expect(fields).toEqual({ app_id: 'wz0000000000000001', trans_no: TRANS_NO, trans_amount: 20 });
    expect(gateway.received[0]?.path).toBe('/api/payments/incremental');
    expect(increment?.resend).toBe('never');
  });

  it.each(verdicts)('reads %s', async (_name, overrides, expected) => {
    expect(await run(accepted(verdict(overrides)))).toMatchObject(expected);
  });

  it('is declined for the issuer, and unknown where the hold is captured meanwhile', async () => {
    expect(await run(accepted(verdict({ resp_code: 'D9999', trans_status: 1 })))).toMatchObject({ code: 'declined_by_provider' });
    expect(await run(accepted(verdict({ trans_status: 4 })))).toMatchObject({ outcome: 'unknown', cause: 'provider_error' });
  });

  it.each(broken)('is unknown after %s', async (_name, reply, cause) => {
    expect(await run(reply)).toMatchObject({ outcome: 'unknown', cause });
  });

  it('is refused under Basic Auth and without a number', async () => {
    expect(await run('drop', held(), gateway.call(basicAuth))).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    expect(await run('drop', charge({ kind: 'authorize' }))).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    expect(gateway.received).toHaveLength(0);
  });
});

describe('adjust_tip', () => {
  const run = (reply: Reply, reference: ChargeReference, call = gateway.call(), minor = 2000n) => {
    gateway.says(reply);
    const request = {
      kind: 'adjust_tip',
      providerKey: REFUND_KEY,
      charge: reference,
      amount: { currency: USD, minor },
      notifyUrl: NOTIFY_URL,
    } as const;
    return adjustTip?.execute(request, call);
  };
  const paid = charge({ providerRef: TRANS_NO });
  const tipped = verdict({ resp_code: undefined, resp_msg: undefined, trans_no: undefined, auth_no: undefined });
  const done = { outcome: 'approved', providerRef: TRANS_NO, stated: 'not_stated' };

  it('sets the tip by the number of CodePay where that is known, of an authorization by its capture', async () => {
    expect(await run(accepted(tipped), paid)).toEqual(done);
    expect(gateway.received[0]).toMatchObject({ path: '/api/payments/tip', fields: { trans_no: TRANS_NO, tip_amount: 20 } });
    expect(await run(accepted(tipped), captured())).toMatchObject({ outcome: 'approved', providerRef: CAPTURE_TRANS_NO });
    expect(gateway.received[0]?.fields).toMatchObject({ trans_no: CAPTURE_TRANS_NO });
    expect(adjustTip?.resend).toBe('sets_value');
  });

  it('takes a tip of nothing', async () => {
    expect(await run(accepted(tipped), paid, gateway.call(), 0n)).toEqual(done);
    expect(gateway.received[0]?.body).toContain('"tip_amount":0,');
  });

  it('sets it by our own number else, also under Basic Auth', async () => {
    expect(await run(accepted({}), charge())).toEqual({ outcome: 'approved', providerRef: KEY, stated: 'not_stated' });
    expect(gateway.received[0]?.fields).toMatchObject({ method: 'tip.adjustment', merchant_order_no: KEY, tip_adjustment_amount: 20 });
    const reply = unsigned({ code: '0', msg: 'success', psn: '1', data: {} });
    expect(await run(reply, captured(), gateway.call(basicAuth))).toMatchObject({ outcome: 'approved', stated: 'not_stated' });
    expect(gateway.received[0]?.fields).toMatchObject({ method: 'tip.adjustment', merchant_order_no: CAPTURE_KEY });
  });

  it.each<[string, object, object]>([
    ['an approval in so many words', { resp_code: '000' }, { outcome: 'approved' }],
    ['captured', { trans_status: 4 }, { outcome: 'approved' }],
    ['in process', { trans_status: 0 }, { outcome: 'pending' }],
    ['closed', { trans_status: 1 }, { outcome: 'declined', code: 'operation_refused' }],
    ['a code without an approval', { resp_code: 'D0004' }, { outcome: 'unknown', cause: 'provider_error' }],
    ['undone', { trans_status: 3 }, { outcome: 'unknown', cause: 'provider_error' }],
    ['no status', { trans_status: undefined }, { outcome: 'unknown', cause: 'unreadable_answer' }],
  ])('reads %s', async (_name, overrides, expected) => {
    expect(await run(accepted({ ...tipped, ...overrides }), paid)).toMatchObject(expected);
  });

  it.each(broken)('is unknown after %s, by either call', async (_name, reply, cause) => {
    for (const reference of [paid, charge()]) expect(await run(reply, reference)).toMatchObject({ outcome: 'unknown', cause });
  });

  it('is declined where it is settled', async () => {
    for (const reference of [paid, charge()])
      expect(await run(refused('ET008'), reference)).toEqual({ outcome: 'declined', code: 'already_settled', providerCode: 'ET008' });
  });
});

describe('the query of an increment or a tip', () => {
  const ask = (kind: 'increment' | 'adjust_tip', reply: Reply, reference: ChargeReference) => {
    gateway.says(reply);
    const operation = { kind, providerKey: REFUND_KEY, amount, onTerminal: false } as const;
    return codepayAdapter.query({ kind: 'query', operation, charge: reference }, gateway.call());
  };
  const hold = (overrides: object = {}) => accepted(transaction({ trans_type: 4, tip_amount: '', trans_amount: '144.3', ...overrides }));

  it('states what is held in all, whether or not the base has grown with it', async () => {
    const stated = { currency: 'USD', authorizedTotal: 16430n };
    expect(await ask('increment', hold({ trans_amount: '164.30' }), held())).toEqual({
      outcome: 'approved',
      providerRef: TRANS_NO,
      stated: { ...stated, base: 14430n },
    });
    expect(await ask('increment', hold({ order_amount: '164.3', trans_amount: '164.3' }), held())).toMatchObject({
      stated: { ...stated, base: 16430n },
    });
    expect(await ask('increment', hold(), held())).toMatchObject({ outcome: 'approved', stated: { authorizedTotal: 14430n } });
    expect(gateway.received[0]?.fields).toMatchObject({ method: 'order.query', merchant_order_no: KEY });
  });

  it('states the tip of the payment, of an authorization that of its capture', async () => {
    expect(await ask('adjust_tip', accepted(transaction()), charge())).toMatchObject({ outcome: 'approved', stated: { tip: 3000n } });
    expect(gateway.received[0]?.fields).toMatchObject({ merchant_order_no: KEY });
    const shown = transaction({ merchant_order_no: CAPTURE_KEY, trans_type: 6, tip_amount: '20', trans_amount: '164.3' });
    expect(await ask('adjust_tip', accepted(shown), captured())).toMatchObject({ outcome: 'approved', stated: { tip: 2000n } });
    expect(gateway.received[0]?.fields).toMatchObject({ merchant_order_no: CAPTURE_KEY });
    const approved = { outcome: 'approved', providerRef: TRANS_NO };
    const bare = transaction({ tip_amount: '', trans_amount: '' });
    expect(await ask('adjust_tip', accepted(bare), charge())).toEqual({ ...approved, stated: { base: 14430n, currency: 'USD' } });
    const total = accepted({ ...bare, trans_amount: '144.30' });
    expect(await ask('adjust_tip', total, charge())).toEqual({ ...approved, stated: { base: 14430n, currency: 'USD', tip: 0n } });
    const cashback = accepted({ ...bare, cashback_amount: '20', trans_amount: '164.3' });
    expect(await ask('adjust_tip', cashback, charge())).toMatchObject({ stated: { cashback: 2000n, tip: 0n } });
  });

  it.each<[string, object, object]>([
    ['0', { trans_status: 0 }, { outcome: 'pending', providerCode: '0' }],
    ['9', { trans_status: 9 }, { outcome: 'pending', providerCode: '9' }],
    ['1', { trans_status: 1 }, { outcome: 'declined', code: 'invalid_state', providerCode: '1' }],
    ['3', { trans_status: 3 }, { outcome: 'reversed', providerRef: TRANS_NO, stated: { base: 14430n } }],
    ['4', { trans_status: 4 }, { outcome: 'approved' }],
    ['5', { trans_status: 5 }, { outcome: 'unknown', cause: 'unknown_code', providerCode: '5' }],
    ['no amounts', { order_amount: '' }, { outcome: 'approved', stated: 'not_stated' }],
    ['a total below its parts', { trans_amount: '100' }, { outcome: 'unknown', cause: 'amount_mismatch' }],
    ['amounts that are none', { trans_amount: '1e3' }, { outcome: 'unknown', cause: 'unreadable_answer' }],
    ["another order's", { merchant_order_no: REFUND_KEY }, { outcome: 'no_answer', cause: 'unreadable_answer' }],
  ])('reads %s', async (_name, overrides, expected) => {
    for (const kind of ['increment', 'adjust_tip'] as const)
      expect(await ask(kind, hold(overrides), held({ capture: { providerKey: KEY } }))).toMatchObject(expected);
  });

  it('lets only a hold grow beyond its parts', async () => {
    expect(await ask('adjust_tip', accepted(transaction({ trans_amount: '200' })), charge())).toMatchObject({ cause: 'amount_mismatch' });
  });

  it('is no answer where the charge is not shown', async () => {
    expect(await ask('increment', { body: '' }, held())).toEqual({ outcome: 'no_answer', cause: 'unreadable_answer' });
  });
});
