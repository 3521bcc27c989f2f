import type { Scenario } from '@interlock/provider-kit/testing';
import { accepted } from './codepay-gateway.js';
import { begin, card, CVV, KEY, PAID, PAN, terminal, TRANS_NO, USD } from './codepay-requests.js';
import {
  ACCEPTED_ONLY,
  gatewayDeclines,
  gatewayDuplicates,
  gatewaySilence,
  processorDeclines,
  strangeCodes,
  underBasicAuth,
} from './codepay-words.js';

const numbered = { trans_no: TRANS_NO, trans_status: 9 };

/** The gateway takes it on, and a terminal or a page goes on with it. */
const takenOn = (label: string, request: Scenario['request'], kind: 'sale' | 'authorize', data: object = numbered): Scenario => ({
  label,
  request,
  sentKey: KEY,
  asked: PAID,
  states: { approved: [], pending: [] },
  approved: ACCEPTED_ONLY,
  pending: ({ echo }) => accepted({ ...data }, echo),
  declined: gatewayDeclines(kind),
  silent: gatewaySilence(kind),
  duplicate: gatewayDuplicates(kind),
  undocumented: strangeCodes,
});

const paidByCard = (more: object = {}, echo?: readonly string[]) =>
  accepted({ trans_no: TRANS_NO, trans_status: 2, pay_method_id: 'Visa', pay_user_account_id: PAN, ref_no: '1', ...more }, echo);

const cardSale: Scenario = {
  label: 'sale with a card in clear',
  request: begin('sale', card),
  sentKey: KEY,
  asked: PAID,
  states: { approved: [], pending: [] },
  confidential: [PAN, CVV],
  approved: ({ echo }) => paidByCard({}, echo),
  pending: ({ echo }) => accepted({ trans_no: TRANS_NO, redirect_url_3dsecure: 'https://acs.example.test/3ds?id=1' }, echo),
  declined: [
    ...gatewayDeclines('sale'),
    ...processorDeclines((code) => paidByCard({ trans_status: 1, trans_error_code: code }), 'declined_by_provider'),
  ],
  silent: [
    ...gatewaySilence('sale'),
    { word: 'an approval beside trans_status 1', reply: paidByCard({ trans_status: 1, trans_error_code: '000' }) },
    { word: 'trans_status 3', reply: paidByCard({ trans_status: 3 }) },
  ],
  duplicate: gatewayDuplicates('sale'),
  undocumented: [...strangeCodes, { word: 'trans_status 8', reply: paidByCard({ trans_status: 8 }) }],
};

export const charges: readonly Scenario[] = [
  takenOn('sale on a terminal, card', begin('sale', terminal('card'), { tip: { currency: USD, minor: 100n } }), 'sale'),
  takenOn('sale on a terminal, cashback', begin('sale', terminal('card'), { cashback: { currency: USD, minor: 500n } }), 'sale'),
  takenOn('sale on a terminal, scans the payer', begin('sale', terminal('scan_payer')), 'sale'),
  takenOn('sale on a terminal, shows a code', begin('sale', terminal('show_qr')), 'sale'),
  underBasicAuth(takenOn('sale on a terminal, card', begin('sale', terminal('card')), 'sale')),
  takenOn('sale on the hosted page', begin('sale', { type: 'redirect' }), 'sale', {
    trans_no: TRANS_NO,
    pay_url: 'https://pay.example.test/p/1',
  }),
  cardSale,
  takenOn('authorize on a terminal', begin('authorize', terminal('card')), 'authorize'),
];
