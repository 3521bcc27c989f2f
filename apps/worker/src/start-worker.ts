import { NotReady } from '@interlock/domain';
import { AccountDirectory, openRuntime } from '@interlock/accounts';
import 'reflect-metadata';
import { createLog } from '@interlock/orders';
import { ClockWatch, HashKeys, SettingsListener, StartupError, createPool, systemClock, variables } from '@interlock/persistence';
import type { KeyRing, Settings } from '@interlock/persistence';
import { Logger as JobLogger } from '@nestjs/common';
import { openWebhooks } from '@interlock/webhooks';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import type { Logger as ProcessLog } from 'pino';
import { providers } from './providers.js';
import { jobsOf } from './jobs.module.js';
import { KafkaPublisher } from './relay/kafka-publisher.js';
import type { KafkaTarget } from './relay/kafka-publisher.js';
import { Relay } from './relay/relay.js';
import type { RelayOptions } from './relay/relay.js';
import { WorkerModule } from './worker.module.js';

/** How long a stopping worker waits for the provider calls that run; what is left is claimed again by another. */
const STOP_MS = 8_000;
/** Connections to PostgreSQL; none is held while a provider is asked. */
const CONNECTIONS = 10;

export interface WorkerOptions extends Partial<Pick<Settings, 'webhookAllow' | 'webhookRetentionDays' | 'providerAllow'>> {
  readonly databaseUrl: string;
  readonly keyRing: KeyRing;
  readonly publicUrl: string;
  /** `/livez` and `/metrics` on loopback; 0 takes a free port. */
  readonly port: number;
  readonly logLevel: Settings['logLevel'];
  /** Where the process has one already. */
  readonly log?: ProcessLog;
  /** Where events are relayed to; absent: they stay in the outbox, and no relay runs. */
  readonly kafka?: KafkaTarget | undefined;
}

/** Starts a worker; `close` claims nothing more, waits for what runs and returns. */
export async function startWorker(options: WorkerOptions): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const pool = createPool(options.databaseUrl, { max: CONNECTIONS, applicationName: 'interlock-worker' });
  const watch = new ClockWatch(pool, systemClock.now, systemClock.monotonic);
  await watch.start();
  const hashKeys = new HashKeys(pool, options.keyRing, systemClock.now);
  await hashKeys.start();
  const opened = openRuntime({
    pool,
    clock: systemClock,
    keyRing: options.keyRing,
    adapters: providers,
    providerAllow: options.providerAllow ?? [],
    publicUrl: options.publicUrl,
    processName: 'worker',
    assertReady: () => {
      if (!watch.ok) throw new NotReady('the clock of this process and the database are more than a second apart');
    },
  });
  const webhooks = openWebhooks(options);
  const log = options.log ?? createLog({ process: 'worker', level: options.logLevel });
  const app = await NestFactory.create<NestFastifyApplication>(
    WorkerModule.forRoot(opened.runtime, webhooks, log, relayOf(options)),
    new FastifyAdapter(),
    {
      logger: ['error', 'fatal'],
    },
  );
  await app.init();
  app.useLogger(app.get(Logger));
  await app.listen(options.port, '127.0.0.1').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      throw new StartupError(`Port ${String(options.port)} is taken. Choose another one by ${variables.workerPort}.`);
    }
    throw error;
  });
  const listener = new SettingsListener(options.databaseUrl);
  listener.onStale(app.get(AccountDirectory).hear);
  await listener.start();
  const jobs = [...jobsOf(app), ...(options.kafka === undefined ? [] : [app.get(Relay)])];
  for (const job of jobs) job.start();
  log.info({ url: await app.getUrl() }, 'the worker carries on what is due');
  return {
    url: await app.getUrl(),
    close: async () => {
      watch.stop();
      hashKeys.stop();
      await Promise.all(jobs.map((job) => job.stop(STOP_MS)));
      await listener.close();
      await app.close();
      await webhooks.close();
      await opened.close();
      await pool.end();
    },
  };
}

function relayOf({ kafka, databaseUrl, publicUrl }: WorkerOptions): RelayOptions | undefined {
  if (kafka === undefined) return undefined;
  const logger = new JobLogger('Kafka');
  return { databaseUrl, openPublisher: () => KafkaPublisher.open(kafka, publicUrl, logger) };
}
