import type { RawAnswer, RawMessage } from '@interlock/provider-kit';
import { notApplicable, type ConformanceSubject, type MessageScenario } from '@interlock/provider-kit/testing';
import { CLIENT_ID, sale } from './scripted-wallet.js';
import { signedByStranger, signedByUs, signedByWallet } from './wallet-signer.js';

const PATH = '/hooks/wallet/account-1';
const TIME = '2024-05-06T07:10:00.123+00:00';
const KEY = sale().providerKey;

/** As the wallet sends it. Source: wallet OpenAPI, notifyPayment and message structure. */
function message(
  json: object | string,
  how: { readonly path?: string; readonly clientId?: string; readonly sign?: typeof signedByWallet } = {},
): RawMessage {
  const { path = PATH, clientId = CLIENT_ID, sign = signedByWallet } = how;
  const body = typeof json === 'string' ? json : JSON.stringify(json);
  const headers = { 'client-id': clientId, 'request-time': TIME, signature: sign({ path, time: TIME, body, clientId }) };
  return { method: 'POST', path, headers, body: Buffer.from(body) };
}
const withHeaders = (of: RawMessage, headers: RawMessage['headers']): RawMessage => ({ ...of, headers: { ...of.headers, ...headers } });

const described = (label: string, json: object, about: MessageScenario['about'], means: MessageScenario['means']): MessageScenario => {
  const genuine = message(json);
  return {
    label,
    genuine,
    about,
    means,
    forged: [
      { name: 'unsigned', message: withHeaders(genuine, { signature: undefined }) },
      { name: 'with an empty signature', message: withHeaders(genuine, { signature: '' }) },
      { name: 'with a header that holds no signature', message: withHeaders(genuine, { signature: 'algorithm=RSA256, keyVersion=1' }) },
      { name: 'signed with another key', message: message(json, { sign: signedByStranger }) },
      {
        name: 'under a version that the wallet has not',
        message: withHeaders(genuine, { signature: genuine.headers['signature']?.replace('keyVersion=1', 'keyVersion=2') }),
      },
      { name: 'with another time', message: withHeaders(genuine, { 'request-time': '2024-05-06T07:10:00.124+00:00' }) },
      { name: 'for another client', message: message(json, { clientId: 'TEST_5X00000000000002' }) },
      { name: 'sent to another account', message: { ...genuine, path: '/hooks/wallet/account-2' } },
    ],
    earlier: message({ ...payment, paymentStatus: 'PROCESSING' }),
    unreadable: ['', '[]', '{', 'null', '"S"', '{}', '{"paymentId":"WP-0001"}'].map((body) => message(body)),
    signatureHeaders: ['signature', 'request-time', 'client-id'],
  };
};

const payment = { paymentId: 'WP-0001', paymentRequestId: KEY, paymentAmount: { currency: 'CLP', value: '2000' } };
const charge = { kind: 'charge', providerKey: KEY, providerRef: 'WP-0001' } as const;
const hint = { type: 'hint' } as const;
const evidence = (outcome: string) => ({ type: 'evidence', outcome }) as const;
/** Extensions of siblings: an inquiry alone says what became of these. */
const following = (label: string, json: object, about: MessageScenario['about']): MessageScenario => ({
  ...described(label, json, about, hint),
  earlier: notApplicable('every word of it only makes us ask'),
});

export const messages: readonly MessageScenario[] = [
  described('payment', { ...payment, paymentStatus: 'SUCCESS' }, charge, evidence('approved')),
  described('payment failed', { ...payment, paymentStatus: 'FAIL' }, charge, evidence('declined')),
  described(
    'payment, by paymentResult',
    { ...payment, paymentResult: { resultStatus: 'S', resultCode: 'SUCCESS' } },
    charge,
    evidence('approved'),
  ),
  described('hold', { ...payment, paymentStatus: 'AUTH_SUCCESS' }, charge, hint),
  described('payment canceled', { ...payment, paymentStatus: 'CANCELLED' }, charge, hint),
  described('payment in an undocumented state', { ...payment, paymentStatus: 'PAID' }, charge, hint),
  following(
    'refund',
    { refundId: 'WR-1', refundRequestId: 'refund0001', refundStatus: 'SUCCESS', ...payment },
    { kind: 'refund', providerKey: 'refund0001', providerRef: 'WR-1' },
  ),
  following(
    'void',
    { voidId: 'WV-1', voidRequestId: 'void0001', ...payment },
    { kind: 'void', providerKey: 'void0001', providerRef: 'WV-1' },
  ),
  following(
    'capture',
    { captureId: 'WC-1', captureRequestId: 'capture0001', ...payment },
    { kind: 'capture', providerKey: 'capture0001', providerRef: 'WC-1' },
  ),
];

/** HTTP 200 always, signed by us, and about the receipt alone; what is U is sent again. Source: wallet OpenAPI, notifyPayment. */
const says =
  (due: string) =>
  ({ status, headers, body }: RawAnswer, { path }: RawMessage): string | undefined => {
    const { result } = JSON.parse(body) as { readonly result: { readonly resultStatus: string; readonly resultCode: string } };
    if (status !== 200) return 'HTTP 200 was due';
    if (!signedByUs({ path, time: headers['response-time'] ?? '', body }, headers['signature'])) return 'our own signature was due';
    return `${result.resultStatus}/${result.resultCode}` === due ? undefined : `${due} was due`;
  };
export const expectsToHear: ConformanceSubject['expectsToHear'] = {
  accepted: says('S/SUCCESS'),
  unknown_order: says('U/UNKNOWN_EXCEPTION'),
  bad_signature: says('F/INVALID_SIGNATURE'),
  unreadable: says('F/PARAM_ILLEGAL'),
  failed: says('U/UNKNOWN_EXCEPTION'),
};
