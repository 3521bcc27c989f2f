import { RUNTIME } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import {
  assertSame,
  fingerprint,
  memberHashes,
  refuseKeyOfAnother,
  SettingChanges,
  WebhookEndpointRepository,
  WebhookSecretRepository,
} from '@interlock/persistence';
import { Inject } from '@nestjs/common';
import { CommandHandler } from '@nestjs/cqrs';
import type { ICommandHandler } from '@nestjs/cqrs';
import { CreateWebhook } from '../commands.js';
import type { Answer } from '../commands.js';
import { WebhookRefused } from '../errors.js';
import { WEBHOOK_OPTIONS } from '../options.js';
import type { WebhookOptions } from '../options.js';
import { newSecret } from '../secrets/new-secret.js';
import { auditedWebhook, authorOf } from './audited-webhook.js';
import { webhookView } from './endpoint-view.js';
import type { WebhookView } from './endpoint-view.js';

/** Each of them is written to by every sale. */
const MOST_ENDPOINTS = 16;

/** `POST /v1/webhooks` */
@CommandHandler(CreateWebhook)
export class CreateWebhookHandler implements ICommandHandler<CreateWebhook> {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(WEBHOOK_OPTIONS) private readonly options: WebhookOptions,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly secrets: WebhookSecretRepository,
    private readonly changes: SettingChanges,
  ) {}

  async execute({ actor, input, idempotencyKey }: CreateWebhook): Promise<Answer<WebhookView & { readonly secret: string }>> {
    const { keyRing, newId } = this.runtime;
    const { merchantId } = actor;
    const hashes = memberHashes(keyRing, { ...input, path: 'POST /v1/webhooks' });
    const before = await this.made(merchantId, idempotencyKey, hashes);
    if (before !== undefined) return { view: before, replayed: true };
    const url = this.options.destinations.accepted('url', input.url);
    this.runtime.assertReady();
    const [id, secretId] = [newId(), newId()];
    const secret = newSecret();
    const sealed = await this.secrets.seal(secretId, secret);
    const endpoint = {
      ...{ id, merchantId, url, idempotencyKey, idempotencyHashes: hashes },
      ...{ description: input.description ?? null, eventTypes: input.eventTypes ?? null },
    };
    const made = await this.changes
      .changeNow<boolean>(authorOf(actor), async (transaction, at) => {
        const secretOf = { id: secretId, sealed };
        const asked = { endpoint, secret: secretOf, most: MOST_ENDPOINTS, at: at.getTime() };
        const written = (await this.endpoints.create(transaction, asked))
          ? await this.endpoints.lock(transaction, merchantId, id)
          : undefined;
        if (written === undefined) return { action: null, result: false };
        const after = { ...auditedWebhook(written, keyRing), secret: { fingerprint: fingerprint(secret) } };
        return { action: 'webhook.create', subject: { type: 'webhook', id }, merchantId, before: null, after, result: true };
      })
      .catch(refuseKeyOfAnother(idempotencyKey));
    const view = await this.made(merchantId, idempotencyKey, hashes);
    if (view === undefined)
      throw new WebhookRefused(`a merchant has at most ${String(MOST_ENDPOINTS)} webhook endpoints: delete one that is not needed`);
    return { view, replayed: !made };
  }

  /** What this key has made. A repeat shows the secret too, the newest by now: the first answer may have been lost. */
  private async made(
    merchantId: string,
    idempotencyKey: string,
    hashes: Readonly<Record<string, string>>,
  ): Promise<(WebhookView & { readonly secret: string }) | undefined> {
    const endpoint = await this.endpoints.findByKey(merchantId, idempotencyKey);
    if (endpoint === undefined) return undefined;
    assertSame(idempotencyKey, endpoint, hashes);
    const live = await this.secrets.live({ merchantId, endpointId: endpoint.id }, this.runtime.clock.now());
    const [newest] = live;
    if (endpoint.state === 'deleted' || newest === undefined) throw new WebhookRefused('the endpoint that this key made was deleted');
    return { ...webhookView(endpoint), secret: newest.secret };
  }
}
