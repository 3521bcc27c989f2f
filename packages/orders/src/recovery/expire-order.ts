import { readOrder } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { ExpireOrder } from '../commands.js';
import { RUNTIME } from '../engine/runtime.js';
import type { Runtime } from '../engine/runtime.js';
import { Canceling } from '../orders/cancel-order.js';

/** An order whose time is over is canceled at its provider; the query that follows decides, so a payer who paid in that instant wins. */
@CommandHandler(ExpireOrder)
export class ExpireOrderHandler implements ICommandHandler<ExpireOrder> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly canceling: Canceling,
  ) {}

  async execute(command: ExpireOrder): Promise<void> {
    const read = await readOrder(this.runtime.pool, 'byId', [command.orderId]);
    if (read === undefined) return;
    const cause = { cause: 'expiry', actor: this.runtime.processName, requestId: command.requestId };
    const begun = await this.canceling.begin(read, 'expiry', cause, {});
    await begun.run;
  }
}
