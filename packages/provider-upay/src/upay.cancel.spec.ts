import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CancelRequest } from '@interlock/provider-kit';
import fc from 'fast-check';
import { cancel } from './upay.cancel.js';
import { CLIENT_SN, NOTIFY_URL, ScriptedUpay, SN, business, chargeOf, view } from '../testing/scripted-upay.js';
import { answersLike } from '../testing/arbitrary-answers.js';

const upay = new ScriptedUpay();
beforeAll(() => upay.start());
afterAll(() => upay.stop());

const cancelOf = (providerRef?: string): CancelRequest => ({
  kind: 'cancel',
  providerKey: 'c',
  charge: chargeOf(providerRef === undefined ? {} : { providerRef }),
  notifyUrl: NOTIFY_URL,
});
const canceled = view({ order_status: 'CANCELED', net_amount: '0' });

describe('cancel', () => {
  it('names the order by our number, and by theirs once it is known', async () => {
    upay.answers(business('CANCEL_SUCCESS', canceled), business('CANCEL_SUCCESS', canceled));
    await cancel(cancelOf(), upay.call());
    expect(upay.last.raw.toString()).toBe(`{"terminal_sn":"10298371039","client_sn":"${CLIENT_SN}"}`);
    await cancel(cancelOf(SN), upay.call());
    expect(upay.last).toMatchObject({ path: '/upay/v2/cancel', json: { terminal_sn: '10298371039', sn: SN, client_sn: CLIENT_SN } });
  });

  it.each(['CANCEL_SUCCESS', 'CANCEL_ABORT_SUCCESS', 'SUCCESS'])('%s closes the order', async (result) => {
    upay.answers(business(result, canceled));
    expect(await cancel(cancelOf(), upay.call())).toEqual({ outcome: 'approved', providerRef: SN, stated: 'not_stated' });
  });

  it.each([
    ['CANCEL_IN_PROGRESS', undefined, { outcome: 'pending' }],
    ['CANCEL_ABORT_IN_PROGRESS', undefined, { outcome: 'pending' }],
    ['CANCEL_ERROR', undefined, { outcome: 'unknown', cause: 'provider_error' }],
    ['CANCEL_ABORT_ERROR', undefined, { outcome: 'unknown', cause: 'provider_error' }],
    [
      'CANCEL_ERROR',
      'UPAY_TCP_ORDER_NOT_REFUNDABLE',
      { outcome: 'unknown', cause: 'provider_error', providerCode: 'UPAY_TCP_ORDER_NOT_REFUNDABLE' },
    ],
    ['FAIL', 'UPAY_CANCEL_INVALID_ORDER_STATE', { outcome: 'declined', code: 'invalid_state' }],
    ['FAIL', 'UPAY_ORDER_NOT_EXIST', { outcome: 'declined', code: 'invalid_state' }],
    ['FAIL', 'ACCOUNT_BALANCE_NOT_ENOUGH', { outcome: 'declined', code: 'merchant_balance_too_low' }],
    ['ORDER_NOT_FOUND', undefined, { outcome: 'declined', code: 'invalid_state', providerCode: 'UPAY_ORDER_NOT_EXISTS' }],
    ['FAIL', 'SOMETHING_NEW', { outcome: 'unknown', cause: 'unknown_code' }],
    ['REFUND_SUCCESS', undefined, { outcome: 'unknown', cause: 'unknown_code' }],
  ])('%s %s', async (result, error, expected) => {
    upay.answers(business(result, undefined, error));
    expect(await cancel(cancelOf(SN), upay.call())).toMatchObject(expected);
  });

  it('done before means closed, at any attempt; without a number of theirs it is asked after', async () => {
    const noop = business('FAIL', undefined, 'UPAY_CANCEL_ORDER_NOOP');
    upay.answers(noop, noop, noop);
    expect(await cancel(cancelOf(SN), upay.call())).toMatchObject({ outcome: 'approved', providerRef: SN });
    expect(await cancel(cancelOf(SN), upay.call({ attempt: 3 }))).toMatchObject({ outcome: 'approved' });
    expect(await cancel(cancelOf(), upay.call())).toEqual({ outcome: 'pending', providerCode: 'UPAY_CANCEL_ORDER_NOOP' });
  });

  it.each([
    ['whose order is still paid', view()],
    ['that keeps money', view({ order_status: 'CANCELED', net_amount: '1' })],
    ['of a refund', view({ order_status: 'REFUNDED', net_amount: '0' })],
    ['of another order', view({ client_sn: 'MEX202605220001', order_status: 'CANCELED' })],
    ['that names no order we could find again', undefined],
  ])('a success %s is unknown', async (_, data) => {
    upay.answers(business('CANCEL_SUCCESS', data));
    expect(await cancel(cancelOf(), upay.call())).toMatchObject({ outcome: 'unknown' });
  });

  it('is not sent where the account has none', async () => {
    const before = upay.received.length;
    expect(await cancel(cancelOf(SN), upay.call({ settings: { withheld: ['cancel'] } }))).toMatchObject({ outcome: 'not_sent' });
    expect(upay.received).toHaveLength(before);
  });

  it('a no to a resend says nothing of the first send', async () => {
    upay.answers(business('FAIL', undefined, 'UPAY_CANCEL_INVALID_ORDER_STATE'));
    expect(await cancel(cancelOf(SN), upay.call({ attempt: 2 }))).toMatchObject({ outcome: 'unknown', cause: 'resend_refused' });
  });

  it('closes by nothing but an explicit success, whatever comes', async () => {
    let approvals = 0;
    await fc.assert(
      fc.asyncProperty(answersLike(business('CANCEL_SUCCESS', canceled)), async (script) => {
        upay.answers(script);
        const result = await cancel(cancelOf(), upay.call());
        if (result.outcome !== 'approved') return;
        approvals += 1;
        expect(JSON.stringify(script)).toMatch(/"result_code":"(CANCEL_|CANCEL_ABORT_)?SUCCESS"|"error_code":"UPAY_CANCEL_ORDER_NOOP"/);
      }),
      { numRuns: 300 },
    );
    expect(approvals).toBeGreaterThan(0);
  });
});
