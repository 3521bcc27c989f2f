import type { WebhookEndpoint } from '@interlock/persistence';

/** An endpoint as every door shows it. Absent members are left out, never null. */
export interface WebhookView {
  readonly id: string;
  /** `notify`: an origin of the orders' own notifyUrl. */
  readonly kind: 'endpoint' | 'notify';
  readonly url: string;
  readonly description?: string;
  /** Absent: every one. */
  readonly eventTypes?: readonly string[];
  readonly enabled: boolean;
  /** `failing`: by us, after it had failed for days; `gone`: it answered 410. */
  readonly disabled?: { readonly reason: 'merchant' | 'failing' | 'gone'; readonly at: string };
  /** Attempts that failed since the last that did not. */
  readonly failing?: { readonly since: string; readonly attempts: number };
  readonly createdAt: string;
  readonly updatedAt: string;
}

export function webhookView(endpoint: WebhookEndpoint): WebhookView {
  const { description, eventTypes, failingSince, state } = endpoint;
  return {
    id: endpoint.id,
    kind: endpoint.kind,
    url: endpoint.url,
    ...(description === null ? {} : { description }),
    ...(eventTypes === null ? {} : { eventTypes }),
    enabled: state === 'enabled',
    ...(state === 'enabled'
      ? {}
      : { disabled: { reason: state === 'failing' || state === 'gone' ? state : 'merchant', at: endpoint.stateAt.toISOString() } }),
    ...(failingSince === null ? {} : { failing: { since: failingSince.toISOString(), attempts: endpoint.failures } }),
    createdAt: endpoint.createdAt.toISOString(),
    updatedAt: endpoint.updatedAt.toISOString(),
  };
}
