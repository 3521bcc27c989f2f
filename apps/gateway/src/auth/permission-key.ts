/** What an API key may be allowed to do. */
export const PERMISSIONS = [
  'orders:read',
  'orders:write',
  'refunds:write',
  /** Beside orders:write: orders by a card's own number. */
  'cards:write',
  'agreements:write',
  'batches:read',
  'batches:write',
  'webhooks:read',
  'webhooks:write',
  'cases:read',
  /** Owners and comments. */
  'cases:write',
  /** What is made of a case. */
  'cases:resolve',
  'accounts:read',
  'accounts:write',
  'merchants:read',
  'merchants:write',
  'terminals:read',
  /** Stores, terminals, activation codes and vendors. */
  'terminals:write',
  /** API keys, of which none can be given more than the giver has. */
  'keys:write',
  'audit:read',
  'reports:read',
] as const;
export type Permission = (typeof PERMISSIONS)[number];

/** Under which Nest keeps the permission that a handler says that it asks for; the table in permissions.ts decides. */
export const PERMISSION = 'interlock:permission';
