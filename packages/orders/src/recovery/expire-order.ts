import { ProviderRegistry, RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { isUndecided } from '@interlock/domain';
import { readOrder, requestThatBegan } from '@interlock/persistence';
import type { Cause, OrderWithOperations } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { ExpireOrder } from '../commands.js';
import { Engine } from '../engine/engine.js';
import { chargeOfOrder } from '../engine/order-operations.js';
import { currentRequest } from '../log/current-request.js';
import { Canceling } from '../orders/cancel-order.js';

/**
 * An order whose time is over is canceled at its provider, and the query that follows decides. Where a cancel would return what is paid, the provider is
 * asked before it too: a payer who paid in that instant wins.
 */
@CommandHandler(ExpireOrder)
export class ExpireOrderHandler implements ICommandHandler<ExpireOrder> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly canceling: Canceling,
    private readonly engine: Engine,
    private readonly providers: ProviderRegistry,
  ) {}

  async execute(command: ExpireOrder): Promise<void> {
    const { orderId, turnId } = command;
    const { pool, processName: actor } = this.runtime;
    this.runtime.assertReady();
    const read = await readOrder(pool, 'byId', [orderId]);
    if (read === undefined) return;
    const charge = read.operations.at(0);
    const requestId = (await requestThatBegan(pool, charge ?? { id: orderId, orderId, createdAt: read.order.createdAt })) ?? turnId;
    await currentRequest.run({ requestId, turnId }, async () => {
      const cause = { cause: 'expiry', actor, requestId };
      const asked = await this.askedBefore(read, cause);
      // Not asked, since somebody else asks, or the provider wants to be asked later: the order is expired on another turn.
      if (asked === undefined || !isUndecided(asked.order.state)) return;
      const begun = await this.canceling.begin(asked, 'expiry', cause, {});
      await begun.run;
    });
  }

  /**
   * The order as a query shows it now, where a cancel alone would take the money back; an order that is being sent is left to its answer. Undefined
   * where it could not be asked now: a cancel unasked might take from a payer who has paid.
   */
  private async askedBefore(read: OrderWithOperations, cause: Cause): Promise<OrderWithOperations | undefined> {
    const charge = chargeOfOrder(read);
    if (charge === undefined) return read;
    const returns = this.providers.adapter(charge.provider).operations.cancel?.returnsMoneyWhenPaid ?? false;
    if (!returns || charge.outcome === null || charge.openExclusive !== null) return read;
    return this.engine.askNow(read, charge, cause);
  }
}
