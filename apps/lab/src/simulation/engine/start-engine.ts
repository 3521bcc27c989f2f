import { idMaker } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { buildRoutes } from '@interlock/gateway';
import type { KeyRing } from '@interlock/persistence';
import { ProviderPools } from '@interlock/provider-kit';
import type { ProviderAdapter } from '@interlock/provider-kit';
import { JobsModule, jobsOf } from '@interlock/worker';
import { Destinations } from '@interlock/webhooks';
import type { Transport, WebhookOptions } from '@interlock/webhooks';
import type { Job } from '@interlock/worker';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Pool } from 'pg';
import { pino } from 'pino';
import type { Random } from '../core/random.js';
import { EngineProcess } from './engine-process.js';
import { providerWire } from './provider-wire.js';
import type { WireWorld } from './provider-wire.js';
import { simulatedPool } from './simulated-pool.js';
import type { PoolWorld } from './simulated-pool.js';

const PUBLIC_URL = 'https://interlock.simulation';
/** Above so much, in minor units of every currency, a second person must agree to what is made of a case: about half of the orders are. */
export const SECOND_PERSON_ABOVE = 20_000n;

export interface EngineWorld extends WireWorld, PoolWorld {
  readonly random: Random;
  readonly keyRing: KeyRing;
  readonly adapters: readonly ProviderAdapter[];
  /** Something that must not be. */
  readonly complain: (what: string) => void;
  readonly webhookTransport: (process: EngineProcess) => Transport;
  /** Between the engine and its pool: a mutant rewrites statements here. */
  readonly wrapPool: (pool: Pool) => Pool;
  readonly wrapRuntime: (runtime: Runtime) => Runtime;
}

export interface GatewayProcess extends EngineProcess {
  readonly app: NestFastifyApplication;
}
export interface WorkerProcess extends EngineProcess {
  readonly jobs: readonly Job[];
}

const silent = pino({ level: 'silent' });

/** A gateway with all its routes, which nothing but `inject` reaches. */
export async function startGatewayProcess(name: string, world: EngineWorld): Promise<GatewayProcess> {
  const process = new EngineProcess(name);
  const app = await buildRoutes(runtimeOf(process, 'gateway', world), webhooksOf(process, world), silent);
  return Object.assign(process, { app });
}

/** A worker whose turns are taken one at a time. */
export async function startWorkerProcess(name: string, world: EngineWorld): Promise<WorkerProcess> {
  const process = new EngineProcess(name);
  const app = await NestFactory.createApplicationContext(
    JobsModule.forRoot(runtimeOf(process, 'worker', world), webhooksOf(process, world)),
    {
      abortOnError: false,
      logger: ['error', 'fatal'],
    },
  );
  return Object.assign(process, { jobs: jobsOf(app) });
}

function webhooksOf(process: EngineProcess, { random, webhookTransport }: EngineWorld): WebhookOptions {
  const jitter = random.fork(`jitter of ${process.name}`);
  const transport = webhookTransport(process);
  return { destinations: new Destinations([]), transport, random: () => jitter.int(0, 1_000) / 1_000, retentionDays: 30 };
}

function runtimeOf(process: EngineProcess, processName: string, world: EngineWorld): Runtime {
  const { scheduler, random, keyRing, adapters } = world;
  const now = (): number => scheduler.now;
  const after = (ms: number, action: () => void): (() => void) => scheduler.add(`${process.name} timer`, ms, action, process);
  const bytes = random.fork(`ids of ${process.name}`);
  return world.wrapRuntime({
    pool: world.wrapPool(simulatedPool(process, world)),
    pools: new ProviderPools({ open: () => providerWire(process, world), timers: { monotonic: now, after } }),
    adapters,
    keyRing,
    clock: { now, monotonic: now, after },
    newId: idMaker(now, (supply) => {
      bytes.fill(supply);
    }),
    publicUrl: PUBLIC_URL,
    processName,
    assertReady: () => undefined,
    secondPersonAbove: { '*': SECOND_PERSON_ABOVE },
  });
}
