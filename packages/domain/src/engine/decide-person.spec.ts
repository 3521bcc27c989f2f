import { describe, expect, it } from '@jest/globals';
import { at, deadCharge, ofCancel, ofCharge, rules } from '../../testing/snapshots.js';
import { contradicts, standsUnheard } from '../resolutions/allowed.js';
import { decidePerson } from './decide-person.js';
import type { PersonEvidence, PersonsWord } from './snapshot.js';

const said = ['approved', 'declined', 'reversed', 'pending', 'not_found'] as const;
const person = (word: Pick<PersonsWord, 'resolution' | 'kind'>, over: Partial<PersonsWord> = {}): PersonEvidence => ({
  source: 'person',
  receivedAt: at(200),
  word: { stated: 'not_stated', writtenOff: 0n, ...word, ...over },
});

describe('late money that a person speaks of', () => {
  const closed = ofCharge({ state: 'canceled' }, deadCharge(), { openCases: ['late_success'] });

  it.each(['keep', 'refund'] as const)(
    'is believed (%s) on an explicit yes to the question just asked, and on nothing else',
    (resolution) => {
      const word = { resolution, kind: 'late_success' } as const;
      expect(said.filter((outcome) => !contradicts(word, closed, outcome))).toEqual(['approved']);
      expect(standsUnheard(word, closed)).toBe(false);
      expect(decidePerson(closed, person(word), rules)).toMatchObject({ state: 'paid', operation: { outcome: 'approved' } });
    },
  );

  it('is not what another case of a closed charge is about: to keep what is recorded takes no money for there', () => {
    const word = { resolution: 'keep', kind: 'outcome_unknown' } as const;
    expect(said.filter((outcome) => contradicts(word, closed, outcome))).toEqual([]);
    expect(decidePerson(closed, person(word), rules)).toMatchObject({ state: 'canceled', movements: [], followUp: undefined });
  });
});

describe('a cancel of which a person says that it did nothing', () => {
  const word = { resolution: 'decline', kind: 'outcome_unknown' } as const;
  const held = ofCancel({ state: 'canceled' }, deadCharge({ openExclusive: 'cancel' }), { outcome: 'unknown' }, { lateMoneyHeld: true });

  it('sends the late money back by a refund, so only an explicit yes to the question just asked carries it', () => {
    expect(said.filter((outcome) => !contradicts(word, held, outcome))).toEqual(['approved']);
    expect(standsUnheard(word, held)).toBe(false);
    expect(decidePerson(held, person(word), rules).followUp).toMatchObject({ kind: 'refund', amountMinor: 1000n });
  });

  it('moves no money where none is held: the word stands in silence, and while the payment is open', () => {
    const asked = ofCancel({}, {}, { outcome: 'unknown' });
    expect(standsUnheard(word, asked)).toBe(true);
    expect(said.filter((outcome) => contradicts(word, asked, outcome))).toEqual(['declined', 'reversed']);
  });
});
