import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import { SettingChanges, WebhookEndpointRepository } from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { ChangeWebhook } from '../commands.js';
import { WebhookNotFound, WebhookRefused } from '../errors.js';
import { WEBHOOK_OPTIONS } from '../options.js';
import type { WebhookOptions } from '../options.js';
import { auditedWebhook, authorOf } from './audited-webhook.js';
import { webhookView } from './endpoint-view.js';
import type { WebhookView } from './endpoint-view.js';
import { webhookOf } from './webhook-of.js';

/** `PATCH /v1/webhooks/{id}` */
@CommandHandler(ChangeWebhook)
export class ChangeWebhookHandler implements ICommandHandler<ChangeWebhook> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly changes: SettingChanges,
  ) {}

  async execute({ actor, webhookId, change }: ChangeWebhook): Promise<WebhookView> {
    const { merchantId } = actor;
    const { kind } = await webhookOf(this.endpoints, merchantId, webhookId);
    if (kind === 'notify' && (change.url ?? change.eventTypes ?? change.description) !== undefined)
      throw new WebhookRefused('this one stands for the notifyUrl of orders: it can be disabled and enabled, and nothing else');
    const url = change.url === undefined ? undefined : this.options.destinations.accepted('url', change.url);
    const changed = await this.changes.changeNow(authorOf(actor), async (transaction, at) => {
      const before = await this.endpoints.lock(transaction, merchantId, webhookId);
      const after = await this.endpoints.change(transaction, merchantId, webhookId, { ...change, url }, at.getTime());
      if (before === undefined || after === undefined) throw new WebhookNotFound();
      const { keyRing } = this.runtime;
      return {
        ...{ action: 'webhook.change', subject: { type: 'webhook', id: before.id }, merchantId, result: after },
        ...{ before: auditedWebhook(before, keyRing), after: auditedWebhook(after, keyRing) },
      };
    });
    return webhookView(changed);
  }
}
