import { describe, expect, it } from '@jest/globals';
import { currencyCode } from '@interlock/domain';
import { MessageUnreadable, SignatureInvalid, type RawMessage } from '@interlock/provider-kit';
import { KEY, transaction, TRANS_NO } from '../testing/fixtures.js';
import { APP_ID, MERCHANT_NO, NOW, signedByGateway } from '../testing/scripted-gateway.js';
import { keys, vectors } from '../testing/vectors.js';
import { codepayAdapter } from './index.js';

const { notification } = codepayAdapter;

const call = (settings: object = {}, secrets: object = {}) => ({
  settings: { baseUrl: 'https://gateway.example.test', appId: APP_ID, merchantNo: MERCHANT_NO, ...settings },
  secrets: { appPrivateKey: keys.appPrivateKey, gatewayPublicKey: keys.gatewayPublicKey, ...secrets },
  currency: currencyCode('USD'),
  now: () => NOW,
});
const message = (body: string | Uint8Array): RawMessage => ({
  method: 'POST',
  path: '/hooks/codepay/1',
  headers: {},
  body: Buffer.from(body),
});
const common = {
  app_id: APP_ID,
  charset: 'UTF-8',
  format: 'JSON',
  sign_type: 'RSA2',
  version: '1.0',
  timestamp: '1700000060000',
  method: 'pay.notify',
  merchant_no: MERCHANT_NO,
};
const notified = (overrides: object = {}) => message(signedByGateway({ ...common, ...transaction(), ...overrides }));

describe('notification', () => {
  it('V5: the published notification is evidence', async () => {
    const vector = vectors[4];
    const body = (vector?.body ?? '').replace(/}$/, `,"sign":"${vector?.sign ?? ''}"}`);
    expect(await notification.read(message(body), call())).toMatchObject({
      type: 'evidence',
      about: { kind: 'charge', providerKey: 'A-1|2*3@4_5', providerRef: TRANS_NO },
      result: {
        outcome: 'approved',
        providerRef: TRANS_NO,
        stated: { base: 14430n, currency: 'USD', tip: 3000n },
        receipt: { brand: 'Visa', payerPaid: 17430n },
      },
    });
  });

  it.each<[string, object, object]>([
    ['a paid sale', {}, { type: 'evidence', about: { kind: 'charge', providerKey: KEY }, result: { outcome: 'approved' } }],
    ['a paid sale with cashback', { trans_type: 11 }, { type: 'evidence', about: { kind: 'charge' }, result: { outcome: 'approved' } }],
    ['an authorization', { trans_type: 4 }, { type: 'evidence', about: { kind: 'charge' }, result: { outcome: 'approved' } }],
    [
      'a closed sale',
      { trans_status: 1, trans_error_code: 'TS-D2012' },
      { type: 'evidence', result: { outcome: 'declined', code: 'insufficient_funds' } },
    ],
    ['a refund', { trans_type: 3 }, { type: 'evidence', about: { kind: 'refund', providerKey: KEY }, result: { outcome: 'approved' } }],
    ['an undocumented status', { trans_status: 6 }, { type: 'hint', claims: 'unknown', about: { kind: 'charge', providerKey: KEY } }],
    ['no status', { trans_status: '' }, { type: 'hint', claims: 'no_answer' }],
    ['a void', { trans_type: 2 }, { type: 'evidence', about: { kind: 'void', providerKey: KEY }, result: { stated: { base: 17430n } } }],
    ['a canceled hold', { trans_type: 5 }, { type: 'evidence', about: { kind: 'void' }, result: { outcome: 'approved' } }],
    ['a capture', { trans_type: 6 }, { type: 'evidence', about: { kind: 'capture' }, result: { stated: { base: 14430n, tip: 3000n } } }],
    ['a refund, in one sum', { trans_type: 3 }, { about: { kind: 'refund' }, result: { stated: { base: 17430n, currency: 'USD' } } }],
    [
      'a declined capture',
      { trans_type: 6, trans_status: 1 },
      { type: 'evidence', result: { outcome: 'declined', code: 'operation_refused' } },
    ],
    [
      'a void with a status that no void has',
      { trans_type: 2, trans_status: 4 },
      { type: 'hint', claims: 'unknown', about: { kind: 'void' } },
    ],
    ['the cancellation of a completion', { trans_type: 7 }, { type: 'hint', claims: 'unknown', about: { kind: 'charge' } }],
    ['an undocumented type', { trans_type: 99 }, { type: 'hint' }],
    ['amounts that contradict each other', { trans_amount: '1' }, { type: 'hint', claims: 'unknown' }],
  ])('reads %s', async (_name, overrides, expected) => {
    expect(await notification.read(notified(overrides), call())).toMatchObject(expected);
  });

  it('keeps the message with the account masked', async () => {
    const { redacted } = await notification.read(notified(), call());
    expect(redacted).toMatchObject({ merchant_order_no: KEY, pay_user_account_id: '411111******1111' });
    expect(JSON.stringify(redacted)).not.toContain('4111111111111111');
  });

  it.each<[string, RawMessage]>([
    ['an unsigned message', message(JSON.stringify({ ...common, ...transaction() }))],
    ['a changed amount', message(signedByGateway({ ...common, ...transaction() }).replace('"144.3"', '"1.0"'))],
    ['a further member', message(signedByGateway({ ...common, ...transaction() }).replace(/}$/, ',"tip":"1"}'))],
    ['another app', notified({ app_id: 'wz0000000000000002' })],
    ['another merchant', notified({ merchant_no: '302300000002' })],
    ['no app at all', notified({ app_id: '' })],
  ])('refuses %s', async (_name, forged) => {
    await expect(notification.read(forged, call())).rejects.toThrow(SignatureInvalid);
  });

  it('verifies under Basic Auth too, and trusts nothing where there is no key for it', async () => {
    const basic = { appPrivateKey: undefined, basicUser: 'u', basicPassword: 'p' };
    expect(await notification.read(notified(), call({ signType: 'NONE' }, basic))).toMatchObject({ type: 'evidence' });
    await expect(notification.read(notified(), call({ signType: 'NONE' }, { ...basic, gatewayPublicKey: undefined }))).rejects.toThrow(
      SignatureInvalid,
    );
  });

  it.each<[string, RawMessage]>([
    ['no JSON', message('merchant_order_no=1')],
    ['no UTF-8', message(Uint8Array.of(0x7b, 0xff))],
    ['a member twice', message('{"sign":"a","sign":"b"}')],
    ['no order number', notified({ merchant_order_no: '' })],
  ])('cannot read %s', async (_name, unreadable) => {
    await expect(notification.read(unreadable, call())).rejects.toThrow(MessageUnreadable);
  });

  it.each([
    ['accepted', 200, 'success'],
    ['unknown_order', 503, 'try again'],
    ['bad_signature', 401, 'bad signature'],
    ['unreadable', 400, 'unreadable'],
    ['failed', 503, 'try again'],
  ] as const)('answers %s with %d', (result, status, body) => {
    expect(notification.answer(result, notified(), call())).toEqual({
      status,
      body,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
    });
  });
});
