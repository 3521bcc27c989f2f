const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** After each attempt that failed; the last one stands for all that follow. */
const PAUSES_MS = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  2 * MINUTE_MS,
  10 * MINUTE_MS,
  30 * MINUTE_MS,
  HOUR_MS,
  2 * HOUR_MS,
  4 * HOUR_MS,
  8 * HOUR_MS,
  12 * HOUR_MS,
] as const;
/** By so much a pause is longer or shorter, so that what failed together does not come back together. */
const JITTER = 0.2;

/** How long a delivery is tried. The last attempt is made at the end of it. */
export const TRIED_FOR_MS = 72 * HOUR_MS;

/**
 * When a delivery is tried again, epoch milliseconds; null: never. `attempts` counts those made, the one that has just failed among them;
 * `random` is 0 to 1.
 */
export function nextAttemptAt(
  delivery: { readonly createdAt: number; readonly attempts: number },
  now: number,
  random: number,
): number | null {
  const end = delivery.createdAt + TRIED_FOR_MS;
  if (now >= end) return null;
  const pause = PAUSES_MS[Math.min(delivery.attempts, PAUSES_MS.length) - 1] ?? PAUSES_MS[0];
  return Math.min(Math.round(now + pause * (1 - JITTER + 2 * JITTER * random)), end);
}
