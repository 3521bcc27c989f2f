/** What an API key may be allowed to do. */
export type Permission =
  | 'orders:read'
  | 'orders:write'
  | 'refunds:write'
  /** Beside orders:write: orders by a card's own number. */
  | 'cards:write'
  | 'agreements:write'
  | 'batches:read'
  | 'batches:write'
  | 'webhooks:read'
  | 'webhooks:write'
  | 'cases:read'
  /** Owners and comments. */
  | 'cases:write'
  /** What is made of a case. */
  | 'cases:resolve'
  | 'accounts:write';

/** Under which Nest keeps the permission that a route asks for. */
export const PERMISSION = 'interlock:permission';
/** And that it is for the platform alone. */
export const PLATFORM_ONLY = 'interlock:platform-only';
