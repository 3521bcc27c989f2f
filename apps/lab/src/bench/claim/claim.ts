import { claimDue, claimStatement } from '@interlock/persistence';
import type { ClaimBounds } from '@interlock/persistence';
import type pg from 'pg';
import { ApiClient, startThrowAwaySystem } from '../../system/index.js';
import { saleBody } from '../load/sale-body.js';
import { machine } from '../machine.js';
import type { BenchRun } from '../named-bench.js';
import { DatabaseView } from '../observe/database.js';
import { table } from '../sections.js';
import { copyOrder } from './copies.js';

/** When the copies are due: far enough ahead that the running worker leaves them to the measurement, which asks with a time of its own. */
const THEN = Date.UTC(2100, 0, 1);
const LEASE_MS = 60_000;
const AT_ONCE = 16;
const bounds: readonly ClaimBounds[] = [{ provider: 'upay', inFlight: AT_ONCE, perSecond: 1e9, orderEveryMs: 0 }];

interface Size {
  readonly finished: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Pages of 8 KiB that one claim touches. */
  readonly buffers: number;
  readonly byDueIndex: boolean;
}

/** What a claim costs beside ever more operations that are finished. */
export async function claim({ quick, date, say }: BenchRun): Promise<string> {
  const sizes = quick ? [0, 1_000, 5_000] : [0, 100_000, 1_000_000];
  const claims = quick ? 20 : 200;
  const system = await startThrowAwaySystem({ durable: true, restart: false });
  const view = new DatabaseView(system.databaseUrl);
  try {
    if (system.demo === undefined) throw new Error('a system without a demo merchant cannot be measured');
    const { body } = await new ApiClient(system.urls.gateway, system.demo.apiKey).createOrder(JSON.parse(saleBody('claim')) as object);
    if (body.state !== 'paid') throw new Error(`the sample was not paid: ${JSON.stringify(body)}`);
    const measured: Size[] = [];
    for (const [index, finished] of sizes.entries()) {
      say(`${String(finished)} finished operations`);
      const before = sizes[index - 1] ?? 0;
      await copyOrder(view.pool, body.id, finished - before, `finished-${String(index)}-`, null);
      await copyOrder(view.pool, body.id, (claims + 1) * AT_ONCE, `due-${String(index)}-`, new Date(THEN));
      await view.pool.query('vacuum analyze operation');
      measured.push({ finished, ...(await measure(view.pool, claims)) });
      await view.pool.query('update operation set due_at = null where due_at is not null and due_at >= $1', [new Date(THEN)]);
    }
    return section({ date, quick, measured, claims, version: await view.version(), durability: await view.durability() });
  } finally {
    await view.close();
    await system.stop();
  }
}

async function measure(pool: pg.Pool, claims: number): Promise<Omit<Size, 'finished'>> {
  const times: number[] = [];
  for (let count = 0; count < claims; count += 1) {
    const begun = performance.now();
    const claimed = await claimDue(pool, { now: THEN + count, leaseUntil: THEN + LEASE_MS, bounds, running: new Map() });
    times.push(performance.now() - begun);
    if (claimed.length !== AT_ONCE) throw new Error(`a claim took ${String(claimed.length)} operations`);
  }
  times.sort((a, b) => a - b);
  const at = (share: number): number => times[Math.min(Math.floor(times.length * share), times.length - 1)] ?? 0;
  return { p50Ms: at(0.5), p99Ms: at(0.99), ...(await explained(pool, claims)) };
}

/** One more claim as PostgreSQL carries it out: by the plan of the statement that the connection has prepared, which another text need not get. */
async function explained(pool: pg.Pool, claims: number): Promise<Pick<Size, 'buffers' | 'byDueIndex'>> {
  const times = [THEN + claims, THEN, THEN + LEASE_MS].map((time) => `'${new Date(time).toISOString()}'`);
  const arrays = ['{upay}', `{${String(AT_ONCE)}}`, '{1e9}', '{0}', '{}', '{}'].map((array) => `'${array}'`);
  const { rows } = await pool.query<{ 'QUERY PLAN': readonly [{ readonly Plan: Record<string, number> }] }>(
    `explain (analyze, buffers, format json) execute ${claimStatement.name} (${[...times, ...arrays].join(', ')})`,
  );
  const [{ Plan: plan } = { Plan: {} }] = rows[0]?.['QUERY PLAN'] ?? [];
  const buffers = (plan['Shared Hit Blocks'] ?? 0) + (plan['Shared Read Blocks'] ?? 0);
  const text = JSON.stringify(rows);
  return { buffers, byDueIndex: text.includes('"operation_due"') && !/"Seq Scan"[^{}]*"Relation Name":"operation"/.test(text) };
}

function section(given: {
  readonly date: string;
  readonly quick: boolean;
  readonly measured: readonly Size[];
  readonly claims: number;
  readonly version: string;
  readonly durability: string;
}): string {
  const { processor, cores, memoryGiB } = machine();
  const { date, measured, claims, version, durability, quick } = given;
  return [
    '## Claiming what is due',
    `Measured by \`npm run bench -- claim${quick ? ' --quick' : ''}\` on ${date}: ${processor}, ${String(cores)} cores, ${String(memoryGiB)} GiB, PostgreSQL ${version} (${durability}).`,
    `${String(claims)} claims of ${String(AT_ONCE)} operations each, one after the other, of an account beside ever more operations that are finished. Buffers are pages of 8 KiB that one claim touches, with the writes of its ${String(AT_ONCE)} rows.`,
    table(
      ['finished operations', 'a claim, p50', 'p99', 'buffers', 'found by'],
      measured.map(({ finished, p50Ms, p99Ms, buffers, byDueIndex }) => [
        finished.toLocaleString('en'),
        `${p50Ms.toFixed(1)} ms`,
        `${p99Ms.toFixed(1)} ms`,
        String(buffers),
        byDueIndex ? 'the index of what is due' : '**not the index of what is due**',
      ]),
    ),
  ].join('\n\n');
}
