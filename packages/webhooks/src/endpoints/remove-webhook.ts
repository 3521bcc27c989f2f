import { RUNTIME, UUID } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { WebhookEndpointRepository } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { RemoveWebhook } from '../commands.js';
import { WebhookNotFound, WebhookRefused } from '../errors.js';

/** `DELETE /v1/webhooks/{id}`; of one that is deleted already nothing is left to do, and the repeat of a lost request is told so. */
@CommandHandler(RemoveWebhook)
export class RemoveWebhookHandler implements ICommandHandler<RemoveWebhook> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly endpoints: WebhookEndpointRepository,
  ) {}

  async execute({ actor: { merchantId }, webhookId }: RemoveWebhook): Promise<void> {
    if (!UUID.test(webhookId)) throw new WebhookNotFound();
    const endpoint = await this.endpoints.find(merchantId, webhookId);
    if (endpoint === undefined) {
      // Asked after the read: who deletes it beside us does so once and for good, so that one of the two answers sees it.
      if (await this.endpoints.isRemoved(merchantId, webhookId)) return;
      throw new WebhookNotFound();
    }
    if (endpoint.kind === 'notify') throw new WebhookRefused('this one stands for the notifyUrl of orders: disable it instead');
    await this.endpoints.remove(merchantId, webhookId, this.runtime.clock.now());
  }
}
