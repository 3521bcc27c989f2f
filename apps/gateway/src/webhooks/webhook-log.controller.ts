import type { Actor } from '@interlock/orders';
import type { ReplaySelection } from '@interlock/persistence';
import { ReplayWebhooks, TestWebhook, WebhookReads } from '@interlock/webhooks';
import type { Answer, DeliveryView, ReplayView, TestView } from '@interlock/webhooks';
import { Body, Controller, Get, HttpCode, Param, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { IdempotencyKey, NeedsKey } from '../http/idempotency-key.js';
import { told } from '../http/told.js';
import { deliveryPage, replayView, testView } from './webhook-view.schema.js';
import { listDeliveriesQuery, replayBody, testWebhookBody } from './webhook.body.js';
import type { ListDeliveriesQuery } from './webhook.body.js';

/** What went to an endpoint, what came back, and sending it again. */
@ApiTags('webhooks')
@Controller('v1/webhooks/:id')
export class WebhookLogController {
  constructor(
    private readonly commands: CommandBus,
    private readonly reads: WebhookReads,
  ) {}

  @Get('deliveries')
  @Permitted('webhooks:read')
  @Answers({ 200: deliveryPage }, 'What went there and every attempt, newest first; the dead letters are those of the state dead.')
  deliveries(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Query({ schema: listDeliveriesQuery }) query: ListDeliveriesQuery,
  ): Promise<{ readonly deliveries: readonly DeliveryView[]; readonly nextCursor?: string }> {
    return this.reads.deliveries(actor, id, query);
  }

  @Post('test')
  @HttpCode(200)
  @Permitted('webhooks:write')
  @NeedsKey()
  @Answers({ 200: testView }, 'Sends a signed webhook.test now, once, and tells what came back.')
  async test(
    @Caller() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body({ schema: testWebhookBody }) _body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<TestView> {
    return told(await this.commands.execute<TestWebhook, Answer<TestView>>(new TestWebhook(actor, id, key)), reply);
  }

  @Post('replay')
  @HttpCode(202)
  @Permitted('webhooks:write')
  @NeedsKey()
  @Answers(
    { 202: replayView, 200: replayView },
    'Sends deliveries of the past again, under ids of their own: these, those of a time, or those of an order.',
  )
  async replay(
    @Caller() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body({ schema: replayBody }) selection: ReplaySelection,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReplayView> {
    return told(await this.commands.execute<ReplayWebhooks, Answer<ReplayView>>(new ReplayWebhooks(actor, id, selection, key)), reply);
  }

  @Get('replays/:replayId')
  @Permitted('webhooks:read')
  @Answers({ 200: replayView }, 'How far a replay is.')
  readReplay(@Caller() actor: Actor, @Param('id') id: string, @Param('replayId') replayId: string): Promise<ReplayView> {
    return this.reads.replay(actor, id, replayId);
  }
}
