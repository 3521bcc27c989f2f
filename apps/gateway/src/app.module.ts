import type { Runtime } from '@interlock/accounts';
import { DirectoryModule } from '@interlock/directory';
import { OrdersModule } from '@interlock/orders';
import { SettlementModule } from '@interlock/settlement';
import { TerminalDoorModule } from '@interlock/terminal-door';
import { WebhooksModule } from '@interlock/webhooks';
import type { WebhookOptions } from '@interlock/webhooks';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { LoggerModule } from 'nestjs-pino';
import type { Logger } from 'pino';
import { ProviderAccountsController } from './accounts/provider-accounts.controller.js';
import { AgreementsController } from './agreements/agreements.controller.js';
import { ApiKeysController } from './api-keys/api-keys.controller.js';
import { AuditController } from './audit/audit.controller.js';
import { ApiKeys } from './auth/api-keys.js';
import { CasesController } from './cases/cases.controller.js';
import { CapabilitiesController } from './capabilities/capabilities.controller.js';
import { BatchesController } from './batches/batches.controller.js';
import { HealthController } from './health/health.controller.js';
import { Readiness } from './health/readiness.js';
import { HooksController } from './hooks/hooks.controller.js';
import { DOOR_OPTIONS } from './http/door-options.js';
import type { DoorOptions } from './http/door-options.js';
import { Limits } from './limits/limits.js';
import { ChangesController } from './orders/changes.controller.js';
import { LinksController } from './links/links.controller.js';
import { OrdersController } from './orders/orders.controller.js';
import { RefundsController } from './orders/refunds.controller.js';
import { TerminalDoorController } from './terminal-door/terminal-door.controller.js';
import { MerchantsController } from './merchants/merchants.controller.js';
import { ReportsController } from './reports/reports.controller.js';
import { StoresController } from './stores/stores.controller.js';
import { TerminalsController } from './terminals/terminals.controller.js';
import { ActivationCodesController } from './vendors/activation-codes.controller.js';
import { VendorsController } from './vendors/vendors.controller.js';
import { WebhookLogController } from './webhooks/webhook-log.controller.js';
import { WebhooksController } from './webhooks/webhooks.controller.js';

/** Every door on the public port. */
@Module({})
export class GatewayModule {
  static forRoot(runtime: Runtime, webhooks: WebhookOptions, options: DoorOptions, log: Logger): DynamicModule {
    return {
      module: GatewayModule,
      imports: [
        OrdersModule.forRoot(runtime),
        SettlementModule,
        DirectoryModule,
        TerminalDoorModule,
        WebhooksModule.forRoot(webhooks),
        // The middleware logs no route: one line tells of each order command, with what a reader wants to know of it.
        LoggerModule.forRoot({ pinoHttp: { logger: log, autoLogging: false }, forRoutes: [] }),
      ],
      controllers: [
        OrdersController,
        ChangesController,
        RefundsController,
        AgreementsController,
        ProviderAccountsController,
        BatchesController,
        WebhooksController,
        WebhookLogController,
        CasesController,
        ReportsController,
        CapabilitiesController,
        MerchantsController,
        StoresController,
        TerminalsController,
        VendorsController,
        ActivationCodesController,
        ApiKeysController,
        AuditController,
        LinksController,
        HooksController,
        TerminalDoorController,
        HealthController,
      ],
      providers: [
        { provide: DOOR_OPTIONS, useValue: options },
        { provide: Limits, useFactory: () => new Limits(options, runtime.clock) },
        ApiKeys,
        Readiness,
      ],
    };
  }
}
