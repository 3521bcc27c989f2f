import { describe, expect, it } from '@jest/globals';
import { declineCodes } from '@interlock/domain';
import { cancelCallFor } from './codepay.cancel-calls.js';
import {
  answeredStatus,
  declineForProcessor,
  figuresStatus,
  gatewayCodes,
  processorCodes,
  ruleForAnswer,
  ruleForCode,
  ruleForFigures,
  ruleForStatus,
  shownStatus,
  transKind,
  verbs,
  type Verb,
} from './codepay.mapping.js';
import { brandOf, entryModeOf, railOf } from './codepay.words.js';

const codes = Object.keys(gatewayCodes);
const outcomes = (code: string, verb: Verb): string => ruleForCode(code, verb).outcome;
const codesWith = (verb: Verb, outcome: string) => codes.filter((code) => outcomes(code, verb) === outcome);

describe('gateway codes', () => {
  it('never turns a refusal of a query into a statement about the money, and only "no such order" into "not found"', () => {
    expect(codesWith('query', 'not_found')).toEqual(['E04111']);
    expect(codesWith('refund_query', 'not_found')).toEqual(['E04111']);
    expect(codesWith('recall', 'not_found')).toEqual(['E04110', 'E04111', 'ET003']);
    for (const verb of ['query', 'refund_query', 'recall'] as const) expect(codesWith(verb, 'declined')).toEqual([]);
  });

  it('declines a sale or an authorization for the account alone: no other code proves that nothing was taken', () => {
    expect(codesWith('sale', 'declined')).toEqual(['E07303']);
    expect(codesWith('authorize', 'declined')).toEqual(['E07303']);
  });

  it('has a row for every verb, takes an empty batch for one, and a repeated number for an earlier send', () => {
    for (const verb of verbs) for (const code of codes) expect(outcomes(code, verb)).toEqual(expect.any(String));
    expect([codesWith('batch_close', 'empty'), codesWith('batch_open', 'empty')]).toEqual([['ET007'], ['ET007']]);
    for (const verb of ['sale', 'authorize', 'capture', 'void', 'refund'] as const)
      expect([ruleForCode('E04112', verb), ruleForCode('E04131', verb)]).toEqual(
        Array.from({ length: 2 }, () => ({ outcome: 'unknown', cause: 'resend_refused' })),
      );
  });

  it.each([
    ['SYS777', 'sale', { outcome: 'unknown', cause: 'provider_error' }],
    ['E07303', 'sale', { outcome: 'declined', code: 'provider_configuration' }],
    ['E07999', 'sale', { outcome: 'unknown', cause: 'unknown_code' }],
    ['E07999', 'refund', { outcome: 'unknown', cause: 'unknown_code' }],
    ['E07', 'sale', { outcome: 'unknown', cause: 'unknown_code' }],
    ['SBX017', 'sale', { outcome: 'unknown', cause: 'unknown_code' }],
    ['SBX013', 'capture', { outcome: 'unknown', cause: 'unknown_code' }],
    ['E04', 'refund', { outcome: 'unknown', cause: 'unknown_code' }],
    ['toString', 'sale', { outcome: 'unknown', cause: 'unknown_code' }],
    ['', 'query', { outcome: 'unknown', cause: 'unknown_code' }],
    ['E04110', 'capture', { outcome: 'declined', code: 'invalid_state' }],
    ['E04110', 'increment', { outcome: 'declined', code: 'invalid_state' }],
    ['ET008', 'void', { outcome: 'declined', code: 'already_settled' }],
    ['ET008', 'adjust_tip', { outcome: 'declined', code: 'already_settled' }],
    ['ET008', 'capture', { outcome: 'unknown', cause: 'provider_error' }],
    ['CF008', 'void', { outcome: 'declined', code: 'invalid_state' }],
    ['E04132', 'refund', { outcome: 'declined', code: 'partial_not_allowed' }],
    ['ET007', 'refund', { outcome: 'unknown', cause: 'provider_error' }],
  ] as const)('%s on %s', (code, verb, rule) => {
    expect(ruleForCode(code, verb)).toEqual(rule);
  });
});

describe('trans_status', () => {
  const approving = (table: Readonly<Record<string, string>>) => Object.keys(table).filter((status) => table[status] === 'approved');

  it('is success for 2 and for what was captured alone, by the kind of what is asked', () => {
    expect(Object.entries(shownStatus).map(([kind, table]) => [kind, ...approving(table)])).toEqual([
      ['sale', '2', '4'],
      ['authorize', '2', '4'],
      ['capture', '2', '4'],
      ['void', '2'],
      ['refund', '2'],
    ]);
    expect(Object.entries(answeredStatus).map(([verb, table]) => [verb, ...approving(table)])).toEqual([
      ['sale', '2', '4'],
      ['capture', '2', '4'],
      ['increment', '2'],
      ['adjust_tip', '2', '4'],
      ['void', '2'],
      ['refund'],
    ]);
  });

  it.each(['5', '10', '02', '2.0', ' 2', '', 'valueOf'])('is unknown for %j, whatever was asked', (status) => {
    for (const kind of Object.keys(shownStatus) as (keyof typeof shownStatus)[]) expect(ruleForStatus(kind, status)).toBe('unknown');
    for (const verb of Object.keys(answeredStatus) as (keyof typeof answeredStatus)[]) expect(ruleForAnswer(verb, status)).toBeUndefined();
    for (const kind of Object.keys(figuresStatus) as (keyof typeof figuresStatus)[]) expect(ruleForFigures(kind, status)).toBeUndefined();
  });
});

describe('errors, kinds and words', () => {
  it('knows a processor code with and without its prefix', () => {
    expect(declineForProcessor('TS-D2012')).toBe('insufficient_funds');
    expect(declineForProcessor('D2012')).toBe('insufficient_funds');
    expect(declineForProcessor('902')).toBe('already_settled');
    expect(declineForProcessor('TS-D0005', 'operation_refused')).toBe('not_settled');
    expect(declineForProcessor('hasOwnProperty')).toBe('declined_by_provider');
    expect(declineForProcessor('D9999', 'operation_refused')).toBe('operation_refused');
  });

  it('names decline codes that exist', () => {
    for (const code of Object.values(processorCodes)) expect(code === 'contradiction' || Object.hasOwn(declineCodes, code)).toBe(true);
  });

  it('offers no cancel for a card in process, nor for anything paid', () => {
    expect(cancelCallFor('0', 'card')).toBe('none');
    expect(cancelCallFor('7', 'qr')).toBeUndefined();
    for (const rail of ['card', 'qr', 'online'] as const)
      expect([cancelCallFor('2', rail), cancelCallFor('4', rail)]).toEqual(['none', 'none']);
  });

  it('falls back without guessing', () => {
    expect(['1', '2', '3', '4', '5', '6', '7', '8', '11', '12', '13', 'x', 'toString'].map(transKind)).toEqual([
      'sale',
      'void',
      'refund',
      'authorize',
      'void',
      'capture',
      'other',
      'refund',
      'sale',
      'other',
      'other',
      'other',
      'other',
    ]);
    expect([railOf('WEB_PAY'), railOf('OTHER')]).toEqual(['online', undefined]);
    expect([brandOf('DinnersClub'), brandOf('PayPay'), entryModeOf('2'), entryModeOf('9')]).toEqual(['DinersClub', 'PayPay', 'chip', '9']);
  });
});
