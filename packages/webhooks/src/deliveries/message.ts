import { Webhook } from 'standardwebhooks';

/** What a receiver reads: Standard Webhooks, "payload structure". */
export interface WebhookBody {
  readonly type: string;
  /** When it happened, ISO 8601. */
  readonly timestamp: string;
  /** The whole order, as every door shows it; of a notice, what it tells. */
  readonly data: unknown;
}

/**
 * The message of one attempt. The id is the delivery's, the same for each of its attempts; the time is the attempt's, since a receiver refuses
 * an old one. It is signed with every secret that is live, so that a receiver may have the old or the new one.
 */
export function signedMessage(input: {
  readonly id: string;
  readonly body: WebhookBody;
  readonly secrets: readonly string[];
  /** Epoch milliseconds. */
  readonly at: number;
}): { readonly headers: Readonly<Record<string, string>>; readonly body: string } {
  const body = JSON.stringify(input.body);
  const at = new Date(input.at);
  return {
    body,
    headers: {
      'content-type': 'application/json',
      'user-agent': 'Interlock-Webhooks/1',
      'webhook-id': input.id,
      'webhook-timestamp': String(Math.floor(input.at / 1000)),
      'webhook-signature': input.secrets.map((secret) => new Webhook(secret).sign(input.id, at, body)).join(' '),
    },
  };
}
