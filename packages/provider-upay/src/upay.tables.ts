import type { WordMeaning, WordTable } from '@interlock/provider-kit';
import {
  businessError,
  businessResult,
  closedStatus,
  fundingType,
  orderStatus,
  paywayName,
  refundStatus,
  requestError,
  subPayway,
  terminalResult,
  transactionStatus,
  voidStatus,
} from './upay.mapping.js';
import type { AskedFor } from './upay.mapping.js';

/** The same member of every rule of a table. */
function column<Rule>(table: Readonly<Record<string, Rule>>, of: (rule: Rule) => WordMeaning): Readonly<Record<string, WordMeaning>> {
  return Object.fromEntries(Object.entries(table).map(([word, rule]) => [word, of(rule)]));
}

const errorsOf = (asked: AskedFor) => column(businessError, (rule) => (rule[asked] === 'unknown' ? 'unknown' : rule[asked]));
const decided = { success: 'approved', failure: 'declined', intermediate: 'pending', unknown: 'unknown' } as const;

/** Every table of `upay.mapping.ts`, for the page of mappings. */
export const upayTables: readonly WordTable[] = [
  {
    title: 'State of an order, by the operation that looks at it',
    word: 'order_status',
    columns: {
      sale: orderStatus,
      void: voidStatus,
      'nothing left collected, after cancel or revoke': closedStatus,
      'a refund, where its own status is not told': refundStatus,
    },
  },
  {
    title: 'State of a transaction: the latest, or the refund that was asked for',
    word: 'status',
    columns: { 'of a refund': column(transactionStatus, (status) => decided[status]), family: transactionStatus },
  },
  {
    title: 'What a call came to',
    word: 'business result_code',
    columns: {
      'answers a call of': column(businessResult, ({ answers }) => answers),
      family: column(businessResult, ({ family }) => family),
    },
  },
  {
    title: 'Why, by the operation that it answers',
    word: 'business error_code',
    columns: {
      sale: errorsOf('sale'),
      cancel: errorsOf('cancel'),
      void: errorsOf('void'),
      refund: errorsOf('refund'),
      query: errorsOf('query'),
    },
  },
  {
    title: 'A request that was not carried out',
    word: 'error_code',
    columns: {
      'beside result_code 400: declined': column(requestError, ({ refused }) => refused),
      'beside result_code 500: unknown': column(requestError, ({ failed }) => failed),
    },
  },
  {
    title: 'Activation and check-in',
    word: 'business result_code',
    columns: {
      'answers a call of': column(terminalResult, ({ answers }) => answers),
      family: column(terminalResult, ({ family }) => family),
    },
  },
  { title: 'Who paid', word: 'payment_list type', columns: { 'paid by': fundingType } },
  { title: 'The wallet, for a receipt', word: 'payway', columns: { brand: paywayName } },
  { title: 'How the wallet was reached, for a receipt', word: 'sub_payway', columns: { 'entry mode': subPayway } },
];
