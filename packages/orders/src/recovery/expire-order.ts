import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { readOrder, requestThatBegan } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { ExpireOrder } from '../commands.js';
import { currentRequest } from '../log/current-request.js';
import { Canceling } from '../orders/cancel-order.js';

/** An order whose time is over is canceled at its provider; the query that follows decides, so a payer who paid in that instant wins. */
@CommandHandler(ExpireOrder)
export class ExpireOrderHandler implements ICommandHandler<ExpireOrder> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly canceling: Canceling,
  ) {}

  async execute(command: ExpireOrder): Promise<void> {
    const { orderId, turnId } = command;
    const { pool, processName: actor } = this.runtime;
    this.runtime.assertReady();
    const read = await readOrder(pool, 'byId', [orderId]);
    const charge = read?.operations.at(0);
    if (read === undefined || charge === undefined) return;
    const requestId = (await requestThatBegan(pool, charge)) ?? turnId;
    await currentRequest.run({ requestId, turnId }, async () => {
      const begun = await this.canceling.begin(read, 'expiry', { cause: 'expiry', actor, requestId }, {});
      await begun.run;
    });
  }
}
