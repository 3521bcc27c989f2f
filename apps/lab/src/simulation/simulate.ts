import 'reflect-metadata';
import type { Runtime } from '@interlock/accounts';
import { createPool, KeyRing } from '@interlock/persistence';
import type { ProviderAdapter } from '@interlock/provider-kit';
import { openSandbox } from '@interlock/sandbox';
import { providers } from '@interlock/worker';
import { Logger } from '@nestjs/common';
import type { Pool } from 'pg';
import type { DemoIdentities } from '../demo-merchant/identities.js';
import { sandboxAccountsOf } from '../demo-merchant/sandbox-accounts.js';
import { seedDemoMerchant } from '../demo-merchant/seed.js';
import { Chances } from './core/chances.js';
import type { SimulatedFault } from './core/faults.js';
import { Random } from './core/random.js';
import { Scheduler } from './core/scheduler.js';
import type { EngineProcess } from './engine/engine-process.js';
import { Cluster } from './engine/cluster.js';
import { watchedAdapter } from './engine/watched-adapter.js';
import { SimulatedKeyRing } from './engine/simulated-key-ring.js';
import type { Finding } from './verdict/books.js';
import { timelineOf } from './verdict/timeline.js';
import { verdict } from './verdict/verdict.js';
import { closeBatches } from './world/batch-closes.js';
import { Chaos } from './world/chaos.js';
import { Door } from './world/door.js';
import { DueWorks } from './world/due-work.js';
import { Merchant } from './world/merchant.js';
import { NotificationPost } from './world/notification-post.js';
import { People } from './world/people.js';
import { ENDPOINT_URL, WebhookReceiver } from './world/webhook-receiver.js';
import { Story } from './world/story.js';
import { Vacuum } from './world/vacuum.js';
import { runUntilQuiet } from './world/run.js';

/** When every simulation begins: 2026-01-01T00:00:00Z. */
const BEGINS_AT = Date.UTC(2026, 0, 1);
const SANDBOX_URL = 'http://127.0.0.1:3100';
/** Between two orders of the merchant, on average. */
const PACE_MS = 2_500;
/** By then the merchant's endpoint for webhooks is there: what happens before it is told to nobody. */
const HEAD_START_MS = 300_000;

export interface SimulationOptions {
  readonly seed: number;
  readonly orders: number;
  readonly faults: ReadonlySet<SimulatedFault>;
  /** What is wanted paid, by the plans' names; all of them when absent. */
  readonly plans?: readonly string[];
  /** Times as often as usual; 1 when absent. */
  readonly often?: number;
  /** An empty, migrated database. */
  readonly databaseUrl: string;
  readonly identities: DemoIdentities;
  /** Hears each order whose story is told. */
  readonly onOrder?: () => void;
  /** Hears each effect as it is released. */
  readonly onEffect?: (label: string, at: number) => void;
  /** What a mutant changes. */
  readonly mutant?: Mutant;
}

/** Parts that are put in the place of the real ones, to see that the simulation finds out. */
export interface Mutant {
  readonly adapters?: (real: readonly ProviderAdapter[]) => readonly ProviderAdapter[];
  readonly pool?: (real: Pool) => Pool;
  readonly runtime?: (real: Runtime) => Runtime;
}

export interface SimulationResult {
  readonly seed: number;
  readonly orders: number;
  readonly operations: number;
  readonly effects: number;
  readonly crashes: number;
  readonly faults: Readonly<Record<string, number>>;
  readonly violations: readonly Finding[];
  /** Cases by kind and state, and the differences that an open one stands for. */
  readonly cases: Readonly<Record<string, number>>;
  readonly virtualSeconds: number;
  readonly wallSeconds: number;
  readonly trace: string;
  /** Of each order with a violation. */
  readonly timelines: Readonly<Record<string, string>>;
}

/** A run of one seed. */
export async function simulate(options: SimulationOptions): Promise<SimulationResult> {
  const begunAt = performance.now();
  const { seed, orders, identities, mutant = {} } = options;
  const random = new Random(`seed ${String(seed)}`);
  const scheduler = new Scheduler(random.fork('schedule'), BEGINS_AT, options.onEffect);
  const chances = new Chances(random.fork('chances'), options.faults, options.often);
  const keyRing = new SimulatedKeyRing(scheduler);
  const database = createPool(options.databaseUrl, { max: 2, applicationName: 'interlock simulation' });
  const complaints: Finding[] = [];
  const complain = (what: string): void => {
    complaints.push({ order: 'engine', what });
  };
  // Lines are nobody's to read here, but an error is the engine's own word that something is wrong with it.
  Logger.overrideLogger(false);
  const connection = await database.connect();
  try {
    await connection.query('set synchronous_commit = off');
    await connection.query(withoutVacuum);
    const now = (): number => scheduler.now;
    await seedDemoMerchant({
      pool: database,
      keyRing: new KeyRing(SimulatedKeyRing.keys),
      identities,
      apiKey: identities.apiKey,
      sandboxUrl: SANDBOX_URL,
      now,
    });
    const post = new NotificationPost({ scheduler, chances, gateway: () => cluster.gateway() });
    const time = { now, after: (ms: number, action: () => void) => scheduler.add('twins', ms, action) };
    const sandbox = await openSandbox({ seedAccounts: sandboxAccountsOf(identities) }, { time, post, url: SANDBOX_URL });
    const receiver = new WebhookReceiver({ scheduler, chances });
    const works = new DueWorks(connection);
    const world = {
      ...{ scheduler, chances, connection, sandbox, random, keyRing, complain, written: works.written },
      webhookTransport: (process: EngineProcess) => receiver.transport(process),
      adapters: (mutant.adapters?.(providers) ?? providers).map((adapter) => watchedAdapter(adapter, scheduler)),
      wrapPool: mutant.pool ?? ((pool: Pool) => pool),
      wrapRuntime: mutant.runtime ?? ((runtime: Runtime) => runtime),
    };
    const cluster: Cluster = new Cluster(world);
    await cluster.start();
    const door = new Door(sandbox);
    const merchant = new Merchant({ ...world, gateway: () => cluster.gateway(), apiKey: identities.apiKey });
    const outside = new Set<string>();
    const storyWorld = {
      ...{ scheduler, chances, merchant, door, agreementId: identities.agreement.id, plans: options.plans },
      changedOutside: (orderId: string) => void outside.add(orderId),
    };
    const endpoint = merchant.ask({ method: 'POST', url: '/v1/webhooks', body: { url: ENDPOINT_URL }, key: 'webhook-1' });
    const stories = random.fork('stories');
    const told = Array.from({ length: orders }, (_, index) => {
      const story = new Story(index + 1, stories.fork(String(index + 1)), storyWorld);
      return story.tell(HEAD_START_MS + stories.int(0, orders * PACE_MS)).then(() => options.onOrder?.());
    });
    const forMs = HEAD_START_MS + orders * PACE_MS;
    const chaos = new Chaos({ ...world, cluster, door, orders, forMs });
    chaos.begin();
    const people = new People({ ...world, merchant, door, orders, forMs });
    const doings = [endpoint, closeBatches({ ...world, merchant, orders, forMs }), people.work(), ...told];
    await runUntilQuiet({ scheduler, works, cluster, vacuum: new Vacuum(connection) }, Promise.all(doings), async () => {
      await chaos.end();
      await Promise.all([...outside].map((id) => merchant.ask({ method: 'POST', url: `/v1/orders/${id}/refresh`, body: {} })));
    });
    const { violations, covered } = await verdict(database, door, receiver, scheduler.now);
    const all = [...complaints, ...violations];
    const timelines: Record<string, string> = {};
    for (const { order } of all) timelines[order] ??= await timelineOf(database, order);
    await sandbox.close();
    return {
      ...{ seed, orders, effects: scheduler.released, crashes: cluster.crashes, violations: all },
      operations: await count(database, 'select count(*) from operation'),
      faults: chances.counts,
      cases: { ...(await caseCounts(database)), ...(covered.length === 0 ? {} : { differencesInCases: covered.length }) },
      virtualSeconds: Math.round((scheduler.now - BEGINS_AT) / 1_000),
      wallSeconds: Math.round((performance.now() - begunAt) / 10) / 100,
      trace: scheduler.trace(),
      timelines,
    };
  } finally {
    connection.release();
    await database.end();
  }
}

/** A vacuum that comes by itself, after a minute of everybody's time, would change the order in which rows are found; `Vacuum` comes in its place. */
const withoutVacuum = `
do $$ declare name text; begin
  for name in select format('%I', tablename) from pg_tables where schemaname = 'public' loop
    execute 'alter table ' || name || ' set (autovacuum_enabled = false)';
  end loop;
end $$`;

async function count(pool: Pool, statement: string): Promise<number> {
  const { rows } = await pool.query<{ count: bigint }>(statement);
  return Number(rows[0]?.count ?? 0n);
}

async function caseCounts(pool: Pool): Promise<Record<string, number>> {
  const { rows } = await pool.query<{ name: string; count: bigint }>(
    `select kind || ' ' || state as name, count(*) from "case" group by 1 order by 1`,
  );
  return Object.fromEntries(rows.map(({ name, count: many }) => [name, Number(many)]));
}
