import { NotReady } from '@interlock/domain';
import { ProviderRegistry, RUNTIME } from '@interlock/accounts';
import 'reflect-metadata';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { ExpireOrder, ResolveOperation } from '@interlock/orders';
import { beginCharge, systemClock } from '@interlock/persistence';
import type { OperationRecord } from '@interlock/persistence';
import {
  chargeRecord,
  claimBounds,
  createTestDatabase,
  createTestKeyRing,
  orderRecord,
  seedAccount,
  seedMerchant,
  until,
} from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import { NestFactory } from '@nestjs/core';
import { Logger, Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandHandler, CqrsModule } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { v7 } from 'uuid';
import { Recovery } from './recovery.js';
import { Trouble } from './trouble.js';

/** Of one account at once. */
const IN_FLIGHT = 16;

/** What was handed on, and whether it ends. */
const handed = { resolved: [] as OperationRecord[], expired: [] as string[], hang: new Set<string>() };

@CommandHandler(ResolveOperation)
class Resolve implements ICommandHandler<ResolveOperation> {
  async execute({ claimed }: ResolveOperation): Promise<void> {
    handed.resolved.push(claimed);
    if (handed.hang.has(claimed.providerAccountId)) await new Promise(() => undefined);
  }
}
@CommandHandler(ExpireOrder)
class Expire implements ICommandHandler<ExpireOrder> {
  async execute({ orderId }: ExpireOrder): Promise<void> {
    handed.expired.push(orderId);
  }
}

let database: TestDatabase;
let app: INestApplicationContext;
let ready = true;
const accounts: string[] = [];
let merchantId = '';

beforeAll(async () => {
  database = await createTestDatabase();
  const keyRing = createTestKeyRing();
  merchantId = (await seedMerchant(database.pool)).id;
  for (let count = 0; count < 2; count += 1) accounts.push((await seedAccount(database.pool, keyRing)).id);
});
afterAll(() => database.drop());

beforeEach(async () => {
  handed.resolved.length = 0;
  handed.expired.length = 0;
  handed.hang.clear();
  ready = true;
  const runtime = {
    pool: database.pool,
    clock: systemClock,
    newId: () => v7(),
    assertReady: () => {
      if (!ready) throw new NotReady('not now');
    },
  };
  const registry = { provide: ProviderRegistry, useValue: { claimBounds: () => claimBounds({ inFlight: IN_FLIGHT }) } };
  const trouble = { provide: Trouble, useFactory: () => new Trouble(new Logger('Worker'), systemClock.monotonic) };
  @Module({
    imports: [CqrsModule.forRoot()],
    providers: [{ provide: RUNTIME, useValue: runtime }, trouble, registry, Recovery, Resolve, Expire],
  })
  class RecoveryOnly {}
  app = await NestFactory.createApplicationContext(RecoveryOnly, { logger: false });
  await app.init();
});
afterEach(async () => {
  await app.get(Recovery).stop(0);
  await app.close();
  await database.pool.query('update operation set due_at = null');
  await database.pool.query('update "order" set expiry_handled = true');
});

async function dueOrder(accountId: string, options: { readonly dueInMs?: number; readonly expiresInMs?: number } = {}): Promise<string> {
  const now = systemClock.now();
  const place = { merchantId, accountId };
  const { expiresInMs } = options;
  const expiry = expiresInMs === undefined ? { expiryHandled: true } : { expiresAt: now + expiresInMs };
  const order = orderRecord(place, { ...expiry, createdAt: now, updatedAt: now });
  const charge = chargeRecord(place, order.id, { sendUntil: now, dueAt: now + (options.dueInMs ?? 0), createdAt: now });
  await beginCharge(database.pool, { order, charge, cause: { cause: 'request', actor: 'test', requestId: 'r' }, eventId: v7() });
  return charge.id;
}

/** That charge and others like it, each of an order of its own, so many in all; returns their ids. */
async function copiesOf(chargeId: string, count: number): Promise<string[]> {
  const copied = `
with template as (select o as order_row, c as charge_row from operation c join "order" o on o.id = c.order_id where c.id = $1),
  copy as (select md5($1::text || n)::uuid as order_id, md5(n || $1::text)::uuid as charge_id from generate_series(2, $2::integer) n),
  orders as (
    insert into "order" select r.* from template, copy,
      jsonb_populate_record(template.order_row, jsonb_build_object('id', copy.order_id, 'merchant_order_no', copy.order_id)) r returning id
  )
insert into operation select r.* from template, copy, jsonb_populate_record(template.charge_row,
  jsonb_build_object('id', copy.charge_id, 'charge_id', copy.charge_id, 'order_id', copy.order_id, 'provider_key', copy.charge_id)) r returning id`;
  const { rows } = await database.pool.query<{ id: string }>(copied, [chargeId, count]);
  return [chargeId, ...rows.map(({ id }) => id)];
}

describe('the recovery', () => {
  it('claims what is due under a raised lease, and leaves what is not', async () => {
    const [account = ''] = accounts;
    const due = await dueOrder(account);
    await dueOrder(account, { dueInMs: 600_000 });
    app.get(Recovery).start();
    await until(() => handed.resolved.length > 0);
    expect(handed.resolved.map(({ id, lease }) => [id, lease])).toEqual([[due, 2]]);
    expect(handed.resolved[0]?.dueAt).toBeGreaterThan(systemClock.now() + 30_000);
  });

  it('lets a provider that hangs fill its own share only', async () => {
    const [hanging = '', alive = ''] = accounts;
    handed.hang.add(hanging);
    for (let count = 0; count < 40; count += 1) await dueOrder(hanging);
    const recovery = app.get(Recovery);
    recovery.start();
    await until(() => handed.resolved.length >= IN_FLIGHT);
    const later: string[] = [];
    for (let count = 0; count < 20; count += 1) later.push(await dueOrder(alive));
    await until(() => later.every((id) => handed.resolved.some((operation) => operation.id === id)));
    expect(handed.resolved.filter((operation) => operation.providerAccountId === hanging)).toHaveLength(IN_FLIGHT);
  });

  it('resolves a hundred of a good account beside five thousand of one that hangs', async () => {
    const [hanging = '', alive = ''] = accounts;
    handed.hang.add(hanging);
    await copiesOf(await dueOrder(hanging), 5_000);
    const good = await copiesOf(await dueOrder(alive), 100);
    const recovery = app.get(Recovery);
    recovery.start();
    await until(() => handed.resolved.filter(({ providerAccountId }) => providerAccountId === alive).length >= good.length);
    const ofAlive = handed.resolved.filter(({ providerAccountId }) => providerAccountId === alive).map(({ id }) => id);
    expect(new Set(ofAlive)).toEqual(new Set(good));
    expect(ofAlive).toHaveLength(good.length);
    expect(handed.resolved.length - good.length).toBeLessThanOrEqual(IN_FLIGHT);
  });

  it('expires an order when its time is over, and not before', async () => {
    const [account = ''] = accounts;
    await dueOrder(account, { dueInMs: 600_000, expiresInMs: 600_000 });
    const over = await dueOrder(account, { dueInMs: 600_000, expiresInMs: 0 });
    app.get(Recovery).start();
    await until(() => handed.expired.length > 0);
    const { rows } = await database.pool.query<{ id: string }>('select order_id as id from operation where id = $1', [over]);
    expect(new Set(handed.expired)).toEqual(new Set([rows[0]?.id]));
  });

  it('claims nothing while its process is not ready', async () => {
    const [account = ''] = accounts;
    ready = false;
    const due = await dueOrder(account);
    app.get(Recovery).start();
    await until(async () => app.get(Recovery).turns > 1);
    expect(handed.resolved).toEqual([]);
    ready = true;
    await until(() => handed.resolved.some(({ id }) => id === due));
  });

  it('waits for what runs when it is stopped, at most as long as it is told', async () => {
    const [account = ''] = accounts;
    handed.hang.add(account);
    await dueOrder(account);
    const recovery = app.get(Recovery);
    recovery.start();
    await until(() => handed.resolved.length > 0);
    await recovery.stop(10);
    const turns = recovery.turns;
    await dueOrder(account);
    expect([handed.resolved.length, recovery.turns]).toEqual([1, turns]);
  });
});
