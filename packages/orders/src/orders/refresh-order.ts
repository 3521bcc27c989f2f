import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { isOpen, isUndecided } from '@interlock/domain';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { lookNow } from '@interlock/persistence';
import { RefreshOrder } from '../commands.js';
import type { CommandAnswer } from '../commands.js';
import { Engine } from '../engine/engine.js';
import { chargeOfOrder } from '../engine/order-operations.js';
import { answerOf, orderOf, within } from './command-answer.js';

/**
 * `POST /v1/orders/{id}/refresh`: asks the provider now about what is open, or about the charge where nothing is. An operation whose first call
 * still runs is left to it. A charge that stands beside what is open is asked after next, by a worker: what was done to it outside us shows at no
 * operation of ours, and a provider wants its questions about one order apart.
 */
@CommandHandler(RefreshOrder)
export class RefreshOrderHandler implements ICommandHandler<RefreshOrder> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly engine: Engine,
  ) {}

  async execute(command: RefreshOrder): Promise<CommandAnswer> {
    const { actor, orderId } = command;
    const { pool } = this.runtime;
    const read = await orderOf(pool, actor.merchantId, orderId);
    this.runtime.assertReady();
    const undecided = read.operations.filter((operation) => isOpen(operation.outcome) && operation.outcome !== null);
    // A cancel is asked after at its charge, and decides both.
    const canceled = new Set(undecided.filter(({ kind }) => kind === 'cancel').map(({ chargeId }) => chargeId));
    const open = undecided.filter(({ id }) => !canceled.has(id));
    const running = read.operations.some((operation) => operation.outcome === null);
    const charge = chargeOfOrder(read);
    // Of an order that waits for its terminal nobody knows more than we do.
    const asked = open.length > 0 ? open : running || charge === undefined ? [] : [charge];
    const cause = { cause: 'request', actor: actor.actor, requestId: actor.requestId };
    const run = (async () => {
      let latest = read;
      for (const operation of asked)
        latest = (await this.engine.askNow(latest, operation, cause)) ?? (await orderOf(pool, actor.merchantId, orderId));
      const present = chargeOfOrder(latest);
      if (open.length > 0 && present?.outcome === 'approved' && !open.some(({ id }) => id === present.id))
        await lookNow(pool, present.id, this.runtime.clock.now());
      return latest;
    })();
    const after = await within(this.runtime, orderId, run, command.waitMs);
    return {
      ...answerOf(after, { replayed: false }),
      settled: !isUndecided(after.order.state) && !after.operations.some((operation) => isOpen(operation.outcome)),
    };
  }
}
