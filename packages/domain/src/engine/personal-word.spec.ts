import { describe, expect, it } from '@jest/globals';
import { answer, at, notification, ofCancel, ofCharge, ofRefund, paidCharge, query, rules } from '../../testing/snapshots.js';
import { decide } from './decide.js';

describe('a word that a person has to look at', () => {
  it('is news again where it is another one', () => {
    const known = ofCharge(
      { state: 'uncertain' },
      { outcome: 'unknown', providerCode: '77', shown: true },
      { openCases: ['unknown_code'] },
    );
    const result = { outcome: 'unknown', cause: 'unknown_code', providerCode: '78' } as const;
    expect(decide(known, query(result, 12), rules)).toMatchObject({ weight: 'news', cases: [], operation: { providerCode: '78' } });
  });

  it.each(['amount_mismatch', 'currency_mismatch'] as const)(
    'about figures (%s) is no reason to cancel, unless the merchant wants it',
    (cause) => {
      const result = { outcome: 'unknown', cause, providerRef: 'ref' } as const;
      const over = query(result, 61);
      expect(decide(ofCharge({ state: 'pending' }, { outcome: 'pending' }), over, rules).followUp).toBeUndefined();
      const expired = ofCharge({ state: 'pending', cancelRequested: 'expiry' }, { outcome: 'pending' });
      expect(decide(expired, over, rules)).toMatchObject({ followUp: undefined, clearsCancelRequest: false, cases: [{ kind: cause }] });
      const wanted = ofCharge({ state: 'pending', cancelRequested: 'merchant' }, { outcome: 'pending' });
      expect(decide(wanted, over, rules).followUp).toEqual({ kind: 'cancel', reason: 'requested' });
    },
  );

  it.each(['answer', 'query', 'notification'] as const)('in any %s about any operation is a fact and a case', (source) => {
    const result = { outcome: 'unknown', cause: 'unknown_code', providerCode: '77' } as const;
    const closed = { outcome: 'declined', declineCode: 'canceled', finishedAt: at(30), dueAt: null } as const;
    const subjects = {
      sale: ofCharge({ state: 'pending' }, { outcome: 'pending' }),
      'closed sale': ofCharge({ state: 'canceled' }, closed),
      'paid sale': ofCharge({ state: 'paid' }, paidCharge()),
      cancel: ofCancel({}, {}),
      'closed cancel': ofCancel({ state: 'canceled' }, closed, { outcome: 'approved', finishedAt: at(30), dueAt: null }),
      refund: ofRefund(),
      'closed refund': ofRefund({}, { outcome: 'approved', finishedAt: at(110), dueAt: null }),
    };
    for (const [name, subject] of Object.entries(subjects)) {
      const heard = source === 'query' ? query(result, 130) : source === 'answer' ? answer(result) : notification(result, 130);
      expect([name, decide(subject, heard, rules)]).toMatchObject([
        name,
        { weight: 'news', state: expect.any(String), cases: [{ kind: 'unknown_code', detail: `${source}: the provider said 77` }] },
      ]);
    }
  });

  it('in a query that failed is shown to a person as well', () => {
    const decision = decide(
      ofCharge({ state: 'pending' }, { outcome: 'pending' }),
      query({ outcome: 'no_answer', cause: 'unknown_code' }, 10),
      rules,
    );
    expect(decision).toMatchObject({ weight: 'news', state: 'pending', cases: [{ kind: 'unknown_code' }] });
  });
});

describe('an operation that is done by the word of a person alone', () => {
  const done = { outcome: 'approved', finishedAt: at(150), dueAt: at(3_750), shown: true } as const;
  const unknownToThem = { outcome: 'not_found', providerCode: 'NOT_FOUND' } as const;

  it('and is not known to the provider when nothing can arrive any more is shown to a person again', () => {
    const said = ofRefund({ refundedMinor: 400n }, done, { state: 'partially_refunded' }, { saidByPerson: ['outcome_unknown'] });
    expect(decide(said, query(unknownToThem, 3_750), rules)).toMatchObject({
      weight: 'news',
      state: 'partially_refunded',
      operation: { outcome: 'approved', dueAt: null },
      cases: [{ kind: 'state_conflict', detail: expect.stringContaining('as a person has said') }, { kind: 'outcome_unknown' }],
    });
    // Its last send may arrive until second 146.
    expect(decide(said, query(unknownToThem, 145), rules)).toMatchObject({ weight: 'nothing_said', cases: [] });
  });

  it('is not one that the provider has shown', () => {
    const shown = ofRefund({ refundedMinor: 400n }, done, { state: 'partially_refunded' });
    expect(decide(shown, query(unknownToThem, 3_750), rules)).toMatchObject({ weight: 'nothing_said', cases: [] });
  });
});
