import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { move } from '@interlock/domain';
import { acknowledgeTerminalOrder, closeWaiting, handOutTerminalOrder, readOrder } from '@interlock/persistence';
import type { Cause, HandedOut, OrderWithOperations, WaitingCloser } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { existing } from '../orders/command-answer.js';

/** How long a poll that was given an order holds it before it says that it has it: its answer may have been lost. */
const UNHEARD_MS = 30_000;
/** How long it holds it from then on, and from each time it says so again. */
const ACKNOWLEDGED_MS = 120_000;

/** An order as it is handed to its terminal. */
export interface HandedOrder extends HandedOut {
  readonly read: OrderWithOperations;
}

/** Orders that stand ready for one of our own terminals. Who holds one decides nothing about money: that is the begin of its charge. */
@Injectable()
export class WaitingOrders {
  constructor(@Inject(RUNTIME) private readonly runtime: Pick<Runtime, 'pool' | 'clock' | 'newId'>) {}

  /** The oldest that no poll of this terminal holds, for a while; undefined where there is none. */
  async next(terminalSn: string): Promise<HandedOrder | undefined> {
    const { pool, clock } = this.runtime;
    const at = clock.now();
    const handed = await handOutTerminalOrder(pool, { terminalSn, at, leasedUntil: at + UNHEARD_MS });
    return handed && { ...handed, read: await this.read(handed.orderId) };
  }

  /** The terminal has it, and says so as often as it wants to keep it. Undefined where this handing out holds it no more. */
  async acknowledge(orderId: string, terminalSn: string, delivery: number): Promise<HandedOrder | undefined> {
    const { pool, clock } = this.runtime;
    const at = clock.now();
    const held = await acknowledgeTerminalOrder(pool, { orderId, terminalSn, delivery, at, leasedUntil: at + ACKNOWLEDGED_MS });
    return held && { ...held, read: await this.read(orderId) };
  }

  /** Ends the waiting, and nobody is asked. Undefined where the order waits no more, or where its time is not over yet. */
  async close(
    { order }: OrderWithOperations,
    by: WaitingCloser,
    cause: Cause,
    { operator, reason }: { readonly operator?: string | undefined; readonly reason?: string | undefined },
  ): Promise<OrderWithOperations | undefined> {
    const { pool, clock, newId } = this.runtime;
    const state = move('created', 'close_unsent', 'approved', 'canceled');
    const words = { operator, reason };
    const closed = await closeWaiting(pool, { orderId: order.id, by, state, at: clock.now(), words, cause, eventId: newId() });
    return closed === undefined ? undefined : this.read(order.id);
  }

  private async read(orderId: string): Promise<OrderWithOperations> {
    return existing(await readOrder(this.runtime.pool, 'byId', [orderId]));
  }
}
