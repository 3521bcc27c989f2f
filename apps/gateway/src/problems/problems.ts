import type * as accounts from '@interlock/accounts';
import type * as directory from '@interlock/directory';
import type * as domain from '@interlock/domain';
import type * as orders from '@interlock/orders';
import type * as settlement from '@interlock/settlement';
import type * as webhooks from '@interlock/webhooks';
import type * as refusals from './refusals.js';

/** The codes of every refusal that a module exports, so that one without a row below does not compile. */
type CodesOf<Module> = {
  [Name in keyof Module]: Module[Name] extends abstract new (...args: never[]) => { readonly code: infer Code extends string }
    ? ConcreteCode<Code>
    : never;
}[keyof Module];
type ConcreteCode<Code extends string> = string extends Code ? never : Code;
export type ProblemCode =
  | CodesOf<typeof refusals>
  | CodesOf<typeof directory>
  | CodesOf<typeof domain>
  | CodesOf<typeof accounts>
  | CodesOf<typeof orders>
  | CodesOf<typeof settlement>
  | CodesOf<typeof webhooks>;

/** What each code is in HTTP. */
export const problems: Readonly<Record<ProblemCode, { readonly status: number; readonly title: string }>> = {
  invalid_request: { status: 400, title: 'The request is not valid' },
  malformed_json: { status: 400, title: 'The body is not JSON' },
  malformed_request: { status: 400, title: 'The request cannot be read' },
  idempotency_key_missing: { status: 400, title: 'An Idempotency-Key is needed' },
  idempotency_key_not_used: { status: 400, title: 'Idempotency-Key is not used here' },
  invalid_amount: { status: 400, title: 'The amount is not valid' },
  unknown_currency: { status: 400, title: 'The currency is not known' },
  unauthenticated: { status: 401, title: 'An API key is needed' },
  activation_refused: { status: 422, title: 'The terminal is not activated' },
  activation_locked: { status: 429, title: 'Too many activation codes were not taken' },
  check_in_refused: { status: 422, title: 'The terminal gets no new key' },
  permission_denied: { status: 403, title: 'The API key may not do this' },
  route_not_found: { status: 404, title: 'Nothing is here' },
  order_not_found: { status: 404, title: 'The order does not exist' },
  agreement_not_found: { status: 404, title: 'The agreement does not exist' },
  case_not_found: { status: 404, title: 'The case does not exist' },
  batch_not_found: { status: 404, title: 'The batch does not exist' },
  webhook_not_found: { status: 404, title: 'The webhook endpoint does not exist' },
  webhook_replay_not_found: { status: 404, title: 'The replay does not exist' },
  refund_not_found: { status: 404, title: 'The refund does not exist' },
  provider_account_not_found: { status: 404, title: 'The provider account does not exist' },
  merchant_not_found: { status: 404, title: 'The merchant does not exist' },
  store_not_found: { status: 404, title: 'The store does not exist' },
  terminal_not_found: { status: 404, title: 'The terminal does not exist' },
  vendor_not_found: { status: 404, title: 'The vendor does not exist' },
  activation_code_not_found: { status: 404, title: 'The activation code does not exist' },
  api_key_not_found: { status: 404, title: 'The API key does not exist' },
  method_not_allowed: { status: 405, title: 'The method is not allowed here' },
  request_timeout: { status: 408, title: 'The request came too slowly' },
  idempotency_key_reused: { status: 409, title: 'The number was used with other content' },
  disabled: { status: 409, title: 'It is disabled' },
  already_exists: { status: 409, title: 'There is one of this number already' },
  invalid_agreement_state: { status: 409, title: 'The state of the agreement does not allow this' },
  invalid_state: { status: 409, title: 'The state of the order does not allow this' },
  not_waiting: { status: 409, title: 'The order waits for this terminal no more' },
  batch_in_progress: { status: 409, title: 'Another batch of the account is being closed' },
  batch_closed: { status: 409, title: 'The batch of the payment is closed' },
  case_settled: { status: 409, title: 'The case is closed' },
  resolution_not_allowed: { status: 409, title: 'This cannot be made of the case now' },
  provider_contradicts: { status: 409, title: 'The provider says the opposite' },
  second_person_needed: { status: 409, title: 'Another person must agree' },
  proposal_differs: { status: 409, title: 'Something else was proposed' },
  operation_in_progress: { status: 409, title: 'Another operation is in progress' },
  body_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The content type is not supported' },
  amount_exceeds_remaining: { status: 422, title: 'The amount exceeds what is left' },
  resolution_incomplete: { status: 422, title: 'The resolution needs other members' },
  invalid_reference: { status: 422, title: 'The request names something that does not exist' },
  invalid_provider_options: { status: 422, title: 'The provider options cannot be carried out' },
  no_route: { status: 422, title: 'No provider account can take this order' },
  agreement_refused: { status: 422, title: 'The provider refuses the agreement' },
  invalid_provider_account: { status: 422, title: 'The provider account cannot be like this' },
  provider_account_refused: { status: 422, title: 'The provider refuses the account' },
  operation_not_supported: { status: 422, title: 'The provider does not offer this' },
  setting_refused: { status: 422, title: 'The setting cannot be changed like this' },
  webhook_refused: { status: 422, title: 'The webhook endpoint does not allow this' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal_error: { status: 500, title: 'Something failed on our side' },
  provider_silent: { status: 502, title: 'The provider gave no answer that can be used' },
  not_ready: { status: 503, title: 'The gateway is not ready' },
};

/** RFC 9457, with a stable `code`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly fields: readonly { readonly path: string; readonly message: string }[];
  /** When it is worth asking again, where that is known; the same as the header Retry-After. */
  readonly retryAfterSeconds?: number;
  readonly requestId: string;
}

export const PROBLEM_CONTENT_TYPE = 'application/problem+json';
