import type { Actor } from '@interlock/orders';
import type { EndpointChange, ReplaySelection } from '@interlock/persistence';
import { Command } from '@nestjs/cqrs';
import type { AttemptView } from './deliveries/delivery-view.js';
import type { WebhookEvent } from './event-types.js';
import type { WebhookView } from './endpoints/endpoint-view.js';
import type { ReplayView } from './replays/replay-view.js';
import type { SecretView } from './secrets/secret-view.js';

/** The present view, and whether the request had been made before with the same content. */
export interface Answer<View> {
  readonly view: View;
  readonly replayed: boolean;
}

/** An endpoint of the merchant's; its secret is shown by this answer alone. Throws `DestinationRefused`, `WebhookRefused`, `IdempotencyKeyReused`. */
export class CreateWebhook extends Command<Answer<WebhookView & { readonly secret: string }>> {
  constructor(
    readonly actor: Actor,
    readonly input: {
      readonly url: string;
      readonly description?: string | undefined;
      /** Absent: every one. */
      readonly eventTypes?: readonly WebhookEvent[] | undefined;
    },
    readonly idempotencyKey: string,
  ) {
    super();
  }
}

/** Throws `WebhookNotFound`, `DestinationRefused`, `WebhookRefused`. */
export class ChangeWebhook extends Command<WebhookView> {
  constructor(
    readonly actor: Actor,
    readonly webhookId: string,
    readonly change: EndpointChange,
  ) {
    super();
  }
}

/** Nothing goes there any more. Throws `WebhookNotFound`, `WebhookRefused`. */
export class RemoveWebhook extends Command<void> {
  constructor(
    readonly actor: Actor,
    readonly webhookId: string,
  ) {
    super();
  }
}

/** A new secret; the present one signs beside it for a while. `webhookId` null: of the orders' own notifyUrl. Throws `WebhookNotFound`, `WebhookRefused`, `IdempotencyKeyReused`. */
export class RotateWebhookSecret extends Command<Answer<SecretView & { readonly secret: string }>> {
  constructor(
    readonly actor: Actor,
    readonly webhookId: string | null,
    readonly overlapSeconds: number,
    readonly idempotencyKey: string,
  ) {
    super();
  }
}

/** Sends a signed `webhook.test` at once and tells what came back. Throws `WebhookNotFound`, `WebhookRefused`, `IdempotencyKeyReused`. */
export class TestWebhook extends Command<Answer<TestView>> {
  constructor(
    readonly actor: Actor,
    readonly webhookId: string,
    readonly idempotencyKey: string,
  ) {
    super();
  }
}

/** What a test brought. Without an `attempt` it is still on its way. */
export interface TestView {
  readonly deliveryId: string;
  readonly delivered: boolean;
  readonly attempt?: AttemptView;
}

/** Sends deliveries of the past again, under ids of their own. Throws `WebhookNotFound`, `IdempotencyKeyReused`. */
export class ReplayWebhooks extends Command<Answer<ReplayView>> {
  constructor(
    readonly actor: Actor,
    readonly webhookId: string,
    readonly selection: ReplaySelection,
    readonly idempotencyKey: string,
  ) {
    super();
  }
}
