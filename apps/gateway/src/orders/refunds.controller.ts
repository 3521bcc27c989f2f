import { OrderReads, RefundOrder } from '@interlock/orders';
import type { Actor, CommandAnswer, OperationView, OrderView } from '@interlock/orders';
import { Body, Controller, Get, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { KeyedBy } from '../http/keyed-by.js';
import { MayWait, WaitMs } from '../http/prefer.js';
import { refundOrderBody } from './change-order.body.js';
import type { RefundOrderBody } from './change-order.body.js';
import { operationView, orderView } from './order-view.schema.js';

/** Money given back, in whole or in parts, each under a number of its own. */
@ApiTags('refunds')
@Controller('v1/orders/:id/refunds')
export class RefundsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly reads: OrderReads,
  ) {}

  @Post()
  @HttpCode(200)
  @Permitted('refunds:write')
  @KeyedBy('refundNo')
  @MayWait()
  @Answers({ 200: orderView, 202: orderView }, 'Gives money back; 202 while the outcome is not known.')
  async create(
    @Caller() actor: Actor,
    @WaitMs() waitMs: number | undefined,
    @Param('id') id: string,
    @Body({ schema: refundOrderBody }) body: RefundOrderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderView> {
    const command = new RefundOrder(actor, id, body, waitMs);
    const { view, replayed, settled } = await this.commands.execute<RefundOrder, CommandAnswer>(command);
    if (replayed) void reply.header('idempotent-replayed', 'true');
    if (!settled) void reply.code(202);
    return view;
  }

  @Get(':refundNo')
  @Permitted('orders:read')
  @Answers({ 200: operationView }, 'One refund.')
  read(@Caller() actor: Actor, @Param('id') id: string, @Param('refundNo') refundNo: string): Promise<OperationView> {
    return this.reads.refund(actor, id, refundNo);
  }
}
