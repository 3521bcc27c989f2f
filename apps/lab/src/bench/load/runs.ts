import { setTimeout as sleep } from 'node:timers/promises';

/** What is to be run. `closed`: so many at a time, each followed by the next. `open`: one every so often, whether or not earlier ones are done. */
export type Run =
  | { readonly type: 'closed'; readonly prefix: string; readonly inFlight: number; readonly atMost: number; readonly runMs: number }
  | { readonly type: 'open'; readonly prefix: string; readonly perSecond: number; readonly runMs: number };

export interface RunResult {
  readonly seconds: number;
  /** One per sale, in no order. An open run counts from the moment at which the sale was due. */
  readonly latenciesMs: readonly number[];
}

/** Sales of an open run that may wait for an answer; past it the run is over, for its target does not keep up. */
const MOST_WAITING = 1_000;

/** Runs `sale` as asked, each with a number of its own. The first failure ends the run and is thrown. */
export function run(asked: Run, sale: (orderNo: string) => Promise<void>): Promise<RunResult> {
  return asked.type === 'closed' ? runClosed(asked, sale) : runOpen(asked, sale);
}

async function runClosed(
  { prefix, inFlight, atMost, runMs }: Extract<Run, { type: 'closed' }>,
  sale: (orderNo: string) => Promise<void>,
): Promise<RunResult> {
  const latenciesMs: number[] = [];
  const startedMs = performance.now();
  let begun = 0;
  const one = async (): Promise<void> => {
    while (begun < atMost && performance.now() - startedMs < runMs) {
      begun += 1;
      const askedMs = performance.now();
      await sale(`${prefix}-${String(begun)}`);
      latenciesMs.push(performance.now() - askedMs);
    }
  };
  await Promise.all(Array.from({ length: inFlight }, one));
  return { seconds: (performance.now() - startedMs) / 1000, latenciesMs };
}

async function runOpen(
  { prefix, perSecond, runMs }: Extract<Run, { type: 'open' }>,
  sale: (orderNo: string) => Promise<void>,
): Promise<RunResult> {
  const latenciesMs: number[] = [];
  const waiting = new Set<Promise<void>>();
  const startedMs = performance.now();
  const total = Math.floor((perSecond * runMs) / 1000);
  for (let begun = 0; begun < total; begun += 1) {
    const dueMs = startedMs + (begun * 1000) / perSecond;
    // A timer is late by up to a millisecond; what is due by now is sent together.
    while (performance.now() < dueMs) await sleep(1);
    if (waiting.size >= MOST_WAITING) throw new Error(`${String(perSecond)} sales a second are more than the target takes`);
    const one = sale(`${prefix}-${String(begun)}`).then(() => {
      latenciesMs.push(performance.now() - dueMs);
      waiting.delete(one);
    });
    waiting.add(one);
  }
  await Promise.all(waiting);
  return { seconds: (performance.now() - startedMs) / 1000, latenciesMs };
}
