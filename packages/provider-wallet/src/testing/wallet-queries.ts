import { notApplicable, type DecliningWord, type Scenario, type Word } from '@interlock/provider-kit/testing';
import { inquiryPaymentWords, inquiryRefundWords, payWords, type ResultRule } from '../wallet.mapping.js';
import { charge, hold, queryOf, queryOfEffect, queryOfRefund, sale, unpaid } from './scripted-wallet.js';
import { says } from './wallet-signer.js';
import { amount, notFoundInquiry, result, silentInquiry, strangeWords } from './wallet-words.js';

const KEY = sale().providerKey;
const PAID = 2_000n;
const figures = ['amount', 'currency'] as const;
const noKey = notApplicable('a query has no key of its own');

/** What the inquiry shows of the payment. */
const shown = (paymentStatus: string, members: object = {}, echo?: readonly string[]) =>
  result('S/SUCCESS', { paymentId: 'WP-0001', paymentRequestId: KEY, paymentStatus, ...members }, echo);

/** Alipay+ puts a word of pay here instead of `paymentStatus`. */
const told = (word: string): Word['reply'] => {
  const [resultStatus, resultCode] = word.split('/');
  return result('S/SUCCESS', { paymentId: 'WP-0001', paymentRequestId: KEY, paymentResult: { resultStatus, resultCode } });
};
const payRules: readonly (readonly [string, ResultRule])[] = Object.entries(payWords);

const failures: readonly DecliningWord[] = [
  { word: 'FAIL', reply: shown('FAIL'), code: 'declined_by_provider' },
  { word: 'CANCELLED', reply: shown('CANCELLED'), code: 'canceled' },
  ...payRules.flatMap(([word, rule]) =>
    rule.outcome === 'declined' ? [{ word: `paymentResult ${word}`, reply: told(word), code: rule.code }] : [],
  ),
];
const silence: readonly Word[] = [
  ...silentInquiry(inquiryPaymentWords),
  ...payRules.flatMap(([word, rule]) => (rule.outcome === 'unknown' ? [{ word: `paymentResult ${word}`, reply: told(word) }] : [])),
];
const strange: readonly Word[] = [
  ...strangeWords,
  { word: 'paymentStatus', reply: shown('PAID') },
  { word: 'paymentStatus constructor', reply: shown('constructor') },
  { word: 'paymentResult', reply: told('S/FINE') },
];

const charged = (kind: 'sale' | 'authorize', status: string): Scenario => ({
  label: `query of ${kind === 'sale' ? 'a sale' : 'an authorization'}`,
  request: queryOf(kind === 'sale' ? unpaid() : hold(), kind),
  sentKey: KEY,
  asked: PAID,
  states: { approved: figures, pending: figures },
  approved: (of) => shown(status, amount('paymentAmount', of), of.echo),
  pending: (of) => shown('PROCESSING', amount('paymentAmount', of)),
  declined: failures,
  silent: silence,
  duplicate: noKey,
  undocumented: strange,
  notFound: notFoundInquiry(inquiryPaymentWords),
});

const entry = (type: string, status: string, of: Parameters<typeof amount>[1] = {}) => ({
  transactions: [{ transactionId: 'WT-1', transactionType: type, transactionStatus: status, ...amount('transactionAmount', of) }],
});

const capture: Scenario = {
  ...charged('authorize', 'SUCCESS'),
  label: 'query of a capture',
  request: queryOfEffect('capture', hold(), { providerRef: 'WT-1' }),
  asked: 1_500n,
  states: { approved: figures, pending: [] },
  approved: (of) => shown('SUCCESS', entry('CAPTURE', 'SUCCESS', of), of.echo),
  pending: () => shown('AUTH_SUCCESS', entry('CAPTURE', 'PROCESSING')),
  declined: [
    { word: 'CANCELLED', reply: shown('CANCELLED'), code: 'invalid_state' },
    { word: 'FAIL', reply: shown('FAIL'), code: 'operation_refused' },
    { word: 'CAPTURE FAIL', reply: shown('AUTH_SUCCESS', entry('CAPTURE', 'FAIL')), code: 'operation_refused' },
  ],
  notFound: [{ word: 'AUTH_SUCCESS', reply: shown('AUTH_SUCCESS') }, ...notFoundInquiry(inquiryPaymentWords)],
};

const undone = (
  label: string,
  of: ReturnType<typeof charge>,
  type: string,
  standing: string,
  declined: Scenario['declined'],
): Scenario => ({
  ...capture,
  label,
  request: queryOfEffect('void', of, { providerRef: 'WT-1' }),
  asked: PAID,
  approved: (figure) => shown('CANCELLED', entry(type, 'SUCCESS', figure), figure.echo),
  pending: () => shown(standing, entry(type, 'PROCESSING')),
  declined,
  notFound: [{ word: standing, reply: shown(standing) }, ...notFoundInquiry(inquiryPaymentWords)],
});

const refunded = (refundStatus: string, members: object = {}, echo?: readonly string[]) =>
  result('S/SUCCESS', { refundId: 'WR-1', refundRequestId: 'refund0001', refundStatus, ...members }, echo);

const refund: Scenario = {
  label: 'query of a refund',
  request: queryOfRefund(),
  sentKey: 'refund0001',
  asked: 500n,
  states: { approved: figures, pending: figures },
  approved: (of) => refunded('SUCCESS', amount('refundAmount', of), of.echo),
  pending: (of) => refunded('PROCESSING', amount('refundAmount', of)),
  declined: [{ word: 'FAIL', reply: refunded('FAIL'), code: 'operation_refused' }],
  silent: [
    ...silentInquiry(inquiryRefundWords),
    { word: 'no refundStatus', reply: says({ result: { resultStatus: 'S', resultCode: 'SUCCESS' } }) },
  ],
  duplicate: noKey,
  undocumented: [...strangeWords, { word: 'refundStatus', reply: refunded('RETURNED') }],
  notFound: notFoundInquiry(inquiryRefundWords),
};

export const queries: readonly Scenario[] = [
  charged('sale', 'SUCCESS'),
  charged('authorize', 'AUTH_SUCCESS'),
  capture,
  undone('query of a void of an authorization', hold(), 'VOID', 'AUTH_SUCCESS', [
    { word: 'SUCCESS', reply: shown('SUCCESS'), code: 'invalid_state' },
    { word: 'VOID FAIL', reply: shown('AUTH_SUCCESS', entry('VOID', 'FAIL')), code: 'operation_refused' },
  ]),
  undone('query of a void of a payment', charge(), 'CANCEL', 'SUCCESS', [
    { word: 'CANCEL FAIL', reply: shown('SUCCESS', entry('CANCEL', 'FAIL')), code: 'operation_refused' },
  ]),
  refund,
];
