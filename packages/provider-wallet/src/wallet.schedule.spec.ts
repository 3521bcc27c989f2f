import { nextLook, type QuerySchedule } from '@interlock/domain';
import { describe, expect, it } from '@jest/globals';
import { followingNotFound, followingSchedule, paymentNotFound, paymentSchedule, refundSchedule } from './wallet.schedule.js';

const MINUTE = 60_000;

/** Every look at an operation begun at 0, each taken the moment it is due. */
function looks(schedule: QuerySchedule): { readonly at: number; readonly stepsOver: boolean }[] {
  const all: { readonly at: number; readonly stepsOver: boolean }[] = [];
  for (let now = 0; ;) {
    const { at, stepsOver } = nextLook(schedule, 0, now);
    if (at === undefined) return all;
    all.push({ at, stepsOver });
    now = at;
  }
}

describe('a payment', () => {
  it('is looked at every 5 s for a minute, then more rarely, until 5 minutes after its expiry', () => {
    const all = looks(paymentSchedule({}));
    expect(all.slice(0, 12).map(({ at }) => at)).toEqual(Array.from({ length: 12 }, (_, index) => (index + 1) * 5_000));
    expect(all.filter(({ stepsOver }) => !stepsOver).at(-1)?.at).toBe(20 * MINUTE);
    expect(all.length).toBeLessThan(60);
  });

  it.each([1, 3, 15, 60, 1440])(
    'that expires after %i min is asked for until then, and long enough afterwards to be called not found',
    (minutes) => {
      const schedule = paymentSchedule({ expiresInMs: minutes * MINUTE });
      const endMs = minutes * MINUTE + 5 * MINUTE;
      expect(schedule.steps.at(-1)?.untilMs).toBe(endMs);
      expect(schedule.steps.every(({ untilMs }, index) => untilMs > (schedule.steps[index - 1]?.untilMs ?? 0))).toBe(true);
      const afterwards = looks(schedule).filter(({ at }) => at > minutes * MINUTE + paymentNotFound.windowMs);
      const apart = afterwards.filter(({ at }, index) => index === 0 || at - (afterwards[index - 1]?.at ?? 0) >= paymentNotFound.apartMs);
      expect(apart.length).toBeGreaterThanOrEqual(paymentNotFound.answers);
      expect(schedule.cancelAtEnd).toBe(true);
    },
  );
});

describe('what follows a payment', () => {
  it('is looked at for days where it is a refund, and never canceled', () => {
    const all = looks(refundSchedule());
    expect(all.at(-1)?.at).toBe(72 * 60 * MINUTE);
    expect(refundSchedule().cancelAtEnd).toBe(false);
    const patient = all.filter(
      ({ at }, index) => at > followingNotFound.windowMs && at - (all[index - 1]?.at ?? 0) >= followingNotFound.apartMs,
    );
    expect(patient.length).toBeGreaterThanOrEqual(followingNotFound.answers);
  });

  it('is looked at until it can be called not found where it is a cancel, capture or void', () => {
    expect(followingSchedule().cancelAtEnd).toBe(false);
    const all = looks(followingSchedule());
    const after = all.filter(({ at }) => at > followingNotFound.windowMs + 30_000);
    expect(after.length).toBeGreaterThanOrEqual(followingNotFound.answers);
    for (const [index, { at }] of after.entries())
      if (index > 0) expect(at - (after[index - 1]?.at ?? 0)).toBeGreaterThanOrEqual(followingNotFound.apartMs);
  });
});
