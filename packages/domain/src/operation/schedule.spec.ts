import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { nextLook, spreadOf } from './schedule.js';
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

describe('the spread of the looks', () => {
  const pauses = fc.integer({ min: 1_000, max: 24 * 60 * MINUTE });
  const schedules = fc
    .record({
      steps: fc.array(fc.record({ everyMs: pauses, looks: fc.integer({ min: 1, max: 20 }) }), { maxLength: 4 }),
      afterwardsMs: fc.array(pauses, { maxLength: 5 }).map((some) => some.sort((a, b) => a - b)),
    })
    .map(({ steps, afterwardsMs }): QuerySchedule => {
      let untilMs = 0;
      const ordered = [...steps].sort((a, b) => a.everyMs - b.everyMs);
      const made = ordered.map(({ everyMs, looks }) => ({ everyMs, untilMs: (untilMs += everyMs * looks) }));
      const last = made.at(-1)?.everyMs ?? 0;
      return { steps: made, cancelAtEnd: true, afterwardsMs: afterwardsMs.map((pause) => Math.max(pause, last)) };
    });
  const spreads = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
  /** Looks of an operation that is looked at whenever it is due. */
  function looksOf(any: QuerySchedule, spread: number): number[] {
    const looks: number[] = [];
    for (let now = BEGUN; ;) {
      const { at } = nextLook(any, BEGUN, now, spread);
      if (at === undefined) return looks;
      looks.push(at);
      now = at;
    }
  }

  it('puts no look before its time, and none off by more than a quarter of its pause or five minutes', () => {
    fc.assert(
      fc.property(schedules, spreads, fc.nat({ max: 100 * 60 * MINUTE }), (any, spread, passed) => {
        const now = BEGUN + passed;
        const plain = nextLook(any, BEGUN, now);
        const spreadOut = nextLook(any, BEGUN, now, spread);
        if (plain.at === undefined) {
          // The last look of all may still be to come, put off by its share.
          expect((spreadOut.at ?? now) - now).toBeLessThanOrEqual(5 * MINUTE);
          return;
        }
        if (spreadOut.at === undefined) throw new Error('a look is lost');
        const longest = Math.max(...any.steps.map(({ everyMs }) => everyMs), ...any.afterwardsMs);
        expect(spreadOut.at).toBeGreaterThan(now);
        expect(spreadOut.at - plain.at).toBeLessThanOrEqual(Math.min(longest / 4, 5 * MINUTE));
        expect(spreadOut.stepsOver).toBe(plain.stepsOver);
      }),
    );
  });

  it('keeps between two looks the pause that the provider published', () => {
    fc.assert(
      fc.property(schedules, spreads, (any, spread) => {
        const looks = looksOf(any, spread);
        const shortest = Math.min(...any.steps.map(({ everyMs }) => everyMs), ...any.afterwardsMs);
        const ends = new Set(any.steps.map(({ untilMs }) => BEGUN + untilMs));
        for (const [index, at] of looks.entries()) {
          const before = looks[index - 1] ?? BEGUN;
          // Only the last moment of a step is nearer, as it is without a spread.
          const next = nextLook(any, BEGUN, before);
          if (!ends.has(next.at ?? 0)) expect(at - before).toBeGreaterThanOrEqual(shortest - 1);
        }
      }),
    );
  });

  it('scatters what was begun in one moment: ten thousand looks meet in no second', () => {
    const seconds = new Map<number, number>();
    const hourly: QuerySchedule = { steps: [], cancelAtEnd: false, afterwardsMs: [60 * MINUTE] };
    for (let count = 0; count < 10_000; count += 1) {
      const id = `01a1fdec-988c-7506-a962-${count.toString(16).padStart(12, '0')}`;
      const at = nextLook(hourly, BEGUN, BEGUN, spreadOf(id)).at ?? 0;
      const second = Math.floor(at / SECOND);
      seconds.set(second, (seconds.get(second) ?? 0) + 1);
    }
    expect(seconds.size).toBeGreaterThan(250);
    expect(Math.max(...seconds.values())).toBeLessThan(100);
  });

  it('is the operation’s own: the same for the same id, from 0 up to 1', () => {
    fc.assert(
      fc.property(fc.uuid(), (id) => {
        expect(spreadOf(id)).toBe(spreadOf(id));
        expect(spreadOf(id)).toBeGreaterThanOrEqual(0);
        expect(spreadOf(id)).toBeLessThan(1);
      }),
    );
  });
});
