import { RUNTIME, UUID } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { WebhookEndpointRepository } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { RemoveWebhook } from '../commands.js';
import { WebhookRefused } from '../errors.js';
import { webhookOf } from './webhook-of.js';

/** `DELETE /v1/webhooks/{id}`; of one that is deleted already nothing is left to do, and the repeat of a lost request is told so. */
@CommandHandler(RemoveWebhook)
export class RemoveWebhookHandler implements ICommandHandler<RemoveWebhook> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly endpoints: WebhookEndpointRepository,
  ) {}

  async execute({ actor: { merchantId }, webhookId }: RemoveWebhook): Promise<void> {
    if (UUID.test(webhookId) && (await this.endpoints.isRemoved(merchantId, webhookId))) return;
    const { kind } = await webhookOf(this.endpoints, merchantId, webhookId);
    if (kind === 'notify') throw new WebhookRefused('this one stands for the notifyUrl of orders: disable it instead');
    await this.endpoints.remove(merchantId, webhookId, this.runtime.clock.now());
  }
}
