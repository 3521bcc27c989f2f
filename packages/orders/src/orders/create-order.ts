import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { IdempotencyKeyReused } from '@interlock/domain';
import { beginCharge, beginWaiting, differingMembers, memberHashes, readOrder } from '@interlock/persistence';
import type { OrderWithOperations } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { CreateOrder } from '../commands.js';
import type { CommandAnswer, OrderInput } from '../commands.js';
import { Engine } from '../engine/engine.js';
import { chargeInUse } from '../engine/order-operations.js';
import { defaultExpiryOf, routingRecord } from '../routing/candidates.js';
import { WAITING_SECONDS } from '../routing/own-terminals.js';
import { SaleCharges } from '../routing/sale-charges.js';
import { SaleRoutes } from '../routing/sale-routes.js';
import type { Route, Waits } from '../routing/sale-routes.js';
import { answerOf, within } from './command-answer.js';
import { NotifyLanes } from './notify-lanes.js';
import { hashedContent, orderRecord } from './order-record.js';

/** `POST /v1/orders`: chooses a route, begins the charge behind the order number, asks the provider, and on the proofs of promise 3 the next one. */
@CommandHandler(CreateOrder)
export class CreateOrderHandler implements ICommandHandler<CreateOrder> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly engine: Engine,
    private readonly routes: SaleRoutes,
    private readonly charges: SaleCharges,
    private readonly notifyLanes: NotifyLanes,
  ) {}

  async execute(command: CreateOrder): Promise<CommandAnswer> {
    const { actor, input } = command;
    const hashes = memberHashes(this.runtime.keyRing, hashedContent(input));
    const route = await this.readyRoute(command).catch(async (refusal: unknown) => {
      // A repeat is answered by the order that is there, also where its route is gone by now or this process begins nothing.
      const before = await this.replay(actor.merchantId, input, hashes);
      if (before !== undefined) return before;
      throw refusal;
    });
    if ('view' in route) return route;
    const begun = await ('first' in route ? this.begin(command, route, hashes) : this.wait(command, route, hashes));
    if (begun === undefined) {
      const before = await this.replay(actor.merchantId, input, hashes);
      if (before === undefined) throw new Error('the order number was taken and then gone');
      return before;
    }
    if (begun.run === undefined) return answerOf(begun.read, { replayed: false });
    const read = await within(this.runtime, begun.read.order.id, begun.run, command.waitMs);
    return answerOf(read, { replayed: false, operationId: chargeInUse(read).id });
  }

  private async replay(
    merchantId: string,
    input: OrderInput,
    hashes: Readonly<Record<string, string>>,
  ): Promise<CommandAnswer | undefined> {
    const read = await readOrder(this.runtime.pool, 'byMerchantOrderNo', [merchantId, input.merchantOrderNo]);
    if (read === undefined) return undefined;
    const differing = differingMembers(read.order.contentHashes, hashes);
    if (differing.length > 0) throw new IdempotencyKeyReused(`merchantOrderNo "${input.merchantOrderNo}"`, differing);
    return answerOf(read, { replayed: true });
  }

  private async readyRoute({ actor, input }: CreateOrder): Promise<Route | Waits> {
    const route = await this.routes.of(actor.merchantId, input);
    this.runtime.assertReady();
    return route;
  }

  private async begin(command: CreateOrder, route: Route, hashes: Readonly<Record<string, string>>): Promise<Begun | undefined> {
    const { actor, input } = command;
    const { newId, clock, pool, processName } = this.runtime;
    const { first } = route;
    if (input.notifyUrl !== undefined) await this.notifyLanes.ensure(actor.merchantId, input.notifyUrl);
    const window = this.engine.sendWindow();
    const now = clock.now();
    const order = orderRecord(command, {
      id: newId(),
      contentHashes: hashes,
      storeNo: input.storeNo ?? route.storeNo ?? null,
      routing: routingRecord(route.candidates, first.account.id),
      nextAction: null,
      seconds: input.expiresInSeconds ?? defaultExpiryOf(input, first.adapter),
      now,
    });
    const charge = await this.charges.first(input, order, route, now);
    const cause = { cause: 'request', actor: actor.actor, requestId: actor.requestId };
    if (!(await beginCharge(pool, { order, charge, cause, eventId: newId() }))) return undefined;
    const read: OrderWithOperations = { order, operations: [charge], cases: [] };
    const plan = this.charges.plan(input, order, route);
    return { read, run: this.engine.send(read, charge, window, { ...cause, actor: processName }, plan) };
  }

  /** Nothing is sent: the order is there for its terminal to take. */
  private async wait(
    command: CreateOrder,
    { candidates, storeNo }: Waits,
    hashes: Readonly<Record<string, string>>,
  ): Promise<Begun | undefined> {
    const { actor, input } = command;
    const { newId, clock, pool } = this.runtime;
    if (input.notifyUrl !== undefined) await this.notifyLanes.ensure(actor.merchantId, input.notifyUrl);
    const now = clock.now();
    const terminalSn = input.terminalSn ?? '';
    const seconds = input.expiresInSeconds ?? WAITING_SECONDS.default;
    const order = {
      ...orderRecord(command, {
        id: newId(),
        contentHashes: hashes,
        storeNo: input.storeNo ?? storeNo ?? null,
        routing: routingRecord(candidates, undefined),
        nextAction: { type: 'wait_for_terminal', terminalSn },
        seconds,
        now,
      }),
      method: { type: 'terminal', scenario: 'scan_payer' },
      terminalSn,
      expiresAt: now + seconds * 1000,
    };
    const cause = { cause: 'request', actor: actor.actor, requestId: actor.requestId };
    if (!(await beginWaiting(pool, { order, cause, eventId: newId() }))) return undefined;
    return { read: { order, operations: [], cases: [] }, run: undefined };
  }
}

/** `run` undefined: nothing is being sent. */
interface Begun {
  readonly read: OrderWithOperations;
  readonly run: Promise<OrderWithOperations> | undefined;
}
