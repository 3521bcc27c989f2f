import { AccountsModule } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { CaseRepository, MerchantRepository, UnmatchedNotificationRepository, WebhookEndpointRepository } from '@interlock/persistence';
import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { AdjustTipHandler, CaptureOrderHandler, IncrementAuthorizationHandler, VoidOrderHandler } from './changes/change-handlers.js';
import { CaseLines, AssignCaseHandler, CommentOnCaseHandler } from './cases/case-lines.js';
import { CaseReads } from './cases/case-reads.js';
import { ResolveCaseHandler } from './cases/resolve-case.js';
import { ChangingOrders } from './changes/change-order.js';
import { FollowingChecks } from './changes/following-checks.js';
import { Engine } from './engine/engine.js';
import { Finisher } from './engine/finisher.js';
import { Pacing } from './engine/pacing.js';
import { ProviderCalls } from './engine/provider-calls.js';
import { WordFinisher } from './engine/word-finisher.js';
import { OperationCounts } from './metrics/operation-counts.js';
import { ProcessMetrics } from './metrics/process-metrics.js';
import { ApplyNotificationHandler } from './notifications/apply-notification.js';
import { RefusedNotifications } from './notifications/refused-notifications.js';
import { CancelOrderHandler, Canceling } from './orders/cancel-order.js';
import { CreateOrderHandler } from './orders/create-order.js';
import { NotifyLanes } from './orders/notify-lanes.js';
import { OrderReads } from './orders/order-reads.js';
import { DayReports } from './reports/day-reports.js';
import { RefreshOrderHandler } from './orders/refresh-order.js';
import { ExpireOrderHandler } from './recovery/expire-order.js';
import { ResolveOperationHandler } from './recovery/resolve-operation.js';
import { RefundOrderHandler } from './refunds/refund-order.js';
import { SaleCharges } from './routing/sale-charges.js';
import { SaleRoutes } from './routing/sale-routes.js';
import { AbandonWaitingOrderHandler, PayWaitingOrderHandler } from './waiting/waiting-handlers.js';
import { WaitingOrders } from './waiting/waiting-orders.js';

/** Commands and reads on orders; gateway and worker compose it with their own runtime. */
@Module({})
export class OrdersModule {
  static forRoot(runtime: Runtime): DynamicModule {
    return {
      module: OrdersModule,
      imports: [CqrsModule.forRoot(), AccountsModule.forRoot(runtime)],
      providers: [
        { provide: CaseRepository, useFactory: () => new CaseRepository(runtime.pool) },
        { provide: MerchantRepository, useFactory: () => new MerchantRepository(runtime.pool) },
        { provide: UnmatchedNotificationRepository, useFactory: () => new UnmatchedNotificationRepository(runtime.pool) },
        OperationCounts,
        ProcessMetrics,
        { provide: WebhookEndpointRepository, useFactory: () => new WebhookEndpointRepository(runtime.pool) },
        NotifyLanes,
        Finisher,
        Pacing,
        ProviderCalls,
        WordFinisher,
        Engine,
        SaleRoutes,
        SaleCharges,
        WaitingOrders,
        Canceling,
        FollowingChecks,
        ChangingOrders,
        OrderReads,
        DayReports,
        CaseReads,
        CaseLines,
        RefusedNotifications,
        AssignCaseHandler,
        CommentOnCaseHandler,
        ResolveCaseHandler,
        CreateOrderHandler,
        PayWaitingOrderHandler,
        AbandonWaitingOrderHandler,
        CancelOrderHandler,
        CaptureOrderHandler,
        IncrementAuthorizationHandler,
        AdjustTipHandler,
        VoidOrderHandler,
        RefundOrderHandler,
        RefreshOrderHandler,
        ApplyNotificationHandler,
        ResolveOperationHandler,
        ExpireOrderHandler,
      ],
      exports: [CqrsModule, AccountsModule, Engine, Pacing, OrderReads, DayReports, CaseReads, ProcessMetrics, RefusedNotifications],
    };
  }
}
