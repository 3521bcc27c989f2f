import { AdjustTip, CaptureOrder, IncrementAuthorization, VoidOrder } from '@interlock/orders';
import type { Actor, CommandAnswer, OrderView } from '@interlock/orders';
import { Body, Controller, HttpCode, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Command } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { IdempotencyKey, NeedsKey } from '../http/idempotency-key.js';
import { MayWait, WaitMs } from '../http/prefer.js';
import { adjustTipBody, captureOrderBody, incrementBody, voidOrderBody } from './change-order.body.js';
import type { AdjustTipBody, CaptureOrderBody, IncrementBody, VoidOrderBody } from './change-order.body.js';
import { orderView } from './order-view.schema.js';

const ANSWERS = { 200: orderView, 202: orderView };

/** What is done to a hold or a payment, one at a time. Answers are the whole order; 202 while the outcome is not known. */
@ApiTags('orders')
@Controller('v1/orders/:id')
export class ChangesController {
  constructor(private readonly commands: CommandBus) {}

  @Post('captures')
  @HttpCode(200)
  @Permitted('orders:write')
  @NeedsKey()
  @MayWait()
  @Answers(ANSWERS, 'Takes what an authorization holds, or a part of it.')
  capture(
    @Caller() actor: Actor,
    @IdempotencyKey() key: string,
    @WaitMs() waitMs: number | undefined,
    @Param('id') id: string,
    @Body({ schema: captureOrderBody }) body: CaptureOrderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderView> {
    return this.execute(new CaptureOrder(actor, id, body ?? {}, key, waitMs), reply);
  }

  @Post('increments')
  @HttpCode(200)
  @Permitted('orders:write')
  @NeedsKey()
  @MayWait()
  @Answers(ANSWERS, 'Raises what an authorization holds.')
  increment(
    @Caller() actor: Actor,
    @IdempotencyKey() key: string,
    @WaitMs() waitMs: number | undefined,
    @Param('id') id: string,
    @Body({ schema: incrementBody }) body: IncrementBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderView> {
    return this.execute(new IncrementAuthorization(actor, id, body, key, waitMs), reply);
  }

  @Post('tip')
  @HttpCode(200)
  @Permitted('orders:write')
  @NeedsKey()
  @MayWait()
  @Answers(ANSWERS, 'Sets the tip of a payment before its batch closes; it does not add.')
  tip(
    @Caller() actor: Actor,
    @IdempotencyKey() key: string,
    @WaitMs() waitMs: number | undefined,
    @Param('id') id: string,
    @Body({ schema: adjustTipBody }) body: AdjustTipBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderView> {
    return this.execute(new AdjustTip(actor, id, body, key, waitMs), reply);
  }

  @Post('void')
  @HttpCode(200)
  @Permitted('refunds:write')
  @NeedsKey()
  @MayWait()
  @Answers(ANSWERS, 'Undoes an authorization, or a payment before its batch closes; always whole.')
  undo(
    @Caller() actor: Actor,
    @IdempotencyKey() key: string,
    @WaitMs() waitMs: number | undefined,
    @Param('id') id: string,
    @Body({ schema: voidOrderBody }) body: VoidOrderBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OrderView> {
    return this.execute(new VoidOrder(actor, id, body ?? {}, key, waitMs), reply);
  }

  private async execute(command: Command<CommandAnswer>, reply: FastifyReply): Promise<OrderView> {
    const { view, replayed, settled } = await this.commands.execute<Command<CommandAnswer>, CommandAnswer>(command);
    if (replayed) void reply.header('idempotent-replayed', 'true');
    if (!settled) void reply.code(202);
    return view;
  }
}
