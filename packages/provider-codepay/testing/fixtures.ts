import { currencyCode } from '@interlock/domain';
import type { ChargeReference, MethodRequest, SaleRequest } from '@interlock/provider-kit';
import { NOW, refused, signedByGateway, unsigned, type Reply } from './scripted-gateway.js';

export const USD = currencyCode('USD');
export const KEY = '019a0000000070008000000000000001';
export const REFUND_KEY = '019a0000000070008000000000000002';
export const TRANS_NO = '50023000000231114000001';
export const NOTIFY_URL = 'https://pay.example.test/hooks/codepay/1';
export const TERMINAL = 'WPYB002248000865';

export const terminal = (scenario: 'card' | 'scan_payer' | 'show_qr' = 'card'): MethodRequest => ({
  type: 'terminal',
  scenario,
  providerTerminalSn: TERMINAL,
  terminalSn: 'T-1',
});

export const saleRequest = (overrides: Partial<SaleRequest> = {}): SaleRequest => ({
  kind: 'sale',
  providerKey: KEY,
  merchantOrderNo: 'ORDER-1',
  amount: { currency: USD, minor: 14430n },
  method: terminal(),
  subject: 'Lunch',
  description: 'Café & cake',
  createdAt: NOW - 500,
  notifyUrl: NOTIFY_URL,
  ...overrides,
});

export const charge = (overrides: Partial<ChargeReference> = {}): ChargeReference => ({
  kind: 'sale',
  providerKey: KEY,
  methodType: 'terminal',
  scenario: 'card',
  amount: { currency: USD, minor: 14430n },
  amounts: { authorized: 14430n, captured: 14430n, tip: 0n, cashback: 0n, surcharge: 0n, refunded: 0n },
  createdAt: NOW - 60_000,
  providerTerminalSn: TERMINAL,
  ...overrides,
});
/** A sale on the hosted page. */
export const online = charge({ methodType: 'redirect' });

const nothing = { authorized: 0n, captured: 0n, tip: 0n, cashback: 0n, surcharge: 0n, refunded: 0n };
/** A hold on a card, which the gateway has shown. */
export const held = (overrides: Partial<ChargeReference> = {}): ChargeReference =>
  charge({ kind: 'authorize', providerRef: TRANS_NO, amounts: { ...nothing, authorized: 14430n }, ...overrides });
export const CAPTURE_KEY = '019a0000000070008000000000000003';
export const CAPTURE_TRANS_NO = '50023000000231114000003';
export const captured = (overrides: Partial<ChargeReference> = {}): ChargeReference =>
  held({
    amounts: { ...nothing, authorized: 14430n, captured: 14430n },
    capture: { providerKey: CAPTURE_KEY, providerRef: CAPTURE_TRANS_NO },
    ...overrides,
  });

export const address = {
  name: 'A Payer',
  country: 'US',
  province: 'CA',
  city: 'Town',
  address1: '1 Main Street',
  address2: 'Floor 2',
  zip: '90001',
  phone: '+15550100',
};
export const card = { number: '4111111111111111', holder: 'TEST CARD', expiryMonth: '09', expiryYear: '2031', cvv: '987' };
export const cardMethod: MethodRequest = { type: 'card', card, billingAddress: address };

/** What a path call answers when the processor approves. */
export const verdict = (overrides: Readonly<Record<string, unknown>> = {}) => ({
  resp_msg: '[000]APPROVAL',
  resp_code: '000',
  trans_no: CAPTURE_TRANS_NO,
  auth_no: '919070',
  trans_time: '2025-09-10 20:07:21',
  trans_status: 2,
  ...overrides,
});

/** What one operation after a payment is told by the processor, and what it is to us; 2 with 000 is left out, for it differs. */
export const verdicts: readonly (readonly [string, Readonly<Record<string, unknown>>, object])[] = [
  ['in process', { trans_status: 0 }, { outcome: 'pending', providerCode: '000' }],
  ['in process, without a code', { trans_status: 9, resp_code: undefined }, { outcome: 'pending', providerCode: '9' }],
  ['a code without its approval, 2', { resp_code: 'TS-D0004' }, { outcome: 'unknown', cause: 'provider_error', providerCode: 'TS-D0004' }],
  ['a code while in process', { resp_code: 'D2012', trans_status: 0 }, { outcome: 'unknown', cause: 'provider_error' }],
  ['no code at all, 2', { resp_code: undefined }, { outcome: 'unknown', cause: 'provider_error', providerCode: '2' }],
  ['an approval beside a closed one', { trans_status: 1 }, { outcome: 'unknown', cause: 'provider_error', providerCode: '000' }],
  [
    'insufficient funds',
    { resp_code: 'TS-D2012', trans_status: 1 },
    { outcome: 'declined', code: 'insufficient_funds', providerCode: 'TS-D2012' },
  ],
  ['already settled', { resp_code: '902', trans_status: 1 }, { outcome: 'declined', code: 'already_settled', providerCode: '902' }],
  [
    'closed, without a code',
    { resp_code: undefined, trans_status: 1 },
    { outcome: 'declined', code: 'operation_refused', providerCode: '1' },
  ],
  ['undone', { trans_status: 3 }, { outcome: 'unknown', cause: 'provider_error' }],
  ['an undocumented status', { trans_status: 8 }, { outcome: 'unknown', cause: 'unknown_code', providerCode: '8' }],
  ['no status', { trans_status: undefined }, { outcome: 'unknown', cause: 'unreadable_answer' }],
  ['a status from a prototype', { trans_status: 'toString' }, { outcome: 'unknown', cause: 'unknown_code' }],
];

/** Under Basic Auth: settings and secrets. */
export const basicAuth = {
  settings: { signType: 'NONE' },
  secrets: { appPrivateKey: undefined, basicUser: 'user', basicPassword: 'pass:word' },
} as const;

/** What Query Order shows of a paid sale. */
export const transaction = (overrides: Readonly<Record<string, unknown>> = {}) => ({
  trans_no: TRANS_NO,
  merchant_order_no: KEY,
  trans_type: 1,
  trans_status: 2,
  price_currency: 'USD',
  order_amount: '144.3',
  tip_amount: '30',
  trans_amount: '174.30',
  paid_amount: '174.3',
  pay_scenario: 'SWIPE_CARD',
  pay_method_id: 'Visa',
  pay_user_account_id: '4111111111111111',
  auth_no: '919070',
  ref_no: '000012345678',
  entry_model: 3,
  trans_fee_c: '0.5',
  ...overrides,
});

/** Answers that say nothing, and the cause that each is given. */
export const broken: readonly (readonly [string, Reply, string])[] = [
  ['HTTP 500', { status: 500, body: 'oops' }, 'provider_error'],
  ['HTTP 502 with an unsigned envelope', { status: 502, body: '{"code":"E07303","msg":"x","psn":"1"}' }, 'provider_error'],
  ['garbage', { body: '<html>' }, 'unreadable_answer'],
  ['bytes that are no UTF-8', { body: Buffer.from('{"code":"\xff"}', 'latin1') }, 'unreadable_answer'],
  ['an empty body', { body: '' }, 'unreadable_answer'],
  ['an array', { body: '[]' }, 'unreadable_answer'],
  ['an unsigned yes', unsigned({ code: '0', msg: 'success', psn: '1', data: '{"trans_no":"1"}' }), 'bad_signature'],
  ['an unsigned no', unsigned({ code: 'E07303', msg: 'x', psn: '1' }), 'bad_signature'],
  ['a badly signed yes', { body: signedByGateway({ code: '0', psn: '1' }).replace('"psn":"1"', '"psn":"2"') }, 'bad_signature'],
  ['data that is no object', { body: signedByGateway({ code: '0', msg: 'success', psn: '1', data: '[1]' }) }, 'unreadable_answer'],
  ['a signed answer without a code', { body: signedByGateway({ msg: 'success', psn: '1' }) }, 'unreadable_answer'],
  ['an undocumented code', refused('SBX003'), 'unknown_code'],
  ['a technical code', refused('SYS002'), 'provider_error'],
  ['an undocumented technical code', refused('SYS999'), 'provider_error'],
  ['a connection closed without an answer', 'drop', 'connection_lost'],
];
