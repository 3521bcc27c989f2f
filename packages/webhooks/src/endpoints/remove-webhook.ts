import { RUNTIME, UUID } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { SettingChanges, WebhookEndpointRepository } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { RemoveWebhook } from '../commands.js';
import { WebhookNotFound, WebhookRefused } from '../errors.js';
import { auditedWebhook, authorOf } from './audited-webhook.js';

/** `DELETE /v1/webhooks/{id}`; of one that is deleted already nothing is left to do, and the repeat of a lost request is told so. */
@CommandHandler(RemoveWebhook)
export class RemoveWebhookHandler implements ICommandHandler<RemoveWebhook> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly changes: SettingChanges,
  ) {}

  async execute({ actor, webhookId }: RemoveWebhook): Promise<void> {
    const { merchantId } = actor;
    if (!UUID.test(webhookId)) throw new WebhookNotFound();
    const endpoint = await this.endpoints.find(merchantId, webhookId);
    if (endpoint === undefined) {
      // Asked after the read: who deletes it beside us does so once and for good, so that one of the two answers sees it.
      if (await this.endpoints.isRemoved(merchantId, webhookId)) return;
      throw new WebhookNotFound();
    }
    if (endpoint.kind === 'notify') throw new WebhookRefused('this one stands for the notifyUrl of orders: disable it instead');
    await this.changes.changeNow(authorOf(actor), async (transaction, at) => {
      const removed = await this.endpoints.remove(transaction, merchantId, webhookId, at.getTime());
      if (removed === undefined) return { action: null, result: undefined };
      const subject = { type: 'webhook', id: removed.id };
      const before = auditedWebhook({ ...removed, state: endpoint.state }, this.runtime.keyRing);
      return { action: 'webhook.delete', subject, merchantId, before, after: null, result: undefined };
    });
  }
}
