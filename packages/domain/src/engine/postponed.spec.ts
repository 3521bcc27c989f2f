import { describe, expect, it } from '@jest/globals';
import { answer, approved, at, deadCharge, ofCharge, pending, query, rules } from '../../testing/snapshots.js';
import { decide } from './decide.js';
import { postponed } from './postponed.js';
import type { Evidence, Rules, Snapshot } from './snapshot.js';

const after = (snapshot: Snapshot, evidence: Evidence, over: Rules = rules) => {
  const decision = decide(snapshot, evidence, over);
  return { decision, written: postponed(snapshot, decision, at(70)) };
};

describe('a decision of a process that must begin nothing', () => {
  it('is written as it is where it begins nothing', () => {
    const { decision, written } = after(ofCharge({}, {}), answer(approved));
    expect(written).toBe(decision);
  });

  it.each([
    [
      'the merchant wants',
      ofCharge({ cancelRequested: 'merchant' }, {}),
      answer({ ...pending, customerAction: { type: 'wait_for_payer' } }),
    ],
    ['the end of the schedule wants', ofCharge({ state: 'pending' }, { outcome: 'pending' }), query(pending, 60)],
  ])('leaves a cancel that %s to the next look, which is due now, and keeps what was said', (_, snapshot, evidence) => {
    const { decision, written } = after(snapshot, evidence);
    expect(decision.followUp).toMatchObject({ kind: 'cancel' });
    expect(written).toEqual({
      ...decision,
      followUp: undefined,
      clearsCancelRequest: false,
      operation: { ...decision.operation, dueAt: at(70) },
    });
  });

  it.each([
    ['canceled first', { ...rules, cancel: { ...rules.cancel, returnsMoneyWhenPaid: true } }],
    ['refunded', rules],
  ])('leaves late money that is to be %s to be asked after again, and moves nothing', (_, over) => {
    const { decision, written } = after(ofCharge({ state: 'canceled' }, deadCharge()), query(approved, 40), over);
    expect([decision.followUp === undefined, decision.movements.length]).toEqual([false, 1]);
    expect(written).toMatchObject({
      weight: 'nothing_said',
      state: 'canceled',
      operation: { outcome: 'declined', dueAt: at(70) },
      movements: [],
      cases: [],
      followUp: undefined,
    });
  });
});
