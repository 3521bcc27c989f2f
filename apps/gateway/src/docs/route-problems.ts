import { problems } from '../problems/problems.js';
import type { Problem, ProblemCode } from '../problems/problems.js';

/** What a door shows of itself, from which most of its refusals follow. */
export interface DoorShape {
  readonly method: string;
  readonly path: string;
  readonly secured: boolean;
  readonly hasBody: boolean;
  readonly hasQuery: boolean;
  /** `header`: Idempotency-Key is required; `member`: a member of the body is the key. */
  readonly keyedBy: 'header' | 'member' | undefined;
}

/** By what an address names: the first part that fits. */
const missing: readonly (readonly [RegExp, readonly ProblemCode[]])[] = [
  [/^\/v1\/orders\/\{id\}\/refunds\/\{/, ['order_not_found', 'refund_not_found']],
  [/^\/v1\/orders\/\{/, ['order_not_found']],
  [/^\/v1\/agreements\/\{/, ['agreement_not_found']],
  [/^\/v1\/batches\/\{/, ['batch_not_found']],
  [/^\/v1\/cases\/\{/, ['case_not_found']],
  [/^\/v1\/webhooks\/\{id\}\/replays\/\{/, ['webhook_not_found', 'webhook_replay_not_found']],
  [/^\/v1\/webhooks\/\{/, ['webhook_not_found']],
  [/^\/v1\/merchants\/\{/, ['merchant_not_found']],
  [/^\/v1\/stores\/\{storeNo\}\/bindings\//, ['store_not_found', 'provider_account_not_found']],
  [/^\/v1\/stores\/\{/, ['store_not_found']],
  [/^\/v1\/terminals\/\{terminalSn\}\/bindings\//, ['terminal_not_found', 'provider_account_not_found']],
  [/^\/v1\/terminals\/\{/, ['terminal_not_found']],
  [/^\/v1\/vendors\/\{/, ['vendor_not_found']],
  [/^\/v1\/activation-codes\/\{/, ['activation_code_not_found']],
  [/^\/v1\/api-keys\/\{/, ['api_key_not_found']],
  [/^\/v1\/provider-accounts\/\{/, ['provider_account_not_found']],
  [/^\/hooks\//, ['provider_account_not_found']],
];

const change: readonly ProblemCode[] = [
  'invalid_amount',
  'unknown_currency',
  'invalid_state',
  'operation_in_progress',
  'operation_not_supported',
  'invalid_reference',
  'invalid_provider_options',
  'batch_closed',
];
const writes: readonly ProblemCode[] = ['invalid_reference', 'setting_refused', 'already_exists'];

/** What a door refuses for reasons of its own. A door that is not here has none. */
const own: Readonly<Record<string, readonly ProblemCode[]>> = {
  'POST /v1/orders': [
    'invalid_amount',
    'unknown_currency',
    'invalid_reference',
    'invalid_provider_options',
    'no_route',
    'disabled',
    'idempotency_key_reused',
  ],
  'GET /v1/reports/day': ['invalid_reference'],
  'POST /v1/orders/{id}/cancel': ['invalid_state', 'operation_in_progress', 'invalid_provider_options'],
  'POST /v1/orders/{id}/captures': [...change, 'amount_exceeds_remaining'],
  'POST /v1/orders/{id}/increments': change,
  'POST /v1/orders/{id}/tip': change,
  'POST /v1/orders/{id}/void': change,
  'POST /v1/orders/{id}/refunds': [...change, 'amount_exceeds_remaining'],
  'POST /v1/agreements': [
    'disabled',
    'invalid_reference',
    'invalid_provider_options',
    'operation_in_progress',
    'operation_not_supported',
    'agreement_refused',
    'provider_silent',
  ],
  'POST /v1/agreements/{id}/confirm': ['invalid_agreement_state', 'agreement_refused', 'operation_in_progress'],
  'DELETE /v1/agreements/{id}': ['invalid_agreement_state', 'operation_in_progress'],
  'POST /v1/batches': ['invalid_reference', 'operation_not_supported', 'provider_account_not_found', 'batch_in_progress'],
  'GET /v1/batches/open': ['invalid_reference', 'operation_not_supported', 'provider_account_not_found', 'provider_silent'],
  'POST /v1/cases/{id}/assign': ['case_settled'],
  'POST /v1/cases/{id}/resolve': [
    'invalid_amount',
    'unknown_currency',
    'case_settled',
    'resolution_not_allowed',
    'resolution_incomplete',
    'invalid_reference',
    'provider_contradicts',
    'second_person_needed',
    'proposal_differs',
    'operation_in_progress',
    'provider_silent',
  ],
  'POST /v1/webhooks': ['webhook_refused'],
  'PATCH /v1/webhooks/{id}': ['webhook_refused'],
  'DELETE /v1/webhooks/{id}': ['webhook_refused'],
  'POST /v1/webhooks/notify-secret': ['webhook_refused'],
  'POST /v1/webhooks/{id}/secrets': ['webhook_refused'],
  'POST /v1/webhooks/{id}/test': ['webhook_refused'],
  'POST /v1/webhooks/{id}/replay': ['webhook_refused'],
  'POST /v1/provider-accounts': ['invalid_provider_account'],
  'PATCH /v1/provider-accounts/{id}': ['invalid_provider_account', 'operation_in_progress'],
  'PUT /v1/provider-accounts/{id}/merchants/{merchantId}': ['invalid_reference'],
  'POST /v1/provider-accounts/{id}/activate': [
    'operation_in_progress',
    'operation_not_supported',
    'provider_account_refused',
    'provider_silent',
  ],
  'POST /v1/provider-accounts/{id}/checkin': [
    'operation_in_progress',
    'operation_not_supported',
    'provider_account_refused',
    'provider_silent',
  ],
  'POST /v1/provider-accounts/{id}/check': ['operation_not_supported'],
  'POST /v1/merchants': ['setting_refused', 'already_exists'],
  'PATCH /v1/merchants/{id}': ['setting_refused'],
  'POST /v1/stores': writes,
  'PATCH /v1/stores/{storeNo}': ['setting_refused'],
  'PUT /v1/stores/{storeNo}/bindings/{accountId}': ['setting_refused'],
  'POST /v1/stores/{storeNo}/activation-codes': ['vendor_not_found', 'invalid_reference', 'setting_refused'],
  'POST /v1/terminals': [...writes, 'store_not_found'],
  'PATCH /v1/terminals/{terminalSn}': ['setting_refused', 'store_not_found', 'invalid_reference'],
  'PUT /v1/terminals/{terminalSn}/bindings/{accountId}': ['setting_refused', 'already_exists'],
  'POST /v1/terminals/{terminalSn}/activation-codes': ['vendor_not_found', 'invalid_reference', 'setting_refused'],
  'POST /v1/vendors': ['setting_refused', 'already_exists'],
  'PATCH /v1/vendors/{id}': ['setting_refused'],
  'POST /v1/vendors/{id}/keys': ['setting_refused'],
  'POST /v1/api-keys': ['setting_refused', 'invalid_reference'],
  'PATCH /v1/api-keys/{id}': ['setting_refused'],
  'DELETE /v1/api-keys/{id}': ['setting_refused'],
  'POST /v1/api-keys/{id}/rotate': ['setting_refused'],
};

/** Every code that the door may answer with, beside those of addresses and methods that there are none of. */
export function problemsOf({ method, path, secured, hasBody, hasQuery, keyedBy }: DoorShape): readonly ProblemCode[] {
  // What its headers are refused for stands before every door.
  const codes: ProblemCode[] = ['malformed_request', 'request_timeout', 'body_too_large', 'internal_error'];
  if (secured) codes.push('invalid_request', 'unauthenticated', 'permission_denied', 'rate_limited', 'not_ready');
  if (hasQuery) codes.push('invalid_request');
  // Whether an address wants a body or not, one that comes is read first.
  if (method !== 'GET') codes.push('malformed_json', 'unsupported_media_type');
  if (hasBody) codes.push('invalid_request');
  if (keyedBy === 'header') codes.push('idempotency_key_missing', 'idempotency_key_reused');
  if (keyedBy === 'member') codes.push('idempotency_key_not_used', 'idempotency_key_reused');
  codes.push(...(missing.find(([pattern]) => pattern.test(path))?.[1] ?? []), ...(own[`${method} ${path}`] ?? []));
  return [...new Set(codes)];
}

/** As it is sent; what is said in `detail` is for a person, and differs. */
export function problemExample(code: ProblemCode): Problem {
  const { status, title } = problems[code];
  const type = `urn:interlock:problem:${code}`;
  return { type, title, status, code, detail: title, fields: fieldsOf(code), requestId: '01a1ff6a-91d0-71c9-8125-83cf20f435f1' };
}

function fieldsOf(code: ProblemCode): Problem['fields'] {
  if (code === 'invalid_request') return [{ path: 'description', message: 'must not be empty' }];
  if (code === 'invalid_amount') return [{ path: 'amount.value', message: 'must be a whole number of minor units, digits only' }];
  if (code === 'idempotency_key_missing') return [{ path: 'Idempotency-Key', message: 'is missing' }];
  return [];
}
