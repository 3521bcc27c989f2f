import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  broken,
  captured,
  CAPTURE_KEY,
  CAPTURE_TRANS_NO,
  charge,
  held,
  KEY,
  REFUND_KEY,
  transaction,
  TRANS_NO,
} from '../testing/fixtures.js';
import { accepted, refused, ScriptedGateway, unsigned, type Reply } from '../testing/scripted-gateway.js';
import { codepayAdapter } from './index.js';

let gateway: ScriptedGateway;
beforeAll(async () => {
  gateway = await ScriptedGateway.start();
});
afterAll(() => gateway.close());

describe('query', () => {
  const unpaid = charge({ amounts: { ...charge().amounts, captured: 0n } });
  const ask = (reply: Reply, reference = unpaid, call = gateway.call()) => {
    gateway.says(reply);
    return codepayAdapter.query({ kind: 'query', operation: { kind: 'sale' }, charge: reference }, call);
  };

  it('3 of a payment that we know as taken was undone afterwards', async () => {
    const never = { trans_status: 3, paid_amount: '', auth_no: '' };
    const stated = { base: 14430n, currency: 'USD', tip: 3000n };
    expect(await ask(accepted(transaction(never)), charge())).toEqual({ outcome: 'reversed', providerRef: TRANS_NO, stated });
  });

  it('4 of a hold says that it was captured, and not how much', async () => {
    gateway.says(accepted(transaction({ trans_type: 4, trans_status: 4 })));
    const result = await codepayAdapter.query({ kind: 'query', operation: { kind: 'authorize' }, charge: held() }, gateway.call());
    expect(result).toMatchObject({ outcome: 'approved', stated: { captured: 'not_stated' } });
  });

  it('of a captured hold states the tip of its capture, in which alone it stands', async () => {
    const askHold = (...replies: readonly Reply[]) => {
      gateway.says(...replies);
      return codepayAdapter.query({ kind: 'query', operation: { kind: 'authorize' }, charge: captured() }, gateway.call());
    };
    const hold = accepted(transaction({ trans_type: 4, tip_amount: undefined, trans_amount: '144.30', paid_amount: '144.30' }));
    const tipped = accepted(transaction({ merchant_order_no: CAPTURE_KEY, trans_no: CAPTURE_TRANS_NO, trans_type: 6 }));
    expect(await askHold(hold, tipped)).toMatchObject({ outcome: 'approved', stated: { base: 14430n, tip: 3000n } });
    expect(gateway.received.map(({ fields }) => fields['merchant_order_no'])).toEqual([KEY, CAPTURE_KEY]);
    const silent = await askHold(hold, { status: 500, body: 'oops' });
    expect(silent).toMatchObject({ outcome: 'approved', stated: { base: 14430n } });
    expect(silent).not.toHaveProperty('stated.tip');
  });

  it('asks by our own number and states what the provider states', async () => {
    expect(await ask(accepted(transaction()), charge({ providerRef: '1' }))).toEqual({
      outcome: 'approved',
      providerRef: TRANS_NO,
      stated: { base: 14430n, currency: 'USD', tip: 3000n },
      receipt: {
        brand: 'Visa',
        maskedAccount: '411111******1111',
        authCode: '919070',
        referenceNo: '000012345678',
        entryMode: 'contactless',
        payerPaid: 17430n,
        fee: 50n,
      },
    });
    expect(gateway.received[0]?.fields).toMatchObject({ method: 'order.query', merchant_order_no: KEY });
    expect(gateway.received[0]?.fields).not.toHaveProperty('trans_no');
  });

  it.each([
    ['4111111111111111', '411111******1111'],
    ['jose@example.mx', 'jos**********mx'],
  ])("masks the payer's account %s", async (account, maskedAccount) => {
    expect(await ask(accepted(transaction({ pay_user_account_id: account })))).toMatchObject({ receipt: { maskedAccount } });
  });

  it('reads data that comes as an object, and amounts that come as numbers, exactly', async () => {
    const data =
      '{"merchant_order_no":"' +
      KEY +
      '","trans_no":"1","trans_status":2,"price_currency":"JPY","order_amount":9007199254740993,"trans_amount":9007199254740993.00}';
    const call = gateway.call({ settings: { signType: 'NONE' }, secrets: { basicUser: 'u', basicPassword: 'p' } });
    const result = await ask({ body: `{"code":"0","msg":"success","psn":"1","data":${data}}` }, charge(), call);
    expect(result).toEqual({ outcome: 'approved', providerRef: '1', stated: { base: 9007199254740993n, currency: 'JPY' } });
  });

  it.each<[string, Readonly<Record<string, unknown>>, object]>([
    ['4 captured', { trans_status: 4 }, { outcome: 'approved' }],
    ['0 processing', { trans_status: 0 }, { outcome: 'pending', providerCode: '0', providerRef: TRANS_NO }],
    ['9 created', { trans_status: 9 }, { outcome: 'pending', providerCode: '9' }],
    [
      '1 with a processor code',
      { trans_status: 1, trans_error_code: 'TS-D2012' },
      { outcome: 'declined', code: 'insufficient_funds', providerCode: 'TS-D2012' },
    ],
    [
      '1 with a code that no table has',
      { trans_status: 1, trans_error_code: 'TS-D9999' },
      { outcome: 'declined', code: 'declined_by_provider', providerCode: 'TS-D9999' },
    ],
    [
      '1 with a code inside the message',
      { trans_status: 1, trans_error_msg: '[K026]Cancelled' },
      { outcome: 'declined', code: 'canceled', providerCode: 'K026' },
    ],
    [
      '1 with words alone',
      { trans_status: 1, trans_error_msg: 'no' },
      { outcome: 'declined', code: 'declined_by_provider', providerCode: '1' },
    ],
    ['1 without a reason', { trans_status: 1 }, { outcome: 'declined', code: 'canceled', providerCode: '1' }],
    [
      '1 beside an approval',
      { trans_status: 1, trans_error_code: '000' },
      { outcome: 'unknown', cause: 'provider_error', providerCode: '000' },
    ],
    ['3 never paid', { trans_status: 3, paid_amount: '0.00' }, { outcome: 'declined', code: 'canceled', providerCode: '3' }],
    [
      '3 once paid',
      { trans_status: 3 },
      { outcome: 'reversed', providerRef: TRANS_NO, stated: { base: 14430n, currency: 'USD', tip: 3000n } },
    ],
    ['3 once approved, as its code shows', { trans_status: 3, paid_amount: '' }, { outcome: 'reversed', providerRef: TRANS_NO }],
    ['3 never approved', { trans_status: 3, paid_amount: '', auth_no: '' }, { outcome: 'declined', code: 'canceled' }],
    ['3 once paid, by the channel', { trans_status: 3, paid_amount: '', pay_channel_trans_no: '1' }, { outcome: 'reversed' }],
    ['an undocumented status', { trans_status: 7 }, { outcome: 'unknown', cause: 'unknown_code', providerCode: '7' }],
    ['a status from a prototype', { trans_status: 'constructor' }, { outcome: 'unknown', cause: 'unknown_code' }],
    ['a refund under our number', { trans_type: 3 }, { outcome: 'unknown', cause: 'unknown_code', providerCode: 'trans_type 3' }],
    ['parts that do not add up', { trans_amount: '144.3' }, { outcome: 'unknown', cause: 'amount_mismatch', providerRef: TRANS_NO }],
    ['an amount with excess digits', { order_amount: '144.301' }, { outcome: 'unknown', cause: 'unreadable_answer' }],
    ['an amount in exponent form', { order_amount: '1e3' }, { outcome: 'unknown', cause: 'unreadable_answer' }],
    ['a negative amount', { order_amount: '-144.3' }, { outcome: 'unknown', cause: 'unreadable_answer' }],
    ['an unknown currency', { price_currency: 'ZZZ' }, { outcome: 'unknown', cause: 'unreadable_answer' }],
    ['no number of its own', { trans_no: '' }, { outcome: 'unknown', cause: 'unreadable_answer' }],
    ['a status with a control character', { trans_status: '2\u0000' }, { outcome: 'no_answer', cause: 'unreadable_answer' }],
    ['an amount with a control character', { order_amount: '1\u000044.3' }, { outcome: 'no_answer', cause: 'unreadable_answer' }],
    ['a number of its own that is no number', { trans_no: 'x'.repeat(65) }, { outcome: 'no_answer', cause: 'unreadable_answer' }],
    [
      'a message with control characters',
      { trans_status: 1, trans_error_msg: '[K026]\u0000\n' },
      { outcome: 'declined', code: 'canceled' },
    ],
    [
      'shown texts that a database would refuse',
      { auth_no: '9\u00001', ref_no: '\ud800' },
      { outcome: 'approved', receipt: { authCode: '91', referenceNo: '\ufffd' } },
    ],
    ['no amount', { order_amount: null }, { outcome: 'approved', stated: 'not_stated' }],
    ['no currency', { price_currency: undefined }, { outcome: 'approved', stated: 'not_stated' }],
    [
      'cashback',
      { cashback_amount: '10', trans_amount: '184.3' },
      { outcome: 'approved', stated: { base: 14430n, currency: 'USD', tip: 3000n, cashback: 1000n } },
    ],
    [
      'another amount',
      { order_amount: '1', trans_amount: '31' },
      { outcome: 'approved', stated: { base: 100n, currency: 'USD', tip: 3000n } },
    ],
    [
      'what the processor added',
      { surcharge_amount: '1', sales_tax_amount: '2.5', service_charge_amount: '0.5', trans_amount: '178.3' },
      { outcome: 'approved', stated: { base: 14430n, currency: 'USD', tip: 3000n, surcharge: 400n } },
    ],
    ['what was added and does not add up', { surcharge_amount: '1' }, { outcome: 'unknown', cause: 'amount_mismatch' }],
    ['more than its parts', { trans_amount: '200' }, { outcome: 'unknown', cause: 'amount_mismatch' }],
    ["another order's data", { merchant_order_no: REFUND_KEY }, { outcome: 'no_answer', cause: 'unreadable_answer' }],
    ['data without an order number', { merchant_order_no: undefined }, { outcome: 'no_answer', cause: 'unreadable_answer' }],
    ['data without a status', { trans_status: null }, { outcome: 'no_answer', cause: 'unreadable_answer' }],
  ])('reads %s', async (_name, overrides, expected) => {
    expect(await ask(accepted(transaction(overrides)))).toMatchObject(expected);
  });

  it.each<[string, Readonly<Record<string, unknown>>, object]>([
    ['2', {}, { outcome: 'approved', stated: { base: 14430n, currency: 'USD', authorizedTotal: 14430n } }],
    ['2, raised', { trans_amount: '200' }, { outcome: 'approved', stated: { base: 14430n, authorizedTotal: 20000n } }],
    ['2, held less than its parts', { trans_amount: '100' }, { outcome: 'unknown', cause: 'amount_mismatch' }],
    [
      '2, with a tip',
      { tip_amount: '30', trans_amount: '174.3' },
      { outcome: 'approved', stated: { tip: 3000n, authorizedTotal: 14430n } },
    ],
    ['4', { trans_status: 4 }, { outcome: 'approved' }],
    ['3 once held', { trans_status: 3, paid_amount: '' }, { outcome: 'reversed', stated: { authorizedTotal: 14430n } }],
    ['3 never held', { trans_status: 3, paid_amount: '', auth_no: '' }, { outcome: 'declined', code: 'canceled' }],
    ['1', { trans_status: 1, trans_error_code: 'TS-D2012' }, { outcome: 'declined', code: 'insufficient_funds' }],
    ['2 of a sale', { trans_type: 1 }, { outcome: 'unknown', cause: 'unknown_code' }],
  ])('reads an authorization: %s', async (_name, overrides, expected) => {
    gateway.says(accepted(transaction({ trans_type: 4, tip_amount: '', trans_amount: '144.3', ...overrides })));
    const request = { kind: 'query', operation: { kind: 'authorize' }, charge: held() } as const;
    expect(await codepayAdapter.query(request, gateway.call())).toMatchObject(expected);
  });

  it('is no answer where nothing is accepted', async () => {
    expect(await ask(accepted())).toEqual({ outcome: 'no_answer', cause: 'unreadable_answer' });
    expect(await ask(refused('E04110'))).toEqual({ outcome: 'no_answer', cause: 'provider_error' });
  });

  it('is "not found" only by a verified E04111', async () => {
    expect(await ask(refused('E04111'))).toEqual({ outcome: 'not_found', providerCode: 'E04111' });
    expect(await ask(unsigned({ code: 'E04111', msg: 'x', psn: '1' }))).toEqual({ outcome: 'no_answer', cause: 'bad_signature' });
  });

  it.each(broken)('is no answer after %s', async (_name, reply, cause) => {
    expect(await ask(reply)).toEqual({ outcome: 'no_answer', cause });
  });

  it('says so when it was not sent or the account cannot be used', async () => {
    expect(await ask('drop', charge(), gateway.call({ baseUrl: 'http://127.0.0.1:1' }))).toEqual({
      outcome: 'no_answer',
      cause: 'connection_refused',
    });
    expect(await ask('drop', charge(), gateway.call({ settings: { appId: '' } }))).toEqual({
      outcome: 'no_answer',
      cause: 'invalid_request',
    });
  });
});
