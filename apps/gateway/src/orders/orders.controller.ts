import { CancelOrder, CreateOrder, OrderNotFound, OrderReads, RefreshOrder } from '@interlock/orders';
import type { Actor, CommandAnswer, OrderView, TimelineEntryView } from '@interlock/orders';
import { Destinations } from '@interlock/webhooks';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller, Permissions } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { KeyedBy } from '../http/keyed-by.js';
import { MayWait, WaitMs } from '../http/prefer.js';
import { PermissionDenied } from '../problems/refusals.js';
import { cancelOrderBody, refreshOrderBody } from './change-order.body.js';
import type { CancelOrderBody } from './change-order.body.js';
import { createOrderBody, orderInputOf } from './create-order.body.js';
import type { CreateOrderBody } from './create-order.body.js';
import { filtersOf, fits, listOrdersQuery } from './list-orders.query.js';
import type { ListOrdersQuery } from './list-orders.query.js';
import { orderPage, orderView, timeline } from './order-view.schema.js';

/** What a merchant wants paid. Answers are the whole order, as it stands now. */
@ApiTags('orders')
@Controller('v1/orders')
export class OrdersController {
  constructor(
    private readonly commands: CommandBus,
    private readonly reads: OrderReads,
    private readonly destinations: Destinations,
  ) {}

  @Post()
  @Permitted('orders:write')
  @KeyedBy('merchantOrderNo')
  @MayWait()
  @Answers({ 201: orderView, 200: orderView }, 'Takes a payment; the same order again is answered with the order that is there.')
  async create(
    @Caller() actor: Actor,
    @WaitMs() waitMs: number | undefined,
    @Permissions() permissions: readonly string[],
    @Body({ schema: createOrderBody }) body: CreateOrderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderView> {
    if (body.method.type === 'card' && !permissions.includes('cards:write'))
      throw new PermissionDenied('the API key lacks the permission cards:write');
    const input = orderInputOf(body, this.destinations);
    const { view, replayed } = await this.commands.execute<CreateOrder, CommandAnswer>(new CreateOrder(actor, input, waitMs));
    if (replayed) void reply.code(200).header('idempotent-replayed', 'true');
    return view;
  }

  @Get()
  @Permitted('orders:read')
  @Answers({ 200: orderPage }, 'Orders, newest first.')
  async list(
    @Caller() actor: Actor,
    @Query({ schema: listOrdersQuery }) query: ListOrdersQuery,
  ): Promise<{ readonly orders: readonly OrderView[]; readonly nextCursor?: string }> {
    const { merchantOrderNo, cursor, limit } = query;
    const filters = filtersOf(query);
    if (merchantOrderNo === undefined) return this.reads.list(actor, { ...filters, cursor, limit });
    const order = await this.reads.byMerchantOrderNo(actor, merchantOrderNo).catch(noneWhereNotFound);
    return { orders: order !== undefined && fits(order, { ...filters, cursor }) ? [order] : [] };
  }

  @Get(':id')
  @Permitted('orders:read')
  @Answers({ 200: orderView }, 'One order.')
  read(@Caller() actor: Actor, @Param('id') id: string): Promise<OrderView> {
    return this.reads.byId(actor, id);
  }

  @Get(':id/timeline')
  @Permitted('orders:read')
  @Answers({ 200: timeline }, 'Every change of the order, who or what caused it, and the masked exchange that proves it.')
  async timeline(@Caller() actor: Actor, @Param('id') id: string): Promise<{ readonly transitions: readonly TimelineEntryView[] }> {
    return { transitions: await this.reads.timeline(actor, id) };
  }

  @Post(':id/cancel')
  @HttpCode(200)
  @Permitted('orders:write')
  @MayWait()
  @Answers({ 200: orderView, 202: orderView }, 'Closes an order that is not known to be paid; 202 while the outcome is not known.')
  async cancel(
    @Caller() actor: Actor,
    @WaitMs() waitMs: number | undefined,
    @Param('id') id: string,
    @Body({ schema: cancelOrderBody }) body: CancelOrderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderView> {
    return answer(await this.commands.execute<CancelOrder, CommandAnswer>(new CancelOrder(actor, id, body ?? {}, waitMs)), reply);
  }

  @Post(':id/refresh')
  @HttpCode(200)
  @Permitted('orders:write')
  @MayWait()
  @Answers({ 200: orderView, 202: orderView }, 'Asks the provider now; 202 while the outcome is not known.')
  async refresh(
    @Caller() actor: Actor,
    @WaitMs() waitMs: number | undefined,
    @Param('id') id: string,
    @Body({ schema: refreshOrderBody }) _body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderView> {
    return answer(await this.commands.execute<RefreshOrder, CommandAnswer>(new RefreshOrder(actor, id, waitMs)), reply);
  }
}

function answer({ view, settled }: CommandAnswer, reply: FastifyReply): OrderView {
  if (!settled) void reply.code(202);
  return view;
}

function noneWhereNotFound(error: unknown): undefined {
  if (error instanceof OrderNotFound) return undefined;
  throw error;
}
