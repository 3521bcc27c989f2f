import { InvalidReference } from '@interlock/domain';
import { NotWaiting, PayWaitingOrder, isWaiting } from '@interlock/orders';
import type { CommandAnswer } from '@interlock/orders';
import { Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { actorOf } from '../till.js';
import type { Till } from '../till.js';
import { BusinessRefused, RequestRefused } from '../wire/envelope.js';
import type { Fields } from '../wire/fields.js';
import { TillMethods } from './methods.js';
import { paymentRefusal } from './refusals.js';
import { TillOrders } from './till-orders.js';

/** The payment of an order that waits for the terminal which pays it: never a second order. */
@Injectable()
export class PushedOrders {
  constructor(
    private readonly commands: CommandBus,
    private readonly methods: TillMethods,
    private readonly orders: TillOrders,
  ) {}

  /** Undefined where the order of this `client_sn` was not pushed to this terminal, or is taken already. */
  async pay(till: Till, fields: Fields<'pay'>, requestId: string): Promise<CommandAnswer | undefined> {
    const read = await this.orders.find(till, { client_sn: fields.client_sn });
    const { order } = read;
    if (order.terminalSn !== till.terminalSn || !isWaiting(read)) return undefined;
    if (order.amountMinor !== fields.total_amount) throw otherAmount();
    const { method } = await this.methods.ofPay(till, fields).catch(stillWaits);
    if (method.type !== 'payer_code' && method.type !== 'agreement')
      throw new BusinessRefused('UNEXPECTED_PROVIDER_ERROR', 'no provider account of the merchant takes this code');
    const amount = { currency: till.currency, minor: fields.total_amount };
    const input = { terminalSn: till.terminalSn, amount, method, operator: fields.operator };
    try {
      const command = new PayWaitingOrder(actorOf(till, requestId), order.id, input, till.payWaitMs);
      const answer = await this.commands.execute<PayWaitingOrder, CommandAnswer>(command);
      // The number that it was given when it was found; a command that began before that does not show it.
      return { ...answer, read: { ...answer.read, order: { ...answer.read.order, platformSn: order.platformSn } } };
    } catch (error) {
      if (error instanceof NotWaiting) return undefined;
      if (error instanceof InvalidReference && error.fields.some(({ path }) => path === 'amount')) throw otherAmount();
      throw paymentRefusal(error, 'FAIL');
    }
  }
}

/** The order is as it was, and can be paid by another code: PAY_FAIL would say that it is closed, and it would be sold a second time. */
function stillWaits(error: unknown): never {
  throw error instanceof BusinessRefused ? new BusinessRefused(error.errorCode, error.message) : error;
}

const otherAmount = (): RequestRefused => new RequestRefused('INVALID_PARAMS', 'total_amount is not that of the order that waits');
