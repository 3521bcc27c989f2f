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

/**
 * When to ask next, in epoch milliseconds: by the steps, then by the pauses of `afterwardsMs` that follow the last step.
 * `steps_over` says whether the time for an automatic cancel has come; `at` is undefined when nothing is left but a case.
 */
export function nextLook(
  schedule: QuerySchedule,
  begunAt: number,
  now: number,
): { readonly at: number | undefined; readonly stepsOver: boolean } {
  const elapsed = Math.max(0, now - begunAt);
  for (const step of schedule.steps) {
    if (elapsed + step.everyMs <= step.untilMs) return { at: now + step.everyMs, stepsOver: false };
    // The last moment of a step is looked at too, so that "5 s to 240 s" ends at 240 s and not a pause before it.
    if (elapsed < step.untilMs) return { at: begunAt + step.untilMs, stepsOver: false };
  }
  let at = begunAt + (schedule.steps.at(-1)?.untilMs ?? 0);
  for (const pause of schedule.afterwardsMs) {
    at += pause;
    if (at > now) return { at, stepsOver: true };
  }
  return { at: undefined, stepsOver: true };
}
