import 'reflect-metadata';
import { RUNTIME } from '@interlock/accounts';
import { NotReady } from '@interlock/domain';
import { BatchRepository, systemClock } from '@interlock/persistence';
import type { BatchRecord } from '@interlock/persistence';
import { batchRecord, createTestDatabase, createTestKeyRing, seedAccount, seedMerchant, until } from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import { ResumeBatch } from '@interlock/settlement';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Logger, Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandHandler, CqrsModule } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { BatchRecovery } from './batch-recovery.js';
import { Trouble } from './trouble.js';

/** What was handed on, and whether it ends. */
const handed = { batches: [] as BatchRecord[], hang: false };

@CommandHandler(ResumeBatch)
class Resume implements ICommandHandler<ResumeBatch> {
  async execute({ claimed }: ResumeBatch): Promise<void> {
    handed.batches.push(claimed);
    if (handed.hang) await new Promise(() => undefined);
  }
}

let database: TestDatabase;
let app: INestApplicationContext;
let batches: BatchRepository;
let ready = true;

beforeAll(async () => {
  database = await createTestDatabase();
  batches = new BatchRepository(database.pool);
});
afterAll(() => database.drop());
beforeEach(async () => {
  handed.batches.length = 0;
  handed.hang = false;
  ready = true;
  const assertReady = (): void => {
    if (!ready) throw new NotReady('not now');
  };
  const runtime = { pool: database.pool, clock: systemClock, assertReady };
  const shared = [
    { provide: RUNTIME, useValue: runtime },
    { provide: BatchRepository, useValue: batches },
    { provide: Trouble, useFactory: () => new Trouble(new Logger('Worker'), systemClock.monotonic) },
  ];
  @Module({ imports: [CqrsModule.forRoot()], providers: [...shared, BatchRecovery, Resume] })
  class RecoveryOnly {}
  app = await NestFactory.createApplicationContext(RecoveryOnly, { logger: false });
  await app.init();
});
afterEach(async () => {
  await app.get(BatchRecovery).stop(0);
  await app.close();
  await database.pool.query('delete from batch');
});

/** A close at an account of its own. */
async function dueBatch(dueInMs = 0): Promise<string> {
  const accountId = (await seedAccount(database.pool, createTestKeyRing())).id;
  const merchantId = (await seedMerchant(database.pool)).id;
  const batch = batchRecord({ merchantId, accountId }, { dueAt: systemClock.now() + dueInMs });
  await batches.begin(batch);
  return batch.id;
}

describe('the recovery of batches', () => {
  it('claims what is due under a raised lease, and leaves what is not', async () => {
    const due = await dueBatch();
    await dueBatch(600_000);
    app.get(BatchRecovery).start();
    await until(() => handed.batches.length > 0);
    expect(handed.batches.map(({ id, lease }) => [id, lease])).toEqual([[due, 2]]);
    expect(handed.batches[0]?.dueAt).toBeGreaterThan(systemClock.now() + 30_000);
  });

  it('carries on four at once, and no more', async () => {
    handed.hang = true;
    for (let count = 0; count < 6; count += 1) await dueBatch();
    const recovery = app.get(BatchRecovery);
    recovery.start();
    await until(() => handed.batches.length === 4);
    const before = recovery.looks;
    await until(() => recovery.looks > before + 1);
    expect(handed.batches).toHaveLength(4);
  });

  it('claims nothing while its process is not ready, or once it is stopped', async () => {
    ready = false;
    await dueBatch();
    const recovery = app.get(BatchRecovery);
    recovery.start();
    await until(() => recovery.looks > 1);
    expect(handed.batches).toEqual([]);
    ready = true;
    await until(() => handed.batches.length === 1);
    await recovery.stop(10);
    const { looks } = recovery;
    await dueBatch();
    expect([recovery.looks, handed.batches.length]).toEqual([looks, 1]);
  });
});
