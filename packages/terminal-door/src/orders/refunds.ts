import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { IdempotencyKeyReused, OperationInProgress, OperationNotSupported } from '@interlock/domain';
import { AmountExceedsRemaining, InvalidState, RefundOrder } from '@interlock/orders';
import type { CommandAnswer } from '@interlock/orders';
import { readOrder } from '@interlock/persistence';
import type { OperationRecord, OrderWithOperations } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { actorOf } from '../till.js';
import type { Till } from '../till.js';
import { payment, toldRefund } from '../view/told-order.js';
import { BusinessRefused, RequestRefused } from '../wire/envelope.js';
import type { BusinessResponse } from '../wire/envelope.js';
import type { Fields } from '../wire/fields.js';
import { declineWords } from '../words/decline-words.js';
import { refundWords } from '../words/order-words.js';
import { assertUnextended, upayOptions } from './order-input.js';
import { requestRefusal } from './refusals.js';
import { TillOrders } from './till-orders.js';

/** `/upay/v2/refund`: once for each `refund_request_no`, whoever at the counter asks again. */
@Injectable()
export class TillRefunds {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly commands: CommandBus,
    private readonly orders: TillOrders,
  ) {}

  async refund(till: Till, fields: Fields<'refund'>, requestId: string): Promise<BusinessResponse> {
    const read = await this.orders.find(till, fields);
    const before = refundOf(read, fields);
    if (before !== undefined) return this.again(read, before, fields);
    const { operator, refund_amount: minor, refund_request_no: refundNo, extended, goods_details: goods } = fields;
    const overUpay = payment(read.operations)?.provider === 'upay';
    if (!overUpay) assertUnextended(extended);
    const options = overUpay ? upayOptions({}, { extended, goods }) : {};
    const input = { refundNo, amount: { currency: read.order.currency, minor }, operator, ...options };
    const command = new RefundOrder(actorOf(till, requestId), read.order.id, input, till.waitMs);
    const answer = await this.commands.execute<RefundOrder, CommandAnswer>(command).catch(async (error: unknown) => {
      // Somebody else has begun it since, with another amount or another name at the counter.
      if (error instanceof IdempotencyKeyReused) return undefined;
      throw refundRefusal(error, read);
    });
    const after = answer?.read ?? (await readOrder(this.runtime.pool, 'byId', [read.order.id])) ?? read;
    const refund = refundOf(after, fields);
    if (refund === undefined) throw new RequestRefused('REQUEST_FAIL', 'the refund is being begun: query it');
    const numbered = { ...after, order: { ...after.order, platformSn: read.order.platformSn } };
    return answer === undefined || answer.replayed ? this.again(numbered, refund, fields) : this.told(numbered, refund);
  }

  /** The same number again: the same refund, and no money moves for it. Throws `RequestRefused` for another amount. */
  private again(read: OrderWithOperations, refund: OperationRecord, { refund_amount: minor }: Fields<'refund'>): BusinessResponse {
    if (refund.amountMinor !== minor)
      throw new RequestRefused('INVALID_PARAMS', 'refund_amount is another one than this refund_request_no was first sent with');
    if (refund.outcome === 'approved') return this.orders.answer('FAIL', read, toldRefund(read, refund), 'UPAY_REFUND_ORDER_NOOP');
    return this.told(read, refund);
  }

  private told(read: OrderWithOperations, refund: OperationRecord): BusinessResponse {
    const { outcome, declineCode } = refund;
    const { refund: resultCode } = refundWords[outcome ?? 'running'];
    const why = resultCode === 'FAIL' ? declineWords[declineCode ?? 'operation_refused'].refund : undefined;
    return this.orders.answer(resultCode, read, toldRefund(read, refund), why);
  }
}

function refundOf({ operations }: OrderWithOperations, { refund_request_no: no }: Fields<'refund'>): OperationRecord | undefined {
  return operations.find(({ refundNo }) => refundNo === no);
}

/** Nothing was begun. */
function refundRefusal(error: unknown, { order }: OrderWithOperations): unknown {
  if (error instanceof AmountExceedsRemaining && order.state !== 'refunded')
    return new BusinessRefused('REFUNDABLE_AMOUNT_NOT_ENOUGH', error.message);
  const notNow = [AmountExceedsRemaining, InvalidState, OperationInProgress, OperationNotSupported].some((kind) => error instanceof kind);
  if (notNow && error instanceof Error) return new BusinessRefused('UPAY_REFUND_INVALID_ORDER_STATE', error.message);
  return requestRefusal(error);
}
