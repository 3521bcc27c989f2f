import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import type { PageAction } from '@interlock/domain';
import { listOrders, readLinkedPage, readOrder, readOrders, readTimeline } from '@interlock/persistence';
import type { TimelineLine } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Actor } from '../commands.js';
import { RefundNotFound } from '../errors.js';
import { existing, orderOf } from './command-answer.js';
import { operationView, orderView } from './order-view.js';
import type { OperationView, OrderView } from './order-view.js';

/** One line of an order's history: who or what, when, since when, and the masked exchange that proves it. */
export interface TimelineEntryView {
  readonly version: number;
  readonly at: string;
  readonly sincePreviousMs: number;
  readonly from: string | null;
  readonly to: string;
  readonly cause: string;
  readonly actor: string;
  readonly requestId: string;
  readonly operationId?: string;
  readonly operationOutcome?: string;
  readonly evidence?: {
    readonly source: string;
    readonly outcome: string;
    readonly askedAt: string;
    readonly receivedAt: string;
    readonly bodySha256?: string;
    readonly signature?: string;
    readonly exchanges: unknown;
  };
}

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
    input: { readonly state?: string | undefined; readonly cursor?: string | undefined; readonly limit: number },
  ): Promise<{ readonly orders: OrderView[]; readonly nextCursor?: string }> {
    const { pool } = this.runtime;
    const ids = await listOrders(pool, {
      merchantId: actor.merchantId,
      ...(input.state === undefined ? {} : { state: input.state }),
      ...(input.cursor === undefined ? {} : { before: input.cursor }),
      limit: input.limit + 1,
    });
    const page = ids.slice(0, input.limit);
    const orders = (await readOrders(pool, page)).map(orderView);
    const last = page.at(-1);
    return { orders, ...(ids.length > input.limit && last !== undefined ? { nextCursor: last } : {}) };
  }

  async timeline(actor: Actor, orderId: string): Promise<TimelineEntryView[]> {
    const { order } = await orderOf(this.runtime.pool, actor.merchantId, orderId);
    const lines = await readTimeline(this.runtime.pool, order.id);
    return lines.map((line, index) => timelineEntry(line, lines[index - 1]));
  }

  /** Throws `OrderNotFound` or `RefundNotFound`. */
  async refund(actor: Actor, orderId: string, refundNo: string): Promise<OperationView> {
    const { operations } = await orderOf(this.runtime.pool, actor.merchantId, orderId);
    const refund = operations.find((operation) => operation.refundNo === refundNo);
    if (refund === undefined) throw new RefundNotFound();
    return operationView(refund);
  }
}

function timelineEntry(line: TimelineLine, previous: TimelineLine | undefined): TimelineEntryView {
  const { fact } = line;
  return {
    version: line.version,
    at: text(line.at),
    sincePreviousMs: previous === undefined ? 0 : line.at - previous.at,
    from: line.fromState,
    to: line.toState,
    cause: line.cause,
    actor: line.actor,
    requestId: line.requestId,
    ...(line.operationId === null ? {} : { operationId: line.operationId }),
    ...(line.operationOutcome === null ? {} : { operationOutcome: line.operationOutcome }),
    ...(fact === null
      ? {}
      : {
          evidence: {
            source: fact.source,
            outcome: fact.outcome,
            askedAt: text(fact.askedAt),
            receivedAt: text(fact.receivedAt),
            ...(fact.bodySha256 === null ? {} : { bodySha256: fact.bodySha256 }),
            ...(fact.signature === null ? {} : { signature: fact.signature }),
            exchanges: fact.exchanges,
          },
        }),
  };
}

function text(ms: number): string {
  return new Date(ms).toISOString();
}
