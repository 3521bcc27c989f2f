import { MessageUnreadable, SignatureInvalid, type NotificationResult, type RawMessage } from '@interlock/provider-kit';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { CLIENT_ID, ScriptedWallet } from './testing/scripted-wallet.js';
import { walletAdapter } from './wallet.adapter.js';
import { checkSignature } from './wallet.signing.js';

let wallet: ScriptedWallet;
beforeAll(async () => {
  wallet = await ScriptedWallet.start();
});
afterAll(() => wallet.close());

const paid = {
  paymentId: 'WP-0001',
  paymentRequestId: 'PR-0001',
  paymentAmount: { currency: 'CLP', value: '2000' },
  paymentStatus: 'SUCCESS',
  paymentTime: '2024-05-06T07:09:58+08:00',
};
const about = { kind: 'charge', providerKey: 'PR-0001', providerRef: 'WP-0001' };
const receipt = { referenceNo: 'WP-0001' };
const approved = { outcome: 'approved', providerRef: 'WP-0001', stated: { base: 2000n, currency: 'CLP' }, receipt };
const read = (message: RawMessage) => walletAdapter.notification.read(message, wallet.call());
const { paymentStatus: _status, ...withoutStatus } = paid;

describe('a payment notification', () => {
  it('of a success is evidence, with the amount as the wallet states it', async () => {
    expect(await read(wallet.notification(paid))).toEqual({ about, type: 'evidence', result: approved, redacted: paid });
  });

  it('of a failure is evidence too', async () => {
    const result = { outcome: 'declined', code: 'declined_by_provider', providerCode: 'FAIL', providerRef: 'WP-0001' };
    expect(await read(wallet.notification({ ...paid, paymentStatus: 'FAIL', paymentFailReason: 'no money' }))).toMatchObject({
      about,
      type: 'evidence',
      result,
    });
  });

  it('without an amount states none', async () => {
    const { paymentAmount: _amount, ...silent } = paid;
    expect(await read(wallet.notification(silent))).toMatchObject({ type: 'evidence', result: { ...approved, stated: 'not_stated' } });
  });

  it.each([
    ['paymentResult', { paymentResult: { resultStatus: 'S', resultCode: 'SUCCESS' } }, approved],
    ['result, as Antom has it', { notifyType: 'PAYMENT_RESULT', result: { resultStatus: 'S', resultCode: 'SUCCESS' } }, approved],
    [
      'a failed paymentResult',
      { paymentResult: { resultStatus: 'F', resultCode: 'RISK_REJECT' } },
      { outcome: 'declined', code: 'risk_rejected', providerCode: 'RISK_REJECT', providerRef: 'WP-0001' },
    ],
  ])('may tell its state by %s', async (_member, state, result) => {
    expect(await read(wallet.notification({ ...withoutStatus, ...state }))).toMatchObject({ about, type: 'evidence', result });
  });

  it.each([
    ['a state that is not final', { ...paid, paymentStatus: 'PROCESSING' }, 'pending'],
    ['a hold', { ...paid, paymentStatus: 'AUTH_SUCCESS' }, 'unknown'],
    ['a cancel, which may have given money back', { ...paid, paymentStatus: 'CANCELLED' }, 'declined'],
    ['a state that nobody documented', { ...paid, paymentStatus: 'PAID' }, 'unknown'],
    ['no state', withoutStatus, 'no_answer'],
    ['no reference of the wallet', { ...paid, paymentId: undefined }, 'approved'],
    ['an undocumented result', { ...withoutStatus, paymentResult: { resultStatus: 'S', resultCode: 'FINE' } }, 'unknown'],
  ])('with %s only makes us ask', async (_case, body, claims) => {
    expect(await read(wallet.notification(body))).toMatchObject({
      about: { kind: 'charge', providerKey: 'PR-0001' },
      type: 'hint',
      claims,
    });
  });

  it('that was sent more than 26 hours ago, or will be, only makes us ask', async () => {
    expect(await read(wallet.notification(paid, { time: '2024-05-05T06:00:00+00:00' }))).toMatchObject({ type: 'evidence' });
    expect(await read(wallet.notification(paid, { time: '2024-05-05T05:00:00+00:00' }))).toMatchObject({
      type: 'hint',
      claims: 'approved',
    });
    expect(await read(wallet.notification(paid, { time: '2024-05-07T10:00:00+00:00' }))).toMatchObject({ type: 'hint' });
    expect(await read(wallet.notification(paid, { time: String(wallet.call().now()) }))).toMatchObject({ type: 'evidence' });
  });

  it('is signed over the path and query that the wallet called', async () => {
    const message = wallet.notification(paid, { path: '/hooks/wallet/account-1?order=1' });
    expect(await read(message)).toMatchObject({ type: 'evidence' });
    await expect(read({ ...message, path: '/hooks/wallet/account-1' })).rejects.toThrow(SignatureInvalid);
    await expect(read({ ...message, path: '/hooks/wallet/account-2?order=1' })).rejects.toThrow(SignatureInvalid);
  });
});

describe('a notification that the wallet did not sign', () => {
  it.each<[string, () => RawMessage]>([
    ['by another key', () => wallet.notification(paid, { signWith: wallet.merchant.privateKey })],
    [
      'with a changed body',
      () => ({
        ...wallet.notification(paid),
        body: Buffer.from(JSON.stringify({ ...paid, paymentAmount: { currency: 'CLP', value: '9000' } })),
      }),
    ],
    ['with its bytes written anew', () => ({ ...wallet.notification(paid), body: Buffer.from(JSON.stringify(paid, null, 1)) })],
    ['without a signature', () => wallet.notification(paid, { headers: { signature: undefined } })],
    ['without a time', () => wallet.notification(paid, { headers: { 'request-time': undefined } })],
    ['for another merchant', () => wallet.notification(paid, { headers: { 'client-id': 'ANOTHER' } })],
  ])('%s is refused before it is read', async (_case, message) => {
    await expect(read(message())).rejects.toThrow(SignatureInvalid);
  });
});

describe('a signed message that we cannot read', () => {
  it.each<[string, () => RawMessage]>([
    ['no JSON', () => wallet.notification('success')],
    ['an empty body', () => wallet.notification('')],
    ['no key of ours', () => wallet.notification({ paymentId: 'WP-0001', paymentStatus: 'SUCCESS' })],
    ['an amount that is none', () => wallet.notification({ ...paid, paymentAmount: { currency: 'CLP', value: '20.00' } })],
    [
      'a void without our key',
      () => wallet.notification({ ...paid, voidId: 'V-1', voidResult: { resultStatus: 'S', resultCode: 'SUCCESS' } }),
    ],
    ['a capture without our key', () => wallet.notification({ ...paid, notifyType: 'CAPTURE_RESULT' })],
    ['a time that is none', () => wallet.notification(paid, { time: 'yesterday' })],
  ])('with %s is unreadable', async (_case, message) => {
    await expect(read(message())).rejects.toThrow(MessageUnreadable);
  });
});

describe('a refund notification', () => {
  it('only makes us ask after the refund, and is never read as the payment’s success', async () => {
    const message = {
      notifyType: 'REFUND_RESULT',
      result: { resultStatus: 'S', resultCode: 'SUCCESS' },
      paymentId: 'WP-0001',
      paymentRequestId: 'PR-0001',
      refundStatus: 'SUCCESS',
      refundRequestId: 'refund0001',
      refundId: 'WR-0001',
      refundAmount: { currency: 'CLP', value: '500' },
    };
    const refund = { kind: 'refund', providerKey: 'refund0001', providerRef: 'WR-0001' };
    expect(await read(wallet.notification(message))).toMatchObject({ about: refund, type: 'hint', claims: 'approved' });
    expect(await read(wallet.notification({ ...message, notifyType: undefined, refundStatus: 'ODD' }))).toMatchObject({
      about: refund,
      type: 'hint',
      claims: 'unknown',
    });
  });
});

describe('a notification of a void or of a capture', () => {
  it.each([
    ['S', 'SUCCESS', 'approved'],
    ['F', 'ORDER_STATUS_INVALID', 'declined'],
    ['U', 'UNKNOWN_EXCEPTION', 'unknown'],
    ['S', 'SOMETHING_NEW', 'unknown'],
  ])('with %s %s only makes us ask after it', async (resultStatus, resultCode, claims) => {
    const result = { resultStatus, resultCode };
    const voided = { voidResult: result, voidRequestId: 'void0001', voidId: 'WV-0001', paymentId: 'WP-0001', voidSource: 'MERCHANT' };
    expect(await read(wallet.notification(voided))).toMatchObject({
      about: { kind: 'void', providerKey: 'void0001', providerRef: 'WV-0001' },
      type: 'hint',
      claims,
    });
    const captured = { notifyType: 'CAPTURE_RESULT', result, captureRequestId: 'capture0001', captureId: 'WC-0001', paymentId: 'WP-0001' };
    expect(await read(wallet.notification({ ...captured, paymentRequestId: 'PR-0001' }))).toMatchObject({
      about: { kind: 'capture', providerKey: 'capture0001', providerRef: 'WC-0001' },
      type: 'hint',
      claims,
    });
  });

  it('that the wallet did not sign is refused', async () => {
    const voided = { voidRequestId: 'void0001', voidResult: { resultStatus: 'S', resultCode: 'SUCCESS' } };
    await expect(read(wallet.notification(voided, { signWith: wallet.merchant.privateKey }))).rejects.toThrow(SignatureInvalid);
  });
});

describe('the answer to a notification', () => {
  it.each<[NotificationResult, string, string]>([
    ['accepted', 'S', 'SUCCESS'],
    ['unknown_order', 'U', 'UNKNOWN_EXCEPTION'],
    ['failed', 'U', 'UNKNOWN_EXCEPTION'],
    ['bad_signature', 'F', 'INVALID_SIGNATURE'],
    ['unreadable', 'F', 'PARAM_ILLEGAL'],
  ])('%s is %s %s, signed over the path that was called', (result, resultStatus, resultCode) => {
    const message = wallet.notification(paid, { path: '/hooks/wallet/account-1?order=1' });
    const { status, headers, body } = walletAdapter.notification.answer(result, message, wallet.call());
    expect(status).toBe(200);
    expect(JSON.parse(body)).toMatchObject({ result: { resultStatus, resultCode } });
    expect(headers).toMatchObject({ 'client-id': CLIENT_ID, 'response-time': '2024-05-06T07:08:09+00:00' });
    const signed = {
      method: 'POST',
      uri: message.path,
      clientId: CLIENT_ID,
      time: headers['response-time'] ?? '',
      body: Buffer.from(body),
    };
    expect(checkSignature(headers['signature'], signed, new Map([[1, wallet.merchant.publicKey]]))).toBe('valid');
  });
});
