import type { Scheduler } from '../core/scheduler.js';
import type { Cluster } from '../engine/cluster.js';
import type { DueWorks } from './due-work.js';
import type { Vacuum } from './vacuum.js';

/** A worker looks at the table so often. */
const POLL_MS = 200;
/** After the last order was told: the late looks of a day are in it. */
const QUIET_MS = 36 * 3_600_000;

interface RunWorld {
  readonly scheduler: Scheduler;
  readonly works: DueWorks;
  readonly cluster: Cluster;
  readonly vacuum: Vacuum;
}

/** Releases effects and moves time until every story is told, then until nothing is left to do. `told` is called in between. */
export async function runUntilQuiet(
  { scheduler, works, cluster, vacuum }: RunWorld,
  stories: Promise<unknown>,
  told: () => Promise<void>,
): Promise<void> {
  let until = Infinity;
  let failed: Error | undefined;
  stories.then(told).then(
    () => {
      until = scheduler.now + QUIET_MS;
    },
    (error: unknown) => {
      failed = error instanceof Error ? error : new Error(String(error));
    },
  );
  let lookedAt = -Infinity;
  while (failed === undefined) {
    const next = scheduler.next();
    if (next === scheduler.now) {
      scheduler.jump(scheduler.now);
      await scheduler.release();
      if (vacuum.isDue(scheduler.released)) await vacuum.run(scheduler.released);
      continue;
    }
    const to = next ?? Infinity;
    if (to - lookedAt >= POLL_MS) {
      const work = await works.next();
      const from = cluster.workersFrom();
      const workAt = from === undefined ? Infinity : Math.max(work.at, from, lookedAt + POLL_MS);
      if (workAt <= to) {
        if (workAt > until) return;
        scheduler.jump(workAt);
        lookedAt = scheduler.now;
        cluster.wakeWorker(work.by(workAt));
        continue;
      }
      lookedAt = Math.max(lookedAt, scheduler.now);
    }
    if (to === Infinity || to > until) return;
    scheduler.jump(to);
  }
  throw failed;
}
