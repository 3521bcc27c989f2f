import type { Actor } from '@interlock/orders';
import { BatchReads, CloseBatch, RefreshBatch } from '@interlock/settlement';
import type { BatchAnswer, BatchView, OpenBatchView } from '@interlock/settlement';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { IdempotencyKey, NeedsKey } from '../http/idempotency-key.js';
import { batchPage, batchView, openBatchView } from './batch-view.schema.js';
import { closeBatchBody, listBatchesQuery, openBatchQuery, refreshBatchBody } from './batch.body.js';
import type { CloseBatchBody, ListBatchesQuery, OpenBatchQuery } from './batch.body.js';

/** Payments handed in for settlement at the providers where we do that. */
@ApiTags('batches')
@Controller('v1/batches')
export class BatchesController {
  constructor(
    private readonly commands: CommandBus,
    private readonly reads: BatchReads,
  ) {}

  @Post()
  @Permitted('batches:write')
  @NeedsKey()
  @Answers(
    { 201: batchView, 200: batchView, 202: batchView },
    'Closes a batch: its payments can be refunded and not voided any more. 202 while the outcome is not known.',
  )
  async close(
    @Caller() actor: Actor,
    @IdempotencyKey() key: string,
    @Body({ schema: closeBatchBody }) { providerAccountId, scope }: CloseBatchBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BatchView> {
    const { view, replayed, settled } = await this.commands.execute<CloseBatch, BatchAnswer>(
      new CloseBatch(actor, providerAccountId, scope, key),
    );
    if (replayed) void reply.code(200).header('idempotent-replayed', 'true');
    if (!settled) void reply.code(202);
    return view;
  }

  @Get()
  @Permitted('batches:read')
  @Answers({ 200: batchPage }, 'Batches, newest first.')
  list(
    @Caller() actor: Actor,
    @Query({ schema: listBatchesQuery }) query: ListBatchesQuery,
  ): Promise<{ readonly batches: readonly BatchView[]; readonly nextCursor?: string }> {
    return this.reads.list(actor, query);
  }

  @Get('open')
  @Permitted('batches:read')
  @Answers({ 200: openBatchView }, "Asks the provider for the open batch's figures, beside ours; closes nothing.")
  open(@Caller() actor: Actor, @Query({ schema: openBatchQuery }) { providerAccountId, scope }: OpenBatchQuery): Promise<OpenBatchView> {
    return this.reads.open(actor, providerAccountId, scope);
  }

  @Get(':id')
  @Permitted('batches:read')
  @Answers({ 200: batchView }, 'One batch.')
  read(@Caller() actor: Actor, @Param('id') id: string): Promise<BatchView> {
    return this.reads.byId(actor, id);
  }

  @Post(':id/refresh')
  @HttpCode(200)
  @Permitted('batches:write')
  @Answers({ 200: batchView, 202: batchView }, 'Asks the provider now for a close that is not over; 202 while the outcome is not known.')
  async refresh(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: refreshBatchBody }) _body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BatchView> {
    const { view, settled } = await this.commands.execute<RefreshBatch, BatchAnswer>(new RefreshBatch(actor, id));
    if (!settled) void reply.code(202);
    return view;
  }
}
