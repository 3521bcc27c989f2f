import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { InvalidReference } from '@interlock/domain';
import { beginWaitingCharge } from '@interlock/persistence';
import type { OrderWithOperations } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { AbandonWaitingOrder, PayWaitingOrder } from '../commands.js';
import type { Actor, CommandAnswer } from '../commands.js';
import { Engine } from '../engine/engine.js';
import { isWaiting } from '../engine/order-operations.js';
import { NoRoute, NotWaiting } from '../errors.js';
import { answerOf, orderOf, within } from '../orders/command-answer.js';
import { storedMethod } from '../orders/order-record.js';
import { routingRecord } from '../routing/candidates.js';
import { SaleCharges } from '../routing/sale-charges.js';
import { SaleRoutes } from '../routing/sale-routes.js';
import { waitingInput } from './waiting-input.js';
import { WaitingOrders } from './waiting-orders.js';

/** Throws `NotWaiting`. */
async function waitingAt(runtime: Runtime, actor: Actor, orderId: string, terminalSn: string): Promise<OrderWithOperations> {
  const read = await orderOf(runtime.pool, actor.merchantId, orderId);
  if (!isWaiting(read) || read.order.terminalSn !== terminalSn) throw new NotWaiting();
  return read;
}

/** A terminal of ours pays the order that waits for it. From the begin of its charge on it is an order like any other. */
@CommandHandler(PayWaitingOrder)
export class PayWaitingOrderHandler implements ICommandHandler<PayWaitingOrder> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly engine: Engine,
    private readonly routes: SaleRoutes,
    private readonly charges: SaleCharges,
    private readonly waiting: WaitingOrders,
  ) {}

  async execute({ actor, orderId, input, waitMs }: PayWaitingOrder): Promise<CommandAnswer> {
    const { pool, newId, clock, processName } = this.runtime;
    const { terminalSn, amount, operator } = input;
    const cause = { cause: 'request', actor: actor.actor, requestId: actor.requestId };
    const { order } = await waitingAt(this.runtime, actor, orderId, terminalSn);
    if (order.currency !== amount.currency || order.amountMinor !== amount.minor)
      throw new InvalidReference('amount', 'is not that of the order that waits');
    const said = waitingInput(order, input);
    const route = await this.routes.of(actor.merchantId, said);
    if (!('first' in route)) throw new NoRoute([]);
    this.runtime.assertReady();
    const window = this.engine.sendWindow();
    const charge = await this.charges.first(said, order, route, clock.now());
    const version = await beginWaitingCharge(pool, {
      ...{ charge, terminalSn, operator, cause, eventId: newId() },
      method: storedMethod(said),
      routing: routingRecord(route.candidates, route.first.account.id),
    });
    if (version === undefined) {
      // Its time may be over without the worker having come by yet: whoever finds that closes it.
      const closed = await this.waiting.close({ order, operations: [], cases: [] }, 'expiry', { ...cause, cause: 'expiry' }, {});
      if (closed === undefined) throw new NotWaiting();
      return answerOf(closed, { replayed: false });
    }
    const begun = await orderOf(pool, actor.merchantId, orderId);
    const plan = this.charges.plan(said, begun.order, route);
    const run = this.engine.send(begun, charge, window, { ...cause, actor: processName }, plan);
    const read = await within(this.runtime, orderId, run, waitMs);
    return answerOf(read, { replayed: false, operationId: charge.id });
  }
}

/** The cashier or the payer does not want it. */
@CommandHandler(AbandonWaitingOrder)
export class AbandonWaitingOrderHandler implements ICommandHandler<AbandonWaitingOrder> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly waiting: WaitingOrders,
  ) {}

  async execute({ actor, orderId, input }: AbandonWaitingOrder): Promise<CommandAnswer> {
    const { actor: who, requestId } = actor;
    const read = await waitingAt(this.runtime, actor, orderId, input.terminalSn);
    this.runtime.assertReady();
    const closed = await this.waiting.close(read, 'terminal', { cause: 'request', actor: who, requestId }, input);
    if (closed === undefined) throw new NotWaiting();
    return answerOf(closed, { replayed: false });
  }
}
