import { InterlockError } from '@interlock/domain';

/** The request is not what the API describes; `fields` names each member at fault. */
export class InvalidRequest extends InterlockError {
  readonly code = 'invalid_request';
}
/** The amount, and nothing else, is not what the API describes. */
export class AmountRefused extends InterlockError {
  readonly code = 'invalid_amount';
}
/** The currency, and nothing else, is none of ISO 4217. */
export class CurrencyRefused extends InterlockError {
  readonly code = 'unknown_currency';
}
/** The body is not JSON in UTF-8. */
export class MalformedJson extends InterlockError {
  readonly code = 'malformed_json';
  constructor() {
    super('the body is not JSON in UTF-8');
  }
}
/** The API takes JSON alone. */
export class UnsupportedMediaType extends InterlockError {
  readonly code = 'unsupported_media_type';
  constructor() {
    super('the body must be sent as Content-Type: application/json');
  }
}
/** Orders and refunds carry their key in their body (`merchantOrderNo`, `refundNo`). */
export class IdempotencyKeyNotUsed extends InterlockError {
  readonly code = 'idempotency_key_not_used';
  constructor(member: string) {
    super(`Idempotency-Key is not used here: ${member} is the key of this request`, [
      { path: 'Idempotency-Key', message: `is not used; ${member} is the key` },
    ]);
  }
}
/** Every other write needs one. */
export class IdempotencyKeyMissing extends InterlockError {
  readonly code = 'idempotency_key_missing';
  constructor() {
    super('send an Idempotency-Key, a number of your own for this request', [{ path: 'Idempotency-Key', message: 'is missing' }]);
  }
}
/** No API key, or one that is not known or was revoked. */
export class Unauthenticated extends InterlockError {
  readonly code = 'unauthenticated';
}
/** The API key is good, and may not do this. */
export class PermissionDenied extends InterlockError {
  readonly code = 'permission_denied';
}
/** Nothing stands at this address. */
export class RouteNotFound extends InterlockError {
  readonly code = 'route_not_found';
  constructor() {
    super('there is nothing at this address');
  }
}
/** The address takes other methods; `allow` lists them for the header of that name. */
export class MethodNotAllowed extends InterlockError {
  readonly code = 'method_not_allowed';
  constructor(readonly allow: readonly string[]) {
    super(`this address takes ${allow.join(', ')}`);
  }
}
/** The body is larger than the address takes. */
export class BodyTooLarge extends InterlockError {
  readonly code = 'body_too_large';
  constructor() {
    super('the body is larger than this address takes');
  }
}
/** The headers or the body did not come in time. */
export class RequestTooSlow extends InterlockError {
  readonly code = 'request_timeout';
  constructor() {
    super('the request did not come in time');
  }
}
/** JSON within JSON, deeper than anything that the API describes. */
export class JsonTooDeep extends InterlockError {
  readonly code = 'malformed_json';
  constructor(most: number) {
    super(`the body nests deeper than ${String(most)} levels`);
  }
}
/** Not an HTTP request that can be read. */
export class MalformedRequest extends InterlockError {
  readonly code = 'malformed_request';
}
/** A bug of ours, or a part that failed; the log has it under the request's id. */
export class InternalError extends InterlockError {
  readonly code = 'internal_error';
  constructor() {
    super('something failed on our side; nothing is known about the outcome: read the order, or ask again with the same number');
  }
}
/** The API key, the terminal or the address asks for more than its share; `retryAfterSeconds` is the header of that name. */
export class RateLimited extends InterlockError {
  readonly code = 'rate_limited';
  constructor(readonly retryAfterSeconds: number) {
    super('this is more than the limit allows; nothing was begun: ask again later');
  }
}
