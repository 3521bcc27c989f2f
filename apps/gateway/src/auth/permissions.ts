import type { Permission } from './permission-key.js';

/**
 * For whom a door is.
 * - `merchant`: a merchant's key for its own, or a platform's key that names the merchant by `Interlock-Merchant`.
 * - `platform`: a platform's key alone, which names no merchant.
 * - `platform_for_merchant`: a platform's key alone, which names the merchant.
 * - `either`: a merchant's key for its own; a platform's key for the merchant that it names, or for what is the platform's where it names none.
 */
export type Scope = 'merchant' | 'platform' | 'platform_for_merchant' | 'either';

export interface DoorRule {
  readonly permission: Permission;
  readonly scope: Scope;
}

const rule = (permission: Permission, scope: Scope = 'merchant'): DoorRule => ({ permission, scope });

/** Every door that asks for an API key: what the key must be allowed, and whose it must be. A route that is not here lets nobody in. */
export const permissions: Readonly<Record<string, DoorRule>> = {
  'POST /v1/orders': rule('orders:write'),
  'GET /v1/orders': rule('orders:read'),
  'GET /v1/orders/{id}': rule('orders:read'),
  'GET /v1/orders/{id}/timeline': rule('orders:read'),
  'POST /v1/orders/{id}/cancel': rule('orders:write'),
  'POST /v1/orders/{id}/refresh': rule('orders:write'),
  'POST /v1/orders/{id}/captures': rule('orders:write'),
  'POST /v1/orders/{id}/increments': rule('orders:write'),
  'POST /v1/orders/{id}/tip': rule('orders:write'),
  'POST /v1/orders/{id}/void': rule('refunds:write'),
  'POST /v1/orders/{id}/refunds': rule('refunds:write'),
  'GET /v1/orders/{id}/refunds/{refundNo}': rule('orders:read'),

  'POST /v1/agreements': rule('agreements:write'),
  'GET /v1/agreements/{id}': rule('orders:read'),
  'POST /v1/agreements/{id}/confirm': rule('agreements:write'),
  'DELETE /v1/agreements/{id}': rule('agreements:write'),
  'GET /v1/capabilities': rule('orders:read'),

  'POST /v1/batches': rule('batches:write'),
  'GET /v1/batches': rule('batches:read'),
  'GET /v1/batches/open': rule('batches:read'),
  'GET /v1/batches/{id}': rule('batches:read'),
  'POST /v1/batches/{id}/refresh': rule('batches:write'),

  'GET /v1/cases': rule('cases:read'),
  'GET /v1/cases/{id}': rule('cases:read'),
  'POST /v1/cases/{id}/assign': rule('cases:write'),
  'POST /v1/cases/{id}/comment': rule('cases:write'),
  'POST /v1/cases/{id}/resolve': rule('cases:resolve'),

  'POST /v1/webhooks': rule('webhooks:write'),
  'GET /v1/webhooks': rule('webhooks:read'),
  'GET /v1/webhooks/notify-secret': rule('webhooks:write'),
  'POST /v1/webhooks/notify-secret': rule('webhooks:write'),
  'GET /v1/webhooks/{id}': rule('webhooks:read'),
  'PATCH /v1/webhooks/{id}': rule('webhooks:write'),
  'DELETE /v1/webhooks/{id}': rule('webhooks:write'),
  'POST /v1/webhooks/{id}/secrets': rule('webhooks:write'),
  'GET /v1/webhooks/{id}/deliveries': rule('webhooks:read'),
  'POST /v1/webhooks/{id}/test': rule('webhooks:write'),
  'POST /v1/webhooks/{id}/replay': rule('webhooks:write'),
  'GET /v1/webhooks/{id}/replays/{replayId}': rule('webhooks:read'),

  'POST /v1/provider-accounts': rule('accounts:write', 'platform'),
  'GET /v1/provider-accounts': rule('accounts:read', 'platform'),
  'GET /v1/provider-accounts/{id}': rule('accounts:read', 'platform'),
  'PATCH /v1/provider-accounts/{id}': rule('accounts:write', 'platform'),
  'POST /v1/provider-accounts/{id}/check': rule('accounts:write', 'platform'),
  'GET /v1/provider-accounts/{id}/merchants': rule('accounts:read', 'platform'),
  'PUT /v1/provider-accounts/{id}/merchants/{merchantId}': rule('accounts:write', 'platform'),
  'DELETE /v1/provider-accounts/{id}/merchants/{merchantId}': rule('accounts:write', 'platform'),
  'POST /v1/provider-accounts/{id}/activate': rule('accounts:write', 'platform'),
  'POST /v1/provider-accounts/{id}/checkin': rule('accounts:write', 'platform'),

  'POST /v1/merchants': rule('merchants:write', 'platform'),
  'GET /v1/merchants': rule('merchants:read', 'platform'),
  'GET /v1/merchants/{id}': rule('merchants:read', 'platform'),
  'PATCH /v1/merchants/{id}': rule('merchants:write', 'platform'),

  'POST /v1/stores': rule('terminals:write'),
  'GET /v1/stores': rule('terminals:read'),
  'GET /v1/stores/{storeNo}': rule('terminals:read'),
  'PATCH /v1/stores/{storeNo}': rule('terminals:write'),
  'PUT /v1/stores/{storeNo}/bindings/{accountId}': rule('accounts:write', 'platform_for_merchant'),
  'DELETE /v1/stores/{storeNo}/bindings/{accountId}': rule('accounts:write', 'platform_for_merchant'),
  'POST /v1/stores/{storeNo}/activation-codes': rule('terminals:write'),
  'GET /v1/stores/{storeNo}/activation-codes': rule('terminals:read'),
  'GET /v1/activation-codes/{id}': rule('terminals:read'),
  'DELETE /v1/activation-codes/{id}': rule('terminals:write'),

  'POST /v1/terminals': rule('terminals:write'),
  'GET /v1/terminals': rule('terminals:read'),
  'GET /v1/terminals/{terminalSn}': rule('terminals:read'),
  'PATCH /v1/terminals/{terminalSn}': rule('terminals:write'),
  'POST /v1/terminals/{terminalSn}/activation-codes': rule('terminals:write'),
  'POST /v1/terminals/{terminalSn}/notification-key': rule('terminals:write'),
  'PUT /v1/terminals/{terminalSn}/bindings/{accountId}': rule('accounts:write', 'platform_for_merchant'),
  'DELETE /v1/terminals/{terminalSn}/bindings/{accountId}': rule('accounts:write', 'platform_for_merchant'),

  'POST /v1/vendors': rule('terminals:write', 'platform'),
  'GET /v1/vendors': rule('terminals:read', 'platform'),
  'GET /v1/vendors/{id}': rule('terminals:read', 'platform'),
  'PATCH /v1/vendors/{id}': rule('terminals:write', 'platform'),
  'POST /v1/vendors/{id}/keys': rule('terminals:write', 'platform'),

  'POST /v1/api-keys': rule('keys:write', 'either'),
  'GET /v1/api-keys': rule('keys:write', 'either'),
  'GET /v1/api-keys/{id}': rule('keys:write', 'either'),
  'PATCH /v1/api-keys/{id}': rule('keys:write', 'either'),
  'DELETE /v1/api-keys/{id}': rule('keys:write', 'either'),
  'POST /v1/api-keys/{id}/rotate': rule('keys:write', 'either'),

  'GET /v1/reports/day': rule('reports:read'),

  'GET /v1/audit': rule('audit:read', 'either'),
};

/** By method and path as the router has them. */
const byRoute = new Map(Object.entries(permissions).map(([door, found]) => [door.replaceAll(/\{(\w+)\}/g, ':$1'), found]));

/** `GET` and `/v1/orders/:id`; a HEAD is a GET of which the body is not sent. */
export function ruleOf(method: string, route: string): DoorRule | undefined {
  return byRoute.get(`${method === 'HEAD' ? 'GET' : method} ${route}`);
}
