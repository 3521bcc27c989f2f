import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextLook } from './schedule.js';
import type { QuerySchedule } from './schedule.js';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
/** Upay's: every 3 s to 60 s, every 10 s to 120 s; then cancel, and a minute and five minutes later once more. */
const schedule: QuerySchedule = {
  steps: [
    { everyMs: 3 * SECOND, untilMs: 60 * SECOND },
    { everyMs: 10 * SECOND, untilMs: 120 * SECOND },
  ],
  cancelAtEnd: true,
  afterwardsMs: [MINUTE, 5 * MINUTE],
};
const BEGUN = Date.UTC(2026, 0, 2);

describe('the next look', () => {
  it.each([
    ['at once, after the first pause', 0, 3, false],
    ['at the pace of the first step', 30, 33, false],
    ['up to its very end', 57, 60, false],
    ['at the end of a step rather than a pause beyond it', 58, 60, false],
    ['at the pace of the next step from there on', 60, 70, false],
    ['at the end of the last step', 113, 120, false],
    ['a pause after the steps, which are over then', 120, 180, true],
    ['at a pause that is still to come', 179, 180, true],
    ['at the pause after that', 180, 480, true],
    ['late: at the first pause that is still to come', 181, 480, true],
  ])('comes %s', (_, nowS, thenS, stepsOver) => {
    expect(nextLook(schedule, BEGUN, BEGUN + nowS * SECOND)).toEqual({ at: BEGUN + thenS * SECOND, stepsOver });
  });

  it.each([480, 481, 1_000_000])('does not come any more when %i s have gone by', (nowS) => {
    expect(nextLook(schedule, BEGUN, BEGUN + nowS * SECOND)).toEqual({ at: undefined, stepsOver: true });
  });

  it('is counted from the begin, also where the clock stands before it', () => {
    expect(nextLook(schedule, BEGUN, BEGUN - 500)).toEqual({ at: BEGUN - 500 + 3 * SECOND, stepsOver: false });
  });

  it('of a schedule without steps is one of its pauses', () => {
    const bare: QuerySchedule = { steps: [], cancelAtEnd: false, afterwardsMs: [MINUTE] };
    expect(nextLook(bare, BEGUN, BEGUN)).toEqual({ at: BEGUN + MINUTE, stepsOver: true });
    expect(nextLook({ ...bare, afterwardsMs: [] }, BEGUN, BEGUN)).toEqual({ at: undefined, stepsOver: true });
  });

  it('lies ahead, and whoever looks on time comes to an end', () => {
    const pauses = fc.integer({ min: 1, max: 600_000 });
    const steps = fc.array(fc.record({ everyMs: pauses, lengthMs: pauses }), { maxLength: 4 }).map((lengths) => {
      let untilMs = 0;
      return lengths.map(({ everyMs, lengthMs }) => ({ everyMs: Math.max(everyMs, lengthMs / 50), untilMs: (untilMs += lengthMs) }));
    });
    fc.assert(
      fc.property(steps, fc.array(pauses, { maxLength: 4 }), fc.boolean(), (some, afterwardsMs, cancelAtEnd) => {
        const any: QuerySchedule = { steps: some, cancelAtEnd, afterwardsMs };
        const end = some.at(-1)?.untilMs ?? 0;
        let now = BEGUN;
        for (let looks = 0; ; looks += 1) {
          expect(looks).toBeLessThan(1_000);
          const next = nextLook(any, BEGUN, now);
          expect(next.stepsOver).toBe(now - BEGUN >= end);
          if (next.at === undefined) break;
          expect(next.at).toBeGreaterThan(now);
          now = next.at;
        }
        expect(now).toBe(BEGUN + end + afterwardsMs.reduce((sum, pause) => sum + pause, 0));
      }),
    );
  });
});
