import type { Runtime } from '@interlock/accounts';
import { OrdersModule } from '@interlock/orders';
import { SettlementModule } from '@interlock/settlement';
import { WebhooksModule } from '@interlock/webhooks';
import type { WebhookOptions } from '@interlock/webhooks';
import { Logger as JobLogger, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Logger } from 'pino';
import { BatchRecovery } from './batch-recovery.js';
import { InternalController } from './internal.controller.js';
import { WorkerMetrics } from './metrics/worker-metrics.js';
import { Recovery } from './recovery.js';
import { Relay } from './relay/relay.js';
import type { RelayOptions } from './relay/relay.js';
import { Trouble } from './trouble.js';
import { Upkeep } from './upkeep.js';
import { WebhooksOut } from './webhooks-out.js';

/** The gateway's modules in another composition: no public door, and the job that carries on what is due. */
@Module({})
export class WorkerModule {
  /** `relay`: where events are relayed to; without it no relay is there. */
  static forRoot(runtime: Runtime, webhooks: WebhookOptions, log: Logger, relay?: RelayOptions): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        // No route is logged: the port is for the inside, and asked every few seconds.
        LoggerModule.forRoot({ pinoHttp: { logger: log, autoLogging: false }, forRoutes: [] }),
        OrdersModule.forRoot(runtime),
        SettlementModule,
        WebhooksModule.forRoot(webhooks),
      ],
      controllers: [InternalController],
      providers: [
        { provide: Trouble, useFactory: () => new Trouble(new JobLogger('Worker'), runtime.clock.monotonic) },
        Recovery,
        BatchRecovery,
        Upkeep,
        WorkerMetrics,
        WebhooksOut,
        ...(relay === undefined
          ? []
          : [{ provide: Relay, inject: [Trouble], useFactory: (trouble: Trouble) => new Relay(runtime, trouble, relay) }]),
      ],
    };
  }
}
