import { notApplicable, type Scenario } from '@interlock/provider-kit/testing';
import { cancelWords, captureWords, payWords, refundWords, voidWords, type ResultRule } from '../wallet.mapping.js';
import { ACCESS_TOKEN, agreementSale, cancelOf, captureOf, charge, hold, refund, sale, voidOf } from './scripted-wallet.js';
import { amount, declinesOf, duplicatesOf, result, silentWordsOf, strangeWords } from './wallet-words.js';

const PAYMENT_ID = 'WP-0001';
const KEY = sale().providerKey;
const PAID = 2_000n;
const figures = ['amount', 'currency'] as const;

/** What every call has from its table. */
const words = (table: Readonly<Record<string, ResultRule>>) =>
  ({
    declined: declinesOf(table),
    silent: silentWordsOf(table),
    duplicate: duplicatesOf(table),
    undocumented: strangeWords,
  }) as const;

const payment = { paymentId: PAYMENT_ID, paymentRequestId: KEY };
const page = { redirectActionForm: { method: 'GET', redirectionUrl: 'https://wallet.example.test/pay?id=1' } };

const cashier: Scenario = {
  label: 'sale on the cashier page',
  request: sale(),
  sentKey: KEY,
  asked: PAID,
  states: { approved: [], pending: figures },
  approved: notApplicable('S is an order that waits for the payer; the inquiry tells of the payment'),
  pending: (told) => result('S/SUCCESS', { ...payment, ...page, ...amount('paymentAmount', told) }, told.echo),
  ...words(payWords),
};

const agreement: Scenario = {
  ...cashier,
  label: 'sale by agreement',
  request: agreementSale(),
  states: { approved: figures, pending: figures },
  confidential: [ACCESS_TOKEN],
  approved: (told) => result('S/SUCCESS', { ...payment, ...amount('paymentAmount', told) }, told.echo),
  pending: (told) => result('A/ACCEPT', { ...payment, ...page, ...amount('paymentAmount', told) }),
};

const authorize: Scenario = {
  ...agreement,
  label: 'authorize',
  request: sale({ kind: 'authorize' }),
  confidential: [],
  pending: (told) => result('S/SUCCESS', { ...payment, ...page, ...amount('paymentAmount', told) }),
};

const capture: Scenario = {
  label: 'capture',
  request: captureOf(),
  sentKey: 'capture0001',
  asked: 1_500n,
  states: { approved: figures, pending: [] },
  approved: (told) =>
    result(
      'S/SUCCESS',
      { captureId: 'WC-1', captureRequestId: 'capture0001', paymentId: PAYMENT_ID, ...amount('captureAmount', told) },
      told.echo,
    ),
  pending: notApplicable('S takes the money at once'),
  ...words(captureWords),
};

const voidHold: Scenario = {
  label: 'void of an authorization',
  request: voidOf(hold()),
  sentKey: 'void0001',
  asked: PAID,
  states: { approved: figures, pending: [] },
  approved: (told) =>
    result('S/SUCCESS', { voidId: 'WV-1', voidRequestId: 'void0001', paymentId: PAYMENT_ID, ...amount('voidAmount', told) }, told.echo),
  pending: notApplicable('S lets go of the hold at once'),
  ...words(voidWords),
};

const cancel: Scenario = {
  label: 'cancel',
  request: cancelOf(),
  sentKey: KEY,
  asked: PAID,
  states: { approved: [], pending: [] },
  approved: ({ echo }) => result('S/SUCCESS', payment, echo),
  pending: notApplicable('a cancel is done or refused'),
  ...words(cancelWords),
};

const refunding: Scenario = {
  label: 'refund',
  request: refund(),
  sentKey: 'refund0001',
  asked: 500n,
  states: { approved: [], pending: figures },
  approved: notApplicable('S says that the merchant was debited; only the inquiry approves'),
  pending: (told) => result('S/SUCCESS', { refundId: 'WR-1', refundRequestId: 'refund0001', ...amount('refundAmount', told) }, told.echo),
  ...words(refundWords),
};

export const operations: readonly Scenario[] = [
  cashier,
  { ...cashier, label: 'sale by QR code', request: sale({ method: { type: 'merchant_qr' } }) },
  agreement,
  authorize,
  capture,
  cancel,
  voidHold,
  { ...cancel, label: 'void of a payment', request: voidOf(charge()) },
  refunding,
];
