import type { Actor } from '@interlock/orders';
import { ChangeWebhook, CreateWebhook, RemoveWebhook, RotateWebhookSecret, WebhookReads } from '@interlock/webhooks';
import type { Answer, SecretView, WebhookView } from '@interlock/webhooks';
import { Body, Controller, Delete, Get, HttpCode, Param, Patch, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Caller } from '../auth/caller.js';
import { Permitted } from '../auth/permission.js';
import { Answers } from '../docs/answers.js';
import { IdempotencyKey, NeedsKey } from '../http/idempotency-key.js';
import { told } from '../http/told.js';
import { createdWebhook, notifySecret, shownSecretView, webhookPage, webhookView, webhookWithSecrets } from './webhook-view.schema.js';
import { changeWebhookBody, createWebhookBody, listWebhooksQuery, rotateSecretBody } from './webhook.body.js';
import type { ChangeWebhookBody, CreateWebhookBody, ListWebhooksQuery, RotateSecretBody } from './webhook.body.js';

type Secret = SecretView & { readonly secret: string };

/** Where the merchant hears of what happens to its orders. */
@ApiTags('webhooks')
@Controller('v1/webhooks')
export class WebhooksController {
  constructor(
    private readonly commands: CommandBus,
    private readonly reads: WebhookReads,
  ) {}

  @Post()
  @Permitted('webhooks:write')
  @NeedsKey()
  @Answers({ 201: createdWebhook, 200: createdWebhook }, 'An endpoint. Its secret is shown here and nowhere else.')
  async create(
    @Caller() actor: Actor,
    @IdempotencyKey() key: string,
    @Body({ schema: createWebhookBody }) body: CreateWebhookBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<WebhookView & { readonly secret: string }> {
    const command = new CreateWebhook(actor, body, key);
    return told(await this.commands.execute<CreateWebhook, Answer<WebhookView & { readonly secret: string }>>(command), reply);
  }

  @Get()
  @Permitted('webhooks:read')
  @Answers({ 200: webhookPage }, 'Endpoints, newest first.')
  list(
    @Caller() actor: Actor,
    @Query({ schema: listWebhooksQuery }) query: ListWebhooksQuery,
  ): Promise<{ readonly webhooks: readonly WebhookView[]; readonly nextCursor?: string }> {
    return this.reads.list(actor, query);
  }

  @Get('notify-secret')
  @Permitted('webhooks:write')
  @Answers({ 200: notifySecret }, "What signs the messages to the orders' own notifyUrl.")
  notifySecret(@Caller() actor: Actor): Promise<{ readonly secrets: readonly Secret[] }> {
    return this.reads.notifySecret(actor);
  }

  @Post('notify-secret')
  @Permitted('webhooks:write')
  @NeedsKey()
  @Answers(
    { 201: shownSecretView, 200: shownSecretView },
    "A new secret for the orders' own notifyUrl; the present one signs beside it for a while.",
  )
  async rotateNotifySecret(
    @Caller() actor: Actor,
    @IdempotencyKey() key: string,
    @Body({ schema: rotateSecretBody }) { overlapSeconds }: RotateSecretBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Secret> {
    return this.rotated(new RotateWebhookSecret(actor, null, overlapSeconds, key), reply);
  }

  @Get(':id')
  @Permitted('webhooks:read')
  @Answers({ 200: webhookWithSecrets }, 'One endpoint, and when its secrets were made.')
  read(@Caller() actor: Actor, @Param('id') id: string): Promise<WebhookView> {
    return this.reads.byId(actor, id);
  }

  @Patch(':id')
  @Permitted('webhooks:write')
  @Answers({ 200: webhookView }, 'Changes an endpoint, disables it, or enables it again.')
  change(
    @Caller() actor: Actor,
    @Param('id') id: string,
    @Body({ schema: changeWebhookBody }) body: ChangeWebhookBody,
  ): Promise<WebhookView> {
    return this.commands.execute<ChangeWebhook, WebhookView>(new ChangeWebhook(actor, id, body));
  }

  @Delete(':id')
  @HttpCode(204)
  @Permitted('webhooks:write')
  @Answers({}, 'Nothing goes to the endpoint any more. 204, without a body.')
  async remove(@Caller() actor: Actor, @Param('id') id: string): Promise<void> {
    await this.commands.execute<RemoveWebhook, void>(new RemoveWebhook(actor, id));
  }

  @Post(':id/secrets')
  @Permitted('webhooks:write')
  @NeedsKey()
  @Answers(
    { 201: shownSecretView, 200: shownSecretView },
    'A new secret, shown here and nowhere else; the present one signs beside it for a while.',
  )
  async rotate(
    @Caller() actor: Actor,
    @IdempotencyKey() key: string,
    @Param('id') id: string,
    @Body({ schema: rotateSecretBody }) { overlapSeconds }: RotateSecretBody,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Secret> {
    return this.rotated(new RotateWebhookSecret(actor, id, overlapSeconds, key), reply);
  }

  private async rotated(command: RotateWebhookSecret, reply: FastifyReply): Promise<Secret> {
    return told(await this.commands.execute<RotateWebhookSecret, Answer<Secret>>(command), reply);
  }
}
