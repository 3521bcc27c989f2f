/** How often to ask, counted from the operation's begin. After `steps` run out: cancel where the provider has one, then `afterwardsMs` one by one, then a case. */
export interface QuerySchedule {
  readonly steps: readonly {
    readonly everyMs: number;
    readonly untilMs: number;
  }[];
  readonly cancelAtEnd: boolean;
  readonly afterwardsMs: readonly number[];
}
/** When "not found" may close an operation: asked `windowMs` after the latest possible arrival (and after expiry where `afterExpiry`), `answers` times, `apartMs` apart. */
export interface NotFoundRule {
  readonly windowMs: number;
  readonly afterExpiry: boolean;
  readonly answers: number;
  readonly apartMs: number;
}
/** `same_key`: repeating is harmless. `sets_value`: repeating sets the same value. `never`: only a query may resolve it. */
export type ResendRule = 'same_key' | 'sets_value' | 'never';

/** How much later than its time a look may come, by its spread: a quarter of the pause before it, and never more than this. */
const SPREAD_SHARE = 4;
const MOST_SPREAD_MS = 5 * 60 * 1_000;

/**
 * When to ask next, in epoch milliseconds: by the steps, then by the pauses of `afterwardsMs` that follow the last step.
 * `stepsOver` says whether the time for an automatic cancel has come; `at` is undefined when nothing is left but a case.
 * `spread` (0 up to 1) puts the look off by its share of the pause, so that what one outage has left does not come back at once; nothing is ever
 * asked sooner than the schedule says. One operation keeps one spread, so that its looks keep their distances.
 */
export function nextLook(
  schedule: QuerySchedule,
  begunAt: number,
  now: number,
  spread = 0,
): { readonly at: number | undefined; readonly stepsOver: boolean } {
  const later = (pauseMs: number): number => Math.floor(Math.min(pauseMs / SPREAD_SHARE, MOST_SPREAD_MS) * spread);
  const elapsed = Math.max(0, now - begunAt);
  for (const step of schedule.steps) {
    if (elapsed + step.everyMs <= step.untilMs) return { at: now + step.everyMs + later(step.everyMs), stepsOver: false };
    // The last moment of a step is looked at too, so that "5 s to 240 s" ends at 240 s and not a pause before it.
    if (elapsed < step.untilMs) return { at: begunAt + step.untilMs + later(step.everyMs), stepsOver: false };
  }
  let at = begunAt + (schedule.steps.at(-1)?.untilMs ?? 0);
  for (const pause of schedule.afterwardsMs) {
    at += pause;
    if (at + later(pause) > now) return { at: at + later(pause), stepsOver: true };
  }
  return { at: undefined, stepsOver: true };
}

/** The spread of an operation: from its id alone, which the process was given, so that the same run spreads the same way. FNV-1a, 32 bits. */
export function spreadOf(operationId: string): number {
  let hash = 0x811c9dc5;
  for (const character of operationId) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  // The last characters have moved the low bits most: mixed into the high ones.
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 32;
}
