import { ProviderRegistry, RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { isDisputed, isUndecided } from '@interlock/domain';
import { beginFollowing, requestCancel } from '@interlock/persistence';
import type { Cause, OrderWithOperations } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { FollowingChecks } from '../changes/following-checks.js';
import { CancelOrder } from '../commands.js';
import type { ChangeInput, CommandAnswer } from '../commands.js';
import { Engine } from '../engine/engine.js';
import { followingOperation } from '../engine/following-operation.js';
import { chargeInUse, isWaiting } from '../engine/order-operations.js';
import { chargeReference } from '@interlock/accounts';
import type { FollowingContent } from '../engine/requests.js';
import { InvalidState } from '../errors.js';
import { WaitingOrders } from '../waiting/waiting-orders.js';
import { answerOf, orderOf, within } from './command-answer.js';

/** How often a begin that lost its guard reads again before it gives the caller the order as it is. */
const TRIES = 10;

/** Closing an order that is not known to be paid: wanted by the merchant, or by its expiry. */
@Injectable()
export class Canceling {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly engine: Engine,
    private readonly providers: ProviderRegistry,
    private readonly waiting: WaitingOrders,
  ) {}

  /** The cancel that is begun (or stands open already), its run, or neither where the wish is only noted (while the payment is being sent). */
  async begin(
    start: OrderWithOperations,
    by: 'merchant' | 'expiry',
    cause: Cause,
    input: Pick<ChangeInput, 'operator' | 'reason'> & { readonly content?: FollowingContent | undefined },
  ): Promise<{
    readonly read: OrderWithOperations;
    readonly run: Promise<OrderWithOperations> | undefined;
    readonly operationId?: string;
  }> {
    const { pool, newId, clock } = this.runtime;
    let read = start;
    for (let count = 0; count < TRIES; count += 1) {
      if (!isUndecided(read.order.state)) return { read, run: undefined };
      if (isWaiting(read)) {
        const closed = await this.waiting.close(read, by, cause, input);
        if (closed !== undefined) return { read: closed, run: undefined };
        const now = await orderOf(pool, read.order.merchantId, read.order.id);
        // Its time is not over, as the row says it that is judged.
        if (by === 'expiry' && isWaiting(now)) return { read: now, run: undefined };
        read = now;
        continue;
      }
      const charge = chargeInUse(read);
      const open = charge.openExclusive;
      if (open !== null) return { read, run: undefined, operationId: open };
      const available =
        this.providers
          .adapter(charge.provider)
          .operations.cancel?.available(chargeReference(read, charge), charge.providerCode ?? undefined) ?? false;
      // Money that is stated in figures that contradict ours is a person's to judge: an expiry is noted, and carried out once nothing is disputed.
      const disputed = by === 'expiry' && isDisputed(read.cases.filter(({ state }) => state === 'open').map(({ kind }) => kind));
      if (read.order.state === 'created' || !available || disputed) {
        const { cancelRequested, id } = read.order;
        if (cancelRequested === by || cancelRequested === 'merchant') return { read, run: undefined };
        const noted = await requestCancel(pool, { orderId: id, by, at: clock.now(), cause, eventId: newId(), words: input });
        read = await orderOf(pool, read.order.merchantId, read.order.id);
        if (noted !== undefined) return { read, run: undefined };
        continue;
      }
      const window = this.engine.sendWindow();
      const cancel = await followingOperation(this.runtime, this.providers.adapter(charge.provider), {
        order: read.order,
        charge,
        kind: 'cancel',
        amountMinor: null,
        origin: by === 'merchant' ? 'merchant' : 'interlock',
        now: clock.now(),
        ...(by === 'expiry' ? { reason: 'expiry' } : { words: input }),
      });
      const seen = by === 'expiry' ? { expirySeen: read.order.version } : {};
      const version = await beginFollowing(pool, { operation: cancel, cause, eventId: newId(), ...seen });
      read = await orderOf(pool, read.order.merchantId, read.order.id);
      if (version !== undefined)
        return { read, run: this.engine.send(read, cancel, window, { ...cause, actor: this.runtime.processName }), operationId: cancel.id };
    }
    return { read, run: undefined };
  }
}

/** `POST /v1/orders/{id}/cancel`: repeatable by nature; an order that is closed already is shown as it is. */
@CommandHandler(CancelOrder)
export class CancelOrderHandler implements ICommandHandler<CancelOrder> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly canceling: Canceling,
    private readonly checks: FollowingChecks,
  ) {}

  async execute(command: CancelOrder): Promise<CommandAnswer> {
    const { actor, orderId, input } = command;
    const { pool } = this.runtime;
    const read = await orderOf(pool, actor.merchantId, orderId);
    const { state } = read.order;
    if (state === 'canceled' || state === 'reversed' || state === 'failed')
      return { ...answerOf(read, { replayed: false }), settled: true };
    if (!isUndecided(state))
      throw new InvalidState(`the order is ${state}: a cancel closes only what is not known to be paid; use a refund`);
    // What waits for its terminal is closed here: no provider hears anything of it.
    const content = isWaiting(read) ? undefined : await this.checks.contentOf('cancel', input, read, chargeInUse(read));
    this.runtime.assertReady();
    const begun = await this.canceling.begin(
      read,
      'merchant',
      { cause: 'request', actor: actor.actor, requestId: actor.requestId },
      { ...input, content },
    );
    const after = begun.run === undefined ? begun.read : await within(this.runtime, orderId, begun.run, command.waitMs);
    const settled = !isUndecided(after.order.state);
    return {
      ...answerOf(after, { replayed: false, ...(begun.operationId === undefined ? {} : { operationId: begun.operationId }) }),
      settled,
    };
  }
}
