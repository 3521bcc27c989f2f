import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import type { PageAction } from '@interlock/domain';
import { listOrders, readCaseLines, readLinkedPage, readOrder, readOrders, readTimeline } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { OrderFilters } from '@interlock/persistence';
import type { Actor } from '../commands.js';
import { RefundNotFound } from '../errors.js';
import { existing, orderOf } from './command-answer.js';
import { operationView, orderView } from './order-view.js';
import type { OperationView, OrderView } from './order-view.js';
import { timelineView } from './timeline.js';
import type { TimelineEntryView } from './timeline.js';

/** How far back is looked for an amount or a provider where nobody says from when. */
const LOOK_BACK_MS = 31 * 86_400_000;

/** Reads of a merchant's own orders; another merchant's are not told from none. */
@Injectable()
export class OrderReads {
  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {}

  async byId(actor: Actor, orderId: string): Promise<OrderView> {
    return orderView(await orderOf(this.runtime.pool, actor.merchantId, orderId));
  }

  async byMerchantOrderNo(actor: Actor, merchantOrderNo: string): Promise<OrderView> {
    return orderView(existing(await readOrder(this.runtime.pool, 'byMerchantOrderNo', [actor.merchantId, merchantOrderNo])));
  }

  /** The provider's page that a short link leads to; undefined where there is none (any more). */
  linkedPage(code: string): Promise<PageAction | undefined> {
    return readLinkedPage(this.runtime.pool, code);
  }

  /** Newest first. `cursor` is the `nextCursor` of the page before. */
  async list(
    actor: Actor,
    {
      cursor,
      limit,
      ...filters
    }: Omit<OrderFilters, 'merchantId' | 'before'> & { readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<{ readonly orders: OrderView[]; readonly nextCursor?: string }> {
    const { pool, clock } = this.runtime;
    // No index holds amounts and providers: what is looked for by them alone is looked for among the newest.
    const far = filters.from === undefined && (filters.amountMinor !== undefined || filters.provider !== undefined);
    const from = far ? clock.now() - LOOK_BACK_MS : filters.from;
    const ids = await listOrders(pool, { ...filters, from, merchantId: actor.merchantId, before: cursor }, limit + 1);
    const page = ids.slice(0, limit);
    const orders = (await readOrders(pool, page)).map(orderView);
    const last = page.at(-1);
    return { orders, ...(ids.length > limit && last !== undefined ? { nextCursor: last } : {}) };
  }

  async timeline(actor: Actor, orderId: string): Promise<TimelineEntryView[]> {
    const { pool } = this.runtime;
    const read = await orderOf(pool, actor.merchantId, orderId);
    const [lines, caseLines] = await Promise.all([readTimeline(pool, orderId), readCaseLines(pool, orderId)]);
    return timelineView(read, lines, caseLines);
  }

  /** Throws `OrderNotFound` or `RefundNotFound`. */
  async refund(actor: Actor, orderId: string, refundNo: string): Promise<OperationView> {
    const { operations } = await orderOf(this.runtime.pool, actor.merchantId, orderId);
    const refund = operations.find((operation) => operation.refundNo === refundNo);
    if (refund === undefined) throw new RefundNotFound();
    return operationView(refund);
  }
}
