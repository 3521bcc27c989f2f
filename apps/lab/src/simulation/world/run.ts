import type { Pool } from 'pg';
import type { Scheduler } from '../core/scheduler.js';
import type { Cluster } from '../engine/cluster.js';

/** A worker looks at the table so often. */
const POLL_MS = 200;
/** After the last order was told: the late looks of a day are in it. */
const QUIET_MS = 36 * 3_600_000;

/** The first moment at which a worker finds something to do; the conditions are those of its own statements. */
const nextWork = `
select least(
  (select min(due_at) from operation where due_at is not null),
  (select min(due_at) from batch where due_at is not null),
  (select min(expires_at) from "order" where not expiry_handled and state in ('created', 'pending', 'uncertain') and expires_at is not null
    and cancel_requested is null and not exists (select 1 from operation c where c.order_id = "order".id and c.open_exclusive is not null))
) as at`;

/** Releases effects and moves time until every story is told, then until nothing is left to do. `told` is called in between. */
export async function runUntilQuiet(
  { scheduler, database, cluster }: { readonly scheduler: Scheduler; readonly database: Pool; readonly cluster: Cluster },
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
      continue;
    }
    const to = next ?? Infinity;
    if (to - lookedAt >= POLL_MS) {
      const { rows } = await database.query<{ at: Date | null }>({ name: 'simulation_next_work', text: nextWork });
      const dueAt = rows[0]?.at?.getTime();
      const from = cluster.workersFrom();
      const workAt = dueAt === undefined || from === undefined ? Infinity : Math.max(dueAt, from, lookedAt + POLL_MS);
      if (workAt <= to) {
        if (workAt > until) return;
        scheduler.jump(workAt);
        lookedAt = scheduler.now;
        cluster.wakeWorker();
        continue;
      }
      lookedAt = Math.max(lookedAt, scheduler.now);
    }
    if (to === Infinity || to > until) return;
    scheduler.jump(to);
  }
  throw failed;
}
