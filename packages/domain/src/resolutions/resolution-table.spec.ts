import { describe, expect, it } from '@jest/globals';
import { CASE_KINDS, RESOLUTIONS } from '../cases.js';
import { resolutionWords, standsInSilence, wordsOf } from './resolutions.js';
import { resolutionTable } from './resolution-table.js';
import { SITUATIONS } from './situation.js';

const cells = CASE_KINDS.flatMap((kind) => SITUATIONS.map((situation) => [kind, situation, resolutionTable[kind][situation]] as const));

describe('the table of resolutions', () => {
  it.each(cells)('%s, %s: may always be asked again, and names nothing twice', (_kind, _situation, resolutions) => {
    expect(resolutions).toContain('ask_again');
    expect(new Set(resolutions).size).toBe(resolutions.length);
  });

  it('leaves nothing but asking only where a cancel of ours is under way, which has an end and a case of its own', () => {
    const stuck = cells.filter(([, , resolutions]) => resolutions.length === 1).map(([, situation]) => situation);
    expect(new Set(stuck)).toEqual(new Set(['suspended']));
  });

  it('lets a person say what became of an operation only while nobody knows, or where a proof came late', () => {
    const said = cells.filter(([, , resolutions]) => resolutions.includes('confirm')).map(([kind, situation]) => `${kind} ${situation}`);
    const open = CASE_KINDS.flatMap((kind) => ['open_charge', 'open_cancel', 'open_change'].map((situation) => `${kind} ${situation}`));
    expect(new Set(said)).toEqual(new Set([...open, 'state_conflict refused_change']));
  });

  it('gives a duplicate back in its own case alone, and late money in its own', () => {
    const where = (resolution: string): string[] =>
      cells.filter(([, , all]) => all.some((one) => one === resolution)).map(([kind, situation]) => `${kind} ${situation}`);
    expect(where('refund_duplicate')).toEqual(['duplicate_charge duplicate']);
    expect(where('refund')).toEqual(['late_success standing_charge', 'late_success closed_charge']);
  });

  it('says of each resolution what it does, in every situation that it is offered in', () => {
    for (const resolution of RESOLUTIONS) expect(resolutionWords[resolution].else).not.toBe('');
    for (const [kind, situation, resolutions] of cells)
      for (const resolution of resolutions) expect(wordsOf(resolution, situation, kind)).toMatch(/^\w/);
  });

  it('says of a closed charge that its money is there only in the case of late money: elsewhere nothing is kept but the record', () => {
    expect(wordsOf('keep', 'closed_charge', 'late_success')).toMatch(/^the money is there/);
    for (const kind of CASE_KINDS.filter((other) => other !== 'late_success' && resolutionTable[other].closed_charge.includes('keep')))
      expect(wordsOf('keep', 'closed_charge', kind)).toBe(resolutionWords.keep.else);
  });

  it.each([
    ['confirm', 'outcome_unknown', 'open_charge', true],
    ['decline', 'unknown_code', 'open_change', true],
    ['write_off', 'amount_mismatch', 'standing_charge', true],
    ['keep', 'late_success', 'standing_charge', true],
    ['decline', 'late_success', 'closed_charge', false],
    ['keep', 'late_success', 'closed_charge', false],
    ['refund', 'late_success', 'standing_charge', false],
    ['refund_duplicate', 'duplicate_charge', 'duplicate', false],
  ] as const)('%s of %s (%s) in the silence of the provider: %s', (resolution, kind, situation, stands) => {
    expect(standsInSilence(resolution, kind, situation)).toBe(stands);
  });
});
