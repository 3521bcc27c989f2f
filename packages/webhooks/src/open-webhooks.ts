import type { Settings } from '@interlock/persistence';
import { Destinations } from './destination/destinations.js';
import { HttpTransport } from './destination/http-transport.js';
import type { WebhookOptions } from './options.js';

/** What webhooks need in a process. `close` ends the connections to receivers. */
export function openWebhooks(settings: Partial<Pick<Settings, 'webhookAllow' | 'webhookRetentionDays'>>): WebhookOptions & {
  readonly close: () => Promise<void>;
} {
  const { webhookAllow = [], webhookRetentionDays: retentionDays = 30 } = settings;
  const destinations = new Destinations(webhookAllow);
  const transport = new HttpTransport(destinations);
  return { destinations, transport, random: Math.random, retentionDays, close: () => transport.close() };
}
