import { UUID } from '@interlock/accounts';
import type { WebhookEndpoint, WebhookEndpointRepository } from '@interlock/persistence';
import { WebhookNotFound } from '../errors.js';

/** An endpoint of this merchant; anything else, also what is no id at all, is `WebhookNotFound`. */
export async function webhookOf(endpoints: WebhookEndpointRepository, merchantId: string, id: string): Promise<WebhookEndpoint> {
  const endpoint = UUID.test(id) ? await endpoints.find(merchantId, id) : undefined;
  if (endpoint === undefined) throw new WebhookNotFound();
  return endpoint;
}
