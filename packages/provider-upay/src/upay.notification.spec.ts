import { describe, expect, it } from '@jest/globals';
import { generateKeyPairSync, sign } from 'node:crypto';
import { currencyCode } from '@interlock/domain';
import { MessageUnreadable, SignatureInvalid } from '@interlock/provider-kit';
import type { RawMessage } from '@interlock/provider-kit';
import { notification } from './upay.notification.js';
import { md5Signature } from './upay.signing.js';
import { upaySettings } from './upay.settings.js';
import { PREVIOUS_KEY, REFUND_NO, TERMINAL_KEY } from '../testing/scripted-upay.js';

const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const settings = { baseUrl: 'https://vsi-api.shouqianba.com', terminalSn: '10298371039' };
const md5 = {
  settings: upaySettings.parse(settings),
  secrets: { terminalKey: TERMINAL_KEY, previousTerminalKey: PREVIOUS_KEY },
  currency: currencyCode('MXN'),
  now: Date.now,
};
const rsa = {
  ...md5,
  settings: upaySettings.parse({
    ...settings,
    notificationScheme: 'rsa-sha256',
    notificationPublicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  }),
};

/** Vector T14 of docs/providers/upay.md. */
const T14 =
  '{"sn":"7893259247405832","client_sn":"MEX202605220001","order_status":"PAID","total_amount":"1000","finish_time":"1779436800000"}';

function message(body: string, authorization?: string): RawMessage {
  return { method: 'POST', path: '/hooks/upay/account-1', headers: { authorization }, body: Buffer.from(body) };
}
const signed = (body: string, key = TERMINAL_KEY): RawMessage => message(body, `10298371039 ${md5Signature(Buffer.from(body), key)}`);

describe('a notification', () => {
  it('is a hint about our order, however it is signed', async () => {
    const expected = {
      type: 'hint',
      claims: 'approved',
      about: { kind: 'charge', providerKey: 'MEX202605220001', providerRef: '7893259247405832' },
      redacted: JSON.parse(T14) as unknown,
    };
    expect(await notification.read(message(T14, '10298371039 4b5084ffe0e292dcd42fe7575748a7bb'), md5)).toEqual(expected);
    expect(await notification.read(message(T14, '4B5084FFE0E292DCD42FE7575748A7BB'), md5)).toEqual(expected);
    expect(await notification.read(signed(T14, PREVIOUS_KEY), md5)).toEqual(expected);
    expect(await notification.read(message(T14, sign('RSA-SHA256', Buffer.from(T14), privateKey).toString('base64')), rsa)).toEqual(
      expected,
    );
  });

  it.each([
    ['by its number', { refund_request_no: REFUND_NO }],
    ['by the number of its transaction', { client_tsn: `MEX202605220001-${REFUND_NO}` }],
  ])('may be about a refund of ours, %s', async (_, shown) => {
    const body = JSON.stringify({ sn: '1', client_sn: 'MEX202605220001', order_status: 'PARTIAL_REFUNDED', ...shown });
    expect(await notification.read(signed(body), md5)).toMatchObject({
      about: { kind: 'refund', providerKey: REFUND_NO },
      claims: 'approved',
    });
  });

  it.each([
    ['a refund that somebody made elsewhere', 'PARTIAL_REFUNDED', { refund_request_no: 'PORTAL-1' }],
    ['the same, by its transaction', 'REFUNDED', { client_tsn: 'MEX202605220001-PORTAL-1' }],
    ['a revoke', 'CANCELED', { client_tsn: 'MEX202605220001' }],
  ])('of %s is about its order', async (_, status, shown) => {
    const body = JSON.stringify({ sn: '1', client_sn: 'MEX202605220001', order_status: status, ...shown });
    expect(await notification.read(signed(body), md5)).toMatchObject({ about: { kind: 'charge', providerKey: 'MEX202605220001' } });
  });

  it.each([
    ['PAY_CANCELED', 'declined'],
    ['CANCELED', 'declined'],
    ['CREATED', 'pending'],
    ['SOMETHING_NEW', 'unknown'],
    [undefined, 'unknown'],
  ])('of %s claims %s', async (status, claims) => {
    expect(await notification.read(signed(JSON.stringify({ client_sn: 'MEX202605220001', order_status: status })), md5)).toMatchObject({
      claims,
    });
  });

  it.each([
    ['no signature', message(T14)],
    ['an empty one', message(T14, '')],
    ['one of another key', signed(T14, 'another-key')],
    ['one of other bytes', message(`${T14} `, '10298371039 4b5084ffe0e292dcd42fe7575748a7bb')],
    ['the wrong scheme', message(T14, sign('RSA-SHA256', Buffer.from(T14), privateKey).toString('base64'))],
  ])('with %s is refused', async (_, raw) => {
    await expect(notification.read(raw, md5)).rejects.toThrow(SignatureInvalid);
  });

  it('signed by MD5 is refused where the account expects the platform key', async () => {
    await expect(notification.read(signed(T14), rsa)).rejects.toThrow(SignatureInvalid);
  });

  it.each(['', 'null', '[]', '"x"', '{', '{}', '{"client_sn":1}', '{"client_sn":""}'])('of %j is unreadable', async (body) => {
    await expect(notification.read(signed(body), md5)).rejects.toThrow(MessageUnreadable);
  });

  it('is stored without the payer and without a key', async () => {
    const body = JSON.stringify({
      client_sn: 'MEX202605220001',
      payer_uid: 'oWx1234567890',
      payer_login: 'jose@example.mx',
      reflect: TERMINAL_KEY,
    });
    const { redacted } = await notification.read(signed(body), md5);
    expect(redacted).toEqual({ client_sn: 'MEX202605220001', payer_uid: 'oW*******7890', payer_login: 'jos**********mx', reflect: '***' });
  });
});

describe('the answer', () => {
  it('is the plain word success for what was kept, and no success for anything else', () => {
    expect(notification.answer('accepted', message(T14), md5)).toEqual({
      status: 200,
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      body: 'success',
    });
    for (const [result, status] of [
      ['unknown_order', 404],
      ['bad_signature', 401],
      ['unreadable', 400],
      ['failed', 500],
    ] as const) {
      const answer = notification.answer(result, message(T14), md5);
      expect(answer.status).toBe(status);
      expect(answer.body).not.toContain('success');
    }
  });
});
