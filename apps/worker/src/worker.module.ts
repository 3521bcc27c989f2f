import type { Runtime } from '@interlock/accounts';
import type { WebhookOptions } from '@interlock/webhooks';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Logger } from 'pino';
import { InternalController } from './internal.controller.js';
import { JobsModule } from './jobs.module.js';
import { WorkerMetrics } from './metrics/worker-metrics.js';
import { Relay } from './relay/relay.js';
import type { RelayOptions } from './relay/relay.js';
import { Trouble } from './trouble.js';

/** The jobs, and a port for the inside. */
@Module({})
export class WorkerModule {
  /** `relay`: where events are relayed to; without it no relay is there. */
  static forRoot(runtime: Runtime, webhooks: WebhookOptions, log: Logger, relay?: RelayOptions): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        // No route is logged: the port is for the inside, and asked every few seconds.
        LoggerModule.forRoot({ pinoHttp: { logger: log, autoLogging: false }, forRoutes: [] }),
        JobsModule.forRoot(runtime, webhooks),
      ],
      controllers: [InternalController],
      providers: [
        WorkerMetrics,
        ...(relay === undefined
          ? []
          : [{ provide: Relay, inject: [Trouble], useFactory: (trouble: Trouble) => new Relay(runtime, trouble, relay) }]),
      ],
    };
  }
}
