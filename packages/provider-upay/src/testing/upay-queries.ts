import { notApplicable, type DecliningWord, type Scenario, type Word } from '@interlock/provider-kit/testing';
import { businessError, isDecline, orderStatus, refundStatus, transactionStatus, voidStatus } from '../upay.mapping.js';
import { CLIENT_SN, MXN, order, PAID, queryOf, REFUND_NO, REFUNDED } from './upay-requests.js';
import { refunded, told } from './upay-scenarios.js';
import { business, failedRequests, says } from './upay-words.js';

const states = (table: Readonly<Record<string, string>>, meaning: string): readonly string[] =>
  Object.keys(table).filter((state) => table[state] === meaning);

/** Of the query itself, whatever it asks after: these say nothing about the money. */
const silentQuery: readonly Word[] = [
  ...Object.entries(businessError)
    .filter(([, { query }]) => query === 'unknown')
    .map(([word]) => ({ word: `FAIL ${word}`, reply: business('FAIL', undefined, word) })),
  ...failedRequests,
];
const undocumentedQuery: readonly Word[] = [
  { word: 'result_code', reply: business('QUERIED', order()) },
  { word: 'error_code', reply: business('FAIL', undefined, 'SOMETHING_NEW') },
  { word: '500 error_code', reply: says({ result_code: '500', error_code: 'SOMETHING_NEW' }) },
];
const unknownOrder: readonly Word[] = [
  ...['UPAY_ORDER_NOT_EXISTS', 'UPAY_ORDER_NOT_EXIST'].map((word) => ({ word, reply: business('FAIL', undefined, word) })),
  { word: 'ORDER_NOT_FOUND', reply: business('ORDER_NOT_FOUND') },
];
const noKey = notApplicable('a query has no key of its own');

/** Closed unpaid, and the transaction agrees; the error code beside it says why. */
const closed = (errorCode?: string) => business('SUCCESS', order({ status: 'FAIL_CANCELED', order_status: 'PAY_CANCELED' }), errorCode);
const declines: readonly DecliningWord[] = [
  { word: 'PAY_CANCELED', reply: closed(), code: 'declined_by_provider' },
  { word: 'CANCELED', reply: business('SUCCESS', order({ status: 'FAIL_CANCELED', order_status: 'CANCELED' })), code: 'canceled' },
  ...Object.entries(businessError).flatMap(([word, { sale }]) =>
    isDecline(sale) ? [{ word: `PAY_CANCELED ${word}`, reply: closed(word), code: sale }] : [],
  ),
];

const payment: Scenario = {
  label: 'query of a sale',
  request: queryOf({ kind: 'sale' }),
  sentKey: CLIENT_SN,
  asked: PAID,
  states: { approved: ['amount'], pending: [] },
  approved: (figures) => business('SUCCESS', order({ net_amount: figures.minor?.toString(), ...told(figures) })),
  pending: (figures) => business('SUCCESS', order({ status: 'IN_PROG', order_status: 'CREATED', ...told(figures) })),
  declined: declines,
  silent: [
    ...states(orderStatus, 'unknown').map((word) => ({ word, reply: business('SUCCESS', order({ order_status: word })) })),
    ...silentQuery,
  ],
  duplicate: noKey,
  undocumented: [{ word: 'order_status', reply: business('SUCCESS', order({ order_status: 'SETTLED' })) }, ...undocumentedQuery],
  notFound: unknownOrder,
};

const refund: Scenario = {
  label: 'query of a refund',
  request: queryOf({ kind: 'refund', providerKey: REFUND_NO, amount: { currency: MXN, minor: REFUNDED }, onTerminal: false }),
  sentKey: REFUND_NO,
  asked: REFUNDED,
  states: { approved: ['amount'], pending: ['amount'] },
  approved: (figures) => business('SUCCESS', refunded(figures)),
  pending: (figures) => business('SUCCESS', refunded(figures, { status: 'IN_PROG', order_status: 'REFUND_INPROGRESS' })),
  declined: states(transactionStatus, 'failure').map((word) => ({
    word,
    reply: business('SUCCESS', refunded({}, { status: word, order_status: 'REFUND_ERROR' })),
    code: 'operation_refused',
  })),
  silent: [
    ...states(transactionStatus, 'unknown').map((word) => ({ word, reply: business('SUCCESS', refunded({}, { status: word })) })),
    // A success of the refund beside an order of which nothing was given back.
    ...[...states(refundStatus, 'none'), ...states(refundStatus, 'silent')].map((word) => ({
      word: `SUCCESS beside ${word}`,
      reply: business('SUCCESS', refunded({}, { order_status: word })),
    })),
    ...silentQuery,
  ],
  duplicate: noKey,
  undocumented: [{ word: 'status', reply: business('SUCCESS', refunded({}, { status: 'SETTLED' })) }, ...undocumentedQuery],
  notFound: [{ word: 'PAID', reply: business('SUCCESS', order({ client_tsn: CLIENT_SN })) }, ...unknownOrder],
};

const revoke: Scenario = {
  label: 'query of a void',
  request: queryOf({ kind: 'void', providerKey: 'v', amount: { currency: MXN, minor: PAID }, onTerminal: false }),
  sentKey: CLIENT_SN,
  asked: PAID,
  states: { approved: ['amount'], pending: [] },
  approved: (figures) => business('SUCCESS', order({ order_status: 'CANCELED', net_amount: '0', ...told(figures) })),
  pending: () => business('SUCCESS', order({ order_status: 'CANCEL_INPROGRESS' })),
  declined: notApplicable('a revoke that did not happen leaves a paid order: it is not found'),
  silent: [
    ...states(voidStatus, 'unknown').map((word) => ({ word, reply: business('SUCCESS', order({ order_status: word })) })),
    ...silentQuery,
  ],
  duplicate: noKey,
  undocumented: [{ word: 'order_status', reply: business('SUCCESS', order({ order_status: 'SETTLED' })) }, ...undocumentedQuery],
  notFound: [
    ...states(voidStatus, 'not_found').map((word) => ({ word, reply: business('SUCCESS', order({ order_status: word })) })),
    ...unknownOrder,
  ],
};

export const queries: readonly Scenario[] = [payment, refund, revoke];
