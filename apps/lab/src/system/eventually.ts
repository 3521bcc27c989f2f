import { setTimeout as sleep } from 'node:timers/promises';

const PAUSE_MS = 50;

/**
 * Waits for a condition, never for luck: asks until it holds and returns what it found. Throws, naming what was waited for, when it does not
 * hold in time; the last failure of the question itself is the cause.
 */
export async function eventually<T>(
  what: string,
  ask: () => Promise<T | undefined | false> | T | undefined | false,
  {
    withinMs = 120_000,
    everyMs = PAUSE_MS,
    signal,
  }: { readonly withinMs?: number; readonly everyMs?: number; readonly signal?: AbortSignal } = {},
): Promise<T> {
  const deadline = performance.now() + withinMs;
  let failure: unknown;
  for (;;) {
    signal?.throwIfAborted();
    try {
      const found = await ask();
      if (found !== undefined && found !== false) return found;
      failure = undefined;
    } catch (error) {
      failure = error;
    }
    if (performance.now() >= deadline) throw new Error(`not within ${String(withinMs)} ms: ${what}`, { cause: failure });
    await sleep(everyMs);
  }
}
