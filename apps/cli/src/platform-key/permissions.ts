import type { As } from '../frame/given.js';

/** Every permission that the API knows, each once: one that is missing, or is none, does not compile. */
const known: Readonly<Record<As<'CreateApiKey'>['permissions'][number], true>> = {
  'orders:read': true,
  'orders:write': true,
  'refunds:write': true,
  'cards:write': true,
  'agreements:write': true,
  'batches:read': true,
  'batches:write': true,
  'webhooks:read': true,
  'webhooks:write': true,
  'cases:read': true,
  'cases:write': true,
  'cases:resolve': true,
  'accounts:read': true,
  'accounts:write': true,
  'merchants:read': true,
  'merchants:write': true,
  'terminals:read': true,
  'terminals:write': true,
  'keys:write': true,
  'audit:read': true,
  'reports:read': true,
};

export const ALL_PERMISSIONS: readonly string[] = Object.keys(known);
