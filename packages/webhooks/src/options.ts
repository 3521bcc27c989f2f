import type { Destinations } from './destination/destinations.js';
import type { Transport } from './destination/transport.js';

/** What webhooks need of the process beside its runtime. */
export interface WebhookOptions {
  readonly destinations: Destinations;
  readonly transport: Transport;
  /** For the jitter of pauses, 0 to 1; a simulation gives a seeded one. */
  readonly random: () => number;
  /** How long a delivery that has ended is kept. */
  readonly retentionDays: number;
}
export const WEBHOOK_OPTIONS = Symbol('WebhookOptions');
