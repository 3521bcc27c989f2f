import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { currencyCode } from '@interlock/domain';
import { refund } from './upay.refund.js';
import { CLIENT_SN, MXN, REFUND_NO, ScriptedUpay, SN, business, refundOf, view } from '../testing/scripted-upay.js';
import { answersLike } from '../testing/arbitrary-answers.js';

const upay = new ScriptedUpay();
beforeAll(() => upay.start());
afterAll(() => upay.stop());

const refunded = (overrides: object = {}): object =>
  view({ order_status: 'PARTIAL_REFUNDED', net_amount: '600', refund_request_no: REFUND_NO, ...overrides });

describe('refund', () => {
  it('names the order by both numbers, the refund by its own, and an operator always', async () => {
    upay.answers(business('REFUND_SUCCESS', refunded()));
    await refund(refundOf(), upay.call());
    expect(upay.last.path).toBe('/upay/v2/refund');
    expect(upay.last.raw.toString()).toBe(
      `{"terminal_sn":"10298371039","sn":"${SN}","client_sn":"${CLIENT_SN}","refund_request_no":"${REFUND_NO}","refund_amount":"400","operator":"interlock"}`,
    );
  });

  it('is approved with the amount of this operation where one is stated, and with none otherwise', async () => {
    upay.answers(business('REFUND_SUCCESS', refunded({ settlement_amount: '400' })), business('REFUND_SUCCESS', refunded()));
    expect(await refund(refundOf(), upay.call())).toEqual({ outcome: 'approved', providerRef: SN, stated: { base: 400n } });
    expect(await refund(refundOf(), upay.call())).toEqual({ outcome: 'approved', providerRef: SN, stated: 'not_stated' });
  });

  it.each([
    ['REFUND_IN_PROGRESS', undefined, { outcome: 'pending', providerCode: 'REFUND_IN_PROGRESS' }],
    ['REFUND_ERROR', undefined, { outcome: 'unknown', cause: 'provider_error' }],
    ['REFUND_FAIL_ERROR', undefined, { outcome: 'unknown', cause: 'provider_error' }],
    ['REFUND_FAIL', undefined, { outcome: 'declined', code: 'operation_refused', providerCode: 'REFUND_FAIL' }],
    ['FAIL', 'REFUNDABLE_AMOUNT_NOT_ENOUGH', { outcome: 'declined', code: 'amount_exceeds_remaining' }],
    ['FAIL', 'REFUND_AMT_NOT_EQUAL_TOTAL', { outcome: 'declined', code: 'partial_not_allowed' }],
    ['FAIL', 'UPAY_REFUND_INVALID_ORDER_STATE', { outcome: 'declined', code: 'invalid_state' }],
    ['FAIL', 'UPAY_TCP_ORDER_NOT_REFUNDABLE', { outcome: 'declined', code: 'operation_refused' }],
    ['FAIL', 'SELLER_BALANCE_NOT_ENOUGH', { outcome: 'declined', code: 'merchant_balance_too_low' }],
    ['FAIL', 'EXTERNAL_SERVICE_EXCEPTION', { outcome: 'unknown', cause: 'provider_error' }],
    ['FAIL', 'SOMETHING_NEW', { outcome: 'unknown', cause: 'unknown_code' }],
    ['REFUND_FAIL', 'SOMETHING_NEW', { outcome: 'unknown', cause: 'unknown_code' }],
    ['REFUND_ACCEPTED', undefined, { outcome: 'unknown', cause: 'unknown_code' }],
    ['PAY_SUCCESS', undefined, { outcome: 'unknown', cause: 'unknown_code' }],
  ])('%s %s', async (result, error, expected) => {
    upay.answers(business(result, undefined, error));
    expect(await refund(refundOf(), upay.call())).toMatchObject(expected);
  });

  it('done before is never a no: it is asked after, at any attempt', async () => {
    const noop = business('FAIL', undefined, 'UPAY_REFUND_ORDER_NOOP');
    upay.answers(noop, noop);
    for (const attempt of [1, 2])
      expect(await refund(refundOf(), upay.call({ attempt }))).toEqual({ outcome: 'pending', providerCode: 'UPAY_REFUND_ORDER_NOOP' });
  });

  it('a no to a resend says nothing of the first send, which may have emptied the order', async () => {
    upay.answers(business('FAIL', undefined, 'UPAY_REFUND_INVALID_ORDER_STATE'));
    expect(await refund(refundOf(), upay.call({ attempt: 2 }))).toMatchObject({ outcome: 'unknown', cause: 'resend_refused' });
  });

  it.each([
    ['of another refund', refunded({ refund_request_no: 'R000000000000100000' })],
    ['of another refund, by its transaction number', refunded({ refund_request_no: undefined, client_tsn: `${CLIENT_SN}-OTHER` })],
    ['of another order', refunded({ client_sn: 'MEX202605220001' })],
    ['of an order that shows no refund', view()],
    ['whose transaction is not through', refunded({ status: 'IN_PROG' })],
    ['over no amount', refunded({ settlement_amount: '4.00' })],
    ['without any order', undefined],
  ])('a success %s is unknown', async (_, data) => {
    upay.answers(business('REFUND_SUCCESS', data));
    expect(await refund(refundOf(), upay.call())).toMatchObject({ outcome: 'unknown' });
  });

  it('says another amount where the provider states one, for the engine to compare', async () => {
    upay.answers(business('REFUND_SUCCESS', refunded({ settlement_amount: '399', net_amount: '601' })));
    expect(await refund(refundOf(), upay.call())).toEqual({ outcome: 'approved', providerRef: SN, stated: { base: 399n } });
  });

  it.each([
    ['a success of another payment', 'REFUND_SUCCESS', undefined, refunded({ total_amount: '2000' })],
    ['a success with less given back', 'REFUND_SUCCESS', undefined, refunded({ net_amount: '601' })],
    ['a refund held over another amount', 'REFUND_IN_PROGRESS', undefined, refunded({ status: 'IN_PROG', settlement_amount: '399' })],
    ['a refund done over another amount', 'FAIL', 'UPAY_REFUND_ORDER_NOOP', refunded({ settlement_amount: '399' })],
  ])('%s is unknown, for its amount', async (_, result, error, data) => {
    upay.answers(business(result, data, error));
    expect(await refund(refundOf(), upay.call())).toMatchObject({ outcome: 'unknown', cause: 'amount_mismatch', providerRef: SN });
  });

  it('takes more given back than this refund for the sum of several', async () => {
    upay.answers(business('REFUND_SUCCESS', refunded({ net_amount: '100' })));
    expect(await refund(refundOf(), upay.call())).toMatchObject({ outcome: 'approved', stated: 'not_stated' });
  });

  it('carries extended and goods, and the amount of the order as its one part', async () => {
    upay.answers(business('REFUND_SUCCESS', refunded()));
    const goods = [{ goods_id: '1', goods_name: 'Café', quantity: 1, price: 400, promotion_type: 0 }];
    const options = {
      extended: { reason: 'cold' },
      goodsDetails: [{ goodsId: '1', goodsName: 'Café', quantity: 1, price: '400', promotionType: 0 }],
    };
    await refund(refundOf({ parts: { order: 400n, tip: 0n }, options }), upay.call());
    expect(upay.last.json).toMatchObject({ refund_amount: '400', extended: { reason: 'cold' }, goods_details: goods });
  });

  it('a failure whose transaction says success is unknown', async () => {
    upay.answers(business('REFUND_FAIL', refunded()));
    expect(await refund(refundOf(), upay.call())).toMatchObject({ outcome: 'unknown', cause: 'unknown_code' });
  });

  it.each([
    ['another currency', refundOf({ amount: { currency: currencyCode('USD'), minor: 1n } })],
    ['nothing', refundOf({ amount: { currency: MXN, minor: 0n } })],
    ['a tip', refundOf({ parts: { order: 300n, tip: 100n } })],
    ['a part that is not all', refundOf({ parts: { order: 300n } })],
  ])('is not sent over %s', async (_, request) => {
    const before = upay.received.length;
    expect(await refund(request, upay.call())).toMatchObject({ outcome: 'not_sent', cause: 'invalid_request' });
    expect(upay.received).toHaveLength(before);
  });

  it('is approved by nothing but an explicit success of this refund, whatever comes', async () => {
    let approvals = 0;
    await fc.assert(
      fc.asyncProperty(answersLike(business('REFUND_SUCCESS', refunded())), async (script) => {
        upay.answers(script);
        const result = await refund(refundOf(), upay.call());
        if (result.outcome !== 'approved') return;
        approvals += 1;
        expect(script).toMatchObject({
          result_code: '200',
          biz_response: {
            result_code: expect.stringMatching(/^(REFUND_)?SUCCESS$/),
            data: { status: 'SUCCESS', order_status: expect.stringMatching(/^(PARTIAL_)?REFUND/) },
          },
        });
      }),
      { numRuns: 300 },
    );
    expect(approvals).toBeGreaterThan(0);
  });
});
