import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import type { RawAnswer, RawMessage } from '@interlock/provider-kit';
import { notApplicable, type ConformanceSubject, type MessageScenario } from '@interlock/provider-kit/testing';
import { CLIENT_SN, order, REFUND_NO, SN } from './upay-requests.js';
import { refunded } from './upay-scenarios.js';

export const TERMINAL_SN = '10298371039';
export const TERMINAL_KEY = '68d499beda5f72116592f5c527465656';
export const PREVIOUS_KEY = '9d8d241c9912f0b7d7b45d93d7d81e40';

/** Signed as the platform signs, by code of its own: MD5 over body and key, lower-case hex. Source: Upay Web API, Notification. */
function message(json: object | string, key = TERMINAL_KEY, sn = TERMINAL_SN): RawMessage {
  const body = Buffer.from(typeof json === 'string' ? json : JSON.stringify(json));
  const md5 = createHash('md5')
    .update(Buffer.concat([body, Buffer.from(key)]))
    .digest('hex');
  return { method: 'POST', path: '/hooks/upay/account-1', headers: { authorization: `${sn} ${md5}` }, body };
}
const without = (of: RawMessage, authorization?: string): RawMessage => ({ ...of, headers: { authorization } });

/** What nobody without a key of this terminal can make genuine. */
function forgeries(of: RawMessage): MessageScenario['forged'] {
  const body = Buffer.from(of.body).toString();
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return [
    { name: 'unsigned', message: without(of) },
    { name: 'with an empty signature', message: without(of, '') },
    { name: 'with a serial and no signature', message: without(of, TERMINAL_SN) },
    { name: 'signed with another key', message: message(body, 'ffffffffffffffffffffffffffffffff') },
    { name: 'signed with no key', message: message(body, '') },
    { name: "of another terminal's", message: message(body, '00000000000000000000000000000001', '10298371040') },
    {
      name: 'signed by RSA, which this account does not have',
      message: without(of, sign('sha256', of.body, privateKey).toString('base64')),
    },
  ];
}

const described = (label: string, genuine: RawMessage, kind: 'charge' | 'refund'): MessageScenario => ({
  label,
  genuine,
  about: { kind, providerKey: kind === 'refund' ? REFUND_NO : CLIENT_SN, providerRef: SN },
  means: { type: 'hint' },
  forged: forgeries(genuine),
  earlier: message(order({ status: 'IN_PROG', order_status: 'CREATED' })),
  unreadable: ['', '[]', '{', '"paid"', '{"sn":"1"}'].map((body) => message(body)),
  signatureHeaders: ['authorization'],
});

const paid = order({ total_amount: '1000', net_amount: '1000', finish_time: '1779436800000' });
export const messages: readonly MessageScenario[] = [
  described('payment', message(paid), 'charge'),
  described('payment, signed with the key before', message(paid, PREVIOUS_KEY), 'charge'),
  described('closed unpaid', message(order({ status: 'FAIL_CANCELED', order_status: 'PAY_CANCELED' })), 'charge'),
  { ...described('refund', message(refunded({ minor: 400n })), 'refund'), earlier: notApplicable('every word of it only makes us ask') },
];

/** "success" in plain text; whatever else is sent again. Source: Upay Web API, Notification. */
const again = (due: number) => (answer: RawAnswer) =>
  answer.status === due && answer.body !== 'success' ? undefined : `HTTP ${String(due)} without success was due`;
export const expectsToHear: ConformanceSubject['expectsToHear'] = {
  accepted: ({ status, body }) => (status === 200 && body === 'success' ? undefined : 'HTTP 200 with success was due'),
  unknown_order: again(404),
  bad_signature: again(401),
  unreadable: again(400),
  failed: again(500),
};
