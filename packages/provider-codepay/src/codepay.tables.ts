import type { WordMeaning, WordTable } from '@interlock/provider-kit';
import {
  answeredStatus,
  figuresStatus,
  gatewayCodes,
  processorCodes,
  shownStatus,
  transTypes,
  verbs,
  type Verb,
} from './codepay.mapping.js';

const codesOf = (verb: Verb): Readonly<Record<string, WordMeaning>> =>
  Object.fromEntries(Object.entries(gatewayCodes).map(([code, row]) => [code, row[verb]]));

/** Every table of `codepay.mapping.ts`, for the page of mappings. */
export const codepayTables: readonly WordTable[] = [
  {
    title: 'The gateway refuses a call',
    word: 'code',
    columns: Object.fromEntries(verbs.map((verb) => [verb, codesOf(verb)])),
  },
  {
    title: 'A transaction as a query or a notification shows it',
    word: 'trans_status',
    columns: { ...shownStatus, ...figuresStatus },
  },
  { title: 'A transaction as the answer to a call states it', word: 'trans_status', columns: answeredStatus },
  { title: 'What kind of transaction is shown', word: 'trans_type', columns: { 'in our words': transTypes } },
  {
    title: 'Why the processor or the terminal said no',
    word: 'resp_code, trans_error_code',
    columns: { 'declined as': processorCodes },
  },
];
