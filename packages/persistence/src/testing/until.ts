/** Longer than anything that is waited for takes on a slow machine, and shorter than a test may take (jest.preset.mjs). */
const WITHIN_MS = 240_000;

/**
 * Waits, with a bound, for what another process or another part of this one brings about. The bound is the wait's own: a test that is given
 * up by its time-out goes on in the background, and an endless loop there would keep the whole run from its end.
 */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = WITHIN_MS): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`not within ${String(withinMs)} ms: ${condition.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}
