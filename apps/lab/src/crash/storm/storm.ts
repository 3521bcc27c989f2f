import { setTimeout as sleep } from 'node:timers/promises';
import { createPool } from '@interlock/persistence';
import type pg from 'pg';
import { Random } from '../../simulation/core/random.js';
import { ApiClient, ControlDoor, eventually, startThrowAwaySystem, type Service, type ThrowAwaySystem } from '../../system/index.js';
import { drawBlows, strike, type Blow } from './blows.js';
import { runErrand } from './errands.js';
import { Merchant } from './merchant.js';
import { StormyDatabase } from './stormy-database.js';
import { judge, type Verdict } from './verdict.js';

/** Several times the product's own windows at their longest: time-outs, "not found" three times, the end of a schedule and a cancel after it. */
const QUIET_WITHIN_MS = 900_000;
const BETWEEN_BLOWS_MS = { from: 200, to: 900 };

export interface StormOptions {
  /** How many blows fall, 30 or more for all kinds to come several times. */
  readonly blows: number;
  readonly tills: number;
  /** Of what is drawn; what the machine makes of it is another matter each time. */
  readonly seed: number;
  readonly onProgress?: (done: { readonly blows: number; readonly of: number; readonly orders: number; readonly phase: string }) => void;
}

export interface StormReport extends Verdict {
  readonly seed: number;
  readonly blows: Readonly<Partial<Record<Blow, number>>>;
  readonly requests: number;
  readonly refused: Readonly<Record<string, number>>;
  readonly seconds: number;
  /** The last lines of the processes, for whoever looks into a violation. */
  readonly log: readonly string[];
}

/**
 * Real processes under load, killed (`kill -9`) and frozen (SIGSTOP) again and again: two gateways, two workers and PostgreSQL, which starts
 * again on the same data. Merchants go on selling all the while and repeat what was not answered. At the end all is left to settle and judged.
 */
export async function storm(options: StormOptions): Promise<StormReport> {
  const startedMs = performance.now();
  const leaving: (() => Promise<void>)[] = [];
  try {
    const database = await StormyDatabase.start();
    leaving.push(() => database.stop());
    const system = await startThrowAwaySystem({ settings: { databaseUrl: database.url, logLevel: 'warn' } });
    leaving.push(() => system.stop());
    const pool = createPool(database.url, { max: 2, applicationName: 'interlock storm' });
    leaving.push(() => pool.end());
    const { gateway: second, url } = await system.addGateway();
    const random = new Random(`storm ${String(options.seed)}`);
    const clients = [system.urls.gateway, url].map((each) => new ApiClient(each, system.demo?.apiKey ?? ''));
    const merchant = new Merchant(clients, random.fork('merchant'));
    const door = new ControlDoor(system.urls.sandbox);

    const closing = new AbortController();
    const tills = Promise.all(
      Array.from({ length: options.tills }, (_, till) => runTill(till, { system, merchant, door, random, closing })),
    );
    const targets = { gateways: [system.gateway, second], workers: [system.worker, await system.addWorker()], database };
    const blows = await rage(options, targets, random.fork('blows'), merchant).finally(() => closing.abort());
    await tills;
    options.onProgress?.({ blows: options.blows, of: options.blows, orders: merchant.told.size, phase: 'settling' });
    await Promise.all([...targets.gateways, ...targets.workers].map((each) => each.ready()));
    await closeWhatIsOpen(merchant);
    await quiet(pool);
    const verdict = await judge(pool, database.url, door, merchant.told);
    const seconds = Math.round((performance.now() - startedMs) / 1000);
    return {
      ...verdict,
      seed: options.seed,
      blows,
      requests: merchant.requests,
      refused: Object.fromEntries(merchant.refused),
      seconds,
      log: system.log,
    };
  } finally {
    for (const step of leaving.reverse()) await step();
  }
}

interface Market {
  readonly system: ThrowAwaySystem;
  readonly merchant: Merchant;
  readonly door: ControlDoor;
  readonly random: Random;
  readonly closing: AbortController;
}

async function runTill(till: number, { system, merchant, door, random, closing }: Market): Promise<void> {
  const name = `till-${String(till)}`;
  const own = random.fork(name);
  let orders = 0;
  const nextNo = (): string => `${name}-${String((orders += 1))}`;
  const agreementId = system.demo?.identities.agreement.id ?? '';
  while (!closing.signal.aborted) await runErrand({ merchant, door, agreementId, random: own, nextNo });
}

/** Lets the blows fall, one after the other; a process is hit again once it has come up. */
async function rage(
  { blows, onProgress }: StormOptions,
  targets: { readonly gateways: readonly Service[]; readonly workers: readonly Service[]; readonly database: StormyDatabase },
  random: Random,
  merchant: Merchant,
): Promise<Partial<Record<Blow, number>>> {
  const fallen: Partial<Record<Blow, number>> = {};
  for (const [count, blow] of drawBlows(random, blows).entries()) {
    await sleep(random.int(BETWEEN_BLOWS_MS.from, BETWEEN_BLOWS_MS.to));
    await strike(blow, targets, random);
    fallen[blow] = (fallen[blow] ?? 0) + 1;
    onProgress?.({ blows: count + 1, of: blows, orders: merchant.told.size, phase: blow });
  }
  return fallen;
}

/** What still waits for a payer is given up by its merchant, so that everything comes to an end. */
async function closeWhatIsOpen(merchant: Merchant): Promise<void> {
  for (const view of [...merchant.told.values()]) {
    const now = await merchant.read(view.id);
    if (now.state === 'created' || now.state === 'pending' || now.state === 'uncertain') await merchant.cancel(view.id);
  }
}

/** Every operation is over, or a case tells a person why it is not. */
async function quiet(pool: pg.Pool): Promise<void> {
  const open = `select count(*)::integer as open from operation p where p.finished_at is null
    and not exists (select 1 from "case" k where k.operation_id = p.id and k.state <> 'closed')`;
  const ask = async (): Promise<boolean> => (await pool.query<{ open: number }>(open)).rows[0]?.open === 0;
  await eventually('every operation is over', ask, { withinMs: QUIET_WITHIN_MS, everyMs: 500 });
}
