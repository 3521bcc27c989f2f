import 'reflect-metadata';
import { openRuntime } from '@interlock/accounts';
import { OrdersModule } from '@interlock/orders';
import type { Actor } from '@interlock/orders';
import { beginCharge, requestCancel } from '@interlock/persistence';
import type { KeyRing, OrderRecord } from '@interlock/persistence';
import {
  chargeRecord,
  createTestDatabase,
  createTestKeyRing,
  orderRecord,
  seedAccount,
  seedMerchant,
  seedWebhookEndpoint,
} from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import type { Command } from '@nestjs/cqrs';
import { v7 } from 'uuid';
import { DeliveryJob } from '../deliveries/delivery-job.js';
import { WebhookHousekeeping } from '../deliveries/housekeeping.js';
import { DeliverySender } from '../deliveries/sender.js';
import { Destinations } from '../destination/destinations.js';
import { HttpTransport } from '../destination/http-transport.js';
import type { Transport } from '../destination/transport.js';
import { WebhookReads } from '../webhook-reads.js';
import { WebhooksModule } from '../webhooks.module.js';

/** A clock that moves when a test says so. */
export class TestClock {
  // Verifiers compare with the wall clock.
  private time = Date.now();
  now = (): number => this.time;
  monotonic = (): number => this.time;
  advance(by: { readonly hours?: number; readonly seconds?: number }): void {
    this.time += ((by.hours ?? 0) * 3600 + (by.seconds ?? 0)) * 1000;
  }
}

/** One process of a merchant's system, over a database that others may share. */
export interface Worker {
  readonly job: DeliveryJob;
  readonly housekeeping: WebhookHousekeeping;
  readonly sender: DeliverySender;
  /** One turn; waits for what it began. Returns how many deliveries that were. */
  work(): Promise<number>;
}

export interface WebhookScenario extends Worker {
  readonly database: TestDatabase;
  readonly clock: TestClock;
  readonly actor: Actor;
  readonly reads: WebhookReads;
  readonly keyRing: KeyRing;
  execute<Result>(command: Command<Result>): Promise<Result>;
  /** An endpoint of the merchant's. */
  endpoint(url: string, eventTypes?: string[]): Promise<{ readonly id: string; readonly secret: string }>;
  /** A new order: its first view. */
  order(
    content?: Readonly<Record<string, unknown>>,
    over?: Partial<OrderRecord>,
  ): Promise<{ readonly id: string; readonly chargeId: string }>;
  /** One more view of the order. */
  change(orderId: string): Promise<void>;
  /** The order is paid whole. */
  pay(order: { readonly id: string; readonly chargeId: string }): Promise<void>;
  /** Turns until one finds nothing. */
  drain(): Promise<void>;
  /** Another process over the same database, by this transport. */
  another(transport?: Transport): Promise<Worker>;
  states(orderId: string): Promise<readonly string[]>;
  close(): Promise<void>;
}

export async function webhookScenario(): Promise<WebhookScenario> {
  const database = await createTestDatabase();
  const { pool } = database;
  const keyRing = createTestKeyRing();
  const clock = new TestClock();
  const merchantId = (await seedMerchant(pool)).id;
  const place = { merchantId, accountId: (await seedAccount(pool, keyRing)).id };
  const cause = { cause: 'request', actor: 'test', requestId: 'request-1' };
  const destinations = new Destinations(['127.0.0.0/8']);
  const closing: (() => Promise<unknown>)[] = [];

  let newId = (): string => v7();
  const open = async (transport: Transport): Promise<INestApplicationContext> => {
    const { runtime, close } = openRuntime({
      ...{ pool, clock, keyRing, adapters: [], publicUrl: 'http://127.0.0.1:9', processName: 'worker' },
      assertReady: () => undefined,
    });
    // Ids that grow, as a process makes them.
    newId = runtime.newId;
    const options = { destinations, transport, random: () => 0.5, retentionDays: 30 };
    @Module({ imports: [OrdersModule.forRoot(runtime), WebhooksModule.forRoot(options)] })
    class Process {}
    const app = await NestFactory.createApplicationContext(Process, { logger: false });
    await app.init();
    closing.push(
      () => app.close(),
      () => transport.close(),
      close,
    );
    return app;
  };
  const workerOf = (app: INestApplicationContext): Worker => {
    const job = app.get(DeliveryJob);
    const work = async (): Promise<number> => {
      const { deliveries } = await job.turn();
      await Promise.all(deliveries);
      return deliveries.length;
    };
    return { job, housekeeping: app.get(WebhookHousekeeping), sender: app.get(DeliverySender), work };
  };
  const app = await open(new HttpTransport(destinations, { totalTimeoutMs: 4_000 }));
  const worker = workerOf(app);
  const bus = app.get(CommandBus);
  return {
    ...worker,
    database,
    clock,
    actor: { merchantId, mode: 'test', actor: 'test', requestId: 'request-1' },
    reads: app.get(WebhookReads),
    keyRing,
    execute: (command) => bus.execute(command),
    endpoint: (url, eventTypes) => seedWebhookEndpoint(pool, keyRing, { merchantId, url, eventTypes: eventTypes ?? null }),
    order: async (content = {}, over = {}) => {
      const now = clock.now();
      const order = orderRecord(place, { content, createdAt: now, updatedAt: now, ...over });
      const charge = chargeRecord(place, order.id, { createdAt: now });
      await beginCharge(pool, { order, charge, cause, eventId: newId() });
      return { id: order.id, chargeId: charge.id };
    },
    change: async (orderId) => {
      const at = clock.now();
      await pool.query(`update "order" set cancel_requested = null where id = $1`, [orderId]);
      await requestCancel(pool, { orderId, by: 'merchant', at, cause, eventId: newId() });
    },
    pay: async ({ id, chargeId }) => {
      const at = new Date(clock.now());
      const settled = `update operation set outcome = 'approved', captured_minor = amount_minor, due_at = null, finished_at = $2 where id = $1`;
      await pool.query(settled, [chargeId, at]);
      await pool.query(`update "order" set state = 'paid', version = version + 1, updated_at = $2 where id = $1`, [id, at]);
      const told = `insert into outbox (id, merchant_id, order_id, version, type, payload, created_at)
        select $2, merchant_id, id, version, 'order.paid', '{}', $3 from "order" where id = $1`;
      await pool.query(told, [id, newId(), at]);
    },
    drain: async () => {
      while ((await worker.work()) > 0);
    },
    another: async (transport = new HttpTransport(destinations)) => workerOf(await open(transport)),
    states: async (orderId) => {
      const { rows } = await pool.query<{ state: string }>(
        'select state from webhook_delivery where order_id = $1 and replay_of is null order by version, endpoint_id',
        [orderId],
      );
      return rows.map(({ state }) => state);
    },
    close: async () => {
      for (const step of closing) await step();
      await database.drop();
    },
  };
}
