import type { Actor } from '@interlock/orders';
import type { Author, KeyRing, WebhookEndpoint } from '@interlock/persistence';

/** Who changes an endpoint or a secret, as the audit log knows him. */
export function authorOf({ mode, actor, requestId, address = null }: Actor): Author {
  return { mode, actor, requestId, address };
}

/** What the audit log keeps of an endpoint. An address may hold a token: it is kept without its query, and with a mark that tells it from others. */
export function auditedWebhook({ url, description, eventTypes, state }: WebhookEndpoint, keyRing: KeyRing): object {
  const { origin, pathname, search } = new URL(url);
  const mark = keyRing.hmac(url, 'request-content').slice(0, MARK_LENGTH);
  return { url: `${origin}${pathname}${search === '' ? '' : '?…'}`, urlMark: mark, description, eventTypes, state };
}
const MARK_LENGTH = 12;
