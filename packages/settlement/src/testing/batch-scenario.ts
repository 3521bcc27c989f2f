import 'reflect-metadata';
import { AccountsModule } from '@interlock/accounts';
import { NotReady } from '@interlock/domain';
import { BatchRepository, readOrder } from '@interlock/persistence';
import type { OperationRecord, OrderRecord, OrderWithOperations } from '@interlock/persistence';
import {
  NOW,
  chargeRecord,
  createTestDatabase,
  createTestKeyRing,
  insertOrder,
  orderRecord,
  seedAccount,
  seedBinding,
  seedMerchant,
  seedTerminal,
} from '@interlock/persistence/testing';
import type { Place, TestDatabase } from '@interlock/persistence/testing';
import { ProviderPools } from '@interlock/provider-kit';
import { TerminalRepository } from '@interlock/persistence';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { v7 } from 'uuid';
import { BatchReads } from '../batches/batch-reads.js';
import { CloseBatch, RefreshBatch, ResumeBatch } from '../batches/commands.js';
import type { Actor, BatchAnswer, ScopeInput } from '../batches/commands.js';
import { SettlementModule } from '../settlement.module.js';
import { scriptedBatches } from './scripted-batches.js';
import type { ScriptedBatches } from './scripted-batches.js';

/** A merchant with a store of one terminal at an account that has batches, and an account that has none. */
export interface BatchScenario {
  readonly database: TestDatabase;
  readonly provider: ScriptedBatches;
  readonly place: Place;
  readonly otherAccountId: string;
  readonly storeNo: string;
  readonly terminalSn: string;
  readonly actor: Actor;
  readonly reads: BatchReads;
  readonly batches: BatchRepository;
  readonly readiness: { ready: boolean };
  now(): number;
  advance(seconds: number): void;
  close(scope: ScopeInput, key?: string, accountId?: string): Promise<BatchAnswer>;
  refresh(batchId: string): Promise<BatchAnswer>;
  /** One turn of the worker. Returns how many closes were due. */
  work(): Promise<number>;
  /** A payment of 1000 by card on the terminal, finished now, unless the test says otherwise; and what follows it. */
  paid(
    given?: { readonly order?: Partial<OrderRecord>; readonly charge?: Partial<OperationRecord> },
    following?: (charge: OperationRecord) => readonly OperationRecord[],
  ): Promise<OperationRecord>;
  /** An approved operation of that kind, finished now, unless the test says otherwise. */
  following(charge: OperationRecord, kind: OperationRecord['kind'], over?: Partial<OperationRecord>): OperationRecord;
  read(orderId: string): Promise<OrderWithOperations>;
  stop(): Promise<void>;
}

export const PROVIDER_SERIAL = 'WPYB002248000865';
export const PROVIDER_STORE_NO = '4021000008';

export async function batchScenario(settings: object = {}): Promise<BatchScenario> {
  const database = await createTestDatabase();
  const { pool } = database;
  const keyRing = createTestKeyRing();
  const provider = scriptedBatches();
  let time = NOW;
  const readiness = { ready: true };
  const merchantId = (await seedMerchant(pool)).id;
  const codepay = { provider: 'codepay', settings: { baseUrl: 'http://127.0.0.1:9', ...settings } } as const;
  const account = await seedAccount(pool, keyRing, codepay);
  const other = await seedAccount(pool, keyRing, { ...codepay, provider: 'upay' });
  for (const { id } of [account, other]) await seedBinding(pool, { merchantId, providerAccountId: id });
  const bindings = [{ providerAccountId: account.id, providerTerminalSn: PROVIDER_SERIAL }];
  const { store, terminal } = await seedTerminal(pool, merchantId, { bindings });
  const known = { storeId: store.id, providerAccountId: account.id, providerStoreNo: PROVIDER_STORE_NO, createdAt: new Date(NOW) };
  await new TerminalRepository(pool).bindStore(known);
  const place = { merchantId, accountId: account.id };
  const pools = new ProviderPools();
  const runtime = {
    pool,
    pools,
    adapters: [provider.adapter, provider.withoutBatches],
    keyRing,
    clock: { now: () => time, monotonic: () => time },
    newId: () => v7(),
    publicUrl: 'http://127.0.0.1:9',
    processName: 'gateway',
    assertReady: () => {
      if (!readiness.ready) throw new NotReady('not ready');
    },
  };
  @Module({ imports: [CqrsModule.forRoot(), AccountsModule.forRoot(runtime), SettlementModule] })
  class TestModule {}
  const app = await NestFactory.createApplicationContext(TestModule, { logger: false });
  // The command bus explores its handlers on bootstrap.
  await app.init();
  const bus = app.get(CommandBus);
  const batches = app.get(BatchRepository);
  const actor: Actor = { merchantId, actor: 'sk_test_abcd', requestId: 'request-0001' };
  return {
    database,
    provider,
    place,
    otherAccountId: other.id,
    storeNo: store.storeNo,
    terminalSn: terminal.terminalSn,
    actor,
    reads: app.get(BatchReads),
    batches,
    readiness,
    now: () => time,
    advance: (seconds) => {
      time += seconds * 1000;
    },
    close: (scope, key = `key-${v7()}`, accountId = account.id) => bus.execute(new CloseBatch(actor, accountId, scope, key)),
    refresh: (batchId) => bus.execute(new RefreshBatch(actor, batchId)),
    work: async () => {
      const claimed = await batches.claimDue({ now: time, most: 10, leaseUntil: time + 60_000 });
      for (const batch of claimed) await bus.execute(new ResumeBatch(batch));
      return claimed.length;
    },
    paid: async (given = {}, following = () => []) => {
      const routing = { candidates: [], proofs: [], terminals: { [account.id]: PROVIDER_SERIAL } };
      const method = { type: 'terminal', scenario: 'card' };
      const order = orderRecord(place, { state: 'paid', method, routing, terminalSn: terminal.terminalSn, ...given.order });
      const done = { outcome: 'approved', finishedAt: time, dueAt: null, capturedMinor: 1000n, provider: 'codepay' } as const;
      const charge = chargeRecord(place, order.id, { ...done, ...given.charge });
      await insertOrder(pool, order, charge, ...following(charge));
      return charge;
    },
    following: (charge, kind, over = {}) => {
      const { id, providerKey, requestHash } = chargeRecord(place, charge.orderId);
      const own = { id, providerKey, requestHash, kind, chargeId: charge.id, authorizedMinor: 0n, capturedMinor: 0n, refundedMinor: 0n };
      return { ...charge, ...own, outcome: 'approved', finishedAt: time, dueAt: null, ...over };
    },
    read: async (orderId) => {
      const read = await readOrder(pool, 'byId', [orderId]);
      if (read === undefined) throw new Error('no such order');
      return read;
    },
    stop: async () => {
      await app.close();
      await pools.destroy();
      await database.drop();
    },
  };
}
