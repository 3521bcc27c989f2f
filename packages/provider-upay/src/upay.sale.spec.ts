import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currencyCode } from '@interlock/domain';
import { sale } from './upay.sale.js';
import { md5Signature } from './upay.signing.js';
import { CLIENT_SN, MXN, PAYER_CODE, ScriptedUpay, SN, TERMINAL_KEY, business, saleOf, view } from '../testing/scripted-upay.js';
import { answersLike } from '../testing/arbitrary-answers.js';

const upay = new ScriptedUpay();
beforeAll(() => upay.start());
afterAll(() => upay.stop());
beforeEach(() => upay.answers());

const qrSale = saleOf({ method: { type: 'merchant_qr', payway: '17' } });

describe('pay', () => {
  it('is signed over the very bytes that are sent, in the documents order of members', async () => {
    upay.answers(business('PAY_SUCCESS', view()));
    await sale(saleOf({ operator: 'cashier01', device: { id: 'pos-1', latitude: '19.43', longitude: '-99.13' } }), upay.call());
    const { path, headers, raw } = upay.last;
    expect(path).toBe('/upay/v2/pay');
    expect(headers).toMatchObject({ 'content-type': 'application/json', authorization: `10298371039 ${md5Signature(raw, TERMINAL_KEY)}` });
    expect(raw.toString()).toBe(
      `{"terminal_sn":"10298371039","client_sn":"${CLIENT_SN}","total_amount":"1000","dynamic_id":"130818341921441147","subject":"Café de olla",` +
        '"operator":"cashier01","description":"one cup","longitude":"-99.13","latitude":"19.43","device_id":"pos-1","notify_url":"https://pay.example.mx/hooks/upay/account-1"}',
    );
  });

  it('is approved with what the provider states, and a receipt of its own words', async () => {
    const paid = view({
      payway_name: 'WeChat Pay',
      sub_payway: '1',
      payer_login: 'jose@example.mx',
      trade_no: '4200001',
      payment_list: [
        { type: 'WALLET_WEIXIN', amount_total: '900' },
        { type: 'DISCOUNT_CHANNEL', amount_total: '100' },
      ],
    });
    upay.answers(business('PAY_SUCCESS', paid));
    expect(await sale(saleOf(), upay.call())).toEqual({
      outcome: 'approved',
      providerRef: SN,
      stated: { base: 1000n, refunded: 0n },
      receipt: { brand: 'WeChat Pay', maskedAccount: 'jos**********mx', referenceNo: '4200001', entryMode: 'barcode', payerPaid: 900n },
    });
  });

  it('names the wallet and the payer where the answer names neither in words', async () => {
    upay.answers(
      business('PAY_SUCCESS', view({ payway: '17', payer_uid: 'oWx1234567890' })),
      business('PAY_SUCCESS', view({ payway: '2001' })),
    );
    expect(await sale(saleOf(), upay.call())).toMatchObject({ receipt: { brand: 'UnionPay', maskedAccount: 'oW*******7890' } });
    expect(await sale(saleOf(), upay.call())).toMatchObject({ receipt: {} });
  });

  it('never echoes our own amount: it says what is stated, or that nothing is', async () => {
    upay.answers(
      business('PAY_SUCCESS', view({ total_amount: '999' })),
      business('PAY_SUCCESS', { sn: SN, client_sn: CLIENT_SN, order_status: 'PAID' }),
    );
    expect(await sale(saleOf(), upay.call())).toMatchObject({ outcome: 'approved', stated: { base: 999n } });
    expect(await sale(saleOf(), upay.call())).toMatchObject({ outcome: 'approved', stated: 'not_stated' });
  });

  it('waits for the payer (the published in-progress answer of Pay)', async () => {
    upay.answers(
      business('PAY_IN_PROGRESS', {
        sn: '789200393929142',
        client_sn: CLIENT_SN,
        status: 'IN_PROG',
        order_status: 'CREATED',
        total_amount: '1000',
      }),
    );
    expect(await sale(saleOf(), upay.call())).toEqual({
      outcome: 'pending',
      providerCode: 'PAY_IN_PROGRESS',
      providerRef: '789200393929142',
      customerAction: { type: 'wait_for_payer' },
    });
  });

  it.each([
    ['PAY_FAIL', 'INSUFFICIENT_FUND', 'insufficient_funds', 'INSUFFICIENT_FUND'],
    ['PAY_FAIL', 'SELLER_OVER_DAILY_LIMIT', 'merchant_limit_exceeded', 'SELLER_OVER_DAILY_LIMIT'],
    ['PAY_FAIL', undefined, 'declined_by_provider', 'PAY_FAIL'],
    ['FAIL', 'UPAY_TERMINAL_STATUS_ABNORMAL', 'provider_configuration', 'UPAY_TERMINAL_STATUS_ABNORMAL'],
    ['FAIL', 'UNEXPECTED_PROVIDER_ERROR', 'method_not_enabled', 'UNEXPECTED_PROVIDER_ERROR'],
  ])('%s with %s is declined as %s', async (result, error, code, providerCode) => {
    upay.answers(business(result, undefined, error));
    expect(await sale(saleOf(), upay.call())).toEqual({ outcome: 'declined', code, providerCode });
  });

  it.each([
    ['an order that exists already', business('FAIL', undefined, 'CLIENT_SN_CONFLICT'), 'provider_error'],
    ['the simulator word for that', business('DUPLICATE_REQUEST'), 'provider_error'],
    ['a refusal for a reason that nobody published', business('FAIL', undefined, 'SOMETHING_NEW'), 'unknown_code'],
    ['a refusal without a reason', business('FAIL'), 'unknown_code'],
    ['a failure for a reason that nobody published', business('PAY_FAIL', undefined, 'SOMETHING_NEW'), 'unknown_code'],
    ['a 400 that nobody published', { result_code: '400', error_code: 'SOMETHING_NEW' }, 'unknown_code'],
    ['a failure because it was paid', business('PAY_FAIL', undefined, 'TRADE_HAS_SUCCESS'), 'provider_error'],
    ['a failure whose order is paid', business('PAY_FAIL', view(), 'INSUFFICIENT_FUND'), 'unknown_code'],
    [
      'a failure on which the payer side is not agreed',
      business('PAY_FAIL', view({ order_status: 'PAY_CANCELED', status: 'FAIL_IO_1' })),
      'unknown_code',
    ],
    ['an unknown outcome', business('PAY_FAIL_ERROR', view({ order_status: 'PAY_ERROR', status: 'FAIL_ERROR' })), 'provider_error'],
    ['a success whose order is not paid', business('PAY_SUCCESS', view({ order_status: 'CREATED' })), 'unknown_code'],
    ['a success without an order', business('PAY_SUCCESS'), 'unknown_code'],
    ['a success of another order', business('PAY_SUCCESS', view({ client_sn: 'MEX202605220001' })), 'unreadable_answer'],
    ['a success that does not name our order', business('PAY_SUCCESS', view({ client_sn: undefined })), 'unreadable_answer'],
    ['a success without the platform number', business('PAY_SUCCESS', view({ sn: '' })), 'unreadable_answer'],
    ['a success over no amount', business('PAY_SUCCESS', view({ total_amount: '10.00' })), 'unreadable_answer'],
    ['a success of a precreate', business('PRECREATE_SUCCESS', view({ order_status: 'CREATED' })), 'unknown_code'],
    ['an undocumented result', business('PAY_ACCEPTED', view()), 'unknown_code'],
    ['a result that is a name of ours', business('constructor', view()), 'unknown_code'],
    ['the server fault', { result_code: '500', error_code: 'UNKNOWN_SYSTEM_ERROR' }, 'provider_error'],
    ['the busy server', { result_code: '500', error_code: 'REQUEST_FAIL' }, 'busy'],
    ['a 500 that nobody published', { result_code: '500', error_code: 'SOMETHING_NEW' }, 'unknown_code'],
    ['no envelope', { ok: true }, 'unreadable_answer'],
    ['an envelope cut short', Buffer.from('{"result_code":"200","biz_resp'), 'unreadable_answer'],
    ['numbers for codes', { result_code: 200, biz_response: { result_code: 'PAY_SUCCESS', data: view() } }, 'unreadable_answer'],
    ['broken UTF-8', Buffer.concat([Buffer.from('{"result_code":"'), Buffer.from([0xff, 0xfe])]), 'unreadable_answer'],
    ['nothing', Buffer.alloc(0), 'unreadable_answer'],
  ])('is unknown for %s', async (_, answer, cause) => {
    upay.answers(answer);
    expect(await sale(saleOf(), upay.call())).toMatchObject({ outcome: 'unknown', cause });
  });

  it('believes no business result under an error of a proxy, and reads a 400 under any status', async () => {
    const inStatus = (status: number, body: object) => (response: import('node:http').ServerResponse) =>
      void response.writeHead(status).end(JSON.stringify(body));
    upay.answers(inStatus(502, business('PAY_SUCCESS', view())), inStatus(400, { result_code: '400', error_code: 'INVALID_PARAMS' }));
    expect(await sale(saleOf(), upay.call())).toMatchObject({ outcome: 'unknown', cause: 'unreadable_answer' });
    expect(await sale(saleOf(), upay.call())).toEqual({
      outcome: 'declined',
      code: 'provider_configuration',
      providerCode: 'INVALID_PARAMS',
    });
  });

  it.each([
    [{ result_code: '400', error_code: 'ILLEGAL_SIGN' }, 'ILLEGAL_SIGN'],
    [{ result_code: '400', error_code: 'INVALID_PARAMS' }, 'INVALID_PARAMS'],
    [{ result_code: '400' }, '400'],
  ])('a request refused with %j leaves another route open, but says nothing of an earlier send', async (answer, providerCode) => {
    upay.keepsAnswering(answer);
    expect(await sale(saleOf(), upay.call())).toEqual({ outcome: 'declined', code: 'provider_configuration', providerCode });
    expect(await sale(saleOf(), upay.call({ attempt: 2 }))).toEqual({ outcome: 'unknown', cause: 'resend_refused', providerCode });
  });

  it('an approval of a resend is an approval, a decline of one is not', async () => {
    upay.answers(business('PAY_SUCCESS', view()), business('PAY_FAIL', undefined, 'INSUFFICIENT_FUND'));
    expect(await sale(saleOf(), upay.call({ attempt: 2 }))).toMatchObject({ outcome: 'approved' });
    expect(await sale(saleOf(), upay.call({ attempt: 2 }))).toMatchObject({ outcome: 'unknown', cause: 'resend_refused' });
  });

  it('says what became of the connection', async () => {
    upay.answers((response) => response.destroy());
    expect(await sale(saleOf(), upay.call())).toEqual({ outcome: 'unknown', cause: 'connection_lost' });
    upay.answers(() => undefined);
    expect(await sale(saleOf(), upay.call({ totalTimeoutMs: 80 }))).toEqual({ outcome: 'unknown', cause: 'timeout' });
  });

  it('writes neither payer code nor keys nor signature into the transcript, even where the provider echoes them', async () => {
    const echo = business(
      'PAY_FAIL',
      { ...view(), dynamic_id: PAYER_CODE, reflect: `${PAYER_CODE} ${TERMINAL_KEY}`, payer_uid: 'oWx1234567890' },
      'INVALID_BARCODE',
    );
    upay.answers(echo);
    const call = upay.call();
    await sale(saleOf(), call);
    const stored = JSON.stringify(call.http.exchanges);
    expect(stored).toContain('13************1147');
    expect(stored).toContain('INVALID_BARCODE');
    for (const secret of [PAYER_CODE, TERMINAL_KEY, 'oWx1234567890', md5Signature(upay.last.raw, TERMINAL_KEY)])
      expect(stored).not.toContain(secret);
    expect(call.http.exchanges).toMatchObject([{ status: 200, verdict: 'not_signed_by_protocol' }]);
  });
});

describe('precreate', () => {
  it('gives a code to show until the platform closes it', async () => {
    upay.answers(business('PRECREATE_SUCCESS', view({ status: 'IN_PROG', order_status: 'CREATED', qr_code: 'https://qr.example/1' })));
    expect(await sale(qrSale, upay.call())).toEqual({
      outcome: 'pending',
      providerCode: 'PRECREATE_SUCCESS',
      providerRef: SN,
      customerAction: { type: 'show_qr', qr: 'https://qr.example/1', expiresAt: 1_779_437_040_000 },
    });
    expect(upay.last.path).toBe('/upay/v2/precreate');
    expect(upay.last.json).toMatchObject({ payway: '17', sub_payway: '2' });
    expect(upay.last.json).not.toHaveProperty('dynamic_id');
  });

  it('shows no code over another sum', async () => {
    upay.answers(business('PRECREATE_SUCCESS', view({ order_status: 'CREATED', qr_code: 'x', total_amount: '9999' })));
    expect(await sale(qrSale, upay.call())).toEqual({
      outcome: 'unknown',
      cause: 'amount_mismatch',
      providerCode: 'PRECREATE_SUCCESS',
      providerRef: SN,
    });
  });

  it.each([
    ['a link', 'https://wap.example/1', { type: 'redirect', url: 'https://wap.example/1', httpMethod: 'GET' }],
    ['a payload', 'prepay_id=1', { type: 'sdk', payload: 'prepay_id=1' }],
    ['an object', { prepayId: '1' }, { type: 'sdk', payload: '{"prepayId":"1"}' }],
  ])('for a WAP page hands on %s', async (_, payload, customerAction) => {
    upay.answers(business('PRECREATE_SUCCESS', view({ order_status: 'CREATED', wap_pay_request: payload })));
    const call = upay.call();
    expect(await sale(saleOf({ method: { type: 'redirect' }, buyer: { payerUid: 'oWx1234567890' } }), call)).toMatchObject({
      outcome: 'pending',
      customerAction,
    });
    expect(upay.last.json).toMatchObject({ payway: '3', sub_payway: '3', payer_uid: 'oWx1234567890' });
    expect(JSON.stringify(call.http.exchanges)).not.toMatch(/oWx1234567890|wap\.example|prepay/);
  });

  it('is declined, or unknown, as a payment is', async () => {
    upay.answers(
      business('PRECREATE_FAIL', undefined, 'UPAY_STORE_OVER_DAILY_LIMIT'),
      business('PRECREATE_FAIL_ERROR'),
      business('PRECREATE_SUCCESS', view()),
    );
    expect(await sale(qrSale, upay.call())).toMatchObject({ outcome: 'declined', code: 'merchant_limit_exceeded' });
    expect(await sale(qrSale, upay.call())).toMatchObject({ outcome: 'unknown', cause: 'provider_error' });
    expect(await sale(qrSale, upay.call())).toMatchObject({ outcome: 'unknown', cause: 'unknown_code' });
  });
});

describe('what is refused before anything is sent', () => {
  it.each([
    ['another currency', saleOf({ amount: { currency: currencyCode('USD'), minor: 1000n } })],
    ['nothing', saleOf({ amount: { currency: MXN, minor: 0n } })],
    ['more than 10 digits', saleOf({ amount: { currency: MXN, minor: 10_000_000_000n } })],
    ['a payer code of 33 characters', saleOf({ method: { type: 'payer_code', code: '1'.repeat(33) } })],
    ['a payer code with a line break', saleOf({ method: { type: 'payer_code', code: '1308\r\n' } })],
    ['a payway that is no number', saleOf({ method: { type: 'merchant_qr', payway: 'wechat' } })],
    ['a page for a payer whom nobody named', saleOf({ method: { type: 'merchant_qr', payway: '3', form: 'wap' } })],
    ['a method that Upay has not', saleOf({ method: { type: 'agreement', accessToken: 'secret-token' } })],
  ])('%s', async (_, request) => {
    const before = upay.received.length;
    const result = await sale(request, upay.call());
    expect(result).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    expect(JSON.stringify(result)).not.toMatch(/1111|1308|secret-token/);
    expect(upay.received).toHaveLength(before);
  });

  it('a code to be shown without a payway, where the account has no default', async () => {
    expect(await sale(saleOf({ method: { type: 'merchant_qr' } }), upay.call({ settings: { defaultPayway: undefined } }))).toMatchObject({
      outcome: 'not_sent',
    });
  });
});

it('approves nothing but an explicit success of our own order, whatever bytes come', async () => {
  let approvals = 0;
  await fc.assert(
    fc.asyncProperty(answersLike(business('PAY_SUCCESS', view())), async (script) => {
      upay.answers(script);
      const result = await sale(saleOf(), upay.call());
      if (result.outcome !== 'approved') return;
      approvals += 1;
      expect(script).toMatchObject({
        result_code: '200',
        biz_response: {
          result_code: expect.stringMatching(/^(PAY_)?SUCCESS$/),
          data: {
            client_sn: CLIENT_SN,
            sn: expect.stringMatching(/./s),
            order_status: expect.stringMatching(/^(PAID|PARTIAL_REFUNDED|REFUNDED|REFUND_INPROGRESS|REFUND_ERROR)$/),
          },
        },
      });
    }),
    { numRuns: 300 },
  );
  expect(approvals).toBeGreaterThan(0);
});
