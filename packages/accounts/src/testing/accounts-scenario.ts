import 'reflect-metadata';
import { createTestDatabase, createTestKeyRing, seedAccount, seedBinding, seedMerchant } from '@interlock/persistence/testing';
import type { TestDatabase } from '@interlock/persistence/testing';
import type { AccountActivation, Agreements, ProviderAdapter } from '@interlock/provider-kit';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { Module } from '@nestjs/common';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import type { Command } from '@nestjs/cqrs';
import { z } from 'zod';
import { AccountDirectory } from '../account-directory.js';
import { AccountsModule } from '../accounts.module.js';
import { openRuntime } from '../open-runtime.js';

type Scripts = {
  [Name in 'prepare' | 'confirm' | 'refresh' | 'end']: Agreements[Name];
} & { activate: AccountActivation['activate']; checkIn: AccountActivation['checkIn'] };

/** A merchant with an account at a provider whose agreements and keys are scripted, over a real database. */
export interface AccountsScenario {
  readonly database: TestDatabase;
  readonly merchantId: string;
  readonly accountId: string;
  readonly scripts: Scripts;
  readonly directory: AccountDirectory;
  /** What was asked of the provider, in order. */
  readonly asked: { readonly call: string; readonly input: unknown; readonly secrets: unknown }[];
  time: number;
  execute<R>(command: Command<R>): Promise<R>;
  /** The same of another process over the same database. */
  secondProcess(): Promise<<R>(command: Command<R>) => Promise<R>>;
  close(): Promise<void>;
}

const unscripted = (): never => {
  throw new Error('the provider was not expected to be asked');
};

export async function accountsScenario(): Promise<AccountsScenario> {
  const database = await createTestDatabase();
  const { pool } = database;
  const keyRing = createTestKeyRing();
  const asked: AccountsScenario['asked'] = [];
  const scripts: Scripts = {
    prepare: unscripted,
    confirm: unscripted,
    refresh: unscripted,
    end: unscripted,
    activate: unscripted,
    checkIn: unscripted,
  };
  const told = <I, A>(call: keyof Scripts, script: () => (input: I, of: { readonly secrets: unknown }) => Promise<A>) =>
    ((input: I, of: { readonly secrets: unknown }) => {
      asked.push({ call, input, secrets: of.secrets });
      return script()(input, of);
    }) as never;
  const adapter = {
    name: 'wallet',
    settingsSchema: z.looseObject({ baseUrl: z.string() }),
    secretsSchema: z.looseObject({}),
    agreements: {
      optionsSchema: z.strictObject({ note: z.string().max(4).optional() }),
      prepare: told('prepare', () => scripts.prepare as never),
      confirm: told('confirm', () => scripts.confirm as never),
      refresh: told('refresh', () => scripts.refresh as never),
      end: told('end', () => scripts.end as never),
    },
    activation: {
      checkInEveryMs: 12 * 3_600_000,
      keyLifeMs: 48 * 3_600_000,
      activate: told('activate', () => scripts.activate as never),
      checkIn: (call) => {
        asked.push({ call: 'checkIn', input: undefined, secrets: call.secrets });
        return scripts.checkIn(call);
      },
    },
  } satisfies Partial<ProviderAdapter> as unknown as ProviderAdapter;
  const merchant = await seedMerchant(pool);
  const account = await seedAccount(pool, keyRing, {
    provider: 'wallet',
    settings: { baseUrl: 'http://127.0.0.1:9' },
    secrets: { terminalKey: 'key-0' },
  });
  await seedBinding(pool, { merchantId: merchant.id, providerAccountId: account.id });
  const scenario = { time: Date.UTC(2026, 0, 2) };
  const clock = { now: () => scenario.time, monotonic: () => scenario.time };
  const closing: (() => Promise<void>)[] = [];
  const process = async (): Promise<INestApplicationContext> => {
    const { runtime, close } = openRuntime({
      ...{ pool, clock, keyRing, adapters: [adapter], publicUrl: 'http://127.0.0.1:9', processName: 'gateway' },
      assertReady: () => undefined,
    });
    @Module({ imports: [CqrsModule.forRoot(), AccountsModule.forRoot(runtime)] })
    class Process {}
    const app: INestApplicationContext = await NestFactory.createApplicationContext(Process, { logger: false });
    await app.init();
    closing.push(() => app.close(), close);
    return app;
  };
  const app = await process();
  const bus = app.get(CommandBus);
  return Object.assign(scenario, {
    ...{ database, merchantId: merchant.id, accountId: account.id, scripts, asked, directory: app.get(AccountDirectory) },
    execute: <R>(command: Command<R>): Promise<R> => bus.execute(command),
    secondProcess: async () => {
      const other = (await process()).get(CommandBus);
      return <R>(command: Command<R>): Promise<R> => other.execute(command);
    },
    close: async () => {
      for (const step of closing) await step();
      await database.drop();
    },
  });
}
