import 'reflect-metadata';
import { AccountsModule, openRuntime } from '@interlock/accounts';
import { createTestDatabase, createTestKeyRing, seedMerchant, seedTerminal } from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import { Module } from '@nestjs/common';
import type { INestApplicationContext, Type } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CqrsModule } from '@nestjs/cqrs';
import { DirectoryModule } from '../directory.module.js';

/** The directory of one process over a database of its own, with a merchant that has a store, and a clock that a test sets. */
export interface DirectoryScenario {
  readonly database: TestDatabase;
  readonly merchantId: string;
  readonly storeId: string;
  readonly storeNo: string;
  time: number;
  get<T>(type: Type<T>): T;
  /** Another gateway over the same database. */
  secondProcess(): Promise<<T>(type: Type<T>) => T>;
  close(): Promise<void>;
}

export async function directoryScenario(): Promise<DirectoryScenario> {
  const database = await createTestDatabase();
  const { pool } = database;
  const keyRing = createTestKeyRing();
  const merchant = await seedMerchant(pool);
  const { store } = await seedTerminal(pool, merchant.id);
  const scenario = { time: Date.UTC(2026, 0, 2) };
  const clock = { now: () => scenario.time, monotonic: () => scenario.time };
  const closing: (() => Promise<void>)[] = [];
  const process = async (): Promise<INestApplicationContext> => {
    const { runtime, close } = openRuntime({
      ...{ pool, clock, keyRing, adapters: [], publicUrl: 'http://127.0.0.1:9', processName: 'gateway' },
      assertReady: () => undefined,
    });
    @Module({ imports: [CqrsModule.forRoot(), AccountsModule.forRoot(runtime), DirectoryModule] })
    class Process {}
    const app = await NestFactory.createApplicationContext(Process, { logger: false });
    closing.push(() => app.close(), close);
    return app;
  };
  const first = await process();
  return Object.assign(scenario, {
    ...{ database, merchantId: merchant.id, storeId: store.id, storeNo: store.storeNo },
    get: <T>(type: Type<T>): T => first.get(type),
    secondProcess: async () => {
      const other = await process();
      return <T>(type: Type<T>): T => other.get(type);
    },
    close: async () => {
      for (const step of closing) await step();
      await database.drop();
    },
  });
}
