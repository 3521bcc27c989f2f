import { tillExamples } from './till-examples.js';

export type Examples = Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;

const usd = (value: string) => ({ currency: 'USD', value });
const zero = usd('0');
const ID = '01a1ff6a-91d0-71c9-8125-83cf20f435f1';
const OPERATION = '01a1ff6a-91d0-71c9-8125-83cf20f435f2';
const ACCOUNT = '01a1ff6a-91d0-71c9-8125-83cf20f435f3';
const AT = '2026-11-21T18:33:50.000Z';

const order = (method: object, rest: object = {}) => ({
  merchantOrderNo: 'A-1001',
  amount: usd('1250'),
  method,
  description: 'Two coffees',
  storeNo: 'S-1',
  ...rest,
});

const view = (state: string, outcome: string | null, method: object, rest: object = {}) => ({
  id: ID,
  merchantOrderNo: 'A-1001',
  state,
  version: 2,
  createdAt: AT,
  updatedAt: AT,
  amount: usd('1250'),
  amounts: {
    requested: usd('1250'),
    authorized: usd('1250'),
    captured: state === 'paid' ? usd('1250') : zero,
    tip: zero,
    cashback: zero,
    surcharge: zero,
    excess: zero,
    refunded: zero,
    refundPending: zero,
    overRefunded: zero,
  },
  method,
  provider: { name: 'upay', accountId: ACCOUNT, reference: '7894259244061958' },
  operations: [
    {
      id: OPERATION,
      kind: 'sale',
      origin: 'merchant',
      outcome,
      amount: usd('1250'),
      provider: 'upay',
      providerKey: '01a1ff6a91d071c9812583cf20f435f2',
      providerReference: '7894259244061958',
      createdAt: AT,
      ...(outcome === null || outcome === 'pending' ? {} : { finishedAt: AT }),
    },
  ],
  routing: { chosen: ACCOUNT, candidates: [{ accountId: ACCOUNT, provider: 'upay', kept: true, reason: 'first' }] },
  cases: [],
  ...rest,
});
const paid = { summary: 'It is paid', value: view('paid', 'approved', { type: 'payer_code', code: '13****47' }) };
const pending = {
  summary: 'The payer is to scan a code',
  value: view('pending', 'pending', { type: 'merchant_qr' }, { nextAction: { type: 'show_qr', qr: 'https://pay.example/q/01a1ff' } }),
};
const unknown = {
  summary: 'The provider did not answer; it is being found out',
  value: view('uncertain', 'unknown', { type: 'payer_code', code: '13****47' }),
};

/** Examples that a schema cannot give, because one body has several forms or its members belong together; by door, with the status for an answer. */
export const namedExamples: Readonly<Record<string, Examples>> = {
  'POST /v1/orders': {
    payer_code: { summary: 'The merchant scans the payer’s code', value: order({ type: 'payer_code', code: '130818341921441147' }) },
    merchant_qr: { summary: 'The payer scans a code', value: order({ type: 'merchant_qr' }, { expiresInSeconds: 300 }) },
    terminal: {
      summary: 'On a terminal, with a tip',
      value: order({ type: 'terminal', scenario: 'card' }, { terminalSn: 'T-1001', tip: usd('200') }),
    },
    redirect: { summary: 'On the provider’s page', value: order({ type: 'redirect' }, { returnUrl: 'https://shop.example/back' }) },
    agreement: { summary: 'By a stored authorization', value: order({ type: 'agreement', agreementId: ID }) },
    card_hold: {
      summary: 'A card’s own number, held and taken later; needs cards:write',
      value: order(
        {
          type: 'card',
          card: { number: '4111111111111111', holder: 'A Payer', expiryMonth: '12', expiryYear: '2031', cvv: '123' },
          billingAddress: { country: 'US', zip: '95616' },
        },
        { capture: 'manual' },
      ),
    },
  },
  'POST /v1/orders 201': { paid, pending, unknown },
  'POST /v1/orders 200': { paid },
  'GET /v1/orders/{id} 200': { paid, pending, unknown },
  'POST /v1/orders/{id}/refunds': {
    part: { summary: 'A part', value: { refundNo: 'R-1', amount: usd('500'), reason: 'one coffee was cold', operator: 'ana' } },
    rest: { summary: 'All that is left', value: { refundNo: 'R-2' } },
  },
  'POST /v1/orders/{id}/captures': {
    all: { summary: 'All that is held', value: {} },
    part: { summary: 'A part', value: { amount: usd('500') } },
  },
  'POST /v1/orders/{id}/increments': { more: { summary: '5.00 more', value: { amount: usd('500') } } },
  'POST /v1/orders/{id}/tip': { tip: { summary: 'The whole tip is 2.00', value: { amount: usd('200') } } },
  'POST /v1/orders/{id}/void': { whole: { summary: 'Undone whole', value: { reason: 'wrong table' } } },
  'POST /v1/orders/{id}/cancel': { close: { summary: 'The payer left', value: { reason: 'the payer left' } } },
  'POST /v1/orders/{id}/refresh': { now: { summary: 'Ask now', value: {} } },
  ...tillExamples,
};
