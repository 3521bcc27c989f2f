import type { RawAnswer, RawMessage } from '@interlock/provider-kit';
import { notApplicable, type ConformanceSubject, type MessageScenario } from '@interlock/provider-kit/testing';
import { forged, sealed } from './codepay-gateway.js';
import { KEY, NEXT_KEY, NEXT_TRANS_NO, TRANS_NO } from './codepay-requests.js';

type Fields = Readonly<Record<string, unknown>>;
export const APP_ID = 'wz0000000000000001';
export const MERCHANT_NO = '302300000001';

const raw = (body: string): RawMessage => ({ method: 'POST', path: '/hooks/codepay/1', headers: {}, body: Buffer.from(body) });

/** A flat object as the gateway sends it. Source: CodePay developer site, Callback Notification Notes. */
const fields = (members: Fields): Fields => ({
  app_id: APP_ID,
  charset: 'UTF-8',
  format: 'JSON',
  sign_type: 'RSA2',
  version: '1.0',
  timestamp: '1700000060000',
  method: 'pay.notify',
  merchant_no: MERCHANT_NO,
  ...members,
});
const paid: Fields = {
  merchant_order_no: KEY,
  trans_no: TRANS_NO,
  trans_type: 1,
  trans_status: 2,
  price_currency: 'USD',
  order_amount: '144.3',
  tip_amount: '30',
  trans_amount: '174.3',
  pay_scenario: 'SWIPE_CARD',
  pay_method_id: 'Visa',
};
const next = (type: number, more: Fields = {}): Fields => ({
  ...paid,
  merchant_order_no: NEXT_KEY,
  trans_no: NEXT_TRANS_NO,
  trans_type: type,
  tip_amount: undefined,
  trans_amount: '144.3',
  ...more,
});

const described = (label: string, members: Fields, about: MessageScenario['about'], means: MessageScenario['means']): MessageScenario => ({
  label,
  genuine: raw(sealed(fields(members))),
  about,
  means,
  forged: [
    { name: 'unsigned', message: raw(JSON.stringify(fields(members))) },
    { name: 'with an empty signature', message: raw(JSON.stringify({ ...fields(members), sign: '' })) },
    { name: 'signed with another key', message: raw(forged(fields(members))) },
    {
      name: 'with the signature of another',
      message: raw(JSON.stringify({ ...fields(members), sign: signOf(sealed(fields({ ...members, attach: 'x' }))) })),
    },
    { name: 'for another app', message: raw(sealed({ ...fields(members), app_id: 'wz0000000000000002' })) },
    { name: 'for another merchant', message: raw(sealed({ ...fields(members), merchant_no: '302300000002' })) },
  ],
  earlier: raw(sealed(fields({ ...members, trans_status: 0 }))),
  unreadable: [raw(sealed(fields({ ...members, merchant_order_no: undefined }))), raw(''), raw('[]'), raw('{'), raw('"success"')],
  signatureHeaders: [],
});
const signOf = (body: string): unknown => (JSON.parse(body) as Fields)['sign'];

const charge = { kind: 'charge', providerKey: KEY, providerRef: TRANS_NO } as const;
const later = (kind: 'refund' | 'capture' | 'void') => ({ kind, providerKey: NEXT_KEY, providerRef: NEXT_TRANS_NO }) as const;
const proves = (outcome: string) => ({ type: 'evidence', outcome }) as const;

export const messages: readonly MessageScenario[] = [
  described('payment', paid, charge, proves('approved')),
  described(
    'payment refused',
    { ...paid, trans_status: 1, trans_error_code: 'TS-D2012', trans_error_msg: 'no' },
    charge,
    proves('declined'),
  ),
  described('payment over parts that do not add up', { ...paid, trans_amount: '999' }, charge, { type: 'hint' }),
  described('payment in an undocumented state', { ...paid, trans_status: 8 }, charge, { type: 'hint' }),
  {
    ...described('transaction of a kind that is not ours', { ...paid, trans_type: 12 }, charge, { type: 'hint' }),
    earlier: notApplicable('every word of it only makes us ask'),
  },
  described('refund', next(3), later('refund'), proves('approved')),
  described('capture', next(6), later('capture'), proves('approved')),
  described('void', next(2), later('void'), proves('approved')),
];

/** "success", and nothing else, ends the deliveries. Source: CodePay developer site, Callback Notification Notes. */
const again =
  (...due: readonly number[]) =>
  (answer: RawAnswer) =>
    due.includes(answer.status) && answer.body !== 'success' ? undefined : `HTTP ${due.join(' or ')} without success was due`;
export const expectsToHear: ConformanceSubject['expectsToHear'] = {
  accepted: ({ status, body }) => (status === 200 && body === 'success' ? undefined : 'HTTP 200 with success was due'),
  unknown_order: again(500, 502, 503),
  bad_signature: again(401),
  unreadable: again(400),
  failed: again(500, 502, 503),
};
