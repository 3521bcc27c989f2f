import type { Runtime } from '@interlock/accounts';
import { OrdersModule } from '@interlock/orders';
import { SettlementModule } from '@interlock/settlement';
import { WebhooksModule } from '@interlock/webhooks';
import type { WebhookOptions } from '@interlock/webhooks';
import { Logger, Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { BatchRecovery } from './batch-recovery.js';
import { Recovery } from './recovery.js';
import { Trouble } from './trouble.js';
import type { Job } from './turns.js';
import { Upkeep } from './upkeep.js';
import { WebhooksOut } from './webhooks-out.js';

/** The gateway's modules in another composition: no door, and the jobs that carry on what is due. */
@Module({})
export class JobsModule {
  static forRoot(runtime: Runtime, webhooks: WebhookOptions): DynamicModule {
    return {
      module: JobsModule,
      imports: [OrdersModule.forRoot(runtime), SettlementModule, WebhooksModule.forRoot(webhooks)],
      providers: [
        { provide: Trouble, useFactory: () => new Trouble(new Logger('Worker'), runtime.clock.monotonic) },
        Recovery,
        BatchRecovery,
        Upkeep,
        WebhooksOut,
      ],
      exports: [OrdersModule, WebhooksModule, Trouble, Recovery],
    };
  }
}

/** Every job of a process that was composed with `JobsModule`. */
export function jobsOf(app: INestApplicationContext): readonly Job[] {
  return [app.get(Recovery), app.get(BatchRecovery), app.get(Upkeep), app.get(WebhooksOut)];
}
