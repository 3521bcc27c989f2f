import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { broken, charge, KEY, REFUND_KEY, TRANS_NO, USD } from '../testing/fixtures.js';
import { accepted, refused, ScriptedGateway, type Reply } from '../testing/scripted-gateway.js';
import { codepayAdapter } from './index.js';

const { refund } = codepayAdapter.operations;

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

describe('refund', () => {
  const request = {
    kind: 'refund',
    providerKey: REFUND_KEY,
    charge: charge({ providerRef: TRANS_NO }),
    amount: { currency: USD, minor: 5050n },
    notifyUrl: 'https://pay.example.test/h',
  } as const;
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
    gateway.says(
      accepted({
        trans_no: '77',
        merchant_order_no: REFUND_KEY,
        trans_type: 3,
        price_currency: 'USD',
        order_amount: '50.50',
        trans_amount: '50.5',
        ...overrides,
      }),
    );
    const operation = { kind: 'refund', providerKey: REFUND_KEY, amount: request.amount, onTerminal: false } as const;
    expect(await codepayAdapter.query({ kind: 'query', operation, charge: charge() }, gateway.call())).toMatchObject(expected);
    expect(gateway.received[0]?.fields).toMatchObject({ method: 'order.refund.query', merchant_order_no: REFUND_KEY });
  });
});
