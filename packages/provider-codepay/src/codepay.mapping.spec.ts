import { describe, expect, it } from '@jest/globals';
import { declineCodes } from '@interlock/domain';
import {
  brandOf,
  cancelCallFor,
  declineForError,
  entryModeOf,
  errorCodes,
  gatewayCodes,
  orderStatus,
  railOf,
  refundStatus,
  ruleForCode,
  ruleForStatus,
  transKind,
} from './codepay.mapping.js';

describe('gateway codes', () => {
  it('never turns a refusal of a query into a statement about the money, and only E04111 into "not found"', () => {
    const notFound = Object.keys(gatewayCodes).filter((code) => ruleForCode(code, 'query').outcome === 'not_found');
    expect(notFound).toEqual(['E04111']);
    expect(Object.keys(gatewayCodes).filter((code) => ruleForCode(code, 'query').outcome === 'declined')).toEqual([]);
  });

  it('declines a sale for the account alone: no other code proves that nothing was taken', () => {
    expect(Object.keys(gatewayCodes).filter((code) => ruleForCode(code, 'sale').outcome === 'declined')).toEqual(['E07303']);
  });

  it.each([
    ['SYS777', 'sale', { outcome: 'unknown', cause: 'provider_error' }],
    ['E07303', 'sale', { outcome: 'declined', code: 'provider_configuration' }],
    ['E07999', 'sale', { outcome: 'unknown', cause: 'unknown_code' }],
    ['E07999', 'refund', { outcome: 'unknown', cause: 'unknown_code' }],
    ['E07', 'sale', { outcome: 'unknown', cause: 'unknown_code' }],
    ['SBX017', 'sale', { outcome: 'unknown', cause: 'unknown_code' }],
    ['E04', 'refund', { outcome: 'unknown', cause: 'unknown_code' }],
    ['toString', 'sale', { outcome: 'unknown', cause: 'unknown_code' }],
    ['', 'query', { outcome: 'unknown', cause: 'unknown_code' }],
  ] as const)('%s on a %s', (code, verb, rule) => {
    expect(ruleForCode(code, verb)).toEqual(rule);
  });
});

describe('trans_status', () => {
  it('has every documented value, for orders and refunds, and success for 2 and a captured order alone', () => {
    expect(Object.keys(orderStatus)).toEqual(['0', '1', '2', '3', '4', '9']);
    expect(
      Object.entries(orderStatus)
        .filter(([, rule]) => rule === 'approved')
        .map(([status]) => status),
    ).toEqual(['2', '4']);
    expect(
      Object.entries(refundStatus)
        .filter(([, rule]) => rule === 'approved')
        .map(([status]) => status),
    ).toEqual(['2']);
  });

  it.each(['5', '10', '02', '2.0', ' 2', '', 'valueOf'])('is unknown for %j', (status) => {
    expect(ruleForStatus(orderStatus, status)).toBe('unknown');
    expect(ruleForStatus(refundStatus, status)).toBe('unknown');
  });
});

describe('errors, kinds and words', () => {
  it('knows a processor code with and without its prefix', () => {
    expect(declineForError('TS-D2012')).toBe('insufficient_funds');
    expect(declineForError('D2012')).toBe('insufficient_funds');
    expect(declineForError('902')).toBe('already_settled');
    expect(declineForError('hasOwnProperty')).toBe('declined_by_provider');
  });

  it('names decline codes that exist', () => {
    for (const code of Object.values(errorCodes)) expect(code === 'contradiction' || Object.hasOwn(declineCodes, code)).toBe(true);
  });

  it('offers no cancel for a card in process, nor for anything paid', () => {
    expect(cancelCallFor('0', 'card')).toBe('none');
    expect(cancelCallFor('7', 'qr')).toBeUndefined();
    for (const rail of ['card', 'qr', 'online'] as const)
      expect([cancelCallFor('2', rail), cancelCallFor('4', rail)]).toEqual(['none', 'none']);
  });

  it('falls back without guessing', () => {
    expect([transKind('1'), transKind('11'), transKind('3'), transKind('12'), transKind('x')]).toEqual([
      'sale',
      'sale',
      'refund',
      'other',
      'other',
    ]);
    expect([railOf('WEB_PAY'), railOf('OTHER')]).toEqual(['online', undefined]);
    expect([brandOf('DinnersClub'), brandOf('PayPay'), entryModeOf('2'), entryModeOf('9')]).toEqual(['DinersClub', 'PayPay', 'chip', '9']);
  });
});
