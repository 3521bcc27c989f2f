import { pause, RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import {
  InterlockError,
  InvalidProviderOptions,
  InvalidReference,
  OperationInProgress,
  OperationNotSupported,
  isOpen,
} from '@interlock/domain';
import { BatchClosed, CancelOrder, InvalidState, RefundOrder, VoidOrder } from '@interlock/orders';
import type { CommandAnswer } from '@interlock/orders';
import type { OrderWithOperations } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { actorOf } from '../till.js';
import type { Till } from '../till.js';
import { CANCEL_REFUND, isCancelRefund, standingOf, toldOrder } from '../view/told-order.js';
import { BusinessRefused } from '../wire/envelope.js';
import type { BusinessResponse } from '../wire/envelope.js';
import type { Fields } from '../wire/fields.js';
import { declineWords } from '../words/decline-words.js';
import type { Standing } from '../words/order-words.js';
import { requestRefusal } from './refusals.js';
import { TillOrders } from './till-orders.js';

/** What a cancel is, where the order stands so. */
type Means = 'close' | 'give_back' | 'done' | 'too_late';
const cancels: Readonly<Record<Standing, Means>> = {
  created: 'close',
  pending: 'close',
  uncertain: 'close',
  authorized: 'give_back',
  paid: 'give_back',
  partially_refunded: 'too_late',
  refunded: 'too_late',
  refunded_by_cancel: 'done',
  reversed: 'done',
  canceled_by_merchant: 'done',
  canceled_by_others: 'done',
  failed: 'done',
};

/** How often a till that waits for a payment's end looks for it. */
const LOOK_MS = 250;
/** How often an order that changes under our hands is looked at again. */
const LOOKS = 5;

/** `/upay/v2/cancel` and `/upay/v2/revoke`. Success is said only of what is known to be undone; a till keeps asking after everything else. */
@Injectable()
export class TillReversals {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly commands: CommandBus,
    private readonly orders: TillOrders,
  ) {}

  /** Closes what is not known to be paid; what turns out to be paid is given back whole, by a void where there is one, else by a refund. */
  async cancel(till: Till, fields: Fields<'cancel'>, requestId: string): Promise<BusinessResponse> {
    let read = await this.orders.find(till, fields);
    const { clock } = this.runtime;
    const until = clock.monotonic() + till.waitMs;
    for (let look = 0; look < LOOKS; look += 1) {
      const means = cancels[standingOf(read)];
      // What our own work of this very call has brought about is no news to the one who asked for it.
      if (means === 'done') return look === 0 ? this.noop(read) : this.succeeded(read);
      if (means === 'too_late') return this.tooLate(read);
      // The whole call is held as long as one command may be: whoever asked would not hear of the rest.
      const left = (): Till => ({ ...till, waitMs: Math.max(0, until - clock.monotonic()) });
      const after = await (means === 'close'
        ? this.decided(left, await this.close(left(), read, requestId))
        : this.giveBack(left, read, requestId));
      if (cancels[standingOf(after)] === 'done') return this.succeeded(after);
      // The payer was faster than the close: now it is a payment to be given back.
      if (means === 'close' && cancels[standingOf(after)] === 'give_back') read = await this.orders.find(till, fields);
      else return this.notYet(after);
    }
    return this.notYet(read);
  }

  /** Undoes a payment as if it had not been, where its provider has that; never by a refund. */
  async revoke(till: Till, fields: Fields<'revoke'>, requestId: string): Promise<BusinessResponse> {
    const read = await this.orders.find(till, fields);
    const standing = standingOf(read);
    if (cancels[standing] === 'done') return this.noop(read);
    if (standing !== 'paid') return this.tooLate(read);
    const voids = read.operations.filter(({ kind, outcome }) => kind === 'void' && !isOpen(outcome)).length;
    try {
      const { read: after } = await this.undo(till, read, requestId, voids);
      if (cancels[standingOf(after)] === 'done') return this.succeeded(numbered(after, read));
      const declined = after.operations.findLast(({ kind }) => kind === 'void');
      if (declined !== undefined && !isOpen(declined.outcome))
        return this.orders.answer(
          'FAIL',
          numbered(after, read),
          toldOrder(after),
          declineWords[declined.declineCode ?? 'operation_refused'].undo,
        );
      return this.notYet(numbered(after, read));
    } catch (error) {
      if (error instanceof OperationInProgress) return this.notYet(read);
      if (isImpossible(error)) throw new BusinessRefused('UPAY_CANCEL_INVALID_ORDER_STATE', error.message);
      throw requestRefusal(error);
    }
  }

  /** A payment on its way to its provider cannot be called back: the cancel is noted, and what the answer says decides what it has to be. */
  private async decided(left: () => Till, read: OrderWithOperations): Promise<OrderWithOperations> {
    const { clock, handOver } = this.runtime;
    let now = read;
    while (now.order.state === 'created' && now.order.cancelRequested !== null) {
      if (left().waitMs === 0 || handOver?.aborted === true) return now;
      await pause(clock, LOOK_MS);
      now = await this.orders.find(left(), { client_sn: read.order.merchantOrderNo });
    }
    return now;
  }

  private async close(till: Till, read: OrderWithOperations, requestId: string): Promise<OrderWithOperations> {
    const command = new CancelOrder(actorOf(till, requestId), read.order.id, {}, till.waitMs);
    try {
      return numbered((await this.commands.execute<CancelOrder, CommandAnswer>(command)).read, read);
    } catch (error) {
      if (error instanceof InvalidState) return this.orders.find(till, { client_sn: read.order.merchantOrderNo });
      if (error instanceof OperationInProgress) return read;
      if (isImpossible(error)) throw new BusinessRefused('UPAY_CANCEL_INVALID_ORDER_STATE', error.message);
      throw requestRefusal(error);
    }
  }

  private async giveBack(left: () => Till, read: OrderWithOperations, requestId: string): Promise<OrderWithOperations> {
    const refused = read.operations.some(({ kind, outcome }) => kind === 'void' && !isOpen(outcome));
    try {
      if (!refused) {
        const after = await this.undo(left(), read, requestId, 0).catch((error: unknown) => {
          if (isImpossible(error)) return undefined;
          throw error;
        });
        const last = after?.read.operations.findLast(({ kind }) => kind === 'void');
        // Only a void that is known to have done nothing may be followed by a refund.
        if (after !== undefined && last?.outcome !== 'declined' && last?.outcome !== 'not_sent') return numbered(after.read, read);
      }
      if (read.order.state !== 'paid') throw new BusinessRefused('UPAY_CANCEL_INVALID_ORDER_STATE', 'the hold cannot be released now');
      return await this.refundWhole(left(), read, requestId);
    } catch (error) {
      if (error instanceof OperationInProgress || error instanceof InvalidState)
        return this.orders.find(left(), { client_sn: read.order.merchantOrderNo });
      throw requestRefusal(error);
    }
  }

  /** The same key for the same try, so that two who ask at once undo it once. */
  private undo(till: Till, { order }: OrderWithOperations, requestId: string, tries: number): Promise<CommandAnswer> {
    const key = `terminal-void-${order.id}-${String(tries + 1)}`;
    return this.commands.execute<VoidOrder, CommandAnswer>(new VoidOrder(actorOf(till, requestId), order.id, {}, key, till.waitMs));
  }

  private async refundWhole(till: Till, read: OrderWithOperations, requestId: string): Promise<OrderWithOperations> {
    const tries = read.operations.filter((operation) => isCancelRefund(operation) && !isOpen(operation.outcome)).length;
    const input = { refundNo: `${CANCEL_REFUND}${String(tries + 1)}`, reason: 'canceled at the till' };
    const command = new RefundOrder(actorOf(till, requestId), read.order.id, input, till.waitMs);
    const { read: after } = await this.commands.execute<RefundOrder, CommandAnswer>(command);
    const refund = after.operations.find(({ refundNo }) => refundNo === input.refundNo);
    if (refund?.outcome === 'declined' || refund?.outcome === 'not_sent')
      throw new BusinessRefused(declineWords[refund.declineCode ?? 'operation_refused'].undo, 'the provider does not give it back');
    return numbered(after, read);
  }

  private succeeded(read: OrderWithOperations): BusinessResponse {
    return this.orders.answer('CANCEL_SUCCESS', read, toldOrder(read));
  }

  private notYet(read: OrderWithOperations): BusinessResponse {
    return this.orders.answer('CANCEL_ERROR', read, toldOrder(read));
  }

  private noop(read: OrderWithOperations): BusinessResponse {
    return this.orders.answer('FAIL', read, toldOrder(read), 'UPAY_CANCEL_ORDER_NOOP');
  }

  private tooLate(read: OrderWithOperations): BusinessResponse {
    return this.orders.answer('FAIL', read, toldOrder(read), 'UPAY_CANCEL_INVALID_ORDER_STATE');
  }
}

/** An order that a command has read shows the number that it had before, also where it was given only now. */
function numbered(after: OrderWithOperations, { order }: OrderWithOperations): OrderWithOperations {
  return { ...after, order: { ...after.order, platformSn: order.platformSn } };
}

/** The provider does not have it for this payment, or no longer. */
function isImpossible(error: unknown): error is InterlockError {
  return [OperationNotSupported, BatchClosed, InvalidState, InvalidReference, InvalidProviderOptions].some((kind) => error instanceof kind);
}
