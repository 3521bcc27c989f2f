import { NotReady } from '@interlock/domain';
import 'reflect-metadata';
import { currencyCode } from '@interlock/domain';
import type { Money, ProviderName } from '@interlock/domain';
import { ProviderRegistry } from '@interlock/accounts';
import type { Clock } from '@interlock/accounts';
import { claimDue, readOrder } from '@interlock/persistence';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import { createTestDatabase, createTestKeyRing, seedAccount, seedBinding, seedMerchant } from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import { ProviderPools } from '@interlock/provider-kit';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { Command } from '@nestjs/cqrs';
import { v7 } from 'uuid';
import { CancelOrder, CreateOrder, ExpireOrder, RefreshOrder, RefundOrder, ResolveOperation } from '../commands.js';
import type { Actor, CommandAnswer, OrderInput } from '../commands.js';
import { Engine } from '../engine/engine.js';
import { checkInvariants, violationsOf } from '../invariants/index.js';
import { OrderReads } from '../orders/order-reads.js';
import { OrdersModule } from '../orders.module.js';
import { scriptedProvider } from './scripted-provider.js';
import type { ScriptedProvider } from './scripted-provider.js';

/** A clock that moves when a test says so. */
export class TestClock {
  private time = Date.UTC(2026, 0, 2);
  now = (): number => this.time;
  monotonic = (): number => this.time;
  advance(by: { readonly seconds: number }): void {
    this.time += by.seconds * 1000;
  }
}

/** A merchant with an account at each given provider, in this order of priority, over a real database. */
export interface Scenario {
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly first: ScriptedProvider;
  readonly second: ScriptedProvider;
  readonly accounts: readonly string[];
  readonly actor: Actor;
  readonly reads: OrderReads;
  /** Whether the process may begin anything, and whether it stops. */
  readonly readiness: { ready: boolean; stopping: boolean };
  create(input?: Partial<OrderInput>, waitMs?: number): Promise<CommandAnswer>;
  cancel(orderId: string, waitMs?: number): Promise<CommandAnswer>;
  refund(orderId: string, refundNo: string, amount?: bigint): Promise<CommandAnswer>;
  refresh(orderId: string): Promise<CommandAnswer>;
  expire(orderId: string): Promise<void>;
  execute<Answer>(command: Command<Answer>): Promise<Answer>;
  /** One turn of the worker: everything that is due is carried on. Returns how many operations that were. */
  work(): Promise<number>;
  /** Waits for what still runs in the process, as one that stops does. */
  drain(): Promise<void>;
  /** Claims everything that is due, and carries nothing on. */
  claim(): Promise<readonly OperationRecord[]>;
  /** Carries on what was claimed. */
  resolve(claimed: OperationRecord): Promise<void>;
  order(orderId: string): Promise<OrderWithOperations>;
  /** Sum of the ledger's entries by account; all of them together are zero. */
  ledger(orderId: string): Promise<Record<string, bigint>>;
  /** Throws where what is in the database breaks an invariant. */
  close(): Promise<void>;
}

export const usd = (minor: bigint): Money => ({ currency: currencyCode('USD'), minor });

export async function orderScenario(
  options: {
    readonly first?: Parameters<typeof scriptedProvider>[1];
    readonly second?: Parameters<typeof scriptedProvider>[1];
    readonly latePolicy?: 'refund' | 'keep';
    /** One account each, in this order of priority. */
    readonly providers?: readonly ProviderName[];
    /** What happens while a run waits; absent: a timer runs. */
    readonly whileWaiting?: (ms: number) => void;
  } = {},
): Promise<Scenario> {
  const database = await createTestDatabase();
  const { pool } = database;
  const keyRing = createTestKeyRing();
  const clock = new TestClock();
  const first = scriptedProvider(options.first?.like?.name ?? 'upay', options.first);
  const second = scriptedProvider(first.adapter.name === 'wallet' ? 'upay' : 'wallet', options.second);
  const merchant = await seedMerchant(pool, { latePaymentPolicy: options.latePolicy ?? 'refund' });
  const accounts: string[] = [];
  for (const [index, provider] of (options.providers ?? [first.adapter.name, second.adapter.name]).entries()) {
    const account = await seedAccount(pool, keyRing, { provider, settings: { baseUrl: 'http://127.0.0.1:9' } });
    await seedBinding(pool, { merchantId: merchant.id, providerAccountId: account.id, priority: index + 1 });
    accounts.push(account.id);
  }
  const pools = new ProviderPools();
  const readiness = { ready: true, stopping: false };
  const runtime = {
    pool,
    pools,
    adapters: [first.adapter, second.adapter],
    keyRing,
    clock: timersOf(clock, options.whileWaiting),
    newId: () => v7(),
    publicUrl: 'http://127.0.0.1:9',
    processName: 'gateway',
    assertReady: () => {
      if (!readiness.ready) throw new NotReady('not ready', readiness.stopping);
    },
  };
  const app: INestApplicationContext = await NestFactory.createApplicationContext(OrdersModule.forRoot(runtime), { logger: false });
  // The command bus explores its handlers on bootstrap.
  await app.init();
  const bus = app.get(CommandBus);
  const bounds = app.get(ProviderRegistry).claimBounds();
  const actor: Actor = { merchantId: merchant.id, mode: 'test', actor: 'test', requestId: 'request-0001' };
  const claim = () => claimDue(pool, { now: clock.now(), bounds, leaseUntil: clock.now() + 60_000, running: new Map() });
  const resolve = (operation: OperationRecord): Promise<void> => bus.execute(new ResolveOperation(operation, 'request-0003'));
  return {
    database,
    clock,
    first,
    second,
    accounts,
    actor,
    reads: app.get(OrderReads),
    readiness,
    create: (input = {}, waitMs) =>
      bus.execute(
        new CreateOrder(
          actor,
          {
            merchantOrderNo: `no-${v7()}`,
            amount: usd(1000n),
            method: { type: 'payer_code', code: '130818341921441147' },
            description: 'Shoes',
            ...input,
          },
          waitMs,
        ),
      ),
    cancel: (orderId, waitMs) => bus.execute(new CancelOrder(actor, orderId, {}, waitMs)),
    refund: (orderId, refundNo, amount) =>
      bus.execute(new RefundOrder(actor, orderId, { refundNo, amount: amount === undefined ? undefined : usd(amount) })),
    refresh: (orderId) => bus.execute(new RefreshOrder(actor, orderId)),
    expire: (orderId) => bus.execute(new ExpireOrder(orderId, 'request-0002')),
    execute: (command) => bus.execute(command),
    work: async () => {
      const claimed = await claim();
      for (const operation of claimed) await resolve(operation);
      return claimed.length;
    },
    drain: () => app.get(Engine).drain(60_000),
    claim,
    resolve,
    order: async (orderId) => {
      const read = await readOrder(pool, 'byId', [orderId]);
      if (read === undefined) throw new Error('no such order');
      return read;
    },
    ledger: async (orderId) => {
      const answer = await pool.query<{ account: string; sum: string }>(
        'select account, sum(amount_minor)::text as sum from entry where order_id = $1 group by account',
        [orderId],
      );
      return Object.fromEntries(answer.rows.map(({ account, sum }) => [account, BigInt(sum)]));
    },
    close: async () => {
      const violations = violationsOf(await checkInvariants(pool));
      await app.close();
      await pools.destroy();
      await database.drop();
      if (violations.length > 0) throw new Error(`the test has left what must never be: ${JSON.stringify(violations)}`);
    },
  };
}

/** The same clock; where somebody says what happens meanwhile, waiting takes no time of ours. */
function timersOf(clock: TestClock, meanwhile: ((ms: number) => void) | undefined): Clock {
  if (meanwhile === undefined) return clock;
  const after = (ms: number, action: () => void): (() => void) => {
    meanwhile(ms);
    setImmediate(action);
    return () => undefined;
  };
  return { now: clock.now, monotonic: clock.monotonic, after };
}
