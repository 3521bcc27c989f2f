import { EVENT_NAMES } from '@interlock/domain';

/** What an endpoint can ask for. A test comes to whoever asks for one. */
export const WEBHOOK_EVENTS = [...EVENT_NAMES, 'webhook.endpoint_disabled'] as const;
export type WebhookEvent = (typeof WEBHOOK_EVENTS)[number];
