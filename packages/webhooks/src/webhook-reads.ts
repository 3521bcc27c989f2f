import { RUNTIME, UUID } from '@interlock/accounts';
import type { Runtime } from '@interlock/accounts';
import type { Actor } from '@interlock/orders';
import { listDeliveries, WebhookEndpointRepository, WebhookReplayRepository, WebhookSecretRepository } from '@interlock/persistence';
import type { WebhookDeliveryState } from '@interlock/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { deliveryView } from './deliveries/delivery-view.js';
import type { DeliveryView } from './deliveries/delivery-view.js';
import { webhookView } from './endpoints/endpoint-view.js';
import type { WebhookView } from './endpoints/endpoint-view.js';
import { webhookOf } from './endpoints/webhook-of.js';
import { WebhookReplayNotFound } from './errors.js';
import { replayView } from './replays/replay-view.js';
import type { ReplayView } from './replays/replay-view.js';
import { newSecret } from './secrets/new-secret.js';
import { secretView } from './secrets/secret-view.js';
import type { SecretView } from './secrets/secret-view.js';

interface PageInput {
  /** The `nextCursor` of the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Reads of a merchant's own webhooks; another merchant's are not told from none. Throws `WebhookNotFound`. */
@Injectable()
export class WebhookReads {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    private readonly endpoints: WebhookEndpointRepository,
    private readonly secrets: WebhookSecretRepository,
    private readonly replays: WebhookReplayRepository,
  ) {}

  /** With its live secrets, without themselves. */
  async byId({ merchantId }: Actor, id: string): Promise<WebhookView & { readonly secrets: readonly SecretView[] }> {
    const endpoint = await webhookOf(this.endpoints, merchantId, id);
    const endpointId = endpoint.kind === 'notify' ? null : endpoint.id;
    const live = await this.secrets.live({ merchantId, endpointId }, this.runtime.clock.now());
    return { ...webhookView(endpoint), secrets: live.map(secretView) };
  }

  /** Newest first. */
  async list(
    { merchantId }: Actor,
    { cursor, limit }: PageInput,
  ): Promise<{ readonly webhooks: WebhookView[]; readonly nextCursor?: string }> {
    const found = await this.endpoints.list(merchantId, cursor, limit + 1);
    return { webhooks: found.slice(0, limit).map(webhookView), ...nextOf(found, limit) };
  }

  /** The log of an endpoint, newest first; the dead letters are those of the state `dead`. */
  async deliveries(
    { merchantId }: Actor,
    id: string,
    { state, cursor, limit }: PageInput & { readonly state?: WebhookDeliveryState | undefined },
  ): Promise<{ readonly deliveries: DeliveryView[]; readonly nextCursor?: string }> {
    const { id: endpointId } = await webhookOf(this.endpoints, merchantId, id);
    const found = await listDeliveries(this.runtime.pool, { merchantId, endpointId, state, before: cursor, limit: limit + 1 });
    return { deliveries: found.slice(0, limit).map(deliveryView), ...nextOf(found, limit) };
  }

  /** Throws `WebhookReplayNotFound` too. */
  async replay({ merchantId }: Actor, id: string, replayId: string): Promise<ReplayView> {
    const { id: endpointId } = await webhookOf(this.endpoints, merchantId, id);
    const replay = UUID.test(replayId) ? await this.replays.find(merchantId, replayId) : undefined;
    if (replay?.endpointId !== endpointId) throw new WebhookReplayNotFound();
    return replayView(replay);
  }

  /** What signs the messages to the orders' own notifyUrl. Unlike an endpoint's it is nowhere handed over, so it can be read; the first is made now. */
  async notifySecret({ merchantId }: Actor): Promise<{ readonly secrets: readonly (SecretView & { readonly secret: string })[] }> {
    const { newId, clock } = this.runtime;
    await this.secrets.ensureForNotify({ id: newId(), merchantId, secret: newSecret(), at: clock.now() });
    const live = await this.secrets.live({ merchantId, endpointId: null }, clock.now());
    return { secrets: live.map((secret) => ({ ...secretView(secret), secret: secret.secret })) };
  }
}

function nextOf(found: readonly { readonly id: string }[], limit: number): { readonly nextCursor?: string } {
  const last = found[limit - 1];
  return found.length > limit && last !== undefined ? { nextCursor: last.id } : {};
}
