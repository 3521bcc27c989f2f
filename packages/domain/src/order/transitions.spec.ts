import { describe, expect, it } from '@jest/globals';
import { BrokenInvariant } from '../errors.js';
import { isClosedUnpaid, isUndecided, ORDER_STATES, UNDECIDED_STATES } from './states.js';
import type { OrderState } from './states.js';
import { CAUSES, VERDICTS, isLegal, move, orderTransitions } from './transitions.js';
import type { Cause, Verdict } from './transitions.js';

/**
 * Every legal move, written out by hand from the design's table of states (docs/architecture.md): state, cause, verdict, targets.
 * `not_sent` stands in the table of outcomes there: next route, or failed (canceled where somebody wanted that).
 */
const legal = `
  created            sale                   approved  paid
  created            sale                   declined  failed canceled created
  created            sale                   pending   pending
  created            sale                   unknown   uncertain
  created            sale                   not_sent  failed canceled created
  created            authorize              approved  authorized
  created            authorize              declined  failed canceled created
  created            authorize              pending   pending
  created            authorize              unknown   uncertain
  created            authorize              not_sent  failed canceled created
  created            close_unsent           approved  canceled
  created            external_reversal      approved  reversed canceled

  pending            sale                   approved  paid
  pending            sale                   declined  failed canceled created
  pending            sale                   pending   pending
  pending            sale                   unknown   uncertain
  pending            sale                   not_sent  failed canceled created
  pending            authorize              approved  authorized
  pending            authorize              declined  failed canceled created
  pending            authorize              pending   pending
  pending            authorize              unknown   uncertain
  pending            authorize              not_sent  failed canceled created
  pending            sale_beside_cancel     approved  uncertain
  pending            sale_beside_cancel     declined  failed canceled
  pending            sale_beside_cancel     pending   pending
  pending            sale_beside_cancel     unknown   uncertain
  pending            authorize_beside_cancel approved uncertain
  pending            authorize_beside_cancel declined failed canceled
  pending            authorize_beside_cancel pending  pending
  pending            authorize_beside_cancel unknown  uncertain
  pending            cancel                 approved  canceled reversed
  pending            cancel                 declined  paid authorized pending
  pending            cancel                 pending   pending
  pending            cancel                 unknown   uncertain
  pending            external_reversal      approved  reversed canceled

  uncertain          sale                   approved  paid
  uncertain          sale                   declined  failed canceled created
  uncertain          sale                   pending   pending
  uncertain          sale                   unknown   uncertain
  uncertain          sale                   not_sent  failed canceled created
  uncertain          authorize              approved  authorized
  uncertain          authorize              declined  failed canceled created
  uncertain          authorize              pending   pending
  uncertain          authorize              unknown   uncertain
  uncertain          authorize              not_sent  failed canceled created
  uncertain          sale_beside_cancel     approved  uncertain
  uncertain          sale_beside_cancel     declined  failed canceled
  uncertain          sale_beside_cancel     pending   pending
  uncertain          sale_beside_cancel     unknown   uncertain
  uncertain          authorize_beside_cancel approved uncertain
  uncertain          authorize_beside_cancel declined failed canceled
  uncertain          authorize_beside_cancel pending  pending
  uncertain          authorize_beside_cancel unknown  uncertain
  uncertain          cancel                 approved  canceled reversed
  uncertain          cancel                 declined  paid authorized uncertain
  uncertain          cancel                 pending   uncertain
  uncertain          cancel                 unknown   uncertain
  uncertain          external_reversal      approved  reversed canceled

  authorized         cancel                 approved  canceled
  authorized         cancel                 declined  authorized
  authorized         cancel                 pending   authorized
  authorized         cancel                 unknown   authorized
  authorized         capture                approved  paid
  authorized         capture                declined  authorized
  authorized         capture                pending   authorized
  authorized         capture                unknown   authorized
  authorized         increment              approved  authorized
  authorized         increment              declined  authorized
  authorized         increment              pending   authorized
  authorized         increment              unknown   authorized
  authorized         void                   approved  canceled
  authorized         void                   declined  authorized
  authorized         void                   pending   authorized
  authorized         void                   unknown   authorized
  authorized         hold_lapsed            approved  canceled
  authorized         external_capture       approved  paid
  authorized         external_reversal      approved  canceled

  paid               cancel                 approved  reversed
  paid               cancel                 declined  paid
  paid               cancel                 pending   paid
  paid               cancel                 unknown   paid
  paid               adjust_tip             approved  paid
  paid               adjust_tip             declined  paid
  paid               adjust_tip             pending   paid
  paid               adjust_tip             unknown   paid
  paid               void                   approved  reversed
  paid               void                   declined  paid
  paid               void                   pending   paid
  paid               void                   unknown   paid
  paid               refund                 approved  partially_refunded refunded
  paid               refund                 declined  paid
  paid               refund                 pending   paid
  paid               refund                 unknown   paid
  paid               external_capture       approved  paid
  paid               external_tip           approved  paid
  paid               external_refund        approved  partially_refunded refunded
  paid               external_reversal      approved  reversed

  partially_refunded cancel                 approved  partially_refunded
  partially_refunded cancel                 declined  partially_refunded
  partially_refunded cancel                 pending   partially_refunded
  partially_refunded cancel                 unknown   partially_refunded
  partially_refunded refund                 approved  partially_refunded refunded
  partially_refunded refund                 declined  partially_refunded
  partially_refunded refund                 pending   partially_refunded
  partially_refunded refund                 unknown   partially_refunded
  partially_refunded external_refund        approved  partially_refunded refunded

  refunded           cancel                 approved  refunded
  refunded           cancel                 declined  refunded
  refunded           cancel                 pending   refunded
  refunded           cancel                 unknown   refunded
  refunded           refund                 approved  refunded
  refunded           refund                 declined  refunded
  refunded           refund                 pending   refunded
  refunded           refund                 unknown   refunded
  refunded           external_refund        approved  refunded

  reversed           cancel                 approved  reversed
  reversed           cancel                 declined  reversed
  reversed           cancel                 pending   reversed
  reversed           cancel                 unknown   reversed
  reversed           late_sale              approved  reversed paid

  canceled           cancel                 approved  canceled
  canceled           cancel                 declined  canceled
  canceled           cancel                 pending   canceled
  canceled           cancel                 unknown   canceled
  canceled           sale                   pending   canceled
  canceled           authorize              pending   canceled
  canceled           external_reversal      approved  reversed
  canceled           late_sale              approved  canceled paid
  canceled           late_authorize         approved  authorized

  failed             cancel                 approved  failed
  failed             cancel                 declined  failed
  failed             cancel                 pending   failed
  failed             cancel                 unknown   failed
  failed             sale                   pending   failed
  failed             authorize              pending   failed
  failed             external_reversal      approved  reversed
  failed             late_sale              approved  failed paid
  failed             late_authorize         approved  authorized
`;

const expected = new Map(
  legal
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((words) => words.length > 1)
    .map(([state = '', cause = '', verdict = '', ...targets]) => [`${state} ${cause} ${verdict}`, new Set(targets)] as const),
);
const cells = ORDER_STATES.flatMap((state) => CAUSES.flatMap((cause) => VERDICTS.map((verdict) => [state, cause, verdict] as const)));

function targetsOf(state: OrderState, cause: Cause, verdict: Verdict): ReadonlySet<string> {
  return expected.get(`${state} ${cause} ${verdict}`) ?? new Set();
}

function reached(state: OrderState, cause: Cause, verdict: Verdict): OrderState[] {
  return ORDER_STATES.filter((to) => {
    try {
      return move(state, cause, verdict, to) === to;
    } catch (error) {
      expect(error).toBeInstanceOf(BrokenInvariant);
      expect((error as Error).message).toBe(`an order does not go from ${state} to ${to} by ${cause} ${verdict}`);
      return false;
    }
  });
}

describe('the table of states', () => {
  it('is the one written down here, line by line', () => {
    const known = new Set(cells.map((cell) => cell.join(' ')));
    expect([...expected.keys()].filter((cell) => !known.has(cell))).toEqual([]);
    expect(cells.filter((cell) => isLegal(...cell)).map((cell) => cell.join(' '))).toHaveLength(expected.size);
    expect(Object.keys(orderTransitions).sort()).toEqual([...ORDER_STATES].sort());
  });

  const present = cells.filter((cell) => targetsOf(...cell).size > 0);
  it.each(present)('%s, %s %s: leads where the design says and nowhere else', (state, cause, verdict) => {
    expect(isLegal(state, cause, verdict)).toBe(true);
    expect(new Set(reached(state, cause, verdict))).toEqual(targetsOf(state, cause, verdict));
  });

  const missing = cells.filter((cell) => targetsOf(...cell).size === 0);
  it.each(missing)('%s, %s %s: is illegal', (state, cause, verdict) => {
    expect(isLegal(state, cause, verdict)).toBe(false);
    expect(reached(state, cause, verdict)).toEqual([]);
  });
});

describe('the kinds of state', () => {
  it('undecided are those in which the payment may still go either way', () => {
    expect(UNDECIDED_STATES).toEqual(['created', 'pending', 'uncertain']);
    expect(ORDER_STATES.filter(isUndecided)).toEqual(['created', 'pending', 'uncertain']);
  });

  it('closed without money are those that only later proof may open again', () => {
    expect(ORDER_STATES.filter(isClosedUnpaid)).toEqual(['reversed', 'canceled', 'failed']);
  });

  it('a final state has no way back to an undecided one', () => {
    const final: readonly OrderState[] = ['paid', 'partially_refunded', 'refunded', 'reversed', 'canceled', 'failed'];
    const lowered = cells.filter(([state]) => final.includes(state)).filter((cell) => reached(...cell).some(isUndecided));
    expect(lowered).toEqual([]);
  });
});
