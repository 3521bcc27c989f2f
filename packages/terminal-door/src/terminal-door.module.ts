import { WaitingOrders } from '@interlock/orders';
import { Module } from '@nestjs/common';
import { DirectoryModule } from '@interlock/directory';
import { TillAccess } from './access/till-access.js';
import { TillMethods } from './orders/methods.js';
import { TillPayments } from './orders/payments.js';
import { PlatformNumbers } from './orders/platform-numbers.js';
import { PollCalls } from './orders/poll-calls.js';
import { PushedOrders } from './orders/pushed-orders.js';
import { TillQueries } from './orders/queries.js';
import { TillPushes } from './orders/pushes.js';
import { TillRefunds } from './orders/refunds.js';
import { TillReversals } from './orders/reversals.js';
import { TillOrders } from './orders/till-orders.js';
import { TerminalDoor } from './terminal-door.js';

/** The terminal door's own side. An app composes it beside the accounts and the orders. */
@Module({
  imports: [DirectoryModule],
  providers: [
    TerminalDoor,
    TillAccess,
    TillMethods,
    TillPayments,
    TillOrders,
    TillQueries,
    TillRefunds,
    TillReversals,
    TillPushes,
    PushedOrders,
    PollCalls,
    WaitingOrders,
    PlatformNumbers,
  ],
  exports: [TerminalDoor, PollCalls],
})
export class TerminalDoorModule {}
