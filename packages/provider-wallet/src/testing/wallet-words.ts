import { notApplicable, type DecliningWord, type Figures, type Reply, type Scenario, type Word } from '@interlock/provider-kit/testing';
import type { InquiryRule, ResultRule } from '../wallet.mapping.js';
import { says } from './wallet-signer.js';

/** An answer with a result word such as `F/RISK_REJECT`. What it repeats stands in the message and in a member that nobody documented. */
export function result(word: string, members: object = {}, echo: readonly string[] = []): Reply {
  const [resultStatus, resultCode] = word.split('/');
  return says({
    result: { resultStatus, resultCode, resultMessage: ['as documented', ...echo].join(' ') },
    ...members,
    ...(echo.length === 0 ? {} : { memo: echo.join(' ') }),
  });
}

/** An amount under that name, where it is to be stated. */
export const amount = (name: string, { minor, currency = 'CLP' }: Figures): object =>
  minor === undefined ? {} : { [name]: { currency, value: minor.toString() } };

type Table = Readonly<Record<string, ResultRule>>;

export const declinesOf = (table: Table): readonly DecliningWord[] =>
  Object.entries(table).flatMap(([word, rule]) => (rule.outcome === 'declined' ? [{ word, reply: result(word), code: rule.code }] : []));

/** Neither yes nor no. That our number is there already is a case of its own. */
export const silentWordsOf = (table: Table): readonly Word[] =>
  Object.entries(table).flatMap(([word, rule]) =>
    rule.outcome === 'unknown' && rule.cause !== 'resend_refused' ? [{ word, reply: result(word) }] : [],
  );

/** That the order is there already proves that it was begun, not that money moved; with other content it says nothing of ours. */
const repeated = { 'S/REPEAT_REQUEST': 'pending', 'F/REPEAT_REQ_INCONSISTENT': 'unknown' } as const;

export function duplicatesOf(table: Table): Scenario['duplicate'] {
  const words = Object.entries(repeated).flatMap(([word, outcome]) =>
    Object.hasOwn(table, word) ? [{ word, reply: result(word), outcome }] : [],
  );
  return words.length === 0 ? notApplicable("the payment's number is its key: asked again it is the same cancel") : words;
}

/** Words that no document has, under each status and under one that is none. */
export const strangeWords: readonly Word[] = ['F/SOMETHING_NEW', 'U/SOMETHING_NEW', 'S/FINE', 'A/FINE', 'R/SUCCESS', 'F/constructor'].map(
  (word) => ({ word, reply: result(word) }),
);

type Inquiry = Readonly<Record<string, InquiryRule>>;
const inquiryWords = (table: Inquiry, outcome: InquiryRule['outcome']): readonly Word[] =>
  Object.entries(table).flatMap(([word, rule]) => (rule.outcome === outcome ? [{ word, reply: result(word) }] : []));
export const silentInquiry = (table: Inquiry): readonly Word[] => inquiryWords(table, 'no_answer');
export const notFoundInquiry = (table: Inquiry): readonly Word[] => inquiryWords(table, 'not_found');
